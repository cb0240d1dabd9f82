"""Which remarks still hold after what the person did."""

from dataclasses import replace

import pytest

from dossier.basis.errors import UsageError
from dossier.model.commands.bin import remove_pieces, restore_pieces
from dossier.model.commands.edit import exclude_pieces, include_pieces, set_date, set_transcript
from dossier.model.commands.group import group_pieces, split_piece
from dossier.model.commands.keep_both import keep_both
from dossier.model.finding import blocker, note, warning
from dossier.model.ids import PieceId
from dossier.model.piece import State
from dossier.model.remarks import remarks
from tests.support.dossiers import on, piece, small_dossier

LATE, EARLY, NOTE = PieceId("late"), PieceId("early"), PieceId("note")


def with_remarks(*findings):
    return replace(small_dossier(), findings=findings)


def codes(dossier, *more):
    return [finding.code for finding in remarks(dossier, more)]


@pytest.mark.parametrize(
    ("away", "back"), [(remove_pieces, restore_pieces), (exclude_pieces, include_pieces)]
)
def test_what_is_held_back_asks_for_nothing_until_it_comes_back(away, back):
    dossier = with_remarks(blocker("locked").of(NOTE), warning("empty-file").of(LATE))
    gone = away(dossier, [NOTE]).dossier
    assert codes(gone) == ["empty-file"]
    assert codes(gone, blocker("not-drawn").of(NOTE)) == ["empty-file"]
    assert codes(back(gone, [NOTE]).dossier) == ["locked", "empty-file"]


def test_what_could_not_be_taken_is_told_though_it_is_not_in_the_annex():
    left_out = replace(piece("film", "other"), included=False, state=State.LEFT_OUT)
    dossier = with_remarks(blocker("file-too-large").of(left_out.id))
    dossier = replace(dossier, pieces=(*dossier.pieces, left_out))
    assert codes(dossier) == ["file-too-large"]
    assert codes(remove_pieces(dossier, [left_out.id]).dossier) == []


@pytest.mark.parametrize(
    "code", ["undated", "undated-by-copy", "dates-disagree", "ambiguous-dates", "mail-clock-off"]
)
def test_a_date_that_the_person_gave_settles_what_was_asked_about_it(code):
    dossier = with_remarks(warning(code).of(NOTE), warning("empty-file").of(NOTE))
    assert codes(dossier) == [code, "empty-file"]
    assert codes(set_date(dossier, NOTE, moment=on(6, 3)).dossier) == ["empty-file"]


@pytest.mark.parametrize("code", ["repeat", "repeat-of-attachment"])
def test_a_repeat_that_stands_for_itself_again_is_none(code):
    dossier = with_remarks(note(code, of="early").of(LATE))
    pieces = tuple(replace(p, duplicate_of=EARLY) if p.id == LATE else p for p in dossier.pieces)
    dossier = replace(dossier, pieces=pieces)
    assert codes(dossier) == [code]
    assert codes(remove_pieces(dossier, [EARLY]).dossier) == []


def test_two_that_may_be_one_are_compared_while_both_are_shown():
    dossier = with_remarks(warning("possible-repeat", first="early", second="late").of(LATE))
    assert codes(dossier) == ["possible-repeat"]
    for command in (remove_pieces, exclude_pieces):
        for gone in (EARLY, LATE):
            assert codes(command(dossier, [gone]).dossier) == [], (command, gone)
    assert codes(group_pieces(dossier, [EARLY, LATE]).dossier) == []


def test_a_piece_of_several_files_is_called_by_its_title():
    dossier = with_remarks(warning("empty-file").of(LATE), note("archive-opened", file="a.zip"))
    assert [one.params["file"] for one in remarks(dossier)] == ["late.eml", "a.zip"]
    grouped = group_pieces(dossier, [EARLY, LATE]).dossier
    assert [one.params["file"] for one in remarks(grouped)] == ["Question", "a.zip"]
    assert remarks(split_piece(grouped, EARLY).dossier) == remarks(dossier)


