"""Reads PDF files of ours by the byte: where each object stands, what its body is, which pages.

Only the shape that our own writers make is read: one classic cross-reference table, generation 0,
no object streams, no encryption, direct lengths. Memory does not grow with the streams.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from dossier.annex.raw_tokens import body_end, entries, malformed, reference, references

_TAIL: Final = 2048
_NEAR: Final = 64 * 1024
_FAR: Final = 16 * 1024 * 1024
"""Bytes of one object's body at most; the widths of a large font take some 200 kB."""
_CHUNK: Final = 1024 * 1024
_CLOSE: Final = 64
"""Bytes of "endstream endobj" with white space around."""

_ENTRY: Final = re.compile(rb"(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)")
_LENGTH: Final = re.compile(rb"/Length\s+(\d{1,12})(?!\d|\s+\d+\s+R)")
_FORBIDDEN: Final = (b"/Encrypt", b"/Prev", b"/XRefStm")


@dataclass(frozen=True, slots=True)
class RawObject:
    """One object.

    Attributes:
        body: Its bytes between "n 0 obj" and "stream" or "endobj".
        begin: Where its stream begins in the file; -1 when it has none.
        length: Bytes of the stream.
    """

    body: bytes
    begin: int = -1
    length: int = 0

    @property
    def has_stream(self) -> bool:
        """Whether it is a stream."""
        return self.begin >= 0

    def entries(self) -> dict[bytes, bytes]:
        """Cuts its dictionary at the top level.

        Raises:
            CheckError: ``sheet-malformed``; it is no dictionary.
        """
        return entries(self.body)


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page: its object's number and its dictionary, cut at the top level."""

    number: int
    entries: dict[bytes, bytes]


class RawFile:
    """A PDF file of ours, open for reading; a context manager.

    Attributes:
        name: The file's name, for refusals.
        trailer: The trailer's entries.
    """

    def __init__(self, path: Path) -> None:
        """Reads the cross-reference table.

        Raises:
            CheckError: ``sheet-malformed``; the file has not the shape that we write.
            OSError: It cannot be read.
        """
        self.name = path.name
        self._stream = path.open("rb")
        try:
            self._spans, self.trailer = self._read_table()
        except BaseException:
            self._stream.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()

    def _read_table(self) -> tuple[dict[int, tuple[int, int]], dict[bytes, bytes]]:
        size = self._stream.seek(0, 2)
        tail = self._bytes(max(0, size - _TAIL), size)
        start = re.search(rb"startxref\s+(\d{1,12})\s+%%EOF\s*$", tail)
        if start is None or int(start[1]) >= size:
            raise malformed(f"{self.name}: startxref")
        table = int(start[1])
        data = self._bytes(table, size)
        head = re.match(rb"xref\s+0 (\d{1,7})[ \r\n]+", data)
        if head is None:
            raise malformed(f"{self.name}: xref")
        count = int(head[1])
        rows = data[head.end() : head.end() + 20 * count]
        found = [_ENTRY.fullmatch(rows, 20 * i, 20 * i + 20) for i in range(count)]
        rest = data[head.end() + 20 * count :]
        trailer = re.match(rb"\s*trailer(.*)startxref", rest, re.DOTALL)
        if None in found or trailer is None or any(key in trailer[1] for key in _FORBIDDEN):
            raise malformed(f"{self.name}: xref")
        return self._spans_of([row for row in found if row], table), entries(trailer[1])

    def _spans_of(self, rows: list[re.Match[bytes]], table: int) -> dict[int, tuple[int, int]]:
        """Gives where each object begins and, at the latest, ends."""
        used = {number: int(row[1]) for number, row in enumerate(rows) if row[3] == b"n"}
        if any(int(rows[number][2]) for number in used) or len(set(used.values())) != len(used):
            raise malformed(f"{self.name}: generation")
        starts = sorted(used.values())
        ends = dict(zip(starts, [*starts[1:], table], strict=True))
        if starts and not (starts[0] > 0 and starts[-1] < table):
            raise malformed(f"{self.name}: offset")
        return {number: (begin, ends[begin]) for number, begin in used.items()}

    def _bytes(self, begin: int, end: int) -> bytes:
        self._stream.seek(begin)
        return self._stream.read(end - begin)

    def has(self, number: int) -> bool:
        """Tells whether there is an object of that number."""
        return number in self._spans

    def object(self, number: int) -> RawObject:
        """Reads an object, without the bytes of its stream.

        Raises:
            CheckError: ``sheet-malformed``.
        """
        if number not in self._spans:
            raise malformed(f"{self.name}: object {number} is missing")
        begin, end = self._spans[number]
        for reach in (_NEAR, _FAR):
            data = self._bytes(begin, min(end, begin + reach))
            label = re.match(rb"%d 0 obj(?=[\s<\[(/])" % number, data)
            found = body_end(data, label.end()) if label else None
            if label and found:
                stop, after, streams = found
                body = data[label.end() : stop].strip()
                if streams:
                    return self._stream_of(body, begin + after, end)
                if not self._bytes(begin + after, end).strip():
                    return RawObject(body)
                break
        raise malformed(f"{self.name}: object {number}")

    def _stream_of(self, body: bytes, begin: int, end: int) -> RawObject:
        """Takes the length that the object's end in the file confirms."""
        for found in _LENGTH.finditer(body):
            stop = begin + int(found[1])
            near = 0 <= end - stop <= _CLOSE
            if near and re.fullmatch(rb"\s*endstream\s+endobj\s*", self._bytes(stop, end)):
                return RawObject(body, begin, stop - begin)
        raise malformed(f"{self.name}: length of the stream at {begin}")

    def stream(self, number: int) -> RawObject:
        """Reads an object that must be a stream.

        Raises:
            CheckError: ``sheet-malformed``.
        """
        raw = self.object(number)
        if not raw.has_stream:
            raise malformed(f"{self.name}: object {number} is no stream")
        return raw

    def values(self, value: bytes | None) -> dict[bytes, bytes]:
        """Cuts a dictionary that stands in place or is referred to.

        Raises:
            CheckError: ``sheet-malformed``; it is neither.
        """
        if value is not None and value.startswith(b"<<"):
            return entries(value)
        return self.object(reference(value)).entries()

    def chunks(self, raw: RawObject) -> Iterator[bytes]:
        """Gives the bytes of an object's stream, as they stand in the file, a piece at a time."""
        for place in range(raw.begin, raw.begin + raw.length, _CHUNK):
            yield self._bytes(place, min(place + _CHUNK, raw.begin + raw.length))

    def pages(self) -> list[RawPage]:
        """Gives the pages in order.

        Raises:
            CheckError: ``sheet-malformed``.
        """
        root = reference(self.values(self.trailer.get(b"/Root")).get(b"/Pages"))
        return list(self._pages_below(root, set()))

    def _pages_below(self, number: int, seen: set[int]) -> Iterator[RawPage]:
        if number in seen:
            raise malformed(f"{self.name}: page tree")
        seen.add(number)
        values = self.object(number).entries()
        match values.get(b"/Type"):
            case b"/Page":
                yield RawPage(number, values)
            case b"/Pages":
                for kid in references(values.get(b"/Kids")):
                    yield from self._pages_below(kid, seen)
            case _:
                raise malformed(f"{self.name}: page tree")
