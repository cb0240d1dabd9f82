"""Reading a file again: what the file says is new, what the person wrote stays."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dossier.basis.digest import digest_of
from dossier.basis.errors import UsageError
from dossier.model.body import FlowBody, ImageBody, PdfBody
from dossier.model.commands.bin import remove_pieces
from dossier.model.commands.cut_chat import cut_chat
from dossier.model.commands.dismiss import accept, dismiss
from dossier.model.commands.edit import exclude_pieces, include_pieces, set_date, set_rubric, set_title
from dossier.model.commands.facts import set_case_number
from dossier.model.commands.group import group_pieces, split_piece
from dossier.model.commands.read_again import read_again
from dossier.model.commands.view import choose_pages, rotate, show_appendix
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, note, warning
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import Moment, Precision, Source
from dossier.model.numbering import numbered
from dossier.model.piece import FileKind, Original, State
from dossier.model.remarks import remarks
from tests.support.dossiers import PARIS, on, piece, small_dossier

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


INSIDE = (READ, piece("kid", "payment", parent="new"), piece("last", "order"))
"""What comes out of a container: a mail with something attached, and another file."""


def shown(dossier, *names):
    return [dossier.piece(PieceId(name)).shown for name in names]


def test_all_that_comes_out_of_a_container_lies_in_the_bin_where_that_lay():
    binned = remove_pieces(BEFORE, [PieceId("a")]).dossier
    after = again(binned, *INSIDE)
    assert [one.id for one in after.pieces if one.binned] == ["a", "kid", "last"]
    assert all(one.included for one in after.pieces)


def test_all_that_comes_out_of_a_container_is_excluded_when_that_was():
    after = again(exclude_pieces(BEFORE, [PieceId("a")]).dossier, *INSIDE)
    assert shown(after, "x", "a", "kid", "last", "y") == [True, False, False, False, True]
    assert after.findings == ()


def test_what_could_not_be_shown_by_itself_comes_with_all_that_is_in_it():
    left_out = replace(LOCKED, included=False, state=State.LEFT_OUT)
    before = replace(BEFORE, pieces=(left_out,))
    after = read_again(before, left_out.id, before=left_out, fresh=INSIDE).dossier
    assert shown(after, "a", "kid", "last") == [True, True, True]


def test_an_attachment_that_was_left_out_stays_out_when_it_comes_again():
    kid = piece("old-kid", "payment", parent="a")
    before = exclude_pieces(replace(BEFORE, pieces=(*BEFORE.pieces, kid)), [kid.id]).dossier
    same = replace(INSIDE[1], originals=kid.originals)
    assert shown(again(before, READ, same, INSIDE[2]), "a", "kid", "last") == [True, False, True]


def test_a_repeat_below_an_attached_container_follows_the_piece_that_it_repeats():
    inside = replace(LOCKED, parent=PieceId("x"))
    before = replace(BEFORE, pieces=(BEFORE.pieces[0], inside))
    twin = replace(piece("twin", "payment"), duplicate_of=READ.id)
    told = note("repeat", file="b", other="a", of=READ.id).of(twin.id)
    after = read_again(before, inside.id, before=inside, fresh=[READ, twin], findings=[told]).dossier
    assert after.piece(twin.id).duplicate_of == "a"
    assert [one.code for one in remarks(after)] == ["repeat"]
    alone = remove_pieces(after, [PieceId("a")]).dossier
    assert shown(alone, "a", "twin") == [False, True]


CHAT = Original(digest=digest_of(b"chat"), name="chat.txt", size=4, kind=FileKind.CHAT)
TALK = replace(
    piece("a", "other"),
    originals=(CHAT,),
    bodies=(FlowBody(asset=digest_of(b"talk")),),
    moment=Moment(
        precision=Precision.RANGE,
        at=datetime(2026, 3, 1),
        until=datetime(2026, 3, 9),
        source=Source.CHAT,
    ),
)
SINCE, UNTIL = date(2026, 3, 4), date(2026, 3, 5)


def cut_and_read(*fresh):
    before = replace(BEFORE, pieces=(TALK,))
    cut = cut_chat(before, TALK.id, since=SINCE, until=UNTIL).dossier
    return read_again(cut, TALK.id, before=TALK, fresh=fresh).dossier


def test_of_a_conversation_the_same_days_are_shown_and_it_is_dated_by_them():
    whole = replace(TALK, id=READ.id, bodies=(FlowBody(asset=digest_of(b"better")),))
    after = cut_and_read(whole)
    assert after.piece(TALK.id).bodies == (replace(whole.bodies[0], since=SINCE, until=UNTIL),)
    moment = after.piece(TALK.id).moment
    assert (moment.at.date(), moment.until.date()) == (SINCE, UNTIL)
    assert shown(after, "a") == [True]
    assert "held-back" not in [one.code for one in remarks(after)]


def test_what_was_sent_on_a_day_cut_away_stays_away_when_it_opens():
    sent = (datetime(2026, 3, 8, 12, tzinfo=UTC),)
    inside = replace(piece("kid", "other", parent="a"), state=State.PLACEHOLDER)
    inside = replace(inside, originals=(replace(inside.originals[0], sent=sent),))
    before = replace(BEFORE, pieces=(TALK, inside))
    cut = cut_chat(before, TALK.id, since=SINCE, until=UNTIL).dossier
    fresh = [READ, piece("more", "other")]
    after = read_again(cut, inside.id, before=inside, fresh=fresh).dossier
    for dossier, told in ((after, ["a"]), (cut_chat(after, TALK.id, since=None, until=None).dossier, None)):
        rows = [row.piece.id for row in numbered(dossier, PARIS)]
        assert rows == (told or ["a", "kid", "more"])


@pytest.mark.parametrize(
    "fresh",
    [
        (READ,),
        (replace(TALK, id=READ.id), replace(TALK, id=PieceId("another"))),
        (replace(TALK, id=READ.id, originals=(replace(CHAT, kind=FileKind.TEXT),)),),
        (replace(TALK, id=READ.id, bodies=TALK.bodies * 2),),
    ],
    ids=["a page", "two conversations", "a text", "more bodies"],
)
def test_days_that_cannot_be_cut_any_more_hold_everything_back_until_the_person_wants_it(fresh):
    after = cut_and_read(*fresh)
    assert not any(one.shown for one in after.pieces)
    assert {one.code for one in remarks(after)} - {"chat-extract"} == {"held-back"}
    wanted = include_pieces(after, [one.id for one in after.pieces]).dossier
    assert "held-back" not in [one.code for one in remarks(wanted)]


@pytest.mark.parametrize(("pages", "chosen", "included"), [(3, (2,), True), (4, None, False)])
def test_pages_that_were_chosen_stay_chosen_in_a_copy_of_as_many(pages, chosen, included):
    paper = replace(piece("a", "other"), bodies=(PdfBody(asset=digest_of(b"old"), pages=3),))
    picked = rotate(replace(BEFORE, pieces=(paper,)), paper.id, quarters=1).dossier
    picked = choose_pages(picked, paper.id, pages=[2]).dossier
    better = replace(READ, bodies=(PdfBody(asset=digest_of(b"new"), pages=pages),))
    after = read_again(picked, paper.id, before=paper, fresh=[better]).dossier.piece(paper.id)
    assert after.bodies == (replace(better.bodies[0], turn=1, chosen=chosen),)
    assert after.included is included


def test_a_turned_picture_stays_turned():
    picture = replace(
        piece("a", "other"), bodies=(ImageBody(asset=digest_of(b"old"), width_px=3, height_px=2),)
    )
    turned = rotate(replace(BEFORE, pieces=(picture,)), picture.id, quarters=3).dossier
    better = replace(READ, bodies=(ImageBody(asset=digest_of(b"new"), width_px=9, height_px=6),))
    after = read_again(turned, picture.id, before=picture, fresh=[better]).dossier
    assert [body.turn for body in after.piece(picture.id).bodies] == [3]


def test_headers_stay_shown_of_a_mail_and_an_heir_stays_one():
    mail = replace(piece("a", "other"), appendix=FlowBody(asset=digest_of(b"raw")), heir_of=PieceId("y"))
    wanted = show_appendix(replace(BEFORE, pieces=(mail,)), mail.id, shown=True).dossier
    for appendix in (FlowBody(asset=digest_of(b"more")), None):
        fresh = replace(READ, appendix=appendix)
        after = read_again(wanted, mail.id, before=mail, fresh=[fresh]).dossier.piece(mail.id)
        assert after.appendix_shown is (appendix is not None)
        assert after.heir_of == "y"


def test_no_reason_is_given_for_a_rubric_that_the_person_chose():
    fresh = replace(READ, reason="words", reason_words="facture")
    proposed = again(BEFORE, fresh).piece(PieceId("a"))
    assert (proposed.rubric, proposed.reason, proposed.reason_words) == ("payment", "words", "facture")
    filed = set_rubric(BEFORE, [PieceId("a")], rubric=RubricId("order")).dossier
    chosen = again(filed, fresh).piece(PieceId("a"))
    assert (chosen.rubric, chosen.reason, chosen.reason_words) == ("order", "", "")


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


def test_what_proposed_more_than_was_grouped_by_hand_proposes_the_group_and_the_rest():
    thread = note("one-thread", pieces="y a x", n=3, subject="s").of(PieceId("y"))
    before = replace(BEFORE, findings=(thread,))
    by_hand = group_pieces(before, [PieceId("x"), PieceId("a")]).dossier
    (told,) = (one for one in remarks(by_hand) if one.code == "one-thread")
    assert (told.several, told.params["n"]) == (("y", "x"), 2)
    assert dismiss(by_hand, told).dossier.findings == ()
    done = accept(by_hand, told, lambda now: group_pieces(now, told.several)).dossier
    assert [one.id for one in done.pieces] == ["y"]
    assert split_piece(by_hand, PieceId("x")).dossier.findings == (thread,)


def test_what_was_grouped_wholly_is_not_proposed_any_more():
    before = replace(BEFORE, findings=(note("one-chat", pieces="x y", n=2).of(PieceId("x")),))
    by_hand = group_pieces(before, [PieceId("y"), PieceId("x")]).dossier
    assert "one-chat" not in [one.code for one in remarks(by_hand)]


def test_a_number_names_no_piece():
    told = warning("chat-incomplete", n=3, of=12).of(PieceId("a"))
    assert told.named == {"a"}
    assert told.renamed({PieceId("a"): PieceId("b")}) == told.of(PieceId("b"))
    assert "chat-incomplete" in [one.code for one in remarks(replace(BEFORE, findings=(told,)))]


def test_a_remark_follows_all_its_pieces_to_their_new_ids():
    ids = {PieceId("a"): PieceId("b"), PieceId("x"): PieceId("b")}
    told = note("possible-repeat", first="a", second="c", file="a").of(PieceId("c"))
    assert told.renamed(ids) == note("possible-repeat", first="b", second="c", file="a").of(PieceId("c"))
    several = note("one-thread", pieces="c a x", n=3)
    assert several.renamed(ids).params == {"pieces": "c b", "n": 2}


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
