"""What is shown of one recipient, and what the person may want there."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from dossier.model.checklist import Checklist, Told
from dossier.model.detail import Detail
from dossier.model.ids import PieceId
from dossier.recipients.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientShown:
    """One recipient, held against the dossier.

    Attributes:
        profile: What it asks for.
        checklist: How the dossier stands.
        called: What each piece that it gets is called: "Pièce n° 4 · Facture".
        held: The pieces that are held back from it, with their titles.
        untold: The details that it is not told.
        told: Where the other rules were read: the ways to send.
        day: On which it would be asked.
    """

    profile: Profile
    checklist: Checklist
    called: dict[PieceId, str]
    held: tuple[tuple[PieceId, str], ...]
    told: tuple[Told, ...]
    day: date
    untold: tuple[Detail, ...] = ()


class Wishes(QObject):
    """What the person wants while looking at a recipient.

    Attributes:
        facts: A fact to be told, as ``CheckedCondition.ask`` or ``CheckedNeed.ask``; "" for all of them.
        answered: A ``Question`` and its answer.
        piece: A piece to be looked at.
        files: Files to be added to a rubric.
        rubric: A rubric to be looked at.
        hide: To choose pieces that are not shown to it.
        hide_piece: One piece not to be shown to it.
        show_piece: One piece to be shown to it again.
        hold: All details that it is not to be told (``tuple[Detail, ...]``).
        tell: One ``Detail`` to be told again.
    """

    facts = Signal(str)
    answered = Signal(object, bool)
    piece = Signal(object)
    files = Signal(str)
    rubric = Signal(str)
    hide = Signal()
    hide_piece = Signal(object)
    show_piece = Signal(object)
    hold = Signal(object)
    tell = Signal(object)
