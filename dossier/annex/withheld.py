"""The dossier as one recipient gets to know it: what is held back is not in it, nor who must stay unnamed.

Everything that is made for a recipient (annex, report, files beside it) is made from what this gives, so
that nothing can be forgotten.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import permutations
from typing import Final

from dossier.model.dossier import Dossier
from dossier.model.facts import Facts
from dossier.model.finding import Finding, warning
from dossier.model.ids import PieceId
from dossier.model.party import Party, Role
from dossier.model.piece import Event, Original, Piece
from dossier.recipients.profile import Profile
from dossier.texts.catalogue import Texts

Hide = Callable[[str], str]
"""Puts neutral words in the place of a name."""

_SHORTEST_NAME: Final = 3
"""Letters from which a part of a name is looked for by itself; "de" stands everywhere."""

_PHONE_DIGITS: Final = 9
"""Digits that tell a telephone number, from its end: "+33 6 …" and "06 …" are the same one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a recipient is told.

    Attributes:
        dossier: Without what is held back.
        findings: What the person must know of it; not for the recipient's eyes.
    """

    dossier: Dossier
    findings: tuple[Finding, ...] = ()


def told_to(dossier: Dossier, profile: Profile, texts: Texts) -> Told:
    """Takes out of a dossier what a recipient must not learn."""
    held = _held_back(dossier, profile.id)
    pieces = tuple(replace(one, included=False) if one.id in held else one for one in dossier.pieces)
    findings = tuple(one for one in dossier.findings if held.isdisjoint(one.named))
    told = replace(dossier, pieces=pieces, findings=findings)
    if profile.nameless:
        told = _nameless(told, texts)
    shown = sum(1 for piece in dossier.pieces if piece.shown and piece.id in held)
    if not shown:
        return Told(dossier=told)
    name = profile.name(texts.language)
    return Told(dossier=told, findings=(warning("held-back-from", n=shown, recipient=name),))


def _held_back(dossier: Dossier, recipient: str) -> frozenset[PieceId]:
    """Lists what the recipient must not see, and every repeat of it, which has the same words."""
    held = {piece.id for piece in dossier.pieces if recipient in piece.held_back}
    return frozenset(held | {piece.id for piece in dossier.pieces if piece.duplicate_of in held})


def _nameless(dossier: Dossier, texts: Texts) -> Dossier:
    """Takes the consumers out, and their names out of every word of ours."""
    consumers = [party for party in dossier.parties if party.role is Role.CONSUMER]
    hide = partial(
        _hidden, re.compile("|".join(_patterns(consumers)) or r"(?!)"), texts.say("annex.neutral_name")
    )
    title = dossier.title if hide(dossier.title) == dossier.title else texts.say("annex.neutral_title")
    return replace(
        dossier,
        title=title,
        parties=tuple(party for party in dossier.parties if party.role is not Role.CONSUMER),
        pieces=tuple(_unnamed(piece, hide) for piece in dossier.pieces),
        facts=_unnamed_facts(dossier.facts, hide),
    )


def _hidden(names: re.Pattern[str], instead: str, words: str) -> str:
    return names.sub(instead, words)


def _unnamed_facts(facts: Facts, hide: Hide) -> Facts:
    return replace(
        facts,
        happened=hide(facts.happened),
        asked=hide(facts.asked),
        tried=hide(facts.tried),
        claim=tuple(replace(line, words=hide(line.words)) for line in facts.claim),
    )


def _unnamed(piece: Piece, hide: Hide) -> Piece:
    def file(one: Original) -> Original:
        return replace(one, name=hide(one.name), within=hide(one.within))

    event = piece.event
    if event is not None:
        event = Event(who=hide(event.who), what=hide(event.what))
    return replace(
        piece,
        title=hide(piece.title),
        originals=tuple(file(one) for one in piece.originals),
        proves=hide(piece.proves),
        event=event,
    )


def names_inside(dossier: Dossier, shown: Iterable[Piece]) -> Iterator[Piece]:
    """Finds the pieces in whose own words a consumer's name, mail address or telephone number stands.

    Args:
        dossier: As the person has it, with all parties.
        shown: The pieces to be looked through.
    """
    consumers = [party for party in dossier.parties if party.role is Role.CONSUMER]
    names = re.compile("|".join(_patterns(consumers)) or r"(?!)")
    phones = [digits for party in consumers if (digits := _digits(party.phone)[-_PHONE_DIGITS:])]
    for piece in shown:
        digits = _digits(piece.text) if phones else ""
        if names.search(piece.text) or any(phone in digits for phone in phones):
            yield piece


def _digits(words: str) -> str:
    return re.sub(r"[\s.()+/-]+", "", words)


def _patterns(consumers: Iterable[Party]) -> Iterator[str]:
    """Gives what a consumer's name and addresses look like, the longest first."""
    for party in consumers:
        for name in filter(None, (party.name, party.legal_name)):
            words = name.split()
            orders = permutations(words) if 1 < len(words) <= 4 else [tuple(words)]
            for order in orders:
                yield _alone(r"[\s_.-]+".join(map(re.escape, order)), any_case=True)
            for word in words:
                if len(word) >= _SHORTEST_NAME:
                    # A name is written with a capital; the same letters without are a word.
                    yield _alone(f"(?:{re.escape(word.capitalize())}|{re.escape(word.upper())})")
        for address in party.addresses:
            yield _alone(re.escape(address), any_case=True)


def _alone(pattern: str, *, any_case: bool = False) -> str:
    """Looks for whole words, between which a file's name has an underline."""
    return rf"(?<![^\W_]){'(?i:' if any_case else '(?:'}{pattern})(?![^\W_])"
