"""What a recipient must not get of what pieces show, and how much may be told to it."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iban import is_valid

from dossier.basis.limits import TEXT_CHARS
from dossier.model.facts import Facts
from dossier.model.piece import Private
from dossier.recipients.bank import shows_bank, without_bank
from dossier.recipients.check import check
from dossier.recipients.profile import Limit, Limited, load_profile
from dossier.texts.catalogue import Texts
from tests.support.dossiers import DAY, small_dossier
from tests.support.patience import patience

BANKLESS = replace(load_profile("generic"), forbids=(Private.BANK, Private.MEDICAL))
ACCOUNT = re.compile(r"(?<![^\W_])[A-Za-z]{2}\d{2}(?:[\s._-]?[A-Za-z0-9]){11,30}")
AWAY = re.compile(r"[\s._-]")
PARTS = (
    "FR76",
    "BE68 5390 0754 7034",
    "BE68 5390 0754 7035",
    "LU28_0019_4006_4475_0000",
    "7",
    "x",
    "é",
    "12 ",
)
IBANS = ("FR76 3000 6000 0112 3456 7890 189", "be71 0961 2345 6769", "DE89.3704.0044.0532.0130.00")


@pytest.mark.parametrize("iban", IBANS)
@pytest.mark.parametrize("around", ["{} pour la commande 12", "rib_{}.pdf", "({})", "{}\nBIC AGRIFRPP"])
def test_an_account_is_found_and_nothing_beside_it(iban, around):
    assert shows_bank(around.format(iban))
    assert without_bank(around.format(iban)) == around.format("[…]")


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("Carte bancaire 4970 1012 3456 7893", True),
        ("VISA n° 4970-1012-3456-7893", True),
        ("4970101234567893 (CB)", True),
        ("Carte 4970 1012 3456 7890", False),
        ("Commande 4970 1012 3456 7893", False),
        ("Visage 4970 1012 3456 7893", False),
        ("carte 0000 0000 0000 0000", False),
        ("FR77 3000 6000 0112 3456 7890 189", False),
        ("AB12 3456 7890 1234 5678", False),
        ("FR7630006000011234567890189X", False),
        ("", False),
    ],
)
def test_only_what_can_be_a_card_or_an_account_is_one(words, stands):
    assert shows_bank(words) is stands
    assert (without_bank(words) != words) is stands


def slowly_found(words):
    """Finds accounts as they are said to be: the longest valid one from each begin of a word."""
    found, begun = [], 0
    while match := ACCOUNT.search(words, begun):
        ends = [at for at in range(match.end(), match.start(), -1) if words[at - 1].isalnum()]
        begun = next(
            (
                end
                for end in ends
                if not words[end : end + 1].isalnum()
                and is_valid(AWAY.sub("", words[match.start() : end]), check_country=False)
            ),
            0,
        )
        found += [match.start(), begun] if begun else []
        begun = begun or match.start() + 1
    return found


@given(st.lists(st.sampled_from([*IBANS, *PARTS]), max_size=6), st.sampled_from(["", " ", "_", ", "]))
def test_what_is_found_quickly_is_what_is_found_slowly(parts, between):
    words = between.join(parts)
    ends = slowly_found(words)
    wanted = [words[start:end] for start, end in pairwise([0, *ends, len(words)])]
    assert without_bank(words) == "".join("[…]" if place % 2 else part for place, part in enumerate(wanted))


def test_a_card_that_lies_in_an_account_takes_nothing_away_behind_it():
    words = "Carte FR39 4970 1012 3456 7893 0000 000 et la suite"
    assert without_bank(words) == "Carte […] et la suite"


@pytest.mark.parametrize("unit", ["FR76 ", "BE68 ", "BE68 5390 0754 7035 ", IBANS[0] + " ", "carte 1", "1 "])
def test_long_words_are_searched_soon(unit):
    with patience():
        without_bank(unit * (TEXT_CHARS // len(unit)))


def codes(dossier, profile=BANKLESS):
    found = check(dossier, profile, day=DAY).findings
    return [(one.code, one.piece) for one in found if one.code.startswith(("bank", "forbidden", "descr"))]


def test_a_piece_that_shows_an_account_is_told_and_one_that_is_marked_stops_the_sending():
    dossier = small_dossier()
    first, second, *rest = dossier.pieces
    first = replace(first, text=f"Mon IBAN : {IBANS[0]}")
    dossier = replace(dossier, pieces=(first, second, *rest))
    assert codes(dossier) == [("bank-inside", first.id)]
    assert codes(dossier, load_profile("generic")) == []
    (said,) = [one for one in check(dossier, BANKLESS, day=DAY).findings if one.code == "bank-inside"]
    assert f"pièce {said.params['numbers']}," in Texts("fr").finding(said)
    marked = replace(first, private=(Private.BANK, Private.IDENTITY))
    assert codes(replace(dossier, pieces=(marked, second, *rest))) == [("forbidden-bank", first.id)]
    held = replace(marked, held_back=("generic",))
    assert codes(replace(dossier, pieces=(held, second, *rest))) == []


def test_a_story_longer_than_the_form_takes_is_told():
    limit = Limit(on=Limited.DESCRIPTION_CHARS, value=20, sources=("S1",), mark="V")
    profile = replace(BANKLESS, limits=(limit,))
    dossier = replace(small_dossier(), facts=Facts(happened="é" * 20))
    assert codes(dossier, profile) == []
    longer = replace(dossier, facts=Facts(happened="é" * 21))
    assert codes(longer, profile) == [("description-too-long", None)]
    assert codes(longer) == []
