"""Where the program begins: a new dossier, one from before, or the example.

It is what the first paint waits for: Qt's enums are named by their words here, as in ``widgets.labels``.
"""

from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from dossier.texts.catalogue import Texts, language_codes
from ui.theme import Theme
from ui.views.recent_list import Recent, RecentList
from ui.widgets.buttons import button
from ui.widgets.card_button import CardButton
from ui.widgets.labels import labelled

__all__ = ["Recent", "StartPage"]

_PROJECT_SUFFIX = ".dossier"
_CONTENT_WIDTH_PX = 960
_ROW_OF_CARDS_FROM_PX = 680
_DROP_MARGIN_PX = 12


class StartPage(QWidget):
    """The first page; files dropped anywhere on it begin a dossier, a project file opens.

    Attributes:
        new_wanted: An empty dossier.
        open_wanted: A dossier that the person will choose.
        example_wanted: The sample dispute.
        recent_wanted: The project file to open (``Path``): a row was pressed, or one was dropped.
        recent_removed: The project file to forget (``Path``).
        files_dropped: What a new dossier begins with (``tuple[Path, ...]``), files and folders.
        language_wanted: The code of another language.
        about_wanted: What this program is.
    """

    new_wanted = Signal()
    open_wanted = Signal()
    example_wanted = Signal()
    recent_wanted = Signal(object)
    recent_removed = Signal(object)
    files_dropped = Signal(object)
    language_wanted = Signal(str)
    about_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start_page")
        self.setAcceptDrops(True)
        self._texts = texts
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._recent = RecentList(texts)
        self._recent.setObjectName("start_recent")
        self._recent.wanted.connect(self.recent_wanted)
        self._recent.removed.connect(self.recent_removed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._corner())
        column.addWidget(self._scrolled(self._content()), 1)
        self._target = _DropTarget(theme, self)

    def set_recent(self, recent: tuple[Recent, ...]) -> None:
        """Shows the dossiers that were open before, the last one first; none leaves no heading either."""
        self._recent.show_recent(recent)

    def _corner(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 0)
        row.setSpacing(8)
        row.addStretch(1)
        for code, name in _language_names():
            row.addWidget(self._language(code, name))
        row.addSpacing(8)
        about = button(self._texts.say("window.start_about"), "link", name="start_about")
        about.clicked.connect(self.about_wanted)
        row.addWidget(about)
        return row

    def _language(self, code: str, name: str) -> QWidget:
        """Makes the button of a language; the one that is shown is only named."""
        if code == self._texts.language:
            return labelled(name, "lead")
        choice = button(name, "link", name=f"start_language_{code}")
        choice.setAccessibleName(self._texts.say("window.start_language_name", name=name))
        choice.clicked.connect(lambda: self.language_wanted.emit(code))
        return choice

    def _content(self) -> QWidget:
        content = QWidget()
        content.setMaximumWidth(_CONTENT_WIDTH_PX)
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 40, 24, 24)
        column.setSpacing(8)
        column.addWidget(labelled(self._texts.say("window.start_title"), "page-title"))
        column.addWidget(labelled(self._texts.say("window.start_says"), "lead", wrap=True))
        column.addSpacing(20)
        self._cards.setSpacing(12)
        for code, wanted in (
            ("new", self.new_wanted),
            ("open", self.open_wanted),
            ("example", self.example_wanted),
        ):
            card = self._card(code)
            card.clicked.connect(wanted)
            self._cards.addWidget(card, 1)
            if code == "new":
                card.setProperty("main", True)
                self._first = card
        column.addLayout(self._cards)
        column.addSpacing(28)
        column.addWidget(self._recent)
        column.addStretch(1)
        return content

    def _card(self, code: str) -> CardButton:
        title, says = (self._texts.say(f"window.start_{code}{part}") for part in ("", "_says"))
        card = CardButton(title, says)
        card.setObjectName(f"start_{code}")
        column = QVBoxLayout()
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(4)
        column.addWidget(labelled(title, "title", wrap=True))
        words = labelled(says, "secondary", wrap=True)
        words.setProperty("alignment", "AlignLeft|AlignTop")
        column.addWidget(words, 1)
        card.fill(column)
        return card

    def _scrolled(self, content: QWidget) -> QScrollArea:
        """Centres the content while there is room, and lets it scroll when there is none."""
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(content, 1000)  # all the room up to its greatest width, then the stretches share
        row.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setProperty("focusPolicy", "NoFocus")
        area.setProperty("horizontalScrollBarPolicy", "ScrollBarAlwaysOff")
        area.setWidget(middle)
        return area

    def showEvent(self, event: QShowEvent) -> None:
        """Gives the keyboard to the first card, unless it was already somewhere on the page.

        A focus proxy would do so too, but Tab would then never come round to the corner.
        """
        super().showEvent(event)
        if self.focusWidget() is None:
            self._first.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the cards below each other where they do not fit side by side."""
        super().resizeEvent(event)
        wide = self.width() >= _ROW_OF_CARDS_FROM_PX
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._cards.direction() != direction:
            self._cards.setDirection(direction)
        self._target.fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files and folders, and tells what will happen to them."""
        paths = _paths(event.mimeData())
        if not paths:
            event.ignore()
            return
        event.acceptProposedAction()
        opens = _project(paths) is not None
        self._target.show_words(self._texts.say("window.start_drop_open" if opens else "window.start_drop"))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Takes the target away again."""
        self._target.hide()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens a project file; anything else begins a dossier."""
        self._target.hide()
        paths = _paths(event.mimeData())
        if not paths:
            event.ignore()
            return
        event.acceptProposedAction()
        project = _project(paths)
        if project is not None:
            self.recent_wanted.emit(project)
        else:
            self.files_dropped.emit(paths)


class _DropTarget(QFrame):
    """A frame over the whole page while files hang over it."""

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("start_drop")
        self.setProperty("look", "drop")
        self._page = page
        self._colour = theme.palette.on_accent
        self._drawing = QLabel()
        self._words = labelled("", "body")
        ground = QFrame()
        row = QHBoxLayout(ground)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self._drawing)
        row.addWidget(self._words)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 24)
        column.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(ground)
        middle.addStretch(1)
        column.addLayout(middle)
        self.hide()

    def show_words(self, words: str) -> None:
        """Shows itself over everything, and what letting go will do."""
        self._words.setText(words)
        # Only now: the first drawing loads Qt's SVG plugin, which must not delay the first paint.
        from PySide6.QtCore import Qt

        from ui.icons import icon

        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

        drawing = icon("drop", self._colour).pixmap(QSize(20, 20), self.devicePixelRatioF())
        self._drawing.setPixmap(drawing)
        self.setAccessibleName(words)
        self.fit()
        self.raise_()
        self.show()

    def fit(self) -> None:
        """Covers the page but for a margin."""
        around = _DROP_MARGIN_PX
        self.setGeometry(self._page.rect().adjusted(around, around, -around, -around))


def _paths(data: QMimeData) -> tuple[Path, ...]:
    """Lists the files of this computer among what is dragged."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def _project(paths: tuple[Path, ...]) -> Path | None:
    """Gives the one project file when nothing else is dragged."""
    if len(paths) == 1 and paths[0].suffix.casefold() == _PROJECT_SUFFIX and paths[0].is_file():
        return paths[0]
    return None


def _language_names() -> tuple[tuple[str, str], ...]:
    """Lists the languages by code, each in its own words."""
    texts = ((code, Texts(code)) for code in language_codes())
    return tuple((code, one.say("language.name")) for code, one in texts)
