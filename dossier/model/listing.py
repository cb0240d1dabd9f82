"""A dossier's pieces as plain data, in the words of the report but before any page is known."""

from collections.abc import Iterable
from datetime import tzinfo
from typing import Any, Final

from dossier.basis.clock import zone_named
from dossier.model.dossier import Dossier
from dossier.model.numbering import Numbered
from dossier.model.piece import Piece
from dossier.model.report import piece_facts

VERSION: Final = 1


def listing(dossier: Dossier, rows: Iterable[Numbered], *, recipient: str) -> dict[str, Any]:
    """Lists every piece: those of the annex first, in its order, then what is not shown.

    Args:
        dossier: The dossier.
        rows: Of the annex.
        recipient: Who gets it (the profile's id).

    Returns:
        ``version``, ``title``, ``zone``, ``language``; ``recipient``, for whom the numbers are;
        ``rubrics``, each with ``id`` and ``names`` by language; ``pieces``, each with what the report says
        of it but its pages (``id``, ``number``, ``title``, ``rubric``, ``parent``, ``moment``, ``files``,
        ``duplicate_of``, ``state``), and with ``included``, ``held_back`` (from which recipients),
        ``binned``, ``proves``, ``note``. A piece that is not shown has no number.
    """
    zone = zone_named(dossier.zone)
    pieces = [{**_facts(row.piece, zone), "number": row.number, "rubric": row.rubric} for row in rows]
    shown = {piece["id"] for piece in pieces}
    rest = [_facts(piece, zone) for piece in dossier.pieces if piece.id not in shown]
    return {
        "version": VERSION,
        "title": dossier.title,
        "zone": dossier.zone,
        "language": dossier.language,
        "recipient": recipient,
        "rubrics": [{"id": rubric.id, "names": dict(rubric.names)} for rubric in dossier.rubrics],
        "pieces": [*pieces, *rest],
    }


def _facts(piece: Piece, zone: tzinfo) -> dict[str, Any]:
    """Adds what a report, which may be handed on, keeps to itself."""
    return {
        **piece_facts(piece, zone),
        "included": piece.included,
        "held_back": list(piece.held_back),
        "binned": piece.binned,
        "proves": piece.proves,
        "note": piece.note,
    }
