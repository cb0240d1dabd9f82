"""What the person is looking at, so that pages made anew can show the same."""

from dataclasses import dataclass

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from dossier.model.ids import PieceId
from ui.models.roles import Cut
from ui.views.desk_page import DeskPage
from ui.wiring.exporting import Exporting, Made
from ui.wiring.outlook import Outlook


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """All of it.

    Attributes:
        page: Which page, by its objectName.
        cut: Which part of the dossier.
        by_rubric: Whether pieces stood under their rubrics.
        words: What was searched.
        chosen: The chosen pieces.
        scrolled_px: How far the list was scrolled.
        panes: How wide the panes were, and how high those at the right, as Qt writes it.
        exporting: Whether there was an export page.
        made: The annex that it told of.
    """

    page: str
    cut: Cut
    by_rubric: bool
    words: str
    chosen: tuple[PieceId, ...]
    scrolled_px: int
    panes: tuple[QByteArray, ...]
    exporting: bool
    made: Made | None


def seen_now(desk: DeskPage, outlook: Outlook, *, page: QWidget | None, exporting: Exporting | None) -> Seen:
    """Notes what is seen."""
    return Seen(
        page=page.objectName() if page is not None else "",
        cut=outlook.cut,
        by_rubric=outlook.by_rubric,
        words=outlook.words,
        chosen=desk.pieces.view.selected,
        scrolled_px=desk.pieces.view.verticalScrollBar().value(),
        panes=(desk.panes.saveState(), desk.right.saveState()),
        exporting=exporting is not None,
        made=exporting.made if exporting is not None else None,
    )


def look_again(seen: Seen, desk: DeskPage, outlook: Outlook) -> None:
    """Shows the same part of the same dossier on pages made anew."""
    outlook.order(seen.by_rubric)
    outlook.choose(seen.cut)
    outlook.set_words(seen.words)
    for splitter, state in zip((desk.panes, desk.right), seen.panes, strict=True):
        splitter.restoreState(state)
    view = desk.pieces.view
    view.select(seen.chosen)
    view.doItemsLayout()
    view.verticalScrollBar().setValue(seen.scrolled_px)
