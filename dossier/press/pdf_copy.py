"""Copies PDF objects as pypdf reads them, changing nothing but their numbers and their layers.

Stream bytes are never decoded but to free a photo of what it tells of people; strings are written
as hexadecimal of their very bytes.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterable
from io import BytesIO

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from dossier.press.pdf_content import Said
from dossier.press.pdf_geometry import written
from dossier.press.pdf_layers import Layers
from dossier.press.pdf_node import Identity, Node
from dossier.press.pdf_photos import Photos
from dossier.press.pdf_pypdf import PypdfDocument, PypdfNode
from dossier.press.pdf_strip import left_out, never_reached
from dossier.press.pdf_used import Usage, draws, is_drawn_font, is_layer
from dossier.press.sheet_file import HIDDEN_OCG, SHOWN_OCG, SheetFile

log = logging.getLogger(__name__)

NO_RESOURCES = frozenset({"/Resources"})
"""Only what draws has any."""

Entries = list[tuple[str, bytes]]

Composed = bytes | tuple[Entries, bytes]
"""A whole object, or a stream: its entries and its bytes."""


class Copier:
    """Writes what is asked for and all that it needs, each object once, in the order in which it is met.

    Objects wait as references and are read when their turn comes, so that a scan of hundreds of
    megabytes is never held whole.
    """

    def __init__(
        self, file: SheetFile, document: PypdfDocument, layers: Layers, photos: Photos, *, usage: Usage
    ) -> None:
        self._file = file
        self._document = document
        self._layers = layers
        self._photos = photos
        self.usage = usage
        self._numbers: dict[Identity, int] = {}
        self._waiting: deque[tuple[int, Callable[[], Composed]]] = deque()

    def later(self, compose: Callable[[], Composed]) -> int:
        """Gives the number of an object that will be composed when its turn comes."""
        number = self._file.new_number()
        self._waiting.append((number, compose))
        return number

    def finish(self) -> None:
        """Writes everything that waits, and what it needs in its turn."""
        while self._waiting:
            number, compose = self._waiting.popleft()
            composed = _tried(number, compose)
            if isinstance(composed, bytes):
                self._file.put(number, composed)
            else:
                entries, data = composed
                self._file.put_stream(number, joined(entries), data)
        self._file.finish()

    def value(self, node: Node) -> bytes:
        """Writes a value; what it refers to waits."""
        return self._written(raw(node))

    def entries(self, node: Node, *, leave_out: frozenset[str]) -> Entries:
        """Writes the entries of a dictionary or stream."""
        value = raw(node)
        assert isinstance(value, DictionaryObject)
        return self._entries(value, leave_out)

    def resources(self, resources: Node, said: Iterable[Said]) -> bytes:
        """Writes of some resources what is used.

        Args:
            resources: The source's dictionary.
            said: What is said by the streams that it belongs to.
        """
        kept = self.usage.kept(resources, said).items()
        return _dictionary((kind, self._named(resources.get(kind), kind, names)) for kind, names in kept)

    def _named(self, values: Node, kind: str, names: Iterable[str]) -> bytes:
        described = {name for name in names if kind == "/Properties" and not is_layer(values.get(name))}
        source = raw(values) if values.is_dictionary else DictionaryObject()
        assert isinstance(source, DictionaryObject)
        return _dictionary(
            (name, b"<< >>" if name in described else self._written(source.raw_get(name))) for name in names
        )

    def _object(self, reference: IndirectObject) -> Composed:
        value = reference.get_object()
        node = PypdfNode(value)
        if node.get("/Type").name == "/OCG":
            # A layer that the catalogue does not list has no state: it is shown.
            return b"<< /Type /OCMD /OCGs %d 0 R >>" % SHOWN_OCG
        if not isinstance(value, StreamObject) or never_reached(node):
            return self._written(value)
        self._document.forget(reference)
        return self._stream(value, PypdfNode(value, (reference.idnum, reference.generation)))

    def _stream(self, value: StreamObject, node: Node) -> Composed:
        data = bytes_of(value)
        if draws(node):
            entries = self._entries(value, left_out(node) | {"/Resources"})
            own = self.resources(node.get("/Resources"), [self.usage.said(node)])
            return [*entries, ("/Resources", own)], data
        photo = self._photos.bare(node, lambda: data)
        if photo is None:
            return self._entries(value, left_out(node)), data
        entries = self._entries(value, left_out(node) | {"/Filter", "/DecodeParms"})
        entries.append(("/Filter", plainly(NameObject(photo.filter))))
        if photo.params:
            entries.append(("/DecodeParms", directly(photo.params)))
        return entries, photo.data

    def _reference(self, reference: IndirectObject) -> bytes:
        identity = (reference.idnum, reference.generation)
        if identity in self._layers.groups:
            return b"%d 0 R" % (HIDDEN_OCG if identity in self._layers.hidden else SHOWN_OCG)
        if identity not in self._numbers:
            self._numbers[identity] = self.later(lambda: self._object(reference))
        return b"%d 0 R" % self._numbers[identity]

    def _written(self, value: object) -> bytes:
        match value:
            case IndirectObject():
                return self._reference(value)
            case DictionaryObject():
                node = PypdfNode(value)
                if never_reached(node):
                    return b"null"
                if is_drawn_font(node):
                    return _dictionary(self._drawn_font(value, node))
                return _dictionary(self._entries(value, left_out(node) | NO_RESOURCES))
            case ArrayObject():
                return b"[" + b" ".join(self._written(entry) for entry in value) + b"]"
            case ByteStringObject() | TextStringObject():
                return b"<" + value.original_bytes.hex().encode() + b">"
            case PdfObject():
                return plainly(value)
            case _:
                return b"null"

    def _drawn_font(self, value: DictionaryObject, font: Node) -> Entries:
        entries = self._entries(value, left_out(font) | {"/Resources", "/CharProcs"})
        glyphs = self._named(font.get("/CharProcs"), "/CharProcs", self.usage.glyphs(font))
        entries.append(("/CharProcs", glyphs))
        own = font.get("/Resources")
        if own.is_dictionary:
            entries.append(("/Resources", self.resources(own, self.usage.said_by_glyphs(font))))
        return entries

    def _entries(self, value: DictionaryObject, leave_out: frozenset[str]) -> Entries:
        kept = [key for key in value if key not in leave_out]
        return [(key, self._written(value.raw_get(key))) for key in kept]


def _tried(number: int, compose: Callable[[], Composed]) -> Composed:
    try:
        return compose()
    except Exception as error:  # noqa: BLE001 – one damaged object; the picture decides what it cost
        log.info("object %d of the fragment is left empty: %r", number, error)
        return b"null"


def raw(node: Node) -> object:
    """Gives pypdf's own object."""
    assert isinstance(node, PypdfNode)
    return node.value


def bytes_of(stream: object) -> bytes:
    """Gives a stream's bytes as they stand in the file, decrypted but not decoded."""
    assert isinstance(stream, StreamObject)
    return StreamObject.get_data(stream)  # the method of the base class does not decode


def plainly(value: PdfObject) -> bytes:
    """Writes a value that refers to nothing."""
    buffer = BytesIO()
    value.write_to_stream(buffer)
    return buffer.getvalue()


def joined(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """Writes entries in a row, each followed by a space."""
    return b"".join(plainly(NameObject(key)) + b" " + value + b" " for key, value in entries)


def _dictionary(entries: Iterable[tuple[str, bytes]]) -> bytes:
    return b"<< " + joined(entries) + b">>"


def directly(node: Node) -> bytes:
    """Writes filters and their parameters: names and numbers, all direct."""
    if node.name:
        return plainly(NameObject(node.name))
    if node.entries():
        return b"[" + b" ".join(directly(entry) for entry in node.entries()) + b"]"
    if node.is_dictionary:
        return b"<< " + joined((key, directly(node.get(key))) for key in node.names()) + b">>"
    if node.number is not None:
        return written((node.number,))
    return b"true" if node.true else b"null"
