"""Words go with the picture that they were read in: grouped, split, turned, undone, never twice."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dossier.basis.digest import Digest, digest_of
from dossier.model.body import FlowBody, ImageBody, PdfBody
from dossier.model.commands.group import group_pieces, split_piece
from dossier.model.commands.view import rotate
from dossier.model.dossier import Dossier
from dossier.model.finding import note
from dossier.model.history import History, do, undo
from dossier.model.ids import PieceId, RubricId
from dossier.model.piece import Piece
from dossier.model.recognised import NO_WORDS
from dossier.model.recognising import (
    Picture,
    Reading,
    as_seen,
    has_recognised_words,
    picture_of,
    unread,
    with_words,
)

NAMES = tuple("abcd")
RUBRIC = RubricId("order")


def digest(name: str) -> Digest:
    return digest_of(name.encode())


def photo(name: str, **more) -> ImageBody:
    return ImageBody(asset=digest(name), width_px=3, height_px=4, **more)


def scan(name: str, **more) -> PdfBody:
    return PdfBody(asset=digest(name), pages=3, **more)


def piece(name: str, *bodies) -> Piece:
    return Piece(id=PieceId(name), title=name, rubric=RUBRIC, bodies=bodies, text=f"texte de {name}")


DOSSIER = Dossier(
    pieces=(
        piece("a", photo("p"), FlowBody(asset=digest("flow"))),
        piece("b", scan("s"), photo("p")),
        piece("c", photo("p", frame=1)),
        piece("d"),
    )
)
EVERY = {
    picture_of(body): Reading(words=digest(f"words of {body.asset} {getattr(body, 'frame', 0)}"))
    for one in DOSSIER.pieces
    for body in unread(one)
}


def words_of(dossier: Dossier) -> dict[Picture, set[Digest | None]]:
    found: dict[Picture, set[Digest | None]] = {}
    for one in dossier.pieces:
        for body in one.bodies:
            if not isinstance(body, FlowBody):
                found.setdefault(picture_of(body), set()).add(body.words)
    return found


def test_every_picture_gets_its_own_words_wherever_it_stands():
    worded = with_words(DOSSIER, EVERY)
    assert words_of(worded) == {picture: {reading.words} for picture, reading in EVERY.items()}
    assert not any(unread(one) for one in worded.pieces)
    assert [one.text for one in worded.pieces] == [one.text for one in DOSSIER.pieces]


def test_what_needs_no_words_is_the_same_value():
    assert with_words(DOSSIER, {}) is DOSSIER
    worded = with_words(DOSSIER, EVERY)
    assert with_words(worded, EVERY) is worded
    other = {picture: Reading(words=digest("other")) for picture in EVERY}
    assert with_words(worded, other) is worded
    assert with_words(DOSSIER, EVERY).pieces[3] is DOSSIER.pieces[3]


def test_what_was_noticed_is_told_once_of_each_piece():
    told = note("picture-not-read")
    readings = {picture_of(photo("p")): Reading(words=NO_WORDS, told=(told,))}
    worded = with_words(DOSSIER, readings)
    assert worded.findings == (told.of(PieceId("a")), told.of(PieceId("b")))
    forgotten = replace(DOSSIER, findings=worded.findings)
    assert with_words(forgotten, readings).findings == worded.findings


def test_a_picture_without_words_is_no_recognised_text():
    plain = piece("x", photo("p", words=NO_WORDS), FlowBody(asset=digest("flow")))
    assert not has_recognised_words(plain)
    assert has_recognised_words(piece("x", photo("p", words=digest("words"))))
    assert not unread(plain)
    assert as_seen(plain) == as_seen(piece("x", photo("p"), FlowBody(asset=digest("flow"))))


def test_a_turned_picture_is_read_anew_and_gets_the_former_words_back_when_it_stands_again():
    worded = with_words(DOSSIER, EVERY)
    turned = rotate(worded, PieceId("c")).dossier
    assert unread(turned.pieces[2])
    assert with_words(turned, EVERY) is turned
    back = rotate(turned, PieceId("c"), quarters=-1).dossier
    assert with_words(back, EVERY) == worded


@given(st.permutations(NAMES), st.integers(2, 4), st.booleans(), st.booleans())
def test_grouping_and_splitting_lose_and_double_no_word(order, count, before, between):
    chosen = [PieceId(name) for name in order[:count]]
    start = with_words(DOSSIER, EVERY) if before else DOSSIER
    grouped = group_pieces(start, chosen).dossier
    if between:
        grouped = with_words(grouped, EVERY)
    apart = with_words(split_piece(grouped, chosen[0]).dossier, EVERY)
    complete = with_words(DOSSIER, EVERY)
    assert {one.id: (one.bodies, one.text) for one in apart.pieces} == {
        one.id: (one.bodies, one.text) for one in complete.pieces
    }


def test_undo_to_a_time_without_words_needs_only_to_be_given_them():
    done = group_pieces(DOSSIER, [PieceId("a"), PieceId("b")])
    history = do(History(present=DOSSIER), done)
    history = replace(history, present=with_words(history.present, EVERY))
    assert with_words(undo(history).present, EVERY) == with_words(DOSSIER, EVERY)
