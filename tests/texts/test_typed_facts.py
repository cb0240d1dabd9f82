"""Facts as they are typed, amounts, and numbers that cannot be what they say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.basis.errors import UsageError
from dossier.model.dossier import Dossier
from dossier.model.facts import ClaimLine, Dispute, KeyDate, Milestone, Question, Reference, ReferenceKind
from dossier.model.ids import PieceId
from dossier.model.party import Party, Role
from dossier.texts.catalogue import Texts
from dossier.texts.identifiers import doubtful, masked_iban, shown_iban
from dossier.texts.money import field_cents, said_cents, share_cents, typed_cents
from dossier.texts.typed_facts import fact_keys, typed_facts

NB = "\u00a0"


def typed(*words: str, dossier: Dossier | None = None):
    return typed_facts(words, dossier or Dossier(), piece=PieceId)


def test_each_fact_is_read():
    after = typed(
        "dispute=withdrawal",
        "price=1 249,90 €",
        "payment=card",
        "reference.order=CH-4471",
        "date.complaint=2026-03-16@7,8",
        "date.receipt=02/03/2026",
        "answer.court=non",
        "answer.private=Oui",
        "answer.scheme:fevad=oui",
        "claim=Prix du bureau : 349,00@4",
        "claim=Frais: 12",
        "happened=Rien n’est arrivé.",
    ).facts
    assert after.dispute is Dispute.WITHDRAWAL
    assert after.price_cents == 124990
    assert after.references == (Reference(kind=ReferenceKind.ORDER, value="CH-4471"),)
    assert after.key_date(Milestone.COMPLAINT) == KeyDate(
        milestone=Milestone.COMPLAINT, day=date(2026, 3, 16), proofs=(PieceId("7"), PieceId("8"))
    )
    assert after.answers == {Question.COURT: False, Question.PRIVATE: True}
    assert after.answers_for == {"scheme:fevad": True}
    assert after.towards("fevad").answers[Question.SCHEME]
    assert Question.SCHEME not in after.towards("mtv").answers
    assert after.claim == (
        ClaimLine(words="Prix du bureau", cents=34900, proofs=(PieceId("4"),)),
        ClaimLine(words="Frais", cents=1200),
    )
    assert after.claimed_cents == 36100


def test_an_empty_value_takes_a_fact_away():
    before = typed("dispute=other", "date.contract=2026-01-02", "answer.court=oui", "claim=x:1", "tried=a")
    dossier = Dossier(facts=before.facts)
    words = ("dispute=", "date.contract=", "answer.court=", "claim=", "tried=")
    assert typed(*words, dossier=dossier).facts == Dossier().facts


def test_parties_are_made_by_name_and_then_described():
    after = typed(
        "consumer.name=Ana Duval",
        "consumer2.name=Louis Duval",
        "consumer2.country=BE",
        "seller.name=Brume",
        "seller.addresses=sav@brume.example, brume.example",
    ).parties
    assert after == (
        Party(role=Role.CONSUMER, name="Ana Duval"),
        Party(role=Role.CONSUMER, name="Louis Duval", country="BE"),
        Party(role=Role.SELLER, name="Brume", addresses=("sav@brume.example", "brume.example")),
    )
    with pytest.raises(UsageError, match="party-unnamed"):
        typed("carrier.country=FR")


def test_a_party_goes_with_its_name_and_its_fields_have_the_names_that_people_use():
    after = typed("seller.name=Brume", "seller.email=A@Brume.example", "seller.siret=1", "seller.country=fr")
    (seller,) = after.parties
    assert seller.addresses == ("a@brume.example",)
    assert (seller.registration, seller.country) == ("1", "FR")
    assert typed("seller.name=", dossier=Dossier(parties=after.parties)).parties == ()


@pytest.mark.parametrize("country", ["France", "F", "XX", "EU", "UK", "12"])
def test_a_country_that_is_none_is_refused(country):
    with pytest.raises(UsageError, match="argument-no-country"):
        typed("seller.name=x", f"seller.country={country}")


@pytest.mark.parametrize(
    ("word", "nearest"),
    [("seller.naam=x", "seller.name"), ("selller.name=x", "seller.name"), ("prixe=3", "price")],
)
def test_an_unknown_key_is_told_the_nearest(word, nearest):
    with pytest.raises(UsageError) as told:
        typed(word)
    assert told.value.params["nearest"] == nearest


def test_every_key_that_is_listed_can_be_emptied():
    named = [f"{role}.name={role}" for role in Role]
    dossier = Dossier(parties=typed(*named).parties)
    keys = [key.replace(":ID", ":cmap") for key in fact_keys() if not key.endswith(".name")]
    assert typed(*(f"{key}=" for key in keys), dossier=dossier).facts == Dossier().facts
    assert len(keys) == len(set(keys))


def test_an_account_is_masked_but_for_its_ends():
    assert masked_iban("FR76 3000 6000 0112 3456 7890 189") == "FR76 … 189"
    assert masked_iban("FR76 123") == "…"


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("dispute", "fact-unknown"),
        ("colour=red", "fact-unknown"),
        ("seller.shoe=44", "fact-unknown"),
        ("dispute=theft", "fact-not-understood"),
        ("date.birth=2026-01-01", "fact-not-understood"),
        ("date.receipt=31/02/2026", "argument-no-day"),
        ("answer.court=peut-être", "fact-not-understood"),
        ("answer.scheme=oui", "fact-unknown"),
        ("answer.court:fevad=oui", "fact-unknown"),
        ("price=douze", "amount-not-understood"),
        ("price=-3", "amount-negative"),
        ("claim=sans montant", "amount-not-understood"),
    ],
)
def test_what_is_no_fact_is_refused(word, code):
    with pytest.raises(UsageError, match=code):
        typed(word)


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("349", 34900),
        ("349,9", 34990),
        ("1 249,90", 124990),
        ("1.249,90 €", 124990),
        ("1.249", 124900),
        ("1249.90 EUR", 124990),
        (f"12{NB}000{NB}€", 1200000),
        ("0,05", 5),
    ],
)
def test_amounts_are_read_as_people_write_them(written, cents):
    assert typed_cents(written) == cents


@pytest.mark.parametrize("written", ["", "€", "1,2,3", "12,345,6", "12.3456", "1e5", "99999999999999"])
def test_an_amount_that_is_not_clear_is_refused(written):
    with pytest.raises(UsageError, match="amount-not-understood"):
        typed_cents(written)


@given(st.integers(0, 10**12))
def test_an_amount_in_a_field_is_read_again_as_it_was(cents):
    assert typed_cents(field_cents(cents)) == cents


def test_amounts_are_said_in_the_readers_way():
    assert said_cents(Texts("fr"), 124990).replace("\u202f", " ").replace(NB, " ") == "1 249,90 €"
    assert said_cents(Texts("en"), 124990) == "€1,249.90"
    assert share_cents(34999, percent=50) == 17500
    assert share_cents(33, percent=10) == 3


def test_numbers_that_cannot_be_right_are_named():
    right = Party(
        role=Role.SELLER,
        name="x",
        country="FR",
        registration="552 100 554",
        vat="FR 83 404 833 048",
        iban="FR76 3000 6000 0112 3456 7890 189",
        bic="AGRIFRPP",
    )
    assert doubtful(right) == ()
    wrong = Party(
        role=Role.SELLER,
        name="x",
        country="fr",
        registration="552 100 555",
        vat="FR00",
        iban="FR76 1",
        bic="A",
    )
    assert doubtful(wrong) == ("registration", "vat", "iban", "bic", "country")
    assert shown_iban("be71096123456769") == "BE71 0961 2345 6769"
    assert doubtful(Party(role=Role.SELLER, name="x", country="DE", registration="HRB 4711")) == ()
