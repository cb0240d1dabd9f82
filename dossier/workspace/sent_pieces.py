"""Finds the dossier's pieces in an annex that was sent, which names them by what is printed of them only."""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dossier.annex.order import Entry, order_of
from dossier.annex.verify import Account
from dossier.annex.withheld import told_to
from dossier.basis.clock import zone_named
from dossier.basis.digest import Digest
from dossier.basis.errors import UsageError
from dossier.intake.sorting.rubrics import load_rubrics
from dossier.model.dossier import Dossier
from dossier.model.plan import PlannedPiece
from dossier.model.rounds import SentPiece, sent_numbers
from dossier.recipients.profile import load_profile
from dossier.texts.catalogue import Texts

_ADDED: Final = re.compile(r" \([^()]*\)$")
"""What we add to the title of a piece that is shown in part."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """What is printed of a piece, in an annex or as the dossier would print it now."""

    files: tuple[Digest, ...]
    day: str
    title: str
    kind: str
    number: str
    """Its number, when its recipient knew it already; else ""."""

    @property
    def plain_title(self) -> str:
        """Its title without what we add to it."""
        return _ADDED.sub("", self.title.removeprefix(f"{self.kind} – ") if self.kind else self.title)


_Key = Callable[[_Printed], Hashable]


def _exact(one: _Printed) -> Hashable:
    return one.files, one.number, one.day, one.title


def _plain(one: _Printed) -> Hashable:
    return one.files, one.number, one.day, one.plain_title


_LOOSER: Final[tuple[_Key, ...]] = (
    lambda one: (one.files, one.number, one.day) if one.files else one,
    lambda one: (one.files, one.number, one.plain_title) if one.files else one,
    lambda one: (one.files, one.number) if one.files else one,
)
"""A title or a date may have been written since the export; a note without a file has nothing else."""


@dataclass(slots=True)
class _Match:
    """Planned pieces and the dossier's entries, paired step by step."""

    planned: dict[int, _Printed]
    entries: dict[int, _Printed]
    pairs: dict[int, int] = field(default_factory=dict)
    unclear: set[int] = field(default_factory=set)

    def pair(self, key: _Key, *, in_order: bool = False) -> None:
        """Pairs what is alike; several alike only in their order, when there are as many on both sides."""
        groups = _grouped(self.entries, key)
        for like, wanted in _grouped(self.planned, key).items():
            found = groups.get(like, [])
            if len(found) == len(wanted) and (in_order or len(wanted) == 1):
                self.pairs.update(zip(wanted, found, strict=True))
            elif found:
                self.unclear.update(wanted)
        for one in self.pairs.keys() & self.planned.keys():
            del self.planned[one], self.entries[self.pairs[one]]

    def alike(self, key: _Key) -> bool:
        """Tells whether something is left on both sides that differs in its number alone."""
        left = _grouped(self.entries, key)
        return any(key(one) in left for place, one in self.planned.items() if place not in self.unclear)


def _grouped(printed: Mapping[int, _Printed], key: _Key) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for place, one in printed.items():
        groups.setdefault(key(one), []).append(place)
    return groups


def sent_pieces(accounts: Sequence[Account], dossier: Dossier, *, recipient: str) -> Iterator[SentPiece]:
    """Finds the pieces of all files of one export.

    Args:
        accounts: What the files say of themselves.
        dossier: As it is now; titles, dates and places may have changed since the export.
        recipient: Id of the profile that they were made for.

    Raises:
        UsageError: ``sent-other``, a file holds a piece that this dossier has not; ``sent-unclear``,
            several may be it; ``sent-numbers-moved``, the recipient knows it by another number;
            ``unknown-recipient``, ``unknown-language``.
    """
    rows = [row for account in accounts for row in account.plan.pieces]
    entries = _entries(accounts, dossier, recipient=recipient)
    frozen = sent_numbers(dossier.rounds, recipient)
    numbers = frozenset(frozen.values())
    match = _Match(
        planned=dict(
            enumerate(_printed(row, number=row.number if row.number in numbers else "") for row in rows)
        ),
        entries=dict(enumerate(_entered(entry, number=frozen.get(entry.piece.id, "")) for entry in entries)),
    )
    match.pair(_exact, in_order=True)
    match.pair(_plain)
    if match.alike(lambda one: (one.files, one.day, one.plain_title)):
        raise UsageError("sent-numbers-moved")
    for key in _LOOSER:
        match.pair(key)
    if match.planned:
        raise _not_found(match, rows)
    shown = [one for account in accounts for one in _shown(account)]
    for place, (row, seen) in enumerate(zip(rows, shown, strict=True)):
        piece = entries[match.pairs[place]].piece
        yield SentPiece(
            piece=piece.id,
            number=row.number,
            title=row.title,
            fingerprints=tuple(file.digest for file in piece.originals if file.digest),
            shown=seen,
        )


def _entries(accounts: Sequence[Account], dossier: Dossier, *, recipient: str) -> tuple[Entry, ...]:
    """Puts the dossier's pieces in order and in words, as the export did."""
    plan = accounts[0].plan
    profile, texts = load_profile(recipient), Texts(plan.language)
    told = told_to(dossier, profile, texts, standard=load_rubrics().rubrics).dossier
    zone = zone_named(dossier.zone)
    return order_of(told, profile=profile, texts=texts, day=plan.day, zone=zone).entries


def _printed(row: PlannedPiece, *, number: str) -> _Printed:
    return _Printed(row.fingerprints, row.day, row.title, row.kind, number)


def _entered(entry: Entry, *, number: str) -> _Printed:
    files = tuple(file.digest for file in entry.files if file.digest)
    return _Printed(files, entry.day, entry.title, entry.kind, number)


def _shown(account: Account) -> Sequence[Digest | None]:
    """Gives what the file says it shows of each of its pieces."""
    issue, pieces = account.archive.issue, account.plan.pieces
    if issue is None or len(issue.shown) != len(pieces):
        return [None] * len(pieces)
    return issue.shown


def _not_found(match: _Match, rows: Sequence[PlannedPiece]) -> UsageError:
    """Says why the first piece is not found that is not."""
    place = min(match.planned)
    row = rows[place]
    if place in match.unclear:
        return UsageError("sent-unclear", number=row.number, title=row.title)
    if match.alike(lambda one: one.files or one):
        return UsageError("sent-numbers-moved")
    return UsageError("sent-other", number=row.number, title=row.title)
