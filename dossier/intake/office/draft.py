"""From what an office document holds to a draft: the same for every format."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dossier.basis import limits
from dossier.basis.digest import Digest
from dossier.basis.errors import UnreadableError
from dossier.intake.flow_text import keep_flow
from dossier.intake.mail.words import one_line
from dossier.intake.office.box import OfficeBox, Relation
from dossier.intake.office.flow import FlowMaker
from dossier.intake.office.properties import Properties, read_properties
from dossier.intake.office.review import Remark, review_blocks, worth_telling
from dossier.intake.reader import Source
from dossier.model.body import FlowBody
from dossier.model.draft import Draft, DraftBody, OfficeBody
from dossier.model.finding import Finding, note, warning
from dossier.model.flow import Block, Notice
from dossier.model.piece import FileKind, State

PRINTED_ONLY: Final = frozenset({"doc", "xls", "ppt"})
"""Kinds whose content LibreOffice alone knows."""

_SUBJECT_CHARS: Final = 120
_NAMED: Final = 8
_MACROS: Final = ("vbaProject.bin", "Basic/script-lc.xml", "Scripts/")
_EMBEDDED: Final = "embeddings/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What was read in a document.

    Attributes:
        blocks: Its content without its layout.
        text: Its words.
        heading: Its first title; "" when it has none.
        remarks: Comments and changes, in the order of the document.
        findings: What was noticed.
        cut: Whether there is more than is shown.
    """

    blocks: tuple[Block, ...]
    text: str
    heading: str = ""
    remarks: tuple[Remark, ...] = ()
    findings: tuple[Finding, ...] = ()
    cut: bool = False


def office_draft(
    source: Source, content: Content, *, suffix: str, properties: Properties, broken: bool = False
) -> Draft:
    """Makes the draft of a document.

    Args:
        source: The file.
        content: What was read.
        suffix: What its name must end with for LibreOffice.
        properties: What it says about itself.
        broken: Whether something of it is damaged.
    """
    findings = list(content.findings)
    if broken:
        findings.append(warning("office-broken", file=source.name))
    asset = Digest(source.path.name)
    body = OfficeBody(asset=asset, suffix=suffix, instead=_instead(content, source), cut=_is_cut(content))
    bodies: list[DraftBody] = [body]
    remarks = worth_telling(content.remarks)
    if remarks:
        bodies.append(keep_flow(review_blocks(remarks), source.assets))
        findings.append(warning("office-review", file=source.name, n=len(remarks)))
    said = "\n".join(remark.text for remark in remarks)
    return Draft(
        kind=FileKind.OFFICE,
        bodies=tuple(bodies),
        moments=properties.moments,
        text=f"{content.text}\n{said}".strip()[: limits.TEXT_CHARS],
        subject=_subject(content.heading) or _subject(properties.title),
        findings=tuple(findings),
        state=State.REPAIRED if broken else State.OK,
        facts=properties.facts,
    )


def package_draft(
    source: Source,
    box: OfficeBox,
    flow: FlowMaker,
    *,
    suffix: str,
    remarks: Sequence[Remark] = (),
    told: Sequence[Finding] = (),
    relations: Sequence[Relation] = (),
) -> Draft:
    """Makes the draft of a package whose words were read.

    Args:
        source: The file.
        box: The package.
        flow: What was read in it.
        suffix: What its name must end with for LibreOffice.
        remarks: Comments and changes, in the order of the document.
        told: What was noticed while it was read.
        relations: What its main part points to.

    Raises:
        UnreadableError: ``damaged``, nothing of it can be read.
    """
    if box.broken and not flow.blocks:
        raise UnreadableError("damaged", file=source.name)
    content = Content(
        blocks=tuple(flow.blocks),
        text=flow.text,
        heading=flow.first_heading,
        remarks=tuple(remarks),
        findings=(*told, *box_findings(box, file=source.name, relations=relations)),
        cut=flow.cut or box.cut,
    )
    return office_draft(source, content, suffix=suffix, properties=read_properties(box), broken=box.broken)


def _instead(content: Content, source: Source) -> tuple[FlowBody, ...]:
    if not content.blocks:
        return ()
    blocks: list[Block] = [Notice(code="layout-not-reproduced", params={}), *content.blocks]
    if content.cut:
        blocks.append(Notice(code="office-cut", params={}))
    return (keep_flow(blocks, source.assets),)


def _is_cut(content: Content) -> bool:
    """Tells whether the end or the rows of a sheet are not shown."""
    rows = (block for block in content.blocks if isinstance(block, Notice) and block.code == "rows-cut")
    return content.cut or any(rows)


def _subject(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _SUBJECT_CHARS else ""


def box_findings(box: OfficeBox, *, file: str, relations: Sequence[Relation] = ()) -> tuple[Finding, ...]:
    """Tells what of a package is not shown: programs, files inside it, pictures from elsewhere."""
    told = []
    if any(mark in name for name in box.names for mark in _MACROS):
        told.append(note("macros-never-run", file=file))
    inside = [name.rpartition("/")[2] for name in box.names if _EMBEDDED in name and not name.endswith("/")]
    if inside:
        told.append(warning("office-embedded", file=file, n=len(inside), names=_listed(inside)))
    hosts = sorted({_host(one.target) for one in relations if one.outside and one.kind == "image"} - {""})
    if hosts:
        told.append(note("remote-pictures", n=len(hosts), hosts=_listed(hosts)))
    return tuple(told)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(one_line(name)[:80] for name in names[:_NAMED])


def _host(target: str) -> str:
    scheme, _, rest = target.partition("://")
    return rest.split("/", 1)[0][:100] if scheme in {"http", "https"} else ""
