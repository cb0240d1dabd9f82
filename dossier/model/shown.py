"""What is shown of a piece, in one digest: two that are shown alike have the same."""

import json
from typing import assert_never

from dossier.basis.digest import Digest, digest_of
from dossier.model.body import Body, FlowBody, ImageBody, PdfBody
from dossier.model.piece import Piece


def shown_of(piece: Piece) -> Digest:
    """Sums up a piece's files, its bodies with the pages and days chosen, and what is printed beside.

    Words that were recognised in it, and how its pages are turned, make no difference.
    """
    told = {
        "files": [file.digest for file in piece.originals],
        "bodies": [_told(body) for body in piece.bodies],
        "transcript": piece.transcript,
        "appendix": piece.appendix_shown,
    }
    return digest_of(json.dumps(told).encode())


def _told(body: Body) -> list[object]:
    match body:
        case ImageBody():
            return ["image", body.asset, body.frame]
        case PdfBody():
            part = body.chosen is not None and len(body.chosen) < body.pages
            return ["pdf", body.asset, body.chosen if part else None]
        case FlowBody():
            return [
                "flow",
                body.asset,
                *(day.isoformat() if day else None for day in (body.since, body.until)),
            ]
    assert_never(body)
