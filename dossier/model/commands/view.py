"""How a piece's pages are looked at: turned, and which of them."""

from collections.abc import Iterable
from dataclasses import replace

from dossier.basis.errors import UsageError
from dossier.model.body import Body, ImageBody, PdfBody
from dossier.model.commands.done import Done, changed, done, found
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.piece import Piece


def rotate(dossier: Dossier, piece: PieceId, *, quarters: int = 1, body: int | None = None) -> Done:
    """Turns a piece, or one of its bodies, by quarter turns; its words are then to be recognised anew.

    Args:
        dossier: The dispute.
        piece: Which piece.
        quarters: Quarter turns clockwise; negative ones turn back.
        body: Which of its bodies, from 0; None turns all that can be turned.

    Raises:
        UsageError: ``no-such-piece``; ``no-such-body``; ``not-turnable``, its pages are our own.
    """
    one = found(dossier, piece)
    meant = range(len(one.bodies)) if body is None else [_checked(one, body)]
    turned = {place: _turned(one.bodies[place], quarters) for place in meant if _turnable(one.bodies[place])}
    if not turned:
        raise UsageError("not-turnable", title=one.title)
    bodies = tuple(turned.get(place, was) for place, was in enumerate(one.bodies))
    after = changed(dossier, [piece], lambda was: replace(was, bodies=bodies))
    return done(after, "rotate", key=f"rotate:{piece}:{'' if body is None else body}", title=one.title)


def choose_pages(dossier: Dossier, piece: PieceId, *, pages: Iterable[int] | None, body: int = 0) -> Done:
    """Shows only some pages of a PDF.

    Args:
        dossier: The dispute.
        piece: Which piece.
        pages: The pages to show, from 1, in any order; None shows all.
        body: Which of its bodies, from 0.

    Raises:
        UsageError: ``no-such-piece``, ``no-such-body``; ``pages-not-choosable``, it is no PDF;
            ``no-such-pages``, it has not all of these, or none is chosen.
    """
    one = found(dossier, piece)
    was = one.bodies[_checked(one, body)]
    if not isinstance(was, PdfBody):
        raise UsageError("pages-not-choosable", title=one.title)
    every = tuple(range(1, was.pages + 1))
    chosen = every if pages is None else tuple(sorted(set(pages)))
    if not chosen or not set(chosen) <= set(every):
        raise UsageError("no-such-pages", pages=was.pages)
    now = replace(was, chosen=None if chosen == every else chosen)
    bodies = (*one.bodies[:body], now, *one.bodies[body + 1 :])
    after = changed(dossier, [piece], lambda piece: replace(piece, bodies=bodies))
    return done(after, "choose-pages", key=f"pages:{piece}:{body}", title=one.title)


def show_appendix(dossier: Dossier, piece: PieceId, *, shown: bool) -> Done:
    """Prints what a mail's program noted about its way behind the mail, or leaves it out.

    Raises:
        UsageError: ``no-such-piece``; ``no-appendix``, it is no mail.
    """
    one = found(dossier, piece)
    if one.appendix is None:
        raise UsageError("no-appendix", title=one.title)
    after = changed(dossier, [piece], lambda was: replace(was, appendix_shown=shown))
    if shown:
        return done(after, "show-appendix", title=one.title)
    return done(after, "hide-appendix", title=one.title)


def _checked(piece: Piece, body: int) -> int:
    if not 0 <= body < len(piece.bodies):
        raise UsageError("no-such-body", title=piece.title)
    return body


def _turnable(body: Body) -> bool:
    return isinstance(body, ImageBody) or (isinstance(body, PdfBody) and not body.printed)


def _turned(body: Body, quarters: int) -> Body:
    assert isinstance(body, ImageBody | PdfBody)
    turn = (body.turn + quarters) % 4
    # A page that lies on its side has words only once it stands upright.
    return replace(body, turn=turn, words=body.words if turn == body.turn else None)
