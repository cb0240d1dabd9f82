"""The job of a worker: the words in a picture, or on a page that is one.

Tesseract is an optional library ("ocr" extra); the language data travel with the program. One thread
is enough: its own threads wait busily for each other.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from PIL import Image

from dossier.basis.errors import UnreadableError
from dossier.basis.resources import resources_folder
from dossier.model.recognised import RecognisedPage, Word
from dossier.press.pixels import decode
from dossier.press.raster import PT_PER_INCH, Raster, pixels
from dossier.press.slices import slices_of
from dossier.press.turning import looked_at

LANGUAGES: Final = ("fra", "nld", "deu", "eng")
"""Of disputes that we are made for, the likeliest first; as Tesseract calls them."""

_DPI: Final = 200
"""Of a page drawn to be read: letters of 8 points are 22 pixels high, which is what Tesseract likes."""

_MOST_PIXELS: Final = 9_000_000
"""Of what is read at once; an A4 page at 300 dpi has as many, and takes under 5 seconds."""

_LONGEST_PX: Final = 20_000
"""Of a side; Tesseract's own numbers end at 32,767."""

_LARGEST_SCALE: Final = 2.0
_SMALL_PX: Final = 900
"""Width below which a screenshot's letters are too small to be read well."""

_SURE: Final = 40.0
"""Of 100; what is less certain is noise: leaves, fabric, the edge of a shadow."""

_CERTAIN: Final = 80.0
"""Of 100; printed words are mostly above 90, what is no word hardly ever above 70."""

_SIGNS: Final = "€$£%°"
"""What says something though it is neither letter nor figure; a lone dash or dot is noise."""

_TILE_ROWS: Final = 4000
_DECIMALS: Final = 5
"""Of a share of the page: a hundredth of a millimetre on paper."""

