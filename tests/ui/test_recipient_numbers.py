"""The window's numbers are those that the chosen recipient will see."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from dossier.basis.clock import zone_named
from dossier.model.commands.edit import set_rubric
from dossier.model.commands.facts import choose_recipient
from dossier.model.commands.place import place_pieces
from dossier.model.commands.privacy import hold_back, show_to
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.numbering import numbered
from dossier.model.rubric import Rubric
from dossier.recipients.choose import every_profile
from dossier.recipients.known import profile_of, recipient_name
from dossier.texts.catalogue import Texts
from tests.support.dossiers import on, piece, small_dossier
from tests.support.lists import three_rubrics
from tests.support.ui_project import DOCUMENT, FIRST, LETTER, SECOND
from ui.models.arranged import Choice, Place, Section, arranged
from ui.models.numbers import rows_of
from ui.models.piece_names import PieceNames
from ui.models.pieces import PiecesModel
from ui.models.roles import Role
from ui.views.counts import counts_of

pytestmark = pytest.mark.usefixtures("qapp")
FRENCH = Texts("fr")
GROUPS = "ecc-be"
"""Wants what was written to and fro as one run by date, in two rubrics of these."""


def exchange():
    """An order; letters of March 2 and 4, and a complaint of March 3."""
    names = {"order": "Commande", "correspondence": "Échanges", "complaint": "Réclamation"}
    return Dossier(
        rubrics=tuple(Rubric(id=RubricId(one), names={"fr": name}) for one, name in names.items()),
        pieces=(
            piece("order", "order", moment=on(3, 1)),
            piece("first", "correspondence", moment=on(3, 2)),
            piece("last", "correspondence", moment=on(3, 4)),
            piece("complaint", "complaint", moment=on(3, 3)),
        ),
    )


def to(recipient, dossier):
    return choose_recipient(dossier, recipient).dossier


def listed(dossier):
    """Gives the rows by rubric: headings by name, pieces with their numbers."""
    rows = arranged(dossier, Choice())
    return [row.rubric if isinstance(row, Section) else (row.piece.id, row.number) for row in rows]


def place_of(dossier, name):
    return next(one for one in arranged(dossier, Choice()) if isinstance(one, Place) and one.piece.id == name)


@pytest.mark.parametrize("recipient", [one.id for one in every_profile()])
@pytest.mark.parametrize("make", [exchange, small_dossier, three_rubrics])
def test_the_list_has_the_numbers_of_the_recipients_annex(make, recipient):
    dossier = hold_back(to(recipient, make()), [make().pieces[1].id], recipient=recipient).dossier
    arrangement = profile_of(recipient).arrangement()
    annex = numbered(dossier, zone_named(dossier.zone), arrangement=arrangement)
    shown = {row.piece.id: row.number for row in arranged(dossier, Choice()) if isinstance(row, Place)}
    assert {one: number for one, number in shown.items() if number} == {
        row.piece.id: row.number for row in annex
    }
    assert shown[make().pieces[1].id] == ""
    assert counts_of(dossier).pieces == sum(row.parent is None for row in annex)


def test_grouped_letters_are_numbered_by_date_and_stay_in_their_rubrics():
    headings = ["order", ("order", "1"), "correspondence"]
    assert listed(exchange()) == [
        *headings,
        ("first", "2"),
        ("last", "3"),
        "complaint",
        ("complaint", "4"),
    ]
    assert listed(to(GROUPS, exchange())) == [
        *headings,
        ("first", "2"),
        ("last", "4"),
        "complaint",
        ("complaint", "3"),
    ]


def test_what_was_moved_by_hand_follows_the_numbers_where_the_recipient_wants_dates():
    rubric = RubricId("correspondence")
    moved = place_pieces(exchange(), [PieceId("last")], rubric=rubric, before=PieceId("first")).dossier
    assert [row for row in listed(moved) if row[0] in ("first", "last")] == [("last", "2"), ("first", "3")]
    named = [row for row in listed(to(GROUPS, moved)) if row[0] in ("first", "last")]
    assert named == [("first", "2"), ("last", "4")]


def test_what_is_held_back_stays_in_its_place_without_a_number_and_says_from_whom():
    held = hold_back(to("cmap", three_rubrics()), [PieceId("b")], recipient="cmap").dossier
    assert listed(held) == [
        "order",
        ("a", "1"),
        ("b", ""),
        ("c", "2"),
        ("b1", "3"),  # what stands alone now is undated
        ("b2", "4"),
        "chat",
        ("d", "5"),
        ("e", "6"),
        ("f", "7"),
    ]
    assert place_of(held, "b").hidden_from == "cmap"
    model = PiecesModel(FRENCH)
    model.set_dossier(held)
    row = model.index(model.row_of(PieceId("b")))
    said = FRENCH.say("window.pieces_hidden_from", recipient=recipient_name("cmap", "fr"))
    assert [(chip.text, chip.tip) for chip in row.data(Role.CHIPS)] == [("non montrée", said)]
    assert row.data(Role.MUTED)

    model.set_dossier(show_to(held, [PieceId("b")], recipient="cmap").dossier)
    row = model.index(model.row_of(PieceId("b")))
    assert (row.data(Role.NUMBER), row.data(Role.CHIPS), row.data(Role.MUTED)) == ("2", (), False)


def test_for_another_recipient_nothing_is_held_back():
    held = hold_back(three_rubrics(), [PieceId("b")], recipient="cmap").dossier
    assert listed(held) == listed(three_rubrics())
    assert rows_of(to("unheard-of", held)) == rows_of(held)


def test_what_is_held_back_can_still_prove_a_fact():
    held = hold_back(to("cmap", three_rubrics()), [PieceId("c")], recipient="cmap").dossier
    names = PieceNames(held, FRENCH)
    assert names.all()[-1] == (PieceId("c"), "Courriel c (non montrée à ce destinataire)")
    out = replace(held, pieces=tuple(replace(one, included=one.id != "c") for one in held.pieces))
    assert all(one != "c" for one, _ in PieceNames(out, FRENCH).all())


def test_choosing_a_recipient_numbers_the_window_anew_and_says_what_it_is_not_shown(person):
    letter, document = person.named(LETTER).id, person.named(DOCUMENT).id
    session, model = person.window.session, person.bench.pieces
    person.choose(letter)
    session.do(hold_back, (letter,), recipient="cmap")
    person.see(lambda: person.named(LETTER).held_back == ("cmap",))

    def number(one):
        return model.index(model.row_of(one)).data(Role.NUMBER)

    before = number(letter), number(document)
    assert all(before)
    hidden = next(one for one in person.bench.desk.card.findChildren(QLabel, "card-hidden"))
    assert not hidden.isVisible()
    drawn = []
    person.bench.desk.preview.page_wanted.connect(lambda *order: drawn.append(order))
    session.do(choose_recipient, "cmap")
    person.see(lambda: number(letter) == "")
    shown = {row.piece.id: row.number for row in rows_of(person.dossier)}
    assert number(document) == shown[document]
    assert letter not in shown
    assert hidden.isVisible()
    assert recipient_name("cmap", "fr") in hidden.text()
    assert drawn, "the page is drawn again, without the number"
    person.press("Ctrl+Z")
    person.see(lambda: (number(letter), number(document)) == before)


def test_who_moves_by_hand_what_the_recipient_wants_by_date_is_told_so(person):
    first, second = person.named(FIRST).id, person.named(SECOND).id
    session = person.window.session
    session.do(set_rubric, (first, second), rubric=RubricId("correspondence"))
    session.do(choose_recipient, GROUPS)
    person.see(lambda: person.dossier.recipient == GROUPS)
    person.drop_pieces([second], first, share=0.02)
    said = FRENCH.say("window.pieces_by_dates", recipient=recipient_name(GROUPS, "fr"))
    person.see(lambda: person.named(SECOND).place == 0)
    person.see(lambda: person.told() == said)
    session.do(choose_recipient, "generic")
    person.see(lambda: person.order().index(second) < person.order().index(first))
