"""How far the reading of pictures is, quietly, and how to stop it or go on."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dossier.texts.catalogue import Texts
from ui.views.work_bar import APPEARS_MS
from ui.widgets.buttons import button
from ui.widgets.labels import ElidedLabel


class ReadingLine(QWidget):
    """A few words and one link; seen only while something is left to be read."""

    stop_wanted = Signal()
    go_on_wanted = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._stopped = False
        self._said = ElidedLabel("", "secondary")
        self._said.setObjectName("reading-state")
        self._act = button("", "link", name="reading-act")
        self._act.setToolTip(texts.say("window.reading_tip"))
        self._act.clicked.connect(self._clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._said)
        row.addWidget(self._act)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(APPEARS_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def set_reading(self, done: int, total: int, *, stopped: bool) -> None:
        """Tells how far it is.

        Args:
            done: Pages and pictures that are read.
            total: These, and those that are left; 0 when there is nothing to read.
            stopped: Whether the person stopped it.
        """
        if not total:
            self._timer.stop()
            self.hide()
            return
        say = self._texts.say
        self._stopped = stopped
        self._said.set_whole(
            say("window.reading_stopped", n=total - done)
            if stopped
            else say("window.reading_state", done=done, total=total)
        )
        self._act.setText(say("window.reading_go_on" if stopped else "window.work_stop"))
        name = "window.reading_go_on_name" if stopped else "window.reading_stop_name"
        self._act.setAccessibleName(say(name))
        if self.isHidden() and not self._timer.isActive():
            self._timer.start()

    def _clicked(self) -> None:
        (self.go_on_wanted if self._stopped else self.stop_wanted).emit()
