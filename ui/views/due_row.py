"""One deadline in the list: its day, what it is, how it was counted, and where it was read."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dossier.model.due import Due, Side, Turn
from dossier.texts.catalogue import Texts
from dossier.texts.dates import short_day
from dossier.texts.deadlines import said_asked, said_start
from ui.theme import Tone
from ui.widgets.buttons import button
from ui.widgets.chip import ChipLabel
from ui.widgets.labels import ElidedLabel, labelled
from ui.widgets.looks import mark

_DAY_PX: Final = 148


class DueRow(QFrame):
    """A line that can be gone to; its source is folded."""

    def __init__(self, due: Due, *, day: date, texts: Texts, parent: QWidget | None = None) -> None:
        """Makes a line.

        Args:
            due: The deadline.
            day: Today.
            texts: The window's language.
            parent: What it belongs to.
        """
        super().__init__(parent)
        self._due, self._day, self._texts = due, day, texts
        self._name = texts.say(f"deadline.{due.id}")
        self._told: QLabel | None = None
        self.setObjectName(f"due-{due.id}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(16)
        row.addLayout(self._left())
        row.addLayout(self._middle(), 1)

    def go_to(self) -> None:
        """Takes the keyboard."""
        self.source.setFocus(Qt.FocusReason.OtherFocusReason)

    def _left(self) -> QVBoxLayout:
        """Says the day, and how far it is; or that it is not known."""
        left = QVBoxLayout()
        left.setSpacing(0)
        for said in self._when():
            said.setFixedWidth(_DAY_PX)
            left.addWidget(said)
        left.addStretch(1)
        return left

    def _when(self) -> Iterator[QLabel]:
        due, texts = self._due, self._texts
        if due.day is None:
            key = "deadlines_no_start" if due.missing is not None else "deadlines_no_day"
            yield labelled(texts.say(f"window.{key}"), "secondary", wrap=True)
            return
        when = labelled(short_day(texts, due.day), "strong")
        when.setObjectName("due-day")
        yield when
        if due.done is None:  # how far it is matters no more
            yield labelled(_far(due.day, self._day, texts), "secondary")

    def _middle(self) -> QVBoxLayout:
        middle = QVBoxLayout()
        middle.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(_wrapped(self._name, "body"), 1)
        for chip in self._chips():
            head.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        middle.addLayout(head)
        if words := "\n".join(self._words()):
            middle.addWidget(_wrapped(words, "secondary"))
        middle.addLayout(self._where())
        self._below = middle
        self.source.toggled.connect(self._unfold)
        return middle

    def _unfold(self, wanted: bool) -> None:
        """Tells where it was read; made only when it is asked for."""
        if self._told is None:
            self._told = _wrapped("\n".join(self._due.told.sources), "field-note")
            self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._below.addWidget(self._told)
        self._told.setVisible(wanted)

    def _words(self) -> Iterator[str]:
        due, texts = self._due, self._texts
        yield from said_asked(due, texts)
        if due.extended is not None:
            key = "extended" if due.extended_sure else "extended_unsure"
            yield texts.say(f"deadline.{key}", day=short_day(texts, due.extended))
        if due.started is not None or due.start is None:
            yield said_start(due, texts)
        if due.span is None:
            yield texts.say("deadline.no_span")
        if texts.has(f"deadline.{due.id}-note"):
            yield texts.say(f"deadline.{due.id}-note")

    def _where(self) -> QHBoxLayout:
        """Says which text it is of, and when that was read; where, on request."""
        due, texts = self._due, self._texts
        read = short_day(texts, due.told.read)
        key = "deadlines_read" if due.article else "deadlines_read_only"
        said = ElidedLabel(texts.say(f"window.{key}", article=due.article, day=read), "field-note")
        self.source = button(texts.say("window.deadlines_source"), "link", name=f"due-source-{due.id}")
        self.source.setAccessibleName(texts.say("window.deadlines_source_name", name=self._name))
        self.source.setCheckable(True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(said)
        row.addWidget(self.source)
        row.addStretch(1)
        return row

    def _chips(self) -> Iterator[ChipLabel]:
        due, say = self._due, self._texts.say
        if not due.told.sure:
            yield ChipLabel(say("window.recipient_unsure"), Tone.LOOK)
        if due.done is not None:
            yield ChipLabel(say("window.deadlines_done", day=short_day(self._texts, due.done)), Tone.GOOD)
        elif due.early:
            yield ChipLabel(say("window.deadlines_early"), Tone.LOOK)
        elif due.passed and due.turn is Turn.FIRST:
            yield ChipLabel(say("window.deadlines_begun"), Tone.GOOD)
        elif due.passed:
            yield ChipLabel(say("window.deadlines_passed"), Tone.NEUTRAL)
        elif due.day is not None:
            theirs = due.side is Side.THEIRS
            word = say("window.deadlines_theirs" if theirs else "window.deadlines_yours")
            yield ChipLabel(word, Tone.NEUTRAL if theirs else Tone.ACCENT)


def _wrapped(words: str, look: str) -> QLabel:
    """Makes words that wrap, however narrow the place."""
    made = labelled(words, look, wrap=True)
    made.setMinimumWidth(1)
    return made


def line() -> QFrame:
    """Makes a hairline."""
    made = QFrame()
    mark(made, "line")
    return made


def _far(day: date, today: date, texts: Texts) -> str:
    """Says how far a day is from today."""
    days = (day - today).days
    if not days:
        return texts.say("window.deadlines_today")
    return texts.say("window.deadlines_in" if days > 0 else "window.deadlines_ago", n=abs(days))
