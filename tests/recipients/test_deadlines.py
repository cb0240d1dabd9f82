"""Deadlines against examples counted by hand, and which of them concern whom."""

import subprocess
import sys
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.calendar import Calendar, add_span, extended
from dossier.model.dossier import Dossier
from dossier.model.due import Side, Tense, Turn, timeline
from dossier.model.facts import Dispute, Facts, KeyDate, Milestone, Payment
from dossier.model.party import Party, Role
from dossier.model.span import Span
from dossier.recipients.deadline_rules import deadline_table
from dossier.recipients.deadlines import deadlines_of
from dossier.recipients.holidays import public_holidays
from dossier.recipients.source import Mark, load_sources
from dossier.texts.catalogue import Texts, language_codes
from dossier.texts.deadlines import said_details

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = tomllib.loads((ROOT / "tests/support/deadline_examples.toml").read_text(encoding="utf-8"))
DAY = date(2026, 11, 22)
UNSOURCED = {"D24", "D37"}


def dossier(*, dispute=None, consumer="", trader="", payment=None, dates=None, mediator=""):
    parties = (
        Party(role=Role.CONSUMER, name="Claire Martin", country=consumer),
        Party(role=Role.SELLER, name="Boutique", country=trader),
    )
    key_dates = tuple(KeyDate(milestone=Milestone(name), day=day) for name, day in (dates or {}).items())
    return Dossier(
        parties=parties,
        facts=Facts(dispute=dispute, payment=payment, key_dates=key_dates, mediator=mediator),
        title="Litige",
    )


def dues(day=DAY, **words):
    return {due.id: due for due in deadlines_of(dossier(**words), day=day)}


@pytest.mark.parametrize("example", EXAMPLES["deadline"], ids=lambda one: f"{one['rule']}-{one['safe']}")
def test_a_deadline_is_as_counted_by_hand(example):
    due = dues(dates=example["dates"])[example["rule"]]
    assert (due.day, due.extended) == (example["safe"], example.get("extended")), example["how"]
    assert example["source"] in {*deadline_table().rule(due.id).sources}


@pytest.mark.parametrize("example", EXAMPLES["calendar"], ids=lambda one: f"{one['country']}-{one['safe']}")
def test_a_time_is_as_counted_by_hand(example):
    end = add_span(example["start"], Span.read(example["length"]))
    holidays = public_holidays(example["country"], end.year)
    moved = extended(end, Calendar(example["rule"]), holidays=holidays)
    assert (end, moved) == (example["safe"], example.get("extended")), example["how"]
    assert example["source"] in load_sources()


def test_there_are_at_least_forty_examples_of_all_three_countries():
    rules = {deadline_table().rule(one["rule"]).country for one in EXAMPLES["deadline"]}
    assert {"FR", "BE"} <= rules
    assert {one["country"] for one in EXAMPLES["calendar"]} == {"FR", "BE", "LU"}
    assert len(EXAMPLES["deadline"]) + len(EXAMPLES["calendar"]) >= 40


def test_every_row_of_the_reference_is_there_and_only_those_with_a_source_are_shown():
    rules = deadline_table().deadline
    assert {rule.right for rule in rules} == {f"D{n}" for n in range(1, 39)}
    assert {rule.right for rule in rules if not rule.sources} == UNSOURCED
    assert len({rule.id for rule in rules}) == len(rules)
    assert {due.right for due in dues().values()} == {f"D{n}" for n in range(1, 39)} - UNSOURCED


@pytest.mark.parametrize("language", language_codes())
def test_every_deadline_and_milestone_has_a_name(language):
    texts = Texts(language)
    assert [rule.id for rule in deadline_table().deadline if not texts.has(f"deadline.{rule.id}")] == []
    assert [one for one in Milestone if not texts.has(f"milestone.{one}")] == []


def test_every_source_is_told_with_its_day():
    for due in dues().values():
        assert due.told.sources
        assert due.told.read <= DAY


