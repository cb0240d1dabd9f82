"""What pieces seem to say about the dispute: proposed with its proof, never when it is not sure."""

from dataclasses import replace
from datetime import datetime

import pytest

from dossier.intake.facts.parties import party_proposals
from dossier.intake.facts.propose import proposals
from dossier.model.dossier import Dossier
from dossier.model.facts import Facts, KeyDate, Milestone
from dossier.model.finding import note
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import UNKNOWN, Moment, Precision
from dossier.model.party import Party, Role
from dossier.model.piece import MailHeader, Piece
from dossier.recipients.profile import Kind, Profile
from dossier.texts.typed_facts import typed_facts

SELLER = Party(role=Role.SELLER, name="Brume", addresses=("brume.example",))
LABEL = {"fr": "Pièce n° {number}"}
MEDIATORS = (
    Profile(id="cm2c", names={"fr": "CM2C"}, piece_label=LABEL, kind=Kind.MEDIATOR),
    Profile(id="anm", names={"fr": "ANM Conso"}, piece_label=LABEL, kind=Kind.MEDIATOR),
    Profile(id="mediator", names={"fr": "Médiateur"}, piece_label=LABEL, kind=Kind.MEDIATOR),
)


def piece(name: str, rubric: str, text: str = "", *, day: int = 0, sender: str = "") -> Piece:
    moment = Moment(precision=Precision.DAY, at=datetime(2026, 3, day)) if day else UNKNOWN
    return Piece(
        id=PieceId(name),
        title=name,
        rubric=RubricId(rubric),
        moment=moment,
        text=text,
        preface=MailHeader(sender=sender) if sender else None,
    )


def found(*pieces: Piece, facts: Facts | None = None) -> dict[str, tuple[str, str]]:
    dossier = Dossier(pieces=pieces, parties=(SELLER,), facts=facts or Facts())
    return {one.key: (one.value, one.piece) for one in proposals(dossier, MEDIATORS)}


def test_the_days_of_a_dispute_are_those_of_its_pieces():
    told = found(
        piece("order", "order", day=2),
        piece("promise", "delivery", "Votre colis sera livré demain.", day=3),
        piece("delivered", "delivery", "Votre colis a été livré à 10 h 12.", day=9),
        piece("theirs", "complaint", day=10, sender="SAV <sav@brume.example>"),
        piece("complaint", "complaint", day=12, sender="Ana <ana@mail.example>"),
        piece(
            "ack",
            "correspondence",
            "Nous avons bien reçu votre réclamation.",
            day=13,
            sender="x@brume.example",
        ),
        piece("answer", "correspondence", "Nous refusons.", day=20, sender="x@brume.example"),
        piece("Mise en demeure", "complaint", day=25),
    )
    assert told == {
        "date.contract": ("2026-03-02", "order"),
        "date.receipt": ("2026-03-09", "delivered"),
        "date.complaint": ("2026-03-12", "complaint"),
        "date.complaint-received": ("2026-03-13", "ack"),
        "date.answer": ("2026-03-20", "answer"),
        "date.notice": ("2026-03-25", "Mise en demeure"),
    }


def test_a_date_that_is_not_certain_proposes_nothing():
    about = replace(piece("order", "order", day=2).moment, precision=Precision.ABOUT, at=datetime(2026, 3, 1))
    assert found(piece("a", "order"), replace(piece("b", "order"), moment=about)) == {}


STATEMENT = "Relevé arrêté au 31 mars\n03/03 CARTE 02/03 BRUME 528,00\n09/03 CARTE 07/03 LIBRAIRIE 24,90"


def paid(*pieces: Piece, price: int | None = 52_800) -> tuple[str, str] | None:
    return found(*pieces, facts=Facts(price_cents=price)).get("date.payment")


def test_the_day_when_a_statement_was_closed_is_not_the_payments():
    statement = piece("Relevé", "payment", STATEMENT, day=31)
    assert paid(statement) == ("2026-03-02", "Relevé")
    assert paid(statement, price=99_900) is None
    assert paid(statement, price=None) is None
    assert paid(piece("Relevé", "payment", STATEMENT.replace("CARTE", "LOYER"), day=31)) is None
    twice = piece("Relevé", "payment", f"{STATEMENT}\n20/03 CARTE 19/03 BRUME 528,00", day=31)
    assert paid(twice) is None


def test_a_line_without_its_year_lies_before_the_statement_was_closed():
    early = replace(
        piece("Relevé", "payment", "28/12 CB BRUME 528,00"),
        moment=Moment(precision=Precision.DAY, at=datetime(2026, 1, 5)),
    )
    assert paid(early) == ("2025-12-28", "Relevé")
    assert paid(replace(early, moment=UNKNOWN)) is None


