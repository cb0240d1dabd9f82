"""The export page: for whom, where to, how far, and what it came to."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from dossier.basis.errors import CancelledError, DossierError
from dossier.model.checklist import Checklist
from dossier.model.commands.privacy import hold_back
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.piece import State
from dossier.model.rounds import Scope
from dossier.recipients.check import check
from dossier.recipients.known import profile_of
from dossier.recipients.profile import Profile
from dossier.texts.catalogue import Texts
from dossier.workspace.exporting import Built, ExportOrder
from dossier.workspace.handing import Handing
from dossier.workspace.old_beside import Bordereau
from ui.places import file_name, with_suffix
from ui.reveal import open_file, reveal
from ui.session import Session
from ui.views.export_files import MadeFile
from ui.views.export_form import ExportChoice
from ui.views.export_page import ExportPage
from ui.views.export_report import ExportDone
from ui.views.export_settings import Extras

_PAGES_SHOWN: Final = 4
_PAGE_PX: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An annex that is made or was made.

    Attributes:
        order: What was asked for.
        built: What came of it; None until then.
    """

    order: ExportOrder
    built: Built | None = None


class Exporting(QObject):
    """Hands the choice to the session, and shows what the session tells."""

    def __init__(self, session: Session, page: ExportPage, *, texts: Texts) -> None:
        super().__init__(page)
        self._session, self._page, self._texts = session, page, texts
        self._made: Made | None = None
        self._chosen_target = False
        self._checks = 0
        page.target_wanted.connect(self._choose_target)
        page.export_wanted.connect(self._export)
        page.asked_anew.connect(self._ask_anew)
        page.hide_wanted.connect(self._hold_back)
        page.cancel_wanted.connect(session.stop_export)
        page.open_wanted.connect(open_file)
        page.reveal_wanted.connect(lambda path: reveal(path))
        session.worked.connect(self._tell_progress)
        session.exported.connect(self._show_done)
        session.export_refused.connect(self._show_refusal)
        session.changed.connect(self._follow)
        session.recognised.connect(self._follow)

    @property
    def page(self) -> ExportPage:
        """Where it is asked for and shown."""
        return self._page

    @property
    def made(self) -> Made | None:
        """The annex that the page shows or waits for; None when there is none."""
        return self._made

    def begin(self) -> None:
        """Prepares the page for the dossier as it is now."""
        self._page.set_dossier(self._session.dossier, self._profile())
        if not self._session.exporting:
            self._made, self._chosen_target = None, False
            self._aim(self._proposed_target())
            self._page.set_ready()
        self._check()

    def take_up(self, made: Made | None) -> None:
        """Shows what another page showed before it: an annex in the making, or a finished one."""
        self.begin()
        if self._session.exporting:
            self._made = made
            self._page.set_progress("sheets", 0, 0)
        elif made is not None and made.built is not None:
            self._show(made, made.built)

    def _profile(self) -> Profile:
        return profile_of(self._session.dossier.recipient)

    def _proposed_target(self) -> Path:
        """Proposes a place beside the dossier; beside one that is not kept, in its owner's folder."""
        title = file_name(self._session.dossier.title) or self._session.path.stem
        key = "annex_file" if self._page.scope is Scope.ALL else "annex_file_more"
        return self._session.folder / f"{self._texts.say(f'window.{key}', title=title)}.pdf"

    def _choose_target(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self._page.window(),
            self._texts.say("window.choose_annex"),
            str(self._proposed_target()),
            "PDF (*.pdf)",
        )
        if chosen:
            self._chosen_target = True
            self._aim(with_suffix(Path(chosen), ".pdf"))

    def _aim(self, target: Path) -> None:
        self._page.set_target(target, replaces=target.exists())

    def _ask_anew(self) -> None:
        """Names what is asked for now, and looks again at what stands in its way."""
        if not self._chosen_target:
            self._aim(self._proposed_target())
        self._check()

    def _follow(self) -> None:
        if self._page.isVisible():
            self._check()

    def _check(self) -> None:
        """Holds the dossier against its recipient, beside the window; an older answer is not shown."""
        self._checks += 1
        asked, dossier = self._checks, self._session.dossier
        work = partial(_checked, dossier, self._profile(), self._page.day)
        self._session.prepare(work, partial(self._show_checklist, asked))

    def _show_checklist(self, asked: int, checklist: Checklist) -> None:
        if asked == self._checks:
            self._page.set_checklist(checklist)

    def _hold_back(self, piece: PieceId) -> None:
        self._session.do(hold_back, (piece,), recipient=self._profile().id)

    def _export(self, choice: ExportChoice) -> None:
        report = choice.target.with_suffix(".json") if choice.extras.report else None
        self._page.set_progress("sheets", 0, 0)
        order = ExportOrder(
            target=choice.target,
            day=choice.day,
            recipient=self._profile().id,
            wish=choice.wish,
            report=report,
            handing=_handing(choice.extras),
        )
        self._made = Made(order=order)
        self._session.export(order)

    def _tell_progress(self, stage: str, done: int, total: int) -> None:
        if self._session.exporting:
            self._page.set_progress(stage, done, total)

    def _show_done(self, built: Built) -> None:
        if built.annex is None or built.check is None or self._made is None:
            self._page.set_failed(self._texts.error(DossierError("no-piece")))
        else:
            self._show(self._made, built)

    def _show(self, made: Made, built: Built) -> None:
        self._made = replace(made, built=built)
        done = _done(made.order, built)
        self._page.set_done(done)
        for number in range(1, min(_PAGES_SHOWN, done.all_files[0].pages) + 1):
            width = round(_PAGE_PX * self._page.devicePixelRatioF())
            self._session.annex_page(done.path, number, partial(self._show_page, number), width_px=width)

    def _show_page(self, number: int, picture: Path) -> None:
        self._page.set_page_picture(number, picture)

    def _show_refusal(self, error: DossierError) -> None:
        self._made = None
        if isinstance(error, CancelledError):
            self._page.set_cancelled()
        else:
            self._page.set_failed(self._texts.error(error))


def _handing(extras: Extras) -> Handing:
    forms = ((Bordereau.DOCX, extras.docx), (Bordereau.CSV, extras.csv))
    return Handing(
        sums=extras.sums, requests=extras.requests, bordereau=tuple(form for form, wanted in forms if wanted)
    )


def _checked(dossier: Dossier, profile: Profile, day: date) -> Checklist:
    return check(dossier, profile, day=day)


def _done(order: ExportOrder, built: Built) -> ExportDone:
    files = tuple(
        MadeFile(path=Path(file.path), pages=file.pages, size=file.size, digest=file.digest)
        for file in built.annexes
    )
    rows = (row for plan in built.plans for row in plan.pieces)
    return ExportDone(
        path=files[0].path,
        pieces=built.pieces,
        attached=built.attached,
        pages=sum(file.pages for file in files),
        size=sum(file.size for file in files),
        digest=files[0].digest,
        facts=built.check.held if built.check else 0,
        findings=built.findings,
        tallies=built.check.tallies if built.check else (),
        states=tuple(dict.fromkeys((row.piece, row.state) for row in rows if row.state is not State.OK)),
        beside=tuple(file.path for file in built.beside),
        handed=built.handed if order.report is None else (*built.handed, order.report),
        files=files if len(files) > 1 else (),
        called=order.target.stem if len(files) > 1 else "",
        recipient=profile_of(order.recipient),
    )
