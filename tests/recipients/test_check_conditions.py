"""Only what is known to be otherwise closes a recipient; what nobody said is asked."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.checklist import Verdict
from dossier.model.dossier import Dossier
from dossier.model.facts import ClaimLine, Dispute, Facts, Milestone, Payment, Question
from dossier.model.party import Party, Role
from dossier.model.piece import Event
from dossier.recipients.check import check as checked
from dossier.recipients.conditions import CONDITIONS, judge, traders
from dossier.texts.catalogue import Texts, language_codes
from dossier.texts.checklist import said_condition
from tests.support.checklists import (
    READ,
    books,
    condition,
    consumer,
    dispute,
    profile,
    seller,
    with_day,
    with_facts,
    with_piece,
)
from tests.support.dossiers import piece

MET, MISSING, UNKNOWN = Verdict.MET, Verdict.MISSING, Verdict.UNKNOWN
VALUES = {
    "consumer-country": ("FR",),
    "trader-country": ("DE", "BE"),
    "either-country": ("LU", "DE"),
    "answered-yes": ("scheme",),
    "answered-no": ("court",),
    "claim-at-most": ("500000",),
    "payment-by": ("card",),
    "dispute-among": ("flight", "travel"),
    "dispute-not": ("flight", "travel"),
    "mediator-is": ("cmap", "Centre de médiation CMAP"),
    "delivered-in": ("FR",),
}


def verdict(check, dossier):
    return judge(check, dossier, VALUES.get(check, ())).verdict


def living(consumer_country, trader_country):
    return replace(dispute(), parties=(consumer(consumer_country), seller(trader_country)))


def answering(question, answer):
    return with_facts(dispute(), answers={question: answer})


@pytest.mark.parametrize("check", sorted(CONDITIONS))
def test_of_an_empty_dossier_everything_is_asked_and_nothing_closed(check):
    judged = judge(check, Dossier(), VALUES.get(check, ()))
    assert judged.verdict is UNKNOWN
    assert judged.ask


@pytest.mark.parametrize(
    ("check", "mine", "theirs", "wanted"),
    [
        ("consumer-country", "FR", "DE", MET),
        ("consumer-country", "BE", "DE", MISSING),
        ("consumer-country", "", "DE", UNKNOWN),
        ("trader-country", "FR", "DE", MET),
        ("trader-country", "FR", "CN", MISSING),
        ("trader-country", "FR", "", UNKNOWN),
        ("either-country", "FR", "LU", MET),
        ("either-country", "LU", "", MET),
        ("either-country", "BE", "FR", MISSING),
        ("either-country", "BE", "", UNKNOWN),
        ("either-country", "", "FR", UNKNOWN),
        ("cross-border", "FR", "DE", MET),
        ("cross-border", "FR", "FR", MISSING),
        ("cross-border", "FR", "", UNKNOWN),
        ("cross-border", "", "FR", UNKNOWN),
        ("delivered-in", "FR", "DE", MET),
        ("delivered-in", "BE", "DE", UNKNOWN),
    ],
)
def test_countries_decide_when_they_are_known(check, mine, theirs, wanted):
    assert verdict(check, living(mine, theirs)) is wanted


def test_one_of_several_traders_in_the_right_country_is_enough_and_one_unknown_leaves_it_open():
    two = replace(dispute(), parties=(consumer(), seller("CN"), seller("DE")))
    assert verdict("trader-country", two) is MET
    unsure = replace(dispute(), parties=(consumer(), seller("CN"), seller("")))
    assert verdict("trader-country", unsure) is UNKNOWN


@pytest.mark.parametrize(
    ("kind", "roles", "meant"),
    [
        (Dispute.NON_DELIVERY, (Role.CARRIER, Role.SELLER), Role.SELLER),
        (Dispute.NON_DELIVERY, (Role.CARRIER,), None),
        (Dispute.DEFECT, (Role.MARKETPLACE,), Role.MARKETPLACE),
        (Dispute.FLIGHT, (Role.SELLER, Role.CARRIER), Role.CARRIER),
        (Dispute.TRAVEL, (Role.CARRIER, Role.SELLER), Role.SELLER),
        (Dispute.SERVICE, (Role.BANK,), Role.BANK),
        (None, (Role.BANK,), None),
    ],
)
def test_a_parcels_carrier_is_not_who_sold_it(kind, roles, meant):
    parties = tuple(Party(role=role, name=role) for role in roles)
    found = traders(Dossier(parties=parties, facts=Facts(dispute=kind)))
    assert [party.role for party in found] == ([meant] if meant else [])


@pytest.mark.parametrize(
    ("check", "question", "answer", "wanted"),
    [
        ("answered-yes", Question.SCHEME, True, MET),
        ("answered-yes", Question.SCHEME, False, MISSING),
        ("answered-no", Question.COURT, False, MET),
        ("answered-no", Question.COURT, True, MISSING),
        ("consumer-is-private", Question.PRIVATE, True, MET),
        ("consumer-is-private", Question.PRIVATE, False, MISSING),
        ("trader-is-professional", Question.PROFESSIONAL, False, MISSING),
        ("trader-is-professional", Question.PRIVATE, False, UNKNOWN),
    ],
)
def test_answers_decide(check, question, answer, wanted):
    assert verdict(check, answering(question, answer)) is wanted


@pytest.mark.parametrize(
    ("cents", "currency", "wanted"),
    [
        ((500000,), "EUR", MET),
        ((499999, 1), "EUR", MET),
        ((500000, 1), "EUR", MISSING),
        ((500001,), "GBP", UNKNOWN),
        ((), "EUR", UNKNOWN),
    ],
)
def test_the_claim_is_added_up_and_compared_in_euros(cents, currency, wanted):
    lines = tuple(ClaimLine(words="x", cents=one) for one in cents)
    assert verdict("claim-at-most", with_facts(dispute(), claim=lines, currency=currency)) is wanted


def test_a_claim_is_quantified_by_its_lines():
    assert verdict("claim-quantified", dispute()) is MET
    assert verdict("claim-quantified", with_facts(dispute(), claim=())) is UNKNOWN


def test_a_complaint_is_written_by_its_day_or_by_a_piece_and_proved_by_a_piece_alone():
    bare = Dossier()
    dated = with_day(bare, Milestone.COMPLAINT, date(2026, 6, 10))
    filed = with_piece(bare, piece("claim", "complaint"))
    called = with_piece(bare, replace(piece("call", "complaint"), event=Event(who="SAV", what="Appel")))
    assert [verdict("complaint-written", one) for one in (dated, filed, called)] == [MET, MET, UNKNOWN]
    assert [verdict("complaint-proved", one) for one in (dated, filed, called)] == [UNKNOWN, MET, UNKNOWN]
    proved = with_day(filed, Milestone.COMPLAINT, date(2026, 6, 10), "claim")
    assert verdict("complaint-proved", proved) is MET


@pytest.mark.parametrize(
    ("named", "wanted"),
    [
        ("", UNKNOWN),
        ("cmap", MET),
        ("CMAP, 39 avenue Roosevelt, Paris", MET),
        ("Centre de Mediation CMAP", MET),
        ("medicys", UNKNOWN),
        ("Médiateur du commerce", UNKNOWN),
        ("cmapx et cie", UNKNOWN),
    ],
)
def test_a_mediator_is_found_by_its_words_and_never_closed_by_others(named, wanted):
    assert verdict("mediator-is", with_facts(dispute(), mediator=named)) is wanted


def test_payment_dispute_and_steps_decide():
    card, cash = (with_facts(dispute(), payment=one) for one in (Payment.CARD, Payment.CASH))
    assert [verdict("payment-by", one) for one in (card, cash)] == [MET, MISSING]
    flight = with_facts(dispute(), dispute=Dispute.FLIGHT)
    assert [verdict("dispute-among", one) for one in (flight, dispute())] == [MET, MISSING]
    assert [verdict("dispute-not", one) for one in (flight, dispute())] == [MISSING, MET]
    assert [verdict("not-flight", one) for one in (flight, dispute())] == [MISSING, MET]
    assert verdict("amicable-step", dispute()) is UNKNOWN
    asked = with_piece(dispute(), piece("m", "amicable", title="Demande de médiation"))
    failed = with_piece(asked, piece("n", "amicable", title="Constat d’échec de la médiation"))
    assert [verdict("amicable-step", one) for one in (asked, failed)] == [UNKNOWN, MET]
    ended = with_day(dispute(), Milestone.CONCILIATION_END, date(2026, 9, 1))
    assert verdict("amicable-step", ended) is MET


@given(
    check=st.sampled_from(sorted(CONDITIONS)),
    mine=st.sampled_from(["", "FR", "BE"]),
    theirs=st.sampled_from(["", "FR", "CN"]),
    kind=st.sampled_from([None, *Dispute]),
    payment=st.sampled_from([None, *Payment]),
    answers=st.dictionaries(st.sampled_from(list(Question)), st.booleans()),
    cents=st.none() | st.integers(0, 10**6),
)
def test_what_closes_does_so_by_known_facts_alone(check, mine, theirs, kind, payment, answers, cents):
    """Taking a fact away never closes what was not closed with it."""
    claim = () if cents is None else (ClaimLine(words="x", cents=cents),)
    facts = Facts(dispute=kind, payment=payment, answers=answers, claim=claim)
    full = Dossier(parties=(consumer(mine), seller(theirs)), facts=facts)
    if verdict(check, full) is MISSING:
        return
    poorer = [
        replace(full, parties=(replace(full.parties[0], country=""), full.parties[1])),
        replace(full, parties=(full.parties[0], replace(full.parties[1], country=""))),
        replace(full, parties=()),
        with_facts(full, claim=()),
        with_facts(full, payment=None),
        with_facts(full, answers={}),
        with_facts(full, dispute=None),
    ]
    assert [verdict(check, one) for one in poorer if verdict(check, one) is MISSING] == []


SEVERAL = (
    Dossier(),
    dispute(),
    living("CN", "CN"),
    living("", ""),
    answering(Question.COURT, True),
    with_facts(dispute(), answers_for={"scheme:invented": True}),
    with_facts(dispute(), answers_for={"scheme:invented": False}),
    answering(Question.PRIVATE, False),
    answering(Question.PROFESSIONAL, False),
    with_facts(dispute(), dispute=Dispute.FLIGHT, payment=Payment.CASH, mediator="medicys", claim=()),
    with_facts(dispute(), claim=(ClaimLine(words="x", cents=10**6),), payment=Payment.CARD, mediator="cmap"),
    with_day(
        with_piece(dispute(), piece("m", "amicable", title="Attestation")),
        Milestone.PAYMENT,
        date(2026, 6, 2),
    ),
)


@pytest.mark.parametrize("language", language_codes())
@pytest.mark.parametrize("check", sorted(CONDITIONS))
def test_every_condition_is_said_however_it_stands(check, language):
    asking = profile(conditions=(condition(check, *VALUES.get(check, ())),))
    found = [checked(one, asking, day=READ, books=books()).conditions[0] for one in SEVERAL]
    said = {one.verdict: said_condition(Texts(language), one) for one in found}
    assert {MET, UNKNOWN} <= set(said)
    assert len(set(said.values())) == len(said)
    assert all(sentence.endswith((".", "?")) and "{" not in sentence for sentence in said.values())


def test_conditions_are_said_in_the_persons_words():
    def sentence(check, dossier):
        asking = profile(conditions=(condition(check, *VALUES.get(check, ())),))
        (found,) = checked(dossier, asking, day=READ, books=books()).conditions
        return said_condition(Texts("fr"), found).replace("\u00a0", " ").replace("\u202f", " ")

    assert sentence("consumer-country", living("BE", "DE")) == (
        "Pour qui habite : France. Vous habitez : Belgique."
    )
    assert sentence("answered-no", answering(Question.COURT, True)) == "Un tribunal est ou a été saisi."
    assert sentence("answered-no", answering(Question.COURT, False)) == "Aucun tribunal n’a été saisi."
    assert sentence("claim-at-most", dispute()) == "Total demandé : 349,90 € (plafond : 5 000,00 €)."
    flight = with_facts(dispute(), dispute=Dispute.FLIGHT)
    assert sentence("not-flight", flight).startswith("Pas pour : vol")
    paypal = with_facts(dispute(), payment=Payment.PAYPAL)
    assert sentence("payment-by", paypal).endswith("par : PayPal.")


def test_a_call_to_the_trader_is_a_word_to_it_and_no_written_complaint():
    silent = replace(with_facts(dispute(), key_dates=()), pieces=())
    called = with_piece(
        silent, replace(piece("call", "correspondence"), event=Event(who="SAV", what="Appel"))
    )
    written = with_piece(silent, piece("claim", "complaint"))
    bought = with_piece(silent, piece("order", "correspondence"))
    answered = with_day(silent, Milestone.ANSWER, READ)
    found = [verdict("trader-asked", one) for one in (silent, called, written, bought, answered)]
    assert found == [UNKNOWN, MET, MET, UNKNOWN, MET]
    assert verdict("complaint-written", called) is UNKNOWN
