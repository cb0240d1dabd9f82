"""Pieces in the hand: what a drag of rows carries inside the program."""

import json
import logging
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QByteArray, QMimeData

from dossier.model.ids import PieceId

MIME: Final = "application/x-dossier-pieces"
"""Ids of pieces in UTF-8, each a JSON string on a line of its own."""

_LOG: Final = logging.getLogger(__name__)


def carrying(pieces: Iterable[PieceId]) -> QMimeData:
    """Makes what a drag carries: the ids, in order."""
    lines = "\n".join(json.dumps(piece) for piece in pieces)
    data = QMimeData()
    data.setData(MIME, QByteArray(lines.encode()))
    return data


def carried(data: QMimeData) -> tuple[PieceId, ...]:
    """Reads the ids that a drag carries; none when it carries something else or is no work of ours."""
    try:
        lines = bytes(data.data(MIME).data()).decode().splitlines()
        ids = [json.loads(line) for line in lines]
    except ValueError as error:
        _LOG.info("a drag under our name is not ours: %s", error)
        return ()
    return tuple(PieceId(one) for one in ids if isinstance(one, str))
