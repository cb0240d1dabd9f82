"""First step: pypdf reads, and each page becomes one Form XObject of ours.

Why a form and not a copied page: patterns keep their place, unbalanced graphics states stay inside,
and nothing can come along that was not asked for: no action, annotation, name or structure.
"""

import logging
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path

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

from dossier.press.pdf_geometry import Rect, written
from dossier.press.pdf_layers import Layers
from dossier.press.pdf_node import Identity, Node, inherited
from dossier.press.pdf_pypdf import PypdfDocument, PypdfNode
from dossier.press.pdf_strip import GROUP_NOT_COPIED, NEVER_COPIED, NEVER_REACHED
from dossier.press.pdf_survey import SurveyedPage
from dossier.press.sheet_file import HIDDEN_OCG, SHOWN_OCG, SheetFile
from dossier.press.sheet_page import PageDrawing, uses_of

log = logging.getLogger(__name__)

FLATE_LEVEL = 6

Entries = list[tuple[str, bytes]]

FORM_ENTRIES: Entries = [("/Type", b"/XObject"), ("/Subtype", b"/Form")]


def press_with_pypdf(
    document: PypdfDocument, target: Path, *, pages: Mapping[int, SurveyedPage], layers: Layers
) -> dict[int, PageDrawing]:
    """Makes a fragment of some pages.

    Args:
        document: The source, opened.
        target: Where to write the fragment.
        pages: Which pages, and how each is looked at.
        layers: The settled layers.

    Returns:
        The pages that could be made, by their place in the source.
    """
    forms: dict[int, _PageForms] = {}
    for index, page in pages.items():
        try:
            forms[index] = _PageForms(document.pages[index], page)
        except Exception as error:  # noqa: BLE001 – pypdf raises anything on damaged content
            log.info("page %d is not for pypdf: %r", index + 1, error)
    with target.open("wb") as stream:
        copier = _Copier(SheetFile(stream, pages=len(forms)), document, layers)
        for at, (index, form) in enumerate(forms.items()):
            copier.put_page(at, form, pages[index])
        copier.finish()
    return {
        index: PageDrawing(fragment=target, index=at, place=pages[index].place, forms=form.uses)
        for at, (index, form) in enumerate(forms.items())
    }


class _PageForms:
    """What one page becomes: a form of its content, and its annotations' pictures."""

    def __init__(self, page: Node, surveyed: SurveyedPage) -> None:
        resources = inherited(page, "/Resources")
        self.resources = resources if resources.is_dictionary else PypdfNode(DictionaryObject())
        self.group = page.get("/Group")
        self.box = surveyed.shape.box
        self.filters, self.data = _content(page.get("/Contents"))
        shown = surveyed.annotations.shown
        self.appearances = [appearance.stream for appearance in shown]
        self.uses = uses_of(surveyed.place, (appearance.matrix for appearance in shown))


def _content(contents: Node) -> tuple[Entries, bytes]:
    """Gives a page's content and the filters it is under; one stream keeps its very bytes."""
    if contents.is_stream:
        return _raw(contents)
    parts = [part for part in contents.entries() if part.is_stream]
    if len(parts) == 1:
        return _raw(parts[0])
    joined = b"\n".join(_decoded(part) for part in parts)
    return [("/Filter", b"/FlateDecode")], zlib.compress(joined, FLATE_LEVEL)


def _raw(stream: Node) -> tuple[Entries, bytes]:
    data = StreamObject.get_data(_stream(stream))  # the base class gives the bytes as they stand
    kept = [(key, stream.get(key)) for key in ("/Filter", "/DecodeParms")]
    return [(key, _plain(node)) for key, node in kept if node.there], data


def _decoded(stream: Node) -> bytes:
    return _stream(stream).get_data()


def _stream(node: Node) -> StreamObject:
    value = _value(node)
    assert isinstance(value, StreamObject)
    return value


def _plain(node: Node) -> bytes:
    """Writes filters and their parameters: names and numbers, all direct."""
    if node.name:
        return _bytes_of(NameObject(node.name))
    if node.entries():
        return b"[" + b" ".join(_plain(entry) for entry in node.entries()) + b"]"
    if node.is_dictionary:
        inside = b" ".join(_bytes_of(NameObject(key)) + b" " + _plain(node.get(key)) for key in node.names())
        return b"<< " + inside + b" >>"
    if node.number is not None:
        return written((node.number,))
    return b"true" if node.true else b"null"


def _bytes_of(value: PdfObject) -> bytes:
    buffer = BytesIO()
    value.write_to_stream(buffer)
    return buffer.getvalue()


def _box(rect: Rect) -> bytes:
    return b"[" + written((rect.left, rect.bottom, rect.right, rect.top)) + b"]"


