"""The acts on rubrics and on the dossier's own facts."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject

from dossier.model.commands import facts, rubrics
from dossier.model.ids import RubricId
from dossier.texts.catalogue import Texts
from ui.dialogs.facts import Facts, FactsDialog
from ui.dialogs.rubric import RubricDialog
from ui.session import Session
from ui.theme import Theme
from ui.views.desk_page import DeskPage
from ui.wiring.rubric_names import rubric_names


class RubricActs(QObject):
    """Hands what the person asks of rubrics and facts to the session."""

    def __init__(self, session: Session, page: DeskPage, *, texts: Texts, theme: Theme) -> None:
        super().__init__(page)
        self._session, self._page, self._texts, self._theme = session, page, texts, theme
        view = page.rubrics.view
        page.rubrics.add_wanted.connect(self.add)
        view.rename_wanted.connect(self.rename)
        view.remove_wanted.connect(self.remove)
        view.order_wanted.connect(self.reorder)
        page.top.facts_wanted.connect(self.ask_facts)

    @property
    def doers(self) -> Mapping[str, Callable[[], object]]:
        """What the menus and keys do, by the names of ``actions``."""
        return {"facts": self.ask_facts}

    def add(self) -> None:
        """Asks for a name and adds a rubric."""
        if not self._session.may_change():
            return
        name = RubricDialog.ask(self._page.window(), self._texts, self._theme, taken=self._names())
        if name is not None:
            self._session.do(rubrics.add_rubric, name)

    def rename(self, rubric: RubricId) -> None:
        """Asks for another name."""
        if not self._session.may_change():
            return
        known = dict(rubric_names(self._session.dossier, self._texts))
        others = [name for one, name in known.items() if one != rubric]
        asked = RubricDialog.ask(
            self._page.window(), self._texts, self._theme, name=known.get(rubric, ""), taken=others
        )
        if asked is not None:
            self._session.do(rubrics.rename_rubric, rubric, name=asked)

    def remove(self, rubric: RubricId) -> None:
        """Removes a rubric; one that holds pieces is refused by the command, and said why."""
        self._session.do(rubrics.remove_rubric, rubric)

    def reorder(self, order: Sequence[RubricId]) -> None:
        """Changes the order of the annex's rubrics."""
        self._session.do(rubrics.reorder_rubrics, order)

    def ask_facts(self) -> None:
        """Asks for title, number, zone and language."""
        if not self._session.may_change():
            return
        dossier = self._session.dossier
        before = Facts(
            title=dossier.title,
            zone=dossier.zone,
            language=dossier.language,
            case_number=dossier.case_number,
        )
        asked = FactsDialog.ask(self._page.window(), self._texts, self._theme, facts=before)
        if asked is None:
            return
        if asked.title != before.title:
            self._session.do(facts.set_dossier_title, asked.title)
        if asked.zone != before.zone:
            self._session.do(facts.set_zone, asked.zone)
        if asked.language != before.language:
            self._session.do(facts.set_language, asked.language)
        if asked.case_number != before.case_number:
            self._session.do(facts.set_case_number, asked.case_number)

    def _names(self) -> list[str]:
        return [name for _, name in rubric_names(self._session.dossier, self._texts)]
