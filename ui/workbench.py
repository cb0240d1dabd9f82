"""One open dossier: its pages, and everything between them and its session."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dossier.model.ids import PieceId, RubricId
from dossier.texts.catalogue import Texts
from ui.actions import Actions
from ui.dialogs.confirm import ConfirmDialog
from ui.models.roles import Cut, CutKind
from ui.save_state import SaveState
from ui.session import Session
from ui.theme import Theme, Tone
from ui.views.desk_page import DeskPage
from ui.views.drop_pages import DropPages
from ui.views.export_page import ExportPage
from ui.views.facts_page import FactsPage
from ui.views.findings_page import FindingsPage
from ui.views.remarks import Remark
from ui.wiring.asked_pages import AskedPages
from ui.wiring.capturing import Capturing
from ui.wiring.chosen import Chosen
from ui.wiring.copies import Copies
from ui.wiring.disputing import Disputing
from ui.wiring.exporting import Exporting
from ui.wiring.following import Following
from ui.wiring.helping import Helping
from ui.wiring.intake import Intake
from ui.wiring.marking import Marking
from ui.wiring.menus import Menus
from ui.wiring.outlook import Outlook
from ui.wiring.pieces import PieceActs
from ui.wiring.reading_again import ReadingAgain
from ui.wiring.recognising import Reading
from ui.wiring.refusals import Refusals
from ui.wiring.rubrics import RubricActs
from ui.wiring.seen import Seen, look_again, seen_now
from ui.wiring.telling import Telling


class Workbench(DropPages):
    """Shows one page: the working page, the export, the remarks, the dispute's facts.

    Attributes:
        title_changed: What the window should be called (``str``).
        open_wanted: A project file to open in place of this one (``Path``).
    """

    title_changed = Signal(str)
    open_wanted = Signal(object)

    def __init__(
        self,
        session: Session,
        actions: Actions,
        *,
        texts: Texts,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("workbench")
        self._session, self._actions, self._texts, self._theme = session, actions, texts, theme
        self.desk = DeskPage(texts, theme)
        self.findings_page = FindingsPage(texts, theme)
        for page in (self.desk, self.findings_page):
            self.add_page(page)
        self._exporting: Exporting | None = None
        self.disputing = Disputing(session, self, actions["undo"], texts=texts, theme=theme)
        self.asked = AskedPages(session, self, self.disputing, texts=texts, theme=theme)
        self._chosen = Chosen(self)
        self._following = Following(session, self.desk, self._chosen, texts=texts)
        self.pieces, self.findings = self._following.pieces, self._following.findings
        self._outlook = Outlook(session, self.desk, self.pieces)
        self._telling = Telling(self.desk.banner)
        self._intake = Intake(session, self.desk, self._telling, texts=texts)
        self._copies = Copies(session, self.desk, self._telling, texts=texts)
        self._refusals = Refusals(session, self._telling, self._copies, texts=texts)
        acts = PieceActs(session, self.desk, self._chosen, texts=texts, theme=theme)
        facts = RubricActs(session, self.desk, texts=texts, theme=theme)
        self._menus = Menus(
            session, self.desk, actions, chosen=self._chosen, outlook=self._outlook, texts=texts
        )
        self._reading = Reading(session, self.desk.status.reading)
        self._helping = Helping(
            session,
            self.desk,
            intake=self._intake,
            acts=acts,
            again=ReadingAgain(session, self.desk, self._telling, texts=texts, theme=theme),
            telling=self._telling,
            texts=texts,
        )
        self._capturing = Capturing(session, self.desk, texts=texts, theme=theme)
        acts.stayed.connect(self._refusals.say_stayed)
        self.doers = self._own_doers() | dict(acts.doers) | dict(facts.doers) | dict(self._menus.doers)
        self._wire_session()
        self._wire_desk()
        self._wire_findings()
        self._wire_asked()

    def begin(self, seen: Seen | None = None) -> None:
        """Shows the dossier as it is, the part of it that was seen before if there was one."""
        self._follow()
        self.desk.top.set_saved(self._session.save_state)
        self.desk.pieces.view.setFocus()
        if (reason := self._session.present.read_only) is not None:
            self._refusals.say(reason)
        if seen is not None:
            look_again(seen, self.desk, self._outlook)
            if seen.exporting:
                self.exporting.take_up(seen.made)
            self._show_again(seen.page)
        self._session.go_on()

    @property
    def exporting(self) -> Exporting:
        """What makes the annex; its page is made when it is first wanted."""
        if self._exporting is None:
            self._exporting = Exporting(
                self._session, ExportPage(self._texts, self._theme), texts=self._texts
            )
            Marking(self._session, self._exporting, texts=self._texts, theme=self._theme)
            self.add_page(self.export_page)
            self._wire_export()
        return self._exporting

    @property
    def export_page(self) -> ExportPage:
        """Where the annex is made."""
        return self.exporting.page

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Adds files, as if they had been dropped."""
        self._intake.add_paths(paths)

    def commit(self) -> None:
        """Sees to it that what is being typed is not lost."""
        self.desk.card.commit()
        self.disputing.commit()
        self.asked.commit()

    def may_close(self) -> bool:
        """Asks before what could not be saved is given up; tells whether to go on."""
        self.commit()
        if self._session.save_state is not SaveState.UNSAVED:
            return True
        say = self._texts.say
        return ConfirmDialog.ask(
            self.window(),
            self._texts,
            self._theme,
            question=say("window.unsaved_question"),
            loss=say("window.unsaved_loss"),
            verb=say("window.unsaved_verb"),
        )

    def leave(self) -> Seen:
        """Ends its work, and tells what was seen."""
        self.commit()
        self._capturing.stop()
        self._session.forget_lookers()
        return seen_now(self.desk, self._outlook, page=self.currentWidget(), exporting=self._exporting)

    def tell(self, words: str, tone: Tone) -> None:
        """Says something above the pieces."""
        self._telling.say(words, tone)

    def show_piece(self, piece: PieceId) -> None:
        """Leads to a piece, wherever it stands; to the list alone when it is gone."""
        self.setCurrentWidget(self.desk)
        one = next((one for one in self._session.dossier.pieces if one.id == piece), None)
        if one is not None:
            self._outlook.bring(one)
            self.desk.pieces.view.show_piece(piece)

    def help_with(self, act: str, piece: PieceId | None) -> None:
        """Leads to the one act that helps a piece."""
        if piece is not None:
            self.show_piece(piece)
        self.setCurrentWidget(self.desk)
        self._helping.help(act, piece)

    def _answer(self, act: str, remark: Remark) -> None:
        """Does what a remark asks for; a proposal is answered on the spot, so that the next one follows."""
        if act in self._helping.answering and remark.finding is not None:
            self._helping.answer(act, remark.finding)
        else:
            self.help_with(act, remark.piece)

    def _own_doers(self) -> dict[str, Callable[[], object]]:
        return {
            "save_copy": self._copies.save_dossier,
            "export": self._show_export,
            "undo": self._session.undo,
            "redo": self._session.redo,
            "paste": self._intake.paste,
            "find": self._find,
            "add": self._intake.choose_files,
            "add_folder": self._intake.choose_folder,
            "capture": self._capturing.begin,
            "findings": self._show_findings,
            "dispute": self.disputing.open,
            **self.asked.doers,
        }

    def _wire_session(self) -> None:
        session = self._session
        session.changed.connect(self._follow)
        session.changed.connect(self._telling.settle)
        session.recognised.connect(self._follow)
        session.listed.connect(self._follow)
        self._refusals.said.connect(self._show_banner)
        session.save_state_changed.connect(self.desk.top.set_saved)
        self._intake.project_brought.connect(self.open_wanted)
        self._intake.remarks_wanted.connect(self._show_findings)
        self._copies.open_wanted.connect(self.open_wanted)
        self.files_dropped.connect(self._take_dropped)
        self.data_dropped.connect(self._intake.add_data)

    def _wire_desk(self) -> None:
        desk = self.desk
        self._following.title_changed.connect(self.title_changed)
        self._following.shown.connect(self._menus.stand)
        desk.pieces.view.opened.connect(lambda _: desk.card.setFocus())
        desk.status.findings_wanted.connect(self._show_findings)
        desk.card.piece_wanted.connect(self.show_piece)
        desk.card.unlock_wanted.connect(lambda piece: self.help_with("password", piece))

    def _wire_findings(self) -> None:
        self.findings_page.set_findings(self.findings)
        self._wire_remarks_of(self.findings_page)

    def _wire_asked(self) -> None:
        asked = self.asked
        asked.piece_wanted.connect(self.show_piece)
        asked.rubric_wanted.connect(self._show_rubric)
        asked.files_brought.connect(self._take_for)
        asked.export_wanted.connect(self._show_export)
        asked.back_wanted.connect(self._show_desk)

    def _wire_export(self) -> None:
        export = self.export_page
        export.set_findings(self.findings)
        export.findings_wanted.connect(self._show_findings)
        export.facts_wanted.connect(self.doers["facts"])
        export.recipient_wanted.connect(self.asked.show_recipients)
        export.rounds_wanted.connect(self.asked.show_rounds)
        self._wire_remarks_of(export)
        export.set_dossier(self._session.dossier)

    def _wire_remarks_of(self, page: ExportPage | FindingsPage) -> None:
        page.piece_wanted.connect(self.show_piece)
        page.action_wanted.connect(self._answer)
        page.back_wanted.connect(self._show_desk)

    def _follow(self) -> None:
        """Shows what the session has now."""
        self._following.follow()
        if self._exporting is not None:
            self.export_page.set_dossier(self._session.dossier)
        self.disputing.follow()

    def _find(self) -> None:
        self._show_desk()
        self.desk.pieces.go_to_search()

    def _show_desk(self) -> None:
        self.setCurrentWidget(self.desk)
        self.desk.pieces.view.setFocus()

    def _show_export(self) -> None:
        self.commit()
        self.exporting.begin()
        self.setCurrentWidget(self.export_page)
        self.export_page.setFocus()

    def _show_findings(self) -> None:
        self.setCurrentWidget(self.findings_page)
        self.findings_page.focus_list()

    def _show_rubric(self, rubric: str) -> None:
        self._outlook.choose(Cut(kind=CutKind.RUBRIC, rubric=rubric))
        self._show_desk()

    def _take_for(self, paths: tuple[Path, ...], rubric: str) -> None:
        """Adds files to a rubric; to whichever fits where the dossier has none of that name."""
        known = {one.id for one in self._session.dossier.rubrics}
        self._intake.add_paths(paths, RubricId(rubric) if rubric in known else None)

    def _show_again(self, page: str) -> None:
        """Shows the page that was seen, made anew."""
        if page == FactsPage.NAME:
            self.disputing.open()
        elif not self.asked.take_up(page):
            self.setCurrentWidget(self.findChild(QWidget, page) or self.desk)

    def _take_dropped(self, paths: tuple[Path, ...]) -> None:
        if not self._session.exporting:
            self._show_desk()
        self.add_paths(paths)

    def _show_banner(self) -> None:
        if not self._session.exporting:
            self.setCurrentWidget(self.desk)