def test_the_name_of_a_finding_itself_is_kept_and_each_is_told_once():
    told = warning("cannot-read", file="dedans.txt").of(LATE)
    dossier = with_remarks(told, note("cannot-read", file="dedans.txt").of(LATE))
    assert remarks(dossier, (told,)) == (told,)


def test_a_remark_names_no_other_piece_that_is_held_back_or_gone():
    told = note("repeat-of-attachment", of="invoice", mail="order.eml", holder="order").of(LATE)
    dossier = with_remarks(told, note("link-skipped", file="x"))
    pieces = (replace(p, duplicate_of=PieceId("invoice")) if p.id == LATE else p for p in dossier.pieces)
    dossier = replace(dossier, pieces=tuple(pieces))
    assert codes(dossier) == ["repeat-of-attachment", "link-skipped"]
    assert codes(exclude_pieces(dossier, [PieceId("order")]).dossier) == ["link-skipped"]
    assert codes(remove_pieces(dossier, [PieceId("order")]).dossier) == ["link-skipped"]
    grouped = group_pieces(dossier, [PieceId("terms"), PieceId("invoice")]).dossier
    assert codes(grouped) == ["repeat-of-attachment", "link-skipped"]
    gone = replace(dossier, pieces=tuple(p for p in dossier.pieces if p.id != LATE))
    assert codes(gone, blocker("not-drawn").of(LATE)) == ["link-skipped"]


def test_the_answer_that_both_are_kept_ends_the_question_and_can_be_taken_back():
    asked = warning("possible-repeat", first=EARLY, second=LATE, file="a", other="b").of(LATE)
    dossier = with_remarks(asked, warning("empty-file").of(LATE))
    kept = keep_both(dossier, LATE)
    assert codes(kept.dossier) == ["empty-file"]
    assert (kept.act.code, kept.act.params) == ("keep-both", {"title": dossier.piece(LATE).title})
    with pytest.raises(UsageError, match="nothing-to-do"):
        keep_both(kept.dossier, EARLY)


def test_a_group_that_has_a_date_asks_for_none():
    dossier = with_remarks(warning("undated").of(NOTE))
    dated = replace(
        dossier, pieces=tuple(replace(p, moment=on(3, 4)) if p.id == EARLY else p for p in dossier.pieces)
    )
    grouped = group_pieces(dated, [EARLY, NOTE]).dossier
    assert codes(grouped) == []
    assert codes(split_piece(grouped, EARLY).dossier) == ["undated"]


@pytest.mark.parametrize("code", ["film-beside", "sound-beside"])
def test_what_is_said_in_a_film_is_asked_for_until_it_is_written_down(code):
    dossier = with_remarks(note(code, file="x").of(LATE), warning("empty-file").of(LATE))
    assert codes(dossier) == [code, "empty-file"]
    written = set_transcript(dossier, LATE, transcript="Le colis est vide.").dossier
    assert codes(written) == ["empty-file"]
    assert codes(set_transcript(written, LATE, transcript=" ").dossier) == [code, "empty-file"]


def test_what_is_left_of_a_thread_after_a_grouping_is_proposed_and_can_be_done():
    ids = [EARLY, LATE, NOTE]
    dossier = with_remarks(note("one-thread", pieces=" ".join(ids), n=3, subject="Colis").of(EARLY))
    grouped = group_pieces(dossier, ids[:2]).dossier
    (found,) = remarks(grouped)
    assert (found.several, found.params["n"]) == ((EARLY, NOTE), 2)
    assert codes(group_pieces(grouped, found.several).dossier) == []


@pytest.mark.parametrize("code", ["party-found", "party-found-yourself"])
def test_who_was_added_is_not_proposed(code):
    found = note(code, name="Atelier Brume", addresses="", role="seller").of(LATE)
    other = note(code, name="Colis Nord", addresses="", role="carrier").of(LATE)
    assert [one.params["name"] for one in remarks(with_remarks(found, other))] == ["Colis Nord"]
