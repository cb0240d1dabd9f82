"""Recognised words, written invisibly over the picture that they were read in, so that they are found."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from dossier.model.recognised import RecognisedPage, Word
from dossier.press.fonts import Face, draw_text, new_canvas, text_width
from dossier.press.pdf_geometry import Place

_INVISIBLE: Final = 3
"""Text rendering mode: neither fill nor stroke (ISO 32000-1, 9.3.6)."""

_DESCENT: Final = 0.22
"""Share of a letter's size below its base line."""

_LEAST_SIZE_PT: Final = 1.0


def turned_word(word: Word, quarters: int) -> Word:
    """Gives a word's place on a page that the person turned clockwise."""
    for _ in range(quarters % 4):
        word = Word(word.text, 1 - word.top - word.height, word.left, word.height, word.width)
    return word


def draw_words(
    canvas: Canvas,
    page: RecognisedPage,
    *,
    x_pt: float,
    y_pt: float,
    width_pt: float,
    height_pt: float,
    turn: int = 0,
    rows: tuple[float, float] = (0.0, 1.0),
) -> None:
    """Writes the words of a page over a rectangle, whose lower left corner is given.

    Args:
        canvas: The page of ours.
        page: What was recognised.
        x_pt: Left edge of what the picture covers, whole.
        y_pt: Its lower edge.
        width_pt: Its width.
        height_pt: Its height.
        turn: Quarter turns clockwise that the person gave the picture.
        rows: Which part of its height is shown here, as shares from above; words of other parts are
            not written.
    """
    further = (turn - page.turn) % 4
    for word in _shown((turned_word(word, further) for line in page.lines for word in line), rows):
        left_pt = x_pt + word.left * width_pt
        low_pt = y_pt + (1 - word.top - word.height) * height_pt
        _write(canvas, word.text, left_pt, low_pt, word.width * width_pt, word.height * height_pt, further)


def draw_layer(words: RecognisedPage, where: Place, turn: int, target: Path) -> Path:
    """Writes the words of somebody's page on a page of our frame, to be laid over it.

    Args:
        words: What was recognised on it.
        where: Where the page stands on ours.
        turn: Quarter turns clockwise that the person gave it.
        target: The PDF to write; also the answer.
    """
    frame, rect = where.frame, where.rect
    canvas = new_canvas(target)
    canvas.setPageSize((frame.width_pt, frame.height_pt))
    draw_words(
        canvas,
        words,
        x_pt=rect.left - frame.left_pt,
        y_pt=rect.bottom - frame.bottom_pt,
        width_pt=rect.width,
        height_pt=rect.height,
        turn=turn,
    )
    canvas.showPage()
    canvas.save()
    return target


def _shown(words: Iterable[Word], rows: tuple[float, float]) -> Iterable[Word]:
    first, last = rows
    return (word for word in words if first <= word.top + word.height / 2 < last)


def _write(
    canvas: Canvas, text: str, x_pt: float, y_pt: float, width_pt: float, height_pt: float, turn: int
) -> None:
    """Writes one word as wide as it stands in the picture, in the direction that it is read in."""
    long_pt, high_pt = (height_pt, width_pt) if turn % 2 else (width_pt, height_pt)
    size_pt = max(high_pt, _LEAST_SIZE_PT)
    natural_pt = text_width(text, face=Face.REGULAR, size_pt=size_pt)
    if natural_pt <= 0 or long_pt <= 0:
        return
    corners = {0: (0.0, 0.0), 1: (0.0, height_pt), 2: (width_pt, height_pt), 3: (width_pt, 0.0)}
    along, up = corners[turn % 4]
    canvas.saveState()
    canvas.addLiteral(f"{_INVISIBLE} Tr")
    canvas.translate(x_pt + along, y_pt + up)
    canvas.rotate(-90 * (turn % 4))
    canvas.scale(long_pt / natural_pt, 1)
    # The space keeps words apart for whoever copies them.
    draw_text(canvas, 0, _DESCENT * size_pt, f"{text} ", face=Face.REGULAR, size_pt=size_pt, colour="#000000")
    canvas.restoreState()
