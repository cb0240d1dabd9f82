"""The two jobs of a worker that make the photos of a finished sheet smaller.

``prepare_sheet`` decodes each photo once, keeps it at the resolution wanted, and tells from samples what
it would weigh; ``shrink_sheet`` codes the photos and writes the sheet again. Only the streams of
photos change: text, line art, layers, words and marks keep their bytes, and the old sheet its own.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pikepdf
from pikepdf import Pdf
from PIL import Image

from dossier.basis.atomic import place_error
from dossier.press.pdf_hush import libraries_hushed
from dossier.press.pixels import pillow_rules
from dossier.press.shrink_code import body_of, coded, decoded, estimates
from dossier.press.shrink_file import write_again
from dossier.press.shrink_find import Found, find_pictures
from dossier.press.shrink_kind import Kind, kind_of, looked_at

WORTH_IT: Final = 0.99
"""Share of its old bytes that a photo must come under; else it keeps them.

A photo is only coded again where the whole is too heavy, and then a few per cent of one photo may be all
that keeps the annex in one file.
"""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareTask:
    """What is asked before photos are made smaller.

    Attributes:
        sheet: The sheet's file.
        folder: Where decoded photos are kept; it belongs to this sheet alone.
        steps: Resolutions to reckon with, falling; the first is kept.
        room: Bytes of decoded photos that may be kept; the rest is decoded again each time.
        sampled: Whether the bytes at each step are reckoned.
    """

    sheet: str
    folder: str
    steps: tuple[int, ...]
    room: int
    sampled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photo of a sheet.

    Attributes:
        found: The picture.
        kind: A photo of something, or of a paper.
        kept: File of its pixels at the first step; "" when they are decoded again.
        weights: For each step, its bytes at each quality of ``LADDER``; () when not sampled.
    """

    found: Found
    kind: Kind
    kept: str
    weights: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What a sheet holds.

    Attributes:
        photos: What may be made smaller.
        damaged: Pictures that cannot be decoded, and stay as they are.
    """

    photos: tuple[Photo, ...] = ()
    damaged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """How one photo is to be coded.

    Attributes:
        photo: The photo.
        dpi: Pixels per inch where it stands largest.
        quality: Of the JPEG.
        always: Whether it gets new bytes even when they are hardly fewer: its resolution was too fine.
    """

    photo: Photo
    dpi: int
    quality: int
    always: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShrinkTask:
    """What is asked of a sheet: where it is, where the new one goes, and how its photos are coded."""

    sheet: str
    target: str
    codings: tuple[Coding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shrunk:
    """What became of a sheet.

    Attributes:
        size: Bytes of the new file.
        weights: Bytes of each photo as it was coded, in the task's order, kept or not.
        kept: Whether each photo kept its old bytes, because the new ones were hardly fewer.
    """

    size: int
    weights: tuple[int, ...]
    kept: tuple[bool, ...]


def pixels_at(found: Found, dpi: float) -> tuple[int, int]:
    """Gives the width and height of a picture at a resolution, at most its own."""
    share = min(1.0, dpi / found.dpi)
    return max(1, round(found.width_px * share)), max(1, round(found.height_px * share))


def prepare_sheet(task: PrepareTask) -> Prepared:
    """Looks at every picture of a sheet.

    Raises:
        PlaceError: The folder cannot be written.
        Exception: Anything that the libraries raise on damage; the sheet then stays as it is.
    """
    photos: list[Photo] = []
    damaged, room = 0, task.room
    with libraries_hushed(), pikepdf.open(task.sheet, suppress_warnings=True) as pdf:
        for found in find_pictures(pdf):
            try:
                image, kind = _seen(pdf, found, pixels_at(found, task.steps[0]))
            except Exception as error:  # noqa: BLE001 – untrusted bytes: the decoders raise anything
                log.info("picture %d stays as it is: %r", found.number, error)
                damaged += 1
                continue
            if kind is Kind.TEXT:
                continue
            held = len(image.getbands()) * image.width * image.height
            kept = _keep(image, task, found) if held <= room else ""
            room -= held if kept else 0
            weights = tuple(_weights(image, kind, found, task))
            photos.append(Photo(found=found, kind=kind, kept=kept, weights=weights))
    return Prepared(photos=tuple(photos), damaged=damaged)


def _seen(pdf: Pdf, found: Found, size: tuple[int, int]) -> tuple[Image.Image, Kind]:
    """Gives a picture at a size, and what it is; one that stands very small is looked at larger."""
    enough = looked_at((found.width_px, found.height_px))
    image = decoded(pdf, found, max(size, enough))
    kind = kind_of(image)
    if image.size != size and kind is not Kind.TEXT:
        image = decoded(pdf, found, size)
    return image, kind


def _keep(image: Image.Image, task: PrepareTask, found: Found) -> str:
    folder = Path(task.folder)
    path = folder / f"{found.number}.ppm"
    try:
        folder.mkdir(exist_ok=True)
        image.save(path, "PPM")
    except OSError as error:
        raise place_error(error, path) from error
    return str(path)


def _weights(image: Image.Image, kind: Kind, found: Found, task: PrepareTask) -> Iterator[tuple[int, ...]]:
    done: dict[tuple[int, int], tuple[int, ...]] = {}
    for dpi in task.steps if task.sampled else ():
        size = pixels_at(found, dpi)
        if size not in done:
            # Between the first two, one photo fills the room: they are weighed in full.
            like = [*done.values()][1:]
            done[size] = estimates(image, kind, size, like=like[0] if like else ())
        yield done[size]


def shrink_sheet(task: ShrinkTask) -> Shrunk:
    """Codes the photos of a sheet anew and writes the sheet with them.

    Raises:
        PlaceError: The target cannot be written.
        ValueError: The sheet has not the form that we write; a fault of ours.
    """
    target = Path(task.target)
    codings = {one.photo.found.number: one for one in task.codings}
    weights: dict[int, int] = {}
    kept: set[int] = set()
    with libraries_hushed(), pikepdf.open(task.sheet, suppress_warnings=True) as pdf:

        def body(number: int) -> bytes | None:
            coding = codings[number]
            image = _pixels(pdf, coding)
            data = coded(image, coding.photo.kind, coding.quality)
            weights[number] = len(data)
            if not coding.always and len(data) > WORTH_IT * coding.photo.found.size:
                kept.add(number)
                return None
            return body_of(pdf, coding.photo.found, image, data)

        try:
            write_again(Path(task.sheet), target, codings.keys(), body)
        except OSError as error:
            raise place_error(error, target) from error
    return Shrunk(
        size=target.stat().st_size,
        weights=tuple(weights[number] for number in codings),
        kept=tuple(number in kept for number in codings),
    )


def _pixels(pdf: Pdf, coding: Coding) -> Image.Image:
    """Gives a photo's pixels, from where they are kept or from the sheet."""
    found, size = coding.photo.found, pixels_at(coding.photo.found, coding.dpi)
    if not coding.photo.kept:
        return decoded(pdf, found, size)
    with pillow_rules(tolerant=False), Image.open(coding.photo.kept, formats=["PPM"]) as kept:
        kept.load()
        return kept.copy() if kept.size == size else kept.resize(size, Image.Resampling.LANCZOS)
