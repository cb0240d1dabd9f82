"""A page of ours as a value: which forms are painted on it, and where."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from dossier.press.pdf_geometry import Matrix, Place, Rect, Shape, bounds, chained, place, written

FORM_NAME = "/DossierForm"
"""Private names, followed by a number: no name of a source can meet them."""

MARK_NAME: Final = b"/DossierMark"
"""Name, on every page of a sheet, of the form that the annex replaces with its marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormUse:
    """One form painted on a page.

    Attributes:
        matrix: From the form's surroundings to our page.
        clip: What it may not paint outside of; None where the form's own box sees to that.
    """

    matrix: Matrix
    clip: Rect | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDrawing:
    """One page of ours, made in a fragment: a small PDF of ours that awaits being copied.

    Attributes:
        fragment: The file.
        index: Its page there, 0-based.
        place: Where the source page stands on it.
        forms: What is painted, in order; the fragment names them ``FORM_NAME`` 0, 1, 2 …
        torn: Whether a part of the source page's content is lost for every reader.
    """

    fragment: Path
    index: int
    place: Place
    forms: tuple[FormUse, ...] = ()
    torn: bool = False


def uses_of(place: Place, annotations: Iterable[Matrix]) -> tuple[FormUse, ...]:
    """Gives what is painted for a source page: its content, then its annotations inside its box.

    Args:
        place: Where the page stands.
        annotations: For each annotation, from its surroundings to the source page's space.
    """
    page = FormUse(matrix=place.matrix)
    return (page, *(FormUse(matrix=chained(one, place.matrix), clip=place.rect) for one in annotations))


def turned(drawing: PageDrawing, quarters: int) -> PageDrawing:
    """Turns a finished page clockwise, on the sheet that its new shape asks for.

    Nothing of what is painted is touched: the page is placed once more, from where it stands.
    """
    if quarters % 4 == 0:
        return drawing
    was = drawing.place
    # What was made smaller to fit may stand larger on the other sheet, but never above its true size.
    again = place(Shape(box=was.rect, turn=quarters % 4, unit=1 / was.scale))
    now = replace(again, matrix=chained(was.matrix, again.matrix))
    return replace(drawing, place=now, forms=tuple(_moved(use, again.matrix) for use in drawing.forms))


def _moved(use: FormUse, then: Matrix) -> FormUse:
    return FormUse(matrix=chained(use.matrix, then), clip=use.clip and bounds(use.clip, then))


def content_of(forms: Iterable[FormUse]) -> bytes:
    """Writes the content of a page of ours: each form in its place, last the marks."""
    lines = [_painted(number, use) for number, use in enumerate(forms)]
    return b"\n".join([*lines, MARK_NAME + b" Do"])


def _painted(number: int, use: FormUse) -> bytes:
    clip = b""
    if use.clip:
        clip = written((use.clip.left, use.clip.bottom, use.clip.width, use.clip.height)) + b" re W n "
    return b"q %s%s cm %s%d Do Q" % (clip, written(use.matrix), FORM_NAME.encode(), number)
