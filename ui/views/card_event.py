"""What the person noted of a call or happening."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dossier.model.piece import Event
from dossier.texts.catalogue import Texts
from ui.views.card_fields import LineEntry, TextEntry, under
from ui.widgets.labels import labelled


class EventField(QWidget):
    """With whom, and what was said; ``given`` tells both."""

    given = Signal(str, str)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who = LineEntry(texts.say("window.card_who"))
        self.who.setObjectName("card-who")
        self.what = TextEntry(texts.say("window.card_what"), lines=4)
        self.what.setObjectName("card-what")
        self.what.accepts = self._filled
        self.who.given.connect(self._tell)
        self.what.given.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(under(labelled(texts.say("window.card_who"), "section"), self.who))
        column.addWidget(under(labelled(texts.say("window.card_what"), "section"), self.what))

    def show_event(self, event: Event | None, *, anew: bool) -> None:
        """Shows an event; a piece with files has none."""
        self.who.show_text("" if event is None else event.who, anew=anew)
        self.what.show_text("" if event is None else event.what, anew=anew)
        self.setVisible(event is not None)

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be changed."""
        self.who.setReadOnly(read_only)
        self.what.setReadOnly(read_only)

    def commit(self) -> None:
        """Tells what was written, if it is new."""
        self.who.commit()
        self.what.commit()

    def _filled(self, text: str) -> bool:
        """Refuses an event of which nothing is noted, and takes the former words back."""
        if not text.strip():
            self.what.restore()
        return bool(text.strip())

    def _tell(self, _: str) -> None:
        self.given.emit(self.who.text(), self.what.toPlainText())
