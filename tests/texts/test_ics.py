"""Reminders for a calendar, read back by the library that calendars are made with."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from dossier.model.checklist import Told
from dossier.model.due import Due, Turn
from dossier.model.facts import Milestone
from dossier.model.span import Span
from dossier.texts.catalogue import Texts, language_codes
from dossier.texts.ics import reminders

DAY = date(2026, 11, 22)
TOLD = Told(sources=("La loi – https://example.org/loi",), read=date(2026, 11, 21), sure=True)


def due(name="D18-last", *, day=date(2027, 3, 13), passed=False, done=None, started=date(2026, 3, 13)):
    return Due(
        id=name,
        start=Milestone.COMPLAINT,
        started=started,
        turn=Turn.LAST,
        day=day,
        extended=None,
        article="C. conso. L612-2",
        told=TOLD,
        span=Span(months=12),
        passed=passed,
        done=done,
    )


def made(*dues, title="Bureau fendu", day=DAY, language="fr", key=""):
    return reminders(dues, title=title, key=key, day=day, texts=Texts(language))


def events(data):
    return Calendar.from_ical(data).walk("VEVENT")


def uids(data):
    return [str(event["uid"]) for event in events(data)]


def test_a_coming_deadline_is_one_whole_day_with_two_alarms():
    calendar = Calendar.from_ical(made(due()))
    (event,) = calendar.walk("VEVENT")
    assert "Dossier" in calendar["prodid"]
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2027, 3, 13), date(2027, 3, 14))
    assert event["dtstamp"].dt == datetime(2026, 11, 22, tzinfo=UTC)
    assert [alarm["trigger"].dt for alarm in event.walk("VALARM")] == [-timedelta(days=7), -timedelta(days=1)]
    assert {str(alarm["action"]) for alarm in event.walk("VALARM")} == {"DISPLAY"}
    assert "Bureau fendu" in event["summary"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "Ce n’est pas un avis juridique"), ("en", "This is not legal advice")],
)
def test_every_event_says_that_it_is_a_safe_date_with_its_text_and_source(language, words):
    (event,) = events(made(due(), language=language))
    for said in (words, "C. conso. L612-2", "https://example.org/loi"):
        assert said in event["description"]


def test_what_is_over_done_or_not_known_is_left_out():
    data = made(due("D4", passed=True), due("D6", done=DAY), due("D10", day=None), due("D21"))
    assert [uid.split("-")[0] for uid in uids(data)] == ["D21"]


def test_no_deadline_makes_a_calendar_without_events():
    assert events(made()) == []


def test_the_same_day_gives_the_same_bytes_and_another_day_the_same_names():
    one, other = due("D18-last"), due("D18-first", day=date(2026, 12, 1))
    assert made(one, other) == made(one, other)
    assert uids(made(one, other)) == uids(made(one, other, day=date(2026, 11, 23)))
    assert len(set(uids(made(one, other)))) == 2


def test_a_deadline_that_moved_keeps_its_name_and_another_dossiers_has_its_own():
    moved = due(day=date(2027, 4, 1), started=date(2026, 4, 1))
    assert uids(made(due())) == uids(made(moved))
    assert uids(made(due())) != uids(made(due(), title="Colis perdu"))
    assert uids(made(due(), title="")) != uids(made(moved, title=""))


@pytest.mark.parametrize(
    "title", ["a;b,c\\d", "deux\nlignes\r\nBEGIN:VEVENT", "é" * 200, "\udc80", "\x00\x07\x1b[31m"]
)
def test_no_title_breaks_the_calendar(title):
    (event,) = events(made(due(), title=title))
    assert event["dtstart"].dt == date(2027, 3, 13)
    assert str(event["summary"]).isprintable()


def test_the_last_day_of_the_calendar_is_no_fault():
    (event,) = events(made(due(day=date.max)))
    assert event["dtstart"].dt == date.max


@pytest.mark.parametrize("language", language_codes())
def test_lines_are_short_enough_for_the_standard(language):
    lines = made(due("D18-first", day=date(2026, 12, 1)), title="é" * 90, language=language).split(b"\r\n")
    assert max(map(len, lines)) <= 75


def test_two_dossiers_of_one_title_do_not_take_each_others_place_and_a_new_title_takes_the_old_ones():
    first = uids(made(due(), key="4f1c"))
    assert first != uids(made(due(), key="90ab"))
    assert first == uids(made(due(), key="4f1c", title="Bureau fendu – suite"))


def test_a_later_day_has_a_higher_sequence():
    def sequence(day):
        (event,) = events(made(due(), day=day))
        return int(event["sequence"])

    assert sequence(DAY) < sequence(DAY + timedelta(days=1)) < 2**31
