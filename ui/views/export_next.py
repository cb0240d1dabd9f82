"""What comes after the export: how to send it, and that it was sent."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from dossier.model.rounds import Round
from dossier.recipients.profile import Profile
from dossier.texts.catalogue import Texts
from dossier.texts.dates import long_day
from ui.models.portions import said_numbers
from ui.views.card_rows import Rows
from ui.views.sending_way import SendingWay
from ui.widgets.buttons import button
from ui.widgets.labels import labelled


class ExportNext(QWidget):
    """The ways to the recipient as words to be copied, and the button that freezes the numbers.

    Attributes:
        sent_wanted: It is to be marked as sent.
        rounds_wanted: What was sent is to be seen.
    """

    sent_wanted = Signal()
    rounds_wanted = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._ways = Rows("export-ways")
        self._mark = button(texts.say("window.sent_mark"), "plain", name="export-mark-sent")
        self._mark.clicked.connect(self.sent_wanted)
        self._why = labelled(texts.say("window.sent_mark_why"), "field-note", wrap=True)
        self._told = labelled("", "body", wrap=True)
        self._told.setObjectName("export-sent")
        self._rounds = button(texts.say("window.sent_see"), "link", name="export-rounds")
        self._rounds.clicked.connect(self.rounds_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(4)
        column.addWidget(labelled(texts.say("window.export_next"), "section"))
        column.addWidget(self._ways)
        column.addSpacing(4)
        for part in (self._mark, self._why, self._told, self._rounds):
            left = Qt.AlignmentFlag(0) if isinstance(part, QLabel) else Qt.AlignmentFlag.AlignLeft
            column.addWidget(part, 0, left)

    def show_ways(self, profile: Profile, before: Round | None) -> None:
        """Tells how to send.

        Args:
            profile: The recipient.
            before: What was sent to it before; None when this is the first time.
        """
        told = profile.sending, before
        self._ways.tell(told, lambda: list(self._made(profile, before)))

    def set_busy(self, busy: bool) -> None:
        """Tells that it is being marked: what was sent is read again first."""
        if busy and self._mark.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # kept here: a button that is off would lose it
        self._mark.setEnabled(not busy)
        words = self._texts.say("window.sent_marking" if busy else "window.sent_mark")
        self._mark.setText(words)
        self._mark.setAccessibleName(words)

    def show_sent(self, sent: Round | None) -> None:
        """Tells that it was sent; None as long as it was not."""
        for part in (self._mark, self._why):
            part.setVisible(sent is None)
        for part in (self._told, self._rounds):
            part.setVisible(sent is not None)
        if sent is not None:
            numbers = [one.number for one in sent.pieces]
            said = self._texts.say("window.sent_on", day=long_day(self._texts, sent.day))
            kept = self._texts.say(
                "window.sent_numbers", n=len(numbers), numbers=said_numbers(numbers, self._texts)
            )
            self._told.setText(f"{said} {kept}")

    def _made(self, profile: Profile, before: Round | None) -> list[QWidget]:
        texts = self._texts
        rows: list[QWidget] = [
            SendingWay(sending, texts, key=f"export-way-{place}")
            for place, sending in enumerate(profile.sending)
        ]
        if not any(sending.address for sending in profile.sending):
            rows.append(labelled(texts.say("window.export_no_address"), "secondary", wrap=True))
        if before is not None and any(sending.reply for sending in profile.sending):
            rows.append(labelled(texts.say("window.export_reply"), "body", wrap=True))
            rows[-1].setObjectName("export-reply")
        return rows
