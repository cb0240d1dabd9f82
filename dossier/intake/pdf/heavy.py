"""Finds pages whose drawing unpacks to more than any page needs: pdfium unpacks it whole, and aborts.

Such a page is not read for its words; whether it can be shown is found out when it is drawn.
"""

import logging
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pikepdf
from pikepdf import Array, Object, Stream

from dossier.basis import limits

log = logging.getLogger(__name__)

_SUSPECT_BYTES: Final = limits.PDF_PAGE_BYTES // 1032
"""Packed: zlib packs no more than 1032 times."""

_FLATE: Final = ("/FlateDecode", "/Fl")


def heavy_pages(path: Path, pages: Iterable[int]) -> frozenset[int]:
    """Names those of some pages that are too heavy to be read; none when the file cannot be opened so."""
    try:
        with pikepdf.open(path, suppress_warnings=True) as document:
            return frozenset(index for index in pages if _is_heavy(document.pages[index].obj))
    except Exception:  # damaged files raise anything; pdfium is asked all the same
        log.info("pikepdf cannot weigh %s", path.name, exc_info=True)
        return frozenset()


def _is_heavy(page: Object) -> bool:
    contents = page.get("/Contents")
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return any(_weighs_too_much(one) for one in streams if isinstance(one, Stream))


def _weighs_too_much(stream: Stream) -> bool:
    filters = stream.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, Array) else [str(filters)]
    data = stream.read_raw_bytes()
    if len(names) < 2 and len(data) < _SUSPECT_BYTES:
        return False  # nearly all pages: nothing is unpacked
    for name in names:
        if name not in _FLATE:
            return False
        data = zlib.decompressobj().decompress(data, limits.PDF_PAGE_BYTES + 1)
    return len(data) > limits.PDF_PAGE_BYTES
