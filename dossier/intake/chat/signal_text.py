"""The Markdown that signal-export writes of Signal Desktop's conversations."""

import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dossier.intake.dates.words import YEARS

_HEADER: Final = re.compile(
    r"\[(?P<at>\d{4}-\d{2}-\d{2},? \d{2}:\d{2}(?::\d{2})?)\] (?P<sender>[^\n:]{1,80}): ?(?P<text>.*)",
    re.DOTALL,
)
_FILE: Final = re.compile(r"!?\[[^][\n]{0,300}\]\(<?(?:\./)?(media/[^)\n>]{1,300})>?\)")
_REACTIONS: Final = re.compile(r"^\(- (.{1,2000}) -\)$", re.MULTILINE)
_QUOTE: Final = re.compile(r"(?:^>[^\n]*(?:\n|$))+", re.MULTILINE)
_MARK: Final = re.compile(r"^> ?", re.MULTILINE)
_OWNER: Final = "Me"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalMessage:
    """One message.

    Attributes:
        sender: As the address book names the person; "Me" is the owner.
        at: The clock on the wall of the computer that exported.
        written: The date as it stands.
        text: What was said.
        quoted: What it answers.
        reactions: Who felt what about it.
        files: Paths of what was sent with it.
    """

    sender: str
    at: datetime | None
    written: str
    text: str
    quoted: str = ""
    reactions: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """Whether the computer's owner sent it."""
        return self.sender == _OWNER


def looks_like_signal(text: str) -> bool:
    """Tells it from WhatsApp's text, whose header is like it: here the owner is called "Me"."""
    lines = [line for line in text[:20_000].lstrip("\ufeff\n").split("\n") if line.strip()]
    if not lines or _HEADER.match(lines[0]) is None:
        return False
    senders = {found["sender"] for line in lines[:200] if (found := _HEADER.match(line))}
    return _OWNER in senders or any(_FILE.search(line) for line in lines[:200])


def read_signal_text(text: str) -> tuple[SignalMessage, ...]:
    """Cuts a text at its headers; a line without one goes on with the message before."""
    blocks: list[list[str]] = []
    for line in text.split("\n"):
        if _HEADER.match(line):
            blocks.append([line])
        elif blocks:
            blocks[-1].append(line)
    said: list[SignalMessage] = []
    earlier: set[str] = set()
    for lines in blocks:
        said.append(_message("\n".join(lines), earlier))
        earlier.add(_plain(said[-1].text))
    return tuple(said)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _words(quote: str) -> str:
    return _plain(_MARK.sub("", quote))


def _message(block: str, earlier: Set[str]) -> SignalMessage:
    """Reads one message.

    Args:
        block: Its lines.
        earlier: What was said before: words of one's own may begin with the mark of a quote, too.
    """
    found = _HEADER.match(block)
    assert found is not None  # a block begins with its header
    text = found["text"]
    quotes = [quote for quote in _QUOTE.findall(text) if not _words(quote) or _words(quote) in earlier]
    quoted = _plain(" ".join(_words(quote) for quote in quotes))
    for quote in quotes:
        text = text.replace(quote, "", 1)
    reactions = tuple(
        one.strip() for part in _REACTIONS.findall(text) for one in part.split(", ") if one.strip()
    )
    files = tuple(_FILE.findall(text))
    for pattern in (_REACTIONS, _FILE):
        text = pattern.sub("", text)
    return SignalMessage(
        sender=found["sender"].strip(),
        at=_instant(found["at"]),
        written=found["at"],
        text=text.strip(),
        quoted=quoted,
        reactions=reactions,
        files=files,
    )


def _instant(written: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(written.replace(",", ""))
    except ValueError:
        return None
    return at if at.year in YEARS else None
