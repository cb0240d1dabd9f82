"""A photo's pixels on their way to fewer bytes: decoded, made smaller, sampled, coded."""

import io
from collections.abc import Iterator
from itertools import product
from typing import Final

from pikepdf import Dictionary, Name, Pdf, Stream
from PIL import Image, ImageFile

from dossier.press.pixels import pillow_rules
from dossier.press.shrink_find import KEPT_KEYS, Found
from dossier.press.shrink_kind import Kind

LADDER: Final = (40, 55, 70, 82, 92, 97, 100)
"""Qualities that a sample is coded at; what lies between is reckoned."""

_LOW_RUNGS: Final = 3
"""Qualities sampled at the lowest resolution, where only what fits at no other is coded."""

_MOST_SEEN: Final = 92
"""Quality above which nobody sees a gain: it is given where there is room to spare, with colours in full."""

_MOST_BYTES_A_PIXEL: Final = 6
"""What noise takes at the highest quality, with a margin: 4.1 were measured."""

_BLOCK_PX: Final = 128
_BLOCKS: Final = 3
"""Blocks of a sample in each direction: enough of a picture to tell how it packs."""

_SUBSAMPLING: Final = {Kind.PHOTO: 2, Kind.PAPER: 0}
"""4:2:0, and 4:4:4 where red stamps and blue ink must stay sharp."""


def decoded(pdf: Pdf, found: Found, size: tuple[int, int]) -> Image.Image:
    """Decodes a picture at no fewer pixels than asked for, and makes it that small.

    Args:
        pdf: The sheet.
        found: Which picture.
        size: Width and height wanted, at most the stored ones.

    Raises:
        ValueError: Its bytes are not what its entries say.
        Exception: Anything that the decoders raise on damaged bytes.
    """
    stream = pdf.get_object((found.number, 0))
    assert isinstance(stream, Stream)
    stored = (found.width_px, found.height_px)
    mode = "L" if found.channels == 1 else "RGB"
    with pillow_rules(tolerant=False):
        if found.coded:
            image: Image.Image = _opened(stream.read_raw_bytes(), stored, mode)
            image.draft(mode, size)
            image.load()
        else:
            image = Image.frombytes(mode, stored, stream.read_bytes())
    # The bare picture: what its file says of profiles and sizes must not reach the new one.
    plain = image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)
    plain.info.clear()
    return plain


def _opened(data: bytes, size: tuple[int, int], mode: str) -> ImageFile.ImageFile:
    image = Image.open(io.BytesIO(data), formats=["JPEG"])
    if image.size != size or image.mode != mode:
        raise ValueError(image.mode)
    return image


def coded(image: Image.Image, kind: Kind, quality: int) -> bytes:
    """Codes a picture as a progressive JPEG: a tenth smaller, and read by all since PDF 1.3."""
    buffer = io.BytesIO()
    subsampling = _SUBSAMPLING[kind] if quality <= _MOST_SEEN else 0
    # Pillow holds the whole of a progressive file, and sets aside too little for the densest ones.
    before = ImageFile.MAXBLOCK
    ImageFile.MAXBLOCK = max(before, _MOST_BYTES_A_PIXEL * image.width * image.height)
    try:
        image.save(buffer, "JPEG", quality=quality, subsampling=subsampling, progressive=True)
    finally:
        ImageFile.MAXBLOCK = before
    return buffer.getvalue()


def estimates(
    image: Image.Image, kind: Kind, size: tuple[int, int], *, like: tuple[int, ...] = ()
) -> tuple[int, ...]:
    """Reckons the bytes that a picture takes at each quality of ``LADDER``, from a sample of it.

    Args:
        image: The picture.
        kind: How it is coded.
        size: Width and height that it would be coded at, at most its own.
        like: What was reckoned at more pixels; high qualities then grow as they do there.
    """
    sample = _sample(image, size)
    share = size[0] * size[1] / (sample.width * sample.height)
    dot = Image.new(image.mode, (8, 8))
    answers = []
    for quality in LADDER[:_LOW_RUNGS] if like else LADDER:
        head = len(coded(dot, kind, quality))
        answers.append(round(head + (len(coded(sample, kind, quality)) - head) * share))
    last = len(answers) - 1
    return (*answers, *(round(answers[last] * weight / like[last]) for weight in like[last + 1 :]))


def _sample(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Joins blocks from all over a picture, each as it would be at that size."""
    side = _BLOCK_PX * _BLOCKS
    if size[0] <= side or size[1] <= side:
        return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)
    sample = Image.new(image.mode, (side, side))
    for at, box in zip(product(range(_BLOCKS), repeat=2), _boxes(image, size), strict=True):
        block = image.resize((_BLOCK_PX, _BLOCK_PX), Image.Resampling.LANCZOS, box=box)
        sample.paste(block, (at[0] * _BLOCK_PX, at[1] * _BLOCK_PX))
    return sample


def _boxes(image: Image.Image, size: tuple[int, int]) -> Iterator[tuple[float, float, float, float]]:
    wide, high = (_BLOCK_PX * own / wanted for own, wanted in zip(image.size, size, strict=True))
    for across, down in product(range(_BLOCKS), repeat=2):
        left = (image.width - wide) * across / (_BLOCKS - 1)
        top = (image.height - high) * down / (_BLOCKS - 1)
        yield (left, top, left + wide, top + high)


def body_of(pdf: Pdf, found: Found, image: Image.Image, data: bytes) -> bytes:
    """Writes the object of a picture that was coded anew; its colours mean what they meant."""
    stream = pdf.get_object((found.number, 0))
    assert isinstance(stream, Stream)
    entries = Dictionary({key: stream[key] for key in KEPT_KEYS if key in stream})
    entries.Width, entries.Height = image.size
    entries.Filter = Name.DCTDecode
    entries.Length = len(data)
    return entries.unparse() + b"\nstream\n" + data + b"\nendstream"
