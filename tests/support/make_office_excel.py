"""A real Excel workbook, small, with what disputes put into it."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from tests.support.make_office_parts import HEAD, REL, SHEETS, begins, core, packed, relations, types


def sheet(rows: str, more: str = "") -> str:
    """Writes a sheet of Excel."""
    return (
        f'{HEAD}<worksheet xmlns="{SHEETS}" xmlns:r="{REL}"><sheetData>{rows}</sheetData>{more}</worksheet>'
    )


def sheet_row(number: int, *cells: str) -> str:
    """Writes a row of ready cells."""
    return f'<row r="{number}">{"".join(cells)}</row>'


def cell(reference: str, value: str, *, kind: str = "", style: int = 0) -> str:
    """Writes a cell; ``kind`` is its type ("s", "str", "b" …)."""
    typed = f' t="{kind}"' if kind else ""
    return f'<c r="{reference}" s="{style}"{typed}><v>{escape(value)}</v></c>'


def sheet_parts(sheets: Sequence[tuple[str, str, str]], **more: str) -> dict[str, str | bytes]:
    """Gives the parts of a workbook.

    Args:
        sheets: Name, state ("visible", "hidden") and XML of each.
        more: Further parts below "xl/", as in ``word_parts``.
    """
    further = {f"xl/{n.replace('__', '/').replace('_dot_', '.')}": part for n, part in more.items()}
    named = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{at}" state="{state}" r:id="w{at}"/>'
        for at, (name, state, _) in enumerate(sheets, 1)
    )
    numbered = {f"xl/worksheets/sheet{at}.xml": xml for at, (_, _, xml) in enumerate(sheets, 1)}
    kinds = {f"xl__worksheets__sheet{at}": "spreadsheetml.worksheet" for at in range(1, len(sheets) + 1)}
    return {
        "[Content_Types].xml": types(
            xl__workbook="spreadsheetml.sheet.main",
            xl__styles="spreadsheetml.styles",
            xl__sharedStrings="spreadsheetml.sharedStrings",
            **kinds,
        ),
        "_rels/.rels": begins("xl/workbook.xml"),
        "docProps/core.xml": core("Suivi des paiements"),
        "xl/_rels/workbook.xml.rels": relations(
            *((f"w{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)),
            ("s1", "styles", "styles.xml"),
            ("t1", "sharedStrings", "sharedStrings.xml"),
            ("p1", "person", "persons/person.xml"),
        ),
        "xl/workbook.xml": (
            f'{HEAD}<workbook xmlns="{SHEETS}" xmlns:r="{REL}"><workbookPr/><sheets>{named}</sheets>'
            f"</workbook>"
        ),
        "xl/styles.xml": (
            f'{HEAD}<styleSheet xmlns="{SHEETS}"><numFmts count="1">'
            '<numFmt numFmtId="164" formatCode="#,##0.00\\ [$€-40C]"/></numFmts>'
            '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
            '<borders count="1"><border/></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>'
            '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="22"/>'
            '<xf numFmtId="10"/></cellXfs></styleSheet>'
        ),
        **numbered,
        **further,
    }


def make_xlsx() -> bytes:
    """Makes a list of payments: dates, amounts, a formula's value, a hidden sheet, a note, a thread."""
    rows = (
        sheet_row(1, cell("A1", "0", kind="s"), cell("B1", "1", kind="s"), cell("C1", "2", kind="s"))
        + sheet_row(2, cell("A2", "46093", style=1), cell("B2", "1249.5", style=2), cell("C2", "3", kind="s"))
        + sheet_row(
            4, cell("A4", "46095.6125", style=3), cell("B4", "0.055", style=4), cell("C4", "1", kind="b")
        )
        + sheet_row(
            5,
            '<c r="B5" s="2"><f>SUM(B2:B4)</f><v>1249.555</v></c>',
            '<c r="C5" t="inlineStr"><is><t>total</t></is></c>',
        )
    )
    strings = "".join(f"<si><t>{word}</t></si>" for word in ("Jour", "Montant", "Motif", "Acompte"))
    parts = sheet_parts(
        (
            ("Paiements", "visible", sheet(rows)),
            ("Brouillon", "hidden", sheet(sheet_row(1, cell("A1", "secret", kind="str")))),
        ),
        sharedStrings_dot_xml=f'{HEAD}<sst xmlns="{SHEETS}">{strings}</sst>',
        worksheets___rels__sheet1_dot_xml_dot_rels=relations(
            ("c1", "comments", "../comments1.xml"), ("h1", "threadedComment", "../threadedComments/t1.xml")
        ),
        comments1_dot_xml=(
            f'{HEAD}<comments xmlns="{SHEETS}"><authors><author>Camille Roche</author>'
            f"<author>tc={{A}}</author>"
            '</authors><commentList><comment ref="B2" authorId="0"><text><r><t>Payé par carte</t></r></text>'
            '</comment><comment ref="C2" authorId="1"><text><t>[Fil]</t></text></comment></commentList>'
            "</comments>"
        ),
        threadedComments__t1_dot_xml=(
            f"{HEAD}<ThreadedComments>"
            f'<threadedComment ref="C2" dT="2026-03-14T10:00:00.00" personId="P" id="A">'
            '<text>Pourquoi un acompte ?</text></threadedComment><threadedComment ref="C2" '
            'dT="2026-03-14T11:00:00.00" personId="P" id="B" parentId="A">'
            "<text>Demandé par le vendeur.</text>"
            "</threadedComment></ThreadedComments>"
        ),
        persons__person_dot_xml=f'{HEAD}<personList><person displayName="Lou Perrin" id="P"/></personList>',
    )
    return packed(parts)
