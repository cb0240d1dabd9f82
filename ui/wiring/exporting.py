"""The export page: where to, how far, and what it came to."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from dossier.basis.errors import CancelledError, DossierError
from dossier.model.piece import State
from dossier.texts.catalogue import Texts
from dossier.workspace.exporting import Built, ExportOrder
from ui.places import file_name, with_suffix
from ui.reveal import open_file, reveal
from ui.session import Session
from ui.views.export_form import ExportChoice
from ui.views.export_page import ExportPage
from ui.views.export_report import ExportDone

_PAGES_SHOWN: Final = 4
_PAGE_PX: Final = 600


class Exporting(QObject):
    """Hands the choice to the session, and shows what the session tells."""

    def __init__(self, session: Session, page: ExportPage, *, texts: Texts) -> None:
        super().__init__(page)
        self._session, self._page, self._texts = session, page, texts
        self._built: Built | None = None
        page.target_wanted.connect(self._choose_target)
        page.export_wanted.connect(self._export)
        page.cancel_wanted.connect(session.stop_export)
        page.open_wanted.connect(open_file)
        page.reveal_wanted.connect(lambda path: reveal(path))
        session.worked.connect(self._tell_progress)
        session.exported.connect(self._show_done)
        session.export_refused.connect(self._show_refusal)

    @property
    def page(self) -> ExportPage:
        """Where it is asked for and shown."""
        return self._page

    @property
    def built(self) -> Built | None:
        """The annex that the page shows; None when it shows none."""
        return self._built

    def begin(self) -> None:
        """Prepares the page for the dossier as it is now."""
        self._page.set_dossier(self._session.dossier)
        if not self._session.exporting:
            self._built = None
            self._aim(self._proposed_target())
            self._page.set_ready()

    def take_up(self, built: Built | None) -> None:
        """Shows what another page showed before it: an annex in the making, or a finished one."""
        self.begin()
        if self._session.exporting:
            self._page.set_progress("sheets", 0, 0)
        elif built is not None:
            self._show_done(built)

    def _proposed_target(self) -> Path:
        """Proposes a place beside the dossier; beside one that is not kept, in its owner's folder."""
        title = file_name(self._session.dossier.title) or self._session.path.stem
        name = self._texts.say("window.annex_file", title=title)
        return self._session.folder / f"{name}.pdf"

    def _choose_target(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self._page.window(),
            self._texts.say("window.choose_annex"),
            str(self._proposed_target()),
            "PDF (*.pdf)",
        )
        if chosen:
            self._aim(with_suffix(Path(chosen), ".pdf"))

    def _aim(self, target: Path) -> None:
        self._page.set_target(target, replaces=target.exists())

    def _export(self, choice: ExportChoice) -> None:
        report = choice.target.with_suffix(".json") if choice.with_report else None
        self._page.set_progress("sheets", 0, 0)
        self._session.export(ExportOrder(target=choice.target, day=choice.day, report=report))

    def _tell_progress(self, stage: str, done: int, total: int) -> None:
        if self._session.exporting:
            self._page.set_progress(stage, done, total)

    def _show_done(self, built: Built) -> None:
        if built.annex is None or built.check is None or built.plan is None:
            self._page.set_failed(self._texts.error(DossierError("no-piece")))
            return
        self._built = built
        path = Path(built.annex.path)
        states = ((piece.piece, piece.state) for piece in built.plan.pieces if piece.state is not State.OK)
        self._page.set_done(
            ExportDone(
                path=path,
                pieces=built.pieces,
                attached=built.attached,
                pages=built.annex.pages,
                size=built.annex.size,
                digest=built.annex.digest,
                facts=built.check.held,
                findings=built.findings,
                tallies=built.check.tallies,
                states=tuple(states),
                beside=tuple(file.path for file in built.beside),
            )
        )
        for number in range(1, min(_PAGES_SHOWN, built.annex.pages) + 1):
            width = round(_PAGE_PX * self._page.devicePixelRatioF())
            self._session.annex_page(path, number, partial(self._show_page, number), width_px=width)

    def _show_page(self, number: int, picture: Path) -> None:
        self._page.set_page_picture(number, picture)

    def _show_refusal(self, error: DossierError) -> None:
        if isinstance(error, CancelledError):
            self._page.set_cancelled()
        else:
            self._page.set_failed(self._texts.error(error))
