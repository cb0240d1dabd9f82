"""The card: everything that can be read and written about what is selected."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.piece import Piece
from dossier.texts.catalogue import Texts
from ui.models.numbers import rows_of
from ui.theme import Theme
from ui.views.card_many import ManyCard
from ui.views.card_one import OneCard
from ui.widgets.labels import labelled


class Card(QScrollArea):
    """The lower right pane: one piece, several, or a kind word when none is selected.

    What the person writes is told on leaving a field, on Enter (Ctrl+Enter where there are several
    lines), when another piece is shown, and by ``commit``; only if it is new.
    """

    title_given = Signal(object, str)
    date_given = Signal(object, object)
    rubric_given = Signal(object, object)
    included_given = Signal(object, bool)
    proves_given = Signal(object, str)
    note_given = Signal(object, str)
    event_given = Signal(object, str, str)
    transcript_given = Signal(object, str)
    appendix_given = Signal(object, bool)
    private_given = Signal(object, object)
    rendering_given = Signal(object, object)
    days_wanted = Signal(object)
    unlock_wanted = Signal(object)
    split_wanted = Signal(object)
    detach_wanted = Signal(object)
    group_wanted = Signal(object)
    remove_wanted = Signal(object)
    restore_wanted = Signal(object)
    erase_wanted = Signal(object)
    original_wanted = Signal(object, str)
    piece_wanted = Signal(object)

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(texts.say("window.card_name"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._dossier = Dossier()
        self._ids: tuple[PieceId, ...] = ()
        self._read_only = False
        self._empty = labelled(texts.say("window.card_empty"), "secondary", wrap=True)
        self._empty.setObjectName("card-empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(24, 24, 24, 24)
        self._one = OneCard(texts, theme)
        self._many = ManyCard(texts)
        self._arrange()
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._show_now()

    def _arrange(self) -> None:
        pane = QFrame()
        pane.setProperty("look", "pane")
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._empty, self._one, self._many):
            column.addWidget(widget)
        self.setWidget(pane)

    def _connect(self) -> None:
        """Passes on what the two kinds of card tell, under the same names."""
        both = ("rubric_given", "included_given", "detach_wanted")
        acts = ("remove_wanted", "restore_wanted", "erase_wanted")
        written = ("title_given", "date_given", "proves_given", "note_given", "event_given")
        of_kinds = ("transcript_given", "appendix_given", "private_given", "days_wanted", "unlock_wanted")
        own = (*written, *of_kinds, "rendering_given", "split_wanted", "original_wanted", "piece_wanted")
        for name in (*both, *acts, *own):
            _pass_on(self._one, self, name)
        for name in (*both, *acts, "group_wanted"):
            _pass_on(self._many, self, name)

    def show_pieces(self, dossier: Dossier, ids: Sequence[PieceId]) -> None:
        """Shows pieces; what was being written on another one is told first.

        Args:
            dossier: The dispute as it is now.
            ids: What is selected; pieces that are gone are passed over.
        """
        self._dossier = dossier
        wanted = tuple(ids)
        if wanted != self._ids:
            # Telling may call this method with a newer dossier, which must not be lost.
            self.commit()
        self._ids = wanted
        self._show_now()

    def ask_date(self) -> None:
        """Leads to the date of the piece that is shown."""
        self._one.ask_date()

    def ask_transcript(self) -> None:
        """Leads to what is said in the sound or film that is shown."""
        self._one.ask_transcript()

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets things be changed."""
        self._read_only = read_only
        self._show_now()

    def commit(self) -> None:
        """Tells what is being written, if it is new."""
        self._one.commit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Leads on to the first field, where there is one.

        A focus proxy would keep Tab from whatever stands above that field.
        """
        super().focusInEvent(event)
        if self._one.isVisible():
            self._one.begin(event.reason())

    def _show_now(self) -> None:
        wanted = frozenset(self._ids)
        pieces = {piece.id: piece for piece in self._dossier.pieces if piece.id in wanted}
        chosen = [pieces[one] for one in self._ids if one in pieces]
        self._empty.setVisible(not chosen)
        self._one.setVisible(len(chosen) == 1)
        self._many.setVisible(len(chosen) > 1)
        if len(chosen) == 1:
            self._show_one(chosen[0])
        elif chosen:
            self._many.show_pieces(self._dossier, chosen, read_only=self._read_only)

    def _show_one(self, piece: Piece) -> None:
        anew = piece.id != self._one.piece_id
        numbers: dict[str, str] = {row.piece.id: row.number for row in rows_of(self._dossier)}
        self._one.show_piece(self._dossier, piece, numbers=numbers, read_only=self._read_only)
        if anew:
            self.verticalScrollBar().setValue(0)


def _pass_on(teller: QWidget, to: QWidget, name: str) -> None:
    said_by: SignalInstance = getattr(teller, name)
    said_by.connect(getattr(to, name))
