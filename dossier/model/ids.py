"""Names of things, as types that cannot be mixed."""

import hashlib
from collections.abc import Container
from typing import NewType

PieceId = NewType("PieceId", str)
RubricId = NewType("RubricId", str)


def new_piece_id(seed: str, taken: Container[PieceId]) -> PieceId:
    """Makes an id from what the piece is, so that the same files give the same report.

    Args:
        seed: Digest, name and place of the file; any text.
        taken: Ids in use already.
    """
    for attempt in range(1_000_000):
        made = PieceId(hashlib.sha256(f"{seed}\0{attempt}".encode()).hexdigest()[:12])
        if made not in taken:
            return made
    raise AssertionError(seed)
