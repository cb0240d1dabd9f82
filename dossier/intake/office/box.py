"""The package of an office document: a ZIP of XML parts, opened with every cap that bombs need."""

import io
import logging
import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self, cast

from dossier.basis import limits
from dossier.basis.errors import UnreadableError
from dossier.intake.archive.job import unpacked_at_most
from dossier.intake.office.xml import Mark, Token, XmlBrokenError, tokens

log = logging.getLogger(__name__)

_ENCRYPTED: Final = 0x1


_PART_SHARE: Final = 2
"""No part takes more than one in so many of a document's bytes and tokens, so that the text has its own."""

_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, ValueError)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to.

    Attributes:
        kind: Last word of its type ("comments", "image").
        target: A part of the package; for what lies outside, as written.
        outside: Whether it lies outside.
    """

    kind: str
    target: str
    outside: bool


class _TooMuchError(Exception):
    """A part is longer than its share of the budget."""


class _Counted(io.RawIOBase):
    """A part that ends when its share of the document's budget does."""

    def __init__(self, stream: IO[bytes], allowed: int) -> None:
        self._stream = stream
        self._allowed = allowed
        self.taken = 0

    def read(self, size: int = -1, /) -> bytes:
        piece = self._stream.read(size)
        self.taken += len(piece)
        if self.taken > self._allowed:
            raise _TooMuchError
        return piece


class OfficeBox:
    """One package; use as a context manager.

    Attributes:
        names: Its parts, in their order.
        left: Bytes that may still be unpacked.
        broken: Whether a part that was asked for is damaged.
        cut: Whether one was too long to be read to its end.
    """

    def __init__(self, path: Path, *, name: str) -> None:
        """Opens it.

        Raises:
            UnreadableError: ``damaged``, ``locked`` or ``office-too-large``.
        """
        try:
            self._box = zipfile.ZipFile(path)
            infos = self._box.infolist()
        except _DAMAGE as error:
            raise UnreadableError("damaged", file=name) from error
        if len(infos) > limits.ARCHIVE_MEMBERS:
            raise UnreadableError("office-too-large", file=name)
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise UnreadableError("locked", file=name)
        self._infos = {info.filename.replace("\\", "/").lstrip("/"): info for info in infos}
        self.names = tuple(self._infos)
        self._whole = min(unpacked_at_most(path.stat().st_size), limits.OFFICE_XML_BYTES)
        self.left = self._whole
        self._tokens_left = limits.OFFICE_TOKENS
        self._pictures_left = limits.OFFICE_PICTURES_BYTES
        self.broken = False
        self.cut = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._box.close()

    def tokens(self, name: str) -> Iterator[Token]:
        """Reads one part as tokens; nothing when there is none, and what is readable of a damaged one."""
        info = self._infos.get(name)
        if info is None:
            return
        try:
            with self._box.open(info) as stream:
                yield from self._within(stream)
        except _TooMuchError:
            log.info("a part of the document is read in part: %s", name)
            self.cut = True
        except (XmlBrokenError, OSError, *_DAMAGE):
            log.info("a part of the document is damaged: %s", name)
            self.broken = True

    def _within(self, stream: IO[bytes]) -> Iterator[Token]:
        """Reads a part as far as the budget goes.

        Raises:
            _TooMuchError: It is far too long.
            XmlBrokenError: It is damaged from here on.
        """
        counted = _Counted(stream, min(self.left, self._whole // _PART_SHARE))
        allowed = min(self._tokens_left, limits.OFFICE_TOKENS // _PART_SHARE)
        count = 0
        try:
            for count, token in enumerate(tokens(cast(IO[bytes], counted)), 1):
                if count > allowed:
                    raise _TooMuchError
                yield token
        finally:
            self.left -= counted.taken
            self._tokens_left -= count

    def media(self, name: str) -> bytes:
        """Reads a picture, "" when there is none or too much of it."""
        info = self._infos.get(name)
        if info is None or info.file_size > min(limits.OFFICE_PICTURE_BYTES, self._pictures_left):
            return b""
        try:
            with self._box.open(info) as stream:
                data = stream.read(limits.OFFICE_PICTURE_BYTES + 1)
        except (OSError, *_DAMAGE):
            log.info("a picture of the document is damaged: %s", name)
            return b""
        self._pictures_left -= len(data)
        return data if len(data) <= limits.OFFICE_PICTURE_BYTES else b""

    def relations(self, part: str) -> dict[str, Relation]:
        """Reads what a part refers to (ECMA-376, part 2, 6.5), by the ids that it uses."""
        folder, _, file = part.rpartition("/")
        found = {}
        for mark, name, attributes in self.tokens(f"{folder}/_rels/{file}.rels".lstrip("/")):
            if mark is Mark.OPEN and name == "Relationship":
                outside = attributes.get("TargetMode") == "External"
                target = attributes.get("Target", "")
                kind = attributes.get("Type", "").rpartition("/")[2]
                place = target if outside else _joined(folder, target)
                found[attributes.get("Id", "")] = Relation(kind, place, outside)
        return found


def _joined(folder: str, target: str) -> str:
    """Gives the name of a part that another one names from where it stands."""
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
