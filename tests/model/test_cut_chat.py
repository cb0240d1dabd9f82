"""Some days of a conversation are shown, and the dossier says so as long as it is."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dossier.annex.order import extracts, printed_title
from dossier.basis.clock import zone_named
from dossier.basis.digest import digest_of
from dossier.basis.errors import UsageError
from dossier.model.body import FlowBody, ImageBody
from dossier.model.commands.bin import remove_pieces
from dossier.model.commands.cut_chat import cut_chat
from dossier.model.commands.edit import set_date
from dossier.model.finding import warning
from dossier.model.history import History, do, undo
from dossier.model.ids import PieceId
from dossier.model.moment import Moment, Precision, Source
from dossier.model.numbering import numbered
from dossier.model.piece import FileKind, Original
from dossier.model.remarks import remarks
from dossier.texts.catalogue import Texts
from tests.support.dossiers import on, piece, small_dossier

CHAT = PieceId("chat")
WHOLE = Moment(
    precision=Precision.RANGE,
    at=datetime(2026, 3, 12, 22, 47, tzinfo=UTC),
    until=datetime(2026, 4, 2, 9, 0, tzinfo=UTC),
    source=Source.CHAT,
    evidence="…",
)
FIRST, LAST = date(2026, 3, 14), date(2026, 3, 20)


def dossier(moment=WHOLE):
    one = piece("chat", "correspondence", moment=moment)
    originals = tuple(replace(original, kind=FileKind.CHAT) for original in one.originals)
    bodies = (
        FlowBody(asset=digest_of(b"flow")),
        ImageBody(asset=digest_of(b"picture"), width_px=2, height_px=3),
        FlowBody(asset=digest_of(b"other")),
    )
    small = small_dossier()
    return replace(small, pieces=(*small.pieces, replace(one, originals=originals, bodies=bodies)))


def cut(before, since, until):
    return cut_chat(before, CHAT, since=since, until=until).dossier


def told(after):
    return [(f.code, dict(f.params)) for f in remarks(after) if f.code.startswith("chat-")]


def test_every_conversation_of_the_piece_is_cut_and_nothing_else():
    after = cut(dossier(), FIRST, LAST).piece(CHAT)

    first, picture, last = after.bodies
    assert [(one.since, one.until) for one in (first, last)] == [(FIRST, LAST)] * 2
    assert picture == dossier().piece(CHAT).bodies[1]
    assert first.asset == digest_of(b"flow")


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [(FIRST, LAST, "chat-extract"), (FIRST, None, "chat-extract-since"), (None, LAST, "chat-extract-until")],
)
def test_it_is_said_as_long_as_it_is_cut(since, until, code):
    before = dossier()
    after = cut(before, since, until)

    days = {name: str(day) for name, day in (("since", since), ("until", until)) if day}
    assert told(before) == []
    assert [(found, {k: v for k, v in params.items() if k in days}) for found, params in told(after)] == [
        (code, days)
    ]
    assert told(remove_pieces(after, [CHAT]).dossier) == []
    assert cut(after, None, None) == before


def test_the_date_is_that_of_what_is_shown_and_the_whole_one_waits():
    after = cut(dossier(), FIRST, LAST).piece(CHAT)

    assert (after.moment.at, after.moment.until) == (datetime(2026, 3, 14), datetime(2026, 3, 20))
    assert (after.moment.source, after.moment.precision) == (Source.CHAT, Precision.RANGE)
    assert after.alternatives == (WHOLE,)


def test_cutting_again_starts_from_the_whole():
    once = cut(dossier(), FIRST, LAST)
    twice = cut(once, None, FIRST).piece(CHAT)

    assert twice.moment.at == datetime(2026, 3, 12)
    assert twice.moment.until == datetime(2026, 3, 14)
    assert twice.alternatives == (WHOLE,)


def test_a_group_gets_no_date_of_another_conversation_however_often_it_is_cut():
    other = replace(WHOLE, at=datetime(2025, 4, 1), until=datetime(2025, 4, 10))
    now = dossier()
    now = replace(
        now,
        pieces=tuple(replace(one, alternatives=(other,)) if one.id == CHAT else one for one in now.pieces),
    )
    for days in ((date(2026, 3, 1), None), (FIRST, None), (FIRST, LAST), (None, None)):
        now = cut(now, *days)

    assert (now.piece(CHAT).moment, now.piece(CHAT).alternatives) == (WHOLE, (other,))


def test_the_words_that_date_the_whole_do_not_date_a_part():
    assert cut(dossier(), FIRST, LAST).piece(CHAT).moment.evidence == ""


def test_a_long_conversation_asks_for_days_until_some_are_chosen():
    before = replace(dossier(), findings=(warning("chat-long", n=4000).of(CHAT),))

    assert [code for code, _ in told(before)] == ["chat-long"]
    assert [code for code, _ in told(cut(before, FIRST, LAST))] == ["chat-extract"]
    assert [code for code, _ in told(cut(cut(before, FIRST, LAST), None, None))] == ["chat-long"]


def test_missing_media_are_counted_for_the_days_shown_and_no_other_is_told_of():
    days = "2026-03-12=4 2026-03-14=1 2026-03-20=2 2026-04-02=8"
    found = warning("chat-media-missing", file="a.txt", n=15, days=days).of(CHAT)
    before = replace(dossier(), findings=(found,))

    def count(after):
        return [params for code, params in told(after) if code == "chat-media-missing"]

    assert count(before) == [{"file": "a.txt", "n": 15}]
    assert count(cut(before, FIRST, LAST)) == [{"file": "a.txt", "n": 3}]
    assert count(cut(before, LAST, None)) == [{"file": "a.txt", "n": 10}]
    assert count(cut(before, date(2026, 3, 15), date(2026, 3, 19))) == []
    assert count(cut(cut(before, FIRST, LAST), None, None)) == [{"file": "a.txt", "n": 15}]


def test_days_around_the_whole_change_no_date():
    after = cut(dossier(), date(2026, 1, 1), date(2026, 12, 31)).piece(CHAT)

    assert (after.moment, after.alternatives) == (WHOLE, ())


def test_the_persons_own_date_stays():
    dated = set_date(dossier(), CHAT, moment=on(6, 3)).dossier
    moment = dated.piece(CHAT).moment

    assert cut(dated, FIRST, LAST).piece(CHAT).moment == moment


def test_it_is_undone_like_any_act():
    before = History(present=dossier())
    after = do(before, cut_chat(before.present, CHAT, since=FIRST, until=LAST))

    assert after.undoable is not None
    assert after.undoable.code == "cut-chat"
    assert undo(after).present == before.present


@pytest.mark.parametrize(
    ("wanted", "since", "until", "code"),
    [
        ("chat", LAST, FIRST, "no-such-days"),
        ("order", FIRST, LAST, "not-a-chat"),
        ("nobody", FIRST, LAST, "no-such-piece"),
    ],
)
def test_what_cannot_be_meant_is_refused(wanted, since, until, code):
    with pytest.raises(UsageError) as caught:
        cut_chat(dossier(), PieceId(wanted), since=since, until=until)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (FIRST, LAST, "(messages du 14/03/2026 au 20/03/2026)"),
        (FIRST, None, "(messages à partir du 14/03/2026)"),
        (None, LAST, "(messages jusqu’au 20/03/2026)"),
    ],
)
def test_the_list_of_pieces_says_that_it_is_an_extract(since, until, said):
    several = cut(dossier(), since, until).piece(CHAT)
    alone = replace(several, bodies=several.bodies[:1])

    assert printed_title(alone, Texts("fr")) == f"{alone.title} {said}"
    assert printed_title(several, Texts("fr")) == f"{several.title} (extrait)"
    assert len(extracts(several)) == 2
    assert printed_title(dossier().piece(CHAT), Texts("fr")) == several.title


def sent(*times):
    """A conversation with a document that was sent in it at some times."""
    now = dossier()
    file = Original(digest=digest_of(b"x"), name="x.pdf", size=1, kind=FileKind.CHAT, sent=times)
    inner = replace(piece("inner", "correspondence"), parent=CHAT, originals=(file,))
    return replace(now, pieces=(*now.pieces, inner))


LATE = datetime(2026, 3, 13, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("times", "zone", "away"),
    [
        ((LATE,), "Europe/Paris", False),
        ((LATE,), "Europe/London", True),
        ((LATE, datetime(2026, 3, 20, 23, 59)), "Europe/London", False),
        ((datetime(2026, 3, 21, 0, 0),), "Europe/Paris", True),
        ((), "Europe/Paris", True),
    ],
)
def test_what_was_sent_on_other_days_has_no_number_until_they_are_shown(times, zone, away):
    before = replace(sent(*times), zone=zone)
    after = cut(before, FIRST, LAST)

    def numbers(now):
        return {row.piece.id for row in numbered(now, zone_named(zone))}

    assert "inner" in numbers(before)
    assert ("inner" not in numbers(after)) is away
    assert "inner" in numbers(cut(after, None, None))


def test_what_was_attached_to_something_else_is_not_cut_with_the_conversation():
    now = sent(datetime(2026, 4, 1))
    freed = replace(now, pieces=tuple(replace(one, parent=None) for one in now.pieces))

    assert "inner" in {row.piece.id for row in numbered(cut(freed, FIRST, LAST), zone_named("Europe/Paris"))}
