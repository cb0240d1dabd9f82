"""The export page: where to, how far, and what it came to."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from dossier.basis.errors import CancelledError, DossierError
from dossier.model.piece import State
from dossier.texts.catalogue import Texts
from dossier.workspace.exporting import Built, ExportOrder
from ui.places import file_name, with_suffix
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
        self._running = False
        page.target_wanted.connect(self._choose_target)
        page.export_wanted.connect(self._export)
        page.cancel_wanted.connect(session.stop_work)
        page.open_wanted.connect(_open)
        page.reveal_wanted.connect(_reveal)
        session.worked.connect(self._tell_progress)
        session.exported.connect(self._show_done)
        session.export_refused.connect(self._show_refusal)

    @property
    def running(self) -> bool:
        """Whether an annex is being made."""
        return self._running

    def begin(self) -> None:
        """Prepares the page for the dossier as it is now."""
        self._page.set_dossier(self._session.dossier)
        if not self._running:
            self._aim(self._proposed_target())
            self._page.set_ready()

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
        self._running = True
        self._page.set_progress("sheets", 0, 0)
        self._session.export(ExportOrder(target=choice.target, day=choice.day, report=report))

    def _tell_progress(self, stage: str, done: int, total: int) -> None:
        if self._running:
            self._page.set_progress(stage, done, total)

    def _show_done(self, built: Built) -> None:
        self._running = False
        if built.annex is None or built.check is None or built.plan is None:
            self._page.set_failed(self._texts.error(DossierError("no-piece")))
            return
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
            )
        )
        for number in range(1, min(_PAGES_SHOWN, built.annex.pages) + 1):
            width = round(_PAGE_PX * self._page.devicePixelRatioF())
            self._session.annex_page(path, number, partial(self._show_page, number), width_px=width)

    def _show_page(self, number: int, picture: Path) -> None:
        self._page.set_page_picture(number, picture)

    def _show_refusal(self, error: DossierError) -> None:
        self._running = False
        if isinstance(error, CancelledError):
            self._page.set_cancelled()
        else:
            self._page.set_failed(self._texts.error(error))


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _reveal(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
