"""A message inside the window: what went wrong or what is worth knowing, and one thing to do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from dossier.texts.catalogue import Texts
from ui.icons import icon
from ui.theme import Theme, Tone
from ui.widgets.buttons import button, icon_button
from ui.widgets.labels import labelled
from ui.widgets.looks import mark


class Banner(QFrame):
    """A bar that stays until it is answered, closed or replaced; hidden as long as it has nothing to say.

    Attributes:
        acted: The person took the offered action; the bar is then gone.
        closed: The person closed it.
    """

    acted = Signal()
    closed = Signal()

    def __init__(
        self, texts: Texts, theme: Theme, parent: QWidget | None = None, *, inset: bool = False
    ) -> None:
        """Makes a bar that is silent.

        Args:
            texts: The window's language.
            theme: The window's colours.
            parent: What it belongs to.
            inset: Whether it stands among other things, with round corners; else it spans a page.
        """
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("inset", inset)
        self._theme = theme
        self._words = labelled("", "body", wrap=True)
        # A file's name of a hundred letters without a space must not push everything else out of sight.
        self._words.setMinimumWidth(1)
        self._words.setObjectName("banner_words")
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = button("", name="banner_action")
        self._close = icon_button("close", texts.say("window.banner_close"), theme)
        self._close.setObjectName("banner_close")
        row = QHBoxLayout(self)
        row.setContentsMargins(12 if inset else 16, 8, 8 if inset else 12, 8)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self._action)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self._shut)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty when it says nothing."""
        return self._words.text()

    def say(self, text: str, tone: Tone = Tone.NEUTRAL, *, action: str = "") -> None:
        """Shows a message in place of the one before, and tells it to a screen reader.

        Args:
            text: One or two sentences.
            tone: ``MISSING`` for what failed, ``LOOK`` for what to look at, ``GOOD`` for what is done.
            action: What its button says; without words there is no button.
        """
        self._words.setText(text)
        self._action.setText(action.replace("&", "&&"))
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self._close.setIcon(icon("close", self._theme.pair(tone)[0]))
        self.setAccessibleName(text)
        mark(self, "banner", tone=tone)
        self.show()
        self._announce(text, tone)

    def dismiss(self) -> None:
        """Takes the message away, when what it told is no longer so."""
        self._words.clear()
        self.hide()

    def _announce(self, text: str, tone: Tone) -> None:
        event = QAccessibleAnnouncementEvent(self, text)
        urgent = tone is Tone.MISSING
        kinds = QAccessible.AnnouncementPoliteness
        event.setPoliteness(kinds.Assertive if urgent else kinds.Polite)
        QAccessible.updateAccessibility(event)

    def _act(self) -> None:
        self.dismiss()
        self.acted.emit()

    def _shut(self) -> None:
        self.dismiss()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Closes on Esc, while the focus is inside."""
        if event.key() == Qt.Key.Key_Escape:
            self._shut()
            return
        super().keyPressEvent(event)
