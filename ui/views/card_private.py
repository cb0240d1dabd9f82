"""What a piece shows that some recipients must not get: a folded line with a box for each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from dossier.model.piece import Private
from dossier.texts.catalogue import Texts
from ui.theme import Theme
from ui.views.folded import Folded


class PrivateField(QWidget):
    """Bank details, medical data, identity; closed, it tells which of them are marked.

    Attributes:
        given: What the piece shows now (``tuple[Private, ...]``).
    """

    given = Signal(object)

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes = {one: QCheckBox(texts.say(f"window.card_private_{one}")) for one in Private}
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(20, 0, 0, 0)
        rows.setSpacing(4)
        for one, box in self._boxes.items():
            box.setObjectName(f"card-private-{one}")
            box.clicked.connect(self._give)
            rows.addWidget(box)
        self._folded = Folded(texts.say("window.card_private"), inside, theme, name="card-private")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._folded)

    def show_private(self, private: Sequence[Private]) -> None:
        """Shows what a piece is marked with."""
        for one, box in self._boxes.items():
            box.setChecked(one in private)
        self._tell()

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be changed."""
        for box in self._boxes.values():
            box.setEnabled(not read_only)

    def _give(self) -> None:
        self._tell()
        self.given.emit(tuple(one for one, box in self._boxes.items() if box.isChecked()))

    def _tell(self) -> None:
        self._folded.tell(", ".join(box.text() for box in self._boxes.values() if box.isChecked()))
