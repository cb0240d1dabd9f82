"""Places among the rows of pieces: what stands where, and before which piece a moved one comes."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel

from dossier.model.ids import PieceId, RubricId
from ui.models.roles import Role, RowKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceRow:
    """What a row is, without its words.

    Attributes:
        row: Its place in the list.
        kind: What it is.
        piece: Which piece; None on a heading.
        rubric: Where it stands.
        muted: Whether it is not in the annex, and so has no place in the order.
    """

    row: int
    kind: RowKind
    piece: PieceId | None
    rubric: RubricId
    muted: bool

    @property
    def top(self) -> bool:
        """Whether it has a place in the order of its rubric."""
        return self.kind == RowKind.PIECE and not self.muted


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where pieces are to stand.

    Attributes:
        rubric: In which rubric.
        before: Before which of its pieces; None at its end.
        row: The row of that piece, or the one behind the last of the rubric.
    """

    rubric: RubricId
    before: PieceId | None
    row: int


def row_at(model: QAbstractItemModel, row: int) -> PieceRow:
    """Reads a row."""
    index = model.index(row, 0)
    return PieceRow(
        row=row,
        kind=RowKind(index.data(Role.KIND)),
        piece=index.data(Role.PIECE),
        rubric=index.data(Role.RUBRIC),
        muted=bool(index.data(Role.MUTED)),
    )


def rows_of(model: QAbstractItemModel, *, start: int = 0) -> Iterator[PieceRow]:
    """Reads all rows from one on."""
    return (row_at(model, row) for row in range(start, model.rowCount()))


def place_before(
    model: QAbstractItemModel, row: int, *, rubric: RubricId, moved: Collection[PieceId]
) -> Place:
    """Tells the place above a row: before the next piece of the rubric that stays."""
    for one in rows_of(model, start=row):
        if one.rubric != rubric:
            return Place(rubric=rubric, before=None, row=one.row)
        if one.top and one.piece not in moved:
            return Place(rubric=rubric, before=one.piece, row=one.row)
    return Place(rubric=rubric, before=None, row=model.rowCount())


def last_of_family(model: QAbstractItemModel, row: int) -> bool:
    """Tells whether no attached piece follows in the next row."""
    below = row + 1
    return below >= model.rowCount() or row_at(model, below).kind != RowKind.CHILD


def without_attached(model: QAbstractItemModel, pieces: Sequence[PieceId]) -> tuple[PieceId, ...]:
    """Leaves out what is attached to another of the pieces: it moves along with it."""
    if len(pieces) == 1:
        return tuple(pieces)
    follows: set[PieceId] = set()
    parent: PieceId | None = None
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        piece: PieceId | None = index.data(Role.PIECE)
        if index.data(Role.KIND) != RowKind.CHILD:
            parent = piece
        elif parent in pieces and piece is not None:
            follows.add(piece)
    return tuple(piece for piece in pieces if piece not in follows)


def reorders(model: QAbstractItemModel, pieces: Sequence[PieceId], place: Place) -> bool:
    """Tells whether pieces would stand elsewhere in a place than they do now: right above it."""
    above: list[PieceId | None] = []
    row = place.row - 1
    while row >= 0 and len(above) < len(pieces) and (one := row_at(model, row)).rubric == place.rubric:
        if one.top:
            above.insert(0, one.piece)
        row -= 1
    return above != list(pieces)


def one_step(
    model: QAbstractItemModel, chosen: Collection[PieceId], *, down: bool
) -> tuple[tuple[PieceId, ...], Place] | None:
    """Finds the place one step up or down within the rubric.

    Returns:
        What moves, in order, and where to; None at the end, or when the pieces stand in several rubrics.
    """
    tops = [one for one in rows_of(model) if one.top and one.piece is not None]
    moved = [one for one in tops if one.piece in chosen]
    if not moved or any(one.rubric != moved[0].rubric for one in moved):
        return None
    stays = [one for one in tops if one.rubric == moved[0].rubric and one not in moved]
    if down:
        past = [one for one in stays if one.row > moved[-1].row]
    else:
        past = [one for one in stays if one.row < moved[0].row]
    if not past:
        return None
    row = past[0].row + 1 if down else past[-1].row
    ids = tuple(one.piece for one in moved if one.piece is not None)
    return ids, place_before(model, row, rubric=moved[0].rubric, moved=chosen)
