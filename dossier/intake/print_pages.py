"""Web pages, HTML mails and office documents are printed once, at intake: fonts differ between machines."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.codec import to_json
from dossier.basis.errors import PrinterMissingError, WorkerError
from dossier.basis.progress import Progress
from dossier.intake.office.print_documents import has_office, print_document
from dossier.model.body import FlowBody, PdfBody
from dossier.model.draft import Draft, DraftBody, HtmlBody
from dossier.model.finding import Finding, note, once, warning
from dossier.model.flow import Flow, Notice, Paragraph
from dossier.model.piece import State, worse
from dossier.press.flow import FlowSetting, flow_height
from dossier.press.frame import PORTRAIT
from dossier.press.preface import preface_flow
from dossier.press.print_office import OfficePrinter
from dossier.press.print_web import WebPrinter

WIDE_LABEL: Final = "Exhibit no. 000.00"
"""As wide as any piece's label will be."""

SLACK_PT: Final = 14.0
"""One line more, should another language wrap where this one does not."""


def print_pages(
    drafts: Sequence[Draft],
    printer: WebPrinter,
    *,
    office: OfficePrinter,
    setting: FlowSetting,
    progress: Progress,
) -> tuple[list[Draft], list[Finding]]:
    """Replaces every HTML and office body by its print; what cannot be printed is shown plainly, and told.

    Args:
        drafts: What was read.
        printer: The web engine.
        office: LibreOffice, if it is there.
        setting: How header blocks are laid out, and where assets are kept.
        progress: Told after each draft; may cancel.

    Returns:
        The drafts in their order, and what concerns none of them alone: an engine that does not start.

    Raises:
        CancelledError: The person asked to stop.
    """
    waiting = sum(1 for draft in drafts if _has_html(draft) or has_office(draft))
    done = 0
    results: list[Draft] = []
    told: list[Finding] = []
    for draft in drafts:
        printed, missing = _printed(draft, printer, setting) if _has_html(draft) else (draft, [])
        if has_office(draft):
            printed = print_document(printed, office, setting.assets)
        told.extend(missing)
        if printed is not draft:
            done += 1
            progress("print", done, waiting)
        results.append(printed)
    return results, list(once(told))


def _has_html(draft: Draft) -> bool:
    return any(isinstance(body, HtmlBody) for body in draft.bodies)


def _printed(draft: Draft, printer: WebPrinter, setting: FlowSetting) -> tuple[Draft, list[Finding]]:
    bodies: list[DraftBody] = []
    state, findings = draft.state, list(draft.findings)
    missing: list[Finding] = []
    for place, body in enumerate(draft.bodies):
        if not isinstance(body, HtmlBody):
            bodies.append(body)
            continue
        room = _room_pt(draft, setting) if place == 0 else 0.0
        try:
            printed, told = _print(body, room, printer, setting.assets)
            bodies.append(printed)
            findings.extend(told)
        except WorkerError as error:
            bodies.append(_as_text(draft, setting.assets))
            state = worse(state, State.PARTIAL)
            of_all = isinstance(error, PrinterMissingError)
            (missing if of_all else findings).append(warning(error.code, **error.params))
            findings.extend([warning("web-as-text")] if of_all else [])
    return replace(draft, bodies=tuple(bodies), state=state, findings=tuple(findings)), missing


def _print(
    body: HtmlBody, room_pt: float, printer: WebPrinter, assets: Assets
) -> tuple[PdfBody, list[Finding]]:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "print.pdf"
        printed = printer.print(assets.path(body.asset), target, room_pt=room_pt)
        asset = assets.put_file(target)
    told = []
    if printed.cut:
        told.append(warning("print-cut", pages=limits.PRINT_PAGES))
    if printed.clipped:
        told.append(warning("print-clipped"))
    if printed.blocked:
        told.append(note("remote-pictures", n=len(printed.blocked), hosts=", ".join(printed.blocked[:5])))
    return PdfBody(asset=asset, pages=printed.pages, room_pt=room_pt, printed=True), told


def _room_pt(draft: Draft, setting: FlowSetting) -> float:
    """Reserves room for the header block, whose words and numbers are only known at export.

    A block that would take more than a third of the page gets a page of its own.
    """
    lines = [f"{inner.name} (000,0 Mo), {WIDE_LABEL}" for inner in draft.attached]
    flow = preface_flow(draft.preface, lines)
    if flow is None:
        return 0.0
    room = flow_height(flow, setting=setting) + SLACK_PT
    return room if room < PORTRAIT.height_pt / 3 else 0.0


def _as_text(draft: Draft, assets: Assets) -> FlowBody:
    flow = Flow(blocks=(Notice(code="web-as-text", params={}), Paragraph(text=draft.text)))
    return FlowBody(asset=assets.put(to_json(flow)))
