"""What can be done now, with what is chosen."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from dossier.model.body import ImageBody, PdfBody
from dossier.model.chat_days import is_chat
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.numbering import by_hand
from dossier.model.piece import Piece
from dossier.texts.catalogue import Texts
from dossier.workspace.orders import Present
from ui import present
from ui.actions import Standing, When
from ui.models.arranged import EVERYTHING, filed
from ui.models.holders import holders
from ui.models.roles import Cut, CutKind


def standing(now: Present, ids: Sequence[PieceId], *, cut: Cut, texts: Texts) -> Standing:
    """Tells what the acts depend on.

    Args:
        now: The dossier, and what can be undone in it.
        ids: The chosen pieces, all of them in it.
        cut: What is looked at.
        texts: The window's language.
    """
    fits = {When.ALWAYS, When.OPEN}
    if now.read_only is None:
        fits |= {When.WRITABLE} | _of_chosen(now.dossier, ids)
        fits |= {When.UNDOABLE} if now.undoable else set()
        fits |= {When.REDOABLE} if now.redoable else set()
        if rubric_in_view(now.dossier, ids, cut=cut) in by_hand(now.dossier):
            fits.add(When.BY_HAND)
    return Standing(
        fits=frozenset(fits),
        undo_words=present.act(texts, now.undoable) if now.undoable else "",
        redo_words=present.act(texts, now.redoable) if now.redoable else "",
    )


def rubric_in_view(dossier: Dossier, ids: Sequence[PieceId], *, cut: Cut) -> RubricId | None:
    """Tells which rubric is looked at, else in which the first chosen piece stands."""
    if cut.kind is CutKind.RUBRIC:
        return RubricId(cut.rubric)
    if not ids:
        return None
    places = filed(dossier, EVERYTHING)
    return next((rubric for piece, rubric in places if piece.id == ids[0]), dossier.piece(ids[0]).rubric)


def can_turn(piece: Piece) -> bool:
    """Tells whether there is a page of somebody else's: ours stand upright."""
    return any(
        isinstance(body, ImageBody) or (isinstance(body, PdfBody) and not body.printed)
        for body in piece.bodies
    )


def has_pages_to_choose(piece: Piece) -> bool:
    """Tells whether there is a document of several pages."""
    return any(isinstance(body, PdfBody) and body.pages > 1 for body in piece.bodies)


def _of_chosen(dossier: Dossier, ids: Sequence[PieceId]) -> set[When]:
    wanted = frozenset(ids)
    chosen = [piece for piece in dossier.pieces if piece.id in wanted]
    if not chosen:
        return set()
    if all(piece.binned for piece in chosen):
        return {When.BINNED}
    if any(piece.binned for piece in chosen):
        return set()
    alone = chosen[0] if len(chosen) == 1 else None
    fits = {When.ATTACHABLE} if holders(dossier, ids) else set()
    single = {when for when, can in _ALONE.items() if alone is not None and can(alone)}
    return fits | single | {When.KEPT} | {when for when, can in _TOGETHER.items() if can(chosen)}


_ALONE: Final[Mapping[When, Callable[[Piece], bool]]] = {
    When.GROUPED: lambda piece: bool(piece.parts),
    When.TURNABLE: can_turn,
    When.PAGED: has_pages_to_choose,
    When.CHAT: is_chat,
}
"""What is asked of one piece; what a repeat wants is its first one's to decide."""

_TOGETHER: Final[Mapping[When, Callable[[Sequence[Piece]], bool]]] = {
    When.SEVERAL: lambda chosen: len(chosen) > 1,
    When.ATTACHED: lambda chosen: all(piece.parent is not None for piece in chosen),
    When.WANTED: lambda chosen: any(piece.shown for piece in chosen),
    When.HELD_BACK: lambda chosen: any(not piece.included and piece.duplicate_of is None for piece in chosen),
}
