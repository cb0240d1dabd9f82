"""The list of rubrics at the left: what the pieces are shown of, and where they can be dropped."""

from collections.abc import Callable
from typing import assert_never

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from dossier.model.ids import PieceId, RubricId
from dossier.texts.catalogue import Texts
from ui.models.roles import Cut, CutKind, Role
from ui.theme import Theme
from ui.views.drag_badge import badge
from ui.views.drop_list import DropList, Spot
from ui.views.drops import carried_pieces, carried_rubric, dropped_paths, rubric_data
from ui.views.rubric_delegate import RubricDelegate, above
from ui.views.rubric_order import Order, moved_to, order_of, stepped
from ui.widgets.buttons import button
from ui.widgets.looks import mark

_OWN = "own-"
"""How the ids of rubrics begin that the person made (``dossier.model.commands.rubrics``)."""
_LEAST_ROWS_PX = 96


class RubricsView(DropList):
    """All pieces, each rubric, and the bin; one of them is chosen."""

    cut_wanted = Signal(object)
    rubric_wanted = Signal(object, object)
    remove_wanted_pieces = Signal(object)
    files_dropped = Signal(object, object)
    order_wanted = Signal(object)
    rename_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._texts, self._theme = texts, theme
        self._told = Cut()
        self.setObjectName("rubrics-view")
        self.setAccessibleName(texts.say("window.rubrics_label"))
        self.setItemDelegate(RubricDelegate(texts.say("window.rubrics_label"), theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSizeAdjustPolicy(QAbstractItemView.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def minimumSizeHint(self) -> QSize:
        """Lets the list shrink to a few rows and scroll."""
        return QSize(0, min(_LEAST_ROWS_PX, self.sizeHint().height()))

    def show_cut(self, cut: Cut) -> None:
        """Shows what is chosen, without telling it back."""
        self._told = cut
        for row in range(self.model().rowCount()):
            index = self.model().index(row, 0)
            if index.data(Role.CUT) == cut:
                flags = QItemSelectionModel.SelectionFlag
                self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Shows the rows of a model, with what is chosen."""
        super().setModel(model)
        self._choose_again()

    def rowsInserted(self, parent: QModelIndex | QPersistentModelIndex, start: int, end: int) -> None:
        """Shows what is chosen as soon as it has a row."""
        super().rowsInserted(parent, start, end)
        self._choose_again()

    def _choose_again(self) -> None:
        if self.model() is not None and not self.selectedIndexes():
            self.show_cut(self._told)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tells what is chosen now."""
        super().selectionChanged(selected, deselected)
        chosen = [_cut(index) for index in self.selectedIndexes()]
        if chosen and chosen[0] != self._told:
            self._told = chosen[0]
            self.cut_wanted.emit(chosen[0])

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Finds the row at a point; the label above a row is none."""
        index = super().indexAt(point)
        if index.isValid() and point.y() < self.visualRect(index).top() + above(index):
            return QModelIndex()
        return index

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Renames, removes and moves the chosen rubric."""
        act = self._act_of(event)
        if act is None:
            super().keyPressEvent(event)
            return
        event.accept()
        act()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offers what can be done with a rubric."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        rubric = _rubric(index)
        if rubric is None or self._read_only:
            event.ignore()
            return
        event.accept()
        at = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
        self._menu(rubric, removable=_removable(index)).popup(at)

    def drag(self) -> QDrag | None:
        """Packs the chosen rubric."""
        rubric = _rubric(self.currentIndex())
        if rubric is None:
            return None
        made = QDrag(self)
        made.setMimeData(rubric_data(rubric))
        made.setPixmap(badge(self, self._theme, str(self.currentIndex().data(Role.TITLE))))
        return made

    def takes(self, data: QMimeData) -> bool:
        """Takes our pieces and rubrics, and files."""
        return bool(carried_pieces(data) or carried_rubric(data) or dropped_paths(data))

    def spot_at(self, data: QMimeData, pos: QPoint) -> Spot | None:
        """Finds where a drop would go."""
        index = self.indexAt(pos)
        if rubric := carried_rubric(data):
            return self._spot_of_rubric(rubric, index, pos)
        paths, target = dropped_paths(data), _rubric(index)
        if not index.isValid():
            whole = self.viewport().rect()
            return Spot(area=whole, take=lambda: self.files_dropped.emit(paths, None)) if paths else None
        if pieces := carried_pieces(data):
            return self._spot_of_pieces(pieces, index)
        if not paths or _cut(index).kind == CutKind.BIN:
            return None
        return Spot(area=self._area(index), take=lambda: self.files_dropped.emit(paths, target))

    def _spot_of_pieces(self, pieces: tuple[PieceId, ...], index: QModelIndex) -> Spot | None:
        rubric, kind = _rubric(index), _cut(index).kind
        match kind:
            case CutKind.ALL:
                return None
            case CutKind.RUBRIC:
                return Spot(area=self._area(index), take=lambda: self.rubric_wanted.emit(pieces, rubric))
            case CutKind.BIN:
                return Spot(area=self._area(index), take=lambda: self.remove_wanted_pieces.emit(pieces))
            case _:
                assert_never(kind)

    def _spot_of_rubric(self, rubric: RubricId, index: QModelIndex, pos: QPoint) -> Spot | None:
        target = _rubric(index)
        if target is None or target == rubric:
            return None
        area = self._area(index)
        below = pos.y() > area.center().y()
        order = moved_to(order_of(self.model()), rubric, beside=target, below=below)
        if order is None:
            return None
        line = QRect(area.left(), area.bottom() + 1 if below else area.top(), area.width(), 1)
        return Spot(area=line, line=True, take=lambda: self.order_wanted.emit(order))

    def _area(self, index: QModelIndex) -> QRect:
        return self.visualRect(index).adjusted(0, above(index), 0, 0)

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        rubric = _rubric(self.currentIndex())
        if rubric is None or self._read_only:
            return None
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if held == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return lambda: self._want_order(
                stepped(order_of(self.model()), rubric, down=key == Qt.Key.Key_Down)
            )
        if held:
            return None
        if key == Qt.Key.Key_F2:
            return lambda: self.rename_wanted.emit(rubric)
        if key == Qt.Key.Key_Delete and _removable(self.currentIndex()):
            return lambda: self.remove_wanted.emit(rubric)
        return None

    def _want_order(self, order: Order | None) -> None:
        if order is not None:
            self.order_wanted.emit(order)

    def _menu(self, rubric: RubricId, *, removable: bool) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("rubrics-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        order = order_of(self.model())
        up, down = stepped(order, rubric, down=False), stepped(order, rubric, down=True)
        for word, possible, act in (
            ("rename", True, lambda: self.rename_wanted.emit(rubric)),
            ("up", up is not None, lambda: self._want_order(up)),
            ("down", down is not None, lambda: self._want_order(down)),
            ("remove", removable, lambda: self.remove_wanted.emit(rubric)),
        ):
            action = menu.addAction(self._texts.say(f"window.rubrics_{word}"))
            action.setObjectName(f"rubrics-{word}")
            action.setEnabled(possible)
            action.triggered.connect(act)
        return menu


class RubricsPane(QFrame):
    """The list of rubrics, and under it the way to make one more."""

    add_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rubrics-pane")
        self.setProperty("side", True)
        mark(self, "pane")
        self.view = RubricsView(texts, theme, self)
        self._add = add = button(texts.say("window.rubrics_add"), "link", name="rubrics-add")
        add.clicked.connect(self.add_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setSpacing(4)
        layout.addWidget(self.view)
        under = QHBoxLayout()
        under.setContentsMargins(18, 0, 18, 0)
        under.addWidget(add)
        under.addStretch(1)
        layout.addLayout(under)
        layout.addStretch(1)

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets rubrics be changed."""
        self.view.set_read_only(read_only)
        self._add.setEnabled(not read_only)


def _cut(index: QModelIndex) -> Cut:
    cut: Cut = index.data(Role.CUT)
    return cut


def _rubric(index: QModelIndex) -> RubricId | None:
    """Tells which rubric a row is; None for all pieces, the bin and no row."""
    if not index.isValid() or _cut(index).kind != CutKind.RUBRIC:
        return None
    return RubricId(_cut(index).rubric)


def _removable(index: QModelIndex) -> bool:
    return str(_rubric(index) or "").startswith(_OWN) and not index.data(Role.COUNT)
