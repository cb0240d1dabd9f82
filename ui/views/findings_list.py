"""Remarks in a list that leads to the piece and to the one act that helps."""

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from dossier.texts.catalogue import Texts
from ui.models.roles import Role
from ui.theme import Theme
from ui.views.findings_delegate import FindingsDelegate
from ui.views.remarks import remark_at
from ui.views.wrapping_list import WrappingList

AnyIndex = QModelIndex | QPersistentModelIndex

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindingsList(WrappingList):
    """A list of remarks: Enter or a click leads to the piece, Ctrl+Enter or the link does the act.

    Attributes:
        piece_wanted: A piece to be shown.
        action_wanted: The code of an act, and the ``Remark`` that it answers.
    """

    piece_wanted = Signal(object)
    action_wanted = Signal(str, object)

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawn = FindingsDelegate(texts, theme, self)
        self._pressed = QPersistentModelIndex()
        self.setItemDelegate(self._drawn)
        self.setObjectName("findings-list")
        self.setAccessibleName(texts.say("window.findings_list"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)

    def show_whole(self) -> None:
        """Makes the list as high as its rows, without a scroll bar of its own."""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._drawn.set_inset(4)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Shows another model, and lets the layout know whenever the rows change."""
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self.updateGeometry)
            model.rowsInserted.connect(self.updateGeometry)
            model.rowsRemoved.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        """Tells whether the list is as high as its rows."""
        return self.sizePolicy().hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """Gives the height of all rows."""
        return self.rows_height(width) if self.hasHeightForWidth() else -1

    def words_left(self) -> int:
        """Tells where the sentences begin, in px."""
        return self._drawn.words_left()

    def rows_height(self, width: int) -> int:
        """Adds up the rows, in px."""
        model = self.model()
        return sum(self._drawn.height(model.index(row, 0), width) for row in range(model.rowCount()))

    def sizeHint(self) -> QSize:
        """Gives a size that fits."""
        hint = super().sizeHint()
        return QSize(hint.width(), self.rows_height(self.width())) if self.hasHeightForWidth() else hint

    def minimumSizeHint(self) -> QSize:
        """Gives the least size that can be read."""
        return QSize(200, 0 if self.hasHeightForWidth() else 88)

    def action_rect(self, index: AnyIndex, number: int = 0) -> QRect:
        """Tells where in the viewport an act of a row stands, the one that helps most being the first."""
        return self._drawn.action_rect(index, self.visualRect(index), number)

    def forget_rows(self) -> None:
        """Forgets what was laid out."""
        self._drawn.forget()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows the hand where a click does something."""
        index = self.indexAt(event.position().toPoint())
        leads = index.isValid() and (
            index.data(Role.PIECE) is not None or self._act_at(index, event.position().toPoint()) != ""
        )
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remembers the row: a press that slips to another row means neither."""
        self._pressed = QPersistentModelIndex(self.indexAt(event.position().toPoint()))
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Goes to the piece, or does the act where its link was clicked."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid() or self._pressed != index:
            return
        if act := self._act_at(index, at):
            self._act(index, act)
        else:
            self._go(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the piece; with Ctrl it does the act. Delete answers what is proposed with no."""
        index = self.currentIndex()
        if not index.isValid() or event.key() not in (*_ENTER, Qt.Key.Key_Delete):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Delete:
            self._act(index, remark_at(index).second)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier or index.data(Role.PIECE) is None:
            self._act(index, remark_at(index).action)
        else:
            self._go(index)

    def _act_at(self, index: QModelIndex, at: QPoint) -> str:
        """Tells which act stands at a place; "" for none."""
        acts = enumerate(remark_at(index).acts)
        around = ((self.action_rect(index, number).adjusted(-8, -4, 8, 4), act) for number, act in acts)
        return next((act for place, act in around if place.contains(at)), "")

    def _go(self, index: QModelIndex) -> None:
        if (piece := index.data(Role.PIECE)) is not None:
            self.piece_wanted.emit(piece)

    def _act(self, index: QModelIndex, act: str) -> None:
        if act:
            self.action_wanted.emit(act, remark_at(index))
