"""One way to read a PDF's objects, whichever library opened it.

The rules about boxes, layers and annotations are written once on these nodes; ``pdf_form`` reads
with pypdf, ``pdf_pike`` with pikepdf.
"""

from collections.abc import Iterator
from typing import Protocol

from dossier.press.pdf_geometry import Rect, Shape, ordered, usable

Identity = tuple[int, int]

DEPTH = 64
"""Steps up a page or field tree; honest trees are far flatter, loops never end."""

LETTER = Rect(0.0, 0.0, 612.0, 792.0)
"""What a page without a usable MediaBox is shown as, by pdfium and Acrobat."""


class Node(Protocol):
    """An object of a PDF, references followed; what is missing is a node of nothing."""

    @property
    def identity(self) -> Identity | None:
        """Object number and generation; None for a direct object."""

    @property
    def there(self) -> bool:
        """Whether it is anything but null."""

    @property
    def is_dictionary(self) -> bool:
        """Whether it is a dictionary or a stream."""

    @property
    def is_stream(self) -> bool:
        """Whether it is a stream."""

    @property
    def is_array(self) -> bool:
        """Whether it is an array, be it empty."""

    @property
    def name(self) -> str:
        """The name with its slash, "" for anything else."""

    @property
    def number(self) -> float | None:
        """The number, None for anything else."""

    @property
    def true(self) -> bool:
        """Whether it is the boolean true."""

    def get(self, key: str) -> "Node":
        """Gives an entry of a dictionary or stream."""

    def names(self) -> tuple[str, ...]:
        """Lists the keys of a dictionary or stream; () for anything else."""

    def entries(self) -> "tuple[Node, ...]":
        """Lists the entries of an array; () for anything else."""

    def content(self) -> bytes:
        """Gives a stream's bytes, decoded; raises whatever the library raises on damage."""


def numbers(node: Node) -> tuple[float, ...]:
    """Gives the numbers of an array of usable numbers alone; () for anything else."""
    found = [entry.number for entry in node.entries()]
    good = [number for number in found if number is not None and usable(number)]
    return tuple(good) if len(good) == len(found) else ()


def rectangle(node: Node) -> Rect | None:
    """Reads a rectangle; None when it is none or holds nothing."""
    found = numbers(node)
    if len(found) != 4:
        return None
    rect = ordered(found)
    return None if rect.empty else rect


def upwards(node: Node) -> Iterator[Node]:
    """Walks from a page or field to the root of its tree."""
    for _ in range(DEPTH):
        if not node.is_dictionary:
            return
        yield node
        node = node.get("/Parent")


def inherited(node: Node, key: str) -> Node:
    """Gives an entry of a page or field, or the nearest above it (ISO 32000-1, 7.7.3.4)."""
    found = node.get(key)
    for above in upwards(node):
        found = above.get(key)
        if found.there:
            return found
    return found


def shape_of(page: Node) -> Shape:
    """Reads how a page is looked at: its boxes, its rotation, its unit, all as pdfium does."""
    media = rectangle(inherited(page, "/MediaBox")) or LETTER
    crop = rectangle(inherited(page, "/CropBox")) or media
    shown = crop.within(media)
    rotation = inherited(page, "/Rotate").number or 0.0
    unit = page.get("/UserUnit").number or 1.0
    return Shape(
        box=media if shown.empty else shown,
        turn=int(rotation // 90) % 4 if usable(rotation) else 0,
        unit=unit if usable(unit) and unit > 0 else 1.0,
    )


def content_identity(page: Node) -> tuple[Identity | None, ...]:
    """Tells which streams a page's content is; () when it has none."""
    contents = page.get("/Contents")
    return tuple(part.identity for part in contents.entries() or (contents,) if part.is_stream)
