"""What looking at pieces works with, and the pictures it keeps."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeVar

from dossier.annex.kept import Kept
from dossier.annex.marked import MarkedLook
from dossier.annex.shelf import Shelf
from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.clock import zone_named
from dossier.basis.codec import to_json
from dossier.basis.digest import digest_of
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.numbering import numbered
from dossier.press.look import PdfLook, PictureLook
from dossier.press.sheet import RENDERER
from dossier.recipients.profile import Profile
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool

LOOKS: Final = "looks"
"""Folder of the pictures, beside that of the sheets."""

Look = TypeVar("Look", MarkedLook, PdfLook, PictureLook)


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """What looking works with.

    Attributes:
        assets: Where bodies and originals are kept.
        pool: Where untrusted bytes are drawn.
        texts: The annex's language.
        profile: Whose annex it is: its numbers and words stand on the marks.
        sheets: Folder where finished sheets are kept, the same as the exporter's, inside the pool's
            scratch; pictures are kept beside it.
    """

    assets: Assets
    pool: Pool
    texts: Texts
    profile: Profile
    sheets: Path

    @property
    def shelf(self) -> Shelf:
        """The kept sheets."""
        return Shelf(self.sheets)

    def labels(self, dossier: Dossier) -> dict[PieceId, str]:
        """Gives the words on the mark of each piece that stands in the annex."""
        rows = numbered(dossier, zone_named(dossier.zone), arrangement=self.profile.arrangement())
        return {row.piece.id: self.profile.label(row.number, self.texts.language) for row in rows}


def drawn(
    look: Look, job: Callable[[Look], None], *, viewer: Viewer, before: Callable[[], object] | None = None
) -> Path:
    """Finds a picture, or has it drawn by a worker.

    Args:
        look: What is to be drawn.
        job: What draws it.
        viewer: What looking works with.
        before: Sees to it that there is something to draw from.

    Raises:
        DossierError: As the job or the worker says; ``cannot-write`` when the folder is full or gone.
    """
    kept = Kept(viewer.sheets.with_name(LOOKS), most_bytes=limits.KEPT_LOOKS_BYTES)
    name = f"{digest_of(f'{RENDERER} {type(look).__name__} '.encode() + to_json(look))}.png"
    if not kept.touch(name):
        if before is not None:
            before()
        aside = kept.aside()
        try:
            viewer.pool.run(job, replace(look, target=str(aside)), seconds=limits.LOOK_SECONDS)
            kept.take(aside, name)
            kept.drop()
        finally:
            aside.unlink(missing_ok=True)
    return kept.path(name)
