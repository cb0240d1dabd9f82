"""Office documents are printed once, at intake, by LibreOffice; without it their content is shown alone."""

import logging
import tempfile
from dataclasses import replace
from pathlib import Path

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.errors import WorkerError
from dossier.intake.office.draft import PRINTED_ONLY
from dossier.model.body import PdfBody
from dossier.model.draft import Draft, DraftBody, OfficeBody
from dossier.model.finding import Finding, warning
from dossier.model.piece import State, worse
from dossier.press.finish_office import FinishedOffice
from dossier.press.print_office import OfficePrinter

log = logging.getLogger(__name__)


def has_office(draft: Draft) -> bool:
    """Tells whether a document waits to be printed."""
    return any(isinstance(body, OfficeBody) for body in draft.bodies)


def print_document(draft: Draft, printer: OfficePrinter, assets: Assets) -> Draft:
    """Replaces every office body by its print, or by its content without its layout, and tells which.

    Raises:
        PlaceError: A print cannot be kept.
    """
    bodies: list[DraftBody] = []
    for body in draft.bodies:
        if not isinstance(body, OfficeBody):
            bodies.append(body)
            continue
        try:
            printed, finished = _print(body, printer, assets, written=bool(draft.text.strip()))
        except WorkerError as error:
            log.info("shown without its layout: %s", error)
            bodies.extend(body.instead)
            draft = _told(draft, body, of_today=error.code == "office-today")
        else:
            bodies.append(printed)
            draft = _completed(draft, finished)
    return replace(draft, bodies=tuple(bodies))


def _print(
    body: OfficeBody, printer: OfficePrinter, assets: Assets, *, written: bool
) -> tuple[PdfBody, FinishedOffice]:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "print.pdf"
        finished = printer.print(assets.path(body.asset), target, suffix=body.suffix, written=written)
        return PdfBody(asset=assets.put_file(target), pages=finished.pages), finished


def _told(draft: Draft, body: OfficeBody, *, of_today: bool) -> Draft:
    shown = bool(body.instead)
    state = State.PARTIAL if shown or len(draft.bodies) > 1 else State.PLACEHOLDER
    draft = _with(draft, state, _without_layout(body, of_today=of_today))
    return _with(draft, state, warning("office-cut")) if shown and body.cut else draft


def _without_layout(body: OfficeBody, *, of_today: bool) -> Finding:
    """Says why a document is not printed, and what stands for it."""
    if body.instead:
        return warning("office-today") if of_today else warning("layout-not-reproduced")
    if body.suffix not in PRINTED_ONLY:
        return warning("office-empty")  # it was read, and nothing is in it
    return warning("office-today-not-shown") if of_today else warning("office-not-shown")


def _completed(draft: Draft, finished: FinishedOffice) -> Draft:
    """Adds what only the print says: the words of documents that nothing else reads."""
    facts = {**draft.facts, "pages": str(finished.pages)}
    draft = replace(draft, text=draft.text or finished.text[: limits.TEXT_CHARS], facts=facts)
    if finished.more:
        draft = _with(draft, State.PARTIAL, warning("office-print-cut", pages=limits.PRINT_PAGES))
    return draft


def _with(draft: Draft, state: State, found: Finding) -> Draft:
    return replace(draft, state=worse(draft.state, state), findings=(*draft.findings, found))
