"""One line of ours in the upper margin of a document's pages: what the reader must know of the file.

It stands outside the frame, so that it covers nothing, and at the left: at the right is the stamp.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from dossier.model.body import PdfBody
from dossier.press.fonts import Face, clean, draw_text, new_canvas, register_fonts, text_width
from dossier.press.frame import PORTRAIT, SIDE_PT, TOP_PT, Frame
from dossier.press.ink import SOFT
from dossier.press.pdf_chain import draw_own_pdf
from dossier.press.pdf_outcome import listed
from dossier.press.sheet_page import FormUse, PageDrawing
from dossier.texts.catalogue import Texts

_SIZE_PT: Final = 8.2
_HEIGHT_PT: Final = 12.0
_BASE_PT: Final = 3.0
"""From the lower edge of the line to its letters' feet."""

_ABOVE_FRAME_PT: Final = 6.0
_STAMP_PT: Final = 160.0
"""Kept free for the stamp, whose words are not known here."""

_WIDTH_PT: Final = PORTRAIT.width_pt - _STAMP_PT
_BETWEEN: Final = " · "


def is_extract(body: PdfBody) -> bool:
    """Tells whether the person chose to show some pages only."""
    return body.chosen is not None and len(body.chosen) < body.pages


def margin_words(body: PdfBody, told: Iterable[str], texts: Texts) -> tuple[str, str]:
    """Says what stands above the first page of a document, and above the others.

    Args:
        body: The document.
        told: Codes of what was noticed while it was drawn.
        texts: The annex's language.
    """
    extract = _extract(body, texts) if is_extract(body) else ""
    signed = texts.say("notice.pdf-signed") if "signed" in told else ""
    first = _BETWEEN.join(words for words in (extract, signed) if words)
    return (first if _fits(first) else extract or signed), extract


def _extract(body: PdfBody, texts: Texts) -> str:
    chosen: Sequence[int] = body.chosen or ()
    named = texts.say("notice.pdf-extract", n=len(chosen), pages=listed(chosen), of=body.pages)
    return named if _fits(named) else texts.say("notice.pdf-extract-short", n=len(chosen), of=body.pages)


def _fits(words: str) -> bool:
    register_fonts()
    return text_width(words, Face.REGULAR, _SIZE_PT) <= _WIDTH_PT


def draw_margin(words: str, target: Path, folder: Path) -> PageDrawing:
    """Draws a line by itself.

    Args:
        words: What it says.
        target: A file for it.
        folder: Where its fragment is written.
    """
    canvas = new_canvas(target)
    canvas.setPageSize((_WIDTH_PT, _HEIGHT_PT))
    draw_text(canvas, 0, _BASE_PT, clean(words), face=Face.REGULAR, size_pt=_SIZE_PT, colour=SOFT)
    canvas.showPage()
    canvas.save()
    (drawing,) = draw_own_pdf(target, folder)
    return drawing


def in_margin(line: PageDrawing, frame: Frame) -> PageDrawing:
    """Puts a line into the upper margin of a page.

    Args:
        line: From ``draw_margin``.
        frame: The page's.
    """
    bottom = frame.page_height_pt - TOP_PT + _ABOVE_FRAME_PT
    return replace(line, forms=(FormUse(matrix=(1.0, 0.0, 0.0, 1.0, SIDE_PT, bottom)),))
