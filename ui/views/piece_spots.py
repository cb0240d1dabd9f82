"""Where pieces that are dragged over the list would go."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QListView

from dossier.model.ids import PieceId, RubricId
from ui.models.roles import Cut, CutKind, RowKind
from ui.views.piece_places import (
    PieceRow,
    Place,
    last_of_family,
    place_before,
    reorders,
    row_at,
)

_EDGE = 0.28
"""So much of a row's height at its upper and lower end means the place between rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """A place in the order; the area is the line, one pixel high."""

    area: QRect
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Into:
    """A rubric as a whole."""

    area: QRect
    rubric: RubricId


@dataclass(frozen=True, slots=True, kw_only=True)
class Onto:
    """A piece that the others are to join."""

    area: QRect
    piece: PieceId


Target = Between | Into | Onto


def target_at(
    view: QListView, pos: QPoint, *, moved: Sequence[PieceId], cut: Cut, ordered: bool
) -> Target | None:
    """Finds what is meant at a point of the viewport.

    Args:
        view: The list.
        pos: In its viewport.
        moved: What is dragged.
        cut: What the list shows; nothing is put anywhere in the bin.
        ordered: Whether its rows stand in the order of the annex, so that there is a place between them.
    """
    if cut.kind == CutKind.BIN:
        return None
    index = view.indexAt(pos)
    if not index.isValid():
        return _below_all(view, moved, cut=cut, ordered=ordered)
    row, area = row_at(view.model(), index.row()), view.visualRect(index)
    if row.kind == RowKind.HEADING:
        return Into(area=area, rubric=row.rubric)
    if row.kind == RowKind.AWAITED:
        return None
    share = (pos.y() - area.top()) / max(area.height(), 1)
    if ordered and share < _EDGE and row.kind == RowKind.PIECE:
        place = place_before(view.model(), row.row, rubric=row.rubric, moved=moved)
        return _between(view, moved, place, QRect(area.left(), area.top(), area.width(), 1))
    if ordered and share > 1 - _EDGE and last_of_family(view.model(), row.row):
        return _after(view, moved, row)
    if row.piece is None or row.piece in moved:
        return None
    return Onto(area=area, piece=row.piece)


def _after(view: QListView, moved: Sequence[PieceId], row: PieceRow) -> Between | None:
    area = view.visualRect(view.model().index(row.row, 0))
    place = place_before(view.model(), row.row + 1, rubric=row.rubric, moved=moved)
    return _between(view, moved, place, QRect(area.left(), area.bottom() + 1, area.width(), 1))


def _between(view: QListView, moved: Sequence[PieceId], place: Place, area: QRect) -> Between | None:
    return Between(area=area, place=place) if reorders(view.model(), moved, place) else None


def _below_all(view: QListView, moved: Sequence[PieceId], *, cut: Cut, ordered: bool) -> Target | None:
    rows = view.model().rowCount()
    if rows and ordered:
        return _after(view, moved, row_at(view.model(), rows - 1))
    if not rows and cut.kind == CutKind.RUBRIC:
        return Into(area=view.viewport().rect(), rubric=RubricId(cut.rubric))
    return None
