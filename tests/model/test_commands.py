"""Each act does what its name says, and refuses what cannot be meant."""

import ast
import string
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path

import pytest

from dossier.basis.digest import digest_of
from dossier.basis.errors import UsageError
from dossier.model.body import FlowBody, ImageBody, PdfBody
from dossier.model.commands import attach, bin, edit, facts, group, note_event, place, rubrics, view
from dossier.model.dossier import Dossier
from dossier.model.finding import note, warning
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import UNKNOWN, Moment, Precision, Source
from dossier.model.numbering import by_hand, numbered
from dossier.model.party import Party, Role
from dossier.model.piece import Capture, Event, MailHeader, Piece, Private, Rendering, State
from dossier.model.rubric import OTHER
from dossier.texts.catalogue import Texts, language_codes
from tests.support.dossiers import PARIS, instant, on, piece, small_dossier

COMMANDS = Path(__file__).resolve().parents[2] / "dossier" / "model" / "commands"
SMALL = small_dossier()
ORDER, TALK = RubricId("order"), RubricId("correspondence")
PICTURE = ImageBody(asset=digest_of(b"picture"), width_px=2, height_px=3)
PAGES = PdfBody(asset=digest_of(b"pages"), pages=3)


def ids(*names):
    return [PieceId(name) for name in names]


def order_in(dossier, rubric):
    return [row.piece.id for row in numbered(dossier, PARIS) if row.rubric == rubric and row.parent is None]


def of(*pieces):
    return Dossier(rubrics=SMALL.rubrics, pieces=pieces)


