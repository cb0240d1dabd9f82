"""A rubric's divider: its name and the list of what follows."""

from collections.abc import Container, Sequence
from dataclasses import replace

from dossier.annex.layout import LEFT_PT, OwnPage, Row, Text, run_over_pages
from dossier.annex.order import Entry, Order, Section
from dossier.annex.pages.bordereau import entry_row, table_head
from dossier.annex.pages.lists import Ref, list_head_row
from dossier.model.ids import PieceId
from dossier.model.plan import PageKind
from dossier.press.fonts import Face, wrap
from dossier.press.ink import SOFT
from dossier.texts.catalogue import Texts
from dossier.texts.counts import pieces_and_attached


def divider_pages(
    section: Section,
    order: Order,
    texts: Texts,
    *,
    also: Sequence[Entry] = (),
    here: Container[PieceId] | None = None,
) -> list[OwnPage]:
    """Lays a divider out, on several pages when the rubric holds very many pieces.

    Args:
        section: The rubric.
        order: What stands in this file.
        texts: The annex's language.
        also: What belongs into the same run of time and stands in another rubric.
        here: The pieces that stand in this file; None for all.
    """
    kicker = Row(
        items=(Text(x_pt=LEFT_PT, y_pt=-9, text=texts.say("annex.rubric"), size_pt=9.2, colour=SOFT),),
        height_pt=16,
    )
    lines = wrap(section.name, face=Face.BOLD, size_pt=23, width_pt=440)
    names = [
        Row(
            items=(Text(x_pt=LEFT_PT, y_pt=-23, text=line, size_pt=23, face=Face.BOLD),),
            height_pt=30,
        )
        for line in lines
    ]
    tops = sum(1 for entry in section.entries if entry.parent is None)
    said = pieces_and_attached(texts, tops, len(section.entries) - tops)
    count = Row(items=(Text(x_pt=LEFT_PT, y_pt=-14, text=said, size_pt=10, colour=SOFT),), height_pt=38)
    head = table_head(order, texts)
    gap = Row(items=(), height_pt=90)
    rows = [entry_row(entry) for entry in section.entries]
    if also:
        heading = list_head_row(texts.say("annex.kept_elsewhere"))
        rows.append(heading)
        for entry in also:
            ref = Ref.HERE if here is None or entry.piece.id in here else Ref.ELSEWHERE
            rows.append(replace(entry_row(entry, ref=ref), again=heading))
    return run_over_pages(PageKind.DIVIDER, rows, first=(gap, kicker, *names, count, head), following=(head,))
