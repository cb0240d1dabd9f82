"""The dossiers that were open before, one row each."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, QDir, QLocale, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dossier.texts.catalogue import Texts
from ui.widgets.buttons import button
from ui.widgets.card_button import CardButton
from ui.widgets.labels import ElidedLabel, labelled, plain_tip

_ROW_MARGINS_PX = (16, 10, 16, 10)
_BORDER_PX = 1


@dataclass(frozen=True, slots=True)
class Recent:
    """A dossier that was open before.

    Attributes:
        path: Its project file.
        title: Its title, or the file's name where it has none.
        pieces: How many pieces it held.
        opened: The last day it was open; None when nobody knows.
        exists: Whether the file still stands there.
    """

    path: Path
    title: str
    pieces: int
    opened: date | None
    exists: bool


class RecentList(QWidget):
    """Rows that open a dossier, and tell when its file is gone; nothing at all when there is none.

    Attributes:
        wanted: The path of a dossier to open.
        removed: The path of a dossier to forget.
    """

    wanted = Signal(object)
    removed = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._rows: list[QWidget] = []
        heading = labelled(texts.say("window.start_recent"), "section")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(heading)
        self.hide()

    def show_recent(self, recent: tuple[Recent, ...]) -> None:
        """Shows these dossiers, in this order, in place of those before."""
        for row in self._rows:
            self._column.removeWidget(row)
            # A row may be what was just pressed: it must outlive its own signal.
            row.hide()
            row.deleteLater()
        self._rows = [self._present(one) if one.exists else self._missing(one) for one in recent]
        for place, row in enumerate(self._rows):
            row.setObjectName(f"recent_{place}")
            self._column.addWidget(row)
        self.setVisible(bool(recent))

    def _present(self, recent: Recent) -> QWidget:
        row = CardButton(recent.title, f"{self._facts(recent)}, {_shown(recent.path)}")
        row.fill(self._line(recent))
        row.clicked.connect(lambda: self.wanted.emit(recent.path))
        forget = QAction(self._texts.say("window.start_remove"), row)
        forget.setProperty("shortcut", "Del")
        forget.setProperty("shortcutContext", "WidgetShortcut")
        forget.triggered.connect(lambda: self.removed.emit(recent.path))
        row.addAction(forget)
        row.setProperty("contextMenuPolicy", "ActionsContextMenu")
        return row

    def _missing(self, recent: Recent) -> QWidget:
        from ui.theme import Tone
        from ui.widgets.chip import ChipLabel

        row = QFrame()
        row.setProperty("look", "card")
        row.setAccessibleName(recent.title)
        row.setAccessibleDescription(self._texts.say("window.start_missing_says"))
        row.setToolTip(plain_tip(self._texts.say("window.start_missing_says")))
        line = self._line(recent)
        line.addWidget(ChipLabel(self._texts.say("window.start_missing"), Tone.MISSING))
        forget = button(self._texts.say("window.start_remove"), "link", name="recent_remove")
        forget.setAccessibleName(self._texts.say("window.start_remove_name", title=recent.title))
        forget.clicked.connect(lambda: self.removed.emit(recent.path))
        line.addWidget(forget)
        line.setContentsMargins(*(side - _BORDER_PX for side in _ROW_MARGINS_PX))  # a frame adds its border
        row.setLayout(line)
        return row

    def _line(self, recent: Recent) -> QHBoxLayout:
        facts = labelled(self._facts(recent), "secondary")
        facts.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        under = QHBoxLayout()
        under.setSpacing(12)
        under.addWidget(facts)
        under.addWidget(ElidedLabel(_shown(recent.path), "secondary", mode="ElideMiddle"), 1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(recent.title, "strong"))
        words.addLayout(under)
        line = QHBoxLayout()
        line.setContentsMargins(*_ROW_MARGINS_PX)
        line.setSpacing(12)
        line.addLayout(words, 1)
        return line

    def _facts(self, recent: Recent) -> str:
        pieces = self._texts.say("annex.pieces", n=recent.pieces)
        if recent.opened is None:
            return pieces
        # Qt's own calendar: Babel's would cost a tenth of the time to the first paint.
        day = QLocale(self._texts.language).toString(
            QDate(recent.opened.year, recent.opened.month, recent.opened.day),
            self._texts.say("date.short_day"),
        )
        opened = self._texts.say("window.start_opened", day=day)
        return self._texts.say("window.status_join", first=pieces, second=opened)


def _shown(path: Path) -> str:
    """Writes a path as the person knows it, with ~ for the home folder."""
    whole, home = QDir.toNativeSeparators(str(path)), QDir.toNativeSeparators(QDir.homePath())
    separator = QDir.toNativeSeparators("/")
    return f"~{whole[len(home) :]}" if whole.startswith(home.rstrip(separator) + separator) else whole
