"""The card of several pieces: what can be decided for all of them at once."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.piece import Piece
from dossier.texts.catalogue import Texts
from ui.views.card_where import WhereField
from ui.widgets.buttons import button
from ui.widgets.labels import labelled


class ManyCard(QWidget):
    """Count, rubric, presence, and the acts on all; every signal gives the pieces' ids."""

    rubric_given = Signal(object, object)
    included_given = Signal(object, bool)
    group_wanted = Signal(object)
    detach_wanted = Signal(object)
    remove_wanted = Signal(object)
    restore_wanted = Signal(object)
    erase_wanted = Signal(object)

    _ACTS: ClassVar = {
        "group": ("group_wanted", "plain"),
        "detach": ("detach_wanted", "plain"),
        "restore": ("restore_wanted", "plain"),
        "remove": ("remove_wanted", "plain"),
        "erase": ("erase_wanted", "danger"),
    }

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._ids: tuple[PieceId, ...] = ()
        self._title = labelled("", "title")
        self._title.setObjectName("card-many-title")
        self._hint = labelled(texts.say("window.card_many_hint"), "secondary", wrap=True)
        self._where = WhereField(texts)
        self._where.rubric_given.connect(self._give_rubric)
        self._where.included_given.connect(self._give_included)
        self._buttons = {act: self._act(act) for act in self._ACTS}
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for widget in (self._title, self._hint, self._where, *self._buttons.values()):
            column.addWidget(widget)
        column.addStretch(1)

    def _act(self, act: str) -> QWidget:
        signal, look = self._ACTS[act]
        made = button(self._texts.say(f"window.card_{act}"), look)
        made.setObjectName(f"card-{act}")
        made.clicked.connect(lambda: getattr(self, signal).emit(self._ids))
        return made

    def show_pieces(self, dossier: Dossier, pieces: Sequence[Piece], *, read_only: bool) -> None:
        """Shows what pieces have in common.

        Args:
            dossier: The dispute.
            pieces: Two or more.
            read_only: Whether nothing can be changed now.
        """
        self._ids = tuple(piece.id for piece in pieces)
        binned = all(piece.binned for piece in pieces)
        self._title.setText(self._texts.say("window.card_many", n=len(pieces)))
        self._where.show_pieces(dossier, pieces, {})
        self._where.set_read_only(read_only or binned)
        self._where.setVisible(not binned)
        self._hint.setVisible(not binned and not read_only)
        offered = {
            "group": not binned,
            "detach": not binned and all(piece.parent is not None for piece in pieces),
            "remove": not binned,
            "restore": binned,
            "erase": binned,
        }
        for act, made in self._buttons.items():
            made.setVisible(offered[act] and not read_only)

    def _give_rubric(self, rubric: object) -> None:
        self.rubric_given.emit(self._ids, rubric)

    def _give_included(self, included: bool) -> None:
        self.included_given.emit(self._ids, included)
