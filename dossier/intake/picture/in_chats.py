"""Looks at the pictures that were sent in conversations, where one stands in the dossier for itself too.

People bring a photograph and the conversation in which they sent it. What the conversation shows of it
stays there; that both may be one is told when the conversation comes with the photograph or after it:
of one that is there already, only its pages are kept at hand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.digest import Digest
from dossier.basis.errors import DossierError, UnreadableError
from dossier.basis.progress import Progress
from dossier.intake.picture.key import FINE_SIDE_PX, picture_key
from dossier.intake.repeats.left_out import Entry, SentPicture
from dossier.model.piece import FileKind, Piece
from dossier.press.pixels import decode
from dossier.workers.pool import Pool

_NAMES: Final = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentTask:
    """One picture of a conversation to be looked at."""

    asset: Digest
    name: str
    assets: str


def look_at_sent(task: SentTask) -> SentPicture | None:
    """Makes what is compared of a picture, in a worker; None when it cannot be decoded."""
    try:
        pixels = decode(Assets(Path(task.assets)).path(task.asset), 0, side_px=FINE_SIDE_PX)
    except UnreadableError:
        return None
    key = picture_key(pixels.image)
    return SentPicture(digest=task.asset, name=task.name, picture_key=key, size_px=pixels.image.size)


def with_sent_pictures(
    entries: Sequence[Entry], known: Sequence[Piece], *, assets: Assets, pool: Pool, progress: Progress
) -> list[Entry]:
    """Gives the conversations among new files their pictures, when there are others to compare with.

    Raises:
        CancelledError: The person asked to stop.
    """
    others = any(entry.draft.picture_key for entry in entries)
    if not others and not any(piece.picture_key and piece.shown for piece in known):
        return list(entries)
    tasks = {
        file.asset: file
        for entry in entries
        for file in _sent_in(entry, str(assets.folder))
        if assets.path(file.asset).exists()
    }
    wanted = list(tasks.values())[: limits.CHAT_PICTURES_COMPARED]
    looks = pool.map(
        look_at_sent, wanted, seconds=lambda _: limits.READ_SECONDS, progress=progress, stage="read"
    )
    seen = {look.digest: look for look in looks if look is not None and not isinstance(look, DossierError)}
    return [_with(entry, seen, str(assets.folder)) for entry in entries]


def _sent_in(entry: Entry, assets: str) -> Iterator[SentTask]:
    if entry.draft.kind is not FileKind.CHAT:
        return
    sent = {one.asset for one in entry.draft.sent if not one.heard}
    for file in entry.incoming.beside.values():
        if file.digest in sent and file.name.lower().endswith(_NAMES):
            yield SentTask(asset=file.digest, name=file.name, assets=assets)


def _with(entry: Entry, seen: dict[Digest, SentPicture], assets: str) -> Entry:
    pictures = {task.asset: seen[task.asset] for task in _sent_in(entry, assets) if task.asset in seen}
    return replace(entry, pictures=tuple(pictures.values())) if pictures else entry
