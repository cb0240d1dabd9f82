"""What a PDF holds, page by page, before any of it is drawn."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier.model.finding import Finding, note, warning
from dossier.press.pdf_annotations import Annotations, Lost, annotations_of
from dossier.press.pdf_geometry import Place, Shape, place
from dossier.press.pdf_layers import Layers, layers_of
from dossier.press.pdf_node import Node, shape_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyedPage:
    """One source page.

    Attributes:
        shape: How it is looked at.
        place: Where it stands on our page.
        annotations: What is painted besides its content.
        dangling: Whether it names content that the file does not hold.
    """

    shape: Shape
    place: Place
    annotations: Annotations
    dangling: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A whole source.

    Attributes:
        pages: In order.
        layers: Settled once.
        declared: Its own count of pages, 0 when it gives none that can be believed.
        findings: What cannot be kept of the document as a whole.
    """

    pages: tuple[SurveyedPage, ...]
    layers: Layers
    declared: int
    findings: tuple[Finding, ...]

    @property
    def undrawn(self) -> tuple[int, ...]:
        """Places of the pages on which viewers draw something that the file holds no picture of."""
        return tuple(index for index, page in enumerate(self.pages) if page.annotations.undrawn)

    def told(self, shown: Iterable[int]) -> tuple[Finding, ...]:
        """Tells what cannot be kept, counted on the pages that are shown, by their places."""
        losses = (self.pages[index].annotations.lost for index in shown if index < len(self.pages))
        return (*_told(sum(losses, Counter[Lost]())), *self.findings)


def survey(catalogue: Node, pages: Sequence[Node], *, objects: int) -> Survey:
    """Looks at every page once.

    Args:
        catalogue: The document's catalogue.
        pages: Its pages, in order, as many as will be drawn.
        objects: How many objects the file says it has: no tree has more pages.
    """
    layers = layers_of(catalogue)
    seen = tuple(_page(page, catalogue, layers) for page in pages)
    declared = int(catalogue.get("/Pages").get("/Count").number or 0)
    return Survey(
        pages=seen,
        layers=layers,
        declared=declared if declared <= objects else 0,
        findings=tuple(_in_catalogue(catalogue, layers)),
    )


def _page(page: Node, catalogue: Node, layers: Layers) -> SurveyedPage:
    shape = shape_of(page)
    return SurveyedPage(
        shape=shape,
        place=place(shape),
        annotations=annotations_of(page, catalogue, layers=layers, turn=shape.turn),
        dangling=_dangles(page),
    )


def _dangles(page: Node) -> bool:
    contents = page.get("/Contents")
    if "/Contents" not in page.names() or contents.is_stream:
        return False
    parts = contents.entries()
    # An empty array is how some writers say that a page is blank.
    return not contents.is_array or (bool(parts) and not any(part.is_stream for part in parts))


def _told(lost: Counter[Lost]) -> list[Finding]:
    told: list[Finding] = []
    for kind in Lost:
        count = lost[kind]
        if count and kind in (Lost.FIELD, Lost.SIGNATURE):
            told.append(note(kind.value))
        elif count:
            told.append(note(kind.value, n=count))
    return told


def _in_catalogue(catalogue: Node, layers: Layers) -> list[Finding]:
    told: list[Finding] = []
    if layers.hidden:
        told.append(note("hidden-layers"))
    # Without that entry the form has pages of its own, which show it (ISO 32000-2, table 29).
    if catalogue.get("/AcroForm").get("/XFA").there and catalogue.get("/NeedsRendering").true:
        told.append(warning("xfa-form"))
    opening = catalogue.get("/OpenAction").is_dictionary or catalogue.get("/AA").is_dictionary
    if opening or catalogue.get("/Names").get("/JavaScript").is_dictionary:
        told.append(note("actions-removed"))
    return told
