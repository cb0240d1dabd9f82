"""Which safe dates run for a dossier: as a list, as JSON, as reminders for a calendar."""

import argparse
import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from dossier.basis.clock import today, zone_named
from dossier.cli.opened import opened
from dossier.cli.run_build import DONE
from dossier.cli.terminal import answer
from dossier.model.checklist import Told
from dossier.model.due import Due, Penalty
from dossier.texts.catalogue import Texts
from dossier.texts.dates import short_day
from dossier.texts.deadlines import said_details, said_due, said_penalty_base, said_step

if TYPE_CHECKING:
    from dossier.workspace.due import Deadlines


def run_deadlines(options: argparse.Namespace, texts: Texts) -> int:
    """Shows the safe dates of a dossier, and writes its reminders when asked."""
    from dossier.workspace.due import deadlines_for, save_reminders

    with opened(options.file, texts) as desk:
        dossier = desk.present.dossier
    day = options.date or today(zone_named(dossier.zone))
    found = deadlines_for(dossier, day=day)
    if options.ics is not None:
        save_reminders(dossier, options.ics, dues=found.dues, day=day, texts=texts)
    if options.json:
        words = json.dumps(_plain(found, day, texts), ensure_ascii=True, indent=1)
        # The one character of ASCII that commands a terminal and that JSON leaves as it is.
        answer(words.replace("\x7f", "\\u007f").split("\n"))
        return DONE
    lines = list(_lines(found, day, texts, currency=dossier.facts.currency))
    if options.ics is not None:
        lines.extend(["", texts.say("deadline.ics_saved", path=str(options.ics))])
    answer(lines)
    return DONE


def _lines(found: "Deadlines", day: date, texts: Texts, *, currency: str) -> Iterator[str]:
    yield texts.say("deadline.safe", day=short_day(texts, day))
    yield texts.say("deadline.how")
    if not found.dues:
        yield from ("", texts.say("deadline.none"))
    for due in found.dues:
        if due.day is not None:
            name = texts.say("deadline.line", day=short_day(texts, due.day), name=said_due(due, texts))
            yield from ("", name, *_details(due, texts))
    undated = [due for due in found.dues if due.day is None]
    if undated:
        yield from ("", texts.say("deadline.undated"))
    for due in undated:
        yield from ("", f"–  {said_due(due, texts)}", *_details(due, texts))
    for penalty in found.penalties:
        yield from ("", *_penalty(penalty, day, texts, currency=currency))


def _details(due: Due, texts: Texts) -> Iterator[str]:
    return (f"   {said}" for said in said_details(due, texts))


def _penalty(penalty: Penalty, day: date, texts: Texts, *, currency: str) -> Iterator[str]:
    yield texts.say("deadline.penalty", name=penalty.article)
    holds = penalty.step(day)
    for step in penalty.steps:
        mark = "→" if step == holds else " "
        yield f" {mark} {said_step(step, texts, currency=currency)}"
    yield f"   {said_penalty_base(penalty, texts)}"
    read = short_day(texts, penalty.told.read)
    yield "   " + texts.say("deadline.read", day=read, sources=" ; ".join(penalty.told.sources))


def _plain(found: "Deadlines", day: date, texts: Texts) -> dict[str, Any]:
    return {
        "date": day.isoformat(),
        "notice": texts.say("deadline.safe", day=short_day(texts, day)),
        "deadlines": [_plain_due(due, texts) for due in found.dues],
        "penalties": [_plain_penalty(one, day) for one in found.penalties],
    }


def _plain_due(due: Due, texts: Texts) -> dict[str, Any]:
    note = f"deadline.{due.id}-note"
    return {
        "id": due.id,
        "right": due.right,
        "name": texts.say(f"deadline.{due.id}"),
        "note": texts.say(note) if texts.has(note) else "",
        "turn": due.turn,
        "side": due.side,
        "country": due.country,
        "day": _iso(due.day),
        "extended": _iso(due.extended),
        "extended_sure": due.extended_sure,
        "passed": due.passed,
        "done": _iso(due.done),
        "mediator_asked": _iso(due.asked),
        "asked_early": due.early,
        "start": due.start,
        "started": _iso(due.started),
        "after": due.after,
        "missing": due.missing,
        "article": due.article,
        **_plain_told(due.told),
    }


def _plain_penalty(penalty: Penalty, day: date) -> dict[str, Any]:
    holds = penalty.step(day)
    return {
        "id": penalty.id,
        "due": penalty.due.isoformat(),
        "paid": _iso(penalty.paid),
        "base_cents": penalty.base_cents,
        "article": penalty.article,
        "steps": [
            {
                "first": step.first.isoformat(),
                "last": _iso(step.last),
                "percent": step.percent,
                "cents": step.cents,
                "legal_rate": step.legal,
                "now": step == holds,
            }
            for step in penalty.steps
        ],
        **_plain_told(penalty.told),
    }


def _plain_told(told: Told) -> dict[str, Any]:
    return {"sources": list(told.sources), "read": told.read.isoformat(), "sure": told.sure}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
