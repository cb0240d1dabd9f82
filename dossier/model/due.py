"""Deadlines that run, as values that window and terminal show. Always dates of safety, never advice."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dossier.model.checklist import Told
from dossier.model.facts import Milestone


class Turn(StrEnum):
    """What a deadline's day is."""

    LAST = "last"
    """The last safe day to do something."""
    FIRST = "first"
    """The first day on which something can be done or is owed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One deadline of one dossier.

    Attributes:
        id: "D18"; names stand under ``[deadline]``.
        start: What it is counted from.
        started: The day of that; None when it is not known yet.
        turn: Whether its day is a last or a first one.
        day: The safe day; None when ``started`` is not known or the length is the person's to set.
        extended: The day that the calendar rule would move it to, when that is later.
        article: The text of law, or whose rule it is.
        told: Where it was read.
    """

    id: str
    start: Milestone
    started: date | None
    turn: Turn
    day: date | None
    extended: date | None
    article: str
    told: Told
