"""What stands on a page besides its content, and where its picture goes (ISO 32000-1, 12.5).

An annotation is never carried over: the picture of it that the reader saw is drawn into the page,
and what cannot be drawn (links, notes that open, sound) is counted and told. Files pinned to a page
were taken out at intake.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from dossier.press.pdf_geometry import IDENTITY, Matrix, bounds, chained, moved, quarter_turned, scaled
from dossier.press.pdf_layers import Layers
from dossier.press.pdf_node import Node, inherited, numbers, rectangle

INVISIBLE, HIDDEN, NO_ROTATE, NO_VIEW = 1, 2, 16, 32

TEXT_MARKUP = frozenset({"/Highlight", "/Underline", "/Squiggly", "/StrikeOut"})
MEDIA = frozenset({"/Sound", "/Movie", "/Screen", "/RichMedia", "/3D"})
DRAWN_BY_NOBODY = MEDIA | {"/Link", "/Popup", "/FileAttachment", "/Widget"}
FILLED = frozenset({"/Tx", "/Ch", "/Btn"})


class Lost(StrEnum):
    """What a page of ours cannot keep; each is the code of a finding."""

    LINK = "links-removed"
    HIDDEN = "annotations-hidden"
    MEDIA = "media-removed"
    FIELD = "form-flattened"
    SIGNATURE = "signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """The picture of one annotation.

    Attributes:
        stream: Its appearance stream.
        matrix: From the space around that stream to the page's space.
    """

    stream: Node
    matrix: Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """Everything on one page.

    Attributes:
        shown: In the order they are painted.
        behind_layers: Places in ``/Annots`` of those that a hidden layer hides.
        undrawn: Whether the reader saw something for which the file holds no picture.
        lost: How many of what cannot be kept.
    """

    shown: tuple[Appearance, ...] = ()
    behind_layers: tuple[int, ...] = ()
    undrawn: bool = False
    lost: Counter[Lost] = field(default_factory=Counter)


def annotations_of(page: Node, catalogue: Node, *, layers: Layers, turn: int) -> Annotations:
    """Decides for each annotation of a page whether and where it is painted.

    Args:
        page: The page.
        catalogue: The document's catalogue: without an AcroForm no field is shown.
        layers: The settled layers.
        turn: The page's quarter turns.
    """
    shown: list[Appearance] = []
    behind: list[int] = []
    lost: Counter[Lost] = Counter()
    undrawn = False
    form = catalogue.get("/AcroForm")
    for index, annotation in enumerate(page.get("/Annots").entries()):
        lost.update(_losses(annotation))
        if not _is_seen(annotation, with_form=form.is_dictionary):
            continue
        if layers.hides(annotation.get("/OC")):
            behind.append(index)
            continue
        appearance = _appearance(annotation, turn)
        undrawn |= _needs_drawing(annotation, form, has_picture=appearance is not None)
        if appearance:
            shown.append(appearance)
    return Annotations(shown=tuple(shown), behind_layers=tuple(behind), undrawn=undrawn, lost=lost)


def _flags(annotation: Node) -> int:
    return int(annotation.get("/F").number or 0)


def _is_seen(annotation: Node, *, with_form: bool) -> bool:
    kind, flags = annotation.get("/Subtype").name, _flags(annotation)
    if not annotation.is_dictionary or kind == "/Popup" or flags & (HIDDEN | NO_VIEW):
        return False
    if kind != "/Widget":
        return True
    # Viewers show a signature whatever this flag says; it is meant for kinds that they do not know.
    return with_form and (not flags & INVISIBLE or inherited(annotation, "/FT").name == "/Sig")


def _losses(annotation: Node) -> Iterator[Lost]:
    kind = annotation.get("/Subtype").name
    if kind == "/Link":
        yield Lost.LINK
    elif kind in MEDIA:
        yield Lost.MEDIA
    elif kind == "/Widget":
        yield Lost.FIELD
        value = inherited(annotation, "/V")
        signed = value.get("/ByteRange").there or value.get("/Contents").there
        if signed and inherited(annotation, "/FT").name == "/Sig":
            yield Lost.SIGNATURE
    elif _flags(annotation) & (HIDDEN | NO_VIEW) and kind not in ("/Popup", "/FileAttachment"):
        yield Lost.HIDDEN


def normal_appearance(annotation: Node) -> Node | None:
    """Finds the appearance stream that is shown at rest, in the state the annotation is in."""
    normal = annotation.get("/AP").get("/N")
    if normal.is_stream:
        return normal
    chosen = normal.get(annotation.get("/AS").name or "/Off")
    return chosen if chosen.is_stream else None


def _appearance(annotation: Node, turn: int) -> Appearance | None:
    stream = normal_appearance(annotation)
    rect = rectangle(annotation.get("/Rect"))
    if stream is None or rect is None:
        return None
    if annotation.get("/Subtype").name in TEXT_MARKUP and annotation.get("/PDFIUM_HasGeneratedAP").true:
        # pdfium made this picture in page space from the QuadPoints; /Rect may be wrong.
        return Appearance(stream=stream, matrix=IDENTITY)
    box = rectangle(stream.get("/BBox"))
    own = numbers(stream.get("/Matrix"))
    a, b, c, d, e, f = own if len(own) == 6 else IDENTITY
    around = bounds(box, (a, b, c, d, e, f)) if box else None
    if around is None or around.empty:
        return None
    onto = chained(
        chained(
            moved(-around.left, -around.bottom),
            scaled(rect.width / around.width, rect.height / around.height),
        ),
        moved(rect.left, rect.bottom),
    )
    if _flags(annotation) & NO_ROTATE:
        onto = chained(onto, quarter_turned(turn, x=rect.left, y=rect.top))
    return Appearance(stream=stream, matrix=onto)


def _needs_drawing(annotation: Node, form: Node, *, has_picture: bool) -> bool:
    """Tells whether viewers draw this themselves, so that the file's own picture is not enough."""
    kind = annotation.get("/Subtype").name
    if kind == "/Widget":
        stale = form.get("/NeedAppearances").true
        return stale or (not has_picture and inherited(annotation, "/FT").name in FILLED)
    return not annotation.get("/AP").get("/N").there and kind not in DRAWN_BY_NOBODY
