"""The deadlines and penalties of ``resources/deadlines.toml``, checked when they are loaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType

from dossier.basis.codec import from_plain
from dossier.basis.data_file import read_data
from dossier.basis.resources import resources_folder
from dossier.model.calendar import Calendar
from dossier.model.due import Side, Turn
from dossier.model.facts import Dispute, Milestone, Payment
from dossier.model.span import Span
from dossier.recipients.source import Mark, Rule, Source, load_sources


class Place(StrEnum):
    """Whose country decides whether a deadline holds."""

    EITHER = "either"
    CONSUMER = "consumer"
    TRADER = "trader"


class Base(StrEnum):
    """What the shares of a penalty are counted from."""

    PRICE = "price"
    SHIPPING = "shipping"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule(Rule):
    """One deadline as the law says it.

    Attributes:
        id: Key of its name under ``[deadline]``.
        right: Row of the reference.
        article: The text, or whose rule it is; "" when it has none.
        country: Whose law it is; "" of no one country.
        place: Whose country decides.
        traders: Countries of the traders that it is for; empty for all.
        disputes: For which disputes; empty for all.
        payments: For which ways of payment; empty for all.
        starts: What it is counted from, the earliest that is known; empty when no source says it.
        after: Id of the deadline from whose end it is counted.
        length: ISO 8601; "" when no text sets one.
        most: The longest it can be, when that is not the same everywhere.
        strict: Whether the starting day is counted too, for no text read says that it is not.
        back: Whether it is counted backwards.
        turn: Last day or first day.
        side: Who must act.
        calendar: How the text is counted.
        calendar_mark: How sure it is that this is the way.
        ended_by: What ends a wait sooner.
        done_by: What does the thing that it asks for.
        by_mediator: Whether the mediator whom the terms name may set another length.
        of_start: Whether what does it counts only once its start is known.
        unless: What makes it pointless.
        not_before: Id of the deadline before whose end it cannot end.
        not_after: Id of the deadline after whose end it cannot end.
        contract_from: It holds for contracts from that day on.
        start_from: It holds for starts from that day on.
    """

    id: str
    right: str
    article: str
    country: str = ""
    place: Place = Place.EITHER
    traders: tuple[str, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    payments: tuple[Payment, ...] = ()
    starts: tuple[Milestone, ...] = ()
    after: str = ""
    length: str = ""
    most: str = ""
    strict: bool = False
    back: bool = False
    turn: Turn = Turn.LAST
    side: Side = Side.YOURS
    calendar: Calendar = Calendar.NONE
    calendar_mark: Mark = Mark.VERIFIED
    ended_by: Milestone | None = None
    done_by: Milestone | None = None
    of_start: bool = False
    by_mediator: bool = False
    unless: Milestone | None = None
    not_before: str = ""
    not_after: str = ""
    contract_from: date | None = None
    start_from: date | None = None

    @property
    def span(self) -> Span | None:
        """Its length; None when no text sets one."""
        return Span.read(self.length) if self.length else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRule:
    """One step of a penalty.

    Attributes:
        until: Last day of lateness on which it holds; None without end.
        percent: Of what is owed; None while only interest is owed.
        legal: Whether the legal rate of interest is owed.
    """

    until: int | None = None
    percent: int | None = None
    legal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyRule(Rule):
    """What a late trader owes on top.

    Attributes:
        id: Id of the deadline that names it.
        after: Id of the deadline that was missed.
        base: What the shares are counted from.
        article: The text of law.
        steps: In the order of time.
        monthly: Points that each further month adds until the whole price is owed on top; 0 none.
        contract_from: It holds for contracts from that day on.
    """

    id: str
    after: str
    base: Base
    article: str
    steps: tuple[RateRule, ...]
    monthly: int = 0
    contract_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineTable:
    """All deadlines and penalties, in the order of the reference."""

    deadline: tuple[DeadlineRule, ...]
    penalty: tuple[PenaltyRule, ...]

    def rule(self, wanted: str) -> DeadlineRule:
        """Finds a deadline.

        Raises:
            KeyError: There is none of that id.
        """
        for one in self.deadline:
            if one.id == wanted:
                return one
        raise KeyError(wanted)


def read_deadlines(path: Path) -> DeadlineTable:
    """Reads a file of deadlines.

    Raises:
        DossierError: ``malformed``.
    """
    return read_data(path, partial(from_plain, DeadlineTable))


@cache
def deadline_table() -> DeadlineTable:
    """Gives the program's own deadlines, read once."""
    return read_deadlines(resources_folder() / "deadlines.toml")


@cache
def known_sources() -> Mapping[str, Source]:
    """Gives the program's own sources, read once: many deadlines name the same."""
    return MappingProxyType(load_sources())
