"""Which pieces a recipient is not to be shown."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from dossier.model.ids import PieceId
from dossier.texts.catalogue import Texts
from ui.dialogs.form import Form
from ui.theme import Theme
from ui.widgets.labels import labelled, unturned

_HEIGHT_PX = 320
_GAP_PX = 3


class HoldBackDialog(Form):
    """Lets pieces be ticked."""

    def __init__(
        self,
        parent: QWidget | None,
        texts: Texts,
        theme: Theme,
        *,
        recipient: str,
        pieces: Sequence[tuple[PieceId, str]],
    ) -> None:
        """Makes the dialog.

        Args:
            parent: Over which window it opens.
            texts: The window's language.
            theme: The window's colours.
            recipient: Who is not to be shown them, by name.
            pieces: What it would be shown, with its words, in the order of the annex.
        """
        say = texts.say
        super().__init__(
            parent, texts, theme, title=say("window.dialog_hide"), verb=say("window.dialog_hide_go")
        )
        self._pieces = tuple(piece for piece, _ in pieces)
        self._rows = QStandardItemModel(self)
        for _, words in pieces:
            item = QStandardItem(unturned(words))
            item.setCheckable(True)
            item.setEditable(False)
            item.setToolTip(unturned(words).replace("<", "‹"))
            self._rows.appendRow(item)
        self.list = QListView()
        self.list.setObjectName("dialog-hide-list")
        self.list.setAccessibleName(say("window.dialog_hide_list"))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setSpacing(_GAP_PX)
        self.list.setModel(self._rows)
        self.list.setCurrentIndex(self._rows.index(0, 0))
        self.list.setMinimumHeight(_HEIGHT_PX)
        self._rows.itemChanged.connect(self.check)
        hint = say("window.dialog_hide_hint", name=recipient)
        self.body.addWidget(labelled(hint, "secondary", wrap=True))
        self.body.addWidget(self.list, 1)
        self.finish()
        self.list.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        texts: Texts,
        theme: Theme,
        *,
        recipient: str,
        pieces: Sequence[tuple[PieceId, str]],
    ) -> tuple[PieceId, ...] | None:
        """Asks; None when the person would rather not."""
        dialog = cls(parent, texts, theme, recipient=recipient, pieces=pieces)
        return dialog.value() if dialog.done_well() else None

    def value(self) -> tuple[PieceId, ...]:
        """Gives what is ticked."""
        states = (self._rows.item(row).checkState() for row in range(self._rows.rowCount()))
        ticked = Qt.CheckState.Checked
        return tuple(piece for piece, state in zip(self._pieces, states, strict=True) if state == ticked)

    def reason(self) -> str:
        """Wants at least one piece."""
        return "" if self.value() else self.texts.say("window.dialog_hide_missing")
