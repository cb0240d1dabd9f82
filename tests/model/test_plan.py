"""A plan that contradicts itself is found out before a byte is written."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.basis.codec import from_json, to_json
from dossier.model.ids import PieceId, RubricId
from dossier.model.plan import (
    Bookmark,
    Link,
    PageKind,
    Plan,
    PlannedPage,
    PlannedPiece,
    one_line,
    problems,
)


def planned(number, first, pages, parent=None):
    return PlannedPiece(
        piece=PieceId(f"id-{number}"),
        number=number,
        label=f"Pièce n° {number}",
        title="Titre",
        day="12/03/2026",
        rubric=RubricId("order"),
        parent=parent,
        first=first,
        pages=pages,
    )


def pages_of(piece):
    return [
        PlannedPage(kind=PageKind.PIECE, piece=piece.piece, within=n, of=piece.pages)
        for n in range(1, piece.pages + 1)
    ]


def plan_with(lengths, children=()):
    """Plans a cover, a bordereau, and pieces of some lengths, each with as many children as told."""
    pieces, pages = [], [PlannedPage(kind=PageKind.COVER), PlannedPage(kind=PageKind.BORDEREAU)]
    for top, length in enumerate(lengths, 1):
        numbers = [str(top), *(f"{top}.{n}" for n in range(1, dict(enumerate(children)).get(top - 1, 0) + 1))]
        for number in numbers:
            parent = PieceId(f"id-{top}") if "." in number else None
            pieces.append(planned(number, len(pages) + 1, length, parent))
            pages.extend(pages_of(pieces[-1]))
    return Plan(
        title="Litige",
        language="fr",
        day=date(2026, 3, 12),
        pieces=tuple(pieces),
        pages=tuple(pages),
        bookmarks=(Bookmark(title="Pièces", page=2), *(mark(piece) for piece in pieces)),
        links=tuple(link(row, piece) for row, piece in enumerate(pieces)),
    )


def mark(piece):
    return Bookmark(title=f"{piece.label} – Titre", page=piece.first, depth=2 if piece.parent else 1)


def link(row, piece):
    y = 800.0 - 10 * (row % 70)
    return Link(page=2, rect=(50.0, y, 500.0, y + 9), target=piece.first, number=str(piece.first))


GOOD = plan_with([2, 1, 3], children=[0, 2, 1])

plans = st.builds(
    plan_with,
    st.lists(st.integers(1, 5), min_size=1, max_size=12),
    children=st.lists(st.integers(0, 3), max_size=5),
)


@given(plans)
def test_a_sound_plan_has_no_problem(plan):
    assert problems(plan) == ()


@given(plans)
def test_a_plan_travels_as_json(plan):
    assert from_json(Plan, to_json(plan)) == plan


@given(plans, st.data())
def test_every_page_has_its_own_words(plan, data):
    number = data.draw(st.integers(1, len(plan.pages)))
    page = plan.pages[number - 1]
    assert plan.page_words(number) == f"{number} / {len(plan.pages)}"
    if page.piece is None:
        assert plan.footer_words(number) == plan.stamp_words(number) == ""
    else:
        piece = plan.piece(page.piece)
        assert piece.first <= number <= piece.last
        assert plan.footer_words(number) == f"{piece.label} · {number - piece.first + 1}/{piece.pages}"
        assert plan.stamp_words(number) == (piece.label if number == piece.first else "")


def test_an_unknown_piece_is_a_key_error():
    with pytest.raises(KeyError):
        GOOD.piece(PieceId("nobody"))


@given(plans, st.data())
def test_dropping_a_page_is_always_noticed(plan, data):
    at = data.draw(st.integers(0, len(plan.pages) - 1))
    assert problems(replace(plan, pages=plan.pages[:at] + plan.pages[at + 1 :]))


@given(plans.filter(lambda plan: len(plan.pieces) > 1), st.data())
def test_exchanging_two_pieces_is_always_noticed(plan, data):
    at = data.draw(st.integers(0, len(plan.pieces) - 2))
    one, other = plan.pieces[at : at + 2]
    assert problems(replace(plan, pieces=(*plan.pieces[:at], other, one, *plan.pieces[at + 2 :])))


@given(plans, st.data())
def test_moving_a_piece_by_a_page_is_always_noticed(plan, data):
    at = data.draw(st.integers(0, len(plan.pieces) - 1))
    by = data.draw(st.sampled_from([-2, -1, 1, 2]))
    moved = replace(plan.pieces[at], first=plan.pieces[at].first + by)
    assert problems(replace(plan, pieces=(*plan.pieces[:at], moved, *plan.pieces[at + 1 :])))


def with_piece(at, **changes):
    pieces = list(GOOD.pieces)
    pieces[at] = replace(pieces[at], **changes)
    return replace(GOOD, pieces=tuple(pieces))


def with_page(number, **changes):
    pages = list(GOOD.pages)
    pages[number - 1] = replace(pages[number - 1], **changes)
    return replace(GOOD, pages=tuple(pages))


def with_link(**changes):
    return replace(GOOD, links=(replace(GOOD.links[0], **changes), *GOOD.links[1:]))


def with_mark(at, **changes):
    marks = list(GOOD.bookmarks)
    marks[at] = replace(marks[at], **changes)
    return replace(GOOD, bookmarks=tuple(marks))


BROKEN = {
    "pages:none": Plan(
        title="t", language="fr", day=GOOD.day, pieces=(), pages=(), bookmarks=(), links=(), creator="c"
    ),
    "page-piece:1": with_page(1, kind=PageKind.PIECE),
    "page-piece:3": with_page(3, kind=PageKind.DIVIDER),
    "page-within:4": with_page(4, within=1),
    "page-within:1": with_page(1, within=2),
    "piece-pages:1": with_piece(0, pages=0),
    "piece-pages:3.1": with_piece(5, pages=10**12),
    "page-piece:2": with_piece(0, first=-(10**12), pages=10**12 + 4),
    "piece-twice": with_piece(1, piece=GOOD.pieces[0].piece),
    "piece-parent:2.1": with_piece(2, parent=PieceId("nobody")),
    "piece-parent:2.2": with_piece(3, parent=GOOD.pieces[0].piece),
    "piece-label:2": with_piece(1, label="Pièce n° 12"),
    "number-twice": with_piece(1, number="1"),
    "number-falls:2": with_piece(0, number="5"),
    "link-page:2-99": with_link(target=99),
    "link-page:0-3": with_link(page=0),
    "link-rect:2-3": with_link(rect=(50.0, 800.0, 40.0, 809.0)),
    "link-on-piece:3": with_link(page=3),
    "link-number:2-3": with_link(number="4"),
    "bookmark-depth:Pièces": with_mark(0, depth=1),
    "bookmark-page:Pièces": with_mark(0, page=0),
    "bookmark-missing:1": with_mark(1, title="Pièce n° 1.2 – Titre"),
    "bookmark-missing:2": with_mark(2, page=3),
    "words:none": replace(GOOD, title=""),
    "words:Deux lignes": replace(GOOD, title="Deux\nlignes"),
}


@pytest.mark.parametrize("problem", BROKEN)
def test_a_contradiction_is_named_with_its_place(problem):
    assert problem in problems(BROKEN[problem])


def test_numbers_that_are_frozen_by_an_earlier_round_need_only_differ():
    pieces = [replace(GOOD.pieces[0], number="4 bis", label="Pièce n° 4 bis"), *GOOD.pieces[1:]]
    marks = (GOOD.bookmarks[0], replace(GOOD.bookmarks[1], title="Pièce n° 4 bis"), *GOOD.bookmarks[2:])
    assert problems(replace(GOOD, pieces=tuple(pieces), bookmarks=marks)) == ()


@given(st.text())
def test_one_line_of_words_fits_everywhere(text):
    line = one_line(text)
    assert one_line(line) == line
    assert not set(line) & set("\n\r\t\x00\x1b")
    element = ElementTree.Element("title")
    element.text = line
    assert (ElementTree.fromstring(ElementTree.tostring(element, encoding="unicode")).text or "") == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  Deux\r\n lignes\t ", "Deux lignes"),
        ("12\u202f000\u00a0€", "12\u202f000\u00a0€"),
        ("a\x00b\x85c\ud800d\ufffe", "abcd"),
        ("", ""),
    ],
)
def test_one_line_keeps_what_can_be_printed(text, line):
    assert one_line(text) == line
