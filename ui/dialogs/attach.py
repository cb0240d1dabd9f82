"""Which piece others follow: as what is attached to it, as its translation or its transcription."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from dossier.model.ids import PieceId
from dossier.model.piece import Rendering
from dossier.texts.catalogue import Texts
from ui.dialogs.form import Form
from ui.theme import Theme
from ui.widgets.labels import labelled
from ui.widgets.searched_list import KEY, SearchedList

_LIST_PX = 280
_GAP_PX = 2


class AttachDialog(Form):
    """Lets one piece be chosen, by the arrows or by typing some of its name."""

    def __init__(
        self,
        parent: QWidget | None,
        texts: Texts,
        theme: Theme,
        *,
        count: int,
        rendering: Rendering | None,
        holders: Sequence[tuple[PieceId, str]],
        chosen: PieceId | None = None,
    ) -> None:
        """Makes the dialog.

        Args:
            parent: Over which window it opens.
            texts: The window's language.
            theme: The window's colours.
            count: How many pieces are to follow.
            rendering: What they are of it.
            holders: What they can follow, each with its words.
            chosen: What they follow now, if they do.
        """
        say, act = texts.say, rendering or "attach"
        title, verb = (say(f"window.{act}_{which}", n=count) for which in ("title", "go"))
        super().__init__(parent, texts, theme, title=title, verb=verb)
        self._found = SearchedList(
            say("window.attach_list"),
            hint=say("window.facts_picker_search"),
            nothing=say("window.facts_picker_none"),
            name="dialog-attach",
        )
        self._found.fill(holders)
        for item in self._found.items:
            if item.data(KEY) == chosen:
                self._found.list.setCurrentItem(item)
        self._found.list.setMinimumHeight(_LIST_PX)
        self._found.list.setSpacing(_GAP_PX)
        self._found.list.itemDoubleClicked.connect(self.accept)
        self._found.list.currentItemChanged.connect(self.check)
        self._found.search.textChanged.connect(self.check)
        self.body.addWidget(labelled(say(f"window.{act}_hint", n=count), "secondary", wrap=True))
        self.body.addWidget(self._found, 1)
        self.finish()
        self._found.search.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        texts: Texts,
        theme: Theme,
        *,
        count: int,
        rendering: Rendering | None,
        holders: Sequence[tuple[PieceId, str]],
        chosen: PieceId | None = None,
    ) -> PieceId | None:
        """Asks; None when the person would rather not."""
        dialog = cls(parent, texts, theme, count=count, rendering=rendering, holders=holders, chosen=chosen)
        return dialog.value() if dialog.done_well() else None

    def value(self) -> PieceId | None:
        """Gives the chosen piece."""
        item = self._found.current
        return None if item is None else item.data(KEY)

    def reason(self) -> str:
        """Wants a piece that is seen in the list."""
        return "" if self.value() else self.texts.say("window.attach_missing")
