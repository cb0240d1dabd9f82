"""Any PDF to pages of ours: four steps, each for the pages that the one before did not get right.

1. pypdf, 2. pikepdf, 3. pdfium make a form of the page; 4. pdfium makes a picture. A page is taken
when its picture is the source's; the order and the limits were measured on thousands of real files.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from dossier.basis import limits
from dossier.press.pdf_damage import content_is_lost
from dossier.press.pdf_form import press_with_pypdf
from dossier.press.pdf_hush import libraries_hushed
from dossier.press.pdf_judge import Judge
from dossier.press.pdf_node import content_identity
from dossier.press.pdf_outcome import PdfPage, PdfPages, outcome
from dossier.press.pdf_pdfium import press_with_pdfium
from dossier.press.pdf_photos import Photos
from dossier.press.pdf_picture import press_as_pictures
from dossier.press.pdf_pike_form import press_with_pike
from dossier.press.pdf_pypdf import PypdfDocument
from dossier.press.pdf_source import Source, attempt, open_pike, open_source
from dossier.press.pdf_survey import survey
from dossier.press.sheet_page import PageDrawing

ACCEPTED = 0.002
"""Share of differing pixels below which a page is its source's."""

COSMETIC = 0.01
"""Below this every difference seen was paler hairlines or a shifted pixel: better than a picture."""

WORST = 1.0

BY_PDFIUM = "pdfium.pdf"


@dataclass(frozen=True, slots=True)
class _Try:
    score: float
    drawing: PageDrawing


_Press = Callable[[list[int]], dict[int, PageDrawing]]


def draw_pdf(path: Path, folder: Path, *, chosen: Sequence[int] | None = None) -> PdfPages:
    """Makes pages of ours of somebody's PDF, every page compared with its source.

    Args:
        path: The PDF.
        folder: Where fragments are written; they must stay until the sheet is.
        chosen: The pages wanted, from 1, rising; the others are not even looked at. None wants all.

    Raises:
        UnreadableError: ``locked``, or ``pdf-unreadable`` when no page of it can be shown.
    """
    with libraries_hushed(), ExitStack() as stack:
        source = open_source(path, folder, stack)
        return _Chain(source, folder, stack).run(chosen)


def draw_own_pdf(path: Path, folder: Path) -> tuple[PageDrawing, ...]:
    """Makes pages of ours of a PDF that we wrote ourselves, which needs no comparison.

    Args:
        path: The PDF; its pages have the size of the frame.
        folder: Where the fragment is written.
    """
    with libraries_hushed(), PypdfDocument(path) as document:
        found = survey(document.catalogue, document.pages, objects=document.objects)
        target = folder / f"{path.stem}-own.pdf"
        wanted = dict(enumerate(found.pages))
        pages = press_with_pypdf(document, target, pages=wanted, layers=found.layers, photos=Photos())
    return tuple(pages[index] for index in range(len(found.pages)))


