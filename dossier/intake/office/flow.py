"""Gathers the blocks of an office document: paragraphs in paragraphs, tables in tables, and an end."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from dossier.basis.assets import Assets
from dossier.basis.digest import Digest
from dossier.intake.flow_text import SHOWN_CHARS, tidy
from dossier.intake.sniff import sniff_start
from dossier.model.flow import Block, Heading, Notice, Paragraph, Picture, Style, Table

_SHOWN_PICTURES: Final = 300
_SHOWN_BLOCKS: Final = 20_000
_ROWS: Final = 5000
_CELLS: Final = 100
_NESTED: Final = 50
"""Paragraphs or tables inside each other; more is no document."""

_DRAWN: Final = frozenset({"jpeg", "png", "gif", "webp", "tiff", "bmp", "jp2"})


@dataclass(slots=True)
class _Grid:
    """A table being gathered."""

    rows: list[tuple[str, ...]] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)


class FlowMaker:
    """What a reader tells it in the order of the document becomes blocks.

    Attributes:
        blocks: What is done.
        cut: Whether there was more than is shown.
        first_heading: The document's first title.
    """

    def __init__(self, assets: Assets) -> None:
        self.blocks: list[Block] = []
        self.cut = False
        self.first_heading = ""
        self._assets = assets
        self._lines: list[list[str]] = []
        self._grids: list[_Grid] = []
        self._room = SHOWN_CHARS
        self._pictures = 0

    @property
    def full(self) -> bool:
        """Whether nothing more is taken."""
        return self._room <= 0 or len(self.blocks) >= _SHOWN_BLOCKS

    @property
    def in_table(self) -> bool:
        """Whether a table is open."""
        return bool(self._grids)

    @property
    def text(self) -> str:
        """All its words, line by line."""
        return "\n".join(_words(block) for block in self.blocks if _words(block))

    def open_line(self) -> None:
        """Begins a paragraph; one inside another, as in a text box, comes before it."""
        if len(self._lines) < _NESTED:
            self._lines.append([])

    def add(self, text: str) -> None:
        """Adds to the innermost paragraph; words outside any are layout and nothing else."""
        if self._lines and text:
            self.cut = self.cut or len(text) > self._room
            self._lines[-1].append(text[: max(self._room, 0)])
            self._room -= len(text)

    def close_line(self, *, level: int = 0, prefix: str = "", style: Style = Style.BODY) -> None:
        """Ends the innermost paragraph.

        Args:
            level: Of a heading; 0 for running text.
            prefix: A list's sign or number.
            style: Of running text.
        """
        if not self._lines:
            return
        text = tidy("".join(self._lines.pop())).strip()
        if self._grids:
            self._grids[-1].cell.append(f"{prefix}{text}" if text else "")
        elif text and level:
            self.first_heading = self.first_heading or " ".join(text.split())
            self._put(Heading(text=f"{prefix}{text}", level=min(level, 3)))
        elif text:
            self._put(Paragraph(text=f"{prefix}{text}", style=style))

    def open_table(self) -> None:
        """Begins a table."""
        if len(self._grids) < _NESTED:
            self._grids.append(_Grid())

    def close_cell(self, *, span: int = 1) -> None:
        """Ends a cell.

        Args:
            span: Columns that it takes.
        """
        if self._grids:
            grid = self._grids[-1]
            if len(grid.row) < _CELLS:
                grid.row.append("\n".join(grid.cell).strip())
                grid.row.extend([""] * min(max(span, 1) - 1, _CELLS - len(grid.row)))
            elif any(grid.cell):
                self.cut = True
            grid.cell = []

    def close_row(self) -> None:
        """Ends a row."""
        if self._grids:
            grid = self._grids[-1]
            if len(grid.rows) < _ROWS:
                grid.rows.append(tuple(grid.row))
            else:
                self.cut = True
            grid.row = []

    def close_table(self, *, head: bool = False) -> None:
        """Ends a table; one in a cell becomes words of that cell."""
        if not self._grids:
            return
        grid = self._grids.pop()
        rows = [row for row in grid.rows if any(row)]
        if self._grids:
            self._grids[-1].cell.extend("   ".join(cell for cell in row if cell) for row in rows)
            self._grids[-1].after.extend(grid.after)
            return
        for block in (*table_blocks(rows, head=head), *grid.after):
            self._put(block)

    def picture(self, data: bytes) -> None:
        """Adds a picture, or says that one stood here."""
        if sniff_start(data[:256]) not in _DRAWN:
            self.notice("object-not-reproduced")
        elif self._pictures >= _SHOWN_PICTURES:
            self.cut = True
        else:
            self._pictures += 1
            self._beside(Picture(asset=self._kept(data)))

    def notice(self, code: str) -> None:
        """Says something of ours at this place, once in a row."""
        block = Notice(code=code, params={})
        blocks = self._grids[-1].after if self._grids else self.blocks
        if not blocks or blocks[-1] != block:
            self._beside(block)

    def end(self) -> None:
        """Closes whatever the document left open."""
        while self._lines:
            self.close_line()
        while self._grids:
            self.close_cell()
            self.close_row()
            self.close_table()

    def _kept(self, data: bytes) -> Digest:
        return self._assets.put(data)

    def _beside(self, block: Block) -> None:
        """Puts a block that cannot stand in a cell behind the table."""
        if self._grids:
            self._grids[0].after.append(block)
        else:
            self._put(block)

    def _put(self, block: Block) -> None:
        if len(self.blocks) < _SHOWN_BLOCKS:
            self.blocks.append(block)
        else:
            self.cut = True


def table_blocks(rows: Sequence[tuple[str, ...]], *, head: bool) -> tuple[Block, ...]:
    """Gives a table, or paragraphs when it has one column and is a frame around text."""
    width = max((len(row) for row in rows), default=0)
    used = [
        place
        for place in range(width)
        if any(row[place : place + 1] != ("",) and len(row) > place for row in rows)
    ]
    if len(used) <= 1:
        return tuple(Paragraph(text=cell) for row in rows for cell in row if cell)
    return (Table(rows=tuple(tuple(_cell(row, place) for place in used) for row in rows), head=head),)


def _cell(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _words(block: Block) -> str:
    match block:
        case Heading() | Paragraph():
            return block.text
        case Table():
            return "\n".join("\t".join(row) for row in block.rows)
        case _:
            return ""
