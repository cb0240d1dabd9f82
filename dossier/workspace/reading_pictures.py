"""Pictures and scans, read page by page in the workers; what was read once is remembered."""

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.codec import to_json
from dossier.basis.errors import UnreadableError, WorkerError
from dossier.basis.progress import Progress
from dossier.model.body import ImageBody, PdfBody
from dossier.model.finding import Finding, note
from dossier.model.piece import Piece
from dossier.model.recognised import Recognised, RecognisedPage
from dossier.model.recognising import Picture, Readable, Reading, picture_of, unread
from dossier.press.pdf_outcome import listed
from dossier.press.recognise import (
    RecogniseTask,
    SilentPagesTask,
    can_recognise,
    recognise,
    silent_pages,
    try_engine,
)
from dossier.workers.pool import Pool

_log = logging.getLogger(__name__)

STAGE: Final = "recognise"
_A_PICTURE: Final = (0,)
"""The pages of what has none."""


class PictureReader:
    """Reads the words in pictures; one that was begun and stopped goes on with the page it was at.

    Attributes:
        known: What was read, while the dossier is open.
        able: Whether words can be recognised on this computer, as far as is known.
    """

    def __init__(self, *, pool: Pool, assets: Assets, fetch: Callable[[Sequence[Piece]], object]) -> None:
        """Reads nothing yet.

        Args:
            pool: Where untrusted bytes are read.
            assets: Where they stand, and where words are kept.
            fetch: Puts the bytes of pieces there.
        """
        self.known: dict[Picture, Reading] = {}
        self.able = can_recognise()
        self._tried = False
        self._pool, self._assets, self._fetch = pool, assets, fetch
        self._pages: dict[Picture, tuple[int, ...]] = {}
        self._read_pages: dict[Picture, dict[int, RecognisedPage | None]] = {}

    def pages_left(self, body: Readable) -> int:
        """Counts what is still to be read of a body; what was never looked at counts as one."""
        picture = picture_of(body)
        if picture in self.known:
            return 0
        pages = self._known_pages(body)
        if not self.able:
            return int(pages is None)
        if pages is None:
            return 1
        return max(1, len(pages[: limits.RECOGNISED_PAGES]) - len(self._read_pages.get(picture, ())))

    def read(self, piece: Piece, heed: Progress) -> None:
        """Reads what was not read yet; without an engine it only looks which pages have no text.

        Raises:
            CancelledError: It is to stop; what is read already is not read again.
            PlaceError: The working folder is full.
        """
        bodies = [body for body in unread(piece) if picture_of(body) not in self.known]
        if bodies:
            self._fetch([piece])
        for body in bodies:
            pages = self._looked_through(body, heed)
            if self.able and pages:
                self._try(body, heed)
            if self.able:
                self.known[picture_of(body)] = self._reading(body, pages, heed)

    def look_through(self, piece: Piece, heed: Progress) -> None:
        """Finds the pages without text.

        Raises:
            CancelledError: It is to stop.
            PlaceError: The working folder is full.
        """
        bodies = [body for body in unread(piece) if self._known_pages(body) is None]
        if bodies:
            self._fetch([piece])
        for body in bodies:
            self._looked_through(body, heed)

    def unsearchable(self, pieces: Iterable[Piece]) -> tuple[Finding, ...]:
        """Says, once for all, which pages have words that a search does not find, as far as is known.

        ``not-searchable`` when words cannot be recognised here, ``not-read-yet`` when they could be.
        """
        where: dict[str, int] = {}
        for piece in pieces:
            left = [pages for body in unread(piece) if (pages := self._known_pages(body))]
            if count := sum(len(pages) for pages in left):
                where[_named(piece, left)] = count
        if not where:
            return ()
        code = "not-read-yet" if self.able else "not-searchable"
        return (note(code, n=sum(where.values()), where=_some(list(where))),)

    def _known_pages(self, body: Readable) -> tuple[int, ...] | None:
        return _A_PICTURE if isinstance(body, ImageBody) else self._pages.get(picture_of(body))

    def _looked_through(self, body: Readable, heed: Progress) -> tuple[int, ...]:
        pages = self._known_pages(body)
        if pages is None:
            task = SilentPagesTask(asset=str(self._assets.path(body.asset)), most=limits.PDF_PAGES)
            try:
                found = self._pool.run(
                    silent_pages, task, seconds=limits.RECOGNISE_SECONDS, progress=heed, stage=STAGE
                )
                pages = found.pages
            except (UnreadableError, WorkerError) as error:
                _log.info("%s: %s", body.asset, error)  # its sheet says what is wrong with it
                pages = ()
            self._pages[picture_of(body)] = pages
        return pages

    def _try(self, body: Readable, heed: Progress) -> None:
        """Opens the engine once, so that one that does not start is not blamed on every picture."""
        if self._tried:
            return
        task = RecogniseTask(asset=str(self._assets.path(body.asset)))
        try:
            self._pool.run(try_engine, task, seconds=limits.RECOGNISE_SECONDS, progress=heed, stage=STAGE)
        except WorkerError as error:
            _log.info("no words can be recognised: %s", error)
            self.able = False
        self._tried = True

    def _reading(self, body: Readable, pages: Sequence[int], heed: Progress) -> Reading:
        picture = picture_of(body)
        read = self._read_pages.setdefault(picture, {})
        for page in pages[: limits.RECOGNISED_PAGES]:
            if page not in read:
                read[page] = self._page(body, page, heed)
        found = tuple(page for page in read.values() if page is not None and page.lines)
        words = self._assets.put(to_json(Recognised(pages=found)))
        del self._read_pages[picture]
        return Reading(words=words, told=_told(body, pages, [one for one in read if read[one] is None]))

    def _page(self, body: Readable, page: int, heed: Progress) -> RecognisedPage | None:
        """Reads a page; None for one that is given up."""
        picture = picture_of(body)
        path = str(self._assets.path(body.asset))
        task = RecogniseTask(asset=path, page=page, frame=picture.frame, turn=picture.turn)
        try:
            return self._pool.run(
                recognise, task, seconds=limits.RECOGNISE_SECONDS, progress=heed, stage=STAGE
            )
        except UnreadableError as error:
            _log.info("%s: %s", body.asset, error)  # its sheet says what is wrong with it
            return RecognisedPage(number=max(page, 1), lines=())
        except WorkerError as error:
            _log.info("page %s of %s is given up: %s", page, body.asset, error)
            return None


def _told(body: Readable, pages: Sequence[int], lost: Sequence[int]) -> tuple[Finding, ...]:
    told: list[Finding] = []
    if lost and isinstance(body, PdfBody):
        told.append(note("pages-not-read", pages=listed(lost), n=len(lost)))
    elif lost:
        told.append(note("picture-not-read"))
    if len(pages) > limits.RECOGNISED_PAGES:
        told.append(note("read-in-part", n=limits.RECOGNISED_PAGES, of=len(pages)))
    return tuple(told)


_NAMED: Final = 5
"""Pieces that one remark names."""


def _named(piece: Piece, left: Sequence[tuple[int, ...]]) -> str:
    """Names a piece, and the pages that are meant when it is one document."""
    pages = left[0] if len(left) == len(piece.bodies) == 1 else _A_PICTURE
    return piece.title if pages == _A_PICTURE else f"{piece.title} ({listed(pages)})"


def _some(names: Sequence[str]) -> str:
    more = ", …" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