class _Chain:
    """Holds, for one source, the best page that each step could make so far."""

    def __init__(self, source: Source, folder: Path, stack: ExitStack) -> None:
        self._source = source
        self._folder = folder
        self._stack = stack
        found = source.survey
        self._pages = dict(enumerate(found.pages)) if found else {}
        self._places = {index: page.place for index, page in self._pages.items()}
        self._hidden = {index: page.annotations.behind_layers for index, page in self._pages.items()}
        self._layered = bool(found and found.layers.groups)
        self._judge = Judge(source.raster, hidden=self._hidden)
        self._photos = Photos()
        self._best: dict[int, _Try] = {}
        self._rescued = False
        self._torn: set[int] = set()

    def run(self, chosen: Sequence[int] | None) -> PdfPages:
        """Goes down the steps until every page is right, or as right as it gets."""
        last = min(self._source.count, limits.PDF_PAGES)
        every = range(last) if chosen is None else [page - 1 for page in chosen if page <= last]
        split = self._split(every)
        todo = [index for index in every if index not in split]
        for press, refused_above in self._steps():
            if not todo:
                break
            self._take(press(todo), refused_above)
            todo = [index for index in todo if self._score(index) > ACCEPTED]
        pictures = self._pictures([index for index in every if self._score(index) > COSMETIC])
        drawings = {index: tried.drawing for index, tried in self._best.items()} | pictures
        pages = [self._page(index, drawings.get(index)) for index in every]
        repaired = self._source.repaired or self._rescued
        return outcome(
            self._source,
            pages,
            wanted=range(1, self._source.total + 1) if chosen is None else chosen,
            repaired=repaired,
            pictures=list(pictures),
            personal=self._photos.personal,
        )

    def _split(self, shown: Iterable[int]) -> frozenset[int]:
        """Finds the pages that show one part of a content of which a page held back shows another.

        A scanned double page can be cut in two so, by two boxes: a form of it would hold both halves.
        """
        reader = self._source.pypdf or self._source.pike
        if reader is None or len(self._pages) == len(kept := frozenset(shown)):
            return frozenset()
        whole = {index: content_identity(reader.document.pages[index]) for index in self._pages}
        back = {(whole[index], self._pages[index].shape.box) for index in self._pages if index not in kept}
        return frozenset(
            index
            for index in kept & self._pages.keys()
            if whole[index]
            and any(content == whole[index] and box != self._pages[index].shape.box for content, box in back)
        )

    def _steps(self) -> Iterator[tuple[_Press, float]]:
        """Gives each step, and the score above which its pages are of no use."""
        source = self._source
        if source.pypdf:
            yield self._by_pypdf, WORST
        yield self._by_pike, WORST
        if source.drawable:
            # pdfium's form loses the layers; a page that differs would show what was hidden.
            yield self._by_pdfium, ACCEPTED if self._layered else WORST

    def _by_pypdf(self, todo: list[int]) -> dict[int, PageDrawing]:
        reader = self._source.pypdf
        assert reader
        found, target = reader.survey, self._folder / "pypdf.pdf"
        pages = {index: found.pages[index] for index in todo}
        return _tried(
            lambda: press_with_pypdf(
                reader.document, target, pages=pages, layers=found.layers, photos=self._photos
            )
        )

    def _by_pike(self, todo: list[int]) -> dict[int, PageDrawing]:
        path = self._source.path
        reader = self._source.pike or attempt(lambda: open_pike(path, self._stack), [])
        if reader is None or len(reader.document.pages) != self._source.count:
            return {}
        found, target = reader.survey, self._folder / "pike.pdf"
        pages = {index: found.pages[index] for index in todo}
        return _tried(
            lambda: press_with_pike(
                reader.document, target, pages=pages, layers=found.layers, photos=self._photos
            )
        )

    def _by_pdfium(self, todo: list[int]) -> dict[int, PageDrawing]:
        source = self._source.drawable
        assert source
        target = self._folder / BY_PDFIUM
        return _tried(
            lambda: press_with_pdfium(source, target, pages=todo, places=self._places, photos=self._photos)
        )

    def _pictures(self, todo: list[int]) -> dict[int, PageDrawing]:
        raster = self._source.raster
        if raster is None or not todo:
            return {}
        wanted = {index: self._hidden.get(index, ()) for index in todo}
        target = self._folder / "pictures.pdf"
        made = press_as_pictures(raster, target, without=wanted, places=self._places)
        self._judge.scores(target, made)
        return made

    def _take(self, made: dict[int, PageDrawing], refused_above: float) -> None:
        if not made:
            return
        fragment = next(iter(made.values())).fragment
        for index, score in self._judge.scores(fragment, made).items():
            self._torn |= {index} if made[index].torn else set()
            before = self._score(index)
            if score < before and score <= refused_above:
                self._best[index] = _Try(score, made[index])
                self._rescued |= bool(self._pages) and fragment.name == BY_PDFIUM and before > COSMETIC

    def _score(self, index: int) -> float:
        return self._best[index].score if index in self._best else WORST + 1

    def _page(self, index: int, drawing: PageDrawing | None) -> PdfPage:
        if index not in self._judge.blank or drawing is None:
            return PdfPage(number=index + 1, drawing=drawing, torn=index in self._torn)
        damaged = self._source.repaired or self._source.total > self._source.count
        dangling = index in self._pages and self._pages[index].dangling
        if damaged or dangling or content_is_lost(self._source.path, index):
            return PdfPage(number=index + 1, drawing=None)
        return PdfPage(number=index + 1, drawing=drawing, blank=True)


def _tried(press: Callable[[], dict[int, PageDrawing]]) -> dict[int, PageDrawing]:
    """A step that fails as a whole makes no page; the next one has its turn."""
    return attempt(press, []) or {}
