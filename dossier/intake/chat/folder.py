"""A chat exported with its media comes as a text and files beside it: together they are one proof.

Only the chat itself says which files are its own, and a stranger wrote it: it is read in a worker.
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.errors import WorkerError
from dossier.intake.archive.containers import Runner
from dossier.intake.chat.near import NearFiles, folders_above
from dossier.intake.chat.read_chat import named_in_whatsapp
from dossier.intake.chat.read_chat_text import named_in_imessage, named_in_signal
from dossier.intake.chat.read_meta_chat import named_in_meta
from dossier.intake.chat.read_telegram import named_in_telegram
from dossier.intake.chat.read_telegram_page import named_in_telegram_page
from dossier.intake.incoming import Incoming
from dossier.intake.sniff import sniff

_ENDINGS: Final = (".txt", ".md", ".json", ".html")
"""How programs name the text of an export; no other file is read twice for it."""

_HEAD_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaTask:
    """A file that may be a chat, as it crosses the border of a process."""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMedia:
    """What a chat calls the files that were sent in it."""

    names: tuple[str, ...] = ()


def named_media(task: MediaTask) -> NamedMedia:
    """Lists the files that a chat names; none when the file is no chat, or cannot be read.

    Raises:
        OSError: The file is not there.
    """
    path = Path(task.path)
    with path.open("rb") as stream:
        key = sniff(path, stream.read(_HEAD_BYTES))
    readers = {
        "whatsapp": named_in_whatsapp,
        "telegram": named_in_telegram,
        "telegram-html": named_in_telegram_page,
        "meta-chat": named_in_meta,
        "signal": named_in_signal,
        "imessage": named_in_imessage,
    }
    if key not in readers:
        return NamedMedia()
    try:
        names = readers[key](path.read_bytes())
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  untrusted bytes: its reader will meet the same and say so
        return NamedMedia()
    return NamedMedia(names=tuple(dict.fromkeys(names))[: limits.FILES])


def with_own_media(files: Sequence[Incoming], *, assets: Assets, pool: Runner) -> list[Incoming]:
    """Gives the files that a chat names to it; all others stay as they are.

    Args:
        files: In their order.
        assets: Where the bytes are.
        pool: Where chats are read.

    Returns:
        The files in their order, each chat with its ``beside``; what stands there no longer stands alone.
    """
    held = Counter(file.place for file in files)
    around = {above for place in held for above in folders_above(place) if above != place}
    asked = [number for number, file in enumerate(files) if _may_be_chat(file, held, around)]
    near = NearFiles(files, (files[number].place for number in asked))
    owned: set[int] = set()
    chats: dict[int, Incoming] = {}
    for number in asked:
        own = near.take(number, _named(files[number], assets, pool))
        if own:
            beside = {path: files[place] for path, place in own.items()}
            chats[number] = replace(files[number], beside=beside)
            owned.update(own.values())
    # A chat that another one names is no medium of it.
    alone = (number for number in range(len(files)) if number not in owned or number in chats)
    return [chats.get(number, files[number]) for number in alone]


def _may_be_chat(file: Incoming, held: Mapping[str, int], around: Set[str]) -> bool:
    """Tells whether a file is named as a chat may be, and has anything near it."""
    if not file.name.lower().endswith(_ENDINGS) or file.trouble or not file.place or file.beside:
        return False
    return held[file.place] > 1 or file.place in around


def _named(chat: Incoming, assets: Assets, pool: Runner) -> tuple[str, ...]:
    """Asks a worker which files a file names, as a chat does."""
    if chat.asset is None:
        return ()
    task = MediaTask(path=str(assets.path(chat.asset).resolve()))
    seconds = limits.READ_SECONDS + limits.READ_SECONDS_PER_MIB * chat.size / limits.MIB
    try:
        return pool.run(named_media, task, seconds=seconds).names
    except WorkerError:  # read once more as a proof, it tells why
        return ()
