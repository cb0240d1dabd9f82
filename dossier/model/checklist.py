"""What a recipient asks for, held against a dossier: values that window and terminal show."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dossier.model.facts import Milestone
from dossier.model.finding import Finding
from dossier.model.ids import PieceId


class Verdict(StrEnum):
    """How a need or condition stands."""

    MET = "met"
    MISSING = "missing"
    NOT_NEEDED = "not-needed"
    UNKNOWN = "unknown"
    """A fact that decides it is not known yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Where something was read, ready to be shown.

    Attributes:
        sources: Names of the sources, with their addresses.
        read: The day on which the oldest of them was read.
        sure: False for what is to be shown as "à vérifier".
    """

    sources: tuple[str, ...]
    read: date
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCondition:
    """A condition of being open.

    Attributes:
        check: Its key; sentences stand under ``[condition]``.
        verdict: MISSING closes the recipient.
        params: For the sentence.
        ask: Which field of the facts would decide it: "country:consumer", "question:court",
            "milestone:complaint", "claim", "dispute" …; "" when it is decided.
        told: Where it was read.
    """

    check: str
    verdict: Verdict
    params: dict[str, str | int]
    ask: str
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedNeed:
    """A need.

    Attributes:
        need: Its key; names stand under ``[need]``.
        verdict: How it stands.
        must: Whether the recipient insists.
        pieces: Which pieces meet it.
        told: Where it was read.
    """

    need: str
    verdict: Verdict
    must: bool
    pieces: tuple[PieceId, ...]
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedWindow:
    """When the recipient may be asked.

    Attributes:
        milestone: What it is counted from.
        start: The day of that milestone; None when it is not known.
        opens: First day; None when there is no wait or the milestone is not known.
        closes: Last safe day, never moved to the next working day; None without end or not known.
        told: Where it was read.
    """

    milestone: Milestone
    start: date | None
    opens: date | None
    closes: date | None
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What to do next: ``code`` under ``[step]`` with its parameters, and from which day it can be done."""

    code: str
    params: dict[str, str | int]
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """One recipient, held against a dossier.

    Attributes:
        recipient: Id of the profile.
        open: Whether it can be asked now, as far as known.
        conditions: Who may ask it.
        needs: What it wants to find.
        windows: When.
        findings: What stands in the way, what to think of, what to know.
        next: What to do next.
    """

    recipient: str
    open: bool
    conditions: tuple[CheckedCondition, ...]
    needs: tuple[CheckedNeed, ...]
    windows: tuple[CheckedWindow, ...]
    findings: tuple[Finding, ...]
    next: NextStep | None
