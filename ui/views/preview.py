"""The preview: the pages of a piece as the annex shows them, or the original itself."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from dossier.model.ids import PieceId
from dossier.texts.catalogue import Texts
from ui.icons import icon
from ui.theme import Theme
from ui.views.eliding_button import ElidingButton
from ui.views.preview_paper import Fit, Paper
from ui.widgets.buttons import icon_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import labelled, plain_tip

_TOOL = QSize(18, 18)
_SEGMENT_PX = 112
_TOO_COARSE = 1.02
_MUCH_TOO_FINE = 0.5


class Preview(QWidget):
    """The upper right pane; it asks for pages by ``page_wanted`` and shows what ``set_page`` brings.

    Attributes:
        page_wanted: Piece, page from 1, whether of the original, width in the screen's own pixels.
        turn_wanted: Piece, quarter turns clockwise.
        pages_wanted: The person wants to choose which pages of this piece are kept.
    """

    page_wanted = Signal(object, int, bool, int)
    turn_wanted = Signal(object, int)
    pages_wanted = Signal(object)

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._theme = theme
        self._piece: PieceId | None = None
        self._page = 1
        self._pages = 0
        self._original = False
        self._asked_px = 0
        self._shown: tuple[PieceId | None, int, bool] = (None, 0, False)
        self._read_only = False
        self._told_fit: Fit | None = None
        self._can_turn = True
        self._can_choose = True
        self.setObjectName("preview")
        self.setAccessibleName(texts.say("window.preview_name"))
        self._make_tools()
        self.paper = Paper(theme)
        self.paper.setAccessibleName(texts.say("window.preview_name"))
        self.paper.width_changed.connect(self._settle)
        self.paper.turned.connect(self._go)
        self._words = EmptyState(texts.say("window.preview_empty"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._words)
        self._stack.addWidget(self.paper)
        self._arrange()
        self._tell()

    def _make_tools(self) -> None:
        say = self._texts.say
        self._in_annex = ElidingButton("segment", name="preview-annex", most_px=_SEGMENT_PX)
        self._in_original = ElidingButton("segment", name="preview-original", most_px=_SEGMENT_PX)
        self._in_annex.set_words(say("window.preview_annex"))
        self._in_original.set_words(say("window.preview_original"))
        for choice, original in ((self._in_annex, False), (self._in_original, True)):
            choice.setCheckable(True)
            choice.setAutoDefault(True)
            choice.clicked.connect(lambda _=False, wanted=original: self._switch(original=wanted))
        self._previous = self._tool("left", "previous")
        self._next = self._tool("right", "next")
        self._left = self._tool("turn-left", "left")
        self._right = self._tool("turn-right", "right")
        self._fit = self._tool("larger", "fit_width")
        self._previous.clicked.connect(lambda: self._go(-1))
        self._next.clicked.connect(lambda: self._go(1))
        self._left.clicked.connect(lambda: self.turn_wanted.emit(self._piece, -1))
        self._right.clicked.connect(lambda: self.turn_wanted.emit(self._piece, 1))
        self._fit.clicked.connect(self._refit)
        self._count = labelled("", "secondary")
        self._count.setObjectName("preview-count")
        self._choose = self._tool("page", "pages")
        self._choose.clicked.connect(lambda: self.pages_wanted.emit(self._piece))

    def _tool(self, drawing: str, name: str) -> QToolButton:
        made = icon_button(drawing, self._texts.say(f"window.preview_{name}"), self._theme)
        made.setObjectName(f"preview-{name}")
        made.setIconSize(_TOOL)
        made.setProperty("look", "small")
        return made

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 8, 4)
        row.setSpacing(0)
        row.addWidget(self._in_annex)
        row.addSpacing(4)
        row.addWidget(self._in_original)
        row.addStretch(1)
        for widget in (self._previous, self._count, self._next):
            row.addWidget(widget)
        row.addSpacing(4)
        for tool in (self._choose, self._left, self._right, self._fit):
            row.addWidget(tool)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    def show_piece(
        self,
        piece: PieceId | None,
        *,
        pages: int = 0,
        can_show_original: bool = True,
        can_turn: bool = True,
        can_choose_pages: bool = True,
    ) -> None:
        """Shows a piece and asks for its page; the same piece again stays at its page and asks anew.

        Args:
            piece: Which piece; None shows none.
            pages: How many pages it has, 0 when not known yet.
            can_show_original: Whether there is an original that can be drawn.
            can_turn: Whether turning it means something.
            can_choose_pages: Whether it has pages to choose from.
        """
        if piece != self._piece:
            self._page = 1
        self._piece, self._pages = piece, pages
        self._page = max(1, min(self._page, pages or self._page))
        self._can_turn, self._can_choose = can_turn, can_choose_pages
        self._in_original.setEnabled(piece is not None and can_show_original)
        tip = "" if can_show_original else plain_tip(self._texts.say("window.preview_no_original"))
        self._in_original.setToolTip(tip)
        self._original = self._original and can_show_original
        if piece is None:
            self.paper.clear()
            self._shown = (None, 0, False)
            self._say(self._texts.say("window.preview_empty"))
        else:
            self._ask()
        self._tell()

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets pages be turned and chosen."""
        self._read_only = read_only
        self._tell()

    def set_page(self, piece: PieceId, page: int, original: bool, path: Path, pages: int) -> None:
        """Brings a page that was asked for; what is no longer wanted is passed over.

        Args:
            piece: Whose.
            page: Which page, from 1.
            original: Whether of the original.
            path: A PNG of ours.
            pages: How many pages there are.
        """
        if pages and page == pages < self._page:
            self._page = page  # there are fewer pages than before, and this is the last one
        wanted = (self._piece, self._page, self._original)
        if (piece, page, original) != wanted:
            return
        picture = QPixmap(str(path))
        if picture.isNull():
            self.set_trouble(piece, self._texts.say("window.preview_unreadable"))
            return
        self._pages = pages
        self._stack.setCurrentWidget(self.paper)
        self.paper.show_page(picture, from_top=self._shown != wanted)
        self._shown = wanted
        self._tell()

    def set_trouble(self, piece: PieceId, sentence: str) -> None:
        """Says why there is no page of the piece that is shown."""
        if piece == self._piece:
            self.paper.clear()
            self._shown = (None, 0, False)
            self._say(sentence)

    def showEvent(self, event: QShowEvent) -> None:
        """Asks for the page whose width was not known before."""
        super().showEvent(event)
        if self._piece is not None and self._asked_px == 0:
            self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leafs, wherever inside the focus is."""
        match event.key():
            case Qt.Key.Key_PageDown:
                self._go(1)
            case Qt.Key.Key_PageUp:
                self._go(-1)
            case _:
                super().keyPressEvent(event)

    def _ask(self) -> None:
        if self._stack.currentWidget() is not self.paper:
            self.paper.clear()
            self._stack.setCurrentWidget(self.paper)
        self._asked_px = self.paper.wanted_px() if self.isVisible() else 0
        if self._asked_px:
            self.paper.wait()
            self.page_wanted.emit(self._piece, self._page, self._original, self._asked_px)

    def _settle(self) -> None:
        """Asks for the page anew when it is looked at larger, or much smaller, than it was asked for."""
        if self._piece is None or not self._asked_px or self._stack.currentWidget() is not self.paper:
            return
        change = self.paper.wanted_px() / self._asked_px
        if change > _TOO_COARSE or change < _MUCH_TOO_FINE:
            self._asked_px = self.paper.wanted_px()
            self.page_wanted.emit(self._piece, self._page, self._original, self._asked_px)

    def _go(self, step: int) -> None:
        page = self._page + step
        if self._piece is not None and 1 <= page <= self._pages:
            self._page = page
            self._ask()
            self._tell()

    def _switch(self, *, original: bool) -> None:
        if original != self._original:
            self._original, self._page, self._pages = original, 1, 0
            self._ask()
        self._tell()

    def _refit(self) -> None:
        self.paper.fit_to(Fit.WIDTH if self.paper.fit is Fit.PAGE else Fit.PAGE)
        self._tell()

    def _say(self, sentence: str) -> None:
        self._words.say(sentence)
        self._stack.setCurrentWidget(self._words)

    def _tell(self) -> None:
        """Lets the tools follow what is shown."""
        there = self._piece is not None
        self._in_annex.setChecked(not self._original)
        self._in_original.setChecked(self._original)
        self._in_annex.setEnabled(there)
        count = "window.preview_page" if self._pages else "window.preview_page_only"
        self._count.setText(self._texts.say(count, page=self._page, pages=self._pages) if there else "")
        self._previous.setEnabled(there and self._page > 1)
        self._next.setEnabled(there and self._page < self._pages)
        changing = there and not self._read_only
        for tool in (self._left, self._right):
            tool.setEnabled(changing and self._can_turn)
        self._choose.setVisible(changing and self._can_choose)
        self._fit.setEnabled(there)
        if self.paper.fit is not self._told_fit:
            self._tell_fit()

    def _tell_fit(self) -> None:
        """Lets the last tool offer the other fit; drawing its icon takes longer than all the rest."""
        self._told_fit = self.paper.fit
        whole = self.paper.fit is Fit.PAGE
        words = self._texts.say("window.preview_fit_width" if whole else "window.preview_fit_page")
        self._fit.setIcon(icon("larger" if whole else "smaller", self._theme.palette.soft))
        self._fit.setToolTip(plain_tip(words))
        self._fit.setAccessibleName(words)
