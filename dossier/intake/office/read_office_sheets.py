"""Reads workbooks: Excel's, and those of OpenDocument."""

from collections.abc import Sequence
from itertools import chain

from dossier.basis.errors import UnreadableError
from dossier.intake.office.box import OfficeBox
from dossier.intake.office.draft import Content, box_findings, office_draft
from dossier.intake.office.grid import Grid, Room, grid_blocks
from dossier.intake.office.ods import OdsSheets
from dossier.intake.office.properties import read_properties
from dossier.intake.office.read_office import main_part
from dossier.intake.office.review import Remark
from dossier.intake.office.xlsx import read_notes, read_people, read_sheet, read_workbook
from dossier.intake.reader import Source
from dossier.model.draft import Draft
from dossier.model.finding import Finding, warning

_NAMED = 8


def read_xlsx(source: Source) -> Draft:
    """Reads an Excel workbook (ECMA-376).

    Raises:
        UnreadableError: ``damaged``, ``locked`` or ``office-too-large``.
    """
    with OfficeBox(source.path, name=source.name) as box:
        part = main_part(box, "xl/workbook.xml")
        relations = box.relations(part)
        book = read_workbook(box, part, relations)
        room = Room()
        grids: list[Grid] = []
        remarks: list[Remark] = []
        people = read_people(box, relations)
        for sheet in book.sheets:
            if not sheet.hidden:
                grids.append(read_sheet(box, sheet, book, room))
            remarks.extend(read_notes(box, sheet, people, box.relations(sheet.part)))
        hidden = [sheet.name for sheet in book.sheets if sheet.hidden]
        return _draft(source, box, grids, hidden=hidden, remarks=remarks, suffix="xlsx")


def read_ods(source: Source) -> Draft:
    """Reads an OpenDocument workbook (ODF 1.3).

    Raises:
        UnreadableError: ``damaged``, ``locked`` or ``office-too-large``.
    """
    with OfficeBox(source.path, name=source.name) as box:
        refuse_locked(box, source)
        sheets = OdsSheets()
        sheets.read(box)
        remarks = sheets.annotations.remarks
        return _draft(source, box, sheets.grids, hidden=sheets.hidden, remarks=remarks, suffix="ods")


def refuse_locked(box: OfficeBox, source: Source) -> None:
    """Refuses an OpenDocument package whose parts are encrypted (ODF 1.3, part 2, 3.4).

    Raises:
        UnreadableError: ``locked``.
    """
    if any(name == "encryption-data" for _, name, _ in box.tokens("META-INF/manifest.xml")):
        raise UnreadableError("locked", file=source.name)


def _draft(
    source: Source,
    box: OfficeBox,
    grids: Sequence[Grid],
    *,
    hidden: Sequence[str],
    remarks: Sequence[Remark],
    suffix: str,
) -> Draft:
    if box.broken and not any(grid.rows for grid in grids):
        raise UnreadableError("damaged", file=source.name)
    content = Content(
        blocks=tuple(chain.from_iterable(grid_blocks(grid) for grid in grids)),
        text="\n\n".join(f"{grid.name}\n{grid.text}" for grid in grids if grid.rows),
        remarks=tuple(remarks),
        findings=(*_hidden(source, hidden), *box_findings(box, file=source.name)),
        cut=box.cut or any(grid.cut and not grid.rows for grid in grids),
    )
    properties = read_properties(box)
    return office_draft(source, content, suffix=suffix, properties=properties, broken=box.broken)


def _hidden(source: Source, names: Sequence[str]) -> tuple[Finding, ...]:
    if not names:
        return ()
    listed = ", ".join(name[:80] for name in names[:_NAMED])
    return (warning("sheets-hidden", file=source.name, n=len(names), names=listed),)