def test_what_was_not_verified_is_to_be_checked():
    unsure = {due.id for due in dues().values() if not due.told.sure}
    not_verified = {rule.id for rule in deadline_table().deadline if rule.mark is Mark.NOT_VERIFIED}
    assert unsure == (not_verified - UNSOURCED) | {"D38"}
    assert {due.id for due in dues().values() if not due.extended_sure} == {"D32"}


def test_nothing_is_known_of_the_dispute_and_all_that_may_hold_is_shown_with_what_is_missing():
    shown = dues()
    assert {due.day for due in shown.values()} == {None}
    assert {name: due.missing for name, due in shown.items() if due.missing is None} == {
        "D7": None,  # no text sets its length
        "D22": None,  # the day on which the trader knew is not the person's to know
        "D23": None,  # no start was read
    }
    assert shown["D2-goods"].missing is Milestone.RECEIPT
    assert shown["D38"].missing is Milestone.PAYMENT
    assert (shown["D7"].start, shown["D7"].span) == (Milestone.NOTICE, None)
    assert (shown["D23"].start, shown["D23"].span) == (None, Span(months=12))


def test_a_reasonable_time_is_the_persons_to_set():
    due = dues(dates={"notice": date(2026, 4, 7)})["D7"]
    assert (due.started, due.day, due.missing) == (date(2026, 4, 7), None, None)


def test_deadlines_stand_by_their_day_and_those_without_one_last():
    dates = {"receipt": date(2026, 3, 2), "complaint": date(2026, 3, 13), "defect": date(2026, 3, 12)}
    days = [due.day for due in deadlines_of(dossier(dates=dates), day=DAY)]
    known = [day for day in days if day is not None]
    assert known == sorted(known)
    assert days == [*known, *([None] * (len(days) - len(known)))]
    assert 0 < len(known) < len(days)


@pytest.mark.parametrize("dispute", Dispute)
def test_each_kind_of_dispute_has_its_own_deadlines_and_the_mediators(dispute):
    shown = dues(dispute=dispute)
    rules = {rule.id: rule for rule in deadline_table().deadline}
    assert all(not rules[name].disputes or dispute in rules[name].disputes for name in shown)
    assert {"D18-first", "D18-last", "D21"} <= set(shown)
    assert len(shown) < len(dues())


def test_a_withdrawal_is_no_flight():
    assert {"D1-goods", "D4", "D5"} <= set(dues(dispute=Dispute.WITHDRAWAL))
    assert not {"D25", "D28-delay", "D10"} & set(dues(dispute=Dispute.WITHDRAWAL))
    assert {"D25", "D27", "D28-delay"} <= set(dues(dispute=Dispute.FLIGHT))
    assert not {"D1-goods", "D20"} & set(dues(dispute=Dispute.FLIGHT))


def test_a_complaint_is_about_baggage_only_once_the_baggage_has_its_day():
    complained = {Milestone.COMPLAINT: date(2026, 3, 12)}
    late = {**complained, Milestone.BAGGAGE: date(2026, 3, 10)}
    for name in ("D28-damage", "D28-delay"):
        assert dues(dispute=Dispute.FLIGHT, dates=complained)[name].done is None
        assert dues(dispute=Dispute.FLIGHT, dates=late)[name].done == date(2026, 3, 12)


def countries(**words):
    return {due.country for due in dues(**words).values()}


def test_the_countries_of_both_sides_say_whose_law_may_hold():
    assert countries(consumer="FR", trader="FR") == {"FR", ""}
    assert countries(consumer="BE", trader="BE") == {"BE", ""}
    assert countries(consumer="FR", trader="BE") == {"FR", "BE", ""}
    assert countries(consumer="LU", trader="DE") == {""}
    assert countries(consumer="FR") == {"FR", "BE", ""}
    assert {"D18-last", "D36"} & set(dues(consumer="FR", trader="BE")) == {"D36"}
    assert {"D18-last", "D36"} & set(dues(consumer="BE", trader="FR")) == {"D18-last"}


@pytest.mark.parametrize(
    ("consumer", "trader", "open_"),
    [
        ("FR", "DE", True),
        ("FR", "", True),
        ("", "", True),
        ("FR", "FR", False),
        ("FR", "US", False),
        ("BE", "DE", False),
    ],
)
def test_the_european_centre_wants_two_countries(consumer, trader, open_):
    assert ("D31" in dues(consumer=consumer, trader=trader)) is open_


