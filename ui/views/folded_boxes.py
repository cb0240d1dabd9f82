"""A folded line with a box for each of some things that can be chosen."""

from collections.abc import Collection, Sequence
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.views.folded import Folded
from ui.widgets.labels import labelled


class FoldedBoxes(QWidget):
    """Closed, it tells which boxes are ticked.

    Attributes:
        given: What is ticked now, in the order of the boxes (a tuple of their keys).
        folded: The line itself.
    """

    given = Signal(object)

    def __init__(
        self, title: str, boxes: Sequence[tuple[StrEnum, str]], theme: Theme, *, name: str, note: str = ""
    ) -> None:
        """Makes one box for each key.

        Args:
            title: Of the folded line.
            boxes: Their keys and words.
            theme: Its look.
            name: Begins the names of its widgets.
            note: What is to be known of them; "" nothing.
        """
        super().__init__()
        self._words = dict(boxes)
        self._boxes = {one: QCheckBox(_upper(words)) for one, words in boxes}
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(20, 0, 0, 0)
        rows.setSpacing(4)
        for one, box in self._boxes.items():
            box.setObjectName(f"{name}-{one}")
            box.clicked.connect(self._give)
            rows.addWidget(box)
        if note:
            rows.addWidget(labelled(note, "field-note", wrap=True))
        self.folded = Folded(title, inside, theme, name=name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.folded)

    @property
    def last(self) -> QWidget:
        """What the keyboard comes to last."""
        return list(self._boxes.values())[-1]

    def show_chosen(self, chosen: Collection[StrEnum]) -> None:
        """Ticks what is chosen."""
        for one, box in self._boxes.items():
            box.setChecked(one in chosen)
        self._tell()

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be changed."""
        for box in self._boxes.values():
            box.setEnabled(not read_only)

    def _give(self) -> None:
        self._tell()
        self.given.emit(self._chosen())

    def _chosen(self) -> tuple[StrEnum, ...]:
        return tuple(one for one, box in self._boxes.items() if box.isChecked())

    def _tell(self) -> None:
        self.folded.tell(_upper(", ".join(self._words[one] for one in self._chosen())))


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
