"""Who wrote a mail to whom: the consumer, somebody to the consumer, or nobody knows."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Final

from dossier.intake.people import people_in
from dossier.intake.sorting.rubrics import Phrase, found_in, load_rubrics, plain
from dossier.model.draft import Draft
from dossier.model.piece import FileKind

_WROTE: Final = re.compile(r"(?:le|on|op|am)\b.{5,80}(?:écrit|wrote|schreef|schrieb)\s?:", re.IGNORECASE)
_RULE: Final = "---"
_QUOTE_MARKS: Final = (">", "_" * 10)
_LOOKED_AT: Final = 20_000
"""Characters of a mail that are looked at: what somebody wants is said at its beginning."""


class Way(Enum):
    """Who wrote to whom."""

    OUT = "from the consumer"
    IN = "to the consumer"
    OPEN = "nobody knows"


def guess_own_addresses(drafts: Iterable[Draft]) -> frozenset[str]:
    """Guesses the consumer's address: in most mails, as sender of some and recipient of others.

    Returns:
        One address in lower case, or none when two stand equal or there are too few mails.
    """
    sent: Counter[str] = Counter()
    received: Counter[str] = Counter()
    partners: dict[str, set[str]] = {}
    for draft in drafts:
        if draft.kind is not FileKind.EMAIL:
            continue
        senders, recipients = addresses_in(draft.sender), addresses_in(draft.recipients)
        sent.update(senders)
        received.update(recipients - senders)
        for one in senders | recipients:
            partners.setdefault(one, set()).update((senders | recipients) - {one})
    offices = load_rubrics().offices
    ranked = sorted(
        (
            (sent[one] + received[one], not first_of(offices, one.partition("@")[0]), one)
            for one in partners
            if (sent[one] and received[one]) or len(partners[one]) > 1
        ),
        reverse=True,
    )
    if not ranked or (len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]):
        return frozenset()
    return frozenset({ranked[0][2]})


def addresses_in(written: str) -> set[str]:
    """Gives the mail addresses of a header line, in lower case."""
    return {address.lower() for _, address in people_in(written) if "@" in address}


def first_of(phrases: Sequence[Phrase], text: str) -> str:
    """Gives the first of the phrases that a text holds, "" when it holds none."""
    return next((phrase.words for phrase in found_in(tuple(phrases), plain(text))), "")


def adviser_of(draft: Draft) -> str:
    """Finds a mediator or the like among those who wrote or were written to."""
    if draft.kind is not FileKind.EMAIL:
        return ""
    for written in (draft.sender, draft.recipients):
        if first_of(load_rubrics().advisers, written):
            return written
    return ""


def way_of(draft: Draft, own: frozenset[str]) -> Way:
    """Tells who wrote to whom, by the consumer's addresses, else by whose address is an office's."""
    if draft.kind is not FileKind.EMAIL:
        return Way.OPEN
    senders, recipients = addresses_in(draft.sender), addresses_in(draft.recipients)
    if senders & own and recipients & own:
        # Somebody who forwards a shop's mail to himself keeps the shop's mail.
        return Way.OPEN
    if senders & own:
        return Way.OUT
    rules = load_rubrics()
    if recipients & own or any(first_of(rules.offices, one.partition("@")[0]) for one in senders):
        return Way.IN
    asks = first_of(rules.demands, own_words(draft.text))
    return Way.OUT if asks else Way.OPEN


def own_words(text: str) -> str:
    """Cuts off what a mail quotes below its own words; of a very long mail its beginning is looked at."""
    looked_at = text[:_LOOKED_AT]
    end = 0
    # Line by line, with no pattern over a whole line: this runs on strangers' words in the program itself.
    for line in looked_at.split("\n"):
        if _begins_quote(line):
            break
        end += len(line) + 1
    own = looked_at[:end]
    return own if len(own.split()) > 3 else looked_at


def _begins_quote(line: str) -> bool:
    """Tells a quoted line, one that says who wrote, and a rule ("--- Message d’origine ---")."""
    if line.startswith(_QUOTE_MARKS) or _WROTE.match(line):
        return True
    ruled = line.rstrip()
    return len(ruled) >= 2 * len(_RULE) and ruled.startswith(_RULE) and ruled.endswith(_RULE)
