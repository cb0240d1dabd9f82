"""The words of a PDF as pdfium reads them; for worker processes only."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from dossier.basis import limits
from dossier.intake.pdf.heavy import heavy_pages

_FIRST_PAGES = 150
_LAST_PAGES = 10
_SIZED_CHARS = 3000


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
    """

    pages: int
    text: str
    lines: tuple[SizedLine, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """The words of one page, and of the first one its top line by line."""

    text: str = ""
    lines: tuple[SizedLine, ...] = ()


def read_words(path: Path) -> PdfWords:
    """Reads the words of a PDF that has no password.

    Raises:
        pypdfium2.PdfiumError: pdfium cannot open it.
    """
    document = pypdfium2.PdfDocument(path, password="")
    try:
        count = len(document)
        texts: list[str] = []
        lines: tuple[SizedLine, ...] = ()
        room = limits.TEXT_CHARS
        heavy = heavy_pages(path, _chosen(count))
        for index in _chosen(count):
            page = _Page() if index in heavy else _read_page(document, index)
            lines = page.lines if index == 0 else lines
            texts.append(page.text[:room])
            room -= len(texts[-1]) + 1
            if room <= 0:
                break
        return PdfWords(pages=count, text="\n".join(texts), lines=lines)
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
def _words_of(document: Any, index: int) -> Iterator[Any]:  # noqa: ANN401  pdfium ships no types
    """Opens the words of one page and closes both handles in the order that pdfium wants."""
    page = document[index]
    try:
        words = page.get_textpage()
        try:
            yield words
        finally:
            words.close()
    finally:
        page.close()


def _read_page(document: Any, index: int) -> _Page:  # noqa: ANN401
    try:
        with _words_of(document, index) as words:
            read: str = words.get_text_bounded()
            return _Page(_clean(read), _sized_lines(words) if index == 0 else ())
    except pypdfium2.PdfiumError:
        return _Page()  # a damaged page says nothing; what can be shown of it is found out when it is drawn


def _clean(text: str) -> str:
    """Joins words cut at a line end (U+FFFE) and leaves out what no reader sees."""
    joined = re.sub(r"[\ufffe\x02]\s*", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    unseen = [char for char in set(joined) if not (char.isprintable() or char.isspace())]
    return joined.translate(dict.fromkeys(map(ord, unseen)))


def _sized_lines(words: Any) -> tuple[SizedLine, ...]:  # noqa: ANN401
    lines: list[SizedLine] = []
    text, size = "", 0.0
    for letter, size_pt in [*_letters(words), ("\n", 0.0)]:
        if letter in "\r\n":
            if text.strip():
                lines.append(SizedLine(" ".join(_clean(text).split()), size))
            text, size = "", 0.0
        else:
            text += letter
            size = max(size, size_pt)
    return tuple(lines)


def _letters(words: Any) -> Iterator[tuple[str, float]]:  # noqa: ANN401
    """Gives the first letters, and the size of those that begin a word: every question costs time."""
    before = " "
    handle = words.raw
    for index in range(min(words.count_chars(), _SIZED_CHARS)):
        code = pdfium.FPDFText_GetUnicode(handle, index)
        if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
            continue
        letter = chr(code)
        begins = letter.isalnum() and not before.isalnum()
        yield letter, pdfium.FPDFText_GetFontSize(handle, index) if begins else 0.0
        before = letter
