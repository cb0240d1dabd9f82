"""What was made of a file when it was read again, with its password or in a better copy."""

from collections.abc import Container, Sequence
from dataclasses import replace

from dossier.basis.digest import Digest
from dossier.basis.errors import UsageError
from dossier.model.body import Body, ImageBody, PdfBody
from dossier.model.chat_days import chat_days, is_chat
from dossier.model.commands.cut_chat import cut_chat
from dossier.model.commands.done import Done, done, found
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, warning
from dossier.model.ids import PieceId
from dossier.model.moment import Moment, Source
from dossier.model.piece import Original, Piece, ids_taken


def read_again(
    dossier: Dossier,
    piece: PieceId,
    *,
    before: Piece,
    fresh: Sequence[Piece],
    findings: Sequence[Finding] = (),
) -> Done:
    """Puts what a file says now in the place of what it said; what the person wrote stays.

    The first of the new pieces takes the old one's id and place, when the old one was one proof; of a
    container that opens at last, all that was in it stands where the container stood. What the person
    held back stays back: of a piece out of the annex or in the bin all that comes of it, of pages and
    days that were left out those same ones. Where these cannot be found again nothing is shown, and
    ``held-back`` says so.

    Args:
        dossier: The dispute.
        piece: Which piece is read again.
        before: What intake makes of the file as it was first read: a title, date or rubric that is
            still this one's was never changed by the person.
        fresh: What intake makes of it now, children behind their parents; none means nothing changes.
        findings: What was noticed about the new pieces.

    Raises:
        UsageError: ``no-such-piece``; ``grouped-not-read-again``, it is several pieces in one.
        ValueError: The id of a new piece is taken already: our fault.
    """
    old = found(dossier, piece)
    if old.parts:
        raise UsageError("grouped-not-read-again", title=old.title)
    if not fresh:
        return done(dossier, "read-again", title=old.title)
    first, *others = fresh
    lost = _hides(old) and not _hides_the_same(old, fresh)
    held_back = lost or (before.included and not old.included)
    renamed = {first.id: old.id}
    heir = _with_what_was_written(first, old, before)
    out = _left_out_of(dossier, old)
    new = tuple(
        replace(
            one,
            included=one.included and not held_back and not _is_one_of(out, one),
            binned=old.binned,
            originals=_come_with(old, one.originals),
        )
        for one in (heir, *(_under(one, renamed, old) for one in others))
    )
    taken = ids_taken(one for one in dossier.pieces if one.id != piece)
    if doubled := [one.id for one in new if one.id in taken]:
        raise ValueError(doubled)
    at = [one.id for one in dossier.pieces].index(piece)
    pieces = (*dossier.pieces[:at], *new, *dossier.pieces[at + 1 :])
    kept = tuple(one for one in dossier.findings if one.piece != piece)
    told = [one.renamed(renamed) for one in findings]
    if lost:
        told.extend(warning("held-back").of(one.id) for one in new if not one.included)
    after = replace(dossier, pieces=pieces, findings=(*kept, *told))
    return done(_cut_again(after, heir, old), "read-again", title=old.title, n=len(fresh))


def _with_what_was_written(new: Piece, old: Piece, before: Piece) -> Piece:
    """Gives the new piece what the person decided about the old one: words, place, and how it is looked at.

    The days of a conversation are cut by their own act, for its date follows them.
    """
    dated = old.moment.source is Source.USER
    filed = old.rubric != before.rubric
    return replace(
        new,
        id=old.id,
        title=old.title if old.title != before.title else new.title,
        rubric=old.rubric if filed else new.rubric,
        reason=old.reason if filed else new.reason,
        reason_words=old.reason_words if filed else new.reason_words,
        moment=old.moment if dated else new.moment,
        alternatives=_alternatives(new, dated=dated),
        parent=old.parent,
        came_with=old.came_with,
        included=old.included if old.included != before.included else new.included,
        place=old.place,
        heir_of=old.heir_of,
        bodies=_looked_at_as(old.bodies, new.bodies),
        appendix_shown=old.appendix_shown and new.appendix is not None,
        note=old.note,
        proves=old.proves,
        transcript=old.transcript,
    )


