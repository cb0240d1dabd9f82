"""A number that was sent is its piece's for ever; what comes later stands behind it."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.annex.changes import Changes
from dossier.basis.digest import digest_of
from dossier.basis.errors import UsageError
from dossier.model.arrangement import Arrangement, OrderBy
from dossier.model.body import PdfBody
from dossier.model.commands import attach, group, privacy, send
from dossier.model.commands.edit import set_rubric
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import Moment, Precision
from dossier.model.numbering import Numbered, numbered, order_by
from dossier.model.piece import FileKind, Original, Piece
from dossier.model.rounds import Round, Scope, SentFile, SentPiece
from dossier.model.rubric import Rubric
from dossier.model.shown import shown_of
from dossier.texts.catalogue import Texts

PARIS = ZoneInfo("Europe/Paris")
NAMES = ("order", "correspondence", "complaint", "terms")
RUBRICS = tuple(Rubric(id=RubricId(name), names={"fr": name}) for name in NAMES)
FILE = SentFile(name="annexe.pdf", digest=digest_of(b"sent"), size=4, pages=1)


def piece(name: str, rubric: str = "order", *, day: int = 1, parent: str | None = None) -> Piece:
    original = Original(digest=digest_of(name.encode()), name=name, size=1, kind=FileKind.TEXT)
    return Piece(
        id=PieceId(name),
        title=name,
        rubric=RubricId(rubric),
        moment=Moment(precision=Precision.DAY, at=datetime(2026, 1, day)),
        parent=None if parent is None else PieceId(parent),
        originals=(original,),
    )


def dossier_of(*pieces: Piece) -> Dossier:
    return Dossier(rubrics=RUBRICS, pieces=pieces)


def sent(dossier: Dossier, *, recipient: str = "cmap") -> Dossier:
    """Marks everything as sent to a recipient, as it is numbered now."""
    rows = numbered(dossier, PARIS, arrangement=Arrangement(recipient=recipient))
    told = tuple(
        SentPiece(
            piece=row.piece.id,
            number=row.number,
            title=row.piece.title,
            fingerprints=tuple(file.digest for file in row.piece.originals),
        )
        for row in rows
    )
    made = Round(day=date(2026, 2, 1), recipient=recipient, files=(FILE,), pieces=told)
    return send.mark_sent(dossier, made).dossier


def numbers(rows: tuple[Numbered, ...]) -> dict[str, str]:
    return {row.piece.id: row.number for row in rows}


days = st.integers(1, 28)
rubrics = st.sampled_from(NAMES)


@given(
    st.lists(st.tuples(rubrics, days, st.booleans()), min_size=1, max_size=8),
    st.lists(st.tuples(rubrics, days, st.booleans()), max_size=8),
    st.lists(st.tuples(rubrics, days, st.booleans()), max_size=4),
)
def test_sent_numbers_never_change_and_new_ones_follow(first, second, third):
    dossier = Dossier(rubrics=RUBRICS)
    frozen: dict[str, str] = {}
    for wave, described in enumerate((first, second, third)):
        tops = [one.id for one in dossier.pieces if one.parent is None]
        new = tuple(
            piece(f"w{wave}-{n}", rubric, day=day, parent=tops[0] if attached and tops else None)
            for n, (rubric, day, attached) in enumerate(described)
        )
        dossier = replace(dossier, pieces=(*dossier.pieces, *new))
        now = numbers(numbered(dossier, PARIS))
        assert {name: now[name] for name in frozen} == frozen
        highest = max((int(number) for number in frozen.values() if "." not in number), default=0)
        tops_now = sorted(int(now[name]) for name in now if "." not in now[name] and name not in frozen)
        assert tops_now == list(range(highest + 1, highest + 1 + len(tops_now)))
        assert len(set(now.values())) == len(now)
        order = [tuple(map(int, number.split("."))) for number in now.values()]
        assert not frozen or order == sorted(order)
        if new:
            dossier, frozen = sent(dossier), now


def seen_by(dossier: Dossier, recipient: str) -> dict[str, str]:
    return numbers(numbered(dossier, PARIS, arrangement=Arrangement(recipient=recipient)))


def prepared(dossier: Dossier, recipient: str, scope: Scope) -> Round:
    """Gives what an export made now would be marked as, whenever that is."""
    rows = numbered(dossier, PARIS, arrangement=Arrangement(recipient=recipient, scope=scope))
    told = tuple(SentPiece(piece=row.piece.id, number=row.number, title="") for row in rows)
    return Round(day=date(2026, 2, 1), recipient=recipient, scope=scope, files=(FILE,), pieces=told)


indices = st.integers(0, 7)
recipients = st.sampled_from(("cmap", "court", "ecc-be"))
acts = st.one_of(
    st.tuples(st.just("add"), rubrics, days, st.one_of(st.none(), indices)),
    st.tuples(st.just("move"), indices, rubrics),
    st.tuples(st.just("exclude"), indices),
    st.tuples(st.just("hold"), indices, recipients),
    st.tuples(st.just("export"), recipients, st.sampled_from(Scope)),
    st.tuples(st.just("mark"), indices),
)


def done_to_pieces(dossier: Dossier, act: tuple[object, ...]) -> Dossier:
    """Adds a piece, or changes one."""
    pieces = dossier.pieces
    match act:
        case ("add", str() as rubric, int() as day, holder):
            tops = [one.id for one in pieces if one.parent is None]
            parent = tops[holder % len(tops)] if isinstance(holder, int) and tops else None
            return replace(
                dossier, pieces=(*pieces, piece(f"p{len(pieces)}", rubric, day=day, parent=parent))
            )
        case (_, int() as place, *more) if pieces:
            old = pieces[place % len(pieces)]
            match act[0], more:
                case "move", [str() as rubric]:
                    new = replace(old, rubric=RubricId(rubric))
                case "hold", [str() as recipient]:
                    held = () if recipient in old.held_back else (recipient,)
                    new = replace(old, held_back=held)
                case _:
                    new = replace(old, included=not old.included)
            return replace(dossier, pieces=tuple(new if one is old else one for one in pieces))
    return dossier


@given(st.lists(acts, min_size=4, max_size=40))
def test_for_each_recipient_no_number_changes_and_whatever_was_sent_can_be_marked(wanted):
    dossier, waiting = Dossier(rubrics=RUBRICS), list[Round]()
    known: dict[str, dict[str, str]] = {"cmap": {}, "court": {}, "ecc-be": {}}
    for act in wanted:
        match act:
            case ("export", recipient, scope):
                made = prepared(dossier, recipient, scope)
                waiting = [one for one in waiting if one.recipient != recipient]
                waiting.extend([made] if made.pieces else [])
            case ("mark", place):
                if waiting:
                    made = waiting.pop(place % len(waiting))
                    dossier = send.mark_sent(dossier, made).dossier
                    known[made.recipient] |= {one.piece: one.number for one in made.pieces}
            case _:
                dossier = done_to_pieces(dossier, act)
        for recipient, sent_before in known.items():
            now = seen_by(dossier, recipient)
            assert len(set(now.values())) == len(now)
            holders = {number: name for name, number in sent_before.items()}
            assert len(holders) == len(sent_before)
            for name, number in now.items():
                assert sent_before.get(name, number) == number
                assert holders.get(number, name) == name


def test_annexes_prepared_together_are_both_marked_and_each_recipient_keeps_its_numbers():
    dossier = dossier_of(piece("a"), piece("iban"), piece("b"), piece("b1", parent="b"), piece("c", "terms"))
    dossier = privacy.hold_back(dossier, [PieceId("iban")], recipient="cmap").dossier
    first, second = (prepared(dossier, one, Scope.ALL) for one in ("cmap", "ecc-be"))
    for made in (first, second):
        dossier = send.mark_sent(dossier, made).dossier
    assert seen_by(dossier, "cmap") == {"a": "1", "b": "2", "b1": "2.1", "c": "3"}
    assert seen_by(dossier, "ecc-be") == {"a": "1", "iban": "2", "b": "3", "b1": "3.1", "c": "4"}
    # Shown to the first later, what only the second got stands behind: its number is another piece's here.
    dossier = privacy.show_to(dossier, [PieceId("iban")], recipient="cmap").dossier
    assert seen_by(dossier, "cmap")["iban"] == "4"
    # Somebody new gets the numbers that were given first.
    assert seen_by(dossier, "court") == {"a": "1", "b": "2", "b1": "2.1", "c": "3", "iban": "4"}


def test_an_attachment_that_only_another_got_follows_its_piece():
    dossier = dossier_of(piece("iban"), piece("b"), piece("b1", parent="b"))
    dossier = privacy.hold_back(dossier, [PieceId("iban"), PieceId("b1")], recipient="cmap").dossier
    for made in [prepared(dossier, one, Scope.ALL) for one in ("cmap", "ecc-be")]:
        dossier = send.mark_sent(dossier, made).dossier
    dossier = privacy.show_to(dossier, [PieceId("b1")], recipient="cmap").dossier
    assert seen_by(dossier, "cmap") == {"b": "1", "b1": "1.1"}
    assert seen_by(dossier, "ecc-be") == {"iban": "1", "b": "2", "b1": "2.1"}


def test_moving_a_sent_piece_to_another_rubric_leaves_its_number():
    dossier = sent(dossier_of(piece("a"), piece("b", "complaint"), piece("c", "terms")))
    after = set_rubric(dossier, [PieceId("a")], rubric=RubricId("terms")).dossier
    assert numbers(numbered(after, PARIS)) == {"a": "1", "b": "2", "c": "3"}
    assert order_by(after) is OrderBy.ROUNDS


def test_a_complement_holds_what_the_recipient_has_not_got():
    dossier = sent(dossier_of(piece("a"), piece("b", "complaint"), piece("b1", "complaint", parent="b")))
    dossier = replace(dossier, pieces=(*dossier.pieces, piece("new", "order"), piece("b2", parent="b")))
    news = Arrangement(recipient="cmap", scope=Scope.NEW)
    rows = numbered(dossier, PARIS, arrangement=news)
    assert {row.piece.id: (row.number, row.parent) for row in rows} == {
        "b2": ("2.2", None),
        "new": ("3", None),
    }
    # Another recipient has got nothing yet.
    other = numbered(dossier, PARIS, arrangement=Arrangement(recipient="court", scope=Scope.NEW))
    assert [row.number for row in other] == ["1", "2", "2.1", "2.2", "3"]


def test_a_replaced_file_is_news_under_its_old_number():
    dossier = sent(dossier_of(piece("a"), piece("b", "complaint")))
    better = replace(piece("a").originals[0], digest=digest_of(b"better"))
    dossier = replace(dossier, pieces=(replace(dossier.pieces[0], originals=(better,)), dossier.pieces[1]))
    rows = numbered(dossier, PARIS, arrangement=Arrangement(recipient="cmap", scope=Scope.NEW))
    assert numbers(rows) == {"a": "1"}


def test_the_correspondence_is_one_run_and_a_chronological_annex_another():
    dossier = dossier_of(
        piece("terms", "terms", day=1),
        piece("mail", "correspondence", day=9),
        piece("complaint", "complaint", day=5),
        piece("order", "order", day=2),
    )
    run = Arrangement(correspondence=(RubricId("correspondence"), RubricId("complaint")))
    rows = numbered(dossier, PARIS, arrangement=run)
    assert [(row.piece.id, row.rubric) for row in rows] == [
        ("order", "order"),
        ("complaint", "correspondence"),
        ("mail", "correspondence"),
        ("terms", "terms"),
    ]
    rows = numbered(dossier, PARIS, arrangement=Arrangement(by=OrderBy.CHRONOLOGICAL))
    assert [row.piece.id for row in rows] == ["terms", "order", "complaint", "mail"]


def test_a_piece_held_back_from_one_recipient_is_shown_to_the_others():
    dossier = dossier_of(piece("a"), piece("iban"), piece("b"))
    dossier = privacy.hold_back(dossier, [PieceId("iban")], recipient="signalconso").dossier
    held = numbered(dossier, PARIS, arrangement=Arrangement(recipient="signalconso"))
    assert numbers(held) == {"a": "1", "b": "2"}
    assert numbers(numbered(dossier, PARIS)) == {"a": "1", "iban": "2", "b": "3"}
    back = privacy.show_to(dossier, [PieceId("iban")], recipient="signalconso").dossier
    assert back.pieces[1].held_back == ()


@pytest.mark.parametrize(
    "act",
    [
        lambda dossier: group.group_pieces(dossier, [PieceId("new"), PieceId("a")]),
        lambda dossier: attach.attach_pieces(dossier, [PieceId("a")], parent=PieceId("b")),
        lambda dossier: attach.detach_pieces(dossier, [PieceId("b1")]),
    ],
)
def test_what_would_take_a_sent_number_away_is_refused(act):
    dossier = sent(dossier_of(piece("a"), piece("b"), piece("b1", parent="b")))
    dossier = replace(dossier, pieces=(*dossier.pieces, piece("new")))
    with pytest.raises(UsageError, match="sent-number"):
        act(dossier)


def test_a_round_never_gives_a_piece_another_number():
    dossier = sent(dossier_of(piece("a"), piece("b")))
    wrong = Round(
        day=date(2026, 3, 1),
        recipient="cmap",
        files=(FILE,),
        pieces=(SentPiece(piece=PieceId("a"), number="2", title="a"),),
    )
    with pytest.raises(UsageError, match="number-differs"):
        send.mark_sent(dossier, wrong)
    assert send.mark_sent(dossier, replace(wrong, recipient="court")).dossier.rounds[1].recipient == "court"
    with pytest.raises(UsageError, match="nothing-sent"):
        send.mark_sent(dossier, replace(wrong, pieces=()))


def test_what_is_shown_counts_where_it_is_known_and_rounds_count_by_day():
    whole = replace(piece("a"), bodies=(PdfBody(asset=digest_of(b"pdf"), pages=5),))
    part = replace(whole, bodies=(replace(whole.bodies[0], chosen=(2, 3)),))
    files = tuple(file.digest for file in whole.originals)
    row = SentPiece(piece=PieceId("a"), number="1", title="a", fingerprints=files, shown=shown_of(part))
    late = Round(day=date(2026, 3, 9), recipient="cmap", files=(FILE,), pieces=(row,))
    early = replace(late, day=date(2026, 2, 1))
    changes = Changes((late, early), recipient="cmap", texts=Texts("fr"))
    assert changes.of(part) == ""
    assert changes.of(whole) == "montrée autrement depuis l’envoi du 09/03/2026"
    assert changes.of(piece("b")) == "ajoutée depuis l’envoi du 09/03/2026"
    news = Arrangement(recipient="cmap", scope=Scope.NEW)
    for now, old, expected in (
        (part, row, {}),
        (whole, row, {"a": "1"}),
        (whole, replace(row, shown=None), {}),
    ):
        dossier = replace(dossier_of(now), rounds=(replace(late, pieces=(old,)),))
        assert numbers(numbered(dossier, PARIS, arrangement=news)) == expected
    # Neither a turn nor recognised words are another proof, and all pages chosen are all pages.
    turned = replace(whole.bodies[0], turn=1, words=digest_of(b"words"), chosen=(1, 2, 3, 4, 5))
    assert shown_of(replace(whole, bodies=(turned,))) == shown_of(whole)
