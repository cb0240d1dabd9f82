"""The finished annex through readers that did not write it: pypdf for structure, pdfium for words.

For worker processes only: the file holds what strangers' files held.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, cast

import pypdfium2
from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from dossier.annex.archive import PLAIN, Archive
from dossier.annex.raw_read import RawFile
from dossier.basis.errors import CheckError
from dossier.model.plan import Rect
from dossier.press.frame import BOTTOM_PT, TOP_PT

_WORD_GAP_PT: Final = 2.0
_LINE_PT: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """The words of one page.

    Attributes:
        all: All of them.
        corner: Those at the bottom right, below the frame.
        foot: Those at the bottom left, below the frame.
        head: Those above the frame.
    """

    all: str
    corner: str
    foot: str
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One annotation: its kind, its rectangle, and the page it leads to (None when nowhere)."""

    kind: str
    rect: Rect
    target: int | None
    keys: frozenset[str]


def squeezed(words: str) -> str:
    """Gives words with every run of white space, no-break or not, as one space."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", words)).strip()


class AnnexView:
    """An annex, open for looking at; a context manager. Pages are counted from 1."""

    def __init__(self, path: Path, *, archive: Archive = PLAIN) -> None:
        """Opens the file with both readers.

        Args:
            path: The file.
            archive: What it is to claim and to carry.

        Raises:
            OSError: It cannot be read.
            Exception: As pypdf and pdfium refuse what they cannot read.
        """
        self.path = path
        self.archive = archive
        with ExitStack() as opened:
            # An open file is read where needed; a path would be read whole into memory.
            self.reader = PdfReader(opened.enter_context(path.open("rb")))
            self._drawn = pypdfium2.PdfDocument(path)
            opened.callback(self._drawn.close)
            self.pages: list[PageObject] = list(self.reader.pages)
            # As they stand in the file: asking pypdf for a box later adds that box.
            self.page_keys = [frozenset(page) for page in self.pages]
            self._opened = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    @property
    def root(self) -> DictionaryObject:
        """The catalogue."""
        return self.reader.root_object

    @cached_property
    def words(self) -> tuple[PageWords, ...]:
        """The words of each page."""
        return tuple(self._words_of(page) for page in range(1, len(self.pages) + 1))

    @cached_property
    def _numbers(self) -> dict[int, int]:
        references = (page.indirect_reference for page in self.pages)
        return {one.idnum: number for number, one in enumerate(references, 1) if one is not None}

    @cached_property
    def one_revision(self) -> bool:
        """Whether the file has the form that we write, and nothing was added behind it."""
        try:
            with RawFile(self.path):
                return True
        except CheckError:
            return False

    def target(self, destination: object) -> int | None:
        """Gives the page that an explicit destination leads to; None when it leads nowhere."""
        array = destination.get_object() if isinstance(destination, IndirectObject) else destination
        first = array[0] if isinstance(array, ArrayObject) and array else None
        return self._numbers.get(first.idnum) if isinstance(first, IndirectObject) else None

    def annotations(self, page: int) -> Iterator[Annotation]:
        """Gives what lies over a page's content."""
        listed = self.pages[page - 1].get("/Annots", ArrayObject())
        for one in listed.get_object() if listed is not None else ():
            values = one.get_object()
            rect = tuple(float(edge) for edge in values["/Rect"])
            if len(rect) == 4:
                yield Annotation(
                    kind=str(values.get("/Subtype")),
                    rect=rect,
                    target=self.target(values.get("/Dest")),
                    keys=frozenset(values.keys()),
                )

    def outline(self) -> Iterator[tuple[int, str, int | None]]:
        """Gives each bookmark's depth, title and page, from top to bottom; one that acts leads nowhere."""
        root = self.root.get("/Outlines")
        todo = [(root.get_object().get("/First"), 0)] if root is not None else []
        seen: set[int] = set()
        while todo:
            item, depth = todo.pop()
            if not isinstance(item, IndirectObject) or item.idnum in seen:
                continue
            seen.add(item.idnum)
            values = cast(DictionaryObject, item.get_object())
            target = None if "/A" in values else self.target(values.get("/Dest"))
            yield depth, str(values.get("/Title", "")), target
            todo += [(values.get("/Next"), depth), (values.get("/First"), depth + 1)]

    @contextmanager
    def _text_of(self, page: int) -> Iterator[Any]:
        """Opens a page's words; every handle is closed here, in the order that pdfium wants."""
        drawn = self._drawn[page - 1]
        try:
            text = drawn.get_textpage()
            try:
                yield text
            finally:
                text.close()
        finally:
            drawn.close()

    def _words_of(self, page: int) -> PageWords:
        box = self.pages[page - 1].mediabox
        width, height = float(box.width), float(box.height)

        def inside(left: float, bottom: float, right: float, top: float) -> str:
            return squeezed(text.get_text_bounded(left=left, bottom=bottom, right=right, top=top))

        with self._text_of(page) as text:
            return PageWords(
                all=squeezed(text.get_text_range()),
                corner=inside(width / 2, 0, width, BOTTOM_PT),
                foot=inside(0, 0, width / 2, BOTTOM_PT),
                head=inside(0, height - TOP_PT, width, height),
            )

    def lines(self, page: int, rects: Sequence[Rect]) -> list[tuple[str, str]]:
        """Gives, for each rectangle, the words inside it and the last word at its right end."""
        with self._text_of(page) as text:
            letters = [
                (text.get_text_range(i, 1), *text.get_charbox(i, loose=True))
                for i in range(text.count_chars())
            ]
            return [
                (
                    squeezed(text.get_text_bounded(*rect)),
                    _last_word([letter for letter in letters if _is_inside(letter, rect)]),
                )
                for rect in rects
            ]


_Letter = tuple[str, float, float, float, float]


def _is_inside(letter: _Letter, rect: Rect) -> bool:
    sign, left, bottom, right, top = letter
    return (
        not sign.isspace()
        and rect[0] <= (left + right) / 2 <= rect[2]
        and rect[1] <= (bottom + top) / 2 <= rect[3]
    )


def _last_word(letters: list[_Letter]) -> str:
    """Reads back from the rightmost letter, along its line, to the first gap."""
    word = ""
    edge = height = None
    for sign, left, bottom, right, top in sorted(letters, key=lambda letter: -letter[3]):
        if edge is None or height is None:
            edge, height = left, (bottom + top) / 2
        elif abs((bottom + top) / 2 - height) > _LINE_PT:
            continue
        elif edge - right > _WORD_GAP_PT:
            break
        word, edge = sign + word, left
    return word
