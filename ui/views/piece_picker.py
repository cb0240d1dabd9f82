"""A list of pieces to tick, under the button that asks for it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dossier.model.ids import PieceId
from dossier.texts.catalogue import Texts
from ui.models.piece_names import PieceNames
from ui.views.eliding_button import ElidingButton
from ui.views.popup import Popup
from ui.widgets.buttons import button
from ui.widgets.labels import labelled
from ui.widgets.searched_list import KEY, SearchedList

_SIZE: Final = QSize(420, 340)
_BUTTON_PX: Final = 190


class PiecePicker(Popup):
    """Opens over the page; Esc leaves all as it was, Enter or a click elsewhere keeps what is ticked.

    Attributes:
        chosen: The ticked pieces, in the order of the annex.
    """

    chosen = Signal(object)

    def __init__(
        self, texts: Texts, *, about: str, names: PieceNames, proofs: Sequence[PieceId], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("piece-picker")
        self.setAccessibleName(about)
        self._before = tuple(proofs)
        self._keeps = True
        self._found = SearchedList(
            about,
            hint=texts.say("window.facts_picker_search"),
            nothing=texts.say("window.facts_picker_none"),
            name="picker",
        )
        done = button(texts.say("window.facts_picker_done"), "primary", name="picker-done")
        done.clicked.connect(self.close)
        self._arrange(labelled(about, "strong", wrap=True), done)
        self._fill(names)
        self.resize(_SIZE)

    def _arrange(self, title: QWidget, done: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(done)
        column.addWidget(title)
        column.addWidget(self._found, 1)
        column.addLayout(ends)

    def _fill(self, names: PieceNames) -> None:
        self._found.fill(names.all(also=self._before))
        for item in self._found.items:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = item.data(KEY) in self._before
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def open_under(self, widget: QWidget) -> None:
        """Opens under a widget, or where the screen leaves room."""
        place = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        room = widget.screen().availableGeometry()
        left = max(room.left(), min(place.x(), room.right() - self.width()))
        top = place.y()
        if top + self.height() > room.bottom():
            top = max(room.top(), widget.mapToGlobal(QPoint(0, -2)).y() - self.height())
        self.move(left, top)
        self.show()
        self._found.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ticks what Enter was pressed on and keeps it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tick_found()
            self.close()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Closes, and leaves all as it was."""
        self._keeps = False
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tells what is ticked, if it is something else than before."""
        ticked = tuple(
            item.data(KEY) for item in self._found.items if item.checkState() is Qt.CheckState.Checked
        )
        if self._keeps and set(ticked) != set(self._before):
            self.chosen.emit(ticked)
        super().closeEvent(event)

    def _tick_found(self) -> None:
        """Ticks the first that was found by typing: who searched for a piece wants it."""
        item = self._found.current
        if self._found.search.text().strip() and item is not None:
            item.setCheckState(Qt.CheckState.Checked)


class ProofsButton(ElidingButton):
    """Tells which pieces prove something; pressed, it lets them be chosen.

    Attributes:
        given: The pieces that prove it now.
    """

    given = Signal(object)

    def __init__(self, texts: Texts, about: str, *, name: str) -> None:
        super().__init__("plain", name=name, most_px=_BUTTON_PX)
        self._texts, self._about = texts, about
        self._proofs: tuple[PieceId, ...] = ()
        self._names: PieceNames | None = None
        self.setAutoDefault(True)
        self.clicked.connect(self._open)

    def show_proofs(self, proofs: Sequence[PieceId], names: PieceNames) -> None:
        """Shows pieces; the list to choose from is only made when it is wanted."""
        if (self._proofs, self._names) == (tuple(proofs), names) and self.text():
            return
        self._proofs, self._names = tuple(proofs), names
        say = self._texts.say
        if not proofs:
            self.set_words(say("window.facts_proof_none"), tip=say("window.facts_proof_tip"))
            self.setAccessibleName(say("window.facts_proof_add", about=self._about))
            return
        whole = "\n".join(names.long(one) for one in proofs)
        self.set_words(names.short(proofs), tip=whole)
        self.setAccessibleName(say("window.facts_proof_name", about=self._about, pieces=whole))

    def _open(self) -> None:
        if self._names is None:
            return
        about = self._texts.say("window.facts_picker", about=self._about)
        picker = PiecePicker(self._texts, about=about, names=self._names, proofs=self._proofs, parent=self)
        picker.chosen.connect(self.given)
        picker.open_under(self)
