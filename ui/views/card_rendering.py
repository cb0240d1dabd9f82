"""What an attached piece is of the piece that it follows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dossier.model.piece import Piece, Rendering
from dossier.texts.catalogue import Texts
from ui.views.card_fields import StillCombo, under
from ui.widgets.labels import labelled


class RenderingField(QWidget):
    """An attachment, a translation or a transcription; hidden for what stands by itself.

    Attributes:
        given: What it is (``Rendering``, or None for something attached).
    """

    given = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Rendering | None = None
        self._kinds = (None, *Rendering)
        self._combo = StillCombo(texts.say("window.card_rendering"))
        self._combo.setObjectName("card-rendering")
        for kind in self._kinds:
            self._combo.addItem(texts.say(f"window.card_rendering_{kind or 'attached'}"))
        self._combo.activated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(under(labelled(texts.say("window.card_rendering"), "section"), self._combo))

    def show_piece(self, piece: Piece) -> None:
        """Shows what a piece is of its parent."""
        self._shown = piece.rendering
        self._combo.setCurrentIndex(self._kinds.index(piece.rendering))
        self.setVisible(piece.parent is not None)

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be changed."""
        self._combo.setEnabled(not read_only)

    def _choose(self, row: int) -> None:
        if self._kinds[row] is not self._shown:
            self._shown = self._kinds[row]
            self.given.emit(self._shown)
