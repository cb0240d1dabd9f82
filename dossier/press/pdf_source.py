"""Opens a PDF with whatever can: pypdf, pikepdf, pdfium, and says how far they agree."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from dossier.basis import limits
from dossier.basis.errors import UnreadableError
from dossier.press.pdf_pdfium import with_appearances
from dossier.press.pdf_pike import PikeDocument
from dossier.press.pdf_pypdf import PypdfDocument
from dossier.press.pdf_survey import Survey, survey
from dossier.press.raster import Raster

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ByPypdf:
    """A source that pypdf reads.

    Attributes:
        document: Open.
        survey: What it holds, in pypdf's objects.
    """

    document: PypdfDocument
    survey: Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class ByPike:
    """A source that pikepdf reads.

    Attributes:
        document: Open.
        survey: What it holds, in pikepdf's objects.
    """

    document: PikeDocument
    survey: Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A PDF, opened.

    Attributes:
        path: What the first two steps read: the file, or its copy with drawn fields.
        drawable: What pdfium draws, page for page the same; None when there is no such file.
        raster: ``drawable``, open.
        drawn: How many pages pdfium counts in the file; 0 when it refuses it.
        pypdf: None when pypdf cannot read it.
        pike: None when pikepdf cannot, or was not asked yet.
        repaired: Whether it had to be mended to be read.
        redrawn: Whether pdfium drew fields or marks into ``path``.
    """

    path: Path
    drawable: Path | None = None
    raster: Raster | None = None
    drawn: int = 0
    pypdf: ByPypdf | None = None
    pike: ByPike | None = None
    repaired: bool = False
    redrawn: bool = False

    @property
    def survey(self) -> Survey | None:
        """What the first reader that could says of it."""
        reader = self.pypdf or self.pike
        return reader.survey if reader else None

    @property
    def count(self) -> int:
        """How many pages can be told apart: those of the reader, else those that pdfium counts."""
        reader = self.pypdf or self.pike
        return len(reader.document.pages) if reader else self.drawn

    @property
    def total(self) -> int:
        """How many pages there should be, by its own count or pdfium's, where they can be believed."""
        reader = self.pypdf or self.pike
        if reader is None:
            return self.drawn
        believable = self.drawn if self.drawn <= reader.document.objects else 0
        return max(self.count, believable, reader.survey.declared)


def open_source(path: Path, folder: Path, stack: ExitStack) -> Source:
    """Opens a PDF; an empty password is tried.

    Args:
        path: The file.
        folder: For copies that have to be made.
        stack: Closes what is opened.

    Raises:
        UnreadableError: ``locked`` when a password is asked for, ``pdf-unreadable`` when nothing
            finds a page in it.
    """
    refusals: list[str] = []
    raster = attempt(lambda: stack.enter_context(Raster(path)), refusals)
    drawn = len(raster) if raster else 0
    pypdf = attempt(lambda: open_pypdf(path, stack), refusals)
    source = Source(path=path, pypdf=pypdf)
    if source.count == 0 or (drawn and source.count != drawn):
        source = _with_pike(source, attempt(lambda: open_pike(path, stack), refusals))
    locked = "locked" in refusals
    if not drawn and source.count == 0:
        raise UnreadableError("locked" if locked else "pdf-unreadable", file="")
    if source.count == 0:  # they open it and find no page in it, pdfium does
        source = replace(source, pypdf=None, pike=None, repaired=True)
    if locked:  # a rare cipher that pdfium alone opens: nothing is damaged
        source = replace(source, repaired=False)
    if raster and (source.survey is None or source.count == drawn):
        source = replace(source, drawable=path, raster=raster)
    else:
        source = _mended(source, folder, stack)
    return _redrawn(replace(source, drawn=drawn), folder, stack)


def attempt(work: Callable[[], T], refusals: list[str]) -> T | None:
    """Tries to open untrusted bytes; a refusal is logged, its code is kept.

    Args:
        work: Opens.
        refusals: Where the code goes.
    """
    try:
        return work()
    except UnreadableError as error:
        refusals.append(error.code)
    except Exception as error:  # noqa: BLE001 – the libraries raise anything on damaged files
        log.info("cannot open: %r", error)
    return None


def open_pypdf(path: Path, stack: ExitStack) -> ByPypdf:
    """Opens and surveys with pypdf; raises whatever pypdf raises."""
    document = stack.enter_context(PypdfDocument(path))
    return ByPypdf(document=document, survey=_surveyed(document))


def open_pike(path: Path, stack: ExitStack) -> ByPike:
    """Opens and surveys with pikepdf; raises whatever pikepdf raises."""
    document = stack.enter_context(PikeDocument(path))
    return ByPike(document=document, survey=_surveyed(document))


def _surveyed(document: PypdfDocument | PikeDocument) -> Survey:
    shown = document.pages[: limits.PDF_PAGES]
    return survey(document.catalogue, shown, objects=document.objects)


def _with_pike(source: Source, pike: ByPike | None) -> Source:
    """Takes pikepdf's reading when it finds more pages than pypdf's."""
    if pike is None:
        return replace(source, repaired=source.pypdf is None)
    if len(pike.document.pages) <= source.count:
        return source
    lost_some = source.pypdf is not None
    return replace(source, pypdf=None, pike=pike, repaired=lost_some or pike.document.mended)


def _mended(source: Source, folder: Path, stack: ExitStack) -> Source:
    """Lets pdfium draw a copy that pikepdf has put in order, where it cannot draw the file itself."""
    copy = folder / "mended.pdf"

    def opened() -> Raster:
        with PikeDocument(source.path) as document:
            document.save(copy)
        return stack.enter_context(Raster(copy))

    raster = attempt(opened, [])
    if raster is None or len(raster) != source.count:
        return source
    return replace(source, drawable=copy, raster=raster)


def _redrawn(source: Source, folder: Path, stack: ExitStack) -> Source:
    """Has pdfium draw the fields and marks that the file holds no picture of, in a copy."""
    drawable, found = source.drawable, source.survey
    if drawable is None or found is None or not found.undrawn:
        return source
    copy = folder / "redrawn.pdf"

    def reopened() -> Source:
        with_appearances(drawable, copy, found.undrawn)
        pypdf = open_pypdf(copy, stack) if source.pypdf else None
        pike = open_pike(copy, stack) if source.pypdf is None else None
        return replace(source, path=copy, pypdf=pypdf, pike=pike, redrawn=True)

    again = attempt(reopened, [])
    return again if again and again.count == source.count else source
