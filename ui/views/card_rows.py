"""A part of the card whose rows come and go with what is shown."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget


class Rows(QWidget):
    """Rows that are made anew only when what they tell has changed, so that the focus stays."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._told: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def tell(self, told: object, make: Callable[[], Sequence[QWidget]]) -> None:
        """Shows rows.

        Args:
            told: All that the rows depend on; equal to the last one, nothing happens.
            make: Makes the rows; without any the part hides.
        """
        if told == self._told:
            return
        self._told = told
        while (item := self._column.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        rows = make()
        for row in rows:
            self._column.addWidget(row)
            row.show()  # a layout would show it one turn of the loop later only
        self.setVisible(bool(rows))


def tab_in_turn(start: QWidget, parts: Sequence[QWidget]) -> None:
    """Lets Tab go through parts, and through what stands in each, in this order.

    Qt leads to what is made later only at the end of the window.

    Args:
        start: One of them that has been there all the time.
        parts: In the order that they are seen in.
    """
    stops = [stop for part in parts for stop in (part, *part.findChildren(QWidget)) if _stops(stop, start)]
    before = start.previousInFocusChain()
    while before is not None and before is not start and (before in stops or not _stops(before, start)):
        before = before.previousInFocusChain()
    if before is None or before is start:  # nothing else is in the window
        before, stops = stops[0], stops[1:]
    for stop in stops:
        QWidget.setTabOrder(before, stop)
        before = stop


def _stops(widget: QWidget, start: QWidget) -> bool:
    """Tells whether Tab stops there; what a field opens is a window of its own."""
    return widget.window() is start.window() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
