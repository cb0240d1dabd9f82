"""Why a piece has only a page that stands for it, in a sentence for whoever reads the annex."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from dossier.model.finding import Finding
from dossier.model.ids import PieceId

UNSAID: Final = "placeholder"
"""The sentence that fits whatever the reason was."""

_CODES: Final = {
    "placeholder-locked": "locked archive-locked archive-locked-strongly",
    "placeholder-sealed": "mail-encrypted mail-sealed",
    "placeholder-empty": "empty-file text-empty chat-empty office-empty",
    "placeholder-damaged": (
        "archive-damaged archive-torn attachment-damaged awaited-damaged cannot-read damaged office-broken "
        "pdf-unreadable picture-unreadable unreadable"
    ),
    "placeholder-heavy": (
        "archive-too-large office-too-large too-many-pixels worker-crashed worker-failed worker-memory "
        "worker-output worker-timeout"
    ),
    "placeholder-program": "not-shown office-not-shown office-today-not-shown unknown-format",
    "placeholder-archive": "not-shown-archive archive-kept archive-unlisted archive-opened mailbox-opened",
}
_SENTENCES: Final = MappingProxyType({code: said for said, codes in _CODES.items() for code in codes.split()})


def why_unshown(piece: PieceId, findings: Iterable[Finding], *, refused: str = "") -> str:
    """Gives the key under ``[notice]`` of the sentence that says why, and what helps.

    Args:
        piece: Which one.
        findings: What was noticed when it came in.
        refused: Code of the error that its own sheet ended in, "" when it has none to be drawn.
    """
    told = (found.code for found in findings if found.piece == piece)
    return next((_SENTENCES[code] for code in (refused, *told) if code in _SENTENCES), UNSAID)


def sentences() -> frozenset[str]:
    """Gives every key that ``why_unshown`` can give."""
    return frozenset({UNSAID, *_CODES})
