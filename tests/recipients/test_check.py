"""One recipient held against a dispute: its days, what stands in the way, the next step."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dossier.model.checklist import Verdict
from dossier.model.detail import Detail
from dossier.model.facts import Milestone
from dossier.model.finding import Level
from dossier.model.piece import Private
from dossier.recipients.check import check
from dossier.recipients.profile import Kind, Notice
from dossier.recipients.source import Mark
from dossier.texts.catalogue import Texts, language_codes
from dossier.texts.checklist import said_condition, said_step, said_window
from tests.support.checklists import (
    COMPLAINED,
    READ,
    SOURCE,
    books,
    condition,
    consumer,
    dispute,
    need,
    profile,
    seller,
    window,
    with_day,
    with_facts,
    with_piece,
)
from tests.support.dossiers import piece

THREE_WEEKS_OVER = date(2026, 7, 2)
A_YEAR = date(2027, 6, 10)
ECC = profile(
    key="ecc-fr",
    conditions=(
        condition("consumer-country", "FR"),
        condition("cross-border"),
        condition("complaint-written"),
        condition("answered-no", "lawyer", "court"),
    ),
    needs=(need("complaint"),),
    windows=(window("P3W", answer_ends=False),),
)
MOST_OF_THE_UNION = "AT BE BG HR CY CZ DK EE FI DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
MEDIATOR = profile(
    key="cmap", needs=(need("complaint"), need("payment", must=False)), windows=(window("P1M", "P1Y"),)
)


def checked(dossier, asking, day=READ):
    return check(dossier, asking, day=day, books=books())


def codes(checklist):
    return [(one.level, one.code) for one in checklist.findings]


def test_three_weeks_run_to_their_last_midnight():
    (opens,) = [one.opens for one in checked(dispute(), ECC).windows]
    assert opens == THREE_WEEKS_OVER == COMPLAINED + timedelta(days=22)
    eve = checked(dispute(), ECC, opens - timedelta(days=1))
    assert not eve.open
    assert codes(eve) == [(Level.BLOCKER, "too-early")]
    assert (eve.next.code, eve.next.day) == ("wait", opens)
    then = checked(dispute(), ECC, opens)
    assert (then.open, then.findings, then.next.code) == (True, (), "send")


def test_a_years_safe_day_is_the_one_before_the_same_date_and_only_the_day_after_that_is_late():
    safe = A_YEAR - timedelta(days=1)
    for day, open_, step in (
        (safe, True, "send-before"),
        (A_YEAR, True, "send-before"),
        (A_YEAR + timedelta(days=1), False, "gone"),
    ):
        found = checked(dispute(), MEDIATOR, day)
        assert (found.windows[0].closes, found.open, found.next.code) == (safe, open_, step)
    assert codes(checked(dispute(), MEDIATOR, safe)) == []
    assert codes(checked(dispute(), MEDIATOR, A_YEAR)) == [(Level.WARNING, "last-day")]
    assert codes(checked(dispute(), MEDIATOR, date(2028, 1, 1))) == [(Level.BLOCKER, "too-late")]


def test_a_safe_last_day_on_a_weekend_stays():
    sunday = with_day(dispute(), Milestone.COMPLAINT, date(2026, 6, 14))
    assert checked(sunday, MEDIATOR).windows[0].closes == date(2027, 6, 13)
    assert date(2027, 6, 13).weekday() == 6


@pytest.mark.parametrize(
    ("answered", "opens"),
    [
        (date(2026, 6, 20), date(2026, 6, 20)),
        (COMPLAINED, COMPLAINED),
        (date(2026, 6, 1), date(2026, 7, 11)),
        (date(2026, 9, 1), date(2026, 7, 11)),
    ],
)
def test_the_traders_answer_ends_the_wait_unless_the_recipient_says_otherwise(answered, opens):
    dossier = with_day(dispute(), Milestone.ANSWER, answered)
    assert checked(dossier, MEDIATOR).windows[0].opens == opens
    assert checked(dossier, ECC).windows[0].opens == THREE_WEEKS_OVER


def test_a_day_that_nobody_told_closes_nothing_and_is_asked_for():
    found = checked(with_facts(dispute(), key_dates=()), MEDIATOR)
    assert (found.open, found.asks, found.windows[0].opens, found.windows[0].closes) == (
        True,
        True,
        None,
        None,
    )
    assert (found.next.code, found.next.params) == ("tell-day", {"milestone": "complaint"})


def test_a_condition_that_is_known_not_to_hold_closes():
    found = checked(replace(dispute(), parties=(consumer("FR"), seller("FR"))), ECC)
    assert [one.check for one in found.conditions if one.verdict is Verdict.MISSING] == ["cross-border"]
    assert (found.open, codes(found)) == (False, [(Level.BLOCKER, "recipient-closed")])
    assert found.next.code == "choose-another"


def test_several_questions_are_as_many_conditions_and_unanswered_ones_are_a_note():
    found = checked(with_facts(dispute(), answers={}), ECC)
    assert [one.ask for one in found.conditions if one.ask] == ["question:lawyer", "question:court"]
    assert (found.open, found.asks, codes(found)) == (True, True, [(Level.NOTE, "conditions-unknown")])
    assert (found.next.code, found.next.params) == ("answer", {"n": 2})


def test_a_mediator_is_known_by_the_profiles_own_id_and_names():
    asking = profile(key="cmap", conditions=(condition("mediator-is"),))
    named = with_facts(dispute(), mediator="Cmap – Paris")
    assert checked(named, asking).conditions[0].verdict is Verdict.MET


def test_only_a_mediator_chosen_from_the_recipients_is_surely_another_one():
    asking = profile(key="cmap", conditions=(condition("mediator-is"),))
    known = replace(books(), recipients=frozenset({"cmap", "fevad"}))
    verdicts = {
        named: check(with_facts(dispute(), mediator=named), asking, day=READ, books=known)
        .conditions[0]
        .verdict
        for named in ("cmap", "fevad", "mediateur")
    }
    assert verdicts == {"cmap": Verdict.MET, "fevad": Verdict.MISSING, "mediateur": Verdict.UNKNOWN}


def test_what_must_be_there_and_is_not_is_one_warning_and_what_should_be_is_none():
    asking = profile(needs=(need("payment"), need("return"), need("delivery", must=False), need("order")))
    found = checked(dispute(), asking)
    assert [(one.code, one.params) for one in found.findings] == [("needs-missing", {"n": 2})]
    assert found.findings[0].level is Level.WARNING
    assert (found.next.code, found.next.params) == ("complete", {"needs": "payment return"})
    assert said_step(Texts("en"), found.next) == (
        "Add what is missing, then send: proof of payment, proof of return."
    )
    assert checked(dispute(), MEDIATOR).next.code == "send-before"


def test_bank_details_that_are_wanted_have_a_warning_of_their_own():
    asking = replace(profile(needs=(need("iban"), need("order"))), wants=("iban",))
    assert codes(checked(dispute(), asking)) == [(Level.WARNING, "iban-missing")]
    known = replace(
        dispute(), parties=(replace(consumer(), iban="BE68539007547034", bic="NICABEBB"), seller())
    )
    assert codes(checked(known, asking)) == []


@pytest.mark.parametrize("bic", ["", "NICABEBB"])
def test_of_bank_details_only_what_is_missing_is_asked_for_and_nothing_that_is_hidden(bic):
    asking = replace(profile(needs=(need("iban"), need("order"))), wants=("iban",))
    account = replace(dispute(), parties=(replace(consumer(), iban="BE68539007547034", bic=bic), seller()))
    assert codes(checked(account, asking)) == ([] if bic else [(Level.WARNING, "bic-missing")])
    hidden = replace(account, held_back={asking.id: (Detail.IBAN,)})
    assert codes(checked(hidden, asking)) == [(Level.WARNING, "needs-held")]


@pytest.mark.parametrize("private", Private)
def test_data_that_a_recipient_must_not_get_blocks_until_it_is_held_back(private):
    asking = replace(profile(key="signalconso"), forbids=(private,))
    shown = with_piece(dispute(), replace(piece("slip", "payment"), private=(private,)))
    (found,) = checked(shown, asking).findings
    assert (found.level, found.code, found.piece) == (Level.BLOCKER, f"forbidden-{private}", "slip")
    assert checked(shown, asking).next.code == "settle"
    assert checked(shown, profile()).findings == ()
    held = with_piece(
        dispute(), replace(piece("slip", "payment"), private=(private,), held_back=("signalconso",))
    )
    assert checked(held, asking).findings == ()


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        ("Proposition du médiateur", "", "mediation-confidential"),
        ("Courrier", "Le médiateur propose de rembourser 200 €.", "mediation-confidential"),
        ("Attestation d’échec de la médiation", "", None),
        ("Constat d'échec", "La PROPOSITION DE SOLUTION du 3 mai a été refusée.", "mediation-step-tells"),
        ("Courrier du médiateur", "La médiation est close : fin de la médiation.", None),
        ("Saisine du médiateur", "Je demande une médiation.", None),
        ("Accusé de réception", "Une proposition de solution suivra.", "mediation-step-tells"),
        ("Courrier", "Recommandé avec accusé de réception. Avis du médiateur.", "mediation-confidential"),
        ("Demande au conciliateur", "Je propose 200 €.", None),
    ],
)
def test_what_was_said_in_a_mediation_is_not_for_a_court(title, text, wanted):
    letter = replace(piece("letter", "amicable", title=title), text=text)
    court = profile(kind=Kind.COURT)
    found = [one.code for one in checked(with_piece(dispute(), letter), court).findings]
    assert found == ([wanted] if wanted else [])
    assert checked(with_piece(dispute(), letter), profile(kind=Kind.MEDIATOR)).findings == ()
    for word in ("note", "proves"):
        answered = replace(letter, **{word: "Les deux parties sont d’accord."})
        assert checked(with_piece(dispute(), answered), court).findings == ()


def test_general_terms_that_speak_of_a_mediators_proposal_may_be_shown():
    terms = replace(piece("cgv", "terms"), text="Le médiateur propose une solution.")
    assert checked(with_piece(dispute(), terms), profile(kind=Kind.COURT)).findings == ()


def test_every_rule_says_where_it_was_read_and_what_is_not_sure():
    asking = replace(ECC, notices=(Notice(code="x", sources=(SOURCE,), mark=Mark.SECOND_HAND),))
    found = checked(dispute(), asking)
    told = [
        one.told for some in (found.conditions, found.needs, found.windows, found.notices) for one in some
    ]
    assert {one.sources for one in told} == {("Page – https://page.invalid",)}
    assert {one.read for one in told} == {READ}
    assert [one.told.sure for one in found.windows] == [False]
    assert all(one.told.sure for one in (*found.conditions, *found.needs, *found.notices))


@pytest.mark.parametrize("language", language_codes())
def test_conditions_days_and_steps_are_said_in_whole_sentences(language):
    texts = Texts(language)
    found = checked(dispute(), ECC)
    said = [said_condition(texts, one) for one in found.conditions]
    said += [said_window(texts, one) for one in found.windows]
    said += [said_step(texts, checked(dispute(), ECC, COMPLAINED).next)]
    assert all(sentence and "{" not in sentence for sentence in said)
    assert "France" in said[0]
    assert "02/07/2026" in said[-1]


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (("FR", "BE"), "Belgique, France"),
        ((*MOST_OF_THE_UNION.split(), "NO"), "Union européenne sauf France, Norvège"),
    ],
)
def test_countries_are_named_and_nearly_all_of_the_union_by_its_name(wanted, sentence):
    asking = profile(conditions=(condition("trader-country", *wanted),))
    unknown = replace(dispute(), parties=())
    assert sentence in said_condition(Texts("fr"), checked(unknown, asking).conditions[0])
