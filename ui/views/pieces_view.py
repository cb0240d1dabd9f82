"""The list of pieces: what the person chooses in it, and what is dropped onto it."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import assert_never

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from dossier.model.ids import PieceId, RubricId
from dossier.texts.catalogue import Texts
from ui.models.roles import Cut, CutKind, Role
from ui.theme import Theme
from ui.views.drag_badge import badge
from ui.views.drop_list import DropList, Spot
from ui.views.drops import carried_pieces, carries_data, dropped_paths
from ui.views.piece_delegate import PieceDelegate
from ui.views.piece_places import one_step, without_attached
from ui.views.piece_spots import Between, Into, Onto, target_at

AnyIndex = QModelIndex | QPersistentModelIndex

_STEPS_BACK = (
    QAbstractItemView.CursorAction.MoveUp,
    QAbstractItemView.CursorAction.MovePrevious,
    QAbstractItemView.CursorAction.MovePageUp,
    QAbstractItemView.CursorAction.MoveEnd,
)


class PiecesView(DropList):
    """Rows of pieces under their headings.

    Signals tell pieces by their ids, several in the order of the rows.
    """

    selection_told = Signal(object)
    opened = Signal(object)
    remove_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)
    place_wanted = Signal(object, object, object)
    group_wanted = Signal(object, object)
    rubric_wanted = Signal(object, object)
    files_dropped = Signal(object, object)
    data_dropped = Signal(object)

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._texts, self._theme = texts, theme
        self._cut, self._by_rubric = Cut(), True
        self._told: tuple[PieceId, ...] = ()
        self.setObjectName("pieces-view")
        self.setAccessibleName(texts.say("window.pieces_list"))
        self.setItemDelegate(PieceDelegate(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.doubleClicked.connect(self._open)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Shows the rows of a model."""
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self._tell)

    def set_cut(self, cut: Cut) -> None:
        """Says which pieces the rows are: nothing can be put in order in the bin."""
        if cut != self._cut:
            self._cut = cut
            self.begin_at_top()

    def set_by_rubric(self, by_rubric: bool) -> None:
        """Says whether the rows stand in their order; in one chronological run there is none by hand."""
        self._by_rubric = by_rubric

    @property
    def selected(self) -> tuple[PieceId, ...]:
        """The pieces that are selected, in the order of the rows."""
        return tuple(index.data(Role.PIECE) for index in self._selected_rows())

    def select(self, pieces: Iterable[PieceId]) -> None:
        """Selects pieces and nothing else; those that have no row are passed over."""
        wanted = frozenset(pieces)
        every = range(self.model().rowCount())
        there = (row for row in every if self.model().index(row, 0).data(Role.PIECE) in wanted)
        rows = list(islice(there, len(wanted)))
        chosen = QItemSelection()
        for row in rows:
            index = self.model().index(row, 0)
            chosen.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        if rows:
            self.selectionModel().setCurrentIndex(self.model().index(rows[0], 0), flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect)

    def show_piece(self, piece: PieceId) -> None:
        """Selects a piece and brings its row into sight."""
        self.select((piece,))
        if self.selected:
            self.scrollTo(self.currentIndex())

    def dataChanged(self, first: AnyIndex, last: AnyIndex, roles: Sequence[int] = ()) -> None:
        """Draws rows again; they are as high as before, so the list need not lay out all of them."""
        QAbstractItemView.dataChanged(self, first, last, roles)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tells which pieces are selected now."""
        super().selectionChanged(selected, deselected)
        self._tell()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Moves over headings to the next piece."""
        goal = super().moveCursor(action, modifiers)
        if not goal.isValid():
            return goal
        back = action in _STEPS_BACK
        beyond = range(goal.row(), -1, -1) if back else range(goal.row(), self.model().rowCount())
        rows = (row for row in beyond if self.model().index(row, 0).data(Role.PIECE) is not None)
        row = next(rows, None)
        if row is not None:
            return self.model().index(row, 0)
        if back:
            self.scrollToTop()  # so that the heading above the first piece is seen
        return self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Opens, removes and moves what is selected."""
        act = self._act_of(event)
        if act is None:
            super().keyPressEvent(event)
            return
        event.accept()
        act()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asks for the menu of what is selected, by the mouse or by the menu key."""
        if not self.selected:
            event.ignore()
            return
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        event.accept()
        self.menu_wanted.emit(self.selected, at)

    def drag(self) -> QDrag | None:
        """Packs the selected pieces."""
        if not self.selected:
            return None
        made = QDrag(self)
        made.setMimeData(self.model().mimeData(self._selected_rows()))
        words = self._texts.say("window.pieces_carried", n=len(self.selected))
        made.setPixmap(badge(self, self._theme, words))
        return made

    def takes(self, data: QMimeData) -> bool:
        """Takes our pieces, files, and pictures or words from elsewhere."""
        return bool(carried_pieces(data) or dropped_paths(data)) or carries_data(data)

    def spot_at(self, data: QMimeData, pos: QPoint) -> Spot | None:
        """Finds where a drop would go."""
        if pieces := carried_pieces(data):
            return self._spot_of_pieces(without_attached(self.model(), pieces), pos)
        if paths := dropped_paths(data):
            # Files sort themselves, whatever row they fall on, unless one rubric is all that is shown.
            here = RubricId(self._cut.rubric) if self._cut.kind == CutKind.RUBRIC else None
            return Spot(area=self.viewport().rect(), take=lambda: self.files_dropped.emit(paths, here))
        if carries_data(data):
            return Spot(area=self.viewport().rect(), take=lambda: self.data_dropped.emit(data))
        return None

    def _selected_rows(self) -> list[QModelIndex]:
        rows = sorted(self.selectedIndexes(), key=QModelIndex.row)
        return [index for index in rows if index.data(Role.PIECE) is not None]

    def _spot_of_pieces(self, pieces: tuple[PieceId, ...], pos: QPoint) -> Spot | None:
        target = target_at(self, pos, moved=pieces, cut=self._cut, ordered=self._by_rubric)
        match target:
            case None:
                return None
            case Between(area=area, place=place):
                return Spot(
                    area=area,
                    line=True,
                    take=lambda: self.place_wanted.emit(pieces, place.before, place.rubric),
                )
            case Into(area=area, rubric=rubric):
                return Spot(area=area, take=lambda: self.rubric_wanted.emit(pieces, rubric))
            case Onto(area=area, piece=piece):
                return Spot(area=area, take=lambda: self.group_wanted.emit(pieces, piece))
            case _:
                assert_never(target)

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        moving = held == Qt.KeyboardModifier.AltModifier and not self._read_only
        if moving and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return lambda: self._step(down=key == Qt.Key.Key_Down)
        if not held and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return lambda: self._open(self.currentIndex())
        if held or self._read_only:
            return None
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return self._remove
        return None

    def _open(self, index: QModelIndex) -> None:
        piece = index.data(Role.PIECE) if index.isValid() else None
        if piece is not None:
            self.opened.emit(piece)

    def _remove(self) -> None:
        if self.selected:
            self.remove_wanted.emit(self.selected)

    def _step(self, *, down: bool) -> None:
        step = one_step(self.model(), self.selected, down=down) if self._in_order else None
        if step is not None:
            pieces, place = step
            self.place_wanted.emit(pieces, place.before, place.rubric)

    @property
    def _in_order(self) -> bool:
        return self._by_rubric and self._cut.kind != CutKind.BIN

    def _tell(self) -> None:
        if self.selected != self._told:
            self._told = self.selected
            self.selection_told.emit(self._told)
