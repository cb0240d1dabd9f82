"""Mails in other wrappings, brought into the one shape that all mails are read in."""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from dossier.basis.digest import digest_of
from dossier.intake.mail.mime import Part, cut
from dossier.intake.mail.words import one_line

Lines = tuple[tuple[str, bytes], ...]

_OWN: Final = ("content-", "mime-version")


def line(name: str, value: str) -> tuple[str, bytes]:
    """Makes a header line; what came from elsewhere cannot begin a second one."""
    return name, one_line(value).encode("utf-8", "replace")


def leaf(
    data: bytes,
    media_type: str,
    *,
    charset: str = "",
    name: str = "",
    disposition: str = "",
    content_id: str = "",
    location: str = "",
) -> Part:
    """Makes a part that holds something; its bytes stand in it as they are."""
    kind = f"{media_type}; charset={charset}" if charset else media_type
    lines = [line("content-type", kind)]
    if name:
        said = f"{disposition or 'attachment'}; filename*=utf-8''{quote(name, safe='')}"
        lines.append(line("content-disposition", said))
    elif disposition:
        lines.append(line("content-disposition", disposition))
    if content_id:
        lines.append(line("content-id", f"<{content_id.strip('<> ')}>"))
    if location:
        lines.append(line("content-location", location))
    return Part(data, tuple(lines), 0, len(data))


def several(kind: str, parts: Sequence[Part]) -> Part:
    """Puts parts into a multipart."""
    return Part(b"", (("content-type", f"multipart/{kind}".encode()),), 0, 0, tuple(parts))


def with_header(inside: Part, header: bytes, *, more: Lines = ()) -> Part:
    """Gives what is inside the header of a mail.

    Args:
        inside: Its content.
        header: Header lines as they were sent; what they say of the content is passed over.
        more: Lines that stand in where the header has none of their name.
    """
    said = tuple((name, value) for name, value in cut(header).headers if not name.startswith(_OWN))
    names = {name for name, _ in said}
    added = tuple((name, value) for name, value in more if name not in names)
    own = tuple((name, value) for name, value in inside.headers if name.startswith(_OWN))
    if inside.parts:
        return Part(header, (*said, *added, *own), len(header), len(header), inside.parts)
    return replace(inside, headers=(*said, *added, *own), head=inside.start)


def to_bytes(mail: Part) -> bytes:
    """Writes a part out as a mail of its own (RFC 5322, 2045); the same part gives the same bytes."""
    return b"".join(_written(mail))


def _written(part: Part) -> Iterator[bytes]:
    lines = tuple(_lines(part))
    if not part.parts:
        yield b"".join(lines) + b"Content-Transfer-Encoding: base64\r\n\r\n"
        yield base64.encodebytes(part.body).replace(b"\n", b"\r\n")
        return
    inner = [b"".join(_written(child)) for child in part.parts]
    mark = digest_of(b"".join(inner))[:32].encode()
    yield b"".join(lines)
    yield b"Content-Type: " + part.media_type.encode() + b'; boundary="' + mark + b'"\r\n\r\n'
    for child in inner:
        yield b"--" + mark + b"\r\n" + child + b"\r\n"
    yield b"--" + mark + b"--\r\n"


def _lines(part: Part) -> Iterator[bytes]:
    for name, value in part.headers:
        boundary = part.parts and name == "content-type"
        if name != "content-transfer-encoding" and not boundary:
            yield name.title().encode() + b": " + b" ".join(value.split()) + b"\r\n"