def uttered():
    for path in sorted(COMMANDS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "done":
                yield node.args[1].value, {word.arg for word in node.keywords} - {"key"}


@pytest.mark.parametrize("language", language_codes())
def test_every_act_has_words_whose_places_are_filled_and_no_word_is_left_over(language):
    texts, acts = Texts(language), dict(uttered())
    keys = texts.keys()
    assert {f"act.{code}" for code in acts} == {key for key in keys if key.startswith("act.")}
    for code, params in acts.items():
        spoken = {
            name
            for form in texts.forms(f"act.{code}")
            for _, name, _, _ in string.Formatter().parse(form)
            if name
        }
        assert spoken <= params, code


def test_a_removed_piece_takes_what_is_attached_along_and_comes_back_with_it():
    removed = bin.remove_pieces(SMALL, ids("order")).dossier
    assert order_in(removed, ORDER) == []
    assert bin.restore_pieces(removed, ids("order")).dossier == SMALL


def test_a_repeat_is_shown_when_its_twin_is_removed():
    dossier = of(piece("a", "order"), replace(piece("b", "order"), duplicate_of=PieceId("a")))
    removed = bin.remove_pieces(dossier, ids("a")).dossier
    assert order_in(removed, ORDER) == ["b"]
    assert removed.piece(PieceId("b")).heir_of == "a"
    assert bin.restore_pieces(removed, ids("a")).dossier == dossier


def repeated(*removals):
    """Three copies of one proof; of a piece, or of a part of a group; some removed one after another."""
    copies = [replace(piece(name, "order"), duplicate_of=PieceId("a")) for name in ("b", "c")]
    whole = group.group_pieces(of(piece("a", "order"), piece("x", "order"), *copies), ids("a", "x")).dossier
    for before in (of(piece("a", "order"), *copies), whole):
        after = before
        for one in removals:
            after = bin.remove_pieces(after, ids(one)).dossier
        yield before, after


@pytest.mark.parametrize("order", [["a"], ["b", "a"], ["a", "b"]])
def test_what_comes_back_takes_the_place_of_all_that_stood_for_it(order):
    for before, removed in repeated("a", "b"):
        assert order_in(removed, ORDER) == ["c"]
        after = removed
        for one in order:
            after = bin.restore_pieces(after, ids(one)).dossier
            assert len(order_in(after, ORDER)) == 1
        assert order_in(after, ORDER) == ["a"]
        assert bin.restore_pieces(after, ids("b")).dossier == before
        assert bin.restore_pieces(removed, ids("a", "b")).dossier == before


def test_an_heir_in_the_bin_gives_way_to_the_piece_that_comes_back():
    for _, removed in repeated("a", "b", "c"):
        assert order_in(removed, ORDER) == []
        assert order_in(bin.restore_pieces(removed, ids("a")).dossier, ORDER) == ["a"]


def test_a_repeat_that_comes_back_alone_is_shown_and_gives_way_later():
    for before, removed in repeated("b", "c", "a"):
        alone = bin.restore_pieces(removed, ids("c")).dossier
        assert order_in(alone, ORDER) == ["c"]
        back = bin.restore_pieces(alone, ids("a")).dossier
        assert order_in(back, ORDER) == ["a"]
        assert bin.restore_pieces(back, ids("b")).dossier == before


def test_an_heir_of_what_is_erased_stands_for_what_that_stood_for():
    for before, removed in repeated("a", "b"):
        erased = bin.erase_pieces(removed, ids("b")).dossier
        assert erased.piece(PieceId("c")).heir_of == "a"
        back = bin.restore_pieces(erased, ids("a")).dossier
        assert back.pieces == tuple(one for one in before.pieces if one.id != "b")
        alone = bin.erase_pieces(removed, ids("a")).dossier
        assert order_in(bin.restore_pieces(alone, ids("b")).dossier, ORDER) == ["b"]


def test_a_group_in_the_bin_that_is_split_gets_its_part_back():
    _, removed = list(repeated("a"))[1]
    split = group.split_piece(removed, PieceId("a")).dossier
    back = bin.restore_pieces(split, ids("a", "x")).dossier
    assert order_in(back, ORDER) == ["a", "x"]
    assert [back.piece(one).duplicate_of for one in ids("b", "c")] == ["a", "a"]


def back_from(dossier, *names):
    whole = group.group_pieces(dossier, ids(*names)).dossier
    return group.split_piece(whole, PieceId(names[0])).dossier


@pytest.mark.parametrize("names", [("x", "k"), ("k", "x"), ("m", "k"), ("m", "x"), ("x", "m", "k")])
def test_a_split_gives_each_piece_its_rubric_and_its_mail_back(names):
    before = of(piece("m", "order"), piece("x", "terms"), piece("k", "payment", parent="m"))
    split = back_from(before, *names)
    assert {one.id: one for one in split.pieces} == {one.id: one for one in before.pieces}


def test_the_parts_of_a_group_that_was_moved_stay_where_it_is():
    before = of(piece("m", "order"), piece("x", "terms"), piece("k", "payment", parent="m"))
    whole = group.group_pieces(before, ids("x", "k")).dossier
    sorted_in = edit.set_rubric(whole, ids("x"), rubric=TALK).dossier
    assert {one.rubric for one in group.split_piece(sorted_in, PieceId("x")).dossier.pieces[1:]} == {TALK}
    attached = attach.attach_pieces(whole, ids("x"), parent=PieceId("m")).dossier
    assert [one.parent for one in group.split_piece(attached, PieceId("x")).dossier.pieces] == [
        None,
        "m",
        "m",
    ]


def test_a_part_goes_back_to_what_its_mail_is_now():
    mail = piece("m", "order")
    before = of(mail, piece("x", "terms"), piece("y", "terms"), piece("k", "payment", parent="m"))
    whole = group.group_pieces(before, ids("x", "k")).dossier
    joined = group.group_pieces(whole, ids("y", "m")).dossier
    assert group.split_piece(joined, PieceId("x")).dossier.piece(PieceId("k")).parent == "y"
    below = attach.attach_pieces(whole, ids("m"), parent=PieceId("y")).dossier
    assert group.split_piece(below, PieceId("x")).dossier.piece(PieceId("k")).parent == "y"
    binned = bin.remove_pieces(whole, ids("m")).dossier
    erased = bin.erase_pieces(binned, ids("m")).dossier
    assert group.split_piece(erased, PieceId("x")).dossier.piece(PieceId("k")).parent is None
    all_in_one = group.group_pieces(whole, ids("y", "m", "x")).dossier
    assert group.split_piece(all_in_one, PieceId("y")).dossier.piece(PieceId("k")).parent == "m"


def test_a_part_of_a_removed_rubric_goes_to_the_other_pieces():
    before = of(piece("x", "terms"), piece("k", "payment"))
    whole = group.group_pieces(before, ids("x", "k")).dossier
    without = rubrics.remove_rubric(whole, RubricId("payment")).dossier
    split = group.split_piece(without, PieceId("x")).dossier
    assert [one.rubric for one in split.pieces] == ["terms", OTHER]


def test_what_was_written_on_a_group_comes_back_when_it_was_grouped_again():
    inner = group.group_pieces(of(*(piece(one, "order") for one in "abc")), ids("a", "b")).dossier
    inner = edit.set_title(inner, PieceId("a"), title="Contrat").dossier
    inner = edit.set_proves(inner, PieceId("a"), proves="Le prix").dossier
    inner = edit.set_date(inner, PieceId("a"), moment=on(5, 5)).dossier
    split = back_from(inner, "c", "a")
    first = split.piece(PieceId("a"))
    assert (first.title, first.proves, first.moment) == (
        "Contrat",
        "Le prix",
        replace(on(5, 5), source=Source.USER),
    )
    assert split.piece(PieceId("b")) == piece("b", "order")
    assert split.piece(PieceId("c")) == piece("c", "order")


def test_a_group_of_a_file_older_than_the_places_of_parts_is_split_where_it_stands():
    before = of(piece("m", "order"), piece("x", "terms"), piece("k", "payment", parent="m"))
    whole = group.group_pieces(before, ids("m", "x", "k")).dossier
    one = whole.piece(PieceId("m"))
    old = replace(one, parts=tuple(replace(part, rubric=None, parent=None) for part in one.parts))
    split = group.split_piece(replace(whole, pieces=(old,)), PieceId("m")).dossier
    assert [(part.rubric, part.parent) for part in split.pieces] == [("order", None)] * 2 + [("order", "m")]


def test_an_heir_that_is_grouped_does_not_give_way():
    before = of(
        piece("a", "order"), piece("x", "order"), replace(piece("b", "order"), duplicate_of=PieceId("a"))
    )
    removed = bin.remove_pieces(before, ids("a")).dossier
    grouped = group.group_pieces(removed, ids("b", "x")).dossier
    assert order_in(bin.restore_pieces(grouped, ids("a")).dossier, ORDER) == ["b"]


def test_what_is_erased_is_named_by_no_remark_any_more():
    there = of(*(piece(name, "order") for name in ("a", "b", "c", "d")))
    told = (
        warning("possible-repeat", first="a", second="b", file="a.eml", other="b.eml").of(PieceId("b")),
        note("repeat", file="c.eml", other="a.eml", of="a").of(PieceId("c")),
        note("repeat-of-attachment", file="c", other="d", of="d", mail="a.eml", holder="a").of(PieceId("c")),
        note("empty-file", file="a.eml").of(PieceId("a")),
        note("link-skipped", file="elsewhere"),
    )
    whole = group.group_pieces(replace(there, findings=told), ids("b", "c")).dossier
    binned = bin.remove_pieces(whole, ids("a")).dossier
    erased = bin.erase_pieces(binned, ids("a")).dossier
    assert [finding.code for finding in erased.findings] == ["link-skipped"]
    assert "a.eml" not in repr(erased)
    assert "a.eml" not in repr(group.split_piece(erased, PieceId("b")).dossier)


def test_a_group_that_is_erased_takes_the_remarks_about_its_parts_along():
    told = warning("possible-repeat", first="b", second="c", file="b.eml", other="c.eml").of(PieceId("c"))
    there = replace(of(*(piece(name, "order") for name in ("a", "b", "c"))), findings=(told,))
    whole = group.group_pieces(there, ids("a", "b")).dossier
    binned = bin.remove_pieces(whole, ids("a")).dossier
    assert bin.erase_pieces(binned, ids("a")).dossier.findings == ()


def test_only_what_is_in_the_bin_is_erased():
    with pytest.raises(UsageError, match="not-in-bin"):
        bin.erase_pieces(SMALL, ids("order"))
    binned = bin.remove_pieces(SMALL, ids("order")).dossier
    erased = bin.erase_pieces(binned, ids("order")).dossier
    assert erased.piece(PieceId("invoice")).parent is None
    with pytest.raises(KeyError):
        erased.piece(PieceId("order"))


def test_a_date_by_the_person_keeps_the_found_one_at_hand():
    first = edit.set_date(SMALL, PieceId("terms"), moment=on(3, 4)).dossier
    second = edit.set_date(first, PieceId("terms"), moment=on(3, 5)).dossier
    dated = second.piece(PieceId("terms"))
    assert dated.moment == replace(on(3, 5), source=Source.USER)
    assert dated.alternatives == (on(6, 1),)
    back = edit.set_date(second, PieceId("terms"), moment=UNKNOWN).dossier.piece(PieceId("terms"))
    assert not back.moment.known
    assert back.alternatives == (on(6, 1),)


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (Moment(precision=Precision.DAY), "date-unclear"),
        (Moment(at=datetime(2026, 1, 1)), "date-unclear"),
        (Moment(precision=Precision.RANGE, at=datetime(2026, 1, 2)), "date-unclear"),
        (
            Moment(precision=Precision.RANGE, at=datetime(2026, 1, 2), until=datetime(2026, 1, 1)),
            "date-ends-before",
        ),
    ],
)
def test_a_date_that_cannot_be_is_refused(moment, code):
    with pytest.raises(UsageError, match=code):
        edit.set_date(SMALL, PieceId("terms"), moment=moment)


