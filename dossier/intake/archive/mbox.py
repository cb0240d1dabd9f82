"""Opens a mailbox: one file a mail, in its order (RFC 4155, and the dialects of programs).

Where a mail ends is told by the line before the next one, or by a Content-Length that leads right to
it. A ``>`` that a program put before "From " is taken away, unless bare ones show that it puts none.
"""

import re
from collections.abc import Iterator
from io import SEEK_CUR, SEEK_END
from typing import BinaryIO, Final

from dossier.basis import limits
from dossier.intake.archive.keep import CHUNK, Member, TooLargeError
from dossier.intake.archive.listing import ArchiveListing, Opening
from dossier.intake.archive.mailbox_lines import FROM_LINE, HEADER_LINE, NEXT_MAIL, between_mails
from dossier.intake.sniff_mail import looks_like_mail
from dossier.model.finding import note, warning

_LINE_BYTES: Final = 1 << 20

_QUOTED: Final = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_BARE: Final = re.compile(rb"^From ", re.MULTILINE)
_LENGTH: Final = re.compile(rb"^Content-Length:[ \t]*(\d{1,12})[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_STATUS: Final = re.compile(rb"^X-Mozilla-Status:[ \t]*([0-9a-fA-F]{4})", re.MULTILINE)
_EXPUNGED: Final = 0x0008
"""Flag of a mail that was deleted and still stands in Thunderbird's file until it is compacted."""

_INTERNAL: Final = re.compile(rb"^Subject:[ \t]*DON'T DELETE THIS MESSAGE", re.MULTILINE)
"""What IMAP servers write of their own at the start of a mailbox."""

_ENDS_HERE: Final = re.compile(rb"(?:[ \t]*\r?\n)*(?:\Z|" + FROM_LINE + HEADER_LINE + rb")")
_LOOK_BYTES: Final = 4096
_BLANK: Final = (b"\n", b"\r\n")
_BEFORE: Final = b"\n\n"
"""What ends a header: the line before the next mail may follow at once."""

_FIRST_BYTES: Final = 16 * 1024


def list_mbox(opening: Opening) -> ArchiveListing:
    """Opens one mailbox as a stream, and says what of it was not taken.

    Raises:
        OSError: The file cannot be read or the assets not written.
        TooLargeError: A mail in it is larger than any that is delivered.
    """
    members: list[Member] = []
    deleted, total = 0, 0
    with opening.path.open("rb", buffering=CHUNK) as stream:
        for header, body in mails(stream):
            if _is_expunged(header):
                deleted += 1
            elif not _INTERNAL.search(header):
                total += 1
                if len(members) < limits.MAILBOX_MAILS:
                    members.append(_member(header, body, opening, number=total))
    told = [note("mailbox-opened", file=opening.name, n=len(members))]
    if deleted:
        told.append(note("mailbox-deleted", file=opening.name, n=deleted))
    if total > len(members):
        told.append(warning("mailbox-cut", file=opening.name, n=len(members), total=total))
    return ArchiveListing(members=tuple(members), findings=tuple(told))


def _member(header: bytes, body: bytes, opening: Opening, *, number: int) -> Member:
    opening.keeper.admit()
    asset, size = opening.keeper.keep((header, body))
    ending = ".eml" if looks_like_mail(header) else ""
    name = f"{opening.name} n° {number}{ending}".strip()
    return Member(name=name, folder="", asset=asset, size=size, modified=None, ours=True)


def _is_expunged(header: bytes) -> bool:
    said = _STATUS.search(header)
    return said is not None and bool(int(said[1], 16) & _EXPUNGED)


def mails(stream: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Cuts a mailbox into its mails, each without the line before it.

    Args:
        stream: The mailbox, at its start; it can be sought in.

    Returns:
        The header of each with the empty line behind it, and its body.

    Raises:
        TooLargeError: A mail is larger than any that is delivered.
    """
    start = stream.read(_LINE_BYTES)
    stream.seek(0)
    between = between_mails(stream) or NEXT_MAIL
    size = stream.seek(0, SEEK_END)
    stream.seek(len(start) - len(start.lstrip(b"\xef\xbb\xbf\r\n \t")))
    while line := _next_line(stream):
        header = _header(stream, b"" if line.startswith(b"From ") else line)
        body = _measured(stream, header, size)
        yield header, _until_next(stream, between) if body is None else body


def _next_line(stream: BinaryIO) -> bytes:
    """Reads the first line that is not empty, b"" at the end."""
    while (line := stream.readline(_LINE_BYTES)) in _BLANK:
        pass
    return line


def _header(stream: BinaryIO, start: bytes) -> bytes:
    """Reads up to the first empty line, that line with it."""
    header = bytearray(start)
    while line := stream.readline(_LINE_BYTES):
        header += line
        if line in _BLANK or len(header) > limits.MAILBOX_HEADER_BYTES:
            break
    return bytes(header)


def _measured(stream: BinaryIO, header: bytes, size: int) -> bytes | None:
    """Reads a body whose length is said and leads to the next mail or to the end; None for all others."""
    said = _LENGTH.search(header)
    begin = stream.tell()
    if said is None or int(said[1]) > min(limits.MAILBOX_MAIL_BYTES, size - begin):
        return None
    stream.seek(begin + int(said[1]))
    ends = _ENDS_HERE.match(stream.read(_LOOK_BYTES)) is not None
    stream.seek(begin)
    if not ends:
        return None
    body = stream.read(int(said[1]))
    return body if _BARE.search(body) else _unquoted(body)


def _until_next(stream: BinaryIO, between: re.Pattern[bytes]) -> bytes:
    """Reads up to the line before the next mail, and leaves the stream at it.

    An empty line before that line belongs to the mailbox, not to the mail.
    """
    body = bytearray(_BEFORE)
    size = _FIRST_BYTES
    while chunk := stream.read(size):
        begin = max(0, len(body) - _LOOK_BYTES)
        body += chunk
        if found := between.search(body, begin):
            stream.seek(found.end() - len(body), SEEK_CUR)
            del body[max(found.start() + 1, len(_BEFORE)) :]
            break
        if len(body) > limits.MAILBOX_MAIL_BYTES:
            raise TooLargeError
        size = min(2 * size, CHUNK)
    else:
        del body[max(_end(body), len(_BEFORE)) :]
    return _unquoted(bytes(body[len(_BEFORE) :]))


def _end(body: bytearray) -> int:
    """Finds where the last mail ends: the empty line behind it is the mailbox's too."""
    empty = next((end for end in (b"\n\r\n", b"\n\n") if body.endswith(end)), b"\n")
    return len(body) - len(empty) + 1


def _unquoted(body: bytes) -> bytes:
    return _QUOTED.sub(b"", body) if b">From " in body else body
