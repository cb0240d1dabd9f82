"""Joins pages from fragments into one sheet, object by object, as bytes.

The form of the file is told in ``sheet_file``. Nothing is parsed but references, nothing is
compressed again: what a step wrote is what the sheet holds, fonts and pictures once per fragment.
"""

from collections import deque
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from dossier.press.sheet_file import HIDDEN_OCG, SHOWN_OCG, SheetFile
from dossier.press.sheet_fragment import Fragment
from dossier.press.sheet_page import MARK_NAME, FormUse, PageDrawing

__all__ = ["HIDDEN_OCG", "MARK_NAME", "SHOWN_OCG", "ComposedPage", "write_sheet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedPage:
    """One page of a sheet.

    Attributes:
        base: What it is made of, and whose frame it has.
        over: A page of the same frame painted above it: the header block of a mail.
        words: A page of the same frame with what was recognised, which is not seen.
        margin: A line of ours outside the frame.
    """

    base: PageDrawing
    over: PageDrawing | None = None
    words: PageDrawing | None = None
    margin: PageDrawing | None = None

    @property
    def drawings(self) -> tuple[PageDrawing, ...]:
        """From the lowest to the uppermost."""
        return tuple(one for one in (self.base, self.over, self.words, self.margin) if one is not None)


def write_sheet(stream: BinaryIO, pages: Sequence[ComposedPage]) -> None:
    """Writes a sheet.

    Args:
        stream: Where to write, from its beginning.
        pages: In order, at least one.

    Raises:
        ValueError: A fragment is not in the form that we write; a fault of ours.
        OSError: A fragment cannot be read or the sheet not written.
    """
    with ExitStack() as stack:
        paths = dict.fromkeys(drawing.fragment for page in pages for drawing in page.drawings)
        fragments = {path: Fragment(stack.enter_context(path.open("rb")), path) for path in paths}
        _Joiner(SheetFile(stream, pages=len(pages)), fragments).join(pages)


class _Joiner:
    """Gives every object that is met its number in the sheet, and copies it when its turn comes."""

    def __init__(self, file: SheetFile, fragments: dict[Path, Fragment]) -> None:
        self._file = file
        self._fragments = fragments
        self._numbers: dict[tuple[Path, int], int] = {}
        self._waiting: deque[tuple[Path, int]] = deque()

    def join(self, pages: Sequence[ComposedPage]) -> None:
        for index, page in enumerate(pages):
            forms = [form for drawing in page.drawings for form in self._forms(drawing)]
            self._file.page(index, place=page.base.place, forms=forms)
        while self._waiting:
            path, number = self._waiting.popleft()
            head, rest = self._fragments[path].renumbered(number, partial(self._new, path))
            self._file.put(self._numbers[path, number], head, rest)
        self._file.finish()

    def _forms(self, drawing: PageDrawing) -> list[tuple[int, FormUse]]:
        path = drawing.fragment
        numbers = self._fragments[path].forms(drawing.index)
        return [(self._new(path, number), use) for number, use in zip(numbers, drawing.forms, strict=True)]

    def _new(self, path: Path, number: int) -> int:
        fragment = self._fragments[path]
        if number in fragment.layers:
            return HIDDEN_OCG if number in fragment.hidden else SHOWN_OCG
        key = (path, number)
        if key not in self._numbers:
            self._numbers[key] = self._file.new_number()
            self._waiting.append(key)
        return self._numbers[key]
