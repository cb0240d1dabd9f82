"""Puts originals inside of an annex, as files associated with it (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8).

They are stored as they are: most are packed already, and whoever takes one out gets its very bytes.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from dossier.annex.archive import Carried
from dossier.annex.raw_catalogue import text_string
from dossier.annex.raw_tokens import dictionary
from dossier.annex.raw_write import RawWriter
from dossier.basis.digest import Digest
from dossier.basis.errors import CheckError

_CHUNK: Final = 1024 * 1024
_PLAIN: Final = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-+_")


def put_carried(
    writer: RawWriter, carried: Sequence[Carried], originals: Mapping[Digest, Path], *, day: date
) -> dict[bytes, bytes]:
    """Writes files and what names them.

    Args:
        writer: Where to.
        carried: Which ones; no name twice.
        originals: Where their bytes stand.
        day: Of the annex, the only clock.

    Returns:
        Entries of the catalogue; none when there are no files.

    Raises:
        CheckError: ``carried-differs``; a file's bytes are not those that were named.
        OSError: A file cannot be read.
    """
    if not carried:
        return {}
    kept: dict[Digest, int] = {}
    specs: dict[str, bytes] = {}
    for one in carried:
        if one.digest not in kept:
            kept[one.digest] = _put_bytes(writer, one, originals[one.digest], day)
        specs[one.name] = b"%d 0 R" % _put_spec(writer, one, kept[one.digest])
    # Readers look a name up by halves, in the order of its characters.
    rows = b" ".join(text_key(name) + b" " + specs[name] for name in sorted(specs))
    return {
        b"/Names": b"<< /EmbeddedFiles << /Names [%s] >> >>" % rows,
        b"/AF": b"[%s]" % b" ".join(specs[one.name] for one in carried),
    }


def _put_bytes(writer: RawWriter, one: Carried, path: Path, day: date) -> int:
    number = writer.new()
    values = {
        b"/Type": b"/EmbeddedFile",
        b"/Subtype": _name(one.mime),
        b"/Params": b"<< /Size %d /ModDate (D:%s) >>" % (one.size, day.strftime("%Y%m%d").encode()),
        b"/Length": b"%d" % one.size,
    }
    found = writer.put_stream(number, dictionary(values), _chunks(path))
    if found.hex() != one.digest:
        raise CheckError("carried-differs", file=one.name)
    return number


def _put_spec(writer: RawWriter, one: Carried, stream: int) -> int:
    number = writer.new()
    values = {
        b"/Type": b"/Filespec",
        b"/F": text_string(one.name.encode("ascii", "replace").decode().replace("?", "_")),
        b"/UF": text_string(one.name),
        b"/AFRelationship": b"/Source",
        b"/EF": b"<< /F %d 0 R /UF %d 0 R >>" % (stream, stream),
    }
    writer.put(number, dictionary(values))
    return number


def text_key(name: str) -> bytes:
    """Writes a key of the tree of names, all in one coding, so that their order is that of their bytes."""
    return b"<FEFF" + name.encode("utf-16-be").hex().upper().encode() + b">"


def _name(words: str) -> bytes:
    return b"/" + b"".join(bytes((byte,)) if byte in _PLAIN else b"#%02X" % byte for byte in words.encode())


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
