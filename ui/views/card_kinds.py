"""What only some pieces have: words said in a sound, the headers of a mail, the days of a conversation."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from dossier.model.chat_days import chat_days, is_chat
from dossier.model.piece import FileKind, Piece
from dossier.texts.catalogue import Texts
from dossier.texts.dates import long_day
from ui.present import span
from ui.views.card_fields import TextEntry, under
from ui.views.card_link import ElidedLink
from ui.widgets.labels import labelled


class KindsField(QWidget):
    """Shows the fields that a piece has by its kind; hidden for all others.

    Attributes:
        transcript_given: What is said in a sound or film.
        appendix_given: Whether all headers of a mail are printed.
        days_wanted: The person wants to choose which days of a conversation are shown.
    """

    transcript_given = Signal(str)
    appendix_given = Signal(bool)
    days_wanted = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        say = texts.say
        self.transcript = TextEntry(say("window.card_transcript"), lines=4)
        self.transcript.setObjectName("card-transcript")
        self.transcript.given.connect(self.transcript_given)
        hint = labelled(say("window.card_transcript_hint"), "field-note", wrap=True)
        self.appendix = QCheckBox(say("window.card_appendix"))
        self.appendix.setObjectName("card-appendix")
        self.appendix.setAccessibleName(say("window.card_appendix"))
        self.appendix.clicked.connect(self.appendix_given)
        self.days = ElidedLink("")
        self.days.setObjectName("card-days")
        self.days.clicked.connect(self._ask_days)
        self._sound = under(labelled(say("window.card_transcript"), "section"), self.transcript, hint)
        self._mail = under(labelled(say("window.card_headers"), "section"), self.appendix)
        self._chat = under(labelled(say("window.card_days"), "section"), self.days)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self._sound, self._mail, self._chat):
            column.addWidget(part)

    def show_piece(self, piece: Piece, *, anew: bool) -> None:
        """Shows what a piece has of these.

        Args:
            piece: Which piece.
            anew: Whether it is another one than before.
        """
        # What was said in a sound of a chat has no page of its own to stand on.
        sound = any(file.kind is FileKind.MEDIA and file.sent is None for file in piece.originals)
        has_days = is_chat(piece)
        self.transcript.show_text(piece.transcript, anew=anew)
        self.appendix.setChecked(piece.appendix_shown)
        if has_days:
            self.days.show_words(self._days_words(*chat_days(piece)))
        self._sound.setVisible(sound)
        self._mail.setVisible(piece.appendix is not None)
        self._chat.setVisible(has_days)
        self.setVisible(sound or has_days or piece.appendix is not None)

    def ask_transcript(self) -> None:
        """Leads to the words of a sound or film."""
        self.transcript.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be changed."""
        self.transcript.setReadOnly(read_only)
        self.appendix.setEnabled(not read_only)
        self.days.setEnabled(not read_only)

    def commit(self) -> None:
        """Tells what is being written, if it is new."""
        self.transcript.commit()

    def _ask_days(self) -> None:
        self.days_wanted.emit()

    def _days_words(self, since: date | None, until: date | None) -> str:
        say = self._texts.say
        if since is not None and until is not None:
            return say("window.card_days_some", span=span(self._texts, since, until))
        if since is not None:
            return say("window.card_days_since", day=long_day(self._texts, since))
        if until is not None:
            return say("window.card_days_until", day=long_day(self._texts, until))
        return say("window.card_days_all")
