"""The model of the list of pieces."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QPixmap

from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.texts.catalogue import Texts
from ui.models.arranged import EVERYTHING, Choice
from ui.models.carried import MIME, carrying
from ui.models.piece_rows import Looks, PieceRows, key_of
from ui.models.roles import Cut, Role, RowKind
from ui.models.row_model import AnyIndex, RowModel

_FIELDS: Final = {
    Qt.ItemDataRole.DisplayRole: "title",
    Qt.ItemDataRole.ToolTipRole: "tooltip",
    Qt.ItemDataRole.AccessibleTextRole: "spoken",
    Role.KIND: "kind",
    Role.PIECE: "piece",
    Role.RUBRIC: "rubric",
    Role.NUMBER: "number",
    Role.TITLE: "title",
    Role.WHEN: "when",
    Role.DETAIL: "detail",
    Role.CHIPS: "chips",
    Role.MUTED: "muted",
    Role.THUMBNAIL: "looks",
}

_PIECE_FLAGS: Final = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemIsDropEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)


class PiecesModel(RowModel):
    """Headings and pieces of a dossier, in the order of the annex or by date; never reset."""

    thumbnail_wanted = Signal(object)
    """A ``PieceId`` whose small picture was asked for and is missing or shows what it was before."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__({int(role): name for role, name in _FIELDS.items()}, parent)
        self._made = PieceRows(texts)
        self._dossier = Dossier()
        self._awaited: tuple[str, ...] = ()
        self._choice = Choice()
        self._thumbnails: dict[PieceId, QPixmap] = {}
        self._asked: dict[PieceId, Looks] = {}

    def make_ahead(self, dossier: Dossier) -> None:
        """Makes the rows of a state of the dossier that is shown next: the window lives in between."""
        self._made.rows(dossier, self._choice)

    def set_dossier(self, dossier: Dossier, awaited: tuple[str, ...] = ()) -> None:
        """Shows another state of the dossier.

        Args:
            dossier: As it is.
            awaited: Names of the files that are still being read; they stand above all pieces.
        """
        self._dossier, self._awaited = dossier, awaited
        gone = self._asked.keys() - {piece.id for piece in dossier.pieces}
        for piece in gone:
            del self._asked[piece]
            self._thumbnails.pop(piece, None)
        self._show()

    def set_cut(self, cut: Cut) -> None:
        """Shows all pieces, those of one rubric, or the bin."""
        self._choose(replace(self._choice, cut=cut))

    def set_by_rubric(self, by_rubric: bool) -> None:
        """Shows pieces under their rubrics' headings, or all by date."""
        self._choose(replace(self._choice, by_rubric=by_rubric))

    def set_found(self, found: frozenset[PieceId] | None) -> None:
        """Shows only what a search found, with the pieces that this is attached to; None shows all."""
        self._choose(replace(self._choice, found=found))

    def set_thumbnail(self, piece: PieceId, picture: QPixmap) -> None:
        """Gives a piece its small picture."""
        self._thumbnails[piece] = picture
        row = self.row_of(piece)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row), [int(Role.THUMBNAIL)])

    def row_of(self, piece: PieceId) -> int:
        """Finds a piece's row, -1 when it is not in the list."""
        wanted = key_of(piece)
        return next((row for row, one in enumerate(self._rows) if one.key == wanted), -1)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  any role's
        """Gives what a row holds under a role; a missing small picture is asked for once."""
        value = super().data(index, role)
        if role != Role.THUMBNAIL or value is None:
            return value
        piece: PieceId = super().data(index, Role.PIECE)
        if self._asked.get(piece) != value:
            self._asked[piece] = value
            self.thumbnail_wanted.emit(piece)
        return self._thumbnails.get(piece)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Lets pieces be chosen and carried; all else is passed over, also by the arrow keys."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        if index.data(Role.KIND) in (RowKind.HEADING, RowKind.AWAITED):  # Qt makes a plain str of it
            return Qt.ItemFlag.ItemNeverHasChildren
        return _PIECE_FLAGS

    def mimeTypes(self) -> list[str]:
        """Names what a drag carries."""
        return [MIME]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        """Carries pieces, in the order of the list."""
        rows = sorted({index.row() for index in indexes})
        pieces = (self.index(row).data(Role.PIECE) for row in rows)
        return carrying(piece for piece in pieces if piece is not None)

    def supportedDropActions(self) -> Qt.DropAction:
        """Lets pieces be moved; where to is the view's to say and the session's to do."""
        return Qt.DropAction.MoveAction

    def _choose(self, choice: Choice) -> None:
        if choice != self._choice:
            self._choice = choice
            self._show()

    def _show(self) -> None:
        everything = self._choice.cut == EVERYTHING and self._choice.found is None
        awaited = self._made.awaited(self._awaited if everything else ())
        self.show_rows([*awaited, *self._made.rows(self._dossier, self._choice)])
