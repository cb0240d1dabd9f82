"""What a reader could find out about a PDF: its pages, words, bookmarks, links and what it must not have."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pypdf import PdfReader

FORBIDDEN = frozenset(
    {"/AA", "/OpenAction", "/JS", "/JavaScript", "/EmbeddedFile", "/EmbeddedFiles", "/AF", "/Launch", "/URI"}
    | {
        "/RichMedia",
        "/AcroForm",
        "/XFA",
        "/OPI",
        "/Alternates",
        "/PieceInfo",
        "/SubmitForm",
        "/GoToR",
        "/GoToE",
    }
)
"""Keys and names that nothing we hand over may hold."""

FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """One line of the outline; ``page`` is 0-based, None when it leads nowhere."""

    title: str
    depth: int
    page: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link from one page to another, 0-based; ``target`` None when it leads nowhere."""

    page: int
    rect: tuple[float, ...]
    target: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFacts:
    """Facts of one file.

    Attributes:
        sizes: Width and height of each page in points, after rotation.
        texts: Words of each page.
        bookmarks: The outline, depth first.
        links: Internal links.
        labels: What each page calls itself.
        title: From the document information.
        language: Of the catalogue.
        page_mode: What is shown on opening.
        unembedded: Names of fonts used without their program.
        forbidden: Forbidden keys and names found anywhere.
    """

    sizes: tuple[tuple[float, float], ...]
    texts: tuple[str, ...]
    bookmarks: tuple[Bookmark, ...]
    links: tuple[Link, ...]
    labels: tuple[str, ...]
    title: str
    language: str
    page_mode: str
    unembedded: frozenset[str]
    forbidden: frozenset[str]


def facts_of(data: bytes) -> PdfFacts:
    """Reads the facts of a PDF."""
    reader = PdfReader(BytesIO(data))
    numbers = {
        page.indirect_reference.idnum: at for at, page in enumerate(reader.pages) if page.indirect_reference
    }
    with pikepdf.open(BytesIO(data)) as pdf:
        forbidden = forbidden_in(pdf)
        unembedded = unembedded_in(pdf)
    root = reader.root_object
    return PdfFacts(
        sizes=tuple(_size(page) for page in reader.pages),
        texts=tuple(page.extract_text() for page in reader.pages),
        bookmarks=tuple(_bookmarks(reader, reader.outline, 0)),
        links=tuple(_links(reader, numbers)),
        labels=tuple(reader.page_labels),
        title=str(reader.metadata.title or "") if reader.metadata else "",
        language=str(root.get("/Lang", "")),
        page_mode=str(root.get("/PageMode", "")),
        unembedded=unembedded,
        forbidden=forbidden,
    )


def _size(page: Any) -> tuple[float, float]:
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    return (height, width) if page.rotation % 180 else (width, height)


def _bookmarks(reader: PdfReader, outline: Any, depth: int) -> list[Bookmark]:
    found: list[Bookmark] = []
    for item in outline:
        if isinstance(item, list):
            found += _bookmarks(reader, item, depth + 1)
        else:
            page = reader.get_destination_page_number(item)
            found.append(
                Bookmark(
                    title=str(item.title), depth=depth, page=page if page is not None and page >= 0 else None
                )
            )
    return found


def _links(reader: PdfReader, numbers: dict[int, int]) -> list[Link]:
    found: list[Link] = []
    for at, page in enumerate(reader.pages):
        for annotation in page.get("/Annots", ()):
            entry: Any = annotation.get_object()
            if entry.get("/Subtype") != "/Link":
                continue
            action: Any = entry.get("/A", {})
            destination: Any = entry.get("/Dest") or action.get("/D")
            target = destination[0].idnum if isinstance(destination, list) else -1
            rect = tuple(float(number) for number in entry["/Rect"])
            found.append(Link(page=at, rect=rect, target=numbers.get(target)))
    return found


def forbidden_in(pdf: pikepdf.Pdf) -> frozenset[str]:
    """Finds forbidden keys and names in every object of a file, reached or not."""
    found: set[str] = set()
    for each in pdf.objects:
        _search(each, found, 0)
    return frozenset(found)


def _search(value: Any, found: set[str], depth: int) -> None:
    if isinstance(value, pikepdf.Name) and str(value) in FORBIDDEN:
        found.add(str(value))
    if depth and getattr(value, "is_indirect", False):
        return
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        found.update(key for key in value.keys() if key in FORBIDDEN)  # noqa: SIM118 – not a Python dict
        for key in value.keys():  # noqa: SIM118 – not a Python dict
            _search(value[key], found, depth + 1)
    elif isinstance(value, pikepdf.Array):
        for entry in value:
            _search(entry, found, depth + 1)


def unembedded_in(pdf: pikepdf.Pdf) -> frozenset[str]:
    """Names the fonts whose program is not in the file; Type 3 fonts are drawn by the file itself."""
    found: set[str] = set()
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == pikepdf.Name.Font:
            if str(each.get("/Subtype")) in ("/Type0", "/Type3"):
                continue
            descriptor: Any = each.get("/FontDescriptor", {})
            if not any(key in descriptor for key in FONT_FILES):
                found.add(str(each.get("/BaseFont")))
    return frozenset(found)
