"""An account is found by its number alone and by its last digits, and by nothing that only looks like it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.annex.withheld import named_inside
from dossier.model.detail import Detail
from dossier.model.dossier import Dossier
from tests.support.dossiers import piece
from tests.support.telling import PERSON, veil_of_person, veil_over

FRENCH = "FR76 3000 4000 0312 3456 7890 143"
BELGIAN, BRITISH = "BE68 5390 0754 7034", "GB29 NWBK 6016 1331 9268 19"
GERMAN, DUTCH = "DE89 3704 0044 0532 0130 00", "NL91 ABNA 0417 1643 00"
NEW = "FR76 3000 4000 0300 0000 1234 543"
"""Its number begins with zeros."""
CARD = "4970 1012 3456 7893"


def hidden(iban, words):
    return veil_of_person(Detail.IBAN, iban=iban).hidden(words)


@pytest.mark.parametrize(
    ("iban", "written", "left"),
    [
        (FRENCH, "n° de compte 12345678901", "n° de compte […]"),
        (FRENCH, "compte 1234567890 1, facture 12345678901", "compte […], facture […]"),
        (FRENCH, "30004 00003 12345678901 43", "[…]"),
        (FRENCH, "30004/00003/12345678901", "[…]"),
        (FRENCH, "Code banque : 30004\nGuichet : 00003\nN° de compte : 12345678901\nClé RIB : 43", None),
        (FRENCH, "00003123456 7890, compte 31234567890", "[…], compte […]"),
        (FRENCH, "FR76 3000 4000 0312 XXXX XXXX XXX", "[…] XXXX XXXX XXX"),
        (FRENCH, "FR76 30О4 … FR76\u200b3000 4000 ０312 3456 7890 143", "FR76 30О4 … […]"),
        (BELGIAN, "539-0075470-34, 539 0075470, compte 75470", "[…], […], compte […]"),
        (GERMAN, "Konto 532013000, Kto. 0532013000", "Konto […], Kto. […]"),
        (DUTCH, "rekening 41.71.64.300", "rekening […]"),
        (BRITISH, "sort code 60-16-13 account 31926819", "sort code […]"),
        (NEW, "Compte chèques n° 12345, virement 00000012345 43", "Compte chèques n° […], virement […]"),
        (FRENCH, "RIB FR76%203000%204000%200312%203456%207890%20143.txt", "RIB […].txt"),
        (FRENCH, "Rabais de 20%, compte 12345678901, 100%25", "Rabais de 20%, compte […], 100%25"),
    ],
)
def test_the_number_of_an_account_goes_alone(iban, written, left):
    assert hidden(iban, written) == (left or "Code banque : […]")


@pytest.mark.parametrize(
    "written",
    [
        "compte […]se terminant par 0143",
        "compte […]****0143",
        "compte […]•••• 143",
        "Virement vers XX 0143",
        "IBAN […]FR76 **** **** 0143",
        "IBAN […]FR76 XXXX XXXX XXXX XXXX XXX0 143",
        "[…]FR76 3000 **** 0143",
        "RIB : […]...0143",
        "Account ending in 8901",
        "Rekening eindigend op 8901",
        "relevé […]4 derniers chiffres : 8901",
        "Compte chèques […]*8901",
        "Compte chèques […]∗8901",
        "Compte chèques […]•8901",
        "Compte chèques […]X8901",
        "Mon compte […]... 8901",
    ],
)
def test_the_last_digits_are_a_trace_where_a_bank_is_spoken_of(written):
    veil = veil_of_person(Detail.IBAN, iban=FRENCH)
    assert veil.sought[0].found(written.replace("[…]", ""))
    if "[…]" in written:
        assert veil.hidden(written.replace("[…]", "")) == written.partition("[…]")[0] + "[…]"
    for harmless in ("carte de visite", "téléphone", "commande"):
        assert not veil.shows(f"{harmless} se terminant par 0143, ****0143, XX 0143")


@pytest.mark.parametrize(
    "harmless",
    [
        "compte 0143, virement de 143 € le 12/03/2026",
        "compte se terminant par 0144, ****01432",
        "Commande 0075470, colis 75470, réf. 31926819",
        "banque 30004, guichet 00003",
        "FR76 3000 4",
        "Taxx 0143 au compte",
        "Relevé du compte ... 12/03/2026",
        "Mon compte ... 8901 Nantes",
        "Banque : 3 pièces ... 143 €, 2 x 143 €, * 143, 3*143",
        "compte de 12345 €, compte 12345 €, virement facture 12345, 12345",
        "Ma banque ne répond pas à mon dossier 12345",
    ],
)
@pytest.mark.parametrize("iban", [FRENCH, BELGIAN, BRITISH, NEW])
def test_what_only_looks_like_an_account_stays(iban, harmless):
    assert hidden(iban, harmless) == harmless


@pytest.mark.parametrize("iban", ["", "FR76", "FR76 3000", "BE68 5390 0000 0034", "XX12 3456 7890 1234"])
def test_an_account_that_is_none_is_found_nowhere_else(iban):
    words = "Compte 000 0000, IBAN FR76, 539, se terminant par 00, compte ****1, le 12/03/2026"
    assert hidden(iban, words) == words


@given(st.sampled_from([FRENCH, GERMAN, DUTCH]), st.sampled_from(["", " ", "-", ".", "\u202f"]), st.data())
def test_a_long_run_of_an_account_is_found(iban, between, data):
    plain = iban.replace(" ", "")
    begun = data.draw(st.integers(4, len(plain) - 10))
    end = data.draw(st.integers(max(begun, len(plain) - 12) + 10, len(plain)))
    assert veil_of_person(Detail.IBAN, iban=iban).shows(f"vu : {between.join(plain[begun:end])} ; fin")


@given(st.from_regex(r"\A[1-9][0-9]{10}\Z").filter(lambda one: "123456" not in one))
def test_another_number_near_a_bank_stays(number):
    words = f"Compte {number[:5]} {number[5:]}, virement {number}"
    assert hidden(FRENCH, words) == words


def test_pieces_that_show_a_trace_or_a_card_are_named_and_others_accounts_are_not():
    dossier = Dossier(parties=(replace(PERSON, iban=FRENCH),))
    texts = "Virement depuis ****0143", f"Carte bancaire {CARD}", f"Payez sur {BELGIAN}", "Pièce 0143"
    pieces = [replace(piece(f"p{n}", "order"), text=text) for n, text in enumerate(texts)]
    found = list(named_inside(dossier, pieces, veil_over(dossier, Detail.IBAN)))
    assert found == [(pieces[0], {Detail.IBAN}), (pieces[1], {Detail.IBAN})]
