"""The export while it runs, and when it failed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dossier.texts.catalogue import Texts
from ui.theme import Tone
from ui.views.work_bar import fill, stage_words, steps_words, thin_bar
from ui.widgets.buttons import button
from ui.widgets.labels import labelled
from ui.widgets.looks import mark


class ExportWork(QWidget):
    """How far the export is, and how to stop it."""

    cancel_wanted = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._summary = labelled("", "secondary", wrap=True)
        self._summary.setObjectName("export-work-summary")
        self._stage = labelled("", "body", wrap=True)
        self._stage.setObjectName("export-stage")
        self._steps = labelled("", "secondary")
        self._steps.setObjectName("export-steps")
        self._bar = thin_bar("export-progress")
        self.cancel = button(texts.say("window.export_cancel"), "plain", name="export-cancel")
        self.cancel.clicked.connect(self._cancel)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._stage, 1)
        line.addWidget(self._steps, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 32, 36, 28)
        column.setSpacing(4)
        column.addWidget(labelled(texts.say("window.export_working"), "page-title"))
        column.addWidget(self._summary)
        column.addSpacing(24)
        column.addLayout(line)
        column.addWidget(self._bar)
        column.addSpacing(24)
        column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(16)
        column.addWidget(labelled(texts.say("window.export_calm"), "field-note", wrap=True))
        column.addStretch(1)

    def begin(self, summary: str) -> None:
        """Starts anew; ``summary`` tells how much there is to do."""
        self._summary.setText(summary)
        self.cancel.setEnabled(True)
        self.cancel.setText(self._texts.say("window.export_cancel"))
        self.cancel.setAccessibleName(self._texts.say("window.export_cancel"))

    def show_progress(self, stage: str, done: int, total: int) -> None:
        """Tells how far it is."""
        words = stage_words(self._texts, stage)
        self._stage.setText(words)
        self._steps.setText(steps_words(self._texts, done, total))
        fill(self._bar, done, total, name=words)

    def _cancel(self) -> None:
        if self.cancel.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # kept here: a button that is off would lose it
        self.cancel.setEnabled(False)
        self.cancel.setText(self._texts.say("window.export_cancelling"))
        self.cancel.setAccessibleName(self._texts.say("window.export_cancelling"))
        self.cancel_wanted.emit()


class ExportFailed(QWidget):
    """Why there is no annex, and what can be done."""

    retry_wanted = Signal()
    target_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = labelled("", "body", wrap=True)
        self._sentence.setObjectName("export-failure")
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # A notice that cannot be closed: it is all that this page tells.
        notice = QFrame()
        notice.setProperty("inset", True)
        mark(notice, "banner", tone=Tone.MISSING)
        inside = QVBoxLayout(notice)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(self._sentence)
        self.retry = button(texts.say("window.export_retry"), "primary", name="export-retry")
        self.retry.clicked.connect(self.retry_wanted)
        elsewhere = button(texts.say("window.export_elsewhere"), "plain", name="export-elsewhere")
        elsewhere.clicked.connect(self.target_wanted)
        back = button(texts.say("window.export_back"), "plain", name="export-failed-back")
        back.clicked.connect(self.back_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 32, 36, 28)
        column.setSpacing(4)
        column.addWidget(labelled(texts.say("window.export_failed"), "page-title"))
        column.addSpacing(16)
        column.addWidget(notice)
        column.addSpacing(20)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        for each in (self.retry, elsewhere, back):
            ends.addWidget(each)
        ends.addStretch(1)
        column.addLayout(ends)
        column.addStretch(1)

    def show_failure(self, sentence: str) -> None:
        """Says what went wrong and what helps."""
        self._sentence.setText(sentence)
        self.setAccessibleDescription(sentence)
