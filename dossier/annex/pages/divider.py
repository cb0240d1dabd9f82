"""A rubric's divider: its name and the list of what follows."""

from dossier.annex.layout import LEFT_PT, OwnPage, Row, Text, run_over_pages
from dossier.annex.order import Section
from dossier.annex.pages.bordereau import DATE_X, NUMBER_X, TITLE_X, entry_row
from dossier.annex.pages.lists import head_row
from dossier.model.plan import PageKind
from dossier.press.fonts import Face, wrap
from dossier.press.ink import SOFT
from dossier.texts.catalogue import Texts
from dossier.texts.counts import pieces_and_attached


def divider_pages(section: Section, texts: Texts) -> list[OwnPage]:
    """Lays a divider out, on several pages when the rubric holds very many pieces."""
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
    head = head_row(
        (
            (NUMBER_X, texts.say("annex.column_number")),
            (DATE_X, texts.say("annex.column_date")),
            (TITLE_X, texts.say("annex.column_piece")),
        ),
        texts.say("annex.column_page"),
    )
    gap = Row(items=(), height_pt=90)
    rows = [entry_row(entry) for entry in section.entries]
    return run_over_pages(PageKind.DIVIDER, rows, first=(gap, kicker, *names, count, head), following=(head,))