def test_an_excluded_piece_stays_but_has_no_number():
    excluded = edit.exclude_pieces(SMALL, ids("early")).dossier
    assert order_in(excluded, TALK) == ["late", "note"]
    assert edit.include_pieces(excluded, ids("early")).dossier == SMALL


def test_what_is_moved_stands_where_it_was_put_and_the_rest_keeps_its_order():
    moved = place.place_pieces(SMALL, ids("note", "terms"), rubric=TALK, before=PieceId("late")).dossier
    assert order_in(SMALL, TALK) == ["early", "late", "note"]
    assert order_in(moved, TALK) == ["early", "note", "terms", "late"]
    assert by_hand(moved) == (TALK,)
    dated = place.order_by_date(moved, TALK).dossier
    assert order_in(dated, TALK) == ["terms", "early", "late", "note"]
    assert by_hand(dated) == ()


@pytest.mark.parametrize(
    "choose",
    [
        lambda dossier: edit.set_rubric(dossier, ids("claim"), rubric=TALK),
        lambda dossier: place.place_pieces(dossier, ids("claim"), rubric=TALK),
    ],
)
def test_why_a_rubric_was_proposed_goes_once_the_person_chose_another(choose):
    told = replace(SMALL.pieces[0], reason="words", reason_words="fendu")
    before = replace(SMALL, pieces=(told, *SMALL.pieces[1:]))
    chosen = choose(before).dossier.piece(told.id)
    assert (chosen.rubric, chosen.reason, chosen.reason_words) == (TALK, "", "")
    same = place.place_pieces(before, [told.id], rubric=told.rubric).dossier.piece(told.id)
    assert same.reason == "words"


