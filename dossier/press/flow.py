"""Text that we lay out, on pages of exactly the frame's size.

Everything goes from the top, without margins: the frame around it leaves them. Rows are made while
pages are drawn, so that time grows with the text and memory hardly does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from dossier.basis import limits
from dossier.model.flow import Block, Fields, Flow, Heading, Message, Notice, Paragraph, Picture, Style, Table
from dossier.press.flow_chat import message_rows
from dossier.press.flow_rows import Row, draw_page, gap, in_pages
from dossier.press.flow_table import table_rows
from dossier.press.flow_text import (
    HEIGHT_PT,
    WIDTH_PT,
    FlowSetting,
    fields_rows,
    heading_rows,
    notice_rows,
    paragraph_rows,
    picture_rows,
)
from dossier.press.fonts import new_canvas, register_fonts
from dossier.texts.catalogue import Texts

__all__ = ["FlowSetting", "LaidOut", "draw_flow", "flow_height", "flow_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """What became of a flow.

    Attributes:
        pages: How many were written, at least one.
        cut: Whether there was more: the last page says so.
    """

    pages: int
    cut: bool = False


def draw_flow(flow: Flow, target: Path, *, setting: FlowSetting) -> LaidOut:
    """Draws a flow, as many pages of it as anybody would read.

    Args:
        flow: What is to be said.
        target: A PDF whose pages have the size of the portrait frame; the same flow and setting
            give the same bytes.
        setting: Language, zone and assets.

    Raises:
        UsageError: There is no such language or zone.
        OSError: A picture of the flow is not among the assets, or the target cannot be written.
    """
    canvas = new_canvas(target)
    canvas.setPageSize((WIDTH_PT, HEIGHT_PT))
    written = 0
    cut = False
    for page in in_pages(flow_rows(flow, setting), HEIGHT_PT):
        cut = written == limits.FLOW_PAGES
        draw_page(canvas, tuple(_the_end(setting)) if cut else page, HEIGHT_PT)
        canvas.showPage()
        written += 1
        if cut:
            break
    if not written:
        canvas.showPage()
    canvas.save()
    return LaidOut(pages=max(written, 1), cut=cut)


def _the_end(setting: FlowSetting) -> Iterator[Row]:
    return notice_rows(Notice(code="flow-cut", params={"n": limits.FLOW_PAGES}), Texts(setting.language))


def flow_height(flow: Flow, *, setting: FlowSetting) -> float:
    """Measures a flow laid out on one endless page, in points.

    Raises:
        UsageError: There is no such language or zone.
        OSError: A picture of the flow is not among the assets.
    """
    register_fonts()
    used = height = 0.0
    for row in flow_rows(flow, setting):
        if not row.gap or used:
            height += row.height_pt
            used = used if row.gap else height
    return used


def flow_rows(flow: Flow, setting: FlowSetting) -> Iterator[Row]:
    """Turns a flow into rows, one after the other."""
    texts = Texts(setting.language)
    before: Block | None = None
    for block in flow.blocks:
        if before is not None:
            yield gap(_between(before, block), keep=isinstance(before, Heading))
        yield from _block_rows(block, before, texts, setting)
        before = block


def _block_rows(block: Block, before: Block | None, texts: Texts, setting: FlowSetting) -> Iterator[Row]:
    match block:
        case Heading():
            return heading_rows(block)
        case Paragraph():
            return paragraph_rows(block)
        case Notice():
            return notice_rows(block, texts)
        case Fields():
            return fields_rows(block, texts, setting)
        case Table():
            return table_rows(block)
        case Picture():
            return picture_rows(block, texts, setting)
        case Message():
            return message_rows(block, before, texts, setting)
        case _:
            assert_never(block)


def _between(before: Block, block: Block) -> float:
    """Gives the space between two blocks; messages keep their own distance."""
    match before, block:
        case Message(), Message():
            return 0
        case Fields(), Message():
            return 2
        case Fields(), _:
            return 16
        case Notice(), Paragraph():
            return 12
        case _, Heading():
            return 14
        case Paragraph(style=Style.MONO), Paragraph(style=Style.MONO):
            return 0
        case _:
            return 8
