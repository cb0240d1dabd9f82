"""The middle of the window: search, the switch between two orders, and the list of pieces."""

from collections.abc import Callable
from itertools import islice
from typing import assert_never

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from dossier.texts.catalogue import Texts
from ui.models.roles import Cut, CutKind, Role, RowKind
from ui.theme import Theme
from ui.views.pieces_view import PiecesView
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import mark

_SEARCH_AFTER_MS = 150


class PiecesPane(QFrame):
    """Holds the list (``view``) and tells what the person searches and in which order to show it."""

    search_wanted = Signal(str)
    by_rubric_wanted = Signal(bool)
    add_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._cut = Cut()
        self._told = ""
        self._read_only = False
        self.setObjectName("pieces-pane")
        mark(self, "pane")
        self.search = _search_field(texts)
        self._switch = _Switch(texts)
        self._count = QLabel()
        self._count.setObjectName("pieces-count")
        self._count.setContentsMargins(16, 0, 16, 8)
        mark(self._count, "secondary")
        self.view = PiecesView(texts, theme)
        self._empty = EmptyState("")
        # Inside the viewport, so that drops and the keyboard still reach the list.
        QVBoxLayout(self.view.viewport()).addWidget(self._empty)
        self._typed = _once(self, _SEARCH_AFTER_MS, self._tell_search)
        self._changed = _once(self, 0, self.refresh)
        self._lay_out()
        self._connect()

    def setModel(self, model: QAbstractItemModel) -> None:
        """Shows the rows of a model."""
        self.view.setModel(model)
        for told in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            told.connect(self._changed.start)
        self.refresh()

    def set_cut(self, cut: Cut) -> None:
        """Says which pieces the rows are."""
        self._cut = cut
        self.view.set_cut(cut)
        self.refresh()

    def set_by_rubric(self, by_rubric: bool) -> None:
        """Shows in which order the rows are."""
        self._switch.choose(by_rubric)
        self.view.set_by_rubric(by_rubric)

    def set_search(self, words: str) -> None:
        """Shows what is searched, without telling it back."""
        self._told = words
        self.search.setText(words)
        self.refresh()

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets pieces be moved and files be dropped."""
        self._read_only = read_only
        self.view.set_read_only(read_only)
        self.refresh()

    def go_to_search(self) -> None:
        """Goes to the search field; its words are replaced by what is typed next."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def refresh(self) -> None:
        """Counts what is found, and says a word where there is nothing to show."""
        self._changed.stop()
        model = self.view.model()
        rows = range(model.rowCount()) if model is not None else ()
        pieces = (row for row in rows if model.index(row, 0).data(Role.KIND) != RowKind.HEADING)
        searched = bool(self._told.strip())
        count = sum(1 for _ in (pieces if searched else islice(pieces, 1)))
        self._count.setVisible(searched and count > 0)
        self._count.setText(self._texts.say("window.pieces_found", n=count) if searched else "")
        self._empty.setVisible(not count)
        if not count:
            why = _why_empty(self._cut, searched=searched)
            offered = why == "pieces_none" and not self._read_only
            offer = self._texts.say("window.pieces_add") if offered else ""
            self._empty.say(self._texts.say(f"window.{why}"), action=offer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leads from the search field: Esc clears it or goes to the list, Down goes to the list."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                self._tell_search()
                return True
            if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
                self._go_to_list()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._tell_search()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 10, 16, 10)
        bar.setSpacing(8)
        bar.addWidget(self.search, 1)
        bar.addWidget(self._switch)
        line = QFrame()
        mark(line, "line")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._count)
        layout.addWidget(line)
        layout.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._typed.start)
        self._switch.by_rubric_wanted.connect(self.by_rubric_wanted)
        self._empty.acted.connect(self.add_wanted)

    def _tell_search(self) -> None:
        self._typed.stop()
        if self.search.text() != self._told:
            self._told = self.search.text()
            self.search_wanted.emit(self._told)
            self.refresh()

    def _go_to_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.TabFocusReason)


class _Switch(QWidget):
    """Two words, one of them chosen: by rubric, or by date."""

    by_rubric_wanted = Signal(bool)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = tuple(
            button(texts.say(f"window.pieces_{name}"), name=f"pieces-{name.replace('_', '-')}")
            for name in ("by_rubric", "by_date")
        )
        group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for one in self._buttons:
            one.setCheckable(True)
            group.addButton(one)
            layout.addWidget(one)
        self._buttons[0].setChecked(True)
        group.buttonClicked.connect(lambda clicked: self.by_rubric_wanted.emit(clicked is self._buttons[0]))

    def choose(self, by_rubric: bool) -> None:
        self._buttons[0 if by_rubric else 1].setChecked(True)


def _search_field(texts: Texts) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName("pieces-search")
    field.setPlaceholderText(texts.say("window.pieces_search"))
    field.setAccessibleName(texts.say("window.pieces_search"))
    field.setClearButtonEnabled(True)
    return field


def _once(parent: QObject, after_ms: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(act)
    return timer


def _why_empty(cut: Cut, *, searched: bool) -> str:
    """Gives the key of what to say over an empty list."""
    if searched:
        return "pieces_none_found"
    match cut.kind:
        case CutKind.ALL:
            return "pieces_none"
        case CutKind.RUBRIC:
            return "pieces_none_in_rubric"
        case CutKind.BIN:
            return "pieces_none_in_bin"
        case _:
            assert_never(cut.kind)