def test_what_joins_a_rubric_ordered_by_hand_stands_last():
    moved = place.place_pieces(SMALL, ids("note"), rubric=TALK, before=PieceId("early")).dossier
    sorted_in = edit.set_rubric(moved, ids("terms"), rubric=TALK).dossier
    assert order_in(sorted_in, TALK) == ["note", "early", "late", "terms"]


@pytest.mark.parametrize(
    ("names", "before", "code"),
    [
        (["invoice"], None, "piece-attached"),
        (["note"], "terms", "no-such-place"),
        (["note"], "note", "no-such-place"),
        (["nobody"], None, "no-such-piece"),
        ([], None, "no-piece-chosen"),
    ],
)
def test_a_place_that_cannot_be_meant_is_refused(names, before, code):
    with pytest.raises(UsageError, match=code):
        place.place_pieces(SMALL, ids(*names), rubric=TALK, before=before)


def grouped_and_first():
    pieces = tuple(
        replace(
            piece(name, "order", moment=on(1, number), parent=parent),
            bodies=(PICTURE,) * number,
            text=name * number,
            note=name,
        )
        for number, (name, parent) in enumerate([("a", None), ("b", None), ("kid", "b"), ("d", None)], 1)
    )
    twin = replace(piece("twin", "order"), duplicate_of=PieceId("b"))
    findings = (note("empty-file").of(PieceId("a")), note("empty-file").of(PieceId("b")))
    return replace(of(*pieces, twin), findings=findings)


