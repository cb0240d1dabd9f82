"""Copies what pages need from one file of ours into the annex: each object once, streams untouched."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

from dossier.annex.raw_read import RawFile
from dossier.annex.raw_tokens import dictionary, renumber
from dossier.annex.raw_write import RawWriter
from dossier.basis.digest import Digest

SHOWN: Final = 1
HIDDEN: Final = 2
"""Numbers that every sheet reserves for its two layers."""


class Layers:
    """The annex's two layers, "shown" and "hidden", to which every sheet's layers are tied.

    They are made when the first sheet asks for one. Why two suffice: each source's layers were
    decided when its sheet was made, so only that decision is left.
    """

    def __init__(self, writer: RawWriter) -> None:
        self._writer = writer
        self._numbers: dict[int, int] = {}

    def number(self, role: int) -> int:
        """Gives a layer's number in the annex."""
        if not self._numbers:
            self._numbers = {SHOWN: self._writer.new(), HIDDEN: self._writer.new()}
            self._writer.put(self._numbers[SHOWN], b"<< /Type /OCG /Name (shown) >>")
            self._writer.put(self._numbers[HIDDEN], b"<< /Type /OCG /Name (hidden) >>")
        return self._numbers[role]

    def entries(self, *, kept: bool) -> dict[bytes, bytes]:
        """Gives the catalogue's /OCProperties (ISO 32000-1, 8.11.4); nothing when no sheet has layers.

        /Order is empty, so that no viewer offers a switch for what was decided.

        Args:
            kept: Whether the file claims PDF/A, where /Order would have to name every layer and is left
                out instead (ISO 19005-2, 6.9).
        """
        if not self._numbers:
            return {}
        shown, hidden = (b"%d 0 R" % self._numbers[role] for role in (SHOWN, HIDDEN))
        order = b"" if kept else b" /Order []"
        chosen = b"<< /Name (Dossier) /ON [%s] /OFF [%s]%s >>" % (shown, hidden, order)
        return {b"/OCProperties": b"<< /OCGs [%s %s] /D %s >>" % (shown, hidden, chosen)}


class Ledger:
    """Who draws with what: the digest of each stream written and the objects that each refers to."""

    def __init__(self) -> None:
        self._rows: dict[int, tuple[bytes, tuple[int, ...]]] = {}

    def note(self, number: int, children: Iterable[int], *, stream: bytes = b"") -> None:
        """Notes an object: what it refers to, and its stream's digest if it has one."""
        self._rows[number] = (stream, tuple(children))

    def drawn(self, children: Iterable[int]) -> Digest:
        """Sums up all streams that can be reached from some objects.

        Pages and the nodes of their tree are never noted, so no way leads through them.
        """
        todo, seen, streams = list(children), set[int](), set[bytes]()
        while todo:
            number = todo.pop()
            if number in seen or number not in self._rows:
                continue
            seen.add(number)
            stream, further = self._rows[number]
            streams.add(stream)
            todo.extend(further)
        return drawn_digest(streams - {b""})


def drawn_digest(streams: Iterable[bytes]) -> Digest:
    """Names what a page draws with: the SHA-256 of the sorted SHA-256 of its different streams."""
    return Digest(hashlib.sha256(b"".join(sorted(set(streams)))).hexdigest())


class Copier:
    """Copies from one file; an object gets its new number when it is first asked for."""

    def __init__(
        self,
        source: RawFile,
        writer: RawWriter,
        *,
        ledger: Ledger,
        known: Mapping[int, int] | None = None,
        layers: Layers | None = None,
    ) -> None:
        """Prepares to copy.

        Args:
            source: Where from.
            writer: Where to.
            ledger: Told about every object.
            known: Old to new numbers of what is replaced, never copied.
            layers: Stands for objects 1 and 2, when the file reserves them for layers.
        """
        self._source = source
        self._writer = writer
        self._ledger = ledger
        self._known = dict(known or {})
        self._layers = layers
        self._todo: list[int] = []

    def replace(self, old: int, new: int) -> None:
        """Lets an object of the annex stand where one of the file is referred to from now on."""
        self._known[old] = new

    def number(self, old: int) -> int:
        """Gives an object's number in the annex, and copies it at the next ``run``."""
        new = self._known.get(old)
        if new is None:
            if self._layers is not None and old in (SHOWN, HIDDEN):
                new = self._layers.number(old)
            else:
                new = self._writer.new()
                self._todo.append(old)
            self._known[old] = new
        return new

    def value(self, raw: bytes) -> tuple[bytes, list[int]]:
        """Gives bytes of the file with the annex's numbers, and the numbers they refer to."""
        children: list[int] = []

        def numbered(old: int) -> int:
            children.append(self.number(old))
            return children[-1]

        return renumber(raw, numbered), children

    def put(self, number: int, values: dict[bytes, bytes], *, stream_of: int) -> None:
        """Writes a stream of the file under a dictionary of its own.

        Args:
            number: Its number in the annex.
            values: Entries, still with the file's numbers, over those that the stream has.
            stream_of: The object whose stream is meant.
        """
        raw = self._source.stream(stream_of)
        body, children = self.value(dictionary({**raw.entries(), **values}))
        digest = self._writer.put_stream(number, body, self._source.chunks(raw))
        self._ledger.note(number, children, stream=digest)

    def run(self) -> None:
        """Copies everything asked for, and what that asks for in its turn."""
        while self._todo:
            old = self._todo.pop()
            raw = self._source.object(old)
            body, children = self.value(raw.body)
            digest = b""
            if raw.has_stream:
                digest = self._writer.put_stream(self._known[old], body, self._source.chunks(raw))
            else:
                self._writer.put(self._known[old], body)
            self._ledger.note(self._known[old], children, stream=digest)
