"""The recipients: all of them left, what fits best first; the chosen one right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dossier.model.checklist import Opening
from dossier.texts.catalogue import Texts
from dossier.texts.checklist import said_countries
from ui.models.recipients import RecipientsModel
from ui.theme import Theme
from ui.views.checked_row import CheckedRow
from ui.views.recipient_chooser import RecipientChooser
from ui.views.recipient_sheet import RecipientSheet
from ui.views.recipient_shown import RecipientShown, Wishes
from ui.views.scrolling import scrolling
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import labelled
from ui.widgets.looks import mark

_WIDTHS_PX: Final = (420, 940)
_LEAST_LEFT_PX: Final = 280
_LEAST_RIGHT_PX: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class AllRecipients:
    """How all recipients stand.

    Attributes:
        openings: What fits best first.
        about: What each does, by its id.
        day: On which they would be asked.
        chosen: Whom the dossier is for; "" nobody.
        facts_known: Whether anything was told that decides.
    """

    openings: Sequence[Opening] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    day: date = date.min
    chosen: str = ""
    facts_known: bool = False


class RecipientPage(QFrame):
    """Chooses whom the annex is for, and tells what is missing for them.

    Attributes:
        shown: It has come into sight.
        recipient_wanted: Another recipient is looked at (its id).
        prepare_wanted: The annex is to be made for this recipient (its id).
        deadlines_wanted: All deadlines are to be seen.
        back_wanted: The person is done here.
        wishes: What is wanted on the sheet.
    """

    NAME: Final = "recipient-page"
    shown = Signal()
    recipient_wanted = Signal(str)
    prepare_wanted = Signal(str)
    deadlines_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._theme = texts, theme
        self._shown: RecipientShown | None = None
        self._sheet: RecipientSheet | None = None
        self._read_only = False
        self.wishes = Wishes(self)
        self.setObjectName(self.NAME)
        mark(self, "pane")
        self._model = RecipientsModel(texts, self)
        self.chooser = RecipientChooser(self._model, texts, theme)
        self.chooser.setMinimumWidth(_LEAST_LEFT_PX)
        self.chooser.recipient_wanted.connect(self.recipient_wanted)
        self._empty = EmptyState(texts.say("window.recipient_loading"))
        self._empty.acted.connect(lambda: self.wishes.facts.emit(""))
        self._place = scrolling(QWidget())
        self._place.setObjectName("recipient-scroll")
        self.prepare = button(texts.say("window.recipient_prepare"), "primary", name="recipient-prepare")
        self.prepare.clicked.connect(self._prepare)
        self._deadlines = button(texts.say("window.recipient_deadlines"), "link", name="recipient-deadlines")
        self._deadlines.clicked.connect(self.deadlines_wanted)
        self._busy = labelled(texts.say("window.recipient_reading"), "secondary")
        self._busy.hide()
        self._right = QStackedWidget()
        mark(self._right, "pane")
        self._right.setMinimumWidth(_LEAST_RIGHT_PX)
        self._right.addWidget(self._empty)
        self._right.addWidget(self._chosen_side())
        self._lay_out()
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.back_wanted)

    def set_all(self, everybody: AllRecipients) -> None:
        """Shows how all recipients stand."""
        self._model.set_openings(
            everybody.openings, about=everybody.about, day=everybody.day, chosen=everybody.chosen
        )
        codes = sorted({one.country for one in everybody.openings if one.country})
        countries = [(code, said_countries(self._texts, (code,))) for code in codes]
        self.chooser.set_ready(sorted(countries, key=lambda one: one[1]))
        say = self._texts.say
        if everybody.facts_known:
            self._empty.say(say("window.recipient_choose_one"))
        else:
            self._empty.say(say("window.recipient_no_facts"), action=say("window.recipient_to_facts"))

    def set_recipient(self, shown: RecipientShown | None) -> None:
        """Shows one recipient; None for nobody."""
        self.chooser.show_recipient(shown.profile.id if shown else "")
        if shown is None:
            self._shown = None
            self._right.setCurrentIndex(0)
        elif shown != self._shown:
            self._show(shown)

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets the dossier be changed."""
        if read_only == self._read_only:
            return
        self._read_only = read_only
        self.prepare.setEnabled(not read_only)
        self.prepare.setToolTip(self._texts.say("window.recipient_read_only") if read_only else "")
        if self._shown is not None:
            self._show(self._shown)

    def set_busy(self, busy: bool) -> None:
        """Tells that files are being read."""
        self._busy.setVisible(busy)

    def showEvent(self, event: QShowEvent) -> None:
        """Tells that it is seen."""
        super().showEvent(event)
        self.shown.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Leads on to the list, or to the search field while nothing is chosen."""
        super().focusInEvent(event)
        first = self.chooser.list if self.chooser.list.currentIndex().isValid() else self.chooser.search
        first.setFocus(event.reason())

    def _show(self, shown: RecipientShown) -> None:
        """Makes the sheet anew; it stays where it was, and so does the keyboard."""
        same = self._shown is not None and self._shown.profile.id == shown.profile.id
        bar = self._place.verticalScrollBar()
        scrolled, focused = bar.value() if same else 0, self._focused()
        before = self._sheet
        self._shown = shown
        self._sheet = RecipientSheet(
            shown,
            self.wishes,
            texts=self._texts,
            theme=self._theme,
            read_only=self._read_only,
            sources_open=before is not None and before.sources_open,
            untold_open=before is not None and before.untold_open,
        )
        self._place.setWidget(self._sheet)
        self._sheet.setAutoFillBackground(False)  # setWidget gives it a ground of its own
        # The sheet came later than what stands under it.
        QWidget.setTabOrder(self._sheet.last, self.prepare)
        QWidget.setTabOrder(self.prepare, self._deadlines)
        self._right.setCurrentIndex(1)
        bar.setValue(scrolled)
        if focused:
            self._focus_again(focused)

    def _focused(self) -> tuple[str, ...]:
        """Names what has the keyboard on the sheet, and the line it stands in; () when it is elsewhere."""
        now = QApplication.focusWidget()
        if now is None or self._sheet is None or not self._sheet.isAncestorOf(now):
            return ()
        names, up = [now.objectName()], now.parentWidget()
        while up is not None and up is not self._sheet:
            names += [up.objectName()] if isinstance(up, CheckedRow) else []
            up = up.parentWidget()
        return tuple(names)

    def _focus_again(self, names: Sequence[str]) -> None:
        """Goes to what is called the same now; else into the same line; else to the next step."""
        sheet = self._sheet
        if sheet is None:
            return
        there = (sheet.findChild(QWidget, name) for name in names if name)
        for one in there:
            goal = one.findChild(QPushButton) if isinstance(one, CheckedRow) else one
            if goal is not None and goal.isEnabled():
                goal.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.prepare.setFocus(Qt.FocusReason.OtherFocusReason)

    def _prepare(self) -> None:
        if self._shown is not None:
            self.prepare_wanted.emit(self._shown.profile.id)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 20, 16)
        head.setSpacing(12)
        head.addWidget(labelled(self._texts.say("window.recipient_heading"), "page-title"))
        head.addStretch(1)
        back = button(self._texts.say("window.recipient_back"), "plain", name="recipient-back")
        back.clicked.connect(self.back_wanted)
        head.addWidget(back)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setChildrenCollapsible(False)
        panes.setHandleWidth(1)
        panes.addWidget(self.chooser)
        panes.addWidget(self._right)
        panes.setStretchFactor(0, 0)
        panes.setStretchFactor(1, 1)
        panes.setSizes(list(_WIDTHS_PX))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(_line())
        column.addWidget(panes, 1)
        column.addWidget(_line())
        column.addLayout(self._foot())

    def _chosen_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._place, 1)
        column.addWidget(_line())
        ends = QHBoxLayout()
        ends.setContentsMargins(36, 12, 36, 12)
        ends.setSpacing(20)
        ends.addWidget(self.prepare)
        ends.addWidget(self._deadlines)
        ends.addStretch(1)
        ends.addWidget(self._busy)
        column.addLayout(ends)
        return side

    def _foot(self) -> QHBoxLayout:
        """Says always what this is not."""
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 20, 8)
        no_advice = labelled(self._texts.say("window.recipient_no_advice"), "field-note", wrap=True)
        no_advice.setObjectName("recipient-no-advice")
        foot.addWidget(no_advice, 1)
        return foot


def _line() -> QFrame:
    line = QFrame()
    mark(line, "line")
    return line