def test_a_group_holds_everything_and_keeps_the_first_ones_name():
    dossier = group.group_pieces(grouped_and_first(), ids("d", "a", "b")).dossier
    whole = dossier.piece(PieceId("d"))
    assert whole.title == "Courriel d"
    assert [one.name for one in whole.originals] == ["d.eml", "a.eml", "b.eml"]
    assert len(whole.bodies) == 4 + 1 + 2
    assert whole.alternatives == (on(1, 1), on(1, 2))
    assert dossier.piece(PieceId("kid")).parent == "d"
    assert dossier.piece(PieceId("twin")).duplicate_of == "d"
    assert [finding.piece for finding in dossier.findings] == ["d", "d"]
    assert order_in(dossier, ORDER) == ["d"]


def test_a_split_gives_back_what_was_grouped():
    before = grouped_and_first()
    inner = group.group_pieces(before, ids("a", "b")).dossier
    after = group.split_piece(group.group_pieces(inner, ids("d", "a")).dossier, PieceId("d")).dossier
    assert {one.id: one for one in after.pieces} == {one.id: one for one in before.pieces}
    assert after.findings == before.findings


def filled(name, rubric, *, place):
    """A mail of which every field that can differ inside a group has a value of its own."""
    raw = FlowBody(asset=digest_of(f"raw {name}".encode()))
    return replace(
        piece(name, rubric, moment=on(2, place + 1)),
        alternatives=(on(3, place + 1),),
        bodies=(replace(PAGES, turn=place + 1, chosen=(1,)),),
        preface=MailHeader(subject=name, message_id=f"<{name}@x>"),
        state=State.PARTIAL,
        text=f"words of {name}",
        place=place,
        note=f"note {name}",
        proves=f"proves {name}",
        appendix=raw,
        appendix_shown=name != "b",
        transcript=f"said in {name}",
        picture_key=f"key {name}",
        reason="sender",
        reason_words=f"shop {name}",
        held_back=(f"court {name}",),
        private=(Private.BANK,) if name == "a" else (Private.MEDICAL,),
        rendering=Rendering.TRANSLATION if name == "a" else Rendering.TRANSCRIPTION,
        came_with=PieceId(f"mail {name}"),
    )


@pytest.mark.parametrize("names", [("a", "b", "c"), ("b", "c"), ("b", "a", "c")])
def test_no_field_of_a_piece_is_lost_or_mixed_by_a_group_that_is_split(names):
    before = of(*(filled(name, "order", place=place) for place, name in enumerate("abc")))
    blank = {field.name for field in fields(Piece) if getattr(before.pieces[0], field.name) == field.default}
    # These refuse a group, are none of a piece that stands by itself, or are given up for good.
    assert blank == {"parent", "included", "duplicate_of", "binned", "event", "parts", "heir_of"}
    after = {one.id: one for one in back_from(before, *names).pieces}
    for was in before.pieces:
        # By hand the parts stand behind each other, from where the group stood.
        assert replace(after[was.id], place=was.place) == was
    inner = group.group_pieces(before, ids("b", "c")).dossier
    twice = group.split_piece(group.group_pieces(inner, ids("a", "b")).dossier, PieceId("a")).dossier
    assert twice.pieces == before.pieces


