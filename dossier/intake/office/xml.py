"""XML as a stream of tokens: no tree, no entities, no recursion, and an end however long it is."""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from types import MappingProxyType
from typing import IO, Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

_CHUNK: Final = 1 << 16
_RELATION: Final = "relationships"
"""End of the name space of ``r:id``, which often stands beside a plain ``id``."""

_FOREIGN: Final = ":calcext:"
"""LibreOffice's name space that says some attributes twice."""

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class Mark(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    TEXT = auto()


Token = tuple[Mark, str, Mapping[str, str]]
"""A mark, the element's name without its name space or the text, and an opening's attributes."""


class XmlBrokenError(Exception):
    """The markup ends too early or is none; the tokens before are good."""


class _Target:
    """Collects what the parser says."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        named = {_attribute(name): value for name, value in attributes.items()} if attributes else NOTHING
        self.tokens.append((Mark.OPEN, tag.rpartition("}")[2], named))

    def end(self, tag: str) -> None:
        self.tokens.append((Mark.CLOSE, tag.rpartition("}")[2], NOTHING))

    def data(self, text: str) -> None:
        self.tokens.append((Mark.TEXT, text, NOTHING))

    def close(self) -> None:
        """Has nothing to give at the end."""


def _attribute(name: str) -> str:
    space, _, local = name.rpartition("}")
    if space.endswith(_RELATION):
        return f"r:{local}"
    return f"calcext:{local}" if _FOREIGN in space else local


def tokens(stream: IO[bytes]) -> Iterator[Token]:
    """Reads XML token by token; whoever stops asking reads no further.

    Raises:
        XmlBrokenError: It is damaged from here on, or holds what no document needs (a DTD).
    """
    target = _Target()
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    try:
        while chunk := stream.read(_CHUNK):
            parser.feed(chunk)
            yield from target.tokens
            target.tokens.clear()
        parser.close()
    except (ParseError, DefusedXmlException, zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        yield from target.tokens
        raise XmlBrokenError from error
    yield from target.tokens
