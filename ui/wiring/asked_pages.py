"""The pages that are made when they are first asked for: the recipients, the deadlines, what was sent."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from dossier.texts.catalogue import Texts
from ui.session import Session
from ui.theme import Theme
from ui.views.deadlines_page import DeadlinesPage
from ui.views.drop_pages import DropPages
from ui.views.facts_page import FactsPage
from ui.views.recipient_page import RecipientPage
from ui.views.rounds_page import RoundsPage
from ui.wiring.deadlines import DeadlinesWatch
from ui.wiring.disputing import Disputing
from ui.wiring.recipient import Recipients
from ui.wiring.rounds import Rounds


class AskedPages(QObject):
    """Makes them, shows them, and hands on where they lead.

    Attributes:
        piece_wanted: A piece to be looked at.
        rubric_wanted: A rubric to be looked at.
        files_brought: Files for a rubric (``tuple[Path, ...]``, ``str``).
        export_wanted: The annex is to be made, for whom the dossier is now.
        back_wanted: The person is done here.
    """

    piece_wanted = Signal(object)
    rubric_wanted = Signal(str)
    files_brought = Signal(object, str)
    export_wanted = Signal()
    back_wanted = Signal()

    def __init__(
        self, session: Session, pages: DropPages, facts: Disputing, *, texts: Texts, theme: Theme
    ) -> None:
        """Makes nothing that is seen yet.

        Args:
            session: The open dossier.
            pages: Where they are put.
            facts: Where a fact is told; whoever was led there from here comes back here.
            texts: The window's language.
            theme: Its colours.
        """
        super().__init__(pages)
        self._session, self._pages, self._facts = session, pages, facts
        self._texts, self._theme = texts, theme
        self._left: RecipientPage | DeadlinesPage | None = None
        self._recipients: Recipients | None = None
        self._deadlines: DeadlinesWatch | None = None
        self._rounds: Rounds | None = None
        facts.back_wanted.connect(self._come_back)
        pages.currentChanged.connect(self._forget_way)

    @property
    def doers(self) -> Mapping[str, Callable[[], object]]:
        """What leads to them, by the names of ``actions``."""
        return {
            "recipient": self.show_recipients,
            "deadlines": self.show_deadlines,
            "rounds": self.show_rounds,
        }

    @property
    def recipients(self) -> Recipients:
        """Who the annex can be for."""
        if self._recipients is None:
            page = RecipientPage(self._texts, self._theme)
            made = Recipients(self._session, page, texts=self._texts, theme=self._theme)
            made.export_wanted.connect(self.export_wanted)
            made.files_brought.connect(self.files_brought)
            page.deadlines_wanted.connect(self.show_deadlines)
            page.back_wanted.connect(self.back_wanted)
            page.wishes.facts.connect(lambda ask: self._lead_to_facts(ask, page))
            page.wishes.piece.connect(self.piece_wanted)
            page.wishes.rubric.connect(self.rubric_wanted)
            self._pages.add_page(page)
            self._recipients = made
        return self._recipients

    @property
    def deadlines(self) -> DeadlinesWatch:
        """What runs."""
        if self._deadlines is None:
            page = DeadlinesPage(self._texts, self._theme)
            made = DeadlinesWatch(self._session, page, texts=self._texts)
            page.facts_wanted.connect(lambda ask: self._lead_to_facts(ask, page))
            page.back_wanted.connect(self.back_wanted)
            self._pages.add_page(page)
            self._deadlines = made
        return self._deadlines

    @property
    def rounds(self) -> Rounds:
        """What was sent."""
        if self._rounds is None:
            page = RoundsPage(self._texts, self._theme)
            page.export_wanted.connect(self.export_wanted)
            page.back_wanted.connect(self.back_wanted)
            self._pages.add_page(page)
            self._rounds = Rounds(self._session, page, texts=self._texts)
        return self._rounds

    def show_recipients(self) -> None:
        """Leads to the recipients."""
        self._show(self.recipients.page)

    def show_deadlines(self) -> None:
        """Leads to the deadlines."""
        self._show(self.deadlines.page)

    def show_rounds(self) -> None:
        """Leads to what was sent."""
        self._show(self.rounds.page)

    def commit(self) -> None:
        """Sees to it that a number that is being written is not lost."""
        if self._rounds is not None:
            self._rounds.page.commit()

    def take_up(self, name: str) -> bool:
        """Shows again what was seen, by its objectName; tells whether it is one of these."""
        shows = {RecipientPage.NAME: self.show_recipients, DeadlinesPage.NAME: self.show_deadlines}
        shows[RoundsPage.NAME] = self.show_rounds
        if name in shows:
            shows[name]()
        return name in shows

    def _show(self, page: RecipientPage | DeadlinesPage | RoundsPage) -> None:
        self._pages.setCurrentWidget(page)
        page.setFocus()

    def _lead_to_facts(self, ask: str, page: RecipientPage | DeadlinesPage) -> None:
        self._facts.open(ask)
        self._left = page

    def _come_back(self) -> None:
        """Leads from the facts back to where a fact was missing, else to the pieces."""
        if self._left is None:
            self.back_wanted.emit()
        else:
            self._show(self._left)

    def _forget_way(self) -> None:
        now = self._pages.currentWidget()
        if now is not None and now.objectName() != FactsPage.NAME:
            self._left = None
