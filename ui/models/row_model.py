"""A flat list that tells views exactly what changed: rows that came, went or moved, and their data."""

from collections.abc import Hashable, Mapping, Sequence
from itertools import groupby
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.models.differences import Insert, Move, Remove, differences

AnyIndex = QModelIndex | QPersistentModelIndex


class Row(Protocol):
    """What a row holds, as a frozen value; its attributes are named by the model's fields."""

    @property
    def key(self) -> Hashable:
        """What makes it the same row when everything else about it has changed."""


class RowModel(QAbstractListModel):
    """Shows frozen rows; never reset, so that selection and place survive every change."""

    def __init__(self, fields: Mapping[int, str], parent: QObject | None = None) -> None:
        """Begins empty.

        Args:
            fields: Attribute of a row that each role gives.
            parent: Owner.
        """
        super().__init__(parent)
        self._fields = dict(fields)
        self._rows: list[Row] = []

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Counts the rows; none has rows below it."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  any role's
        """Gives what a row holds under a role, None for other roles."""
        name = self._fields.get(role)
        if name is None or not 0 <= index.row() < len(self._rows):
            return None
        return getattr(self._rows[index.row()], name)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Shows other rows, told as edits and as changes of exactly the roles that changed."""
        place = QModelIndex()
        for edit in differences([row.key for row in self._rows], [row.key for row in rows]):
            last = edit.first + edit.count - 1
            match edit:
                case Remove(first=first, count=count):
                    self.beginRemoveRows(place, first, last)
                    del self._rows[first : first + count]
                    self.endRemoveRows()
                case Insert(first=first, count=count):
                    self.beginInsertRows(place, first, last)
                    self._rows[first:first] = rows[first : first + count]
                    self.endInsertRows()
                case Move(first=first, count=count, to=to):
                    self.beginMoveRows(place, first, last, place, to)
                    moved = self._rows[first : first + count]
                    del self._rows[first : first + count]
                    goal = to - count if to > first else to
                    self._rows[goal:goal] = moved
                    self.endMoveRows()
        self._tell_changes(rows)

    def _tell_changes(self, rows: Sequence[Row]) -> None:
        changes = [self._changed(old, new) for old, new in zip(self._rows, rows, strict=True)]
        self._rows = list(rows)
        for roles, run in groupby(enumerate(changes), key=lambda pair: pair[1]):
            if roles:
                places = [place for place, _ in run]
                self.dataChanged.emit(self.index(places[0]), self.index(places[-1]), list(roles))

    def _changed(self, old: Row, new: Row) -> tuple[int, ...]:
        if old is new or old == new:
            return ()
        return tuple(role for role, name in self._fields.items() if getattr(old, name) != getattr(new, name))