def test_what_was_written_and_turned_on_a_group_stays_after_the_split():
    dossier = group.group_pieces(grouped_and_first(), ids("a", "b")).dossier
    dossier = edit.set_note(dossier, PieceId("a"), note="les deux").dossier
    dossier = edit.set_date(dossier, PieceId("a"), moment=on(5, 5)).dossier
    dossier = view.rotate(dossier, PieceId("a"), body=2).dossier
    apart = group.split_piece(dossier, PieceId("a")).dossier
    first, second = (apart.piece(name) for name in ids("a", "b"))
    assert (first.note, second.note) == ("les deux", "b")
    assert first.alternatives == (on(1, 1),)
    assert [body.turn for body in (*first.bodies, *second.bodies)] == [0, 0, 1]


def sent_on(name, moment):
    return replace(piece(name, "order", moment=moment), preface=MailHeader(subject=name))


def mails_of(*moments):
    return of(*(sent_on(name, moment) for name, moment in zip("abc", moments, strict=True)))


FIRST, NIGHT = instant("2026-03-16T09:00:00+01:00"), instant("2026-03-18T23:30:00+00:00")
SET = replace(on(3, 1), source=Source.USER)


@pytest.mark.parametrize(
    ("moments", "dated"),
    [
        ((FIRST, on(3, 17), NIGHT), (Precision.RANGE, FIRST.at, NIGHT.at)),
        ((NIGHT, UNKNOWN, FIRST), (Precision.RANGE, FIRST.at, NIGHT.at)),
        ((FIRST, NIGHT, on(3, 20)), (Precision.RANGE, datetime(2026, 3, 16), datetime(2026, 3, 20))),
        ((on(3, 2), FIRST, NIGHT), (Precision.RANGE, datetime(2026, 3, 2), datetime(2026, 3, 19))),
        ((SET, FIRST, NIGHT), (SET.precision, SET.at, None)),
        ((FIRST, FIRST, UNKNOWN), (FIRST.precision, FIRST.at, None)),
        ((FIRST, replace(SET, precision=Precision.ABOUT), NIGHT), (FIRST.precision, FIRST.at, None)),
        ((UNKNOWN, UNKNOWN, NIGHT), (Precision.UNKNOWN, None, None)),
    ],
)
def test_mails_in_one_are_dated_from_first_to_last_unless_the_person_dated_them(moments, dated):
    before = mails_of(*moments)
    grouped = group.group_pieces(before, ids("a", "b", "c"), title="Échange de 3 courriels").dossier
    whole = grouped.piece(PieceId("a"))

    assert (whole.moment.precision, whole.moment.at, whole.moment.until) == dated
    assert (whole.moment.source is Source.USER) is (moments[0] is SET)
    assert {one for one in moments if one.known} <= {whole.moment, *whole.alternatives}
    assert group.split_piece(grouped, PieceId("a")).dossier == before


def test_a_title_and_a_date_that_the_person_gives_a_group_stay_with_the_first_mail():
    before = mails_of(FIRST, on(3, 17), NIGHT)
    grouped = group.group_pieces(before, ids("a", "b"), title="Échange de 2 courriels").dossier
    renamed = edit.set_title(grouped, PieceId("a"), title="Nos courriels").dossier
    dated = edit.set_date(renamed, PieceId("a"), moment=on(3, 9)).dossier

    first = group.split_piece(dated, PieceId("a")).dossier.piece(PieceId("a"))
    assert (first.title, first.moment.at) == ("Nos courriels", on(3, 9).at)
    more = group.group_pieces(grouped, ids("c", "a"), title="Échange de 3 courriels").dossier
    assert group.split_piece(more, PieceId("c")).dossier.pieces == (before.pieces[2], *before.pieces[:2])


