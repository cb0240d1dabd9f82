"""A part of the card whose rows come and go with what is shown."""

from collections.abc import Callable, Sequence

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
