"""What was sent with the messages of a chat: pictures to be shown in place, and everything else.

Names that an export gives are only looked up among the files that came with it; no path is opened.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PIL import Image

from dossier.basis.assets import Assets
from dossier.basis.digest import Digest
from dossier.intake.mail.words import file_name
from dossier.intake.picture.traces import GPS
from dossier.intake.sniff import sniff
from dossier.model.draft import Attached
from dossier.model.flow import Notice

_DRAWN: Final = frozenset({"jpeg", "png", "gif", "webp", "heic", "avif"})
"""Pictures that are shown inside the conversation."""

_HEAD_BYTES: Final = 4096
SHORT: Final = 16
"""Digits of a fingerprint that stand in a line; the whole one stands in the list of originals."""

_SHOWN_NAME: Final = 120
_LONGEST_PATH: Final = 1000
DEEPEST: Final = 20
"""Folders above a file that are looked at; no program writes so many."""


@dataclass(slots=True)
class Sent:
    """What came with one message.

    Attributes:
        pictures: Shown in place.
        missing: Names of what the export does not hold.
        asides: Files named in place.
        attached: Files to be read in their turn.
    """

    pictures: list[Digest] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    asides: list[Notice] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)


class MediaIndex:
    """Finds a file by what a chat calls it: the whole path to it from the chat, or a longer one.

    Some programs write paths from the top of an archive of which the chat's folder is a part.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        """Takes paths as seen from the chat."""
        self._paths: dict[str, str] = {}
        for path in paths:
            self._paths.setdefault(path_key(path), path)

    def find(self, named: str) -> str | None:
        """Gives a path as it was taken, None when there is none of that name."""
        return next((self._paths[end] for end in path_ends(named) if end in self._paths), None)


class ChatMedia:
    """The files that came with a chat, taken one by one as its messages name them.

    Attributes:
        located: Pictures that say where they were taken.
    """

    def __init__(self, beside: Mapping[str, Digest], assets: Assets) -> None:
        """Reads nothing yet.

        Args:
            beside: Paths as seen from the chat to what stands there.
            assets: Where it stands.
        """
        self._beside = beside
        self._assets = assets
        self._index = MediaIndex(beside)
        self._attached: set[Digest] = set()
        self.located: set[Digest] = set()

    def holds(self, named: str) -> bool:
        """Tells whether a file of that name came with the chat."""
        return self._index.find(named) is not None

    def sent(self, names: Iterable[str]) -> Sent:
        """Gives what stands for names, in their order."""
        sent = Sent()
        for named in names:
            path = self._index.find(named)
            if path is None:
                sent.missing.append(file_name(named) or named)
            else:
                self.take(sent, self._beside[path], name=path.rpartition("/")[2], sounds=False)
        return sent

    def take(self, sent: Sent, digest: Digest, *, name: str, sounds: bool) -> None:
        """Adds one file to what came with a message.

        Args:
            sent: What came with it so far.
            digest: The file.
            name: As the message calls it.
            sounds: Whether sounds and films are to be read in their turn too: they have no other file.
        """
        kind = self._kind(digest)
        if kind in _DRAWN:
            sent.pictures.append(digest)
            if _says_where(self._assets.path(digest)):
                self.located.add(digest)
            return
        family = kind if kind in ("video", "audio") else "document"
        shown = file_name(name)[:_SHOWN_NAME] or f"{digest[:SHORT]}"
        sent.asides.append(
            Notice(code=f"chat-file-{family}", params={"file": shown, "digest": digest[:SHORT]})
        )
        if (sounds or family == "document") and digest not in self._attached:
            self._attached.add(digest)
            size = self._assets.path(digest).stat().st_size
            sent.attached.append(Attached(name=file_name(name), asset=digest, size=size))

    def _kind(self, digest: Digest) -> str:
        path = self._assets.path(digest)
        with path.open("rb") as stream:
            return sniff(path, stream.read(_HEAD_BYTES))


def _says_where(path: Path) -> bool:
    try:
        with Image.open(path) as image:
            return bool(image.getexif().get_ifd(GPS))
    except Exception:  # noqa: BLE001  untrusted bytes: what cannot be shown is told where it stands
        return False


def path_ends(named: str) -> Iterator[str]:
    """Gives the keys of paths that a chat may mean by a name: the whole of it, then ever less.

    None at all of one that leads out of the chat's folder.
    """
    parts = [part for part in path_key(named[:_LONGEST_PATH]).split("/") if part not in ("", ".")]
    if ".." not in parts:
        parts = parts[-DEEPEST:]
        yield from ("/".join(parts[start:]) for start in range(len(parts)))


def path_key(path: str) -> str:
    """Gives what two spellings of one path have in common."""
    return unicodedata.normalize("NFC", path.replace("\\", "/")).casefold()
