"""Real OpenDocument files, small, with what disputes put into them."""

from xml.sax.saxutils import escape

from tests.support.make_office_parts import CREATED, HEAD, MODIFIED, ODF, packed

_SPACES = " ".join(
    (
        *(
            f'xmlns:{name}="{ODF}:{name}:1.0"'
            for name in ("office", "text", "table", "style", "presentation")
        ),
        f'xmlns:draw="{ODF}:drawing:1.0"',
        f'xmlns:meta="{ODF}:meta:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"',
    )
)


def odf(kind: str, inside: str, *, styles: str = "", **more: str | bytes) -> bytes:
    """Packs an OpenDocument file.

    Args:
        kind: "text", "spreadsheet" or "presentation".
        inside: Of its body.
        styles: Automatic styles.
        more: Further parts, as in ``changed``.
    """
    media = f"application/vnd.oasis.opendocument.{kind}"
    named = {name.replace("__", "/").replace("_dot_", "."): part for name, part in more.items()}
    return packed(
        {
            "mimetype": media,
            "content.xml": (
                f'{HEAD}<office:document-content {_SPACES} office:version="1.3">'
                f"<office:automatic-styles>{styles}</office:automatic-styles>"
                f"<office:body><office:{kind}>{inside}</office:{kind}></office:body>"
                f"</office:document-content>"
            ),
            "meta.xml": (
                f"{HEAD}<office:document-meta {_SPACES}><office:meta><dc:title>Réclamation</dc:title>"
                "<meta:initial-creator>Camille Roche</meta:initial-creator>"
                "<dc:creator>Lou Perrin</dc:creator>"
                f"<meta:creation-date>{CREATED[:-1]}.123456</meta:creation-date>"
                f"<dc:date>{MODIFIED[:-1]}</dc:date>"
                "</office:meta></office:document-meta>"
            ),
            "META-INF/manifest.xml": (
                f'{HEAD}<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0" manifest:version="1.3">'
                f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
                '<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>'
                "</manifest:manifest>"
            ),
            **named,
        }
    )


def _said(author: str, at: str) -> str:
    return f"<dc:creator>{escape(author)}</dc:creator><dc:date>{at}</dc:date>"


def make_odt() -> bytes:
    """Makes a letter: a heading, a list, a table, a footnote, a comment and two changes."""
    who = _said("Service clients", "2026-03-12T14:05:00.000")
    return odf(
        "text",
        "<text:tracked-changes>"
        f'<text:changed-region text:id="c1"><text:insertion><office:change-info>{who}</office:change-info>'
        "</text:insertion></text:changed-region>"
        f'<text:changed-region text:id="c2"><text:deletion><office:change-info>{who}</office:change-info>'
        "<text:p>sous huitaine</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="1">Réclamation</text:h>'
        '<text:p>Votre colis<text:s text:c="1"/>est '
        f'<office:annotation office:name="n1">{_said("Camille Roche", "2026-03-13T08:30:00")}'
        '<text:p>Jamais reçu.</text:p></office:annotation>livré<office:annotation-end office:name="n1"/> '
        '<text:change-start text:change-id="c1"/>bientôt<text:change-end text:change-id="c1"/>'
        '<text:change text:change-id="c2"/>.<text:note><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Selon le suivi.</text:p></text:note-body></text:note></text:p>"
        '<text:list text:style-name="L1"><text:list-item><text:p>premier</text:p></text:list-item>'
        "<text:list-item><text:p>second</text:p></text:list-item></text:list>"
        '<table:table><table:table-row><table:table-cell table:number-columns-spanned="2">'
        "<text:p>Étape</text:p></table:table-cell><table:covered-table-cell/></table:table-row>"
        "<table:table-row><table:table-cell><text:p>Dépôt</text:p></table:table-cell>"
        "<table:table-cell><text:p>2 mars</text:p></table:table-cell></table:table-row></table:table>",
        styles='<text:list-style style:name="L1"><text:list-level-style-number text:level="1" '
        'style:num-format="1"/></text:list-style>',
    )


def ods_row(*cells: str, times: int = 1) -> str:
    """Writes a row of an OpenDocument sheet, of ready cells."""
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def ods_cell(text: str = "", *, value: str = "", times: int = 1, more: str = "") -> str:
    """Writes a cell; without words it shows its value."""
    valued = f' office:value-type="float" office:value="{value}"' if value else ""
    words = f"<text:p>{escape(text)}</text:p>" if text else ""
    return (
        f'<table:table-cell{valued} table:number-columns-repeated="{times}">{more}{words}</table:table-cell>'
    )


def make_ods() -> bytes:
    """Makes a workbook: values as shown, repeated cells, a note, a hidden sheet, an endless empty rest."""
    said = _said("Lou Perrin", "2026-03-14T10:00:00")
    noted = f"<office:annotation>{said}<text:p>Vérifié</text:p></office:annotation>"
    return odf(
        "spreadsheet",
        '<table:table table:name="Frais" table:style-name="ta1">'
        + ods_row(ods_cell("Poste"), ods_cell("Montant"))
        + ods_row(ods_cell("Taxi", more=noted), ods_cell("23,40 €", value="23.4"))
        + ods_row(ods_cell("Repas"), ods_cell(value="11.5", times=2))
        + ods_row(ods_cell(times=16384), times=1_048_570)
        + '</table:table><table:table table:name="Caché" table:style-name="ta2">'
        + ods_row(ods_cell("secret"))
        + "</table:table>",
        styles='<style:style style:name="ta1" style:family="table">'
        '<style:table-properties table:display="true"/>'
        '</style:style><style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>',
    )


def make_odp() -> bytes:
    """Makes two slides with a title, words, notes and a comment."""
    return odf(
        "presentation",
        '<draw:page draw:name="page1"><draw:frame presentation:class="title"><draw:text-box>'
        "<text:p>Trajet annulé</text:p></draw:text-box></draw:frame><draw:frame><draw:text-box>"
        "<text:list><text:list-item><text:p>Train 6012</text:p></text:list-item></text:list>"
        "</draw:text-box></draw:frame>"
        f"<office:annotation>{_said('Lou Perrin', '2026-03-14T10:00:00')}<text:p>À dater</text:p>"
        f"</office:annotation>"
        "<presentation:notes><draw:frame><draw:text-box><text:p>Insister</text:p></draw:text-box>"
        "</draw:frame>"
        "</presentation:notes></draw:page>"
        '<draw:page draw:name="page2"><draw:frame><draw:text-box><text:p>Sans titre</text:p></draw:text-box>'
        "</draw:frame></draw:page>",
    )
