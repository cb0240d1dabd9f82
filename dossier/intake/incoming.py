"""One file as it comes in, before anybody has read it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from dossier.basis.digest import Digest

NO_DIGEST: Final = Digest("")
"""Of bytes that nobody could read: no fingerprint is better than a false one."""

_SYSTEM_NAMES: Final = frozenset(
    {"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "icon\r"}
)
_SYSTEM_STARTS: Final = (".", "~$", "._")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One file as it came in.

    Attributes:
        name: Without folders.
        folder: Its folders below what was named, joined by "/"; "" at the top.
        asset: Its bytes; None when they could not be read or kept.
        digest: Of its bytes, kept or not; ``NO_DIGEST`` when they could not be read.
        trouble: Why it is not to be read, as the code of a finding; "" when it is.
        size: Bytes.
        modified: When it was last changed: an instant, or a ZIP's clock on the wall; None if unknown.
        place: Its whole folder, only to tell what stood side by side; "" when that is not known.
        beside: The files of a saved page's own folder, by their paths as seen from the page.
        pasted: Whether the program itself wrote and named it when it was pasted.
        sent: As ``Original.sent``.
        within: As ``Original.within``.
        within_size: As ``Original.within_size``.
    """

    name: str
    folder: str
    asset: Digest | None
    digest: Digest
    size: int
    modified: datetime | None
    trouble: str = ""
    place: str = ""
    beside: "dict[str, Incoming]" = field(default_factory=dict)
    pasted: bool = False
    sent: tuple[datetime, ...] | None = None
    within: str = ""
    within_size: int = 0

    @property
    def said_name(self) -> str:
        """Its name as far as it says something about the proof; of a pasted one it does not."""
        return "" if self.pasted else self.name

    @property
    def said_time(self) -> datetime | None:
        """When it was last changed; of a pasted one that is only when it was pasted."""
        return None if self.pasted else self.modified


def is_system_file(name: str) -> bool:
    """Tells what systems and programs leave behind, which nobody means as a proof."""
    return name.lower() in _SYSTEM_NAMES or name.startswith(_SYSTEM_STARTS)
