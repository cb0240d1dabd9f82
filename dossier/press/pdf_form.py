"""First step: pypdf reads, and each page becomes one Form XObject of ours.

Why a form and not a copied page: patterns keep their place, unbalanced graphics states stay inside,
and nothing can come along that was not asked for: no action, annotation, name or structure.
"""

import zlib
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Self

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from dossier.basis.errors import UnreadableError
from dossier.press.pdf_geometry import Rect, written
from dossier.press.pdf_layers import Layers
from dossier.press.pdf_node import Identity, Node, inherited
from dossier.press.pdf_survey import SurveyedPage
from dossier.press.sheet_file import HIDDEN_OCG, SHOWN_OCG, SheetFile
from dossier.press.sheet_page import PageDrawing, uses_of

FLATE_LEVEL = 6

NEVER_COPIED = frozenset(
    {"/Length", "/Metadata", "/PieceInfo", "/StructParent", "/StructParents", "/OPI", "/Ref", "/Alternates"}
    | {"/AF", "/F", "/FFilter", "/FDecodeParms", "/LastModified", "/DL"}
)
"""Keys of a stream that say nothing about how it looks, or point outside the file."""

NEVER_REACHED = frozenset(
    {"/Page", "/Pages", "/Catalog", "/Annot", "/Action", "/Filespec", "/EmbeddedFile", "/StructElem"}
)
"""Kinds of object that no picture needs; a reference to one becomes null."""

CONTENT_FILTERS = ("/Filter", "/DecodeParms")


class PypdfNode(Node):
    """A node of a PDF opened by pypdf."""

    __slots__ = ("_value", "identity")

    def __init__(self, raw: object) -> None:
        self.identity: Identity | None = None
        if isinstance(raw, IndirectObject):
            self.identity = (raw.idnum, raw.generation)
            raw = raw.get_object()
        self._value = raw

    @property
    def value(self) -> object:
        """The library's own object, references followed."""
        return self._value

    @property
    def there(self) -> bool:
        return self._value is not None and not isinstance(self._value, NullObject)

    @property
    def is_dictionary(self) -> bool:
        return isinstance(self._value, DictionaryObject)

    @property
    def is_stream(self) -> bool:
        return isinstance(self._value, StreamObject)

    @property
    def name(self) -> str:
        return str(self._value) if isinstance(self._value, NameObject) else ""

    @property
    def number(self) -> float | None:
        return float(self._value) if isinstance(self._value, NumberObject | FloatObject) else None

    @property
    def true(self) -> bool:
        return isinstance(self._value, BooleanObject) and bool(self._value.value)

    def get(self, key: str) -> "PypdfNode":
        value = self._value
        if isinstance(value, DictionaryObject) and key in value:
            return PypdfNode(value.raw_get(key))
        return PypdfNode(None)

    def keys(self) -> tuple[str, ...]:
        return tuple(self._value) if isinstance(self._value, DictionaryObject) else ()

    def entries(self) -> "tuple[PypdfNode, ...]":
        return tuple(PypdfNode(raw) for raw in list.__iter__(self._value)) if isinstance(self._value, ArrayObject) else ()


class PypdfDocument:
    """A source opened by pypdf; close it.

    Raises:
        UnreadableError: ``locked``; it has a password that we do not know.
        Exception: Anything that pypdf raises on damage.
    """

    def __init__(self, path: Path) -> None:
        with ExitStack() as stack:
            self._reader = PdfReader(stack.enter_context(path.open("rb")), strict=False)
            if self._reader.is_encrypted and not self._reader.decrypt(""):
                raise UnreadableError("locked", file="")
            self.catalogue: Node = PypdfNode(self._reader.root_object)
            self.pages: Sequence[Node] = [PypdfNode(page) for page in self._reader.pages]
            self.objects = sum(map(len, self._reader.xref.values())) + len(self._reader.xref_objStm)
            self._stack = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()
