"""Mails and saved pages have no signature: their first lines tell."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dossier.intake.archive.mailbox_lines import FROM_LINE, HEADER_LINE, between_mails

_LINE: Final = re.compile(rb"([!-9;-~]{1,100})[ \t]*:[ \t]*([^\r\n]*)")
_ENVELOPE: Final = re.compile(rb">?From [^\r\n]*")

_LENGTH_LINE: Final = re.compile(rb"\s{0,8}\d{1,12}[ \t]{0,80}\r?\n")

_STRONG: Final = frozenset(
    {
        b"received",
        b"return-path",
        b"message-id",
        b"mime-version",
        b"delivered-to",
        b"content-type",
        b"dkim-signature",
        b"authentication-results",
        b"snapshot-content-location",
        b"x-original-to",
    }
)
_WEAK: Final = frozenset(
    {
        b"from",
        b"to",
        b"cc",
        b"subject",
        b"date",
        b"sender",
        b"reply-to",
        b"newsgroups",
        b"content-transfer-encoding",
        b"content-disposition",
        b"x-mailer",
    }
)
_ENOUGH: Final = 2
"""A strong name counts 2, a weak one 1: one weak name is any line of a letter."""

_ENDLESS: Final = 32 * 1024

_BEGINS: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,1000}" + FROM_LINE + HEADER_LINE)
"""The line before each mail of a mailbox says half of what a header says."""


def looks_like_mail(head: bytes) -> bool:
    """Tells whether the file starts with a header of RFC 5322, however unusual."""
    points = 1 if _BEGINS.match(head) else 0
    for name, _ in _header_lines(head):
        points += 2 if name in _STRONG else name in _WEAK
        if points >= _ENOUGH:
            return True
    return points > 0 and len(head) >= _ENDLESS and _is_header_throughout(head)


def looks_like_apple_mail(head: bytes) -> bool:
    """Tells a mail as Apple Mail keeps it: its length stands on a line of its own before it."""
    length = _LENGTH_LINE.match(head)
    return length is not None and looks_like_mail(head[length.end() :])


def _is_header_throughout(head: bytes) -> bool:
    """Recognises a header whose first field (ten thousand recipients) fills all that we look at."""
    whole = head.removeprefix(b"\xef\xbb\xbf").splitlines()[:-1]
    return all(line.startswith((b" ", b"\t")) or _LINE.match(line) for line in whole)


def looks_like_saved_page(head: bytes) -> bool:
    """Tells a page saved as MHTML (RFC 2557) from a mail."""
    fields = dict(reversed(list(_header_lines(head))))
    if b"snapshot-content-location" in fields or b"x-maf" in fields:
        return True
    if fields.get(b"from", b"").startswith(b"<Saved by"):
        return True
    mailed = {b"to", b"received", b"message-id", b"return-path", b"delivered-to"}.intersection(fields)
    return fields.get(b"content-type", b"").lower().startswith(b"multipart/related") and not mailed


def is_mailbox(path: Path, head: bytes) -> bool:
    """Tells a file of several mails (RFC 4155) from one mail that begins with the same line.

    Raises:
        OSError: The file cannot be read.
    """
    if not head.lstrip(b"\xef\xbb\xbf\r\n \t").startswith(b"From "):
        return False
    with path.open("rb") as stream:
        return between_mails(stream) is not None


def _header_lines(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Goes through the header's lines until one is none; folded lines are passed over."""
    lines = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n \t\xa0").splitlines()
    for number, line in enumerate(lines):
        found = _LINE.match(line)
        if found:
            yield found[1].lower(), found[2]
        elif not line.startswith((b" ", b"\t")) and not (number < 2 and _ENVELOPE.match(line)):
            return
