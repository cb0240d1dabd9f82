"""A sheet written again with other bytes for some of its objects; everything else keeps its bytes.

Object numbers stay, so that nothing else changes but the offsets. The form of the file is told in
``sheet_file``: one classic cross-reference table, every object used, in rising order.
"""

import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import BinaryIO, Final

_TAIL_BYTES: Final = 1024
_CHUNK_BYTES: Final = 1024 * 1024
_START: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_ROW: Final = re.compile(rb"(\d{10}) 00000 n[ \r]\n")


def write_again(
    source: Path, target: Path, numbers: Collection[int], body_of: Callable[[int], bytes | None]
) -> None:
    """Copies a sheet object by object.

    Args:
        source: The sheet.
        target: Where to write; any file there is overwritten.
        numbers: The objects that are asked for.
        body_of: Gives what then stands between ``obj`` and ``endobj``; None leaves it as it is. Asked
            when its turn comes, so that one new body is held at a time.

    Raises:
        ValueError: The source has not the form that we write; a fault of ours.
        OSError: A file cannot be read or written.
    """
    with source.open("rb") as old, target.open("wb") as new:
        starts, end, trailer = _table(old)
        offsets: list[int] = []
        _copy(old, new, 0, starts[0])
        for number, (begin, stop) in enumerate(zip(starts, [*starts[1:], end], strict=True), 1):
            offsets.append(new.tell())
            body = body_of(number) if number in numbers else None
            if body is None:
                _copy(old, new, begin, stop)
            else:
                new.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        table = new.tell()
        new.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
        new.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
        new.write(b"%sstartxref\n%d\n%%%%EOF\n" % (trailer, table))


def _table(stream: BinaryIO) -> tuple[list[int], int, bytes]:
    """Reads where each object begins, where the last one ends, and the trailer."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL_BYTES))
    found = _START.search(stream.read())
    if found is None:
        raise ValueError("startxref")
    end = int(found[1])
    stream.seek(end)
    rows, word, rest = stream.read().partition(b"trailer")
    starts = [int(row[1]) for row in _ROW.finditer(rows)]
    if not starts or starts != sorted(starts) or not rows.startswith(b"xref\n0 %d\n" % (len(starts) + 1)):
        raise ValueError("xref")
    return starts, end, word + rest.partition(b"startxref")[0]


def _copy(old: BinaryIO, new: BinaryIO, begin: int, end: int) -> None:
    old.seek(begin)
    for place in range(begin, end, _CHUNK_BYTES):
        new.write(old.read(min(_CHUNK_BYTES, end - place)))
