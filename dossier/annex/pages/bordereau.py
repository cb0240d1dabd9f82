"""The bordereau: the linked table of pieces."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dossier.annex.layout import (
    LEFT_PT,
    RIGHT_PT,
    OwnPage,
    Row,
    piece_anchor,
    rubric_anchor,
    run_over_pages,
)
from dossier.annex.order import Entry, Order, Section
from dossier.annex.pages.lists import (
    FAR_COLUMN_PT,
    PAGE_COLUMN_PT,
    UNDER_SIZE_PT,
    Ref,
    head_row,
    list_head_row,
    listed_row,
    rubric_row,
    title_row,
)
from dossier.model.ids import PieceId
from dossier.model.plan import PageKind, one_line
from dossier.press.fonts import Face, wrap
from dossier.press.ink import INK, SOFT
from dossier.texts.catalogue import Texts

NUMBER_X = LEFT_PT + 4
DATE_X = LEFT_PT + 44
TITLE_X = LEFT_PT + 122
RUBRIC_WIDTH = 92.0
"""Of the column that names the rubric, in a list that is not divided by rubrics."""
CHILD_INDENT_PT = 10.0

MOST_PROVES_LINES = 6
"""Lines under a title at most: the table must still be read at a glance."""


def bordereau_pages(
    order: Order,
    texts: Texts,
    *,
    elsewhere: Sequence[Entry] = (),
    names: Mapping[PieceId, str] | None = None,
) -> list[OwnPage]:
    """Lays the bordereau out: rubrics as headings, a line a piece, every line a link.

    Args:
        order: What stands in this file, in words.
        texts: The annex's language.
        elsewhere: The pieces of the other files, told in short behind it.
        names: The file of each piece when each has its own; such lines lead nowhere.
    """
    ref = Ref.HERE if names is None else Ref.NONE
    head = table_head(order, texts, pages=names is None)
    rows = [
        row
        for section in order.sections
        for row in _section_rows(section, order, texts, ref=ref, names=names)
    ]
    if elsewhere:
        heading = list_head_row(texts.say("annex.elsewhere"))
        rows.append(heading)
        rows.extend(
            replace(entry_row(entry, ref=Ref.ELSEWHERE), again=heading)
            for entry in elsewhere
            if entry.parent is None
        )
    title = title_row(texts.say("annex.bordereau"))
    return run_over_pages(PageKind.BORDEREAU, rows, first=(title, head), following=(head,))


def table_head(order: Order, texts: Texts, *, pages: bool = True) -> Row:
    """Makes the column heads of a table of pieces."""
    cells = [
        (NUMBER_X, texts.say("annex.column_number")),
        (DATE_X, texts.say("annex.column_date")),
    ]
    if not order.grouped:
        cells.append((TITLE_X, texts.say("annex.column_rubric")))
    left = TITLE_X if order.grouped else TITLE_X + RUBRIC_WIDTH
    cells.append((left, texts.say("annex.column_piece")))
    return head_row(tuple(cells), texts.say("annex.column_page") if pages else "")


def _section_rows(
    section: Section, order: Order, texts: Texts, *, ref: Ref, names: Mapping[PieceId, str] | None
) -> list[Row]:
    rows = []
    again = None
    if order.grouped:
        anchor = rubric_anchor(section.rubric) if ref is Ref.HERE else None
        again = rubric_row(texts.say("annex.continued", name=section.name), anchor)
        rows.append(rubric_row(section.name, anchor))
    for entry in section.entries:
        under = (*((entry.change,) if entry.change else ()), *_proves(entry, order, texts))
        if names is not None and entry.parent is None:
            under = (*under, *_file_lines(names[entry.piece.id], order, texts))
        row = entry_row(entry, under=under, rubric=not order.grouped, ref=ref)
        rows.append(replace(row, again=again))
    return rows


def _proves(entry: Entry, order: Order, texts: Texts) -> tuple[str, ...]:
    """Says what a piece proves in the person's words, cut where it would no longer be a line of a list."""
    what = one_line(entry.piece.proves)
    if not what:
        return ()
    said = texts.say("annex.proves_line", what=what)
    left = title_left(entry, rubric=not order.grouped)
    lines = wrap(said, face=Face.REGULAR, size_pt=UNDER_SIZE_PT, width_pt=RIGHT_PT - PAGE_COLUMN_PT - left)
    if len(lines) <= MOST_PROVES_LINES:
        return lines
    return (*lines[: MOST_PROVES_LINES - 1], f"{lines[MOST_PROVES_LINES - 1].rstrip(' .,;:')} …")


def _file_lines(name: str, order: Order, texts: Texts) -> tuple[str, ...]:
    """Says in which file a piece is."""
    left = TITLE_X if order.grouped else TITLE_X + RUBRIC_WIDTH
    said = texts.say("annex.file_line", name=name)
    return wrap(said, face=Face.REGULAR, size_pt=UNDER_SIZE_PT, width_pt=RIGHT_PT - 4 - left)


def title_left(entry: Entry, *, rubric: bool) -> float:
    """Gives the left edge of a title."""
    indent = 0.0 if entry.parent is None else CHILD_INDENT_PT
    return TITLE_X + indent + (RUBRIC_WIDTH if rubric else 0.0)


def entry_row(entry: Entry, *, under: tuple[str, ...] = (), rubric: bool = False, ref: Ref = Ref.HERE) -> Row:
    """Makes a piece's line; what is attached stands indented and softer.

    Args:
        entry: The piece.
        under: Small lines below its title.
        rubric: Whether its rubric is named in a column of its own.
        ref: Whether its page is told, and where that is.
    """
    child = entry.parent is not None
    colour = SOFT if child else INK
    number_x = NUMBER_X + 8 if child else NUMBER_X
    left = title_left(entry, rubric=rubric)
    right = RIGHT_PT - (FAR_COLUMN_PT if ref is Ref.ELSEWHERE else PAGE_COLUMN_PT)
    cells = [
        (number_x, DATE_X - number_x - 2, entry.number, Face.REGULAR if child else Face.BOLD, 10.0, colour),
        (DATE_X, TITLE_X - DATE_X - 6, entry.day, Face.REGULAR, 9.2, SOFT if child else INK),
    ]
    if rubric:
        named = "" if child else entry.rubric_name
        cells.append((TITLE_X, RUBRIC_WIDTH - 8, named, Face.REGULAR, 9.2, SOFT))
    cells.append((left, right - left, entry.title, Face.REGULAR, 10.0, colour))
    return listed_row(
        tuple(cells), anchor=piece_anchor(entry.piece.id), ref=ref, under=under, under_x_pt=left
    )
