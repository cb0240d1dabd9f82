"""Who said what on which day: a piece of several messages is each of them, with its own day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Final

from dossier.intake.dates.cues import QUOTED
from dossier.intake.dates.words import Order, Written, compose, fold, numeric_order, written_dates
from dossier.model.moment import Precision
from dossier.model.piece import FileKind, MailHeader, Piece

_SAID_CHARS: Final = 20_000
_SENDER_CHARS: Final = 80
_FROM: Final = re.compile(
    r"(?:de|von|van|from|da)(?:\s*:\s*(?P<who>\S.*)|\s+(?P<with_address>\S[^<]*<[^>]+@[^>]+>))\s*$"
)
_SENT: Final = re.compile(
    r"(?:envoye|gesendet|verzonden|sent|inviato|enviado(?: el)?|date|data|datum|fecha)\b\s*:?"
)
_BLOCK_LINES: Final = 5
"""Lines of a block of "De :", "Envoyé :", "À :", in which its day stands."""

_WITH_ADDRESS: Final = re.compile(r"^(?P<who>[^<>]{1,80}<[^<> ]+@[^<> ]+>)\W*(?:\w{2,4}\W+)?$")
_BEFORE_DAY: Final = re.compile(r"^\W*(?P<who>[^\W\d][^\d:;<>]{0,40}?)\s*[–—|·-]\s*$")
_AFTER_DAY: Final = re.compile(r"^\s*[–—|·-]\s*(?P<who>[^\W\d][^:\d]{0,40}?)\s*:\s*(?P<words>\S.*)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message, or all that a paper says.

    Attributes:
        piece: Where it stands.
        day: When it was said; None when that is not certain.
        sender: Who said it, as written; "" when nothing says it.
        words: What was said.
        main: Whether it is the piece's own message, not one that stands in it.
        to: To whom a mail went, as written.
    """

    piece: Piece
    day: date | None
    sender: str
    words: str
    main: bool = False
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """Where a message begins: its sender, its day and the first of its words."""

    line: int
    sender: str
    day: date | None
    words: str = ""


def said_in(piece: Piece, zone: tzinfo) -> Iterator[Said]:
    """Gives what is said in a piece; of a conversation nothing, for its words have lost their days.

    What stands above the first message of a print is nobody's.

    Args:
        piece: The piece.
        zone: In which days are counted.
    """
    if any(original.kind is FileKind.CHAT for original in piece.originals):
        return
    text = compose(piece.text[:_SAID_CHARS])
    lines = text.splitlines()
    heads = tuple(_heads(lines, numeric_order(fold(text), english=False)))
    mail = piece.preface if isinstance(piece.preface, MailHeader) else None
    if mail is not None or not heads:
        words = "\n".join(lines[: heads[0].line] if heads else lines)
        sender, to = (mail.sender, f"{mail.to} {mail.cc}".strip()) if mail else ("", "")
        day = day_of(piece, zone)
        yield Said(piece=piece, day=day, sender=sender, words=words, main=True, to=to)
    ends = (*(one.line for one in heads), len(lines))[1:]
    for head, end in zip(heads, ends, strict=True):
        words = "\n".join((head.words, *lines[head.line + 1 : end]))
        yield Said(piece=piece, day=head.day, sender=head.sender, words=words)


def day_of(piece: Piece, zone: tzinfo) -> date | None:
    """Gives a piece's day, when it is one day for certain."""
    begin = piece.moment.begin(zone)
    certain = piece.moment.precision in (Precision.SECOND, Precision.MINUTE, Precision.DAY)
    return begin.date() if begin is not None and certain else None


def days_in(line: str, order: Order) -> Iterator[tuple[Written, date]]:
    """Gives the days that a line names for certain, each with its place."""
    for found in written_dates(fold(line), order=order):
        if found.precision is not Precision.MONTH and found.other is None:
            yield found, found.at.date()


def _heads(lines: list[str], order: Order) -> Iterator[_Head]:
    for number, line in enumerate(lines):
        head = _of_block(lines, number, order) or _of_line(line, number, order)
        if head is not None:
            yield head


def _of_block(lines: list[str], number: int, order: Order) -> _Head | None:
    """Reads "Von: Claire …" when "Gesendet: …" stands below."""
    opens = _FROM.match(fold(lines[number].lstrip("> ")))
    if opens is None:
        return None
    for below in lines[number + 1 : number + _BLOCK_LINES]:
        plain = below.lstrip("> ")
        sent = _SENT.match(fold(plain))
        day = next((day for _, day in days_in(plain, order)), None) if sent else None
        if day is not None:
            who = lines[number].lstrip("> ")[slice(*opens.span("who" if opens["who"] else "with_address"))]
            return _Head(line=number, sender=who, day=day)
    return None


def _of_line(line: str, number: int, order: Order) -> _Head | None:
    """Reads "Le 3 mars, Ana a écrit :", "Ana <…> 3 mars", "Vous – 3 mars", "3 mars – Ana: …"."""
    quoted = QUOTED.search(fold(line))
    found = next(days_in(line, order), None)
    if found is None:
        return _Head(line=number, sender="", day=None) if quoted and line.rstrip().endswith(":") else None
    place, day = found
    before, after = line[: place.start], line[place.end :]
    if quoted:
        return _Head(line=number, sender=line[place.end : quoted.start()].strip(" ,>("), day=day)
    if not after.strip(" \t.") and len(before) <= _SENDER_CHARS:
        # "Nantes – 9 avril 2026" heads a letter: only messages tell their hour.
        hour = place.precision in (Precision.MINUTE, Precision.SECOND)
        opens = _WITH_ADDRESS.match(before) or (hour and _BEFORE_DAY.match(before))
        return _Head(line=number, sender=opens["who"], day=day) if opens else None
    follows = None if before.strip(" >[(") else _AFTER_DAY.match(after)
    return _Head(line=number, sender=follows["who"], day=day, words=follows["words"]) if follows else None