@pytest.mark.parametrize(
    ("title", "rubric", "text", "day"),
    [
        ("Facture", "order", "Payé le 2 mars 2026 par carte", "2026-03-02"),
        ("Facture", "order", "Paid on 2 March 2026", "2026-03-02"),
        ("Facture", "order", "À payer avant le 2 mars 2026", None),
        ("Reçu de paiement", "payment", "Total 528,00 €", "2026-03-09"),
        ("Reçu de paiement", "payment", "Total 12,00 €", None),
        ("Virement", "payment", "528,00", None),
    ],
)
def test_a_bill_that_says_it_and_a_receipt_date_the_payment(title, rubric, text, day):
    assert paid(piece(title, rubric, text, day=9)) == (day and (day, title))


def test_whom_intake_found_is_proposed_until_somebody_added_it():
    seen = note("party-found", name="Lavande", addresses="a@lavande.example", role="seller").of(PieceId("m"))
    dossier = Dossier(pieces=(piece("m", "order"),), parties=(SELLER,), findings=(seen,))
    told = [(one.key, one.value) for one in party_proposals(dossier)]
    assert told == [("seller2.name", "Lavande"), ("seller2.addresses", "a@lavande.example")]
    after = typed_facts([f"{key}={value}" for key, value in told], dossier, piece=PieceId)
    assert list(party_proposals(replace(dossier, parties=after.parties))) == []


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("Commande n° CH-260302-4471 du 2 mars", "reference.order", "CH-260302-4471"),
        ("Your order number: 405-1234567-7654321.", "reference.order", "405-1234567-7654321"),
        ("Bestellnummer 77120045", "reference.order", "77120045"),
        ("N° de client : C0044871", "reference.customer", "C0044871"),
        ("Réservation AWX7Q2 confirmée", "reference.booking", "AWX7Q2"),
        ("N° de colis 6A12345678901", "reference.parcel", "6A12345678901"),
        ("SIRET 552 100 554 00013", "seller.registration", "55210055400013"),
        ("TVA intracommunautaire : FR83404833048", "seller.vat", "FR83404833048"),
        ("Total TTC : 1 249,90 €", "price", "1249,90"),
    ],
)
def test_numbers_are_found_by_the_words_around_them(text, key, value):
    assert found(piece("order", "order", text))[key] == (value, "order")


@pytest.mark.parametrize(
    "text",
    [
        "Votre commande du 12/03/2026 arrive",
        "commande passée en 2026",
        "SIRET 000 000 000 00000",
        "SIRET 552 100 555 00025",
        "Total : à venir",
        "FR00123456789",
    ],
)
def test_what_only_looks_like_a_number_is_not_proposed(text):
    assert {key for key in found(piece("order", "order", text)) if key != "date.contract"} == set()


def test_the_mediator_is_the_one_that_the_terms_name():
    terms = piece("terms", "terms", "Le médiateur de la consommation compétent est CM2C, 49 rue …")
    assert found(terms)["mediator"] == ("cm2c", "terms")
    both = piece("both", "terms", "Médiateurs : CM2C ou ANM Conso.")
    assert "mediator" not in found(both)
    assert "mediator" not in found(piece("none", "terms", "CM2C vend des chaises."))
    assert "mediator" not in found(replace(terms, rubric=RubricId("correspondence")))


def test_what_is_noted_or_held_back_is_not_proposed_again():
    order = piece("order", "order", "Commande n° CH-260302-4471", day=2)
    noted = Facts(key_dates=(KeyDate(milestone=Milestone.CONTRACT, day=datetime(2026, 3, 1).date()),))
    assert set(found(order, facts=noted)) == {"reference.order"}
    assert found(replace(order, included=False)) == {}


def test_every_proposal_can_be_typed():
    pieces = (
        piece("order", "order", "Commande n° CH-260302-4471\nTotal : 528,00 €\nRCS 552 100 554", day=2),
        piece("complaint", "complaint", day=9),
    )
    dossier = Dossier(pieces=pieces, parties=(SELLER,))
    told = proposals(dossier, MEDIATORS)
    words = [
        f"{one.key}={one.value}" + (f"@{one.piece}" if one.key.startswith("date.") else "") for one in told
    ]
    after = typed_facts(words, dossier, piece=PieceId)
    taken = replace(dossier, facts=after.facts, parties=after.parties)
    assert len(told) == 5
    assert proposals(taken, MEDIATORS) == ()


def test_a_party_that_is_known_by_name_only_gets_its_addresses():
    seen = note("party-found", name="Lavande", addresses="a@lavande.example", role="seller").of(PieceId("m"))
    known = (Party(role=Role.SELLER, name="Autre"), Party(role=Role.SELLER, name="lavande", country="FR"))
    dossier = Dossier(pieces=(piece("m", "order"),), findings=(seen,), parties=known)
    assert [(one.key, one.value) for one in party_proposals(dossier)] == [
        ("seller2.addresses", "a@lavande.example")
    ]
