"""The line at the bottom: how much there is, what is going on, what was noticed."""

from typing import Final

from PySide6.QtCore import QAbstractItemModel, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from dossier.model.dossier import Dossier
from dossier.model.finding import Level
from dossier.texts.catalogue import Texts
from ui.theme import Theme
from ui.views.counts import counts_of
from ui.views.painted_buttons import ChipButton
from ui.views.reading_line import ReadingLine
from ui.views.remarks import TONES, Watch
from ui.views.work_bar import WorkBar
from ui.widgets.labels import ElidedLabel
from ui.widgets.looks import mark

_HEIGHT_PX: Final = 34


class StatusLine(QFrame):
    """Counts at the left, work in the middle, remarks at the right."""

    findings_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._line = QColor(theme.palette.line)
        self.setObjectName("status-line")
        mark(self, "pane")
        self._counts = ElidedLabel("", "secondary")
        self._counts.setObjectName("status-counts")
        self.work = WorkBar(texts, theme)
        self.work.cancel_wanted.connect(self.cancel_wanted)
        self.reading = ReadingLine(texts)
        self._remarks = ChipButton(theme, name="status-findings")
        self._remarks.clicked.connect(self.findings_wanted)
        self._remarks.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(24)
        row.addWidget(self._counts)
        row.addWidget(self.work)
        row.addWidget(self.reading)
        row.addStretch(1)
        row.addWidget(self._remarks)
        self.setMinimumHeight(_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._watch = Watch(self)
        self._watch.changed.connect(self._count_remarks)
        self.set_counts(Dossier())

    def set_counts(self, dossier: Dossier) -> None:
        """Tells what stands in the annex: pieces, pages as far as known, bytes of the originals."""
        counts = counts_of(dossier)
        if not counts.pieces:
            self._counts.set_whole(self._texts.say("window.status_empty"))
            return
        parts = (
            counts.said_pieces(self._texts),
            counts.said_pages(self._texts),
            self._texts.size(counts.size),
        )
        said = parts[0]
        for part in parts[1:]:
            said = self._texts.say("window.status_join", first=said, second=part)
        self._counts.set_whole(said)

    def set_findings(self, model: QAbstractItemModel) -> None:
        """Counts the rows of a model of findings, from now on."""
        self._watch.follow(model)

    def _count_remarks(self) -> None:
        levels = self._watch.levels()
        self._remarks.setVisible(bool(levels))
        if not levels:
            return
        gravest = next(level for level in (Level.BLOCKER, Level.WARNING, Level.NOTE) if level in levels)
        self._remarks.set_words(
            self._texts.say("window.status_findings", n=len(levels)),
            said=self._texts.say("window.status_findings_name", n=len(levels)),
        )
        self._remarks.set_tone(TONES[gravest])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the hairline above it."""
        super().paintEvent(event)
        QPainter(self).fillRect(0, 0, self.width(), 1, self._line)
