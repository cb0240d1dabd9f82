"""Job: looks at the PDF that LibreOffice made of a document, and cuts one that never ends."""

from dataclasses import dataclass
from typing import Final

import pypdfium2

from dossier.basis import limits

_LOOKED_AT: Final = 5
"""First pages among which one must show something."""

_READ_PAGES: Final = 100
_INK_SCALE: Final = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class RawOffice:
    """What LibreOffice made.

    Attributes:
        raw: Path of its PDF.
        target: Path of the one that is kept.
        pages: How many are kept at most.
    """

    raw: str
    target: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedOffice:
    """What was found.

    Attributes:
        pages: How many pages are kept.
        more: Whether there were more.
        blank: Whether nothing stands on the first of them.
        text: Its words, capped.
    """

    pages: int
    more: bool
    blank: bool
    text: str


def finish_office(task: RawOffice) -> FinishedOffice:
    """Looks at a print and puts it in its place.

    Raises:
        pypdfium2.PdfiumError: It is no PDF.
    """
    with pypdfium2.PdfDocument(task.raw) as seen:
        found = len(seen)
        kept = min(found, task.pages)
        blank = not any(_has_ink(seen, number) for number in range(min(kept, _LOOKED_AT)))
        text = _text(seen, kept)
        with pypdfium2.PdfDocument.new() as copy:
            copy.import_pages(seen, list(range(kept)))
            copy.save(task.target)
    return FinishedOffice(pages=kept, more=found > kept, blank=blank, text=text)


def _has_ink(document: pypdfium2.PdfDocument, number: int) -> bool:
    picture = document[number].render(scale=_INK_SCALE, grayscale=True).to_pil()
    darkest, lightest = picture.getextrema()
    return bool(darkest != lightest)


def _text(document: pypdfium2.PdfDocument, pages: int) -> str:
    said: list[str] = []
    room = limits.TEXT_CHARS
    for number in range(min(pages, _READ_PAGES)):
        words = document[number].get_textpage().get_text_bounded().replace("\r\n", "\n")[:room]
        said.append(words)
        room -= len(words) + 1
        if room <= 0:
            break
    return "\n".join(said)
