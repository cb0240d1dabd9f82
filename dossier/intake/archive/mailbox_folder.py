"""Mailboxes as mail programs keep them in folders: what of a folder is the mail, and what its name is."""

from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Final

_APPLE_MAIL: Final = "mbox"
_APPLE_OWN: Final = frozenset({"table_of_contents", "Info.plist"})
_THUNDERBIRD_INDEX: Final = ".msf"


def beside_mailbox(name: str, names: AbstractSet[str]) -> bool:
    """Tells what a program wrote beside a mailbox for itself: its index, not a proof.

    Args:
        name: A file of the folder.
        names: All names in the folder.
    """
    if name in _APPLE_OWN:
        return _APPLE_MAIL in names
    return name.endswith(_THUNDERBIRD_INDEX) and name.removesuffix(_THUNDERBIRD_INDEX) in names


def mailbox_name(path: Path) -> str:
    """Gives what people call a file: of Apple Mail's "Achats.mbox/mbox" it is the folder's name."""
    in_package = path.name == _APPLE_MAIL and path.parent.suffix.lower() == ".mbox"
    return path.parent.name if in_package else path.name