@pytest.mark.parametrize(("names", "title"), [("ba", "Échange de 2 courriels"), ("abc", "Courriel a")])
def test_a_thread_grouped_by_hand_gets_the_title_that_was_proposed_for_it(names, title):
    told = note("one-thread", pieces="a b", n=2, subject="x", title="Échange de 2 courriels").of(PieceId("a"))
    dossier = replace(mails_of(FIRST, on(3, 17), NIGHT), findings=(told,))
    grouped = group.group_pieces(dossier, ids(*names)).dossier
    assert grouped.piece(PieceId(names[0])).title == title
    apart = group.split_piece(grouped, PieceId(names[0])).dossier
    assert {one.title for one in apart.pieces} == {"Courriel a", "Courriel b", "Courriel c"}


def test_a_picture_with_a_mail_keeps_the_first_ones_date():
    before = of(sent_on("a", FIRST), piece("b", "order", moment=NIGHT))
    assert group.group_pieces(before, ids("a", "b")).dossier.piece(PieceId("a")).moment == FIRST


def test_a_mail_grouped_with_its_own_attachment_gets_it_back():
    dossier = group.group_pieces(SMALL, ids("order", "invoice")).dossier
    back = group.split_piece(dossier, PieceId("order")).dossier
    assert back.piece(PieceId("invoice")).parent == "order"


def test_what_cannot_be_one_piece_is_refused():
    headed = replace(piece("b", "order"), preface=Capture(url="https://example.org"))
    apart = of(piece("a", "order"), headed, replace(piece("c", "order"), included=False))
    for dossier, names, code in (
        (apart, ["a"], "group-of-one"),
        (apart, ["a", "c"], "not-groupable"),
        (SMALL, ["invoice", "order"], "has-attached"),
    ):
        with pytest.raises(UsageError, match=code):
            group.group_pieces(dossier, ids(*names))
    with pytest.raises(UsageError, match="not-grouped"):
        group.split_piece(SMALL, PieceId("order"))


def test_each_mail_of_a_thread_keeps_its_own_header_block_and_headers():
    raw = FlowBody(asset=digest_of(b"raw"))
    first = replace(piece("a", "order"), preface=Capture(url="https://a.example"), transcript="un")
    second = replace(
        piece("b", "order"),
        preface=Capture(url="https://b.example"),
        appendix=raw,
        transcript="deux",
        picture_key="ff",
    )
    apart = of(first, second)
    whole = group.group_pieces(apart, ids("a", "b")).dossier
    (thread,) = whole.pieces
    assert [part.preface for part in thread.parts] == [first.preface, second.preface]
    assert thread.transcript == "un\ndeux"
    assert group.split_piece(whole, PieceId("a")).dossier.pieces == apart.pieces
    noted = edit.set_transcript(whole, PieceId("a"), transcript="les deux").dossier
    again = group.split_piece(noted, PieceId("a")).dossier
    assert [one.transcript for one in again.pieces] == ["les deux", "deux"]


def test_what_is_detached_stands_by_itself_and_can_be_attached_again():
    loose = attach.detach_pieces(SMALL, ids("invoice"), rubric=RubricId("payment")).dossier
    assert order_in(loose, RubricId("payment")) == ["invoice"]
    again = attach.attach_pieces(loose, ids("invoice"), parent=PieceId("claim")).dossier
    assert [child.id for child in again.children(PieceId("claim"))] == ["invoice"]


@pytest.mark.parametrize(
    ("names", "parent", "code"),
    [
        (["note"], "invoice", "not-a-parent"),
        (["note"], "note", "not-a-parent"),
        (["order"], "note", "has-attached"),
    ],
)
def test_what_cannot_be_attached_is_refused(names, parent, code):
    with pytest.raises(UsageError, match=code):
        attach.attach_pieces(SMALL, ids(*names), parent=PieceId(parent))


