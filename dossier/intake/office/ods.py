"""Reads OpenDocument sheets: the values as they were last shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from dossier.intake.office.box import OfficeBox
from dossier.intake.office.grid import MOST_COLUMNS, Grid, Room, column_name
from dossier.intake.office.lists import whole
from dossier.intake.office.odf_review import Annotations
from dossier.intake.office.xml import Mark

_REPEATED_ROWS: Final = 1000
"""A filled row that is said to stand there more often is a mistake or a bomb."""

_SILENT: Final = frozenset({"shapes", "forms", "title", "desc", "tracked-changes", "object"})
_VALUES: Final = ("date-value", "time-value", "string-value", "value", "boolean-value")


@dataclass(slots=True)
class OdsSheets:
    """Reads the tokens of a sheets document.

    Attributes:
        grids: Its sheets that are shown, in their order.
        hidden: Names of those that are not.
        annotations: Comments, by their cells.
    """

    room: Room = field(default_factory=Room)
    grids: list[Grid] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    annotations: Annotations = field(default_factory=Annotations)
    _concealed: set[str] = field(default_factory=set)
    _style: str = ""
    _grid: Grid | None = None
    _skipped: bool = False
    _tables: int = 0
    _silent: int = 0
    _row: list[str] = field(default_factory=list)
    _row_times: int = 1
    _number: int = 0
    _cell: list[str] = field(default_factory=list)
    _cell_times: int = 1
    _value: str = ""
    _in_words: int = 0

    def read(self, box: OfficeBox) -> None:
        """Reads the document's content (ODF 1.3, part 3, 9)."""
        for mark, name, said in box.tokens("content.xml"):
            if self.annotations.takes(mark, name, said):
                continue
            if mark is Mark.TEXT:
                if self._in_words and not self._silent:
                    self._cell.append(name)
            elif mark is Mark.OPEN:
                self._open(name, said)
            else:
                self._close(name)

    def _open(self, name: str, said: Mapping[str, str]) -> None:
        if self._silent or name in _SILENT:
            self._silent += 1
            return
        match name:
            case "style":
                self._style = said.get("name", "")
            case "table-properties" if said.get("display") == "false":
                self._concealed.add(self._style)
            case "table":
                self._open_table(said)
            case "table-row":
                self._row, self._row_times = [], max(whole(said.get("number-rows-repeated", "1")), 1)
                self._number += 1
            case "table-cell" | "covered-table-cell":
                self._open_cell(said)
            case "p" | "h":
                self._cell.extend(["\n"] if self._cell else [])
                self._in_words += 1
            case "s":
                self._cell.append(" " * min(max(whole(said.get("c", "1")), 1), 100))
            case "tab" | "line-break":
                self._cell.append(" ")

    def _open_table(self, said: Mapping[str, str]) -> None:
        self._tables += 1
        if self._tables > 1:
            return
        name = said.get("name", "")
        self._number = 0
        self._skipped = said.get("style-name", "") in self._concealed
        if self._skipped:
            self.hidden.append(name)
        else:
            self._grid = Grid(room=self.room, name=name)
            self.grids.append(self._grid)

    def _open_cell(self, said: Mapping[str, str]) -> None:
        self._cell = []
        self._cell_times = max(whole(said.get("number-columns-repeated", "1")), 1)
        self._value = next((said[name] for name in _VALUES if name in said), "")
        sheet = self._grid.name if self._grid else ""
        self.annotations.place = f"{sheet}!{column_name(min(len(self._row), 20_000))}{self._number}"

    def _close(self, name: str) -> None:
        if self._silent:
            self._silent -= 1
            return
        match name:
            case "p" | "h":
                self._in_words = max(self._in_words - 1, 0)
            case "table-cell" | "covered-table-cell":
                self._close_cell()
            case "table-row":
                self._close_row()
            case "table":
                self._tables = max(self._tables - 1, 0)
                if not self._tables:
                    self._grid, self._skipped = None, False

    def _close_cell(self) -> None:
        text = "".join(self._cell).strip() or self._value
        # One column more than is shown tells that there are more.
        room = MOST_COLUMNS + 1 - len(self._row)
        self._row.extend([text] * min(self._cell_times, max(room, 0)))
        self._cell = []

    def _close_row(self) -> None:
        times = self._row_times if any(self._row) else 1
        self._number += self._row_times - 1
        if self._grid is None:
            return
        for _ in range(min(times, _REPEATED_ROWS)):
            if not self._grid.add(self._row):
                return
        self._grid.cut = self._grid.cut or times > _REPEATED_ROWS
