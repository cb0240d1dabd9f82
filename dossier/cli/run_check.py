"""Whom a dossier can be addressed to, and what is missing for one of them."""

import argparse
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dossier.basis.clock import today, zone_named
from dossier.basis.errors import UsageError
from dossier.cli.answer_keys import key_of_condition, key_of_need, key_of_window
from dossier.cli.opened import opened
from dossier.cli.plain_check import name_of, plain_checking, plain_opening, unsure
from dossier.cli.run_build import BLOCKED, DONE
from dossier.cli.terminal import answer, told_remarks
from dossier.model.checklist import (
    CheckedCondition,
    CheckedNeed,
    CheckedNotice,
    CheckedWindow,
    Opening,
    Told,
    Verdict,
)
from dossier.model.dossier import Dossier
from dossier.model.finding import Level
from dossier.texts.catalogue import Texts
from dossier.texts.checklist import said_condition, said_step, said_window
from dossier.texts.dates import short_day

if TYPE_CHECKING:
    from dossier.workspace.checking import Checking

_SIGNS: Final = {
    Verdict.MET: "✓",
    Verdict.MISSING: "✗",
    Verdict.NOT_NEEDED: "–",
    Verdict.UNKNOWN: "?",
}
_TYPED: Final = "  → "
_COUNTRY_LETTERS: Final = 2


def run_recipients(options: argparse.Namespace, texts: Texts) -> int:
    """Lists the recipients, those first that are open and fit best, and says why."""
    from dossier.workspace.checking import openings_for

    dossier = _dossier_of(options, texts)
    day = options.date or today(zone_named(dossier.zone))
    found = openings_for(dossier, day=day, country=_country_of(options))
    if options.json:
        _answer_json([plain_opening(one, texts, day) for one in found])
    else:
        answer([line for one in found for line in _opening_lines(one, texts, day)][:-1])
    return DONE


def run_check(options: argparse.Namespace, texts: Texts) -> int:
    """Says what a recipient asks for and what is missing; blocked when something stands in the way."""
    from dossier.workspace.checking import check_for

    with opened(options.file, texts) as desk:
        dossier = desk.present.dossier
    day = options.date or today(zone_named(dossier.zone))
    checking = check_for(dossier, options.recipient, day=day, language=texts.language)
    if options.json:
        _answer_json(plain_checking(checking, texts, day))
    else:
        answer(list(_lines(checking, texts, day, file=options.file)))
    blocked = any(one.level is Level.BLOCKER for one in checking.checklist.findings)
    return BLOCKED if blocked else DONE


def _dossier_of(options: argparse.Namespace, texts: Texts) -> Dossier:
    if options.file is None:
        return Dossier()
    with opened(options.file, texts) as desk:
        return desk.present.dossier


def _country_of(options: argparse.Namespace) -> str:
    """Reads a country's two letters.

    Raises:
        UsageError: ``argument-no-country``.
    """
    country = str(options.country).upper()
    if country and not (country.isascii() and country.isalpha() and len(country) == _COUNTRY_LETTERS):
        raise UsageError("argument-no-country", value=options.country)
    return country


def _answer_json(plain: object) -> None:
    words = json.dumps(plain, ensure_ascii=True, indent=1)
    # The one character of ASCII that commands a terminal and that JSON leaves as it is.
    answer(words.replace("\x7f", "\\u007f").split("\n"))


def _opening_lines(opening: Opening, texts: Texts, day: date) -> Iterator[str]:
    state = "check_closed" if not opening.open else "check_asks" if opening.asks else "check_open"
    country = f" ({opening.country})" if opening.country else ""
    yield f"{name_of(opening.names, texts)}{country} – {texts.say(f'cli.{state}')}  [{opening.recipient}]"
    for one in opening.conditions:
        yield f"  {_SIGNS[one.verdict]} {said_condition(texts, one)}{unsure(one.told, texts)}"
    yield from dict.fromkeys(
        f"  {_window_sign(window, day)} {said}{unsure(window.told, texts)}"
        for window in opening.windows
        if (said := said_window(texts, window))
    )
    yield ""


def _window_sign(window: CheckedWindow, day: date) -> str:
    """Tells by a sign whether a day lies in a window."""
    if window.start is None:
        return _SIGNS[Verdict.UNKNOWN]
    closed = window.is_early(day) or window.is_late(day)
    return _SIGNS[Verdict.MISSING if closed else Verdict.MET]


