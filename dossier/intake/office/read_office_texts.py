"""Reads presentations, OpenDocument texts and rich text."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Final

from dossier.basis import limits
from dossier.intake.flow_text import SHOWN_CHARS, paragraphs, tidy
from dossier.intake.office.box import OfficeBox
from dossier.intake.office.draft import Content, office_draft, package_draft
from dossier.intake.office.flow import FlowMaker
from dossier.intake.office.odf import ListStyles, OdfText, skip_to_body
from dossier.intake.office.pptx import read_slides
from dossier.intake.office.properties import Properties
from dossier.intake.office.read_office import main_part
from dossier.intake.office.read_office_sheets import refuse_locked
from dossier.intake.office.rtf_text import plain_words
from dossier.intake.office.slides import Slides
from dossier.intake.reader import Source
from dossier.model.draft import Draft
from dossier.model.finding import Finding, note, warning
from dossier.model.flow import Paragraph, Style
from dossier.model.moment import Moment, Precision
from dossier.model.moment import Source as DateSource

_MADE: Final = re.compile(
    rb"\\(creatim|revtim)\\yr(\d{1,4})\\mo(\d{1,2})\\dy(\d{1,2})(?:\\hr(\d{1,2}))?(?:\\min(\d{1,2}))?"
)
_LABELS: Final = {b"creatim": "created", b"revtim": "modified"}


def read_pptx(source: Source) -> Draft:
    """Reads a PowerPoint presentation (ECMA-376).

    Raises:
        UnreadableError: ``damaged``, ``locked`` or ``office-too-large``.
    """
    with OfficeBox(source.path, name=source.name) as box:
        part = main_part(box, "ppt/presentation.xml")
        relations = box.relations(part)
        flow = FlowMaker(source.assets)
        found = read_slides(box, part, relations, flow)
        told = _slides_told(source, hidden=found.hidden, noted=found.noted)
        return package_draft(source, box, flow, suffix="pptx", remarks=found.remarks, told=told)


def read_odt(source: Source) -> Draft:
    """Reads an OpenDocument text (ODF 1.3).

    Raises:
        UnreadableError: ``damaged``, ``locked`` or ``office-too-large``.
    """
    with OfficeBox(source.path, name=source.name) as box:
        flow, lists = _begun(box, source)
        around = OdfText(flow, box, lists, style=Style.SOFT)
        around.read(skip_to_body(box.tokens("styles.xml"), "master-styles"))
        flow.end()
        text = _body(OdfText(flow, box, lists))
        for number, said in enumerate(text.notes, 1):
            flow.blocks.append(Paragraph(text=f"[{number}] {said}", style=Style.SOFT))
        remarks = (*text.annotations.remarks, *text.changes.remarks)
        return package_draft(source, box, flow, suffix="odt", remarks=remarks)


def read_odp(source: Source) -> Draft:
    """Reads an OpenDocument presentation (ODF 1.3).

    Raises:
        UnreadableError: ``damaged``, ``locked`` or ``office-too-large``.
    """
    with OfficeBox(source.path, name=source.name) as box:
        flow, lists = _begun(box, source)
        text = _body(OdfText(flow, box, lists, slides=Slides(flow)))
        told = _slides_told(source, hidden=0, noted=text.noted)
        return package_draft(source, box, flow, suffix="odp", remarks=text.annotations.remarks, told=told)


def _begun(box: OfficeBox, source: Source) -> tuple[FlowMaker, ListStyles]:
    """Begins an OpenDocument that has no password.

    Raises:
        UnreadableError: ``locked``.
    """
    refuse_locked(box, source)
    return FlowMaker(source.assets), ListStyles.read(box, ("styles.xml", "content.xml"))


def _body(text: OdfText) -> OdfText:
    text.read(skip_to_body(text.box.tokens("content.xml"), "body"))
    text.flow.end()
    return text


def _slides_told(source: Source, *, hidden: int, noted: int) -> tuple[Finding, ...]:
    told = []
    if hidden:
        told.append(warning("slides-hidden", file=source.name, n=hidden))
    if noted:
        told.append(note("slides-noted", file=source.name, n=noted))
    return tuple(told)


def read_rtf(source: Source) -> Draft:
    """Reads rich text (RTF 1.9.1): its words, when LibreOffice is not there.

    Raises:
        OSError: The file cannot be read.
    """
    with source.path.open("rb") as stream:
        data = stream.read(limits.RTF_BYTES)
    text = tidy(plain_words(data))
    content = Content(
        blocks=paragraphs(re.sub("\n+", "\n\n", text)),
        text=text.strip()[: limits.TEXT_CHARS],
        cut=len(text) > SHOWN_CHARS or source.path.stat().st_size > len(data),
    )
    draft = office_draft(source, content, suffix="rtf", properties=Properties())
    return replace(draft, moments=_rich_moments(source.head))


def _rich_moments(head: bytes) -> tuple[Moment, ...]:
    """Reads when a program says that it made and saved the text, by its own clock."""
    found = []
    for match in _MADE.finditer(head):
        year, month, day, hour, minute = (int(part or 0) for part in match.groups()[1:])
        try:
            at = datetime(year, month, day, hour, minute)
        except ValueError:
            continue
        if year > 1900:
            precision = Precision.MINUTE if match[5] else Precision.DAY
            evidence = f"{_LABELS[match[1]]}: {at.isoformat(' ', 'minutes')}"
            found.append(
                Moment(precision=precision, at=at, source=DateSource.OFFICE_METADATA, evidence=evidence)
            )
    return tuple(found)
