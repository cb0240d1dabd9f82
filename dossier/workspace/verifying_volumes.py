"""Whether all files of an export are there."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from dossier.annex.verify import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """Files of an export that were not given.

    Attributes:
        parts: Which of its files, from 1.
        of: How many files it has.
    """

    parts: tuple[int, ...]
    of: int


def absent(accounts: Iterable[Account]) -> tuple[Absent, ...]:
    """Finds what is missing of each export; a file that does not say which it is tells nothing."""
    given: dict[tuple[Hashable, int], set[int]] = {}
    for account in accounts:
        issue, plan = account.archive.issue, account.plan
        if issue is not None:
            export = (plan.day, issue.recipient, issue.scope)
            given.setdefault((export, issue.of), set()).add(issue.part)
    return tuple(
        Absent(parts=missing, of=of)
        for (_, of), parts in given.items()
        if (missing := tuple(part for part in range(1, of + 1) if part not in parts))
    )
