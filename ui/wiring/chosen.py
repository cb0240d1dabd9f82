"""Which pieces are chosen in the list; whoever acts on them asks here."""

from PySide6.QtCore import QObject, Signal

from dossier.model.ids import PieceId


class Chosen(QObject):
    """The chosen pieces, in the order of their rows.

    Attributes:
        changed: Others are chosen.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.ids: tuple[PieceId, ...] = ()

    @property
    def first(self) -> PieceId:
        """The first of them; acts that need one are only offered when there is one.

        Raises:
            IndexError: Nothing is chosen.
        """
        return self.ids[0]

    def choose(self, ids: tuple[PieceId, ...]) -> None:
        """Notes what the list tells."""
        if ids != self.ids:
            self.ids = ids
            self.changed.emit()
