"""The menus: what can be done now, with what is chosen."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from dossier.model.commands import place
from dossier.model.ids import PieceId
from dossier.texts.catalogue import Texts
from ui.actions import Actions
from ui.session import Session
from ui.views.desk_page import DeskPage
from ui.wiring.chosen import Chosen
from ui.wiring.outlook import Outlook
from ui.wiring.standing import rubric_in_view, standing


class Menus(QObject):
    """Puts the acts into the bar's menu and the list's, and lets them follow what can be done."""

    def __init__(
        self,
        session: Session,
        page: DeskPage,
        actions: Actions,
        *,
        chosen: Chosen,
        outlook: Outlook,
        texts: Texts,
    ) -> None:
        super().__init__(page)
        self._session, self._page, self._actions = session, page, actions
        self._chosen, self._outlook, self._texts = chosen, outlook, texts
        menu = QMenu(page)
        for part in actions.menus(menu):
            menu.addMenu(part)
        page.top.set_actions(
            actions["undo"], actions["add"], actions["export"], menu, recipient=actions["recipient"]
        )
        page.pieces.view.menu_wanted.connect(self._open)
        outlook.changed.connect(self.stand)

    @property
    def doers(self) -> Mapping[str, Callable[[], object]]:
        """What the menus and keys do about the part of the dossier that is looked at."""
        return {
            "by_rubric": lambda: self._outlook.order(True),
            "by_date": lambda: self._outlook.order(False),
            "order_by_date": self._order_by_date,
        }

    def stand(self) -> None:
        """Lets the acts follow what can be done."""
        there = {piece.id for piece in self._session.dossier.pieces}
        ids = [piece for piece in self._chosen.ids if piece in there]
        self._actions.set_standing(
            standing(self._session.present, ids, cut=self._outlook.cut, texts=self._texts)
        )

    def _open(self, _ids: tuple[PieceId, ...], at: QPoint) -> None:
        menu = self._actions.menu_of_chosen(self._page)
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(at)

    def _order_by_date(self) -> None:
        """Orders by date again the rubric that is looked at, else that of the chosen piece."""
        rubric = rubric_in_view(self._session.dossier, self._chosen.ids, cut=self._outlook.cut)
        if rubric is not None:
            self._session.do(place.order_by_date, rubric)
