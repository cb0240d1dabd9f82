"""What a reader finds in one file of an annex, read with other libraries than the ones that wrote it."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

OUTWARD = frozenset({"/JavaScript", "/Launch", "/RichMedia", "/SubmitForm", "/GoToR", "/GoToE", "/URI"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAnnex:
    """One file; pages count from 1.

    Attributes:
        texts: The words of each page, single spaces between them.
        sizes: Width and height of each page in whole points.
        bookmarks: Depth, title and page of each; page 0 leads nowhere.
        lines: For each page that a link leads to, the words of the lines that the links stand on, with
            the page that they are on.
        outward: Actions that lead out of the file, or do something.
        described: What the file says of itself: its entries and its XMP.
        catalogue: Its language, what is shown on opening, what its pages call themselves.
    """

    texts: list[str]
    sizes: list[tuple[int, int]]
    bookmarks: list[tuple[int, str, int]]
    lines: dict[int, list[tuple[int, str]]]
    outward: frozenset[str]
    described: list[str]
    catalogue: tuple[str, str, list[str]]


def read_annex(path: Path) -> ReadAnnex:
    """Reads a file."""
    with pikepdf.open(path) as pdf, closing(pypdfium2.PdfDocument(str(path))) as view:
        places = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        links = list(_links(pdf, places))
        lines: dict[int, list[tuple[int, str]]] = {}
        texts = []
        for number, page in enumerate(view, 1):
            with closing(page), closing(page.get_textpage()) as words:
                texts.append(_plain(words.get_text_range()))
                for at, target, (low, high) in links:
                    if at == number:
                        said = words.get_text_bounded(left=0, bottom=low - 1, right=900, top=high + 1)
                        lines.setdefault(target, []).append((at, _plain(said)))
        outline = pdf.Root.get("/Outlines", pikepdf.Dictionary())
        return ReadAnnex(
            texts=texts,
            sizes=[(round(float(box[2])), round(float(box[3]))) for box in (p.mediabox for p in pdf.pages)],
            bookmarks=list(_bookmarks(outline, places, 0)),
            lines=lines,
            outward=frozenset(_outward(pdf)),
            described=[*map(str, pdf.docinfo.values()), pdf.Root.Metadata.read_bytes().decode()],
            catalogue=(
                str(pdf.Root.get("/Lang", "")),
                str(pdf.Root.get("/PageMode", "")),
                [str(page.label) for page in pdf.pages],
            ),
        )


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


def _page(holder: Any, places: dict[tuple[int, int], int]) -> int:
    """Gives the page that a link or bookmark leads to; 0 for none."""
    target = holder.get("/Dest", holder.get("/A", {}).get("/D"))
    return places.get(target[0].objgen, 0) if isinstance(target, pikepdf.Array) else 0


def _links(
    pdf: pikepdf.Pdf, places: dict[tuple[int, int], int]
) -> Iterator[tuple[int, int, tuple[float, float]]]:
    for number, page in enumerate(pdf.pages, 1):
        for one in page.obj.get("/Annots", []):
            box = [float(side) for side in one.Rect]
            yield number, _page(one, places), (min(box[1::2]), max(box[1::2]))


def _bookmarks(above: Any, places: dict[tuple[int, int], int], depth: int) -> Iterator[tuple[int, str, int]]:
    one = above.get("/First")
    while one is not None:
        yield depth, _plain(str(one.Title)), _page(one, places)
        yield from _bookmarks(one, places, depth + 1)
        one = one.get("/Next")


def _outward(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for one in page.obj.get("/Annots", []):
            yield from {str(one.get("/A", pikepdf.Dictionary()).get("/S", ""))} & OUTWARD
