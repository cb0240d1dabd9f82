"""The names under which rows tell what they hold."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from PySide6.QtCore import Qt

from ui.theme import Tone

_FIRST = int(Qt.ItemDataRole.UserRole) + 1


class RowKind(StrEnum):
    """What a row of the list of pieces is."""

    HEADING = "heading"
    PIECE = "piece"
    CHILD = "child"
    AWAITED = "awaited"
    """A file that is still being read: no piece yet, and nothing can be done with it."""


class Role(IntEnum):
    """Data of a row besides Qt's own; in brackets its type, and which models give it.

    ``QModelIndex.data`` makes a plain ``str`` of a ``StrEnum``: compare by ``==``, never by ``is``.
    """

    KIND = _FIRST
    """Of a row of pieces (``RowKind``)."""
    PIECE = _FIRST + 1
    """Which piece (``PieceId``); None on a heading and of an awaited file. Pieces and findings."""
    RUBRIC = _FIRST + 2
    """Which rubric (``RubricId``); of a piece the one that it stands in. Pieces and rubrics."""
    NUMBER = _FIRST + 3
    """"11", "11.1", or "" for what has no number (``str``). Pieces."""
    TITLE = _FIRST + 4
    """First line (``str``). All."""
    WHEN = _FIRST + 5
    """The date in words (``str``). Pieces."""
    DETAIL = _FIRST + 6
    """What follows the date on the second line; a heading's span of dates; of a remark the piece that it is
    about (``str``). Pieces and findings."""
    CHIPS = _FIRST + 7
    """States in words at the right end (``tuple[Chip, ...]``). Pieces and rubrics."""
    THUMBNAIL = _FIRST + 8
    """Small picture (``QPixmap``), None until it is there. Pieces."""
    MUTED = _FIRST + 9
    """Whether it is not in the annex (``bool``). Pieces; rubrics without any piece."""
    COUNT = _FIRST + 10
    """How many pieces (``int``). Rubrics."""
    LEVEL = _FIRST + 11
    """How grave (``Level``). Findings."""
    ACTION = _FIRST + 12
    """The one act that helps: a code under ``[window]`` as ``do_<code>``; "" for none (``str``). Findings."""
    CUT = _FIRST + 13
    """Which cut through the dossier a row of the rubrics chooses (``Cut``). Rubrics."""
    SECOND = _FIRST + 14
    """The other answer to what a remark proposes, as ``ACTION``; "" for none (``str``). Findings."""
    FINDING = _FIRST + 15
    """The remark itself (``Finding``). Findings."""
    RECIPIENT = _FIRST + 16
    """Id of the profile; "" on a heading (``str``). Recipients."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A state in one or two words, with the colour that goes with it; ``tip`` says more of it."""

    text: str
    tone: Tone
    tip: str = ""


class CutKind(StrEnum):
    """Which pieces the list shows."""

    ALL = "all"
    RUBRIC = "rubric"
    BIN = "bin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A choice among the pieces: all that are not in the bin, those of one rubric, or the bin."""

    kind: CutKind = CutKind.ALL
    rubric: str = ""
