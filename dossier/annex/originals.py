"""What a piece's files show by themselves, without us: the pages of pictures and PDFs."""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import assert_never

from dossier.annex.viewer import Viewer, drawn
from dossier.model.body import FlowBody, ImageBody, PdfBody
from dossier.model.piece import FileKind, Original, Piece
from dossier.press.look import PdfLook, PictureLook, draw_pdf_look, draw_picture_look


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalPage:
    """A page that a file itself shows.

    Attributes:
        original: The file.
        body: What it was read as.
        page: Which page or picture of it, from 1.
        of: How many it has.
    """

    original: Original
    body: ImageBody | PdfBody
    page: int
    of: int


def original_pages(piece: Piece) -> tuple[OriginalPage, ...]:
    """Lists the pages that a piece's own files show: of pictures and PDFs.

    Mails, chats, texts and saved pages have no page of their own; theirs are in the annex's view only.
    """
    files = {original.digest: original for original in piece.originals}
    lone = piece.originals[0] if len(piece.originals) == 1 else None
    found: list[OriginalPage] = []
    for body in piece.bodies:
        if isinstance(body, FlowBody) or (isinstance(body, PdfBody) and body.printed):
            continue
        original = files.get(body.asset) or lone
        if original is None or original.kind not in (FileKind.IMAGE, FileKind.PDF):
            continue
        pages = range(1, body.pages + 1) if isinstance(body, PdfBody) else (body.frame + 1,)
        found.extend(OriginalPage(original=original, body=body, page=page, of=0) for page in pages)
    counts = Counter(one.original.digest for one in found)
    return tuple(replace(one, of=counts[one.original.digest]) for one in found)


def draw_original_page(shown: OriginalPage, *, width_px: int, viewer: Viewer) -> Path:
    """Draws a page as the file itself shows it, before the person turned or chose anything, as PNG.

    Args:
        shown: From ``original_pages``.
        width_px: Width of the picture; a smaller picture is not enlarged.
        viewer: What looking works with.

    Raises:
        UnreadableError: ``pdf-unreadable``, ``locked``, ``picture-unreadable``, ``too-many-pixels``.
        WorkerError: Drawing it takes too long or too much memory.
        PlaceError: The working folder is full.
    """
    path = viewer.assets.path(shown.body.asset)
    match shown.body:
        case ImageBody():
            picture = PictureLook(path=str(path), frame=shown.body.frame, width_px=width_px)
            return drawn(picture, draw_picture_look, viewer=viewer)
        case PdfBody():
            page = PdfLook(path=str(path), index=shown.page - 1, width_px=width_px)
            return drawn(page, draw_pdf_look, viewer=viewer)
        case _:
            assert_never(shown.body)
