"""What is really on a print of a web page: words with their places, ink, pictures."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pypdfium2
from PIL import Image, ImageChops
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

_SCALE = 2.0
_PAPER = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word as it stands; lengths in points from the upper left corner of its page."""

    text: str
    page: int
    left_pt: float
    top_pt: float
    right_pt: float
    bottom_pt: float


def text_of(path: Path) -> str:
    """Reads all words, separated by single spaces."""
    with pypdfium2.PdfDocument(path) as document:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(text.split())


def find_word(path: Path, wanted: str) -> list[Word]:
    """Finds every place of a word."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document):
            words = page.get_textpage()
            search = words.search(wanted)
            while (place := search.get_next()) is not None:
                boxes = [words.get_charbox(place[0] + step) for step in range(place[1])]
                found.append(
                    Word(
                        text=wanted,
                        page=number,
                        left_pt=min(box[0] for box in boxes),
                        top_pt=page.get_height() - max(box[3] for box in boxes),
                        right_pt=max(box[2] for box in boxes),
                        bottom_pt=page.get_height() - min(box[1] for box in boxes),
                    )
                )
    return found


def drawn(path: Path, page: int = 0) -> Image.Image:
    """Draws a page in grey, two pixels for a point."""
    with pypdfium2.PdfDocument(path) as document:
        picture: Image.Image = document[page].render(scale=_SCALE, grayscale=True).to_pil()
        return picture.convert("L")


def first_ink_pt(path: Path, page: int = 0) -> float:
    """Tells how far below the upper edge something is drawn first; the page's height when nothing is."""
    picture = drawn(path, page)
    box = ImageChops.invert(picture.point(lambda value: 255 if value > _PAPER else 0)).getbbox()
    return (box[1] if box is not None else picture.height) / _SCALE


def share_of(path: Path, *, darker_than: int, page: int = 0) -> float:
    """Tells which share of a page is darker than a grey."""
    picture = drawn(path, page)
    counts = picture.histogram()
    return sum(counts[:darker_than]) / (picture.width * picture.height)


def sizes_of(path: Path) -> list[tuple[float, float]]:
    """Lists the sizes of the pages in points."""
    return [(float(page.mediabox.width), float(page.mediabox.height)) for page in PdfReader(path).pages]


def jpegs_of(path: Path) -> set[bytes]:
    """Gives the JPEG streams of all pages as they stand in the file."""
    found = set()
    for page in PdfReader(path).pages:
        resources = cast("DictionaryObject", page["/Resources"])
        pictures = cast("DictionaryObject", resources.get("/XObject", {}))
        for name in pictures:
            picture = cast("StreamObject", pictures[name])
            if picture.get("/Filter") == "/DCTDecode":
                found.add(bytes(picture._data))
    return found


def noise_jpeg(side_px: int) -> bytes:
    """Makes a picture that does not compress, as photos do not."""
    picture = Image.effect_noise((side_px, side_px), 90).convert("RGB")
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=95)
    return stream.getvalue()
