"""Reads the web archives of Safari: a property list of the page and of all that came with it."""

import plistlib
import struct
from collections.abc import Iterator
from typing import Final, cast
from xml.parsers.expat import ExpatError

from dossier.basis.errors import UnreadableError
from dossier.intake.charsets import decode_page
from dossier.intake.mail.words import one_line
from dossier.intake.reader import Source
from dossier.intake.web.capture import Saved, web_address
from dossier.intake.web.html_clean import Resource
from dossier.intake.web.page_parts import bare_address
from dossier.intake.web.page_records import PageRecords, start_of
from dossier.intake.web.read_web import cut_short, page_draft
from dossier.model.draft import Draft

_FRAMES: Final = 200
"""Frames of one page that are looked at; a list may refer to itself without end."""

_DAMAGE: Final = (
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError),
    *(ExpatError, struct.error),
)
"""What the standard library raises on property lists that are none."""

_PAGES: Final = frozenset({"text/html", "application/xhtml+xml", ""})


def read_webarchive(source: Source) -> Draft:
    """Reads one page with its pictures, sheets and frames; it never says when it was saved.

    Raises:
        OSError: The file cannot be read.
        UnreadableError: ``page-not-inside`` or ``unreadable``.
    """
    archives = list(_archives(_properties(source.path.read_bytes())))
    main = _resource(archives[0].get("WebMainResource")) if archives else None
    if main is None or main.media_type not in _PAGES:
        raise UnreadableError("page-not-inside")
    there = {bare_address(one.base): one for one in reversed(list(_resources(archives)))}
    resources = PageRecords(there.get)
    html = decode_page(main.data, main.charset)
    saved = Saved(url=web_address(main.base))
    draft = page_draft(source, html, saved, resolve=resources, base=start_of(html, main.base))
    return cut_short(draft, source) if resources.full else draft


def _properties(data: bytes) -> object:
    """Reads the property list; the library forbids entities and forgives no other trick.

    Raises:
        UnreadableError: ``unreadable``.
    """
    objects = int.from_bytes(data[-24:-16], "big") if data.startswith(b"bplist") else 0
    if objects > len(data):  # the library would make room for them all
        raise UnreadableError("unreadable")
    try:
        return cast(object, plistlib.loads(data))
    except _DAMAGE as error:
        raise UnreadableError("unreadable") from error


def _archives(whole: object) -> Iterator[dict[str, object]]:
    """Goes through an archive and those of its frames, each once: they may refer to one another."""
    waiting, seen = [whole], set[int]()
    while waiting and len(seen) < _FRAMES:
        one = waiting.pop()
        if isinstance(one, dict) and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting.extend(reversed(_list(one.get("WebSubframeArchives"))))


def _resources(archives: list[dict[str, object]]) -> Iterator[Resource]:
    for archive in archives:
        for one in (archive.get("WebMainResource"), *_list(archive.get("WebSubresources"))):
            resource = _resource(one)
            if resource is not None:
                yield resource


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _resource(value: object) -> Resource | None:
    """Reads one resource; None for what is none."""
    if not isinstance(value, dict):
        return None
    data = value.get("WebResourceData")
    if isinstance(data, str):
        data = data.encode("utf-8", "replace")
    if not isinstance(data, bytes):
        return None
    return Resource(
        media_type=_word(value.get("WebResourceMIMEType")).lower(),
        data=data,
        charset=_word(value.get("WebResourceTextEncodingName")),
        base=_word(value.get("WebResourceURL")),
    )


def _word(value: object) -> str:
    return one_line(value) if isinstance(value, str) else ""
