"""What goes into the opening of one container, and what comes out of it."""

from dataclasses import dataclass, field
from pathlib import Path

from dossier.intake.archive.keep import Keeper, Member
from dossier.model.finding import Finding, note, warning


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One container that is being opened.

    Attributes:
        path: The file; only read.
        name: What it is called.
        keeper: Keeps its members.
        most_bytes: What it may unpack in all.
        passwords: What the person gave for locked files, to be tried in order.
    """

    path: Path
    name: str
    keeper: Keeper
    most_bytes: int
    passwords: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveListing:
    """What a container holds.

    Attributes:
        members: Its files in their order, without folders.
        trouble: Why it is not opened and comes in as a file itself: "document" (it is one file to
            people), "empty", "locked", "locked-strongly", "damaged", "too-large"; "" when it was opened.
        findings: What is to be said of its opening.
        whole: Whether everything in it came out; else its own bytes are to be kept as well.
    """

    members: tuple[Member, ...] = ()
    trouble: str = ""
    findings: tuple[Finding, ...] = ()
    whole: bool = True


def opened(
    opening: Opening,
    members: list[Member],
    *,
    links: int = 0,
    torn: bool = False,
    unlisted: bool = False,
) -> ArchiveListing:
    """Gives the listing of a container that was opened, and says what of it did not come out.

    Args:
        opening: The container.
        members: What came out.
        links: How many of its entries were shortcuts or devices, which hold no bytes.
        torn: Whether it breaks off in the middle.
        unlisted: Whether it holds files that its own list does not name.
    """
    if torn and not members:
        return ArchiveListing(trouble="damaged")
    told = [note("archive-opened", file=opening.name, n=len(members))]
    if links:
        told.append(note("archive-links-skipped", file=opening.name, n=links))
    if torn:
        told.append(warning("archive-torn", file=opening.name, n=len(members)))
    if unlisted:
        told.append(warning("archive-unlisted", file=opening.name, n=len(members)))
    return ArchiveListing(members=tuple(members), findings=tuple(told), whole=not torn and not unlisted)
