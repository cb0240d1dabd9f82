"""The integrity table: which untouched files the annex was made from."""

from dossier.annex.layout import LEFT_PT, RIGHT_PT, WIDTH_PT, Item, OwnPage, Row, Rule, Text, run_over_pages
from dossier.annex.order import Entry, Order, extracts
from dossier.annex.pages.lists import prose_rows, title_row
from dossier.model.ids import PieceId
from dossier.model.piece import FileKind, Original, State
from dossier.model.plan import PageKind
from dossier.press.fonts import Face, wrap
from dossier.press.ink import INK, LINE, SOFT
from dossier.texts.catalogue import Texts

NUMBER_X = LEFT_PT + 4
FILE_X = LEFT_PT + 44
SIZE_X = RIGHT_PT - 128
STATE_X = RIGHT_PT - 108

NO_DIGEST = "—"
"""For a file whose bytes could not be read."""


def integrity_pages(order: Order, states: dict[PieceId, State], texts: Texts) -> list[OwnPage]:
    """Lays the integrity table out.

    Args:
        order: The annex in words.
        states: How much of each piece is shown.
        texts: The annex's language.
    """
    head = _head(texts)
    first = (
        title_row(texts.say("annex.integrity"), under_pt=10),
        *prose_rows(texts.say("annex.integrity_what")),
        head,
    )
    rows = [row for entry in order.entries for row in _rows(entry, states[entry.piece.id], texts)]
    return run_over_pages(PageKind.INTEGRITY, rows, first=first, following=(head,))


def _rows(entry: Entry, state: State, texts: Texts) -> list[Row]:
    if entry.piece.event is not None and not entry.piece.originals:
        return [_note_row(entry, texts)]
    # Nothing of an extract is damaged, and yet nobody may take it for the whole.
    whole = state not in (State.OK, State.REPAIRED) or not extracts(entry.piece)
    said = texts.say(f"state.{state}" if whole else "annex.state_extract")
    beside = texts.say("annex.state_beside")
    return [
        _row(entry, original, beside if original.kind is FileKind.MEDIA else said, texts)
        for original in entry.files
    ]


def _note_row(entry: Entry, texts: Texts) -> Row:
    """Says of a note that there is no file to compare it with."""
    items = (
        Text(x_pt=NUMBER_X, y_pt=-14, text=entry.number, size_pt=9.2, face=Face.BOLD),
        Text(x_pt=FILE_X, y_pt=-14, text=texts.say("annex.no_file"), size_pt=9.2, colour=SOFT),
        Rule(x_pt=LEFT_PT, y_pt=-21, width_pt=WIDTH_PT, colour=LINE),
    )
    return Row(items=items, height_pt=21)


def _head(texts: Texts) -> Row:
    words = (
        (NUMBER_X, "annex.column_number", False),
        (FILE_X, "annex.column_file", False),
        (SIZE_X, "annex.column_size", True),
        (STATE_X, "annex.column_state", False),
    )
    items: list[Item] = [
        Text(x_pt=x, y_pt=-8, text=texts.say(key), size_pt=8, colour=SOFT, right=right)
        for x, key, right in words
    ]
    items.append(Rule(x_pt=LEFT_PT, y_pt=-14, width_pt=WIDTH_PT, thickness_pt=0.9, colour=INK))
    return Row(items=tuple(items), height_pt=15)


def _row(entry: Entry, original: Original, state: str, texts: Texts) -> Row:
    name = wrap(original.name, face=Face.REGULAR, size_pt=9.2, width_pt=SIZE_X - FILE_X - 50)
    said = wrap(state, face=Face.REGULAR, size_pt=9.2, width_pt=RIGHT_PT - STATE_X)
    items: list[Item] = [Text(x_pt=NUMBER_X, y_pt=-14, text=entry.number, size_pt=9.2, face=Face.BOLD)]
    items.extend(Text(x_pt=FILE_X, y_pt=-14 - 12 * i, text=line, size_pt=9.2) for i, line in enumerate(name))
    items.append(Text(x_pt=SIZE_X, y_pt=-14, text=texts.size(original.size), size_pt=9.2, right=True))
    items.extend(Text(x_pt=STATE_X, y_pt=-14 - 12 * i, text=line, size_pt=9.2) for i, line in enumerate(said))
    lower = -14 - 12 * max(len(name), len(said))
    items.append(
        Text(
            x_pt=FILE_X,
            y_pt=lower,
            text=original.digest or NO_DIGEST,
            size_pt=7.2,
            face=Face.MONO,
            colour=SOFT,
        )
    )
    height = -lower + 7
    items.append(Rule(x_pt=LEFT_PT, y_pt=-height, width_pt=WIDTH_PT, colour=LINE))
    return Row(items=tuple(items), height_pt=height)