_CHARS: Final = 100_000
"""Characters of one page; noise gives more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecogniseTask:
    """One page to be read.

    Attributes:
        asset: The file.
        page: Of a PDF, from 1; 0 for a picture.
        frame: Which picture of the file, from 0.
        turn: Quarter turns clockwise that it is looked at with.
    """

    asset: str
    page: int = 0
    frame: int = 0
    turn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentPagesTask:
    """A PDF of which the pages without words are asked for; at most ``most`` pages are looked at."""

    asset: str
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentPages:
    """The pages, from 1, that hold a picture but no words."""

    pages: tuple[int, ...]


def can_recognise() -> bool:
    """Tells whether words can be read in pictures on this computer."""
    there = find_spec("tesserocr") is not None
    return there and all((_data() / f"{one}.traineddata").is_file() for one in LANGUAGES)


def silent_pages(task: SilentPagesTask) -> SilentPages:
    """Lists the pages of a PDF that only a picture speaks on.

    Raises:
        UnreadableError: pdfium cannot open it.
    """
    with Raster(Path(task.asset)) as raster:
        count = min(len(raster), task.most)
        return SilentPages(pages=tuple(n for n in range(1, count + 1) if raster.is_silent(n - 1)))


def recognise(task: RecogniseTask) -> RecognisedPage:
    """Reads the words of one page as it was turned, or as it was before if that reads better.

    Raises:
        UnreadableError: ``picture-unreadable``, ``too-many-pixels``, ``pdf-unreadable``, ``locked``.
        ImportError: Tesseract is not there; ask ``can_recognise`` first.
    """
    image, turn = _picture(task), task.turn % 4
    with _Engine() as engine:
        # Of two equals the first: the way the person turned it.
        best = max(
            (_read(engine, image, one) for one in dict.fromkeys((turn, 0))), key=lambda one: one.certain
        )
    return RecognisedPage(number=max(task.page, 1), lines=tuple(best.lines), turn=best.turn)


def try_engine(task: RecogniseTask) -> RecognisedPage:
    """Opens the engine and reads nothing: on a computer where that fails, no page need be tried."""
    with _Engine():
        return RecognisedPage(number=max(task.page, 1), lines=())


@dataclass(frozen=True, slots=True)
class _Tile:
    """Rows of a picture that are read together, and which of them count: what overlaps is read twice."""

    top: int
    bottom: int
    first: float
    last: float

    def holds(self, word: Word) -> bool:
        """Tells whether a word is this part's, or its neighbour's."""
        return self.first <= word.top + word.height / 2 < self.last


@dataclass(slots=True)
class _Read:
    """What was read of a picture in one position, and how many of its characters are certain."""

    turn: int
    lines: list[tuple[Word, ...]] = field(default_factory=list)
    chars: int = 0
    certain: int = 0


def _read(engine: "_Engine", upright: Image.Image, turn: int) -> _Read:
    read = _Read(turn)
    image = looked_at(upright, turn)
    for tile in _tiles(image):
        part = _sized(image.crop((0, tile.top, image.width, tile.bottom)))
        for line in engine.lines(part):
            placed = [(one, _word(one, part.size, tile, image.height)) for one in line]
            kept = [(one, word) for one, word in placed if tile.holds(word)]
            read.chars += sum(len(one.text) + 1 for one, _ in kept)
            if read.chars > _CHARS:
                return read
            read.certain += sum(len(one.text) for one, _ in kept if one.confidence >= _CERTAIN)
            if kept:
                read.lines.append(tuple(word for _, word in kept))
    # Words none of which is certain are none: branches, tiles, a page that stands on its head.
    return read if read.certain else _Read(turn)


def _word(found: "_Found", size: tuple[int, int], tile: _Tile, height_px: int) -> Word:
    """Places a word that was found in a part of a picture, which may have been made larger, in the whole."""
    left, above, right, below = found.box
    wide, high = size
    share = (tile.bottom - tile.top) / height_px / high
    return Word(
        found.text,
        round(left / wide, _DECIMALS),
        round(tile.top / height_px + above * share, _DECIMALS),
        round((right - left) / wide, _DECIMALS),
        round((below - above) * share, _DECIMALS),
    )


def _data() -> Path:
    return resources_folder() / "tessdata"


def _picture(task: RecogniseTask) -> Image.Image:
    if not task.page:
        return decode(Path(task.asset), task.frame).image.convert("L")
    with Raster(Path(task.asset)) as raster:
        if task.page > len(raster):
            raise UnreadableError("pdf-unreadable", file="")
        width_pt, height_pt = raster.size(task.page - 1)
        scale = min(_DPI / PT_PER_INCH, (_MOST_PIXELS / max(width_pt * height_pt, 1)) ** 0.5)
        return raster.draw(
            task.page - 1, width_px=pixels(width_pt * scale), height_px=pixels(height_pt * scale)
        ).convert("L")


def _tiles(image: Image.Image) -> Iterator[_Tile]:
    """Cuts what is very high between its lines; where it cannot be, a cut line is whole on one side."""
    if image.height <= _TILE_ROWS:
        yield _Tile(0, image.height, 0.0, 1.0)
        return
    parts = slices_of(image, _TILE_ROWS)
    borders = [(part.top + part.repeated / 2) / image.height for part in parts]
    for part, first, last in zip(parts, [0.0, *borders[1:]], [*borders[1:], 1.0], strict=True):
        yield _Tile(part.top, part.bottom, first, last)


def _sized(image: Image.Image) -> Image.Image:
    """Makes small letters larger, and huge photographs smaller."""
    wide, high = image.size
    scale = _LARGEST_SCALE if wide < _SMALL_PX else 1.0
    scale = min(scale, (_MOST_PIXELS / (wide * high)) ** 0.5, _LONGEST_PX / max(wide, high))
    if scale == 1.0:
        return image
    size = (max(1, round(wide * scale)), max(1, round(high * scale)))
    return image.resize(size, Image.Resampling.BICUBIC)


@dataclass(frozen=True, slots=True)
class _Found:
    """A word as Tesseract gives it: left, top, right and bottom in pixels; confidence of 100."""

    text: str
    box: tuple[int, int, int, int]
    confidence: float


class _Engine:
    """Tesseract, opened; use it in a ``with`` block."""

    def __enter__(self) -> "_Engine":
        # Before the library is loaded: it is asked once.
        os.environ["OMP_THREAD_LIMIT"] = "1"
        import tesserocr

        self._library: Any = tesserocr
        self._api = tesserocr.PyTessBaseAPI(
            path=f"{_data()}{os.sep}",
            lang="+".join(LANGUAGES),
            oem=tesserocr.OEM.LSTM_ONLY,
            psm=tesserocr.PSM.AUTO,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._api.End()

    def lines(self, image: Image.Image) -> Iterator[list[_Found]]:
        """Gives the lines from top to bottom, each with its words and their places in pixels."""
        self._api.SetImage(image)
        self._api.SetSourceResolution(_DPI)
        if not self._api.Recognize():
            return
        level = self._library.RIL
        line: list[_Found] = []
        for found in self._library.iterate_level(self._api.GetIterator(), level.WORD):
            if found.IsAtBeginningOf(level.TEXTLINE) and line:
                yield line
                line = []
            if found.Empty(level.WORD) or found.Confidence(level.WORD) < _SURE:
                continue
            text = found.GetUTF8Text(level.WORD).strip()
            box = found.BoundingBox(level.WORD)
            if box is not None and any(char.isalnum() or char in _SIGNS for char in text):
                line.append(_Found(text, box, found.Confidence(level.WORD)))
        if line:
            yield line