def _come_with(old: Piece, files: Sequence[Original]) -> tuple[Original, ...]:
    """Keeps when a file was sent in a chat, for it is not shown when that day is not, and inside of what."""
    sent = next((file.sent for file in old.originals if file.sent is not None), None)
    within, size = next(((file.within, file.within_size) for file in old.originals if file.within), ("", 0))
    return tuple(
        replace(
            file,
            sent=sent if file.sent is None else file.sent,
            within=file.within or within,
            within_size=file.within_size if file.within else size,
        )
        for file in files
    )


def _alternatives(new: Piece, *, dated: bool) -> tuple[Moment, ...]:
    """Keeps the dates that were found beside the one that the person typed."""
    if dated and new.moment.known:
        return (new.moment, *new.alternatives)
    return new.alternatives


def _under(piece: Piece, renamed: dict[PieceId, PieceId], old: Piece) -> Piece:
    """Ties a piece to the heir of its parent; all stays one level below what the file was attached to."""

    def now(named: PieceId | None) -> PieceId | None:
        return named and renamed.get(named, named)

    return replace(
        piece,
        parent=old.parent or now(piece.parent),
        came_with=old.came_with or now(piece.came_with),
        duplicate_of=now(piece.duplicate_of),
    )


def _left_out_of(dossier: Dossier, holder: Piece) -> frozenset[Digest]:
    """Names the files attached to a piece that the person does not show."""
    attached = (one for one in dossier.pieces if one.parent == holder.id and (one.binned or not one.included))
    return frozenset(file.digest for one in attached for file in one.originals)


def _is_one_of(files: Container[Digest], piece: Piece) -> bool:
    return any(file.digest in files for file in piece.originals)


def _hides(piece: Piece) -> bool:
    """Tells whether the person left out days or pages of a piece."""
    chosen = (body.chosen for body in piece.bodies if isinstance(body, PdfBody))
    return chat_days(piece) != (None, None) or any(pages is not None for pages in chosen)


def _hides_the_same(old: Piece, fresh: Sequence[Piece]) -> bool:
    """Tells whether what is left out of a piece can be left out of what it became."""
    first, *others = fresh
    if any(one.parent is None for one in others) or len(first.bodies) != len(old.bodies):
        return False
    if chat_days(old) != (None, None) and not is_chat(first):
        return False
    return all(_alike(was, now) for was, now in zip(old.bodies, first.bodies, strict=True))


def _alike(was: Body, now: Body) -> bool:
    if isinstance(was, PdfBody) and isinstance(now, PdfBody):
        return was.chosen is None or was.pages == now.pages
    return type(was) is type(now)


def _looked_at_as(was: Sequence[Body], now: Sequence[Body]) -> tuple[Body, ...]:
    """Turns bodies and chooses pages as it was done before, body by body, as far as they are alike."""
    if len(was) != len(now):
        return tuple(now)
    return tuple(_looked_at(one, new) for one, new in zip(was, now, strict=True))


def _looked_at(was: Body, now: Body) -> Body:
    if isinstance(was, ImageBody) and isinstance(now, ImageBody):
        return replace(now, turn=was.turn)
    if isinstance(was, PdfBody) and isinstance(now, PdfBody):
        return replace(now, turn=was.turn, chosen=was.chosen if was.pages == now.pages else None)
    return now


def _cut_again(dossier: Dossier, heir: Piece, old: Piece) -> Dossier:
    """Shows of a conversation the days that were shown, where it still is one."""
    since, until = chat_days(old)
    if (since, until) == (None, None) or not is_chat(heir):
        return dossier
    return cut_chat(dossier, old.id, since=since, until=until).dossier
