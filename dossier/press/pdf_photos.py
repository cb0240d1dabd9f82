"""The photos and scans of a PDF on their way into ours: what they tell of people stays behind."""

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from PIL import Image
from PIL.ExifTags import IFD, Base
from pypdf.filters import ASCII85Decode, ASCIIHexDecode, FlateDecode, LZWDecode, RunLengthDecode
from pypdf.generic import DictionaryObject, NameObject, NumberObject

from dossier.basis.digest import digest_of
from dossier.press.pdf_jpeg import BareStream, bare_jpeg_stream, bare_jpx_stream
from dossier.press.pdf_node import Node

log = logging.getLogger(__name__)

_STRIPPED: Final[dict[str, Callable[[bytes], BareStream]]] = {
    "/DCTDecode": bare_jpeg_stream,
    "/DCT": bare_jpeg_stream,
    "/JPXDecode": bare_jpx_stream,
}
_FULL_NAMES: Final = {"/DCT": "/DCTDecode"}
_UNDONE: Final[dict[str, Callable[[bytes, DictionaryObject], bytes]]] = {
    "/ASCIIHexDecode": ASCIIHexDecode.decode,
    "/AHx": ASCIIHexDecode.decode,
    "/ASCII85Decode": ASCII85Decode.decode,
    "/A85": ASCII85Decode.decode,
    "/FlateDecode": FlateDecode.decode,
    "/Fl": FlateDecode.decode,
    "/LZWDecode": LZWDecode.decode,
    "/LZW": LZWDecode.decode,
    "/RunLengthDecode": RunLengthDecode.decode,
    "/RL": RunLengthDecode.decode,
}
_NUMBERS: Final = ("/Predictor", "/Colors", "/BitsPerComponent", "/Columns", "/EarlyChange")

_EXIF: Final = (b"Exif\x00\x00", b"JpgTiffExif->JP2")
_PERSONAL: Final = frozenset(
    {Base.Artist, Base.HostComputer, Base.XPAuthor, Base.CameraOwnerName, Base.BodySerialNumber}
    | {Base.LensSerialNumber, Base.MakerNote, Base.Copyright}
)
_GPS_VERSION: Final = 0
# XMP by its usual prefixes; IPTC by the number of its by-line (IIM 4.2, data set 2:80).
_PERSONAL_WORDS = re.compile(
    rb"GPSLatitude|dc:creator|OwnerName|SerialNumber|CreatorContactInfo|\x1c\x02\x50"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A stream to be written in place of the source's.

    Attributes:
        data: Its bytes, under one filter.
        filter: That filter.
        params: The source's parameters of that filter, None when it has none.
    """

    data: bytes
    filter: str
    params: Node | None


class Photos:
    """Takes the metadata out of every photo, and counts the photos that told of people."""

    def __init__(self) -> None:
        self._personal: set[str] = set()

    @property
    def personal(self) -> int:
        """How many different photos held a place, a name or a number of somebody's camera."""
        return len(self._personal)

    def bare(self, stream: Node, read: Callable[[], bytes]) -> Photo | None:
        """Makes a photo bare.

        Args:
            stream: Any stream.
            read: Gives its bytes as they stand in the file; asked only for a photo.

        Returns:
            None when the stream may stay as it is: no photo, nothing to take out, or not to be read.
        """
        filters = [node.name for node in _listed(stream.get("/Filter"))]
        if not filters or filters[-1] not in _STRIPPED:
            return None
        params = _listed(stream.get("/DecodeParms"))
        try:
            coded = _undone(read(), filters[:-1], params)
            bare = _STRIPPED[filters[-1]](coded)
            if _tell_of_people(bare.removed):
                self._personal.add(digest_of(bare.data))
        except Exception as error:  # noqa: BLE001 – the decoders raise anything on damaged bytes
            log.info("a picture stays as it is: %r", error)
            return None
        if bare.data == coded:
            return None
        last = len(filters) - 1
        return Photo(
            data=bare.data,
            filter=_FULL_NAMES.get(filters[-1], filters[-1]),
            params=params[last] if last < len(params) and params[last].is_dictionary else None,
        )


def _listed(node: Node) -> tuple[Node, ...]:
    """Gives one or several as several."""
    return node.entries() or ((node,) if node.there and not node.is_array else ())


def _undone(data: bytes, filters: Iterable[str], params: tuple[Node, ...]) -> bytes:
    """Undoes the filters around a coded picture; KeyError for one that cannot be."""
    for at, name in enumerate(filters):
        data = _UNDONE[name](data, _plain(params[at]) if at < len(params) else DictionaryObject())
    return data


def _plain(params: Node) -> DictionaryObject:
    found = ((key, params.get(key).number) for key in _NUMBERS)
    given = {NameObject(key): NumberObject(int(number)) for key, number in found if number is not None}
    return DictionaryObject(given)


def _tell_of_people(removed: Iterable[bytes]) -> bool:
    return any(_exif_tells(body) or _PERSONAL_WORDS.search(body) for body in removed)


def _exif_tells(body: bytes) -> bool:
    """Tells whether Exif data name a place, a person or one camera of all."""
    head = next((head for head in _EXIF if body.startswith(head)), None)
    if head is None:
        return False
    exif = Image.Exif()
    try:
        exif.load(_EXIF[0] + body[len(head) :])
        tags = {*exif, *exif.get_ifd(IFD.Exif)}
        return bool(_PERSONAL & tags or set(exif.get_ifd(IFD.GPSInfo)) - {_GPS_VERSION})
    except Exception as error:  # noqa: BLE001 – what cannot be read is taken out all the same
        log.info("Exif data cannot be read: %r", error)
        return False
