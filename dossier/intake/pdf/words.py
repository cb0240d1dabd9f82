"""The words of a PDF as pdfium reads them; for worker processes only."""

import contextlib
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from dossier.basis import limits
from dossier.intake.pdf.heavy import heavy_pages
from dossier.intake.pdf.unseen import unseen_letters

log = logging.getLogger(__name__)

_FIRST_PAGES = 150
_LAST_PAGES = 10
_SIZED_CHARS = 3000
_UNSEEN_CHARS = 5000


@dataclass(frozen=True, slots=True)
class SizedLine:
    """One line of the first page and the size of its largest letter, in points."""

    text: str
    size_pt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfWords:
    """What can be read in a PDF.

    Attributes:
        pages: How many pages pdfium counts.
        text: The words of the first and last pages, capped.
        lines: The top of the first page, line by line.
        unseen: Words of the first pages that stand in the file but that no reader sees; not in the others.
    """

    pages: int
    text: str
    lines: tuple[SizedLine, ...]
    unseen: str = ""


@dataclass(frozen=True, slots=True)
class _Page:
    """The words of one page, those that nobody sees apart, and of the first one its top line by line."""

    text: str = ""
    lines: tuple[SizedLine, ...] = ()
    unseen: str = ""


def read_words(path: Path) -> PdfWords:
    """Reads the words of a PDF that has no password.

    Raises:
        pypdfium2.PdfiumError: pdfium cannot open it.
    """
    document = pypdfium2.PdfDocument(path, password="")
    try:
        count = len(document)
        texts: list[str] = []
        unseen: list[str] = []
        lines: tuple[SizedLine, ...] = ()
        room = limits.TEXT_CHARS
        heavy = heavy_pages(path, _chosen(count))
        for index in _chosen(count):
            page = _Page() if index in heavy else _read_page(document, index)
            lines = page.lines if index == 0 else lines
            texts.append(page.text[:room])
            unseen.append(page.unseen)
            room -= len(texts[-1]) + 1
            if room <= 0:
                break
        hidden = "\n".join(filter(None, unseen))[:_UNSEEN_CHARS]
        return PdfWords(pages=count, text="\n".join(texts), lines=lines, unseen=hidden)
    finally:
        document.close()


def _chosen(count: int) -> Iterator[int]:
    """Names the pages worth reading: dates and totals stand on the first and the last ones."""
    if count <= _FIRST_PAGES + _LAST_PAGES:
        yield from range(count)
        return
    yield from range(_FIRST_PAGES)
    yield from range(count - _LAST_PAGES, count)


@contextlib.contextmanager
def _words_of(document: Any, index: int) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401  pdfium ships no types
    """Opens one page and its words, and closes both handles in the order that pdfium wants."""
    page = document[index]
    try:
        words = page.get_textpage()
        try:
            yield page, words
        finally:
            words.close()
    finally:
        page.close()


def _read_page(document: Any, index: int) -> _Page:  # noqa: ANN401
    try:
        with _words_of(document, index) as (page, words):
            unseen = _unseen(page, words) if index < limits.PDF_PAGES_LOOKED_AT else frozenset()
            read: str = _but(words, unseen) if unseen else words.get_text_bounded()
            lines = _sized_lines(words, unseen) if index == 0 else ()
            return _Page(_clean(read), lines, _clean(_only(words, unseen)).strip() if unseen else "")
    except pypdfium2.PdfiumError:
        return _Page()  # a damaged page says nothing; what can be shown of it is found out when it is drawn


def _unseen(page: Any, words: Any) -> frozenset[int]:  # noqa: ANN401
    try:
        unseen = unseen_letters(page, words)
    except pypdfium2.PdfiumError:
        log.info("a page cannot be drawn, so all its words count", exc_info=True)
        return frozenset()
    return unseen if unseen and _only(words, unseen).strip() else frozenset()


def _but(words: Any, unseen: frozenset[int]) -> str:  # noqa: ANN401
    """Gives the words that a reader sees, in their lines; spaces are seen by what stands around them."""
    return "".join(letter for index, letter in _all_letters(words) if index not in unseen or letter.isspace())


def _only(words: Any, unseen: frozenset[int]) -> str:  # noqa: ANN401
    """Gives the words that nobody sees, in their lines; what is between them are the ends of lines."""
    kept = (letter for index, letter in _all_letters(words) if index in unseen or letter in " \r\n")
    return re.sub(r" *[\r\n][\s]*", "\n", "".join(kept))


def _all_letters(words: Any) -> Iterator[tuple[int, str]]:  # noqa: ANN401
    for index in range(words.count_chars()):
        code = pdfium.FPDFText_GetUnicode(words.raw, index)
        if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000:
            yield index, chr(code)


def _clean(text: str) -> str:
    """Joins words cut at a line end (U+FFFE) and leaves out what no reader sees."""
    joined = re.sub(r"[\ufffe\x02]\s*", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    unseen = [char for char in set(joined) if not (char.isprintable() or char.isspace())]
    return joined.translate(dict.fromkeys(map(ord, unseen))) if unseen else joined


def _sized_lines(words: Any, unseen: frozenset[int]) -> tuple[SizedLine, ...]:  # noqa: ANN401
    lines: list[SizedLine] = []
    text, size = "", 0.0
    for letter, size_pt in [*_letters(words, unseen), ("\n", 0.0)]:
        if letter in "\r\n":
            if text.strip():
                lines.append(SizedLine(" ".join(_clean(text).split()), size))
            text, size = "", 0.0
        else:
            text += letter
            size = max(size, size_pt)
    return tuple(lines)


def _letters(words: Any, unseen: frozenset[int]) -> Iterator[tuple[str, float]]:  # noqa: ANN401
    """Gives the first letters, and the size of those that begin a word: every question costs time."""
    before = " "
    for index, letter in islice(_all_letters(words), _SIZED_CHARS):
        if index not in unseen or letter.isspace():
            begins = letter.isalnum() and not before.isalnum()
            yield letter, pdfium.FPDFText_GetFontSize(words.raw, index) if begins else 0.0
            before = letter
