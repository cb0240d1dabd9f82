"""What a checklist says, in words: conditions, days, the next step."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from dossier.basis.errors import Param
from dossier.model.checklist import CheckedCondition, CheckedWindow, NextStep, Verdict
from dossier.texts.catalogue import Texts
from dossier.texts.dates import short_day
from dossier.texts.money import said_cents

_UNION: Final = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
_MANY: Final = 20
"""So many of its countries are called the Union, without those that lack."""


def said_condition(texts: Texts, condition: CheckedCondition) -> str:
    """Says how a condition stands; of one that is not decided, what would decide it."""
    question = condition.params.get("question")
    if question is not None:
        return _said_answer(texts, condition, str(question))
    wanted = "dispute" if condition.check in ("dispute-among", "dispute-not", "not-flight") else "payment"
    check = "dispute-not" if condition.check == "not-flight" else condition.check
    params = {name: _said(texts, name, value, table=wanted) for name, value in condition.params.items()}
    form = "".join(f"-{value}" for name, value in condition.params.items() if name == "form")
    return texts.say(f"condition.{check}-{condition.verdict}{form}", **params)


def said_step(texts: Texts, step: NextStep) -> str:
    """Says the next step, with its days."""
    params = {name: _said(texts, name, value) for name, value in step.params.items()}
    return texts.say(f"step.{step.code}", **params)


def said_window(texts: Texts, window: CheckedWindow) -> str:
    """Says from when and until when it may be asked; "" where nothing limits it."""
    milestone = texts.say(f"milestone.{window.milestone}")
    if window.start is None:
        return texts.say("cli.check_no_start", milestone=milestone)
    days = {
        name: short_day(texts, day)
        for name, day in (("start", window.start), ("first", window.opens), ("last", window.closes))
        if day is not None
    }
    key = _window_key(window)
    return texts.say(f"cli.{key}", milestone=milestone, **days) if key else ""


def said_countries(texts: Texts, codes: Iterable[str]) -> str:
    """Names countries as the language does; most of the Union's together by its name."""
    wanted, union = set(codes), set(_UNION.split())
    inside, outside = wanted & union, wanted - union
    if len(inside) < _MANY:
        return _named(texts, wanted)
    lacking = _named(texts, union - inside)
    called = texts.say("condition.eu-but", countries=lacking) if lacking else texts.say("condition.eu")
    return ", ".join(filter(None, (called, _named(texts, outside))))


def _named(texts: Texts, codes: Iterable[str]) -> str:
    return ", ".join(sorted(str(texts.locale.territories.get(code, code)) for code in codes))


def _window_key(window: CheckedWindow) -> str:
    if window.opens and window.closes:
        return "check_between"
    if window.opens:
        return "check_from"
    return "check_until" if window.closes else ""


def _inside(words: str) -> str:
    """Writes words as inside of a sentence: "Vol annulé" as "vol annulé", but PayPal as it is."""
    first, _, _ = words.partition(" ")
    return words[:1].lower() + words[1:] if first[1:].islower() else words


def _said_answer(texts: Texts, condition: CheckedCondition, question: str) -> str:
    """Says the answer that was given, or asks."""
    if condition.verdict is Verdict.UNKNOWN:
        return texts.say(f"question.{question}")
    yes = (condition.check != "answered-no") is (condition.verdict is Verdict.MET)
    return texts.say(f"question.{question}-{'yes' if yes else 'no'}")


def _said(texts: Texts, name: str, value: Param, *, table: str = "") -> Param:
    """Writes one parameter: days, amounts, countries and the names of facts as people read them."""
    words = str(value)
    match name:
        case "first" | "last":
            return short_day(texts, date.fromisoformat(words))
        case "most" | "claimed":
            return said_cents(texts, int(value))
        case "countries":
            return said_countries(texts, words.split())
        case "needs":
            return ", ".join(_inside(texts.say(f"need.{word}")) for word in words.split())
        case "wanted" if all(word.isupper() for word in words.split()):
            return said_countries(texts, words.split())
        case "wanted":
            return ", ".join(_inside(texts.say(f"{table}.{word}")) for word in words.split())
        case "dispute" | "payment" | "milestone":
            return _inside(texts.say(f"{name}.{words}")) if words else ""
        case _:
            return value
