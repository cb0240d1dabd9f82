"""What is going on while something long runs, and how to stop it."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from dossier.texts.catalogue import Texts
from ui.theme import Theme
from ui.widgets.buttons import button
from ui.widgets.labels import ElidedLabel, labelled

APPEARS_MS: Final = 300
"""Work that is shorter is not announced: a bar that flickers tells nothing."""


class WorkBar(QWidget):
    """The stage's words, how far it is, a thin bar, and "Arrêter"."""

    cancel_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        del theme
        super().__init__(parent)
        self._texts = texts
        self._stage = ElidedLabel("", "secondary")
        self._stage.setObjectName("work-stage")
        self._steps = labelled("", "secondary")
        self._steps.setObjectName("work-steps")
        self._bar = thin_bar("work-progress")
        self._bar.setFixedWidth(120)
        self._stop = button(texts.say("window.work_stop"), "link", name="work-stop")
        self._stop.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for part in (self._stage, self._bar, self._steps, self._stop):
            row.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(APPEARS_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def set_work(self, stage: str, done: int, total: int) -> None:
        """Tells how far the work is; the bar appears when it lasts.

        Args:
            stage: Key under ``[stage]`` in the language files.
            done: Steps finished.
            total: Steps in all; 0 when not known.
        """
        words = stage_words(self._texts, stage)
        self._stage.set_whole(words)
        self._steps.setText(steps_words(self._texts, done, total))
        fill(self._bar, done, total, name=words)
        if self._stop.isEnabled():
            self._stop.setAccessibleName(self._texts.say("window.work_stop_name", stage=words))
        if self.isHidden() and not self._timer.isActive():
            self._timer.start()

    def clear(self) -> None:
        """The work is over."""
        self._timer.stop()
        self.hide()
        self._stop.setEnabled(True)
        self._stop.setText(self._texts.say("window.work_stop"))

    def _cancel(self) -> None:
        """Asks once; what runs needs a moment to stop."""
        self._stop.setEnabled(False)
        self._stop.setText(self._texts.say("window.work_stopping"))
        self._stop.setAccessibleName(self._texts.say("window.work_stopping"))
        self.cancel_wanted.emit()


def thin_bar(name: str) -> QProgressBar:
    """Makes a bar without words."""
    bar = QProgressBar()
    bar.setObjectName(name)
    bar.setTextVisible(False)
    bar.setFixedHeight(4)
    bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return bar


def fill(bar: QProgressBar, done: int, total: int, *, name: str) -> None:
    """Fills a bar; one of unknown length runs to and fro."""
    bar.setRange(0, max(total, 0))
    bar.setValue(min(done, total) if total > 0 else 0)
    bar.setAccessibleName(name)


def stage_words(texts: Texts, stage: str) -> str:
    """Says what is going on; a stage without words of its own is only work."""
    key = f"stage.{stage}"
    return texts.say(key if texts.has(key) else "window.work_other")


def steps_words(texts: Texts, done: int, total: int) -> str:
    """Says "12 / 40"; nothing while the length is not known."""
    if total <= 0:
        return ""
    return texts.say("window.work_steps", done=texts.number(min(done, total)), total=texts.number(total))
