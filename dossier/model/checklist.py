"""What a recipient asks for, held against a dossier: values that window and terminal show."""

from dataclasses import dataclass
from datetime import date, timedelta
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
        ask: Which fact would decide it: "country:consumer", "country:trader", "question:court",
            "milestone:complaint", "claim", "dispute", "payment", "mediator"; "" when it is decided.
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
        ask: What would meet it, when it is not met: a fact as of ``CheckedCondition.ask``, or
            "references", "happened", "tried", "party:consumer", "party:trader"; "rubric:payment" for a
            piece; "hand" for what only the person can add; "held:consumer.iban" for a detail that is held
            back. "" when nothing is to be done.
        lacks: Of what is asked of the parties, the keys that are not known: "consumer.postal".
    """

    need: str
    verdict: Verdict
    must: bool
    pieces: tuple[PieceId, ...]
    told: Told
    ask: str = ""
    lacks: tuple[str, ...] = ()


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

    def is_early(self, day: date) -> bool:
        """Whether the wait is not over on a day."""
        return self.opens is not None and day < self.opens

    def is_late(self, day: date) -> bool:
        """Whether it is surely too late on a day."""
        # The day behind the safe one may still be in time: nobody is turned away who may not be late.
        return self.closes is not None and day > self.closes + timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedNotice:
    """What the person must know before sending; its sentence stands under ``[notice_to]``."""

    code: str
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
        notices: What to know before sending.
    """

    recipient: str
    open: bool
    conditions: tuple[CheckedCondition, ...]
    needs: tuple[CheckedNeed, ...]
    windows: tuple[CheckedWindow, ...]
    findings: tuple[Finding, ...]
    next: NextStep | None
    notices: tuple[CheckedNotice, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether something that decides who may ask, or when, is not known yet."""
        return any(one.verdict is Verdict.UNKNOWN for one in self.conditions) or any(
            one.start is None for one in self.windows
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One recipient of a list to choose from.

    Attributes:
        recipient: Id of the profile.
        names: Language code to its name.
        kind: What it is, as the profile's ``Kind``.
        country: ISO 3166-1 alpha-2 of where it works; "" for anywhere.
        open: Whether nothing known speaks against it on that day.
        conditions: Who may ask it, what closes it first, then what is to be answered.
        windows: When.
        formats: Suffixes of the files that it takes, as ``Formats``; none when nothing was read.
        colour: How much colour it takes, as the profile's ``Colour``.
    """

    recipient: str
    names: dict[str, str]
    kind: str
    country: str
    open: bool
    conditions: tuple[CheckedCondition, ...]
    windows: tuple[CheckedWindow, ...]
    formats: tuple[str, ...] = ()
    colour: str = "any"

    @property
    def asks(self) -> bool:
        """Whether it is open as far as known, and something that decides it is not known yet."""
        return self.open and (
            any(one.verdict is Verdict.UNKNOWN for one in self.conditions)
            or any(one.start is None for one in self.windows)
        )
