"""Reading a file again: what the file says is new, what the person wrote stays."""

from dataclasses import replace

import pytest

from dossier.basis.digest import digest_of
from dossier.basis.errors import UsageError
from dossier.model.body import FlowBody, PdfBody
from dossier.model.commands.bin import remove_pieces
from dossier.model.commands.dismiss import accept, dismiss
from dossier.model.commands.edit import set_date, set_rubric, set_title
from dossier.model.commands.facts import set_case_number
from dossier.model.commands.group import group_pieces, split_piece
from dossier.model.commands.read_again import read_again
from dossier.model.commands.view import show_appendix
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, note, warning
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import Source
from dossier.model.piece import State
from dossier.model.remarks import remarks
from tests.support.dossiers import on, piece, small_dossier

RUBRICS = small_dossier().rubrics
LOCKED = replace(piece("a", "other", title="a"), state=State.PLACEHOLDER)
READ = replace(
    piece("new", "payment", title="Facture", moment=on(3, 4)),
    bodies=(PdfBody(asset=digest_of(b"open"), pages=2),),
    text="facture",
)
BEFORE = Dossier(rubrics=RUBRICS, pieces=(piece("x", "order"), LOCKED, piece("y", "order")))


def again(dossier, *fresh, findings=(), of="a"):
    return read_again(dossier, PieceId(of), before=LOCKED, fresh=fresh, findings=findings).dossier


def test_what_the_file_says_now_stands_where_the_locked_file_stood():
    told = (warning("locked", file="a").of(PieceId("a")), note("blank-page", pages="1", n=1).of(PieceId("x")))
    after = again(replace(BEFORE, findings=told), READ, findings=[note("repaired").of(READ.id)])
    assert after.pieces == (BEFORE.pieces[0], replace(READ, id=PieceId("a")), BEFORE.pieces[2])
    assert [(one.code, one.piece) for one in after.findings] == [("blank-page", "x"), ("repaired", "a")]


def test_what_the_person_wrote_stays():
    written = set_title(BEFORE, PieceId("a"), title="Ma facture").dossier
    written = set_date(written, PieceId("a"), moment=on(2, 2)).dossier
    written = set_rubric(written, [PieceId("a")], rubric=RubricId("order")).dossier
    written = replace(
        written,
        pieces=tuple(
            replace(one, note="n", proves="p", included=False) if one.id == "a" else one
            for one in written.pieces
        ),
    )
    new = again(written, READ).piece(PieceId("a"))
    assert (new.title, new.rubric, new.note, new.proves, new.included) == (
        "Ma facture",
        "order",
        "n",
        "p",
        False,
    )
    assert new.moment == replace(on(2, 2), source=Source.USER)
    assert new.alternatives == (READ.moment,)
    assert new.bodies == READ.bodies


def test_what_was_in_a_container_stands_where_it_stood_with_its_families():
    child = piece("kid", "payment", parent="new")
    twin = replace(piece("twin", "payment"), duplicate_of=PieceId("new"))
    after = again(BEFORE, READ, child, twin, piece("last", "order"))
    assert [one.id for one in after.pieces] == ["x", "a", "kid", "twin", "last", "y"]
    assert after.piece(PieceId("kid")).parent == "a"
    assert after.piece(PieceId("twin")).duplicate_of == "a"


def test_what_was_attached_stays_attached_one_level_deep():
    inside = replace(LOCKED, parent=PieceId("x"))
    before = replace(BEFORE, pieces=(BEFORE.pieces[0], inside))
    after = read_again(
        before, inside.id, before=inside, fresh=[READ, piece("kid", "payment", parent="new")]
    ).dossier
    assert [one.parent for one in after.pieces] == [None, "x", "x"]


def test_what_lies_in_the_bin_stays_there():
    binned = remove_pieces(BEFORE, [PieceId("a")]).dossier
    assert again(binned, READ).piece(PieceId("a")).binned


def test_nothing_new_changes_nothing():
    assert again(BEFORE) == BEFORE


def test_a_group_and_a_taken_id_are_refused():
    grouped = group_pieces(BEFORE, [PieceId("a"), PieceId("x")]).dossier
    with pytest.raises(UsageError, match="grouped-not-read-again"):
        again(grouped, READ)
    with pytest.raises(UsageError, match="no-such-piece"):
        again(BEFORE, READ, of="nobody")
    with pytest.raises(ValueError, match="x"):
        again(BEFORE, READ, piece("x", "order"))


def test_a_proposal_is_set_aside_alone_and_only_once():
    proposed = Finding(level=note("x").level, code="one-scroll", params={"pieces": "x y"})
    before = replace(BEFORE, findings=(proposed, note("one-scroll", pieces="a x")))
    after = dismiss(before, proposed).dossier
    assert after.findings == before.findings[1:]
    with pytest.raises(UsageError, match="nothing-to-do"):
        dismiss(after, proposed)


def test_a_proposal_is_set_aside_also_as_it_is_told():
    scroll = note("one-scroll", pieces="a x").of(PieceId("a"))
    before = replace(BEFORE, findings=(scroll, note("one-scroll", pieces="a x")))
    told = next(one for one in remarks(before) if one.piece == "a")
    assert told.params["file"]
    assert dismiss(before, told).dossier.findings == before.findings[1:]


def test_what_is_proposed_is_done_and_its_question_gone_as_one_step():
    scroll = note("one-scroll", pieces="a x").of(PieceId("a"))
    before = replace(BEFORE, findings=(scroll,))
    done = accept(before, scroll, lambda now: group_pieces(now, scroll.several))
    assert done.act.code == "group"
    assert [one.id for one in done.dossier.piece(PieceId("a")).parts] == ["a", "x"]
    assert done.dossier.findings == ()
    assert split_piece(done.dossier, PieceId("a")).dossier.findings == ()
    with pytest.raises(UsageError, match="nothing-to-do"):
        accept(done.dossier, scroll, lambda now: group_pieces(now, scroll.several))


def test_a_proposal_names_its_pieces_in_their_order():
    proposed = note("one-scroll", pieces="y x")
    assert proposed.several == ("y", "x")
    assert proposed.of(PieceId("a")).named == {"a", "x", "y"}
    assert note("one-scroll").several == ()


def test_headers_are_printed_when_wanted_and_only_of_a_mail():
    mail = replace(piece("m", "order"), appendix=FlowBody(asset=digest_of(b"raw")))
    before = replace(BEFORE, pieces=(*BEFORE.pieces, mail))
    shown = show_appendix(before, mail.id, shown=True)
    assert shown.dossier.piece(mail.id).appendix_shown
    hidden = show_appendix(shown.dossier, mail.id, shown=False)
    assert hidden.dossier == before
    assert (shown.act.code, hidden.act.code) == ("show-appendix", "hide-appendix")
    with pytest.raises(UsageError, match="no-appendix"):
        show_appendix(before, PieceId("a"), shown=True)


def test_a_case_number_is_kept_on_one_line():
    assert set_case_number(BEFORE, " 2026 \n 114 ").dossier.case_number == "2026 114"
