"""PDF objects as pypdf reads them."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
)

from dossier.basis.errors import UnreadableError
from dossier.press.pdf_node import Identity, Node


class PypdfNode(Node):
    """A node of a PDF opened by pypdf."""

    __slots__ = ("_value", "identity")

    def __init__(self, raw: object, identity: Identity | None = None) -> None:
        self.identity: Identity | None = identity
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
        """Whether it is anything but null."""
        return self._value is not None and not isinstance(self._value, NullObject)

    @property
    def is_dictionary(self) -> bool:
        """Whether it is a dictionary or a stream."""
        return isinstance(self._value, DictionaryObject)

    @property
    def is_stream(self) -> bool:
        """Whether it is a stream."""
        return isinstance(self._value, StreamObject)

    @property
    def is_array(self) -> bool:
        """Whether it is an array."""
        return isinstance(self._value, ArrayObject)

    @property
    def name(self) -> str:
        """The name with its slash."""
        return str(self._value) if isinstance(self._value, NameObject) else ""

    @property
    def number(self) -> float | None:
        """The number."""
        return float(self._value) if isinstance(self._value, NumberObject | FloatObject) else None

    @property
    def true(self) -> bool:
        """Whether it is the boolean true."""
        return isinstance(self._value, BooleanObject) and bool(self._value.value)

    def get(self, key: str) -> "PypdfNode":
        """Gives an entry of a dictionary or stream."""
        value = self._value
        if isinstance(value, DictionaryObject) and key in value:
            return PypdfNode(value.raw_get(key))
        return PypdfNode(None)

    def names(self) -> tuple[str, ...]:
        """Lists the keys of a dictionary or stream."""
        return tuple(self._value) if isinstance(self._value, DictionaryObject) else ()

    def entries(self) -> "tuple[PypdfNode, ...]":
        """Lists the entries of an array."""
        return (
            tuple(PypdfNode(raw) for raw in list.__iter__(self._value))
            if isinstance(self._value, ArrayObject)
            else ()
        )

    def content(self) -> bytes:
        """Gives a stream's bytes, decoded."""
        assert isinstance(self._value, StreamObject)
        return self._value.get_data()


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

    def forget(self, reference: IndirectObject) -> None:
        """Lets go of an object that will not be asked for again; it can still be read again."""
        self._reader.resolved_objects.pop((reference.generation, reference.idnum), None)
