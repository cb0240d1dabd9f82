"""A way to a recipient; its address is words to be selected or copied, never opened by the program."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from dossier.recipients.profile import Sending
from dossier.recipients.source import Mark
from dossier.texts.catalogue import Texts
from ui.theme import Tone
from ui.widgets.buttons import button
from ui.widgets.chip import ChipLabel
from ui.widgets.labels import labelled, unturned


class SendingWay(QWidget):
    """How to send, whether that is certain, and where to."""

    def __init__(self, sending: Sending, texts: Texts, *, key: str) -> None:
        super().__init__()
        self.setObjectName(key)
        ways = ", ".join(texts.say(f"way.{way}") for way in sending.ways)
        head = QHBoxLayout()
        head.addWidget(labelled(ways[:1].upper() + ways[1:], "body", wrap=True), 1)
        if sending.mark is Mark.NOT_VERIFIED:
            head.addWidget(ChipLabel(texts.say("window.recipient_unsure"), Tone.LOOK))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(4)
        column.addLayout(head)
        if sending.address:
            column.addLayout(_address(sending.address, ways, texts))


def _address(address: str, ways: str, texts: Texts) -> QLayout:
    shown = QLineEdit(unturned(address))
    shown.setReadOnly(True)
    shown.setObjectName("recipient-address")
    shown.setAccessibleName(texts.say("window.recipient_address_name", ways=ways))
    shown.setCursorPosition(0)
    shown.setToolTip(address)
    copy = button(texts.say("window.recipient_copy"), name="recipient-copy")
    copy.setAccessibleName(texts.say("window.recipient_copy_name", address=address))
    copy.clicked.connect(lambda _=False: QGuiApplication.clipboard().setText(address))
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(shown, 1)
    row.addWidget(copy)
    return row
