"""Looks at large photographs after all, where there is something that they may repeat.

``read_image`` leaves them undecoded. Two of them need no look when their own marks say that they are
two: another moment of the shutter, or the same coding of another picture. A photograph whose small copy
stands beside it, as chats and mails make them, is decoded here.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.digest import Digest
from dossier.basis.errors import DossierError
from dossier.basis.progress import Progress
from dossier.intake.picture.in_chats import with_sent_pictures
from dossier.intake.picture.likeness import SHAPE_TOLERANCE
from dossier.intake.picture.read_image import key_of_picture
from dossier.intake.repeats.left_out import Entry
from dossier.model.body import ImageBody
from dossier.model.draft import DraftBody
from dossier.model.moment import Moment, Precision, Source
from dossier.model.piece import Piece
from dossier.workers.pool import Pool

CODING_DIGITS: Final = 16
"""Digits of the key of a photograph that was not looked at."""

_TABLE_DIGITS: Final = 8
_SHAPE_STEP: Final = -math.log(1 - SHAPE_TOLERANCE)
_SEEN, _UNSEEN, _EVERY = "seen", "unseen", "every"

Counts = Counter[tuple[datetime | str | None, int, bool, str]]
"""How many pictures there are of a second (or of every one), a shape, fresh or not, and with a mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A picture as far as it is known without looking.

    Attributes:
        asset: Its bytes.
        key: What ``read_image`` made: of its look, or of its coding.
        size_px: Width and height.
        shutter: When it was taken, as the camera says; None when it does not.
        fresh: Whether it comes in now; two that stand already are not compared.
    """

    asset: Digest
    key: str
    size_px: tuple[int, int]
    shutter: Moment | None = None
    fresh: bool = True

    @property
    def unseen(self) -> bool:
        """Whether its look is not known."""
        return len(self.key) == CODING_DIGITS

    @property
    def second(self) -> datetime | None:
        """When it was taken, by the clock on the wall; two seconds are two pictures."""
        return self.shutter.at.replace(tzinfo=None) if self.shutter and self.shutter.at else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookTask:
    """One picture to be looked at."""

    asset: Digest
    assets: str


def look_at(task: LookTask) -> str:
    """Makes the key of a picture's look, in a worker."""
    return key_of_picture(Assets(Path(task.assets)).path(task.asset))


def with_late_looks(
    entries: Sequence[Entry], known: Sequence[Piece], *, assets: Assets, pool: Pool, progress: Progress
) -> tuple[list[Entry], list[Piece]]:
    """Gives files and standing pieces the keys of their looks, where they are to be compared by them.

    A conversation gets those of the pictures that were sent in it.

    Raises:
        CancelledError: The person asked to stop.
    """
    entries = with_sent_pictures(entries, known, assets=assets, pool=pool, progress=progress)
    shots = [*filter(None, map(_shot_of_entry, entries)), *filter(None, map(_shot_of_piece, known))]
    shots.extend(
        Shot(asset=one.digest, key=one.picture_key, size_px=one.size_px)
        for entry in entries
        for one in entry.pictures
    )
    keys = late_keys(shots, assets=assets, pool=pool, progress=progress)
    if not keys:
        return list(entries), list(known)
    return [_entry_seen(one, keys) for one in entries], [_piece_seen(one, keys) for one in known]


def _shot_of_entry(entry: Entry) -> Shot | None:
    draft = entry.draft
    return _shot(draft.bodies, draft.picture_key, draft.moments, fresh=True)


def _shot_of_piece(piece: Piece) -> Shot | None:
    moments = (piece.moment, *piece.alternatives)
    return _shot(piece.bodies, piece.picture_key, moments, fresh=False) if piece.shown else None


def _shot(bodies: Sequence[DraftBody], key: str, moments: Sequence[Moment], *, fresh: bool) -> Shot | None:
    if not key or not bodies or not isinstance(bodies[0], ImageBody):
        return None
    body = bodies[0]
    shutter = next((one for one in moments if _is_shutter(one)), None)
    size_px = body.width_px, body.height_px
    return Shot(asset=body.asset, key=key, size_px=size_px, shutter=shutter, fresh=fresh)


def _is_shutter(moment: Moment) -> bool:
    return moment.source is Source.EXIF and moment.precision is Precision.SECOND


def _entry_seen(entry: Entry, keys: Mapping[Digest, str]) -> Entry:
    shot = _shot_of_entry(entry)
    if shot is None or shot.asset not in keys:
        return entry
    return replace(entry, draft=replace(entry.draft, picture_key=keys[shot.asset]))


def _piece_seen(piece: Piece, keys: Mapping[Digest, str]) -> Piece:
    shot = _shot_of_piece(piece)
    return piece if shot is None or shot.asset not in keys else replace(piece, picture_key=keys[shot.asset])


def late_keys(shots: Sequence[Shot], *, assets: Assets, pool: Pool, progress: Progress) -> dict[Digest, str]:
    """Looks at the photographs that something else may repeat.

    What is not in the working folder any more, or cannot be decoded, is not compared.

    Returns:
        The key of each that was looked at, by its bytes.

    Raises:
        CancelledError: The person asked to stop.
    """
    wanted = [one.asset for one in worth_a_look(shots) if assets.path(one.asset).exists()]
    digests = sorted(set(wanted))
    keys = pool.map(
        look_at,
        [LookTask(asset=digest, assets=str(assets.folder)) for digest in digests],
        seconds=lambda _: limits.READ_SECONDS,
        progress=progress,
        stage="read",
    )
    found = zip(digests, keys, strict=True)
    return {digest: key for digest, key in found if not isinstance(key, DossierError) and key}


def worth_a_look(shots: Sequence[Shot]) -> Iterator[Shot]:
    """Gives the unseen that something may repeat; of those with a shutter only what could be theirs."""
    counts: Counts = Counter()
    for one in shots:
        for mark in _marks(one):
            counts.update((scope, _shape(one), one.fresh, mark) for scope in (_EVERY, one.second))
    return (one for one in shots if one.unseen and _may_be_repeated(one, counts))


def _marks(shot: Shot) -> tuple[str, ...]:
    """Names what others ask of a picture: whether it was looked at, else its coding and its coder."""
    if not shot.key or min(shot.size_px) <= 0:
        return ()
    return (_UNSEEN, shot.key, _coder(shot)) if shot.unseen else (_SEEN,)


def _coder(shot: Shot) -> str:
    return shot.key[:_TABLE_DIGITS]


def _shape(shot: Shot) -> int:
    """Sorts by width over height: two of one shape are in one class or in neighbouring ones."""
    return round(math.log(shot.size_px[0] / shot.size_px[1]) / _SHAPE_STEP)


def _may_be_repeated(one: Shot, counts: Counts) -> bool:
    """Tells whether another picture may be this one: of the same coder only when their codings end alike."""
    if min(one.size_px) <= 0:
        return False
    itself = int(one.fresh)  # what stands is asked about fresh ones only
    return (
        _count(one, counts, _SEEN) > 0
        or _count(one, counts, one.key) > itself
        or _count(one, counts, _UNSEEN) > _count(one, counts, _coder(one))
    )


def _count(one: Shot, counts: Counts, mark: str) -> int:
    scopes = (_EVERY,) if one.second is None else (one.second, None)
    shape = _shape(one)
    return sum(
        counts[scope, near, fresh, mark]
        for scope in scopes
        for near in (shape - 1, shape, shape + 1)
        for fresh in ((True, False) if one.fresh else (True,))
    )
