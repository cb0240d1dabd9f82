"""One open dossier: its pages, and everything between them and its session."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QWidget

from dossier.basis.digest import Digest
from dossier.basis.errors import CancelledError, DossierError
from dossier.model.commands import place
from dossier.model.ids import PieceId, RubricId
from dossier.texts.catalogue import Texts
from ui import present
from ui.actions import Actions, Menu, Standing
from ui.models.findings import FindingsModel
from ui.models.pieces import PiecesModel
from ui.models.roles import Cut, CutKind
from ui.models.rubrics import RubricsModel
from ui.session import Session
from ui.theme import Theme, Tone
from ui.views.desk_page import DeskPage
from ui.views.export_page import ExportPage
from ui.views.findings_page import FindingsPage
from ui.wiring.chosen import Chosen
from ui.wiring.exporting import Exporting
from ui.wiring.intake import Intake
from ui.wiring.pictures import Pictures
from ui.wiring.pieces import PieceActs
from ui.wiring.rubrics import RubricActs


class Workbench(QStackedWidget):
    """Shows one of three pages: the working page, the export, the remarks.

    Attributes:
        title_changed: What the window should be called (``str``).
    """

    title_changed = Signal(str)

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
        self._session, self._actions, self._texts = session, actions, texts
        self._cut = Cut()
        self.pieces, self.rubrics, self.findings = (
            PiecesModel(texts, self),
            RubricsModel(texts, self),
            FindingsModel(texts, self),
        )
        self.desk = DeskPage(texts, theme)
        self.export_page = ExportPage(texts, theme)
        self.findings_page = FindingsPage(texts, theme)
        for page in (self.desk, self.export_page, self.findings_page):
            self.addWidget(page)
        self._chosen = Chosen(self)
        self._intake = Intake(session, self.desk, texts=texts)
        self._pictures = Pictures(session, self.pieces, self.desk.preview, texts=texts)
        self._exporting = Exporting(session, self.export_page, texts=texts)
        acts = PieceActs(session, self.desk, self._chosen, texts=texts, theme=theme)
        facts = RubricActs(session, self.desk, texts=texts, theme=theme)
        self.doers = self._own_doers() | dict(acts.doers) | dict(facts.doers)
        self._menu = self._full_menu()
        self._wire()

    def begin(self) -> None:
        """Shows the dossier as it is."""
        self._follow()
        self.desk.top.set_saved(self._session.save_state)
        self.desk.pieces.view.setFocus()
        if (reason := self._session.present.read_only) is not None:
            self.tell(self._texts.error(reason), Tone.LOOK)

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Adds files, as if they had been dropped."""
        self._intake.add_paths(paths)

    def commit(self) -> None:
        """Sees to it that what is being typed is not lost."""
        self.desk.card.commit()

    def tell(self, words: str, tone: Tone) -> None:
        """Says something above the pieces."""
        self.desk.banner.say(words, tone)

    def show_piece(self, piece: PieceId) -> None:
        """Leads to a piece, wherever it stands."""
        one = self._session.dossier.piece(piece)
        self._choose_cut(Cut(kind=CutKind.BIN) if one.binned else Cut())
        self.desk.pieces.set_search("")
        self.pieces.set_found(None)
        self.setCurrentWidget(self.desk)
        self.desk.pieces.view.show_piece(piece)

    def help_with(self, act: str, piece: PieceId | None) -> None:
        """Does, or leads to, the one act that a remark asks for."""
        if piece is not None:
            self.show_piece(piece)
        self.setCurrentWidget(self.desk)
        helps: Mapping[str, Callable[[], object]] = {
            "date": self.desk.card.ask_date,
            "add": self._intake.choose_files,
            "replace": self._intake.choose_files,
            "pages": self.doers["choose_pages"],
            "note": self.doers["note_event"],
        }
        if act in helps:
            helps[act]()

    def _own_doers(self) -> dict[str, Callable[[], object]]:
        return {
            "save_copy": self._save_copy,
            "export": self._show_export,
            "undo": self._session.undo,
            "redo": self._session.redo,
            "paste": self._intake.paste,
            "find": self.desk.pieces.go_to_search,
            "add": self._intake.choose_files,
            "add_folder": self._intake.choose_folder,
            "by_rubric": lambda: self._order_by_rubric(True),
            "by_date": lambda: self._order_by_rubric(False),
            "findings": self._show_findings,
            "order_by_date": self._order_by_date,
        }

    def _wire(self) -> None:
        session, desk = self._session, self.desk
        session.changed.connect(self._follow)
        session.refused.connect(self._tell_refusal)
        session.save_state_changed.connect(desk.top.set_saved)
        session.found.connect(self._show_found)
        session.added.connect(lambda added: self._choose_new(added.pieces))
        desk.top.set_actions(self._actions["undo"], self._actions["add"], self._actions["export"], self._menu)
        desk.rubrics.view.setModel(self.rubrics)
        desk.rubrics.view.cut_wanted.connect(self._choose_cut)
        desk.pieces.setModel(self.pieces)
        desk.pieces.search_wanted.connect(self._search)
        desk.pieces.by_rubric_wanted.connect(self._order_by_rubric)
        desk.pieces.view.selection_told.connect(self._choose)
        desk.pieces.view.menu_wanted.connect(self._open_menu)
        desk.pieces.view.opened.connect(lambda _: desk.card.setFocus())
        desk.status.set_findings(self.findings)
        desk.status.findings_wanted.connect(self._show_findings)
        desk.banner.acted.connect(self._show_findings)
        desk.card.piece_wanted.connect(self.show_piece)
        desk.card.original_wanted.connect(self._save_original)
        self._wire_other_pages()

    def _wire_other_pages(self) -> None:
        export, findings = self.export_page, self.findings_page
        export.set_findings(self.findings)
        export.findings_wanted.connect(self._show_findings)
        export.facts_wanted.connect(self.doers["facts"])
        findings.set_findings(self.findings)
        for page in (export, findings):
            page.piece_wanted.connect(self.show_piece)
            page.action_wanted.connect(self.help_with)
            page.back_wanted.connect(lambda: self.setCurrentWidget(self.desk))

    def _follow(self) -> None:
        """Shows what the session has now."""
        dossier, present_now = self._session.dossier, self._session.present
        self.pieces.set_dossier(dossier)
        self.rubrics.set_dossier(dossier)
        self.findings.set_findings(dossier)
        self.export_page.set_dossier(dossier)
        self.desk.status.set_counts(dossier)
        title = dossier.title or self._session.path.stem
        self.desk.top.set_title(title)
        self.title_changed.emit(title)
        self.desk.card.set_read_only(present_now.read_only is not None)
        self.desk.preview.set_read_only(present_now.read_only is not None)
        self._show_chosen()

    def _choose(self, ids: tuple[PieceId, ...]) -> None:
        self._chosen.choose(ids)
        self._show_chosen()

    def _choose_new(self, pieces: tuple[PieceId, ...]) -> None:
        """Leads to the first of what was added, so that the person sees what came of it."""
        if pieces and not self._chosen.ids:
            self.desk.pieces.view.show_piece(pieces[0])

    def _show_chosen(self) -> None:
        dossier = self._session.dossier
        there = {piece.id: piece for piece in dossier.pieces}
        ids = tuple(piece for piece in self._chosen.ids if piece in there)
        self.desk.card.show_pieces(dossier, ids)
        self._pictures.show(there[ids[0]] if ids else None)
        now = self._session.present
        writable = now.read_only is None
        self._actions.set_standing(
            Standing(
                is_open=True,
                is_writable=writable,
                has_chosen=bool(ids),
                undo_words=present.act(self._texts, now.undoable) if now.undoable else "",
                redo_words=present.act(self._texts, now.redoable) if now.redoable else "",
            )
        )

    def _choose_cut(self, cut: Cut) -> None:
        self._cut = cut
        self.pieces.set_cut(cut)
        self.desk.pieces.set_cut(cut)
        self.desk.rubrics.view.show_cut(cut)

    def _order_by_rubric(self, by_rubric: bool) -> None:
        self.pieces.set_by_rubric(by_rubric)
        self.desk.pieces.set_by_rubric(by_rubric)

    def _search(self, words: str) -> None:
        if words.strip():
            self._session.search(words)
        else:
            self.pieces.set_found(None)

    def _show_found(self, words: str, found: frozenset[PieceId]) -> None:
        # An answer to words that have been typed over since is late.
        if words.strip() == self.desk.pieces.search.text().strip():
            self.pieces.set_found(found)

    def _show_export(self) -> None:
        self.commit()
        self._exporting.begin()
        self.setCurrentWidget(self.export_page)
        self.export_page.setFocus()

    def _show_findings(self) -> None:
        self.setCurrentWidget(self.findings_page)
        self.findings_page.focus_list()

    def _full_menu(self) -> QMenu:
        menu = QMenu(self)
        for part in self._actions.menus(menu):
            menu.addMenu(part)
        return menu

    def _open_menu(self, _ids: tuple[PieceId, ...], at: QPoint) -> None:
        self._actions.menu(Menu.PIECE, self).popup(at or QCursor.pos())

    def _save_copy(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self.window(), self._texts.say("window.choose_copy"), str(self._session.path.parent)
        )
        if chosen:
            path = Path(chosen)
            said = self._texts.say("window.copy_saved", path=str(path))
            self._session.copy_to(path, lambda: self.tell(said, Tone.GOOD))

    def _save_original(self, digest: Digest, name: str) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self.window(), self._texts.say("window.choose_original"), str(self._session.path.parent / name)
        )
        if chosen:
            said = self._texts.say("window.original_saved", path=chosen)
            self._session.save_original(digest, Path(chosen), lambda: self.tell(said, Tone.GOOD))

    def _tell_refusal(self, error: DossierError) -> None:
        tone = Tone.NEUTRAL if isinstance(error, CancelledError) else Tone.MISSING
        self.setCurrentWidget(self.desk)
        self.tell(self._texts.error(error), tone)

    def _order_by_date(self) -> None:
        """Orders by date again the rubric that is looked at, else that of the chosen piece."""
        if self._cut.kind is CutKind.RUBRIC:
            self._session.do(place.order_by_date, RubricId(self._cut.rubric))
        elif self._chosen.ids:
            rubric = self._session.dossier.piece(self._chosen.first).rubric
            self._session.do(place.order_by_date, rubric)
