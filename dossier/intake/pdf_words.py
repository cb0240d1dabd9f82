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


def read_words(path: Path) -> PdfWords:
    """Reads the words of a PDF that has no password.

    Raises:
        pypdfium2.PdfiumError: pdfium cannot open it.
    """
    document = pypdfium2.PdfDocument(path, password="")
    try:
        count = len(document)
        texts: list[str] = []
        room = limits.TEXT_CHARS
        for index in _chosen(count):
            texts.append(_page_text(document, index)[:room])
            room -= len(texts[-1]) + 1
            if room <= 0:
                break
        return PdfWords(pages=count, text="\n".join(texts), lines=_sized_lines(document))
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


def _page_text(document: Any, index: int) -> str:  # noqa: ANN401
    try:
        with _words_of(document, index) as words:
            read: str = words.get_text_bounded()
    except pypdfium2.PdfiumError:
        return ""  # a damaged page says nothing; what can be shown of it is found out when it is drawn
    return _clean(read)


def _clean(text: str) -> str:
    """Joins words cut at a line end (U+FFFE) and leaves out what no reader sees."""
    joined = re.sub(r"[\ufffe\x02]\s*", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(char for char in joined if char in "\n\t" or char.isprintable() or char.isspace())


def _sized_lines(document: Any) -> tuple[SizedLine, ...]:  # noqa: ANN401
    try:
        with _words_of(document, 0) as words:
            count = min(words.count_chars(), _SIZED_CHARS)
            letters = [
                (pdfium.FPDFText_GetUnicode(words, i), pdfium.FPDFText_GetFontSize(words, i))
                for i in range(count)
            ]
    except (pypdfium2.PdfiumError, IndexError):
        return ()
    lines: list[SizedLine] = []
    text, size = "", 0.0
    for code, size_pt in [*letters, (10, 0.0)]:
        if code in (10, 13):
            if text.strip():
                lines.append(SizedLine(" ".join(_clean(text).split()), size))
            text, size = "", 0.0
        elif 0 < code < 0x110000 and not 0xD800 <= code < 0xE000:
            text += chr(code)
            size = max(size, size_pt if chr(code).isalnum() else 0.0)
    return tuple(lines)