class _Copier:
    """Writes what the pages need, each object once, numbered in the order in which it is met.

    Objects wait as references and are read when their turn comes, so that a scan of hundreds of
    megabytes is never held whole.
    """

    def __init__(self, file: SheetFile, document: PypdfDocument, layers: Layers) -> None:
        self._file = file
        self._document = document
        self._layers = layers
        self._numbers: dict[Identity, int] = {}
        self._waiting: deque[Callable[[], None]] = deque()

    def put_page(self, at: int, forms: _PageForms, surveyed: SurveyedPage) -> None:
        """Puts a page; its forms wait."""
        content = self._later(lambda number: self._put_content(number, forms))
        pictures = [
            self._later(partial(self._put_appearance, stream=one, page_resources=forms.resources))
            for one in forms.appearances
        ]
        uses = zip((content, *pictures), forms.uses, strict=True)
        self._file.page(at, place=surveyed.place, forms=list(uses))

    def finish(self) -> None:
        """Writes everything that waits, and what it needs in its turn."""
        while self._waiting:
            self._waiting.popleft()()
        self._file.finish()

    def _later(self, put: Callable[[int], None]) -> int:
        number = self._file.new_number()
        self._waiting.append(lambda: put(number))
        return number

    def _put_content(self, number: int, forms: _PageForms) -> None:
        entries = [
            *FORM_ENTRIES,
            ("/BBox", _box(forms.box)),
            ("/Resources", self._written(_value(forms.resources))),
            *forms.filters,
        ]
        if forms.group.is_dictionary:
            entries.append(("/Group", self._dictionary(_value(forms.group), GROUP_NOT_COPIED)))
        self._file.put_stream(number, _joined(entries), forms.data)

    def _put_appearance(self, number: int, *, stream: Node, page_resources: Node) -> None:
        value = _stream(stream)
        entries = [*FORM_ENTRIES, *self._entries(value, NEVER_COPIED | {"/Type", "/Subtype"})]
        if not stream.get("/Resources").is_dictionary:
            entries.append(("/Resources", self._written(_value(page_resources))))
        self._file.put_stream(number, _joined(entries), StreamObject.get_data(value))

    def _put_object(self, number: int, reference: IndirectObject) -> None:
        value = self._read(reference)
        if isinstance(value, StreamObject):
            entries = self._entries(value, NEVER_COPIED)
            self._file.put_stream(number, _joined(entries), StreamObject.get_data(value))
            self._document.forget(reference)
        elif isinstance(value, DictionaryObject) and value.get("/Type") == "/OCG":
            # A layer that the catalogue does not list has no state: it is shown.
            self._file.put(number, b"<< /Type /OCMD /OCGs %d 0 R >>" % SHOWN_OCG)
        else:
            self._file.put(number, self._written(value))

    @staticmethod
    def _read(reference: IndirectObject) -> object:
        try:
            return reference.get_object()
        except Exception as error:  # noqa: BLE001 – one damaged object; the picture decides
            log.info("object %d cannot be read: %r", reference.idnum, error)
            return None

    def _reference(self, reference: IndirectObject) -> bytes:
        identity = (reference.idnum, reference.generation)
        if identity in self._layers.groups:
            return b"%d 0 R" % (HIDDEN_OCG if identity in self._layers.hidden else SHOWN_OCG)
        if identity not in self._numbers:
            self._numbers[identity] = self._later(lambda number: self._put_object(number, reference))
        return b"%d 0 R" % self._numbers[identity]

    def _written(self, value: object) -> bytes:
        match value:
            case IndirectObject():
                return self._reference(value)
            case DictionaryObject():
                never = not isinstance(value.get("/Type"), str) or value.get("/Type") not in NEVER_REACHED
                return self._dictionary(value, frozenset()) if never else b"null"
            case ArrayObject():
                return b"[" + b" ".join(self._written(entry) for entry in value) + b"]"
            case ByteStringObject() | TextStringObject():
                return b"<" + value.original_bytes.hex().encode() + b">"
            case PdfObject():
                return _bytes_of(value)
            case _:
                return b"null"

    def _dictionary(self, value: object, leave_out: frozenset[str]) -> bytes:
        assert isinstance(value, DictionaryObject)
        return b"<< " + _joined(self._entries(value, leave_out)) + b">>"

    def _entries(self, value: DictionaryObject, leave_out: frozenset[str]) -> Entries:
        kept = [key for key in value if key not in leave_out]
        return [(key, self._written(value.raw_get(key))) for key in kept]


def _joined(entries: Iterable[tuple[str, bytes]]) -> bytes:
    return b"".join(
        _bytes_of(NameObject(key)) + b" " + written_value + b" " for key, written_value in entries
    )


def _value(node: Node) -> object:
    assert isinstance(node, PypdfNode)
    return node.value
