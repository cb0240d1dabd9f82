"""Which originals an annex may carry inside: those of shown pieces that show nothing else.

An original tells more than a page of it: a cut chat has the days that were cut, an extract the pages that
were not chosen, a mail what was attached to it. Whatever would bring something along that the person keeps
back is not carried.
"""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from dossier.annex.archive import Carried
from dossier.annex.inside import Inside, InsideTask, run_inside
from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.clock import zone_named
from dossier.basis.digest import Digest, digest_of_file
from dossier.basis.errors import DossierError
from dossier.basis.progress import Progress, silent
from dossier.model.body import FlowBody, PdfBody
from dossier.model.chat_days import files_told
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, note
from dossier.model.ids import PieceId
from dossier.model.piece import FileKind, Original, Piece, attachments_in
from dossier.model.plan import Plan
from dossier.workers.pool import Pool

MOST_BYTES: Final = 200 * limits.MIB
"""Bytes of one original inside of an annex; whoever opens a larger one gives up."""

_STEM_CHARS: Final = 90
_SUFFIX_CHARS: Final = 8
_FORBIDDEN: Final = frozenset('<>:"/\\|?*')
_UNSEEN: Final = ("C", "Zl", "Zp")

_KINDS: Final[Mapping[str, str]] = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
    ".gif": "image/gif",
    ".heic": "image/heic",
    ".htm": "text/html",
    ".html": "text/html",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".mht": "multipart/related",
    ".mhtml": "multipart/related",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".msg": "application/vnd.ms-outlook",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".rtf": "application/rtf",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".txt": "text/plain",
    ".wav": "audio/wav",
    ".webp": "image/webp",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
_ANY_KIND: Final = "application/octet-stream"


class NotCarried(StrEnum):
    """Why an original is not carried."""

    TOO_LARGE = "too-large"
    MISSING = "missing"
    HIDES = "hides"
    """It would show what the person keeps back."""
    PERSONAL = "personal"
    """It tells where it was taken, or by whom."""
    RECIPIENT = "recipient"
    """The recipient wants no names, or forbids something that an original may show."""
    FORMAT = "format"
    """The recipient takes no files of its kind."""


def _any_kind(_: str) -> bool:
    return True


