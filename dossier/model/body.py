"""What every format is reduced to at intake: a run of three kinds of body."""

from dataclasses import dataclass
from datetime import date

from dossier.basis.digest import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageBody:
    """One picture: a file's only one, or one page of a TIFF.

    Attributes:
        asset: The original's bytes, or those found inside it.
        frame: Which picture of the file, 0-based.
        width_px: Width as it is looked at, after EXIF orientation.
        height_px: Height as it is looked at.
        turn: Quarter turns clockwise that the person gave it since, 0 to 3; sizes are those before it.
        words: What was recognised in it, a ``Recognised`` in JSON; None before that was tried.
    """

    asset: Digest
    frame: int = 0
    width_px: int
    height_px: int
    turn: int = 0
    words: Digest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfBody:
    """A PDF: somebody's, or the print that we made of a web page or HTML mail at intake.

    Attributes:
        asset: The PDF's bytes.
        pages: How many pages it has.
        room_pt: For a print of ours: blank height kept at the top of its first page, where the
            header block is drawn when the sheet is made. 0 for anybody else's PDF.
        printed: Whether it is a print of ours, whose pages have the size of the frame.
        turn: Quarter turns clockwise that the person gave its pages, 0 to 3.
        chosen: The pages to show, from 1, rising; None shows all.
        words: What was recognised on its pages without text, a ``Recognised`` in JSON; None before
            that was tried.
    """

    asset: Digest
    pages: int
    room_pt: float = 0.0
    printed: bool = False
    turn: int = 0
    chosen: tuple[int, ...] | None = None
    words: Digest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowBody:
    """Text that we lay out.

    Attributes:
        asset: A ``Flow`` in JSON, so that an edit never rewrites it.
        since: Of a chat, the first day to show; None shows it from its beginning.
        until: Of a chat, the last day to show; None shows it to its end.
    """

    asset: Digest
    since: date | None = None
    until: date | None = None


Body = ImageBody | PdfBody | FlowBody
