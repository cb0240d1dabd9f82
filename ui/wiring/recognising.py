"""The reading of pictures, between the session and the line at the bottom."""

from PySide6.QtCore import QObject

from dossier.workspace.recognition import Recognising
from ui.session import Session
from ui.views.reading_line import ReadingLine


class Reading(QObject):
    """Shows how far it is, and stops it or goes on as the person wants."""

    def __init__(self, session: Session, line: ReadingLine) -> None:
        super().__init__(line)
        self._line = line
        session.recognising_changed.connect(self._show)
        line.stop_wanted.connect(session.stop_recognising)
        line.go_on_wanted.connect(session.recognise)
        self._show(session.recognising)

    def _show(self, state: Recognising) -> None:
        self._line.set_reading(state.done, state.total, stopped=state.stopped)
