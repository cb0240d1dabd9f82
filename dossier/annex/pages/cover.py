"""The cover: what this is, whose dispute, how much of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dossier.annex.layout import (
    BORDEREAU,
    CHRONOLOGY,
    FACTS,
    INTEGRITY,
    LEFT_PT,
    RIGHT_PT,
    WIDTH_PT,
    Anchor,
    Item,
    OwnPage,
    PageRef,
    Row,
    Rule,
    Text,
    rubric_anchor,
    run_over_pages,
)
from dossier.annex.order import Order
from dossier.model.party import Party
from dossier.model.plan import PageKind
from dossier.model.watching import TERMS
from dossier.press.fonts import Face, wrap
from dossier.press.ink import INK, SOFT
from dossier.texts.catalogue import Texts
from dossier.texts.counts import pieces_and_attached
from dossier.texts.dates import long_day

VALUE_X = LEFT_PT + 120

TITLE_SIZES = ((90, 23), (220, 16), (500, 12))
"""Longest title, in characters, and its size in points."""

MOST_TITLE_LINES = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the cover of one of several files, or of a later sending, says besides.

    Attributes:
        kicker: Above the title; "" leaves the usual words.
        facts: Further facts, each a label and a value, before all others.
        notes: Sentences before how to read the annex.
        pieces: Whether the pieces stand in this file.
    """

    kicker: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    pieces: bool = True


PLAIN_FRONT = Front()


def cover_pages(
    order: Order,
    parties: Sequence[Party],
    texts: Texts,
    *,
    pages: int,
    chronology: bool,
    facts: bool = False,
    case_number: str = "",
    front: Front = PLAIN_FRONT,
) -> list[OwnPage]:
    """Lays the cover out.

    Args:
        order: The annex in words.
        parties: Who is in the dispute, as far as known.
        texts: The annex's language.
        pages: Pages of the whole annex.
        chronology: Whether there is a chronology to lead to.
        facts: Whether there is a page of facts to lead to.
        case_number: The number that the recipient gave the demand; "" prints none.
        front: What this cover says besides.
    """
    rows = [Row(items=(), height_pt=84)]
    rows.append(_line(front.kicker or texts.say("annex.kicker"), size_pt=10, colour=SOFT, height_pt=26))
    rows.extend(_title_rows(order.title))
    rows.append(Row(items=(), height_pt=40))
    case = [(texts.say("annex.fact_case"), case_number)] if case_number else []
    said = (*case, *front.facts, *_facts(order, parties, texts, pages))
    rows.extend(_fact(label, value) for label, value in said)
    rows.append(Row(items=(), height_pt=34))
    lists = [("annex.facts", FACTS)] if facts else []
    lists.append(("annex.bordereau", BORDEREAU))
    if chronology:
        lists.append(("annex.chronology", CHRONOLOGY))
    rows.extend(_contents(order, texts, lists=lists, rubrics=front.pieces and order.grouped))
    rows.append(Row(items=(), height_pt=20))
    how = "annex.how_to_read" if front.pieces else "annex.how_to_read_list"
    rows.extend(
        _line(line, size_pt=9.2, colour=SOFT, height_pt=13.5)
        for note in (*front.notes, texts.say(how))
        for line in wrap(note, face=Face.REGULAR, size_pt=9.2, width_pt=WIDTH_PT)
    )
    return run_over_pages(PageKind.COVER, rows, first=(), following=())


def _line(text: str, *, size_pt: float, colour: str, height_pt: float) -> Row:
    return Row(
        items=(Text(x_pt=LEFT_PT, y_pt=-size_pt, text=text, size_pt=size_pt, colour=colour),),
        height_pt=height_pt,
    )