def _lines(checking: "Checking", texts: Texts, day: date, *, file: Path) -> Iterator[str]:
    """Says a checklist for people, and what is typed to answer what it leaves open."""
    checklist = checking.checklist
    state = "check_closed" if not checklist.open else "check_asks" if checklist.asks else "check_open"
    yield f"{name_of(checking.names, texts)} – {texts.say(f'cli.{state}')}"
    if checklist.next is not None:
        yield texts.say("cli.check_next", step=said_step(texts, checklist.next))
    read: dict[str, int] = {}
    who = (_condition_line(one, checking, texts, read) for one in checklist.conditions)
    when = (_window_line(one, checking, texts, read, day=day) for one in checklist.windows)
    what = (_need_line(one, checking, texts, read) for one in checklist.needs)
    sections = {"check_who": who, "check_when": when, "check_what": what}
    said = [line for key, lines in sections.items() for line in _section(key, lines, texts)]
    yield from said
    if any(_TYPED in line for line in said):
        yield from ("", texts.say("cli.check_how", file=str(file)))
    yield from _section("check_know", (_notice_line(one, texts, read) for one in checklist.notices), texts)
    if not (checklist.conditions or checklist.windows or checklist.needs):
        yield from ("", texts.say("cli.check_nothing"))
    yield from told_remarks(checklist.findings, texts, dating="cli.how_to_set_date")
    yield from _section("check_sources", (f"  [{number}] {one}" for one, number in read.items()), texts)
    yield from ("", texts.say("cli.check_no_advice"))


def _section(key: str, lines: Iterable[str], texts: Texts) -> Iterator[str]:
    """Heads some lines, each once; nothing when there are none."""
    some = dict.fromkeys(line for line in lines if line)
    if some:
        yield from ("", texts.say(f"cli.{key}"), *some)


def _condition_line(one: CheckedCondition, checking: "Checking", texts: Texts, read: dict[str, int]) -> str:
    typed = _typed(key_of_condition(one, checking.checklist.recipient, texts))
    return f"  {_SIGNS[one.verdict]} {said_condition(texts, one)}{_read(one.told, texts, read)}{typed}"


def _window_line(
    one: CheckedWindow, checking: "Checking", texts: Texts, read: dict[str, int], *, day: date
) -> str:
    said, typed = said_window(texts, one), _typed(key_of_window(one, checking.checklist.recipient, texts))
    return f"  {_window_sign(one, day)} {said}{_read(one.told, texts, read)}{typed}" if said else ""


def _notice_line(one: CheckedNotice, texts: Texts, read: dict[str, int]) -> str:
    return f"  – {texts.say(f'notice_to.{one.code}')}{_read(one.told, texts, read)}"


def _need_line(one: CheckedNeed, checking: "Checking", texts: Texts, read: dict[str, int]) -> str:
    useful = "" if one.must or one.verdict is Verdict.NOT_NEEDED else texts.say("cli.check_should")
    name = texts.say(f"need.{one.need}")
    said = " – ".join(filter(None, (name, _state(one, checking, texts), useful)))
    typed = _typed(key_of_need(one, checking.checklist.recipient, texts))
    return f"  {_SIGNS[one.verdict]} {said}{_read(one.told, texts, read)}{typed}"


def _typed(key: str) -> str:
    """Says with which fact it is answered; "" when with none."""
    return f"{_TYPED}{key}" if key else ""


def _state(one: CheckedNeed, checking: "Checking", texts: Texts) -> str:
    """Says by which pieces a need is met, or what is to be done."""
    match one.verdict:
        case Verdict.MET:
            return ", ".join(checking.labels[piece] for piece in one.pieces)
        case Verdict.MISSING:
            return texts.say("cli.check_held" if one.ask.startswith("held:") else "cli.check_missing")
        case Verdict.NOT_NEEDED:
            return texts.say("cli.check_not_asked" if one.pieces else "cli.check_not_needed")
        case Verdict.UNKNOWN:
            return texts.say("cli.check_to_add" if one.ask == "hand" else "cli.check_to_see")


def _read(told: Told, texts: Texts, read: dict[str, int]) -> str:
    """Refers to where a rule was read, told once at the end: " [2] (à vérifier)"."""
    day = short_day(texts, told.read)
    lines = [texts.say("cli.check_read", sources=one, day=day) for one in told.sources]
    numbers = [read.setdefault(line, len(read) + 1) for line in lines]
    return "".join((*(f" [{number}]" for number in numbers), unsure(told, texts)))
