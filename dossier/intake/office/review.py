"""Comments and tracked changes: who said or changed what, and when, on pages of their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from dossier.model.flow import Block, Field, Fields, Notice

_SHOWN: Final = 1000
_QUOTED_CHARS: Final = 300
_TEXT_CHARS: Final = 4000
_AUTHOR_CHARS: Final = 200
_CLOCK: Final = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)")
_OPEN_LABELS: Final = {
    "comment": "comment-by",
    "answer": "answer-by",
    "note": "note-by",
    "inserted": "inserted-by",
    "deleted": "deleted-by",
    "moved": "moved-by",
    "formatted": "formatted-by",
}


class Act(StrEnum):
    """What somebody did to a shared document."""

    COMMENT = "comment"
    ANSWER = "answer"
    NOTE = "note"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    FORMATTED = "formatted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One comment or change.

    Attributes:
        act: What was done.
        author: By whom, as the file names the person; "" when it does not.
        at: The clock on the wall of whoever did it; None when the file does not say.
        place: Where: a cell, a slide; "" in running text.
        quoted: The words that it is about.
        text: What was said, added or taken away.
    """

    act: Act
    author: str
    at: datetime | None
    place: str = ""
    quoted: str = ""
    text: str = ""


def written_clock(raw: str) -> datetime | None:
    """Reads the time of a comment.

    Word writes its own clock and a "Z" behind it that is not meant: no offset is claimed.
    """
    found = _CLOCK.match(raw.strip())
    try:
        return datetime.fromisoformat(f"{found[1]}T{found[2]}") if found else None
    except ValueError:
        return None


def worth_telling(remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    """Joins what is one change, and leaves out changes of nothing."""
    return tuple(remark for remark in joined(remarks) if remark.text.strip() or remark.act in _WORDLESS)


def review_blocks(told: Sequence[Remark]) -> tuple[Block, ...]:
    """Lays remarks out, in the order of the document; nothing for none."""
    if not told:
        return ()
    blocks: list[Block] = [Notice(code="review", params={"n": len(told)})]
    blocks.extend(_block(remark) for remark in told[:_SHOWN])
    if len(told) > _SHOWN:
        blocks.append(Notice(code="review-cut", params={"n": _SHOWN}))
    return tuple(blocks)


_WORDLESS: Final = frozenset({Act.COMMENT, Act.FORMATTED})


def joined(remarks: Sequence[Remark]) -> list[Remark]:
    """Joins neighbours that are one change: programs cut it at every change of type."""
    made: list[Remark] = []
    for remark in remarks:
        last = made[-1] if made else None
        if last and remark.act in _RUNNING and _key(last) == _key(remark) and len(last.text) < _TEXT_CHARS:
            made[-1] = Remark(
                act=last.act, author=last.author, at=last.at, place=last.place, text=last.text + remark.text
            )
        else:
            made.append(remark)
    return made


_RUNNING: Final = frozenset({Act.INSERTED, Act.DELETED, Act.MOVED})


def _key(remark: Remark) -> tuple[object, ...]:
    minute = remark.at.replace(second=0) if remark.at else None
    return remark.act, remark.author, minute, remark.place


def _block(remark: Remark) -> Block:
    rows = [Field(label=_OPEN_LABELS[remark.act], text=remark.author[:_AUTHOR_CHARS] or "—", strong=True)]
    if remark.at:
        rows.append(Field(label="date", at=remark.at))
    for label, said, most in (
        ("place", remark.place, _QUOTED_CHARS),
        ("quoted", remark.quoted, _QUOTED_CHARS),
        ("review-text", remark.text, _TEXT_CHARS),
    ):
        text = said.strip()
        if text:
            rows.append(Field(label=label, text=text if len(text) <= most else text[:most] + " …"))
    return Fields(rows=tuple(rows))
