"""What an annex is beyond its plan: whether it claims PDF/A, which originals it carries, whose it is."""

from dataclasses import dataclass
from enum import StrEnum

from dossier.basis.digest import Digest
from dossier.model.rounds import Scope


class Claim(StrEnum):
    """What a file says it keeps to (ISO 19005-2 and -3); the values are those of ``verify``'s account."""

    NONE = ""
    A2B = "2b"
    A3B = "3b"
    """As 2b, with files of any kind inside."""

    @property
    def part(self) -> str:
        """The number that the file's metadata tell; "" without a claim."""
        return self.value[:1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """An original inside of an annex.

    Attributes:
        name: What it is called there: safe on every system, and no name twice.
        digest: SHA-256 of its bytes.
        size: Bytes.
        mime: Its kind.
        number: Which piece it belongs to: "4" or "4.1".
    """

    name: str
    digest: Digest
    size: int
    mime: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """For whom a file was made, and which of an export's files it is.

    Attributes:
        recipient: Id of the profile.
        scope: What the export holds.
        part: Which file, from 1.
        of: How many files there are.
        shown: For each piece of its plan what is shown of it, see ``shown_of``.
    """

    recipient: str
    scope: Scope = Scope.ALL
    part: int = 1
    of: int = 1
    shown: tuple[Digest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What one file claims and carries, and for whom it was made; None in a file older than that."""

    claim: Claim = Claim.NONE
    carried: tuple[Carried, ...] = ()
    issue: Issue | None = None


PLAIN = Archive()
"""An annex that claims nothing and carries nothing."""
