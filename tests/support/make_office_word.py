"""A real Word document, small, with what disputes put into it."""

from xml.sax.saxutils import escape, quoteattr

from tests.support.make_office_parts import DRAW, HEAD, REL, WORD, begins, core, packed, relations, types


def run(text: str, *, properties: str = "") -> str:
    """Writes a run of Word."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*inside: str, style: str = "", listed: tuple[str, int] | None = None) -> str:
    """Writes a paragraph of Word, of runs and other markup."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if listed:
        properties += f'<w:numPr><w:ilvl w:val="{listed[1]}"/><w:numId w:val="{listed[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inside)}</w:p>"


def word_body(inside: str) -> str:
    """Writes the main part of a Word document."""
    return (
        f'{HEAD}<w:document xmlns:w="{WORD}" xmlns:r="{REL}" xmlns:a="{DRAW}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f"<w:body>{inside}</w:body></w:document>"
    )


def word_parts(body: str, **more: str | bytes) -> dict[str, str | bytes]:
    """Gives the parts of a Word document with two lists and a heading style.

    Args:
        body: Inside of its body.
        more: Further parts below "word/", "__" for "/" and "_dot_" for "." in their names.
    """
    further = {f"word/{n.replace('__', '/').replace('_dot_', '.')}": part for n, part in more.items()}
    return {
        "[Content_Types].xml": types(
            word__document="wordprocessingml.document.main",
            word__styles="wordprocessingml.styles",
            word__numbering="wordprocessingml.numbering",
            word__comments="wordprocessingml.comments",
        ),
        "_rels/.rels": begins("word/document.xml"),
        "docProps/core.xml": core("Contrat de location"),
        "word/_rels/document.xml.rels": relations(
            ("s1", "styles", "styles.xml"),
            ("n1", "numbering", "numbering.xml"),
            *(
                (f"m{place}", name.split("/")[1].split(".")[0], name[5:])
                for place, name in enumerate(further)
            ),
        ),
        "word/document.xml": word_body(body),
        "word/styles.xml": (
            f'{HEAD}<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="Titre1">'
            '<w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Fort">'
            '<w:name w:val="Fort"/><w:basedOn w:val="Titre1"/></w:style></w:styles>'
        ),
        "word/numbering.xml": (
            f'{HEAD}<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">'
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
            "</w:lvl>"
            '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
            '<w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
            '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
            '<w:lvlText w:val="&#61623;"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
            '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
        ),
        **further,
    }


def word_comments(*rows: tuple[str, str, str, str]) -> str:
    """Writes comments: id, author, time as Word writes it, text."""
    inside = "".join(
        f'<w:comment w:id="{which}" w:author={quoteattr(author)} w:date="{at}">'
        f"{paragraph(run(text))}</w:comment>"
        for which, author, at, text in rows
    )
    return f'{HEAD}<w:comments xmlns:w="{WORD}">{inside}</w:comments>'


def make_docx() -> bytes:
    """Makes a contract: a heading, lists, a table, a comment, an addition and a deletion."""
    said = 'w:author="Service clients" w:date="2026-03-12T14:05:00Z"'
    table = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(run(cell))}</w:tc>' for cell in row)}</w:tr>"
        for row in (
            ("Objet", "Montant"),
            ("Location du studio", "640,00 €"),
            ("Dépôt de garantie", "640,00 €"),
        )
    )
    body = (
        paragraph(run("Contrat de location"), style="Titre1")
        + paragraph(
            run("Le logement est remis le "),
            '<w:commentRangeStart w:id="7"/>',
            run("3 mars 2026"),
            '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>',
            run(" à "),
            f'<w:del w:id="1" {said}><w:r><w:delText>neuf</w:delText></w:r></w:del>',
            f'<w:ins w:id="2" {said}>{run("qua")}{run("torze")}</w:ins>',
            run(" heures."),
        )
        + paragraph(run("Le loyer est payé d’avance."), listed=("1", 0))
        + paragraph(run("par virement"), listed=("1", 1))
        + paragraph(run("par chèque"), listed=("1", 1))
        + paragraph(run("Le dépôt est rendu sous deux mois."), listed=("1", 0))
        + paragraph(run("Clés"), listed=("2", 0))
        + f"<w:tbl>{table}</w:tbl>"
    )
    comments = word_comments(
        ("7", "Camille Roche", "2026-03-13T08:30:00Z", "La date convenue était le 1er mars.")
    )
    return packed(word_parts(body, comments_dot_xml=comments))
