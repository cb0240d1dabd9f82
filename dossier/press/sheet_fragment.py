"""Reads the small PDFs that the steps make, as bytes: no library parses them again.

A fragment is a file of ours with a classic cross-reference table, no object streams, generation 0
and escaped parentheses, as ``SheetFile`` and qpdf write. Its page ``/Resources`` name the forms
``FORM_NAME`` 0, 1, 2 …; its catalogue lists the layers, those in ``/OFF`` hidden.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from dossier.press.sheet_page import FORM_NAME

TOKEN = re.compile(
    rb"\((?:[^()\\]|\\.)*\)"  # a string
    rb"|<[0-9A-Fa-f\s]*>"  # a string in hexadecimal
    rb"|/[^\s()<>\[\]{}/%]*"  # a name
    rb"|(?P<number>\d+) 0 R(?![A-Za-z])"  # a reference
    rb"|(?P<stream>stream\r?\n)",
    re.DOTALL,
)

TAIL_BYTES = 1024


class Fragment:
    """One fragment, open for copying.

    Args:
        stream: The file, open until the copying is done.
        path: Its name, for messages.

    Raises:
        ValueError: It is not in the form that we write; a fault of ours.
    """

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self._stream = stream
        self._path = path
        self._offsets, root, end = self._table()
        self._order = sorted([*self._offsets.values(), end])
        catalogue = self.body(root)
        tree = self.body(self._one(rb"/Pages (\d+) 0 R", catalogue))
        kids = self._array(rb"/Kids", tree)
        self.hidden = frozenset(self._array(rb"/OFF", catalogue))
        self.layers = frozenset(self._array(rb"/OCGs", catalogue))
        self.pages = kids
        self.never = frozenset((root, self._one(rb"/Pages (\d+) 0 R", catalogue), *kids))

    def _table(self) -> tuple[dict[int, int], int, int]:
        stream = self._stream
        size = stream.seek(0, 2)
        stream.seek(max(0, size - TAIL_BYTES))
        start = self._one(rb"startxref\s+(\d+)", stream.read())
        stream.seek(start)
        table, _, trailer = stream.read().partition(b"trailer")
        rows = re.findall(rb"^(\d{10}) \d{5} ([nf])", table, re.MULTILINE)
        offsets = {number: int(offset) for number, (offset, kind) in enumerate(rows) if kind == b"n"}
        return offsets, self._one(rb"/Root (\d+) 0 R", trailer), start

    def _one(self, pattern: bytes, data: bytes) -> int:
        found = re.search(pattern, data)
        if not found:
            message = f"{self._path.name}: no {pattern!r}"
            raise ValueError(message)
        return int(found[1])

    @staticmethod
    def _array(key: bytes, data: bytes) -> tuple[int, ...]:
        found = re.search(key + rb"\s*\[([^\]]*)\]", data)
        return tuple(int(number) for number in re.findall(rb"(\d+) 0 R", found[1])) if found else ()

    def body(self, number: int) -> bytes:
        """Gives what stands between ``obj`` and ``endobj``; ``null`` when there is no such object."""
        offset = self._offsets.get(number)
        if offset is None:
            return b"null"
        self._stream.seek(offset)
        data = self._stream.read(self._order[bisect_right(self._order, offset)] - offset)
        return data[data.index(b"obj") + 3 : data.rindex(b"endobj")].strip(b"\r\n ")

    def forms(self, page: int) -> tuple[int, ...]:
        """Gives the object numbers of a page's forms, in the order they are painted."""
        found = re.findall(FORM_NAME.encode() + rb"(\d+) (\d+) 0 R", self.body(self.pages[page]))
        return tuple(number for _, number in sorted((int(at), int(number)) for at, number in found))

    def renumbered(self, number: int, new: Callable[[int], int | None]) -> tuple[bytes, memoryview]:
        """Gives an object with its references changed, as head and untouched rest.

        Args:
            number: The object.
            new: The new number of an object referred to; None to refer to nothing.
        """
        body = self.body(number)
        pieces: list[bytes] = []
        done = 0
        for token in TOKEN.finditer(body):
            if token["stream"]:
                pieces.append(body[done : token.start()])
                return b"".join(pieces), memoryview(body)[token.start() :]
            if token["number"]:
                changed = None if int(token["number"]) in self.never else new(int(token["number"]))
                pieces += [body[done : token.start()], b"null" if changed is None else b"%d 0 R" % changed]
                done = token.end()
        return b"".join([*pieces, body[done:]]), memoryview(b"")
