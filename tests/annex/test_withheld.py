"""What one recipient must not learn is nowhere in what is made for them."""

from dataclasses import replace

import pytest

from dossier.annex.withheld import names_inside, told_to
from dossier.model.facts import Facts
from dossier.model.finding import warning
from dossier.model.party import Party, Role
from dossier.recipients.profile import load_profile
from dossier.texts.catalogue import Texts
from tests.support.dossiers import piece, small_dossier

FRENCH = Texts("fr")
GENERIC = load_profile("generic")
NAMELESS = replace(GENERIC, nameless=True)


def test_what_is_held_back_and_its_repeats_are_not_told_of_and_the_person_hears_it():
    dossier = small_dossier()
    held = replace(dossier.pieces[0], held_back=("generic",))
    twin = replace(piece("twin", "complaint"), duplicate_of=held.id)
    found = (warning("possible-repeat", first=held.id).of(dossier.pieces[1].id),)
    dossier = replace(dossier, pieces=(held, *dossier.pieces[1:], twin), findings=found)
    told = told_to(dossier, GENERIC, FRENCH)
    assert [one.included for one in told.dossier.pieces] == [False, *[True] * 6, False]
    assert told.dossier.findings == ()
    assert [(one.code, one.params["n"]) for one in told.findings] == [("held-back-from", 1)]
    assert told_to(dossier, replace(GENERIC, id="other"), FRENCH).dossier == dossier


def unnamed(title):
    dossier = replace(small_dossier(), pieces=(piece("one", "order", title=title),))
    return told_to(dossier, NAMELESS, FRENCH).dossier


@pytest.mark.parametrize(
    "title",
    [
        "Lettre de Léa Martin",
        "lettre_Martin.Léa.pdf",
        "Mme MARTIN",
        "Courriel à léa martin",
        "Facture Léa-Martin",
    ],
)
def test_the_name_goes_from_our_words_however_it_is_written(title):
    made = unnamed(title)
    assert "martin" not in made.pieces[0].title.casefold()
    assert "[consommateur]" in made.pieces[0].title


@pytest.mark.parametrize("title", ["Martinet dans la cheminée", "Cléa", "un martin-pêcheur"])
def test_other_words_stay(title):
    assert unnamed(title).pieces[0].title == title


def test_the_title_of_the_dispute_the_party_and_the_story_go_too():
    facts = Facts(happened="Léa Martin attend.", asked="Rembourser Mme Martin")
    made = told_to(replace(small_dossier(), facts=facts), NAMELESS, FRENCH).dossier
    assert made.title == "Réclamation – pièces justificatives"
    assert [party.role for party in made.parties] == [Role.SELLER]
    assert "Martin" not in str(made.facts)


def test_a_recipient_who_may_know_is_told_all():
    assert told_to(small_dossier(), GENERIC, FRENCH).dossier == small_dossier()


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Bonjour Madame Martin,", True),
        ("écrivez à LEA@courriel.example", True),
        ("appelez le +33 6 39 98 12 34", True),
        ("appelez le 06.39.98.12.34", True),
        ("Bonjour Madame,", False),
        ("commande 4471", False),
    ],
)
def test_a_name_inside_of_a_piece_is_found(text, stands):
    party = Party(
        role=Role.CONSUMER, name="Léa Martin", addresses=("lea@courriel.example",), phone="06 39 98 12 34"
    )
    one = replace(piece("one", "order"), text=text)
    dossier = replace(small_dossier(), parties=(party,), pieces=(one,))
    assert list(names_inside(dossier, [one])) == ([one] if stands else [])


def test_without_a_consumer_nothing_is_looked_for():
    dossier = replace(small_dossier(), parties=())
    assert told_to(dossier, NAMELESS, FRENCH).dossier == dossier
    assert list(names_inside(dossier, dossier.pieces)) == []