def test_four_turns_are_none_and_our_own_pages_do_not_turn():
    flow = FlowBody(asset=digest_of(b"flow"))
    dossier = of(replace(piece("a", "order"), bodies=(PICTURE, flow, PAGES)))
    turned = view.rotate(dossier, PieceId("a"), quarters=-1).dossier
    assert turned.piece(PieceId("a")).bodies == (replace(PICTURE, turn=3), flow, replace(PAGES, turn=3))
    assert view.rotate(turned, PieceId("a")).dossier == dossier
    with pytest.raises(UsageError, match="not-turnable"):
        view.rotate(dossier, PieceId("a"), body=1)


def test_pages_are_chosen_among_those_there_are():
    dossier = of(replace(piece("a", "order"), bodies=(PICTURE, PAGES)))
    some = view.choose_pages(dossier, PieceId("a"), pages=[3, 1, 3], body=1).dossier
    assert some.piece(PieceId("a")).bodies[1].chosen == (1, 3)
    assert view.choose_pages(some, PieceId("a"), pages=[1, 2, 3], body=1).dossier == dossier
    for pages in ([], [4], [0]):
        with pytest.raises(UsageError, match="no-such-pages"):
            view.choose_pages(dossier, PieceId("a"), pages=pages, body=1)
    with pytest.raises(UsageError, match="pages-not-choosable"):
        view.choose_pages(dossier, PieceId("a"), pages=[1])


def test_rubrics_come_go_and_change_and_their_pieces_stay():
    added = rubrics.add_rubric(SMALL, "Expertise").dossier
    assert [one.id for one in added.rubrics[-2:]] == ["own-1", OTHER]
    renamed = rubrics.rename_rubric(added, ORDER, name="Achat").dossier
    assert [one.name("fr") for one in renamed.rubrics if one.id == ORDER] == ["Achat"]
    removed = rubrics.remove_rubric(added, ORDER).dossier
    assert order_in(removed, OTHER) == ["order"]
    turned = tuple(one.id for one in reversed(added.rubrics))
    assert tuple(one.id for one in rubrics.reorder_rubrics(added, turned).dossier.rubrics) == turned
    with pytest.raises(UsageError, match="rubrics-incomplete"):
        rubrics.reorder_rubrics(added, turned[1:])
    with pytest.raises(UsageError, match="rubric-stays"):
        rubrics.remove_rubric(SMALL, OTHER)


def test_the_dossiers_facts_change_and_a_zone_must_exist():
    assert facts.set_dossier_title(SMALL, " Léa ").dossier.title == "Léa"
    assert facts.set_language(SMALL, "en").dossier.language == "en"
    assert facts.set_zone(SMALL, "Indian/Reunion").dossier.zone == "Indian/Reunion"
    with pytest.raises(UsageError, match="unknown-zone"):
        facts.set_zone(SMALL, "Mars/Base")
    bank = Party(role=Role.BANK, name="Banque du Quai")
    assert facts.set_parties(SMALL, [bank]).dossier.parties == (bank,)
    with pytest.raises(UsageError, match="party-unnamed"):
        facts.set_parties(SMALL, [replace(bank, name=" ")])


def test_a_call_is_a_piece_without_a_file():
    call = Event(who="Atelier Brume", what="Promet un échange")
    done = note_event.note_event(SMALL, call, title="Appel", rubric=TALK, moment=on(6, 12))
    noted = done.dossier.pieces[-1]
    assert order_in(done.dossier, TALK) == [noted.id, "early", "late", "note"]  # a day before its hours
    assert (noted.originals, noted.moment.source, noted.event) == ((), Source.USER, call)
    again = note_event.note_event(done.dossier, call, title="Appel", rubric=TALK, moment=on(6, 12))
    assert again.dossier.pieces[-1].id != noted.id
    other = replace(call, what="Refuse")
    changed = note_event.change_event(done.dossier, noted.id, event=other).dossier
    assert changed.pieces[-1].text == "Atelier Brume\nRefuse"
    with pytest.raises(UsageError, match="not-an-event"):
        note_event.change_event(SMALL, PieceId("note"), event=call)
