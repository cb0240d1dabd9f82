"""What comes out of a container: kept as assets within its caps, under names that lead nowhere but down."""

import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.digest import Digest
from dossier.intake.mail.words import file_name, one_line

CHUNK: Final = 1 << 20
"""Bytes unpacked at once."""
_IN_MEMORY_BYTES: Final = 8 * limits.MIB


class TooLargeError(Exception):
    """More bytes or members than any honest container has."""


class LockedError(Exception):
    """A member is locked, and no password that was given opens it.

    Attributes:
        strong: Whether its lock is one that this program cannot open at all.
    """

    def __init__(self, *, strong: bool = False) -> None:
        super().__init__()
        self.strong = strong


class TornError(Exception):
    """The container ends, or breaks off, in the middle; what stood before is good."""


class DamagedMemberError(Exception):
    """One member cannot be unpacked; the others can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file of a container.

    Attributes:
        name: Without folders.
        folder: Its folders inside the container, joined by "/".
        asset: Its bytes; None when they are damaged.
        size: Bytes unpacked.
        modified: When it was changed: an instant, or a ZIP's clock on the wall; None when nothing says.
        ours: Whether the container gave it no name, so that the name says nothing about the proof.
    """

    name: str
    folder: str
    asset: Digest | None
    size: int
    modified: datetime | None
    ours: bool = False


class Keeper:
    """Keeps the members of one container, and counts down what it may still unpack."""

    def __init__(self, assets: Assets, *, most_bytes: int, most_members: int) -> None:
        """Has kept nothing yet.

        Args:
            assets: Where the bytes go.
            most_bytes: How many there may be in all.
            most_members: How many members there may be.
        """
        self._assets = assets
        self._bytes = most_bytes
        self._members = most_members

    def admit(self, count: int = 1) -> None:
        """Lets members in.

        Raises:
            TooLargeError: They are more than there may be.
        """
        self._members -= count
        if self._members < 0:
            raise TooLargeError

    def keep(self, pieces: Iterable[bytes]) -> tuple[Digest, int]:
        """Keeps one member, small ones without a file of their own on the way.

        Returns:
            Its name in the assets and its size.

        Raises:
            TooLargeError: It does not fit any more.
        """
        start = bytearray()
        rest = iter(pieces)
        for piece in rest:
            self._spend(len(piece))
            start += piece
            if len(start) > _IN_MEMORY_BYTES:
                return self._keep_long(bytes(start), rest)
        return self._assets.put(bytes(start)), len(start)

    def _keep_long(self, start: bytes, rest: Iterable[bytes]) -> tuple[Digest, int]:
        size = len(start)
        with tempfile.TemporaryDirectory() as aside:
            unpacked = Path(aside) / "member"
            with unpacked.open("wb") as stream:
                stream.write(start)
                for piece in rest:
                    self._spend(len(piece))
                    size += stream.write(piece)
            return self._assets.put_file(unpacked), size

    def _spend(self, size: int) -> None:
        self._bytes -= size
        if self._bytes < 0:
            raise TooLargeError


def safe_place(written: str) -> tuple[str, str]:
    """Cuts a member's name in folders and name that lead nowhere but down.

    Args:
        written: As the container says: perhaps absolute, with "..", a drive letter or NUL.

    Returns:
        The folders joined by "/", and the name; never empty.
    """
    parts = [one_line(part) for part in re.split(r"[/\\]", written.replace("\0", ""))]
    kept = [part for part in parts if part.strip(" .") and not re.fullmatch(r"[A-Za-z]:", part)]
    name = file_name(kept[-1]) if kept else ""
    return "/".join(part[:100] for part in kept[:-1][:20]), name or "?"
