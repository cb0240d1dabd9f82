"""PDF objects as pikepdf (qpdf) reads them."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Self

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from dossier.basis.errors import UnreadableError
from dossier.press.pdf_content import key_of
from dossier.press.pdf_node import Identity, Node


class PikeNode(Node):
    """A node of a PDF opened by pikepdf."""

    __slots__ = ("_value",)

    def __init__(self, value: object) -> None:
        self._value = value

    @property
    def value(self) -> object:
        """The library's own object."""
        return self._value

    @property
    def identity(self) -> Identity | None:
        """Object number and generation; None for a direct object."""
        value = self._value
        return value.objgen if isinstance(value, Object) and value.is_indirect else None

    @property
    def there(self) -> bool:
        """Whether it is anything but null."""
        return self._value is not None

    @property
    def is_dictionary(self) -> bool:
        """Whether it is a dictionary or a stream."""
        return isinstance(self._value, Dictionary | Stream)

    @property
    def is_stream(self) -> bool:
        """Whether it is a stream."""
        return isinstance(self._value, Stream)

    @property
    def is_array(self) -> bool:
        """Whether it is an array."""
        return isinstance(self._value, Array)

    @property
    def name(self) -> str:
        """The name with its slash."""
        return str(self._value) if isinstance(self._value, Name) else ""

    @property
    def number(self) -> float | None:
        """The number."""
        value = self._value
        return float(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None

    @property
    def true(self) -> bool:
        """Whether it is the boolean true."""
        return self._value is True

    def get(self, key: str) -> "PikeNode":
        """Gives an entry of a dictionary or stream."""
        value = self._value
        return PikeNode(value.get(key_of(key)) if isinstance(value, Dictionary | Stream) else None)

    def names(self) -> tuple[str, ...]:
        """Lists the keys of a dictionary or stream."""
        return tuple(self._value.keys()) if isinstance(self._value, Dictionary | Stream) else ()

    def entries(self) -> "tuple[PikeNode, ...]":
        """Lists the entries of an array."""
        return tuple(PikeNode(entry) for entry in self._value) if isinstance(self._value, Array) else ()

    def content(self) -> bytes:
        """Gives a stream's bytes, decoded."""
        assert isinstance(self._value, Stream)
        return self._value.read_bytes()


class PikeDocument:
    """A source opened by pikepdf; close it.

    Raises:
        UnreadableError: ``locked``; it has a password that we do not know.
        Exception: Anything that pikepdf raises on damage.
    """

    def __init__(self, path: Path) -> None:
        try:
            self.pdf = pikepdf.open(path, suppress_warnings=True)
        except pikepdf.PasswordError as error:
            raise UnreadableError("locked", file="") from error
        self.catalogue: Node = PikeNode(self.pdf.Root)
        self.pages: Sequence[Node] = [PikeNode(page.obj) for page in self.pdf.pages]
        self.objects = len(self.pdf.objects)
        self.mended = bool(self.pdf.get_warnings())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.pdf.close()

    def save(self, target: Path) -> None:
        """Writes the whole document again, mended and without its encryption."""
        self.pdf.save(target, encryption=False)
