"""The bar at the top: which dossier, whether it is saved, and the next steps."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from dossier.texts.catalogue import Texts
from ui.save_state import SaveState
from ui.theme import Theme, Tone
from ui.views.eliding_button import ElidingButton
from ui.views.painted_buttons import TitleButton
from ui.widgets.buttons import button
from ui.widgets.chip import ChipLabel
from ui.widgets.looks import mark

_HEIGHT_PX: Final = 52
_UNDO_MOST_PX: Final = 280


_TONES: Final = {
    SaveState.SAVED: Tone.GOOD,
    SaveState.SAVING: Tone.NEUTRAL,
    SaveState.READ_ONLY: Tone.LOOK,
    SaveState.UNSAVED: Tone.MISSING,
}


class TopBar(QFrame):
    """Title, save state, and the buttons of the actions that the window hands over."""

    facts_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._line = QColor(theme.palette.line)
        self.setObjectName("top-bar")
        mark(self, "pane")
        self._title = TitleButton(theme, name="dossier-title")
        self._title.clicked.connect(self.facts_wanted)
        self._saved = ChipLabel("", Tone.NEUTRAL, self)
        self._saved.setObjectName("save-state")
        self._undo = ElidingButton("plain", name="undo-button", most_px=_UNDO_MOST_PX)
        self._add = ElidingButton("plain", name="add-button")
        self._recipient = ElidingButton("plain", name="recipient-button")
        self._export = ElidingButton("primary", name="export-button")
        self._menu = button(texts.say("window.top_menu"), "plain", name="menu-button")
        self._lay_out()
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_F2), self)
        # Elsewhere F2 may rename what is chosen there.
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.facts_wanted)
        self.set_title("")
        self.set_saved(SaveState.SAVED)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self._title)
        row.addWidget(self._saved)
        row.addStretch(1)
        for each in (self._undo, self._add, self._recipient, self._export):
            each.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            each.hide()
            row.addWidget(each)
        self._menu.hide()
        row.addWidget(self._menu)
        self.setMinimumHeight(_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_actions(
        self, undo: QAction, add: QAction, export: QAction, menu: QMenu, *, recipient: QAction | None = None
    ) -> None:
        """Makes buttons of what the window can do; they follow the actions' words and state."""
        if recipient is not None:
            self._recipient.follow(recipient)
        self._undo.follow(undo)
        self._add.follow(add)
        self._export.follow(export)
        self._menu.setMenu(menu)
        self._menu.show()

    def set_title(self, title: str) -> None:
        """Names the dossier."""
        words = " ".join(title.split()) or self._texts.say("window.top_untitled")
        said = self._texts.say("window.top_title_name", title=words)
        self._title.set_words(words, said=said)

    def set_saved(self, state: SaveState) -> None:
        """Tells whether what is seen is on disk."""
        self._saved.set_state(self._texts.say(f"window.top_{state}"), _TONES[state])

    def sizeHint(self) -> QSize:
        """Is as high as the sketch."""
        return QSize(super().sizeHint().width(), _HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the hairline under it."""
        super().paintEvent(event)
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, self._line)
