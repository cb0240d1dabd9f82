"""What was sent: each sending on its card, the latest first."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dossier.model.rounds import Round
from dossier.texts.catalogue import Texts
from ui.theme import Theme, Tone
from ui.views.card_rows import Rows
from ui.views.round_card import RoundCard
from ui.views.scrolling import scrolling
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import labelled
from ui.widgets.looks import mark

_WIDEST_PX = 760


class RoundsPage(QFrame):
    """Lists the sendings.

    Attributes:
        case_given: The place of a sending, from 0, and the number that the recipient gave it.
        copy_wanted: A ``SentFile`` to be saved somewhere.
        export_wanted: Something is to be exported.
        back_wanted: The person is done here.
    """

    NAME: Final = "rounds-page"

    case_given = Signal(int, str)
    copy_wanted = Signal(object)
    export_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._cards: tuple[RoundCard, ...] = ()
        self.setObjectName(self.NAME)
        mark(self, "pane")
        self._back = button(texts.say("window.recipient_back"), "plain", name="rounds-back")
        self._back.clicked.connect(self.back_wanted)
        self.banner = Banner(texts, theme, inset=True)
        self._rows = Rows("rounds-rows")
        self._empty = EmptyState(texts.say("window.rounds_none"), action=texts.say("window.export_go"))
        self._empty.acted.connect(self.export_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(scrolling(self._list()))
        head = QHBoxLayout()
        head.setContentsMargins(36, 16, 20, 16)
        head.addWidget(labelled(texts.say("window.rounds_heading"), "page-title"))
        head.addStretch(1)
        head.addWidget(self._back)
        line = QFrame()
        mark(line, "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line)
        column.addWidget(self._stack, 1)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.back_wanted)

    def set_rounds(self, rounds: Sequence[Round], *, read_only: bool) -> None:
        """Shows what was sent; a number that is being written stays."""
        fixed = tuple((one.day, one.recipient, one.scope, one.files, one.pieces) for one in rounds)
        self._rows.tell((fixed, read_only), lambda: self._made(rounds, read_only=read_only))
        for card, one in zip(self._cards, rounds, strict=True):
            card.show_case(one.case_number)
        self._stack.setCurrentIndex(1 if rounds else 0)

    def say(self, words: str, tone: Tone) -> None:
        """Says what became of what was asked for here."""
        self.banner.say(words, tone)

    def commit(self) -> None:
        """Tells what is being written."""
        for card in self._cards:
            card.commit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Leads on to the way back, from where Tab goes through the sendings."""
        super().focusInEvent(event)
        self._back.setFocus(event.reason())

    def _made(self, rounds: Sequence[Round], *, read_only: bool) -> list[RoundCard]:
        self._cards = tuple(RoundCard(one, self._texts, read_only=read_only) for one in rounds)
        for place, card in enumerate(self._cards):
            card.case_given.connect(partial(self.case_given.emit, place))
            card.copy_wanted.connect(self.copy_wanted)
        return list(reversed(self._cards))

    def _list(self) -> QWidget:
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST_PX)
        column = QVBoxLayout(inside)
        column.setContentsMargins(36, 20, 36, 24)
        column.setSpacing(12)
        column.addWidget(labelled(self._texts.say("window.rounds_hint"), "secondary", wrap=True))
        column.addWidget(self.banner)
        column.addWidget(self._rows)
        column.addStretch(1)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inside, 1)
        row.addStretch(0)
        return whole
