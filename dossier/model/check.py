"""What the finished annex was held against, and what did not agree."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One fact that does not hold.

    Attributes:
        code: Key of its sentence under ``[check]`` in the language files.
        params: What the sentence names; ``page`` wherever a page is meant.
    """

    code: str
    params: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many facts of one check hold and how many do not."""

    check: str
    held: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """The finished annex, held against its plan.

    Attributes:
        tallies: One for each check, in the order they ran.
        failures: What does not hold; long lists are cut, the tallies count all.
    """

    tallies: tuple[Tally, ...]
    failures: tuple[Failure, ...] = ()

    @property
    def held(self) -> int:
        """How many facts hold."""
        return sum(tally.held for tally in self.tallies)

    @property
    def failed(self) -> int:
        """How many do not."""
        return sum(tally.failed for tally in self.tallies)

    @property
    def agrees(self) -> bool:
        """Whether the file is what was planned."""
        return self.failed == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """A finished annex, held against what it says about itself.

    It shows that the file still agrees with itself. Whoever changes a page and knows how can change
    what the file says about it as well: only a copy kept elsewhere, or its fingerprint, tells that.

    Attributes:
        title: Its title.
        day: The day it was made, as it says.
        creator: The program that made it.
        pieces: How many numbered pieces it holds.
        attached: How many more are attached to those.
        pages: How many pages it has.
        check: Numbers, links, bookmarks and words, held against each other.
        changed: Pages that no longer draw with the bytes that were written.
    """

    title: str
    day: date
    creator: str
    pieces: int
    attached: int
    pages: int
    check: CheckReport
    changed: tuple[int, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether nothing was found that contradicts the rest."""
        return self.check.agrees and not self.changed
