"""What a dossier comes to, in numbers: the same in the status line and on the export page."""

from dataclasses import dataclass
from typing import Final, assert_never

from dossier.model.body import Body, FlowBody, ImageBody, PdfBody
from dossier.model.dossier import Dossier
from dossier.texts.catalogue import Texts
from dossier.texts.counts import pieces_and_attached
from ui.models.numbers import rows_of

_MAY_BE_CUT: Final = 2.5
"""Height over width from which a picture may come to stand on several pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The pieces that stand in the annex, counted.

    Attributes:
        pieces: Numbered pieces.
        attached: What is attached to them.
        pages: Pages that they have for certain.
        exact: Whether they can have no more; text is laid out only when the annex is made.
        size: Bytes of their originals, each counted once.
    """

    pieces: int = 0
    attached: int = 0
    pages: int = 0
    exact: bool = True
    size: int = 0

    def said_pieces(self, texts: Texts) -> str:
        """Says "17 pièces et 3 pièces jointes"."""
        return pieces_and_attached(texts, self.pieces, self.attached)

    def said_pages(self, texts: Texts) -> str:
        """Says "58 pages", or "au moins 58 pages" where some are not laid out yet."""
        return texts.say("annex.pages" if self.exact else "window.status_pages_least", n=self.pages)


def counts_of(dossier: Dossier) -> Counts:
    """Counts what stands in the annex."""
    rows = rows_of(dossier)
    attached = sum(row.parent is not None for row in rows)
    pages = [_pages(row.piece.bodies) for row in rows]
    sizes = {original.digest: original.size for row in rows for original in row.piece.originals}
    return Counts(
        pieces=len(rows) - attached,
        attached=attached,
        pages=sum(least for least, _ in pages),
        exact=all(exact for _, exact in pages),
        size=sum(sizes.values()),
    )


def _pages(bodies: tuple[Body, ...]) -> tuple[int, bool]:
    """Gives the least number of pages, and whether it is certain; without a body a page says so."""
    counted = [_body_pages(body) for body in bodies]
    if not counted:
        return 1, True
    return sum(least for least, _ in counted), all(exact for _, exact in counted)


def _body_pages(body: Body) -> tuple[int, bool]:
    match body:
        case ImageBody():
            wide, high = body.width_px, body.height_px
            if body.turn % 2:
                wide, high = high, wide
            return 1, high < _MAY_BE_CUT * wide
        case PdfBody():
            return body.pages if body.chosen is None else len(body.chosen), True
        case FlowBody():
            return 1, False
        case _:
            assert_never(body)
