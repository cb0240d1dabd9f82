"""Reads Outlook's .msg ([MS-OXMSG]): a box of boxes, each with a list of properties."""

import logging
from io import BytesIO
from typing import Final

from olefile import OleFileIO  # type: ignore[import-untyped]
from olefile.olefile import STGTY_STORAGE, STGTY_STREAM, OleDirectoryEntry  # type: ignore[import-untyped]
from oxmsg.domain import constants as tag
from oxmsg.domain import model
from oxmsg.storage import Storage, Stream

from dossier.basis import limits
from dossier.basis.errors import UnreadableError
from dossier.intake.mail.mapi import Bag, MapiFile, MapiMessage, charset_in

_LIST: Final = "__properties_version1.0"
_VALUE: Final = "__substg1.0_"
_INNER: Final = f"{_VALUE}{tag.PID_ATTACH_DATA_BINARY:04X}{tag.PTYP_OBJECT:04X}"
_ENTRY_BYTES: Final = 16
_RECIPIENT_HEADER: Final = 8
_INNER_HEADER: Final = 24
_MORE: Final = 4
"""Times the file's size that all streams together may claim: honest ones do not share their sectors."""

_DAMAGE: Final = (OSError, ValueError, IndexError, TypeError, AttributeError, OverflowError)
"""What the library raises on damaged boxes, found by striking real ones."""

_log = logging.getLogger(__name__)


def msg_message(data: bytes) -> MapiMessage:
    """Reads a message; what is damaged in it is left out.

    Raises:
        UnreadableError: ``damaged``; the box cannot be opened.
    """
    try:
        with OleFileIO(BytesIO(data)) as ole:
            box = _whole(ole) if _honest(ole, len(data)) else None
    except (*_DAMAGE, RecursionError) as error:
        raise UnreadableError("damaged") from error
    if box is None:
        raise UnreadableError("damaged")
    return _message(box, model.MSG_HDR_OFFSET, "", limits.NESTING)


def _honest(ole: OleFileIO, size: int) -> bool:
    entries = [entry for entry in ole.direntries if entry is not None and entry.entry_type == STGTY_STREAM]
    claimed = sum(int(entry.size) for entry in entries)
    return claimed <= _MORE * size + limits.MIB


def _whole(ole: OleFileIO) -> Storage:
    """Loads the box; when a stream in it is damaged, all the others."""
    try:
        return Storage.from_ole(ole)
    except _DAMAGE as error:
        _log.info("a stream is damaged: %s", error)
        return _rest(ole, ole.root, ())


def _rest(ole: OleFileIO, node: OleDirectoryEntry, place: tuple[str, ...]) -> Storage:
    streams = []
    for kid in node.kids:
        if kid.entry_type == STGTY_STREAM:
            path = [*place, kid.name]
            try:
                streams.append(Stream("/".join(path), ole.openstream(path).read()))
            except _DAMAGE as error:
                _log.info("%s is left out: %s", path, error)
    boxes = (_rest(ole, kid, (*place, kid.name)) for kid in node.kids if kid.entry_type == STGTY_STORAGE)
    return Storage("/".join(place), tuple(streams), tuple(boxes))


def _message(box: Storage, header: int, outer: str, depth: int) -> MapiMessage:
    bag = _bag(box, header, outer)
    return MapiMessage(
        bag=bag,
        recipients=tuple(_bag(one, _RECIPIENT_HEADER, bag.charset) for one in box.iter_recipient_storages()),
        files=tuple(_file(one, bag.charset, depth) for one in box.iter_attachment_storages()),
    )


def _file(box: Storage, charset: str, depth: int) -> MapiFile:
    inner = next((one for one in box.storages if one.name.upper() == _INNER.upper()), None)
    message = None
    if inner is not None and depth and any(stream.name == _LIST for stream in inner.streams):
        message = _message(inner, _INNER_HEADER, charset, depth - 1)
    return MapiFile(_bag(box, _RECIPIENT_HEADER, charset), message)


def _bag(box: Storage, header: int, outer: str) -> Bag:
    """Gathers short values from the list, and long ones from the streams named after them."""
    values: dict[int, tuple[int, bytes]] = {}
    for stream in box.streams:
        if stream.name == _LIST:
            values.update(_listed(stream.bytes_, header))
    for stream in box.streams:
        if stream.name.startswith(_VALUE) and len(stream.name) == len(_VALUE) + 8:
            key = _key(stream.name[len(_VALUE) :])
            if key is not None:
                values[key[0]] = (key[1], stream.bytes_)
    return Bag(values, charset_in(values, outer))


def _listed(data: bytes, header: int) -> dict[int, tuple[int, bytes]]:
    found = {}
    for at in range(header, len(data) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        kind = int.from_bytes(data[at : at + 2], "little")
        found[int.from_bytes(data[at + 2 : at + 4], "little")] = (kind, data[at + 8 : at + 16])
    return found


def _key(digits: str) -> tuple[int, int] | None:
    try:
        number = int(digits, 16)
    except ValueError:
        return None
    return number >> 16, number & 0xFFFF
