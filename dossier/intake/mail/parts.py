"""What of a mail is read and what is attached to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dossier.intake.charsets import decode, decode_page
from dossier.intake.flow_text import tidy
from dossier.intake.mail.calendar import calendar_words
from dossier.intake.mail.mime import Part
from dossier.intake.mail.transfer import Decoded, undo
from dossier.intake.web.html_text import visible_text

_READ: Final = frozenset(
    {
        "text/plain",
        "text/html",
        "text/enriched",
        "text/richtext",
        "text/rfc822-headers",
        "message/delivery-status",
        "message/disposition-notification",
        "text/calendar",
    }
)
_UNHEARD: Final = frozenset(
    {
        # Signatures prove the container, which is kept whole; the others repeat the text for machines.
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "application/applefile",
        "text/x-amp-html",
        "text/watch-html",
    }
)
_PICTURE: Final = re.compile(r"<(?:img|v:imagedata)\b|background(?:-image)?\s*[:=]", re.IGNORECASE)
_SOFT_BREAK: Final = re.compile(r"^(>*)( ?)(.*)$")


@dataclass(frozen=True, slots=True)
class Shown:
    """A part that is read.

    Attributes:
        part: Where it stands.
        text: Its text, decoded: markup when ``html``.
        words: What its reader sees.
        html: Whether it is a page.
    """

    part: Part
    text: str
    words: str
    html: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A mail, sorted.

    Attributes:
        shown: What is read, in order.
        held: Everything else that holds something, in order: attachments and pictures.
        broken: Whether its structure could not be followed to the end, and stands in the text.
    """

    shown: tuple[Shown, ...]
    held: tuple[Part, ...]
    broken: bool


def sort_contents(mail: Part) -> Contents:
    """Chooses what of a mail is read: of alternatives the richest that is not empty."""
    shown = _chosen(mail)
    leaves = list(mail.leaves())
    if not shown:
        # A text marked as an attachment without a name is all the mail says.
        nameless = [leaf for leaf in leaves if leaf.media_type in _READ and not given_name(leaf)]
        shown = [found for leaf in nameless[:1] if (found := show(leaf))]
    read = {id(found.part) for found in shown}
    held = tuple(
        leaf for leaf in leaves if id(leaf) not in read and not _is_read(leaf) and not _unheard(leaf)
    )
    return Contents(
        shown=tuple(shown),
        held=held,
        broken=any(leaf.media_type.startswith("multipart/") and leaf.body.strip() for leaf in leaves),
    )


def payload(part: Part) -> Decoded:
    """Undoes a part's transfer encoding."""
    encoding = part.header("content-transfer-encoding").decode("ascii", "replace")
    return undo(part.body, encoding)


def given_name(part: Part) -> str:
    """Gives a part's file name as the mail says it, "" when it says none."""
    return part.parameter("content-disposition", "filename") or part.parameter("content-type", "name")


def _is_read(leaf: Part) -> bool:
    if leaf.disposition == "attachment" or given_name(leaf):
        return False
    return leaf.media_type in _READ or leaf.media_type.startswith("multipart/")


def _unheard(leaf: Part) -> bool:
    empty = not leaf.body.strip() and not given_name(leaf)
    return empty or leaf.media_type in _UNHEARD


def _chosen(part: Part) -> list[Shown]:
    if not part.parts:
        found = show(part) if _is_read(part) else None
        return [found] if found else []
    choices = [_chosen(inner) for inner in part.parts]
    if part.media_type != "multipart/alternative":
        return [found for choice in choices for found in choice]
    # An invitation says what no other form of the text says so surely.
    events = [found for choice in choices for found in choice if found.part.media_type == "text/calendar"]
    texts = [[found for found in choice if found not in events] for choice in choices]
    rich = [choice for choice in texts if any(found.html for found in choice)]
    plain = [choice for choice in texts if choice]
    return [*(rich or plain or [[]])[-1], *events]


def show(leaf: Part) -> Shown | None:
    """Decodes a part that is read; None when there is nothing to see in it."""
    data = payload(leaf).data
    charset = leaf.parameter("content-type", "charset")
    if leaf.media_type == "text/html":
        html = decode_page(data, charset)
        words = visible_text(html)
        return Shown(leaf, html, words, html=True) if words or _PICTURE.search(html) else None
    text = tidy(decode(data, charset))
    if leaf.media_type == "text/calendar":
        return Shown(leaf, text, calendar_words(text), html=False) if text.strip() else None
    if leaf.media_type in {"text/enriched", "text/richtext"}:
        text = re.sub(r"<[/\w]{1,40}>", "", text)
    if leaf.parameter("content-type", "format").lower() == "flowed":
        text = unflow(text, join=leaf.parameter("content-type", "delsp").lower() == "yes")
    return Shown(leaf, text, text.strip(), html=False) if text.strip() else None


def unflow(text: str, *, join: bool) -> str:
    """Joins the lines that a program broke (RFC 3676, 4.1).

    Args:
        text: As sent.
        join: Whether the blank at the break was added too (DelSp=yes).
    """
    return "\n".join(_unflowed(text.split("\n"), join=join))


def _unflowed(lines: list[str], *, join: bool) -> Iterator[str]:
    kept, level = "", ""
    for line in lines:
        found = _SOFT_BREAK.match(line)
        quote, words = (found[1], found[3]) if found else ("", line)
        if kept and quote != level:
            yield _quoted(level, kept)
            kept = ""
        level = quote
        soft = words.endswith(" ") and words != "-- "
        kept += words[:-1] if soft and join else words
        if not soft:
            yield _quoted(level, kept)
            kept = ""
    if kept:
        yield _quoted(level, kept)


def _quoted(level: str, words: str) -> str:
    return f"{level} {words}" if level else words
