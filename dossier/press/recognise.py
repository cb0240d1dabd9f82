"""The job of a worker: the words in a picture, or on a page that is one.

Tesseract is an optional library ("ocr" extra); the language data travel with the program. One thread
is enough: its own threads wait busily for each other.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
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
    """Reads the words of one page; where it has none as it was turned, as it was before.

    Raises:
        UnreadableError: ``picture-unreadable``, ``too-many-pixels``, ``pdf-unreadable``, ``locked``.
        ImportError: Tesseract is not there; ask ``can_recognise`` first.
    """
    image, turn = _picture(task), task.turn % 4
    with _Engine() as engine:
        lines = _lines(engine, looked_at(image, turn))
        if turn and not lines:
            lines, turn = _lines(engine, image), 0
    return RecognisedPage(number=max(task.page, 1), lines=tuple(lines), turn=turn)


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


def _lines(engine: "_Engine", image: Image.Image) -> list[tuple[Word, ...]]:
    lines: list[tuple[Word, ...]] = []
    chars = 0
    for tile in _tiles(image):
        part = _sized(image.crop((0, tile.top, image.width, tile.bottom)))
        for line in engine.lines(part):
            words = [_word(text, box, part.size, tile, image.height) for text, box in line]
            kept = tuple(one for one in words if tile.first <= one.top + one.height / 2 < tile.last)
            chars += sum(len(word.text) + 1 for word in kept)
            if chars > _CHARS:
                return lines
            if kept:
                lines.append(kept)
    return lines


def _word(text: str, box: "_Box", size: tuple[int, int], tile: _Tile, height_px: int) -> Word:
    """Places a word that was found in a part of a picture, which may have been made larger, in the whole."""
    left, above, right, below = box
    wide, high = size
    share = (tile.bottom - tile.top) / height_px / high
    return Word(
        text,
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


_Box = tuple[int, int, int, int]


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

    def lines(self, image: Image.Image) -> Iterator[list[tuple[str, _Box]]]:
        """Gives the lines from top to bottom, each with its words and their places in pixels."""
        self._api.SetImage(image)
        self._api.SetSourceResolution(_DPI)
        if not self._api.Recognize():
            return
        level = self._library.RIL
        line: list[tuple[str, _Box]] = []
        for found in self._library.iterate_level(self._api.GetIterator(), level.WORD):
            if found.IsAtBeginningOf(level.TEXTLINE) and line:
                yield line
                line = []
            if found.Empty(level.WORD) or found.Confidence(level.WORD) < _SURE:
                continue
            text = found.GetUTF8Text(level.WORD).strip()
            box = found.BoundingBox(level.WORD)
            if box is not None and any(char.isalnum() or char in _SIGNS for char in text):
                line.append((text, box))
        if line:
            yield line
