"""Writes boxes of files as Windows programs keep them ([MS-CFB], version 3), as small as can be."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SECTOR = 512
MINI = 64
SMALL = 4096
END, FREE, FAT_MARK = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
NONE = 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5

Tree = Mapping[str, "bytes | Tree"]


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    left: int = NONE
    right: int = NONE
    child: int = NONE
    start: int = END
    size: int = 0


@dataclass(slots=True)
class _Box:
    entries: list[_Entry] = field(default_factory=list)
    sectors: bytearray = field(default_factory=bytearray)
    chain: list[int] = field(default_factory=list)

    def put(self, data: bytes) -> int:
        """Writes a chain of sectors; gives the first."""
        if not data:
            return END
        first, count = len(self.chain), -(-len(data) // SECTOR)
        self.sectors += data.ljust(count * SECTOR, b"\0")
        self.chain += [*range(first + 1, first + count), END]
        return first


def make_cfb(tree: Tree, *, class_id: bytes = bytes(16)) -> bytes:
    """Writes a tree of streams and storages as one file."""
    box = _Box([_Entry("Root Entry", ROOT)])
    box.entries[0].child = _add(box, tree)
    minis, mini_chain = _place_streams(box)
    root = box.entries[0]
    root.start, root.size = box.put(minis), len(minis)
    mini_fat = box.put(b"".join(struct.pack("<I", one) for one in mini_chain))
    mini_sectors = -(-len(mini_chain) * 4 // SECTOR)
    directory = box.put(b"".join(_entry_bytes(one, class_id) for one in box.entries))
    fat_sectors = 1
    while (len(box.chain) + fat_sectors) * 4 > fat_sectors * SECTOR:
        fat_sectors += 1
    first_fat = len(box.chain)
    table = [*box.chain, *([FAT_MARK] * fat_sectors)]
    table += [FREE] * (fat_sectors * SECTOR // 4 - len(table))
    fat = struct.pack(f"<{len(table)}I", *table)
    places = list(range(first_fat, first_fat + fat_sectors))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        fat_sectors,
        directory,
        0,
        SMALL,
        mini_fat,
        mini_sectors,
        END,
        0,
    )
    header += struct.pack("<109I", *places, *([FREE] * (109 - len(places))))
    return header + bytes(box.sectors) + fat


def _add(box: _Box, tree: Tree) -> int:
    """Adds what a storage holds, as a balanced tree; gives its top."""
    made = []
    for name in sorted(tree, key=lambda one: (len(one), one.upper())):
        inner = tree[name]
        entry = _Entry(name, STREAM, inner) if isinstance(inner, bytes) else _Entry(name, STORAGE)
        box.entries.append(entry)
        made.append(len(box.entries) - 1)
        if not isinstance(inner, bytes):
            entry.child = _add(box, inner)
    return _balanced(box, made)


def _balanced(box: _Box, places: Sequence[int]) -> int:
    if not places:
        return NONE
    middle = len(places) // 2
    top = box.entries[places[middle]]
    top.left = _balanced(box, places[:middle])
    top.right = _balanced(box, places[middle + 1 :])
    return places[middle]


def _place_streams(box: _Box) -> tuple[bytes, list[int]]:
    minis, chain = bytearray(), list[int]()
    for entry in box.entries:
        if entry.kind != STREAM:
            continue
        entry.size = len(entry.data)
        if entry.size >= SMALL:
            entry.start = box.put(entry.data)
        elif entry.data:
            first, count = len(chain), -(-entry.size // MINI)
            entry.start = first
            minis += entry.data.ljust(count * MINI, b"\0")
            chain += [*range(first + 1, first + count), END]
    return bytes(minis), chain


def _entry_bytes(entry: _Entry, class_id: bytes) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sI8x8xIII",
        name,
        len(name),
        entry.kind,
        1,
        entry.left,
        entry.right,
        entry.child,
        class_id if entry.kind == ROOT else bytes(16),
        0,
        entry.start,
        entry.size,
        0,
    )