@dataclass(slots=True)
class Carrier:
    """Chooses what the files of one annex carry.

    Attributes:
        dossier: As the recipient gets to know it.
        assets: Where the originals' bytes stand.
        pool: Where mails and archives are looked into.
        progress: Told about the work; may cancel it.
        secretive: Whether something is not told to the recipient: originals may show it.
        takes: Tells whether the recipient takes a kind of file, by its suffix.
    """

    dossier: Dossier
    assets: Assets
    pool: Pool
    progress: Progress = silent
    secretive: bool = False
    takes: Callable[[str], bool] = _any_kind
    _looked: dict[Digest, Inside] = field(default_factory=dict)

    def carried(self, plan: Plan, shown: Collection[PieceId]) -> tuple[Carried, ...]:
        """Lists what one file carries.

        Args:
            plan: What is in it.
            shown: The pieces of all files of the annex.

        Raises:
            CancelledError: The person asked to stop.
        """
        taken: set[str] = set()
        rows = []
        for planned in plan.pieces:
            piece = self.dossier.piece(planned.piece)
            for file in self._fit(piece, shown):
                name = _free(f"{planned.number} - {file.name}", taken)
                mime = _KINDS.get(Path(name).suffix.lower(), _ANY_KIND)
                rows.append(
                    Carried(name=name, digest=file.digest, size=file.size, mime=mime, number=planned.number)
                )
        return tuple(rows)

    def paths(self, carried: Iterable[Carried]) -> dict[Digest, Path]:
        """Tells where the bytes stand."""
        return {one.digest: self.assets.path(one.digest) for one in carried}

    def left_out(self, plans: Iterable[Plan], shown: Collection[PieceId]) -> tuple[Finding, ...]:
        """Says which shown pieces' originals are not carried, and why."""
        rows = (planned for plan in plans for planned in plan.pieces)
        pieces = (self.dossier.piece(planned.piece) for planned in rows)
        return tuple(
            note("original-not-carried", reason=str(why), **_named(piece, file)).of(piece.id)
            for piece in pieces
            for file, why in self._judged(piece, shown)
            if why is not None
        )

    def _told(self, piece: Piece) -> tuple[Original, ...]:
        return tuple(file for file in files_told(piece, zone_named(self.dossier.zone)) if file.digest)

    def _fit(self, piece: Piece, shown: Collection[PieceId]) -> tuple[Original, ...]:
        return tuple(file for file, why in self._judged(piece, shown) if why is None)

    def _judged(
        self, piece: Piece, shown: Collection[PieceId]
    ) -> Iterator[tuple[Original, NotCarried | None]]:
        """Gives each original with why it is not carried; None when it is."""
        hidden = self._hidden(shown)
        for file in self._told(piece):
            if self.secretive:
                yield file, NotCarried.RECIPIENT
            elif not self.takes(Path(file.name).suffix):
                yield file, NotCarried.FORMAT
            elif is_extract(piece) or self._hides_attached(piece, shown):
                yield file, NotCarried.HIDES
            else:
                yield file, self._why_not(file, hidden)

    def _hides_attached(self, piece: Piece, shown: Collection[PieceId]) -> bool:
        """Tells whether something that came with a piece is not shown."""
        own = {piece.id, *(part.id for part in piece.parts)}
        return any(
            one.id not in shown and one.duplicate_of not in shown
            for one in self.dossier.pieces
            if any(mail in own for mail, _ in attachments_in(one))
        )

    def _hidden(self, shown: Collection[PieceId]) -> frozenset[Digest]:
        """Lists the digests that the person keeps back."""
        told = {file.digest for one in self.dossier.pieces if one.id in shown for file in one.originals}
        kept = {file.digest for one in self.dossier.pieces if one.id not in shown for file in one.originals}
        return frozenset(kept - told)

    def _why_not(self, file: Original, hidden: frozenset[Digest]) -> NotCarried | None:
        path = self.assets.path(file.digest)
        if file.digest in hidden:
            return NotCarried.HIDES
        if file.size > MOST_BYTES:
            return NotCarried.TOO_LARGE
        if not path.is_file() or path.stat().st_size != file.size or digest_of_file(path) != file.digest:
            return NotCarried.MISSING
        inside = self._inside(file)
        if hidden and not (inside.whole and hidden.isdisjoint(digest for digest, _ in inside.digests)):
            return NotCarried.HIDES
        return NotCarried.PERSONAL if inside.personal else None

    def _inside(self, file: Original) -> Inside:
        """Looks into a file once; what we cannot look into may hold anything."""
        if file.digest not in self._looked:
            task = InsideTask(path=str(self.assets.path(file.digest)), name=file.name, kind=file.kind)
            (answer,) = self.pool.map(
                run_inside,
                [task],
                seconds=lambda _: limits.INSIDE_SECONDS,
                progress=self.progress,
                stage="check",
            )
            unknown = Inside(whole=False, personal=file.kind in (FileKind.IMAGE, FileKind.MEDIA))
            self._looked[file.digest] = unknown if isinstance(answer, DossierError) else answer
        return self._looked[file.digest]


def is_extract(piece: Piece) -> bool:
    """Tells whether the person shows only some of its pages or days."""
    return any(
        (isinstance(body, PdfBody) and body.chosen is not None)
        or (isinstance(body, FlowBody) and (body.since is not None or body.until is not None))
        for body in piece.bodies
    )


def _free(wanted: str, taken: set[str]) -> str:
    """Makes a name that every system takes and that nothing else has, and notes it."""
    clean = "".join(_harmless(wanted))
    stem, dot, suffix = clean.rpartition(".")
    if not stem or len(suffix) > _SUFFIX_CHARS:
        stem, dot, suffix = clean, "", ""
    stem = stem[:_STEM_CHARS].rstrip(" .")
    name, number = f"{stem}{dot}{suffix}".rstrip(" ."), 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem} ({number}){dot}{suffix}"
    taken.add(name.casefold())
    return name


def _harmless(name: str) -> Iterator[str]:
    for sign in unicodedata.normalize("NFC", name):
        unseen = unicodedata.category(sign).startswith(_UNSEEN)
        yield "_" if unseen or sign in _FORBIDDEN or sign > "\uffff" else sign


def _named(piece: Piece, file: Original) -> dict[str, str]:
    """Names one of several files; a piece's only one is called as the person knows it, not as it is told."""
    return {"file": file.name} if len(piece.originals) > 1 else {}