def test_a_card_is_no_transfer():
    assert {"D29", "D38"} <= set(dues(payment=Payment.CARD))
    assert not {"D29", "D38"} & set(dues(payment=Payment.TRANSFER))


def test_a_promised_day_makes_the_thirty_days_pointless():
    assert "D6" not in dues(dates={"promised": date(2026, 3, 9), "contract": date(2026, 3, 2)})


@pytest.mark.parametrize(
    ("rule", "dates", "open_"),
    [
        ("D9", {"contract": date(2021, 12, 31)}, False),
        ("D9", {"contract": date(2022, 1, 1)}, True),
        ("D33-presumption", {"contract": date(2022, 5, 31)}, False),
        ("D33-presumption", {"contract": date(2022, 6, 1)}, True),
        ("D27", {"flight": date(2023, 12, 20)}, False),
        ("D27", {"flight": date(2023, 12, 21)}, True),
    ],
)
def test_a_law_holds_from_its_day_on(rule, dates, open_):
    assert (rule in dues(dates=dates)) is open_


def test_what_was_done_is_said_and_no_longer_coming():
    dates = {"receipt": date(2026, 11, 16), "withdrawal": date(2026, 11, 20)}
    withdrawn, waiting = dues(dates=dates), dues(dates={"receipt": date(2026, 11, 16)})
    assert (withdrawn["D1-goods"].done, withdrawn["D1-goods"].coming) == (date(2026, 11, 20), False)
    assert (waiting["D1-goods"].done, waiting["D1-goods"].coming) == (None, True)
    assert (withdrawn["D4"].side, withdrawn["D4"].done, withdrawn["D4"].coming) == (Side.THEIRS, None, True)


def test_what_happened_before_its_start_does_not_fulfil_it():
    dates = {"withdrawal": date(2026, 11, 20), "refund": date(2026, 11, 1)}
    assert dues(dates=dates)["D4"].done is None


def test_the_safe_day_itself_is_not_passed():
    dates = {"complaint": date(2026, 3, 13)}
    last = date(2027, 3, 12)
    assert [dues(day, dates=dates)["D18-last"].passed for day in (last, last + timedelta(days=1))] == [
        False,
        True,
    ]


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_whatever_the_day_a_safe_day_is_never_put_off(day):
    dates = {one.value: day for one in Milestone if one is not Milestone.PROMISED}
    for due in deadlines_of(dossier(dates=dates), day=day):
        rule = deadline_table().rule(due.id)
        if due.day is None or due.span is None or due.started is None:
            continue
        if due.extended is not None:
            assert due.extended > due.day
            assert due.extended.weekday() < 5
            assert rule.calendar in (Calendar.K1, Calendar.K2)
        if due.turn is Turn.LAST and not (rule.back or rule.not_before):
            assert due.day <= add_span(due.started, due.span)


@pytest.mark.parametrize("day", [date.min, date(9999, 12, 31), date(9999, 1, 31)])
def test_the_ends_of_the_calendar_are_no_fault(day):
    dates = {one.value: day for one in Milestone}
    assert all(due.day is not None for due in dues(day, dates=dates).values() if due.span and due.start)


def test_the_timeline_holds_happenings_and_deadlines_in_one_order():
    dates = {"complaint": date(2026, 3, 13), "receipt": date(2026, 11, 8), "promised": date(2027, 1, 5)}
    made = dossier(dates=dates, dispute=Dispute.WITHDRAWAL, consumer="FR", trader="FR")
    points = timeline(made.facts.key_dates, deadlines_of(made, day=DAY), day=DAY)
    said = [(point.day, point.milestone or (point.due and point.due.id), point.tense) for point in points]
    assert said == [
        (date(2026, 3, 13), Milestone.COMPLAINT, Tense.PAST),
        (date(2026, 5, 14), "D18-first", Tense.PAST),
        (date(2026, 11, 8), Milestone.RECEIPT, Tense.PAST),
        (date(2026, 11, 22), "D1-goods", Tense.TODAY),
        (date(2027, 1, 5), Milestone.PROMISED, Tense.COMING),
        (date(2027, 3, 6), "D38", Tense.COMING),
        (date(2027, 3, 12), "D18-last", Tense.COMING),
        (date(2027, 11, 22), "D2-goods", Tense.COMING),
    ]


