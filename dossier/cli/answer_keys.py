"""Which fact answers what a checklist leaves open, as it is typed after ``dossier facts F.dossier``."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dossier.model.checklist import CheckedCondition, CheckedNeed, CheckedWindow, Verdict
from dossier.model.facts import PER_RECIPIENT
from dossier.texts.catalogue import Texts

_BLANK: Final = "…"
_OF_NEEDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "registration": f"seller.registration={_BLANK}",
        "client-reference": f"reference.customer={_BLANK}",
        "mediator-named": f"mediator={_BLANK}",
        "references": f"reference.order={_BLANK}",
    }
)
"""What a need asks for that has a key of its own."""


def key_of_condition(one: CheckedCondition, recipient: str, texts: Texts) -> str:
    """Gives the fact that would decide a condition, with the answer that keeps the recipient open."""
    if one.verdict is not Verdict.UNKNOWN:
        return ""
    return _key(one.ask, recipient, texts, yes=one.check != "answered-no")


def key_of_window(one: CheckedWindow, recipient: str, texts: Texts) -> str:
    """Gives the day that a window is counted from, while it is not known."""
    return "" if one.start else _key(f"milestone:{one.milestone}", recipient, texts)


def key_of_need(one: CheckedNeed, recipient: str, texts: Texts) -> str:
    """Gives the fact that would meet a need; "" of what only a piece or the person's hand can."""
    if one.verdict not in (Verdict.MISSING, Verdict.UNKNOWN) or one.ask.startswith("held:"):
        return ""
    lacks = " ".join(f"{key}={_BLANK}" for key in one.lacks)
    return _OF_NEEDS.get(one.need, "") or lacks or _key(one.ask, recipient, texts)


def _key(ask: str, recipient: str, texts: Texts, *, yes: bool = True) -> str:
    group, _, name = ask.partition(":")
    match group:
        case "question":
            one = f"{name}:{recipient}" if name in PER_RECIPIENT else name
            return f"answer.{one}={texts.say('cli.yes' if yes else 'cli.no')}"
        case "milestone":
            return f"date.{name}={_BLANK}"
        case "country":
            return f"{'consumer' if name == 'consumer' else 'seller'}.country={_BLANK}"
        case "mediator":
            return f"mediator={recipient}"
        case "claim" | "payment" | "dispute" | "happened" | "tried":
            return f"{group}={_BLANK}"
        case _:
            return ""
