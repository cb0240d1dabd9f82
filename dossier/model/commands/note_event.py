"""A call or happening noted down: a piece without a file."""

from dataclasses import replace

from dossier.basis.errors import UsageError
from dossier.model.commands.add import add_pieces
from dossier.model.commands.done import Done, changed, done, found
from dossier.model.commands.edit import check_rubric
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId, new_piece_id
from dossier.model.moment import Moment, Source
from dossier.model.piece import Event, Piece, ids_taken


def note_event(dossier: Dossier, event: Event, *, title: str, rubric: RubricId, moment: Moment) -> Done:
    """Notes a call or happening as the last piece that came in.

    Args:
        dossier: The dispute.
        event: With whom, and what was said.
        title: As the bordereau prints it; the caller proposes one.
        rubric: Where it stands.
        moment: When it was.

    Raises:
        UsageError: ``event-empty``, ``title-empty``, ``no-such-rubric``.
    """
    _check(event)
    if not title.strip():
        raise UsageError("title-empty")
    check_rubric(dossier, rubric)
    piece = Piece(
        id=new_piece_id(f"event\0{title}\0{event.who}\0{event.what}", ids_taken(dossier.pieces)),
        title=title.strip(),
        rubric=rubric,
        moment=replace(moment, source=Source.USER),
        event=event,
        text=_words(event),
    )
    return done(add_pieces(dossier, [piece], ()), "note-event", title=piece.title)


def change_event(dossier: Dossier, piece: PieceId, *, event: Event) -> Done:
    """Writes a noted event anew.

    Raises:
        UsageError: ``no-such-piece``, ``event-empty``; ``not-an-event``, the piece is a file's.
    """
    former = found(dossier, piece)
    if former.event is None:
        raise UsageError("not-an-event", title=former.title)
    _check(event)
    after = changed(dossier, [piece], lambda one: replace(one, event=event, text=_words(event)))
    return done(after, "change-event", key=f"event:{piece}", title=former.title)


def _check(event: Event) -> None:
    if not event.what.strip():
        raise UsageError("event-empty")


def _words(event: Event) -> str:
    return f"{event.who}\n{event.what}".strip()
