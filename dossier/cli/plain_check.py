"""Recipients and checklists as plain data, with their sentences."""

from datetime import date
from typing import TYPE_CHECKING, Any

from dossier.model.checklist import (
    CheckedCondition,
    CheckedNeed,
    CheckedWindow,
    Checklist,
    Opening,
    Told,
)
from dossier.model.finding import Finding, Level
from dossier.texts.catalogue import Texts
from dossier.texts.checklist import said_condition, said_step, said_window

if TYPE_CHECKING:
    from dossier.workspace.checking import Checking


def name_of(names: dict[str, str], texts: Texts) -> str:
    """Gives a recipient's name in the language of the answer, else in French."""
    return names.get(texts.language) or names["fr"]


def _reasons(opening: Opening, texts: Texts, day: date) -> list[str]:
    """Says why it is open or closed, each once: what closes it first, then what is to be answered."""
    shut = [one for one in opening.windows if one.is_early(day) or one.is_late(day)]
    running = [one for one in opening.windows if one not in shut]
    said = [
        *(said_window(texts, one) + unsure(one.told, texts) for one in shut),
        *(said_condition(texts, one) + unsure(one.told, texts) for one in opening.conditions),
        *(said + unsure(one.told, texts) for one in running if (said := said_window(texts, one))),
    ]
    return list(dict.fromkeys(said))


def unsure(told: Told, texts: Texts) -> str:
    """Says of what was not verified that it is to be checked; "" of everything else."""
    return "" if told.sure else f" ({texts.say('cli.check_unsure')})"


def plain_opening(opening: Opening, texts: Texts, day: date) -> dict[str, Any]:
    """Gives a recipient of the list as plain data."""
    return {
        "id": opening.recipient,
        "name": name_of(opening.names, texts),
        "country": opening.country,
        "kind": opening.kind,
        "date": day.isoformat(),
        "open": opening.open,
        "to_answer": opening.asks,
        "reasons": _reasons(opening, texts, day),
        "formats": list(opening.formats),
        "colour": opening.colour,
    }


def plain_checking(checking: "Checking", texts: Texts, day: date) -> dict[str, Any]:
    """Gives a checklist as plain data, with its sentences."""
    checklist = checking.checklist
    return {
        "recipient": checklist.recipient,
        "name": name_of(checking.names, texts),
        "date": day.isoformat(),
        "open": checklist.open,
        "to_answer": checklist.asks,
        "blocked": any(one.level is Level.BLOCKER for one in checklist.findings),
        "conditions": [_plain_condition(one, texts) for one in checklist.conditions],
        "windows": [_plain_window(one, texts) for one in checklist.windows],
        "needs": [_plain_need(one, checking, texts) for one in checklist.needs],
        "notices": [
            {"code": one.code, "text": texts.say(f"notice_to.{one.code}"), **_plain_told(one.told)}
            for one in checklist.notices
        ],
        "findings": [plain_finding(one, texts) for one in checklist.findings],
        "next": _plain_step(checklist, texts),
    }


def plain_finding(one: Finding, texts: Texts) -> dict[str, Any]:
    """Gives a remark as plain data, with its sentence."""
    return {
        "level": str(one.level),
        "code": one.code,
        "params": one.params,
        "piece": one.piece,
        "text": texts.finding(one, first="terminal"),
    }


def _plain_condition(one: CheckedCondition, texts: Texts) -> dict[str, Any]:
    return {
        "check": one.check,
        "verdict": str(one.verdict),
        "params": one.params,
        "ask": one.ask,
        "text": said_condition(texts, one),
        **_plain_told(one.told),
    }


def _plain_window(one: CheckedWindow, texts: Texts) -> dict[str, Any]:
    return {
        "milestone": str(one.milestone),
        "start": _iso(one.start),
        "opens": _iso(one.opens),
        "closes": _iso(one.closes),
        "text": said_window(texts, one),
        **_plain_told(one.told),
    }


def _plain_need(one: CheckedNeed, checking: "Checking", texts: Texts) -> dict[str, Any]:
    return {
        "need": one.need,
        "name": texts.say(f"need.{one.need}"),
        "verdict": str(one.verdict),
        "must": one.must,
        "ask": one.ask,
        "pieces": [{"id": piece, "label": checking.labels[piece]} for piece in one.pieces],
        **_plain_told(one.told),
    }


def _plain_step(checklist: Checklist, texts: Texts) -> dict[str, Any] | None:
    step = checklist.next
    if step is None:
        return None
    return {"code": step.code, "params": step.params, "date": _iso(step.day), "text": said_step(texts, step)}


def _plain_told(told: Told) -> dict[str, Any]:
    return {"sources": list(told.sources), "read": told.read.isoformat(), "verified": told.sure}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
