"""Messages as Outlook keeps them: bags of numbered properties ([MS-OXCMSG], [MS-OXPROPS]).

An Outlook file (.msg) and a winmail.dat wrap the same properties differently.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from oxmsg.domain import constants as tag
from oxmsg.domain.encodings import encoding_from_codepage
from oxmsg.domain.model import UnrecognizedCodePageError, UnsupportedEncodingError

from dossier.intake.charsets import decode

STRING8: Final = tag.PTYP_STRING8
STRING: Final = tag.PTYP_STRING

_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)
_HUNDREDS_NS: Final = 10
_WESTERN: Final = "cp1252"


@dataclass(frozen=True, slots=True)
class Bag:
    """The properties of one thing.

    Attributes:
        values: Type and bytes of each property, by its number; without the bit of several values.
        charset: Of its strings of bytes.
    """

    values: Mapping[int, tuple[int, bytes]]
    charset: str = _WESTERN

    def text(self, *numbers: int) -> str:
        """Gives the first of some properties that holds words, "" when none does."""
        for number in numbers:
            kind, data = self.values.get(number, (0, b""))
            words = self._words(kind, data)
            if words:
                return words
        return ""

    def _words(self, kind: int, data: bytes) -> str:
        if kind == STRING:
            return data.decode("utf-16-le", "replace").rstrip("\0")
        return decode(data.rstrip(b"\0"), self.charset) if kind == STRING8 and data else ""

    def data(self, number: int) -> bytes:
        """Gives bytes, b"" when there are none."""
        kind, data = self.values.get(number, (0, b""))
        return data if kind in {tag.PTYP_BINARY, tag.PTYP_OBJECT} else b""

    def number(self, number: int, usual: int = 0) -> int:
        """Gives a whole number or a truth value."""
        kind, data = self.values.get(number, (0, b""))
        sizes = {tag.PTYP_INTEGER_16: 2, tag.PTYP_INTEGER_32: 4, tag.PTYP_BOOLEAN: 2}
        return int.from_bytes(data[: sizes[kind]], "little") if kind in sizes else usual

    def time(self, number: int) -> datetime | None:
        """Gives an instant in UTC ([MS-DTYP] 2.3.3); None when there is none, or an absurd one."""
        kind, data = self.values.get(number, (0, b""))
        ticks = int.from_bytes(data[:8], "little") if kind == tag.PTYP_TIME else 0
        try:
            return _EPOCH + timedelta(microseconds=ticks // _HUNDREDS_NS) if ticks else None
        except OverflowError:
            return None


@dataclass(frozen=True, slots=True)
class MapiFile:
    """Something attached; ``message`` when it is a message itself, not ``whole`` when it is damaged."""

    bag: Bag
    message: "MapiMessage | None" = None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class MapiMessage:
    """A message, who it went to and what is attached to it; not ``whole`` when any of that is damaged."""

    bag: Bag
    recipients: tuple[Bag, ...] = ()
    files: tuple[MapiFile, ...] = field(default=())
    whole: bool = True


def charset_of(codepage: int) -> str:
    """Names a Windows code page as Python does, "" for one that it does not know."""
    try:
        return encoding_from_codepage(codepage)
    except (UnrecognizedCodePageError, UnsupportedEncodingError):
        return ""


def charset_in(values: Mapping[int, tuple[int, bytes]], outer: str = "") -> str:
    """Finds the charset of a bag's strings of bytes: as it says, or as what it came in says."""
    said = Bag(values).number(tag.PID_MESSAGE_CODEPAGE) or Bag(values).number(tag.PID_INTERNET_CODEPAGE)
    return charset_of(said) if said else outer or _WESTERN
