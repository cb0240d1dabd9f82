"""Reads lists of values as banks, shops and carriers export them (CSV), as tables."""

import csv
import re
from collections.abc import Sequence
from typing import Final

from dossier.basis import limits
from dossier.intake.charsets import decode
from dossier.intake.flow_text import keep_flow, tidy
from dossier.intake.office.csv_shape import csv_sign, read_rows
from dossier.intake.office.grid import Grid, Room, grid_blocks
from dossier.intake.read_text import read_text
from dossier.intake.reader import Source
from dossier.model.draft import Draft
from dossier.model.finding import warning
from dossier.model.piece import FileKind, State

_HEAD_CHARS: Final = 64 * 1024
_FEWEST_WORDS: Final = 2
_FIELD: Final = re.compile(r":|\d[\d ]{5}|@")
"""What a bank writes above its columns: "Compte : …", the number of an account."""


def read_csv(source: Source) -> Draft:
    """Reads one list; what turns out to be none is shown as it was typed.

    Raises:
        OSError: The file cannot be read.
    """
    with source.path.open("rb") as stream:
        data = stream.read(limits.CSV_BYTES)
    text = tidy(decode(data))
    sign = csv_sign(text[:_HEAD_CHARS])
    grid = Grid(room=Room())
    try:
        for row in read_rows(text.splitlines(keepends=True), sign) if sign else ():
            if not grid.add(row):
                break
    except csv.Error:
        # The first lines were a list, a later one is none.
        return read_text(source)
    if not grid.rows:
        return read_text(source)
    cut = grid.cut or source.path.stat().st_size > len(data)
    return Draft(
        kind=FileKind.TEXT,
        subject=_caption(grid.rows[0]),
        bodies=(keep_flow(grid_blocks(grid), source.assets),),
        text=text[: limits.TEXT_CHARS],
        findings=(warning("rows-cut", file=source.name, n=len(grid.rows)),) if cut else (),
        state=State.PARTIAL if cut else State.OK,
        facts={"rows": str(len(grid.rows))},
    )


def _caption(row: Sequence[str]) -> str:
    """Gives what a person wrote above the columns, alone in its row; "" for the head of a table."""
    said = [cell for cell in row if cell]
    words = [word for word in said[0].split() if any(map(str.isalpha, word))] if len(said) == 1 else []
    return said[0] if len(words) >= _FEWEST_WORDS and not _FIELD.search(said[0]) else ""
