"""The files inside a PDF: those that are listed, those pinned to a page, those of a portfolio.

Names and sizes that the PDF declares are never believed, and nothing is unpacked without a bound.
"""

import binascii
import logging
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.intake.archive.job import unpacked_at_most
from dossier.intake.mail.words import file_name
from dossier.intake.pdf.tree import entries, entry, inside, pages
from dossier.model.draft import Attached
from dossier.model.finding import Finding, note, warning

log = logging.getLogger(__name__)


OF_HYBRIDS: Final = frozenset({"factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml"})
"""The only names of an invoice's data that the standards allow in a PDF, lower case (Factur-X 1.0, 6.2.2)."""

_NAMES: Final = ("/UF", "/F", "/Unix", "/Mac", "/DOS")
_PINNED_AT_MOST: Final = 20_000
"""Annotations looked at for files pinned to pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """The files of a PDF.

    Attributes:
        files: Those that could be taken out, in their order, each once.
        lost: Names of those that could not.
        left: How many more there are than one proof may hold.
    """

    files: tuple[Attached, ...] = ()
    lost: tuple[str, ...] = ()
    left: int = 0

    def told(self, file: str) -> tuple[Finding, ...]:
        """Says what became of them.

        Args:
            file: The PDF's name.
        """
        count = len(self.files)
        shown = sum(
            one.name.lower() not in OF_HYBRIDS for one in self.files
        )  # the others speak for themselves
        return (
            *([note("pdf-attachments", file=file, n=shown)] if shown else []),
            *(warning("pdf-attachment-lost", file=file, name=name) for name in self.lost),
            *([warning("attachments-cut", file=file, n=count)] if self.left else []),
        )


class _TooLargeError(Exception):
    """More bytes than any honest file of that size unpacks to."""


def files_inside(document: Pdf, assets: Assets) -> Inside:
    """Takes the files out of a PDF and keeps them.

    Args:
        document: Open.
        assets: Where they are kept.
    """
    found: dict[object, Attached] = {}
    lost: list[str] = []
    room, left = limits.PDF_FILES_BYTES, 0
    for name, stream in _held(document):
        if len(found) + len(lost) >= limits.ATTACHMENTS:
            left += 1
            continue
        if stream is None:
            lost.append(name)
            continue
        try:
            data = _unpacked(stream, room)
        except Exception:  # the border of untrusted bytes: one file that cannot be read costs itself
            log.info("a file inside cannot be read", exc_info=True)
            lost.append(name)
            continue
        room -= len(data)
        asset = assets.put(data)
        found.setdefault((name, asset), Attached(name=name, asset=asset, size=len(data)))
    return Inside(files=tuple(found.values()), lost=tuple(dict.fromkeys(lost)), left=left)


def _held(document: Pdf) -> Iterator[tuple[str, Stream | None]]:
    """Gives the files of a document, each stream once, with their names; None for one that is not there."""
    met: set[tuple[int, int]] = set()
    for listed, spec in _specs(document):
        held = entry(spec, "/EF")
        streams = (entry(held, key) for key in _NAMES)
        stream = next((one for one in streams if isinstance(one, Stream)), None)
        name = _named(spec) or file_name(listed)
        if stream is None:
            # A specification without an /EF only names a file somewhere else.
            if held is not None or (spec is None and name):
                yield name, None
        elif stream.objgen not in met:
            met.add(stream.objgen)
            yield name, stream


def _specs(document: Pdf) -> Iterator[tuple[str, Object | None]]:
    """Gives every file specification (ISO 32000-1, 7.11.3), and the name under which it is listed."""
    listed = entry(entry(document.Root, "/Names"), "/EmbeddedFiles")
    for node in inside(listed, "/Kids"):
        pairs = list(entries(entry(node, "/Names")))
        for key, value in zip(pairs[::2], pairs[1::2], strict=False):
            yield str(key) if isinstance(key, String) else "", value
    for spec in entries(entry(document.Root, "/AF")):
        yield "", spec
    looked_at = 0
    for page in pages(document):
        for spec in entries(entry(page, "/AF")):
            yield "", spec
        for annotation in entries(entry(page, "/Annots")):
            looked_at += 1
            if entry(annotation, "/Subtype") == Name.FileAttachment:
                yield "", entry(annotation, "/FS") or Dictionary()
        if looked_at > _PINNED_AT_MOST:
            return


def _named(spec: Object | None) -> str:
    written = (entry(spec, key) for key in _NAMES)
    return next((name for one in written if isinstance(one, String) and (name := file_name(str(one)))), "")


def _unpacked(stream: Stream, room: int) -> bytes:
    """Undoes a stream's filters, never further than an honest file needs.

    Raises:
        _TooLargeError: It unpacks to more.
        ValueError: It is under a filter that no attached file is under, or damaged.
    """
    data = stream.read_raw_bytes()
    allowed = min(unpacked_at_most(len(data)), room)
    for name, parameters in _filters(stream):
        if name == "/Crypt":
            continue  # undone when the bytes were read
        if entry(parameters, "/Predictor") not in (None, 1):
            raise ValueError(name)
        data = _undone(name, data, allowed)
    if len(data) > allowed:
        raise _TooLargeError
    return data


def _filters(stream: Stream) -> list[tuple[str, Object | None]]:
    filters, parameters = entry(stream, "/Filter"), entry(stream, "/DecodeParms")
    if not isinstance(filters, Array):
        return [] if filters is None else [(str(filters), parameters)]
    more = list(entries(parameters))
    return [(str(name), more[at] if at < len(more) else None) for at, name in enumerate(entries(filters))]


def _undone(name: str, data: bytes, allowed: int) -> bytes:
    match name:
        case "/FlateDecode" | "/Fl":
            return _inflated(data, allowed)
        case "/ASCIIHexDecode" | "/AHx":
            digits = re.sub(rb"\s", b"", data.partition(b">")[0])
            return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
        case _:
            raise ValueError(name)


def _inflated(data: bytes, allowed: int) -> bytes:
    """Unpacks a zlib stream (RFC 1950); what stands before its damage is not the file."""
    unpacker = zlib.decompressobj()
    try:
        unpacked = unpacker.decompress(data, allowed + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if len(unpacked) > allowed:
        raise _TooLargeError
    if not unpacker.eof:
        raise ValueError("cut off")
    return unpacked
