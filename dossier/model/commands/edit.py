"""What the person writes on a piece's card."""

from collections.abc import Sequence
from dataclasses import replace

from dossier.basis.errors import UsageError
from dossier.model.commands.done import Done, all_found, changed, done, found
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import Moment, Precision, Source
from dossier.model.piece import Piece
from dossier.model.rubric import OTHER


def set_title(dossier: Dossier, piece: PieceId, *, title: str) -> Done:
    """Gives a piece another title.

    Raises:
        UsageError: ``no-such-piece``; ``title-empty``, a bordereau names every piece.
    """
    found(dossier, piece)
    if not title.strip():
        raise UsageError("title-empty")
    after = changed(dossier, [piece], lambda one: replace(one, title=title.strip()))
    return done(after, "set-title", key=f"title:{piece}", title=title.strip())


def set_date(dossier: Dossier, piece: PieceId, *, moment: Moment) -> Done:
    """Dates a piece as the person says; a date that the program had found joins the alternatives.

    Args:
        dossier: The dispute.
        piece: Which piece.
        moment: The date, also one of the alternatives, with its words; ``UNKNOWN`` for no date.

    Raises:
        UsageError: ``no-such-piece``; ``date-unclear``, parts of the date are missing;
            ``date-ends-before``, it ends before it begins.
    """
    former = found(dossier, piece)
    if (moment.at is None) is not (moment.precision is Precision.UNKNOWN):
        raise UsageError("date-unclear")
    if moment.precision is Precision.RANGE and moment.until is None:
        raise UsageError("date-unclear")
    if _ends_before(moment):
        raise UsageError("date-ends-before")
    alternatives = former.alternatives
    if former.moment.known and former.moment.source is not Source.USER and former.moment not in alternatives:
        alternatives = (former.moment, *alternatives)
    dated = replace(former, moment=replace(moment, source=Source.USER), alternatives=alternatives)
    return done(
        changed(dossier, [piece], lambda _: dated), "set-date", key=f"date:{piece}", title=former.title
    )


def _ends_before(moment: Moment) -> bool:
    if moment.at is None or moment.until is None:
        return False
    if (moment.at.tzinfo is None) is not (moment.until.tzinfo is None):
        return moment.until.date() < moment.at.date()
    return moment.until < moment.at


def set_transcript(dossier: Dossier, piece: PieceId, *, transcript: str) -> Done:
    """Writes down what is said in a sound or film.

    Raises:
        UsageError: ``no-such-piece``.
    """
    title = found(dossier, piece).title
    after = changed(dossier, [piece], lambda one: replace(one, transcript=transcript.strip()))
    return done(after, "set-transcript", key=f"transcript:{piece}", title=title)


def set_rubric(dossier: Dossier, pieces: Sequence[PieceId], *, rubric: RubricId) -> Done:
    """Puts pieces into a rubric, where its own order places them: by date, or last when by hand.

    Raises:
        UsageError: ``no-such-piece``, ``no-piece-chosen``, ``no-such-rubric``.
    """
    chosen = all_found(dossier, pieces)
    check_rubric(dossier, rubric)
    after = changed(dossier, (piece.id for piece in chosen), lambda one: filed(one, rubric))
    return done(after, "set-rubric", n=len(chosen))


def filed(piece: Piece, rubric: RubricId) -> Piece:
    """Gives a piece in the rubric that the person chose; why another one was proposed goes."""
    if piece.rubric == rubric:
        return piece
    return replace(piece, rubric=rubric, place=None, reason="", reason_words="")


def set_note(dossier: Dossier, piece: PieceId, *, note: str) -> Done:
    """Writes the person's own note, which is never printed.

    Raises:
        UsageError: ``no-such-piece``.
    """
    former = found(dossier, piece)
    after = changed(dossier, [piece], lambda one: replace(one, note=note))
    return done(after, "set-note", key=f"note:{piece}", title=former.title)


def set_proves(dossier: Dossier, piece: PieceId, *, proves: str) -> Done:
    """Writes what a piece proves.

    Raises:
        UsageError: ``no-such-piece``.
    """
    former = found(dossier, piece)
    after = changed(dossier, [piece], lambda one: replace(one, proves=proves))
    return done(after, "set-proves", key=f"proves:{piece}", title=former.title)


def include_pieces(dossier: Dossier, pieces: Sequence[PieceId]) -> Done:
    """Wants pieces in the annex.

    Raises:
        UsageError: ``no-such-piece``, ``no-piece-chosen``.
    """
    return done(_included(dossier, pieces, included=True), "include", n=len(frozenset(pieces)))


def exclude_pieces(dossier: Dossier, pieces: Sequence[PieceId]) -> Done:
    """Wants pieces out of the annex; they stay in the dossier.

    Raises:
        UsageError: ``no-such-piece``, ``no-piece-chosen``.
    """
    return done(_included(dossier, pieces, included=False), "exclude", n=len(frozenset(pieces)))


def _included(dossier: Dossier, pieces: Sequence[PieceId], *, included: bool) -> Dossier:
    meant: tuple[Piece, ...] = all_found(dossier, pieces)
    return changed(dossier, (piece.id for piece in meant), lambda one: replace(one, included=included))


def check_rubric(dossier: Dossier, rubric: RubricId) -> None:
    """Refuses a rubric that is not there.

    Raises:
        UsageError: ``no-such-rubric``.
    """
    if rubric != OTHER and all(known.id != rubric for known in dossier.rubrics):
        raise UsageError("no-such-rubric", rubric=rubric)
