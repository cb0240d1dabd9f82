"""A place to make annexes and looks of invented pieces with real bodies."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from dossier.annex import sheets
from dossier.annex.export import Exported, Exporter, export
from dossier.annex.view import Viewer
from dossier.basis.assets import Assets
from dossier.basis.codec import to_json
from dossier.intake.sorting.rubrics import load_rubrics
from dossier.model.body import Body, FlowBody, ImageBody, PdfBody
from dossier.model.dossier import Dossier
from dossier.model.flow import Flow, Paragraph
from dossier.model.ids import PieceId, RubricId
from dossier.model.piece import FileKind, Original, Piece, State
from dossier.press.sheet import SheetTask
from dossier.recipients.profile import load_profile
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool
from tests.support.pdf_pages import one_page, stream

DAY = date(2026, 8, 11)

LAUGHS = 9
"""Depth of forms that each draw the next one ten times: a thousand million drawings."""


class Bench:
    """Assets, a pool and a folder of kept sheets."""

    def __init__(self, folder: Path, pool: Pool, *, language: str = "fr") -> None:
        self.folder = folder
        self.assets = Assets(folder / "assets")
        self.pool = pool
        self.texts = Texts(language)
        self.sheets = folder / "sheets"

    @property
    def viewer(self) -> Viewer:
        """Looks at pieces."""
        return Viewer(
            assets=self.assets,
            pool=self.pool,
            texts=self.texts,
            profile=load_profile("generic"),
            sheets=self.sheets,
        )

    def export(self, dossier: Dossier, name: str = "a.pdf", *, kept: bool = True) -> Exported:
        """Makes an annex."""
        exporter = Exporter(
            assets=self.assets, pool=self.pool, texts=self.texts, sheets=self.sheets if kept else None
        )
        return export(
            dossier, self.folder / name, profile=load_profile("generic"), day=DAY, exporter=exporter
        )

    def pdf(self, data: bytes, *, pages: int = 1) -> PdfBody:
        """Keeps a PDF."""
        return PdfBody(asset=self.assets.put(data), pages=pages)

    def image(self, data: bytes) -> ImageBody:
        """Keeps a picture."""
        with Image.open(io.BytesIO(data)) as image:
            return ImageBody(asset=self.assets.put(data), width_px=image.width, height_px=image.height)

    def flow(self, *texts: str) -> FlowBody:
        """Keeps running text."""
        flow = Flow(blocks=tuple(Paragraph(text=text) for text in texts))
        return FlowBody(asset=self.assets.put(to_json(flow)))


def held(name: str, *bodies: Body, kind: FileKind = FileKind.PDF, rubric: str = "order") -> Piece:
    """Makes a piece of one file, whose bytes are its first body's."""
    asset = bodies[0].asset
    return Piece(
        id=PieceId(name),
        title=f"Preuve {name}",
        rubric=RubricId(rubric),
        originals=(Original(digest=asset, name=f"{name}.bin", size=1000, kind=kind),),
        bodies=bodies,
        state=State.OK,
    )


def dispute(pieces: Sequence[Piece]) -> Dossier:
    """Puts pieces into a dossier."""
    return Dossier(title="Martin contre Brume", rubrics=load_rubrics().rubrics, pieces=tuple(pieces))


def allow_little(patch: pytest.MonkeyPatch) -> None:
    """Ends the sheets of PDFs so soon that an endless one has taken no memory; others take their time."""
    ample = sheets.allowance

    def allowance(task: SheetTask) -> float:
        return 0.2 if any(isinstance(body, PdfBody) for body in task.bodies) else ample(task)

    patch.setattr(sheets, "allowance", allowance)


def endless_pdf() -> bytes:
    """Writes a small PDF that no reader ever finishes drawing."""
    forms = {
        10 + depth: stream(
            b"/X Do " * 10 if depth < LAUGHS else b"0 0 200 300 re f",
            b"/Type /XObject /Subtype /Form /BBox [0 0 200 300] /Group << /S /Transparency >>"
            b" /Resources << /XObject << /X %d 0 R >> >>" % (11 + depth),
        )
        for depth in range(LAUGHS + 1)
    }
    return one_page(b"/X Do", resources=b"/XObject << /X 10 0 R >>", more=forms)
