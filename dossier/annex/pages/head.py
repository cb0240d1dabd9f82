"""What stands before the pieces of a separate file: which they are, and where each begins."""

from collections.abc import Sequence

from dossier.annex.layout import LEFT_PT, WIDTH_PT, OwnPage, Row, Rule, Text, run_over_pages
from dossier.annex.order import Entry, Order
from dossier.annex.pages.bordereau import entry_row, table_head
from dossier.model.plan import PageKind
from dossier.press.fonts import Face, wrap
from dossier.press.ink import INK, LINE, SOFT
from dossier.texts.catalogue import Texts

NAME_X = LEFT_PT + 44
TITLE_SIZE_PT = 16.0


def head_pages(order: Order, texts: Texts) -> list[OwnPage]:
    """Lays the first page of a separate file out: what it holds, linked, and the fingerprints."""
    entries = order.entries
    head = table_head(order, texts)
    first = (
        Row(items=(), height_pt=30),
        _words(order.title, size_pt=9.2, colour=SOFT, height_pt=22),
        *_title_rows(entries, texts),
        Row(items=(), height_pt=22),
        head,
    )
    rows = [entry_row(entry, rubric=not order.grouped) for entry in entries]
    rows.append(Row(items=(), height_pt=26))
    rows.append(_fingerprint_head(texts))
    rows.extend(row for entry in entries for row in _fingerprints(entry))
    return run_over_pages(PageKind.HEAD, rows, first=first, following=())


def _title_rows(entries: Sequence[Entry], texts: Texts) -> list[Row]:
    """Says which piece it is, in which rubric, of which day; of several pieces from which to which."""
    tops = [entry for entry in entries if entry.parent is None]
    label = tops[0].label
    if len(tops) > 1:
        label = texts.say("annex.head_several", first=tops[0].label, last=tops[-1].label)
    rows = [_words(label, size_pt=TITLE_SIZE_PT, colour=INK, height_pt=24, face=Face.BOLD)]
    rubrics = list(dict.fromkeys(entry.rubric_name for entry in tops))
    said = [texts.say("annex.head_rubric", name=name) for name in rubrics]
    if len(tops) == 1:
        rows.extend(
            _words(line, size_pt=12, colour=INK, height_pt=16)
            for line in wrap(tops[0].title, face=Face.REGULAR, size_pt=12, width_pt=WIDTH_PT)
        )
        said.append(texts.say("annex.head_day", day=tops[0].day))
    rows.extend(_words(line, size_pt=10, colour=SOFT, height_pt=14.5) for line in said)
    return rows


def _words(text: str, *, size_pt: float, colour: str, height_pt: float, face: Face = Face.REGULAR) -> Row:
    line = wrap(text, face=face, size_pt=size_pt, width_pt=WIDTH_PT)[0]
    item = Text(x_pt=LEFT_PT, y_pt=-size_pt, text=line, size_pt=size_pt, face=face, colour=colour)
    return Row(items=(item,), height_pt=height_pt)


def _fingerprint_head(texts: Texts) -> Row:
    items = (
        Text(x_pt=LEFT_PT + 4, y_pt=-8, text=texts.say("annex.column_file"), size_pt=8, colour=SOFT),
        Rule(x_pt=LEFT_PT, y_pt=-14, width_pt=WIDTH_PT, thickness_pt=0.9, colour=INK),
    )
    return Row(items=items, height_pt=15, keep=True)


def _fingerprints(entry: Entry) -> list[Row]:
    rows = []
    for file in entry.files:
        if not file.digest:
            continue
        name = wrap(file.name, face=Face.REGULAR, size_pt=9.2, width_pt=WIDTH_PT - 48)
        items = [Text(x_pt=LEFT_PT + 4, y_pt=-14, text=entry.number, size_pt=9.2, face=Face.BOLD)]
        items.extend(
            Text(x_pt=NAME_X, y_pt=-14 - 12 * i, text=line, size_pt=9.2) for i, line in enumerate(name)
        )
        lower = -14 - 12 * len(name)
        items.append(
            Text(x_pt=NAME_X, y_pt=lower, text=file.digest, size_pt=7.2, face=Face.MONO, colour=SOFT)
        )
        rule = Rule(x_pt=LEFT_PT, y_pt=lower - 7, width_pt=WIDTH_PT, colour=LINE)
        rows.append(Row(items=(*items, rule), height_pt=7 - lower))
    return rows
