"""Job: makes the web engine's raw PDF into a print of ours, and tells what is wrong with it.

A print has pages of exactly the frame's size, only what is drawn, no date and no identifier: the same
page gives the same bytes. The room at the top of its first page is blank, whatever the page did.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject, StreamObject

from dossier.press.frame import PORTRAIT

_INK_SCALE: Final = 0.5
_TINY_PICTURE_CHARS: Final = 256

# The engine lays a page out up to this much wider than the paper when something does not fit, and
# draws it as much smaller; what needs more is cut off at the right edge. Measured on Chromium 140.
_MOST_SHRUNK: Final = 1.5
_UNSHRUNK: Final = 3.125  # its 300 dpi over the 96 dpi of CSS
_MATRIX = re.compile(rb"q\s+([\d.]+) 0 0 ([\d.]+) [\d.]+ [\d.]+ cm")
_RIGHT_TO_LEFT = re.compile(rb"q\s+-1 0 ")  # its clip begins one pixel further left then
_HEAD_BYTES: Final = 400
_OVERHANG_PT: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPrint:
    """What the web engine made, and what it was asked for.

    Attributes:
        raw: Path of its PDF.
        target: Path of the finished one.
        html: Path of the document.
        enlarged: Paper over frame; the finished print is that much smaller than the raw one.
        room_pt: Blank height wanted at the top of the first page.
        pages: How many are kept at most.
    """

    raw: str
    target: str
    html: str
    enlarged: float
    room_pt: float
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedPrint:
    """What was found.

    Attributes:
        pages: How many the finished print has.
        more: Whether there were more.
        narrow: Whether something is cut off at the right edge, as far as one can tell.
        empty: Whether nothing stands on it although the document shows something.
        last_used: Share of the last page's height down to the last thing that stands on it.
    """

    pages: int
    more: bool
    narrow: bool
    empty: bool
    last_used: float


def finish_print(task: RawPrint) -> FinishedPrint:
    """Looks at a raw print and writes the finished one."""
    with pypdfium2.PdfDocument(task.raw) as seen:
        found = len(seen)
        kept = min(found, task.pages)
        while kept > 1 and not _has_ink(seen[kept - 1]):
            kept -= 1
        last_used = _used(seen[kept - 1]) if kept else 0.0
        intruded = found > 0 and _room_is_used(seen[0], task.room_pt * task.enlarged)
        blank = not any(_has_ink(seen[number]) for number in range(kept))
        reader = PdfReader(task.raw)
        narrow = found > 0 and (_at_limit(reader.pages[0]) or _overhangs(reader.pages[0], seen[0]))
    _write(reader, kept, task, intruded=intruded)
    return FinishedPrint(
        pages=kept,
        more=found > task.pages,
        narrow=narrow,
        empty=blank and _shows_something(Path(task.html).read_bytes()),
        last_used=last_used,
    )


def _has_ink(page: pypdfium2.PdfPage) -> bool:
    picture = page.render(scale=_INK_SCALE, grayscale=True).to_pil()
    darkest, lightest = picture.getextrema()
    return bool(darkest != lightest)


def _used(page: pypdfium2.PdfPage) -> float:
    """Measures down to where a page differs from the ground in its lower left corner."""
    picture = page.render(scale=_INK_SCALE, grayscale=True).to_pil().convert("L")
    ground = Image.new("L", picture.size, picture.getpixel((0, picture.height - 1)))
    box = ImageChops.difference(picture, ground).getbbox()
    return box[3] / picture.height if box else 0.0


def _room_is_used(page: pypdfium2.PdfPage, room_pt: float) -> bool:
    """Tells whether text or a picture begins in the room; backgrounds may, and are clipped away."""
    edge = page.get_height() - room_pt
    words = page.get_textpage()
    if room_pt > 0 and words.get_text_bounded(bottom=edge + 1).strip():
        return True
    return any(
        picture.get_bounds()[3] > edge + 1
        for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])
        if room_pt > 0
    )


def _at_limit(page: PageObject) -> bool:
    """Tells whether the engine made the page as small as it ever does."""
    found = _MATRIX.search(_head(page))
    return found is not None and _UNSHRUNK / float(found[1]) > _MOST_SHRUNK - 0.001


def _overhangs(page: PageObject, seen: pypdfium2.PdfPage) -> bool:
    """Tells whether a page that runs from right to left is cut off: the engine never shrinks those."""
    return _RIGHT_TO_LEFT.search(_head(page)) is not None and any(
        drawn.get_bounds()[0] < -_OVERHANG_PT for drawn in seen.get_objects()
    )


def _head(page: PageObject) -> bytes:
    contents = page.get_contents()
    return b"" if contents is None else contents.get_data()[:_HEAD_BYTES]


class _Seen(HTMLParser):
    """Looks for words and pictures that a reader would see."""

    _UNSEEN: Final = frozenset({"head", "noscript", "script", "style", "template", "title"})

    def __init__(self) -> None:
        super().__init__()
        self.something = False
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._UNSEEN:
            self._hidden.append(tag)
        source = dict(attrs).get("src") or ""
        self.something |= tag == "img" and source.startswith("data:") and len(source) > _TINY_PICTURE_CHARS

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]

    def handle_data(self, data: str) -> None:
        # Mails hold their place with spaces of no width.
        self.something |= not self._hidden and any(letter.isalnum() for letter in data)


def _shows_something(html: bytes) -> bool:
    seen = _Seen()
    seen.feed(html.decode("utf-8", "replace"))
    return seen.something


def _write(reader: PdfReader, count: int, task: RawPrint, *, intruded: bool) -> None:
    writer = PdfWriter()
    for number in range(count):
        source = reader.pages[number]
        page = writer.add_blank_page(PORTRAIT.width_pt, PORTRAIT.height_pt)
        page[NameObject("/Resources")] = source["/Resources"].clone(writer)
        placing = _placing(
            float(source.mediabox.height),
            task.enlarged,
            room_pt=task.room_pt if number == 0 else 0.0,
            below=intruded and number == 0,
        )
        # The engine's streams are kept as they are, packed; only what stands around them is ours.
        streams = [
            _operators(placing),
            *(stream.clone(writer) for stream in _contents(source)),
            _operators("Q"),
        ]
        page[NameObject("/Contents")] = ArrayObject(writer._add_object(stream) for stream in streams)
    writer.metadata = None
    writer.write(task.target)


def _placing(height_pt: float, enlarged: float, *, room_pt: float, below: bool) -> str:
    """Gives the operators that put a raw page into the frame and keep its room blank.

    Args:
        height_pt: Height of the raw page.
        enlarged: Paper over frame.
        room_pt: Height of the room.
        below: Whether the whole page is made smaller and put below the room, because something of
            it stands there; else only backgrounds reach into the room, and are clipped.
    """
    left_height = PORTRAIT.height_pt - room_pt
    smaller = left_height / PORTRAIT.height_pt if below else 1.0
    scale = smaller / enlarged
    left = PORTRAIT.width_pt * (1 - smaller) / 2
    bottom = (left_height if below else PORTRAIT.height_pt) - height_pt * scale
    clip = f"0 0 {PORTRAIT.width_pt:.3f} {left_height:.3f} re W n"
    return f"q {clip} {scale:.6f} 0 0 {scale:.6f} {left:.3f} {bottom:.3f} cm"


def _operators(text: str) -> StreamObject:
    stream = StreamObject()
    stream.set_data(text.encode("ascii"))
    return stream


def _contents(page: PageObject) -> list[StreamObject]:
    contents = page["/Contents"]
    parts = contents if isinstance(contents, ArrayObject) else [contents]
    streams = [part.get_object() for part in parts]
    return [stream for stream in streams if isinstance(stream, StreamObject)]
