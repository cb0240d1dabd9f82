"""A telephone's backup becomes a piece a contact, and no piece may tell of another's."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from dossier.intake.dates.words import fold
from dossier.model.body import FlowBody
from dossier.model.draft import Draft, Talk
from dossier.model.piece import FileKind

_NEUTRAL: Final = "sms.xml"
_WORD: Final = re.compile(r"[^\W_]{3,}")
_FEWEST_DIGITS: Final = 6
"""Digits from which a run of them in a file's name is a telephone number's, whatever stands before."""


def joined(talks: Sequence[Draft]) -> Draft:
    """Gives the conversations of one file as one draft."""
    return Draft(kind=FileKind.CHAT, talks=tuple(_talk(draft) for draft in talks))


def _talk(draft: Draft) -> Talk:
    return Talk(
        bodies=tuple(body for body in draft.bodies if isinstance(body, FlowBody)),
        moments=draft.moments,
        text=draft.text,
        sender=draft.sender,
        attached=draft.attached,
        sent=draft.sent,
        findings=draft.findings,
        state=draft.state,
        facts=draft.facts,
    )


def apart(draft: Draft) -> tuple[Draft, ...]:
    """Gives each conversation of a file as a draft; the first one tells what was noticed of the file.

    A draft of anything else is its own only part.
    """
    if not draft.talks:
        return (draft,)
    first, *others = (_alone(draft, talk) for talk in draft.talks)
    return (replace(first, findings=(*draft.findings, *first.findings)), *others)


def _alone(draft: Draft, talk: Talk) -> Draft:
    return replace(
        draft,
        talks=(),
        bodies=talk.bodies,
        moments=talk.moments,
        text=talk.text,
        sender=talk.sender,
        attached=talk.attached,
        sent=talk.sent,
        findings=talk.findings,
        state=talk.state,
        facts=talk.facts,
    )


def neutral_name(name: str, people: Iterable[str]) -> str:
    """Gives a file's name when it names nobody in it, else one that says only what it is.

    Args:
        name: As it came in.
        people: The contacts of the file, by name or number.
    """
    words = set(_WORD.findall(fold(name)))
    digits = re.sub(r"\D", "", name)
    for one in people:
        number = re.sub(r"\D", "", one)
        by_number = len(number) >= _FEWEST_DIGITS and number[-_FEWEST_DIGITS:] in digits
        if by_number or not words.isdisjoint(_WORD.findall(fold(one))):
            return _NEUTRAL
    return name
