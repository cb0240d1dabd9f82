"""A view of the simplest kind: it believes what a model announces and nothing else."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex


class Follower:
    """Keeps rows by a model's announcements alone, and a persistent index on each.

    Attributes:
        rows: What each row showed when it was last announced, by role.
        resets: How often the model gave up telling what changed.
        idle: Announced changes of data that were none, as (row, role).
    """

    def __init__(self, model: QAbstractItemModel, roles: tuple[int, ...]) -> None:
        self.model = model
        self.roles = roles
        self.rows: list[dict[int, Any]] = []
        self.marks: list[QPersistentModelIndex] = []
        self.resets = 0
        self.idle: list[tuple[int, int]] = []
        self._insert(QModelIndex(), 0, model.rowCount() - 1)
        model.rowsInserted.connect(self._insert)
        model.rowsRemoved.connect(self._remove)
        model.rowsMoved.connect(self._move)
        model.dataChanged.connect(self._change)
        model.modelReset.connect(self._reset)

    def shown(self, row: int) -> dict[int, Any]:
        """Reads what the model shows in a row now."""
        return {role: self.model.index(row, 0).data(role) for role in self.roles}

    def check(self) -> None:
        """Compares what was announced with what there is.

        Raises:
            AssertionError: The model told too little, too much or something wrong.
        """
        assert self.resets == 0
        assert self.rows == [self.shown(row) for row in range(self.model.rowCount())]
        assert [mark.row() for mark in self.marks] == list(range(len(self.rows)))
        assert self.idle == []

    def _insert(self, _parent: QModelIndex, first: int, last: int) -> None:
        span = range(first, last + 1)
        self.rows[first:first] = [self.shown(row) for row in span]
        self.marks[first:first] = [QPersistentModelIndex(self.model.index(row, 0)) for row in span]

    def _remove(self, _parent: QModelIndex, first: int, last: int) -> None:
        assert not any(mark.isValid() for mark in self.marks[first : last + 1])
        del self.rows[first : last + 1]
        del self.marks[first : last + 1]

    def _move(self, _parent: QModelIndex, first: int, last: int, _goal: QModelIndex, to: int) -> None:
        lists: tuple[list[Any], ...] = (self.rows, self.marks)
        goal = to - (last - first + 1) if to > first else to
        for kept in lists:
            moved = kept[first : last + 1]
            del kept[first : last + 1]
            kept[goal:goal] = moved

    def _change(self, first: QModelIndex, last: QModelIndex, roles: list[int]) -> None:
        for row in range(first.row(), last.row() + 1):
            now = self.shown(row)
            for role in set(roles).intersection(self.roles):
                if self.rows[row][role] == now[role]:
                    self.idle.append((row, role))
                self.rows[row][role] = now[role]

    def _reset(self) -> None:
        self.resets += 1
