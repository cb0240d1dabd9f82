"""The bordereau: the linked table of pieces."""

from dataclasses import replace

from dossier.annex.layout import LEFT_PT, RIGHT_PT, OwnPage, Row, piece_anchor, rubric_anchor, run_over_pages
from dossier.annex.order import Entry, Order
from dossier.annex.pages.lists import (
    PAGE_COLUMN_PT,
    UNDER_SIZE_PT,
    head_row,
    listed_row,
    rubric_row,
    title_row,
)
from dossier.model.plan import PageKind, one_line
from dossier.press.fonts import Face, wrap
from dossier.press.ink import INK, SOFT
from dossier.texts.catalogue import Texts

NUMBER_X = LEFT_PT + 4
DATE_X = LEFT_PT + 44
TITLE_X = LEFT_PT + 122
TITLE_WIDTH = RIGHT_PT - PAGE_COLUMN_PT - TITLE_X
CHILD_INDENT_PT = 10.0

MOST_PROVES_LINES = 6
"""Lines under a title at most: the table must still be read at a glance."""


def bordereau_pages(order: Order, texts: Texts) -> list[OwnPage]:
    """Lays the bordereau out: rubrics as headings, a line a piece, every line a link."""
    head = head_row(
        (
            (NUMBER_X, texts.say("annex.column_number")),
            (DATE_X, texts.say("annex.column_date")),
            (TITLE_X, texts.say("annex.column_piece")),
        ),
        texts.say("annex.column_page"),
    )
    rows = []
    for section in order.sections:
        anchor = rubric_anchor(section.rubric.id)
        again = rubric_row(texts.say("annex.continued", name=section.name), anchor)
        rows.append(rubric_row(section.name, anchor))
        rows.extend(
            replace(entry_row(entry, under=_proves(entry, texts)), again=again) for entry in section.entries
        )
    title = title_row(texts.say("annex.bordereau"))
    return run_over_pages(PageKind.BORDEREAU, rows, first=(title, head), following=(head,))


def _proves(entry: Entry, texts: Texts) -> tuple[str, ...]:
    """Says what a piece proves in the person's words, cut where it would no longer be a line of a list."""
    what = one_line(entry.piece.proves)
    if not what:
        return ()
    said = texts.say("annex.proves_line", what=what)
    lines = wrap(said, face=Face.REGULAR, size_pt=UNDER_SIZE_PT, width_pt=TITLE_WIDTH - _indent(entry))
    if len(lines) <= MOST_PROVES_LINES:
        return lines
    return (*lines[: MOST_PROVES_LINES - 1], f"{lines[MOST_PROVES_LINES - 1].rstrip(' .,;:')} …")


def _indent(entry: Entry) -> float:
    return 0.0 if entry.parent is None else CHILD_INDENT_PT


def entry_row(entry: Entry, *, under: tuple[str, ...] = ()) -> Row:
    """Makes a piece's line; what is attached stands indented and softer.

    Args:
        entry: The piece.
        under: Small lines below its title.
    """
    child = entry.parent is not None
    colour = SOFT if child else INK
    number_x = NUMBER_X + 8 if child else NUMBER_X
    title_x, title_width = TITLE_X + _indent(entry), TITLE_WIDTH - _indent(entry)
    return listed_row(
        (
            (number_x, DATE_X - number_x - 2, entry.number, Face.REGULAR if child else Face.BOLD, 10, colour),
            (DATE_X, TITLE_X - DATE_X - 6, entry.day, Face.REGULAR, 9.2, SOFT if child else INK),
            (title_x, title_width, entry.title, Face.REGULAR, 10, colour),
        ),
        anchor=piece_anchor(entry.piece.id),
        under=under,
        under_x_pt=title_x,
    )
