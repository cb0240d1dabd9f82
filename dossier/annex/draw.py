"""Paints laid-out pages into a PDF of ours with reportlab."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import assert_never

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from dossier.annex.layout import Anchor, Box, Item, PageRef, Rule, Text
from dossier.press.fonts import draw_text, new_canvas, text_width


def draw_pages(
    target: Path,
    pages: Sequence[tuple[tuple[float, float], Sequence[Item]]],
    *,
    numbers: Mapping[Anchor, str],
) -> None:
    """Draws pages.

    Args:
        target: Where the PDF goes.
        pages: For each page its width and height in points, and what stands on it.
        numbers: What is printed as the page of each anchor.
    """
    canvas = new_canvas(target)
    for size, items in pages:
        canvas.setPageSize(size)
        for item in items:
            _draw(canvas, item, numbers)
        canvas.showPage()
    canvas.save()


def _draw(canvas: Canvas, item: Item, numbers: Mapping[Anchor, str]) -> None:
    match item:
        case Text():
            _words(canvas, item)
        case PageRef():
            number = numbers[item.anchor]
            left = item.x_pt - text_width(number, item.face, item.size_pt)
            draw_text(
                canvas, left, item.y_pt, number, face=item.face, size_pt=item.size_pt, colour=item.colour
            )
        case Rule():
            canvas.setStrokeColor(HexColor(item.colour))
            canvas.setLineWidth(item.thickness_pt)
            canvas.line(item.x_pt, item.y_pt, item.x_pt + item.width_pt, item.y_pt)
        case Box():
            canvas.setStrokeColor(HexColor(item.colour))
            canvas.setLineWidth(0.9)
            canvas.roundRect(item.x_pt, item.y_pt, item.width_pt, item.height_pt, 3, stroke=1, fill=0)
        case _:
            assert_never(item)


def _words(canvas: Canvas, item: Text) -> None:
    left = item.x_pt - text_width(item.text, item.face, item.size_pt) if item.right else item.x_pt
    draw_text(canvas, left, item.y_pt, item.text, face=item.face, size_pt=item.size_pt, colour=item.colour)
