"""The list of pieces for other programs."""

import json
from dataclasses import replace

from dossier.model.commands.bin import remove_pieces
from dossier.model.commands.edit import exclude_pieces, set_note, set_proves
from dossier.model.commands.note_event import note_event
from dossier.model.ids import PieceId, RubricId
from dossier.model.listing import listing
from dossier.model.numbering import numbered
from dossier.model.piece import Event
from tests.support.dossiers import PARIS, on, small_dossier

BEFORE = small_dossier()


def test_pieces_come_in_the_order_of_the_annex_with_their_numbers():
    listed = listing(BEFORE, numbered(BEFORE, PARIS), recipient="generic")["pieces"]
    rows = numbered(BEFORE, PARIS)
    assert [(one["number"], one["id"]) for one in listed] == [(row.number, row.piece.id) for row in rows]
    assert next(one for one in listed if one["parent"])["number"] == "1.1"


def test_what_is_not_shown_comes_last_without_a_number():
    after = remove_pieces(BEFORE, [PieceId("claim")]).dossier
    after = exclude_pieces(after, [PieceId("terms")]).dossier
    listed = listing(after, numbered(after, PARIS), recipient="generic")["pieces"]
    assert [(one["id"], one["number"]) for one in listed[-2:]] == [("claim", None), ("terms", None)]
    assert [(one["binned"], one["included"]) for one in listed[-2:]] == [(True, True), (False, False)]
    assert len(listed) == len(BEFORE.pieces)


def test_a_piece_of_a_rubric_that_is_gone_stands_where_the_annex_puts_it():
    after = replace(BEFORE, rubrics=tuple(one for one in BEFORE.rubrics if one.id != "complaint"))
    listed = {one["id"]: one for one in listing(after, numbered(after, PARIS), recipient="generic")["pieces"]}
    assert listed["claim"]["rubric"] == "other"


def test_what_the_person_wrote_is_told_and_all_of_it_is_plain():
    claim = PieceId("claim")
    after = set_note(BEFORE, claim, note="à voir").dossier
    after = set_proves(after, claim, proves="le défaut").dossier
    event = Event(who="SAV", what="Promet")
    after = note_event(after, event, title="Appel", rubric=RubricId("order"), moment=on(6, 5)).dossier
    listed = listing(after, numbered(after, PARIS), recipient="generic")
    assert json.loads(json.dumps(listed)) == listed
    by_id = {one["id"]: one for one in listed["pieces"]}
    assert (by_id["claim"]["note"], by_id["claim"]["proves"]) == ("à voir", "le défaut")
    (call,) = [one for one in listed["pieces"] if one["title"] == "Appel"]
    assert (call["files"], call["moment"]["iso"]) == ([], "2026-06-05")
    assert [one["id"] for one in listed["rubrics"]] == [one.id for one in BEFORE.rubrics]
    assert all({"fr", "en"} <= set(one["names"]) for one in listed["rubrics"])
