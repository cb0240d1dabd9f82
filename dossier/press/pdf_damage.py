"""Whether a page was meant to show more than it does.

A truly blank page is filed as it is; a page whose content is lost must never pass for one, and a
page of which a part is lost must not pass for whole.
"""

import logging
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

log = logging.getLogger(__name__)

MOST_IMAGES = 20
"""Pictures tried of one page; a page that shows none of so many is damaged anyway."""


PIECE_BYTES = 64 * 1024

MOST_UNPACKED = 32 * 1024 * 1024
"""Enough for any honest page's drawing; a bomb is not followed to its end."""


def flate_breaks_off(data: bytes) -> bool:
    """Tells whether a compressed stream turns to nonsense before its end (RFC 1950, 1951).

    A wrong or missing checksum alone is no loss: everything was there before it.
    """
    unpacker = zlib.decompressobj()
    unpacked = 0
    try:
        while data and not unpacker.eof and unpacked < MOST_UNPACKED:
            unpacked += len(unpacker.decompress(data, PIECE_BYTES))
            data = unpacker.unconsumed_tail
    except zlib.error as error:
        return "incorrect data check" not in str(error)
    return False


def content_is_lost(source: Path, index: int) -> bool:
    """Tells whether a page's content or pictures cannot be read.

    Args:
        source: The file.
        index: The page, 0-based.
    """
    try:
        with pikepdf.open(source, suppress_warnings=True) as pdf:
            page = pdf.pages[index].obj
            contents = page.get("/Contents")
            streams = list(contents) if isinstance(contents, Array) else [contents]
            if "/Contents" in page and not all(isinstance(stream, Stream) for stream in streams):
                return True
            for stream in streams:
                if isinstance(stream, Stream):
                    stream.read_bytes()
            for image in _images(page):
                pikepdf.PdfImage(image).as_pil_image().load()
    except Exception as error:  # noqa: BLE001 – whatever is raised on these bytes, the content is lost
        log.info("page %d cannot be read: %r", index + 1, error)
        return True
    return False


def _images(page: Object) -> Iterator[Stream]:
    resources = page.get("/Resources")
    found = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if isinstance(found, Dictionary):
        for key in tuple(found.keys())[:MOST_IMAGES]:
            image = found[key]
            if isinstance(image, Stream) and image.get("/Subtype") == Name.Image:
                yield image
