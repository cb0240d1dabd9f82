"""What follows another piece: as what is attached to it, as its translation, as its transcription."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject

from dossier.model.commands.attach import attach_pieces, detach_pieces
from dossier.model.ids import PieceId
from dossier.model.piece import Rendering
from dossier.texts.catalogue import Texts
from ui.dialogs.attach import AttachDialog
from ui.models.holders import holders
from ui.models.piece_names import PieceNames
from ui.session import Session
from ui.theme import Theme
from ui.views.desk_page import DeskPage
from ui.wiring.chosen import Chosen


class Attaching(QObject):
    """Asks which piece the chosen ones follow, and lets the card say otherwise."""

    def __init__(
        self, session: Session, page: DeskPage, chosen: Chosen, *, texts: Texts, theme: Theme
    ) -> None:
        super().__init__(page)
        self._session, self._page, self._chosen = session, page, chosen
        self._texts, self._theme = texts, theme
        page.card.rendering_given.connect(self._render)
        page.card.detach_wanted.connect(partial(session.do, detach_pieces))

    @property
    def doers(self) -> Mapping[str, Callable[[], object]]:
        """What the menus do, by the names of ``actions``."""
        return {
            "attach": lambda: self._ask(None),
            "translation": lambda: self._ask(Rendering.TRANSLATION),
            "transcription": lambda: self._ask(Rendering.TRANSCRIPTION),
            "detach": lambda: self._session.do(detach_pieces, self._chosen.ids),
        }

    def _ask(self, rendering: Rendering | None) -> None:
        dossier, ids = self._session.dossier, self._chosen.ids
        possible = holders(dossier, ids)
        if not possible or not self._session.may_change():
            return
        names = PieceNames(dossier, self._texts)
        parent = AttachDialog.ask(
            self._page.window(),
            self._texts,
            self._theme,
            count=len(ids),
            rendering=rendering,
            holders=[(one, name) for one, name in names.all(also=possible) if one in possible],
            chosen=dossier.piece(ids[0]).parent,
        )
        if parent is not None:
            self._session.do(attach_pieces, ids, parent=parent, rendering=rendering)

    def _render(self, piece: PieceId, rendering: Rendering | None) -> None:
        """Says otherwise what an attached piece is of the one that it follows."""
        parent = self._session.dossier.piece(piece).parent
        if parent is not None:
            self._session.do(attach_pieces, (piece,), parent=parent, rendering=rendering)
