"""The page of the deadlines: counted beside the window while it is seen, and saved for a calendar."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from dossier.basis.clock import today, zone_named
from dossier.basis.errors import DossierError
from dossier.model.dossier import Dossier
from dossier.model.due import Due, timeline
from dossier.recipients.deadlines import deadlines_of
from dossier.recipients.penalties import penalties
from dossier.texts.catalogue import Texts
from ui.places import file_name, with_suffix
from ui.reveal import reveal
from ui.session import Session
from ui.theme import Tone
from ui.views.deadlines_page import DeadlinesPage, DeadlinesShown


class DeadlinesWatch(QObject):
    """Counts beside the window what the page shows."""

    def __init__(self, session: Session, page: DeadlinesPage, *, texts: Texts) -> None:
        super().__init__(page)
        self._session, self._page, self._texts = session, page, texts
        self._dues: tuple[Due, ...] = ()
        self._asked = 0
        self._day: date | None = None
        self._saved: Path | None = None
        page.shown.connect(self.count)
        page.reminders_wanted.connect(self._choose_target)
        page.banner.acted.connect(self._reveal)
        session.changed.connect(self._follow)
        session.recognised.connect(self._follow)

    @property
    def page(self) -> DeadlinesPage:
        """Where it is shown."""
        return self._page

    def set_day(self, day: date) -> None:
        """Counts from a day; without this from today in the dossier's zone."""
        self._day = day

    def count(self) -> None:
        """Counts everything for the dossier as it is; an answer to an older question is not shown."""
        self._asked += 1
        work = partial(_count, self._session.dossier, self._today())
        self._session.prepare(work, partial(self._show, self._asked))

    def _today(self) -> date:
        return self._day or today(zone_named(self._session.dossier.zone))

    def _follow(self) -> None:
        if self._page.isVisible():
            self.count()

    def _show(self, asked: int, shown: DeadlinesShown) -> None:
        if asked == self._asked:
            self._dues = shown.dues
            self._page.set_deadlines(shown)

    def _choose_target(self) -> None:
        say, session = self._texts.say, self._session
        title = file_name(session.dossier.title) or session.path.stem
        proposed = session.folder / f"{say('window.deadlines_file', title=title)}.ics"
        chosen, _ = QFileDialog.getSaveFileName(
            self._page.window(),
            say("window.deadlines_choose"),
            str(proposed),
            f"{say('window.deadlines_files')} (*.ics)",
        )
        if chosen:
            self._save(with_suffix(Path(chosen), ".ics"))

    def _save(self, target: Path) -> None:
        self._session.save_reminders(
            target,
            self._dues,
            day=self._today(),
            texts=self._texts,
            then=partial(self._tell_saved, target),
            failed=self._tell_refused,
        )

    def _tell_saved(self, target: Path) -> None:
        self._saved = target
        coming = sum(due.coming for due in self._dues)
        said = self._texts.say("window.deadlines_saved", n=coming, file=target.name)
        self._page.banner.say(said, Tone.GOOD, action=self._texts.say("window.deadlines_reveal"))

    def _tell_refused(self, error: DossierError) -> None:
        self._saved = None
        self._page.banner.say(self._texts.error(error), Tone.MISSING)

    def _reveal(self) -> None:
        if self._saved is not None:
            reveal(self._saved)


def _count(dossier: Dossier, day: date) -> DeadlinesShown:
    """Counts the days of a dossier; the rules are read at the first time."""
    dues = deadlines_of(dossier, day=day)
    return DeadlinesShown(
        dues=dues,
        penalties=penalties(dossier),
        points=timeline(dossier.facts.key_dates, dues, day=day),
        day=day,
        currency=dossier.facts.currency,
        happened=bool(dossier.facts.key_dates),
    )
