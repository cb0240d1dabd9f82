"""The working page: rubrics, pieces, and one piece's page and card, side by side."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from dossier.texts.catalogue import Texts
from ui.theme import Theme
from ui.views.card import Card
from ui.views.pieces_pane import PiecesPane
from ui.views.preview import Preview
from ui.views.rubrics_view import RubricsPane
from ui.views.status_line import StatusLine
from ui.views.top_bar import TopBar
from ui.widgets.banner import Banner

_WIDTHS_PX = (256, 704, 400)
_HEIGHTS_PX = (412, 362)
_SHARES = (0, 2, 1)
"""Of what the window grows or shrinks by."""


class DeskPage(QWidget):
    """Only puts the views side by side; each is an attribute for those who wire them."""

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("desk_page")
        self._read_only: bool | None = None
        self.top = TopBar(texts, theme)
        self.banner = Banner(texts, theme)
        self.rubrics = RubricsPane(texts, theme)
        self.pieces = PiecesPane(texts, theme)
        self.preview = Preview(texts, theme)
        self.card = Card(texts, theme)
        self.status = StatusLine(texts, theme)
        self.right = self._split(Qt.Orientation.Vertical, (self.preview, self.card), _HEIGHTS_PX)
        self.panes = self._split(
            Qt.Orientation.Horizontal, (self.rubrics, self.pieces, self.right), _WIDTHS_PX
        )
        for place, share in enumerate(_SHARES):
            self.panes.setStretchFactor(place, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.banner)
        column.addWidget(self.panes, 1)
        column.addWidget(self.status)

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets everything be changed."""
        if read_only is self._read_only:
            return
        self._read_only = read_only
        for part in (self.card, self.preview, self.pieces, self.rubrics):
            part.set_read_only(read_only)

    def _split(self, way: Qt.Orientation, parts: tuple[QWidget, ...], sizes: tuple[int, ...]) -> QSplitter:
        splitter = QSplitter(way)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        for place, part in enumerate(parts):
            splitter.addWidget(part)
            splitter.setStretchFactor(place, 1)
        splitter.setSizes(list(sizes))
        return splitter