def _title_rows(title: str) -> list[Row]:
    """Sets the title; a very long one smaller, so that the cover stays one page, and cut at last."""
    size = next((size for longest, size in TITLE_SIZES if len(title) <= longest), TITLE_SIZES[-1][1])
    lines = wrap(title, face=Face.BOLD, size_pt=size, width_pt=WIDTH_PT)[:MOST_TITLE_LINES]
    return [
        Row(
            items=(Text(x_pt=LEFT_PT, y_pt=-size, text=line, size_pt=size, face=Face.BOLD),),
            height_pt=size * 1.3,
        )
        for line in lines
    ]


def _facts(order: Order, parties: Sequence[Party], texts: Texts, pages: int) -> list[tuple[str, str]]:
    facts = [(texts.say(f"role.{party.role}"), party.name) for party in parties]
    tops = sum(1 for entry in order.entries if entry.parent is None)
    count = pieces_and_attached(texts, tops, len(order.entries) - tops)
    facts.append((texts.say("annex.fact_pieces"), count))
    facts.append((texts.say("annex.fact_pages"), texts.say("annex.pages", n=pages)))
    period = _period(order, texts)
    if period:
        facts.append((texts.say("annex.fact_period"), period))
    facts.append((texts.say("annex.fact_day"), long_day(texts, order.day)))
    return facts


def _period(order: Order, texts: Texts) -> str:
    """Names the first and the last day.

    A version of general terms may be years older than the dispute; a doubted date names no day of it.
    """
    dated = [entry for entry in order.entries if entry.moment.known and not entry.doubted]
    lived = [entry for entry in dated if entry.rubric != TERMS] or dated
    begins = [begin for entry in lived if (begin := entry.moment.begin(order.zone))]
    ends = [end for one in dated if (end := one.moment.end(order.zone) or one.moment.begin(order.zone))]
    if not begins:
        return ""
    first, last = min(begins).date(), max(ends).date()
    if first == last:
        return long_day(texts, first)
    return texts.say("annex.period", first=long_day(texts, first), last=long_day(texts, last))


def _fact(label: str, value: str) -> Row:
    lines = wrap(value, face=Face.REGULAR, size_pt=10, width_pt=RIGHT_PT - VALUE_X)
    items: list[Item] = [Text(x_pt=LEFT_PT, y_pt=-15, text=label, size_pt=10, colour=SOFT)]
    items.extend(Text(x_pt=VALUE_X, y_pt=-15 - 13 * i, text=line) for i, line in enumerate(lines))
    height = 13.0 * len(lines) + 10
    items.append(Rule(x_pt=LEFT_PT, y_pt=-height, width_pt=WIDTH_PT))
    return Row(items=tuple(items), height_pt=height)


def _contents(order: Order, texts: Texts, *, lists: Sequence[tuple[str, Anchor]], rubrics: bool) -> list[Row]:
    rows = [
        Row(
            items=(
                Text(x_pt=LEFT_PT, y_pt=-10, text=texts.say("annex.contents"), size_pt=10.2, face=Face.BOLD),
                Rule(x_pt=LEFT_PT, y_pt=-18, width_pt=WIDTH_PT, thickness_pt=0.9, colour=INK),
            ),
            height_pt=20,
        )
    ]
    lines = [(texts.say(key), anchor) for key, anchor in lists]
    if rubrics:
        lines.extend((section.name, rubric_anchor(section.rubric)) for section in order.sections)
    lines.append((texts.say("annex.integrity"), INTEGRITY))
    rows.extend(_content(words, anchor) for words, anchor in lines)
    return rows


def _content(words: str, anchor: Anchor) -> Row:
    line = wrap(words, face=Face.REGULAR, size_pt=9.6, width_pt=WIDTH_PT - 50)[0]
    return Row(
        items=(
            Text(x_pt=LEFT_PT, y_pt=-11.5, text=line, size_pt=9.6),
            PageRef(x_pt=RIGHT_PT - 4, y_pt=-11.5, anchor=anchor, size_pt=9.6),
        ),
        height_pt=16.5,
        anchor=anchor,
    )
