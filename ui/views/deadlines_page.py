"""The deadlines of the dispute: a line of time, the list under it, and what lateness costs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QPainter, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dossier.model.due import Due, Penalty, Side, TimePoint
from dossier.model.facts import Milestone
from dossier.texts.catalogue import Texts
from ui.theme import Theme
from ui.views.due_row import DueRow, line
from ui.views.penalty_card import PenaltyCard
from ui.views.scrolling import scrolling
from ui.views.timeline import Timeline
from ui.views.timeline_marks import draw_mark
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel, labelled
from ui.widgets.looks import mark

_WIDEST_PX: Final = 960
_SAMPLE_PX: Final = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinesShown:
    """What runs, seen from a day.

    Attributes:
        dues: By their day, those without a day last.
        penalties: What a late trader owes on top.
        points: Happenings and deadlines in the order of time.
        day: Today.
        currency: ISO 4217, of the sums.
        happened: Whether any day of the dispute is known.
    """

    dues: tuple[Due, ...]
    penalties: tuple[Penalty, ...]
    points: tuple[TimePoint, ...]
    day: date
    currency: str
    happened: bool


class DeadlinesPage(QFrame):
    """Shows which days must not be missed.

    Attributes:
        shown: It has come into sight.
        facts_wanted: A day to be told, "milestone:complaint"; "" for the facts as a whole.
        reminders_wanted: The coming deadlines are to be saved for a calendar.
        back_wanted: The person is done here.
    """

    NAME: Final = "deadlines-page"
    shown = Signal()
    facts_wanted = Signal(str)
    reminders_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._theme = texts, theme
        self._shown: DeadlinesShown | None = None
        self._rows: dict[str, DueRow] = {}
        self.setObjectName(self.NAME)
        mark(self, "pane")
        say = texts.say
        self.banner = Banner(texts, theme)
        self.timeline = Timeline(texts, theme)
        self.timeline.told.connect(self._tell)
        self.timeline.due_wanted.connect(self.show_due)
        self._told = ElidedLabel("", "body")
        self._told.setObjectName("timeline-told")
        self._remind = button(say("window.deadlines_remind"), "primary", name="deadlines-remind")
        self._remind.clicked.connect(self.reminders_wanted)
        self._back = button(say("window.recipient_back"), "plain", name="deadlines-back")
        self._back.clicked.connect(self.back_wanted)
        self._empty = EmptyState(say("window.deadlines_loading"))
        self._empty.acted.connect(lambda: self.facts_wanted.emit(""))
        self._place = scrolling(QWidget())
        self._stack = QStackedWidget()
        mark(self._stack, "pane")
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._full())
        self._lay_out()
        self._remind.setEnabled(False)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.back_wanted)

    def set_deadlines(self, shown: DeadlinesShown) -> None:
        """Shows what runs."""
        if shown == self._shown:
            return
        first, self._shown = self._shown is None, shown
        say = self._texts.say
        any_day = shown.happened or any(due.day is not None for due in shown.dues)
        if not any_day:
            self._empty.say(say("window.deadlines_empty"), action=say("window.deadlines_to_facts"))
        waited = self._back.hasFocus()  # for what is there now
        self._stack.setCurrentIndex(int(any_day))
        coming = any(due.coming for due in shown.dues)
        self._remind.setEnabled(coming)
        self._remind.setToolTip("" if coming else say("window.deadlines_no_coming"))
        self.timeline.set_points(shown.points, day=shown.day)
        self._fill(shown)
        if waited and first:
            self.setFocus()

    def show_due(self, due: str) -> None:
        """Leads to a deadline in the list."""
        row = self._rows.get(due)
        if row is not None:
            row.go_to()
            self._place.ensureWidgetVisible(row)

    def showEvent(self, event: QShowEvent) -> None:
        """Tells that it is seen."""
        super().showEvent(event)
        self.shown.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Leads on to the line of time, or to the one thing to do while there is none."""
        super().focusInEvent(event)
        first = self.timeline if self._stack.currentIndex() else self._back
        first.setFocus(event.reason())

    def _fill(self, shown: DeadlinesShown) -> None:
        """Makes the list anew; it stays where it was."""
        bar = self._place.verticalScrollBar()
        scrolled = bar.value()
        self._rows = {}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(36, 8, 36, 24)
        column.setSpacing(0)
        for penalty in shown.penalties:
            column.addSpacing(8)
            column.addWidget(PenaltyCard(penalty, day=shown.day, currency=shown.currency, texts=self._texts))
        dated = [due for due in shown.dues if due.day is not None]
        self._section(column, "deadlines_coming", [due for due in dated if due.coming])
        self._section(column, "deadlines_past", [due for due in dated if not due.coming])
        self._undated(column, [due for due in shown.dues if due.day is None])
        if not shown.dues:
            column.addWidget(labelled(self._texts.say("deadline.none"), "secondary", wrap=True))
        column.addSpacing(16)
        column.addWidget(labelled(self._texts.say("deadline.how"), "field-note", wrap=True))
        column.addStretch(1)
        holder = _narrow(inside)
        self._place.setWidget(holder)
        holder.setAutoFillBackground(False)  # setWidget gives it a ground of its own
        bar.setValue(scrolled)

    def _section(self, column: QVBoxLayout, key: str, dues: Iterable[Due]) -> None:
        some = list(dues)
        if some:
            self._head(column, key)
        for due in some:
            self._add(column, due)

    def _undated(self, column: QVBoxLayout, dues: Sequence[Due]) -> None:
        """Puts together what waits for one day, with the way to tell it."""
        if not dues:
            return
        self._head(column, "deadlines_undated")
        waiting: dict[Milestone | None, list[Due]] = {}
        for due in dues:
            waiting.setdefault(due.missing, []).append(due)
        for milestone, some in sorted(waiting.items(), key=lambda one: one[0] is None):
            if milestone is not None:
                said = self._texts.say(f"milestone.{milestone}")
                tell = button(
                    self._texts.say("window.deadlines_tell", milestone=said),
                    "plain",
                    name=f"tell-{milestone}",
                )
                tell.clicked.connect(partial(self._want, milestone))
                column.addSpacing(8)
                column.addWidget(tell, 0, Qt.AlignmentFlag.AlignLeft)
            for due in some:
                self._add(column, due)

    def _want(self, milestone: Milestone) -> None:
        self.facts_wanted.emit(f"milestone:{milestone}")

    def _head(self, column: QVBoxLayout, key: str) -> None:
        column.addSpacing(20)
        column.addWidget(labelled(self._texts.say(f"window.{key}"), "title"))
        column.addSpacing(4)

    def _add(self, column: QVBoxLayout, due: Due) -> None:
        row = DueRow(due, day=self._shown.day if self._shown else date.min, texts=self._texts)
        self._rows[due.id] = row
        column.addWidget(row)
        column.addWidget(line())

    def _tell(self, said: str) -> None:
        self._told.set_whole(said or self._texts.say("window.deadlines_hint"))

    def _full(self) -> QWidget:
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(20, 12, 20, 12)
        above.setSpacing(4)
        above.addWidget(self.timeline)
        under = QHBoxLayout()
        under.setContentsMargins(16, 0, 16, 0)
        under.setSpacing(16)
        under.addWidget(self._told, 1)
        for sample in _samples(self._texts, self._theme):
            under.addWidget(sample)
        above.addLayout(under)
        column.addLayout(above)
        column.addWidget(line())
        column.addWidget(self._place, 1)
        return full

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(36, 16, 36, 16)
        head.setSpacing(12)
        head.addWidget(labelled(self._texts.say("window.deadlines_heading"), "page-title"))
        head.addStretch(1)
        head.addWidget(self._remind)
        head.addWidget(self._back)
        foot = QHBoxLayout()
        foot.setContentsMargins(36, 8, 36, 8)
        no_advice = labelled(self._texts.say("window.recipient_no_advice"), "field-note", wrap=True)
        no_advice.setObjectName("deadlines-no-advice")
        foot.addWidget(no_advice, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(line())
        column.addWidget(self._stack, 1)
        column.addWidget(line())
        column.addLayout(foot)


class _Sample(QWidget):
    """A point as it is drawn, to be explained by words."""

    def __init__(self, side: Side | None, theme: Theme) -> None:
        super().__init__()
        self._side, self._theme = side, theme
        self.setFixedSize(QSize(_SAMPLE_PX, _SAMPLE_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_mark(painter, QPointF(_SAMPLE_PX / 2, _SAMPLE_PX / 2), self._theme, side=self._side)


def _samples(texts: Texts, theme: Theme) -> Iterable[QWidget]:
    """Explains the marks."""
    for side in (None, *Side):
        words = texts.say(f"window.deadlines_legend_{side or 'happened'}")
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(_Sample(side, theme))
        row.addWidget(labelled(words, "field-note"))
        yield holder


def _narrow(inside: QWidget) -> QWidget:
    """Keeps lines short enough to be read on a wide screen."""
    holder = QWidget()
    inside.setMaximumWidth(_WIDEST_PX)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(inside, 1)
    row.addStretch(0)
    return holder
