"""A dossier's deadlines for who may not ask the rules directly, and their reminders as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dossier.basis.atomic import writing_aside
from dossier.model.dossier import Dossier
from dossier.model.due import Due, Penalty
from dossier.recipients.deadlines import deadlines_of
from dossier.recipients.penalties import penalties
from dossier.texts.catalogue import Texts
from dossier.texts.ics import reminders
from dossier.workspace.targets import refuse_bad_targets


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """What runs for a dossier.

    Attributes:
        dues: Deadlines, by their day, those without a day last.
        penalties: What a late trader owes on top.
    """

    dues: tuple[Due, ...]
    penalties: tuple[Penalty, ...]


def deadlines_for(dossier: Dossier, *, day: date) -> Deadlines:
    """Gives a dossier's deadlines and penalties, seen from a day."""
    return Deadlines(dues=deadlines_of(dossier, day=day), penalties=penalties(dossier))


def save_reminders(dossier: Dossier, target: Path, *, dues: Sequence[Due], day: date, texts: Texts) -> None:
    """Writes the coming deadlines for a calendar.

    Raises:
        UsageError: ``target-is-source``, ``target-is-dossier``.
        PlaceError: It cannot be written there.
    """
    originals = [original for piece in dossier.pieces for original in piece.originals]
    refuse_bad_targets([target], originals=originals)
    words = reminders(dues, title=dossier.title, key=dossier.key, day=day, texts=texts)
    with writing_aside(target) as aside:
        aside.write_bytes(words)