def test_happenings_stand_before_deadlines_of_the_same_day():
    dates = {"receipt": date(2026, 3, 2), "withdrawal": date(2026, 3, 16)}
    made = dossier(dates=dates, dispute=Dispute.WITHDRAWAL)
    points = timeline(made.facts.key_dates, deadlines_of(made, day=DAY), day=DAY)
    same = [point for point in points if point.day == date(2026, 3, 16)]
    assert same[0].milestone is Milestone.WITHDRAWAL
    assert {point.due.id for point in same[1:]} == {"D1-goods", "D32"}


def test_holidays_are_those_of_the_whole_country_and_of_the_year_after():
    assert date(2026, 4, 3) not in public_holidays("FR", 2026)
    assert date(2026, 12, 26) not in public_holidays("FR", 2026)
    assert date(2027, 1, 1) in public_holidays("FR", 2026)
    assert date(2026, 7, 21) in public_holidays("BE", 2026)
    assert date(2026, 6, 23) in public_holidays("LU", 2026)
    assert public_holidays("DE", 2026) == frozenset()


def test_what_is_counted_from_another_deadline_says_which_and_from_when():
    due = dues(dates={"receipt": date(2026, 3, 12)})["D2-goods"]
    assert (due.start, due.after, due.started) == (Milestone.RECEIPT, "D1-goods", date(2026, 3, 26))


def test_the_big_libraries_wait_until_a_day_is_counted():
    loaded = "{*sys.modules} & {'holidays', 'icalendar'}"
    asked = f"import sys, dossier.cli.parser, dossier.workspace.due; print({loaded})"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout.strip() == "set()"


COMPLAINED = {"complaint": date(2026, 3, 13)}
ANSWERED = {**COMPLAINED, "answer": date(2026, 3, 20)}


@pytest.mark.parametrize(
    ("mediator", "dates", "first", "sure"),
    [
        ("", COMPLAINED, date(2026, 5, 14), True),
        ("fevad", COMPLAINED, date(2026, 5, 14), True),
        ("cmap", COMPLAINED, date(2026, 4, 14), True),
        ("Le Centre de Médiation et d’Arbitrage de Paris (CMAP)", COMPLAINED, date(2026, 4, 14), True),
        ("sncf", COMPLAINED, date(2026, 4, 14), True),
        ("insurance-mediator-fr", COMPLAINED, date(2026, 5, 14), False),
        ("smc-be", COMPLAINED, date(2026, 5, 14), True),
        ("CMAP ou SNCF", COMPLAINED, date(2026, 5, 14), True),
        ("", ANSWERED, date(2026, 3, 20), True),
        ("cmap", ANSWERED, date(2026, 4, 14), True),
        ("sncf", ANSWERED, date(2026, 3, 20), True),
    ],
)
def test_the_mediator_who_is_named_sets_the_wait(mediator, dates, first, sure):
    due = dues(mediator=mediator, dates=dates)["D18-first"]
    assert (due.day, due.told.sure) == (first, sure)
    assert dues(mediator=mediator, dates=dates)["D18-last"].day == date(2027, 3, 12)


def test_the_wait_of_the_named_mediator_is_read_on_its_own_page():
    (source,) = dues(mediator="cmap", dates=COMPLAINED)["D18-first"].told.sources
    assert "cmap.fr" in source


def test_no_law_is_named_for_a_wait_that_no_law_sets():
    found = dues(dates=COMPLAINED)
    assert found["D18-first"].article == ""
    for texts in map(Texts, language_codes()):
        assert not any("L612-2" in line for line in said_details(found["D18-first"], texts))
        assert any("L612-2" in line for line in said_details(found["D18-last"], texts))
