"""Sheets and pictures of an open dossier: what the window looks at, and what is made ahead of an export."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from dossier.annex.view import Viewer
from dossier.basis.assets import Assets
from dossier.basis.progress import Progress
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.piece import Piece
from dossier.recipients.known import profile_of
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool
from dossier.workspace.ahead import keep_sheet
from dossier.workspace.room import room_to_work

T = TypeVar("T")


class Drawing:
    """Draws from what was saved last; safe for several threads."""

    def __init__(
        self,
        *,
        pool: Pool,
        assets: Assets,
        sheets: Path,
        rooms: Sequence[Path],
        present: Callable[[], Dossier],
        fetch: Callable[[Sequence[Piece]], object],
    ) -> None:
        """Draws nothing yet.

        Args:
            pool: Where untrusted bytes are drawn.
            assets: Where they stand.
            sheets: Where finished sheets are kept.
            rooms: The folders that it works in.
            present: Gives the dossier as it is.
            fetch: Puts the bytes of pieces among the assets.
        """
        self._pool, self._assets, self._sheets, self._rooms = pool, assets, sheets, tuple(rooms)
        self._present, self._fetch = present, fetch
        self._viewer: Viewer | None = None

    def drawn(self, piece: PieceId, draw: Callable[[Dossier, Viewer], T]) -> T:
        """Has a piece drawn.

        Raises:
            DossierError: As ``draw``; ``scratch-full``.
        """
        dossier = self._present()
        viewer = self._viewer_of(dossier)
        with room_to_work(*self._rooms):
            self._fetch([one for one in dossier.pieces if one.id == piece])
            return draw(dossier, viewer)

    def make_ahead(self, piece: PieceId, progress: Progress) -> None:
        """Makes the sheet of a piece that stands in the annex, for the next export to find.

        Raises:
            PlaceError: ``scratch-full``.
            CancelledError: It was to stop.
        """
        dossier = self._present()
        for meant in (one for one in dossier.pieces if one.id == piece and one.shown):
            with room_to_work(*self._rooms):
                self._fetch([meant])
                keep_sheet(meant, dossier, viewer=self._viewer_of(dossier), progress=progress)

    def _viewer_of(self, dossier: Dossier) -> Viewer:
        """Gives what draws for the chosen recipient; its words are read once, not for each small picture."""
        viewer, profile = self._viewer, profile_of(dossier.recipient)
        if viewer is None or viewer.texts.language != dossier.language or viewer.profile is not profile:
            viewer = self._viewer = Viewer(
                assets=self._assets,
                pool=self._pool,
                texts=Texts(dossier.language),
                profile=profile,
                sheets=self._sheets,
            )
        return viewer
