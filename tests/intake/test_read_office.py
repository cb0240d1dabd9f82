"""Office documents: their content, what was said and changed in them, and what they hide."""

from dataclasses import replace
from datetime import datetime

import pytest

from dossier.basis.codec import from_json
from dossier.intake.office.grid import column_name
from dossier.model.body import FlowBody
from dossier.model.draft import OfficeBody
from dossier.model.flow import Fields, Flow, Heading, Notice, Paragraph, Picture, Style, Table
from dossier.model.moment import Precision, Source
from dossier.model.piece import FileKind, State
from tests.support import make_office as make
from tests.support.mails import png
from tests.support.make_office_excel import cell, sheet, sheet_parts, sheet_row
from tests.support.make_office_open import odf
from tests.support.make_office_parts import changed, packed, relations
from tests.support.make_office_word import paragraph, run, word_parts
from tests.support.reading import Desk, codes


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def content(desk, draft):
    """The blocks shown without LibreOffice, after the notice that says so."""
    body = draft.bodies[0]
    assert isinstance(body, OfficeBody)
    [shown] = body.instead
    assert isinstance(shown, FlowBody)
    first, *rest = from_json(Flow, desk.assets.read(shown.asset)).blocks
    assert first == Notice(code="layout-not-reproduced", params={})
    return rest


def review(desk, draft):
    """The rows of each remark on the page behind the document."""
    first, *rest = desk.flow(draft, 1).blocks
    assert first == Notice(code="review", params={"n": len(rest)})
    assert all(isinstance(block, Fields) for block in rest)
    return [[(row.label, row.at or row.text) for row in block.rows] for block in rest]


def word(body, **more):
    return packed(word_parts(body, **more))


def test_a_word_document_shows_titles_lists_and_tables(desk):
    draft = desk.read(make.make_docx(), "contrat.docx")

    assert (draft.kind, draft.state, draft.subject) == (FileKind.OFFICE, State.OK, "Contrat de location")
    assert content(desk, draft) == [
        Heading(text="Contrat de location", level=1),
        Paragraph(text="Le logement est remis le 3 mars 2026 à quatorze heures."),
        Paragraph(text="1. Le loyer est payé d’avance."),
        Paragraph(text="\u20031.a) par virement"),
        Paragraph(text="\u20031.b) par chèque"),
        Paragraph(text="2. Le dépôt est rendu sous deux mois."),
        Paragraph(text="• Clés"),
        Table(
            rows=(
                ("Objet", "Montant"),
                ("Location du studio", "640,00 €"),
                ("Dépôt de garantie", "640,00 €"),
            ),
            head=False,
        ),
    ]
    assert "quatorze heures" in draft.text
    assert "1er mars" in draft.text


def test_comments_and_changes_of_word_stand_behind_it_with_author_and_date(desk):
    draft = desk.read(make.make_docx())

    change = datetime(2026, 3, 12, 14, 5)
    assert review(desk, draft) == [
        [
            ("comment-by", "Camille Roche"),
            ("date", datetime(2026, 3, 13, 8, 30)),
            ("quoted", "3 mars 2026"),
            ("review-text", "La date convenue était le 1er mars."),
        ],
        [("deleted-by", "Service clients"), ("date", change), ("review-text", "neuf")],
        [("inserted-by", "Service clients"), ("date", change), ("review-text", "quatorze")],
    ]
    assert codes(draft) == {"office-review"}


def test_what_the_document_says_of_itself_is_offered_with_its_words(desk):
    draft = desk.read(make.make_docx())

    assert [(one.source, one.precision, one.at.isoformat(), one.evidence) for one in draft.moments] == [
        (
            Source.OFFICE_METADATA,
            Precision.SECOND,
            "2026-03-02T09:15:00+00:00",
            "created: 2026-03-02T09:15:00Z",
        ),
        (
            Source.OFFICE_METADATA,
            Precision.SECOND,
            "2026-03-16T17:40:00+00:00",
            "modified: 2026-03-16T17:40:00Z",
        ),
    ]
    assert draft.facts == {
        "title": "Contrat de location",
        "author": "Camille Roche",
        "changed_by": "Service clients",
    }


def test_an_open_document_text_shows_the_same(desk):
    draft = desk.read(make.make_odt(), "lettre.odt")

    assert draft.subject == "Réclamation"
    assert content(desk, draft) == [
        Heading(text="Réclamation", level=1),
        Paragraph(text="Votre colis est livré bientôt.[1]"),
        Paragraph(text="1. premier"),
        Paragraph(text="2. second"),
        Table(rows=(("Étape", ""), ("Dépôt", "2 mars")), head=False),
        Paragraph(text="[1] Selon le suivi.", style=Style.SOFT),
    ]
    change = datetime(2026, 3, 12, 14, 5)
    assert review(desk, draft) == [
        [
            ("comment-by", "Camille Roche"),
            ("date", datetime(2026, 3, 13, 8, 30)),
            ("quoted", "livré"),
            ("review-text", "Jamais reçu."),
        ],
        [("inserted-by", "Service clients"), ("date", change), ("review-text", "bientôt")],
        [("deleted-by", "Service clients"), ("date", change), ("review-text", "sous huitaine")],
    ]
    assert [one.at.isoformat() for one in draft.moments] == ["2026-03-02T09:15:00", "2026-03-16T17:40:00"]
    assert draft.facts["author"] == "Camille Roche"
    assert draft.facts["changed_by"] == "Lou Perrin"


def test_a_workbook_shows_dates_amounts_and_the_values_of_formulas(desk):
    draft = desk.read(make.make_xlsx(), "paiements.xlsx")

    assert content(desk, draft) == [
        Heading(text="Paiements", level=2),
        Table(
            rows=(
                ("Jour", "Montant", "Motif"),
                ("2026-03-12", "1\u202f249,50\u00a0€", "Acompte"),
                ("2026-03-14 14:42", "5,50\u00a0%", "1"),
                ("", "1\u202f249,56\u00a0€", "total"),
            )
        ),
    ]
    [hidden] = [found for found in draft.findings if found.code == "sheets-hidden"]
    assert hidden.params == {"file": "paiements.xlsx", "n": 1, "names": "Brouillon"}
    assert "secret" not in draft.text
    assert [rows[0] + rows[-1] for rows in review(desk, draft)] == [
        ("comment-by", "Lou Perrin", "review-text", "Pourquoi un acompte ?"),
        ("answer-by", "Lou Perrin", "review-text", "Demandé par le vendeur."),
        ("note-by", "Camille Roche", "review-text", "Payé par carte"),
    ]


def test_an_open_document_workbook_shows_what_its_cells_showed(desk):
    draft = desk.read(make.make_ods(), "frais.ods")

    assert content(desk, draft) == [
        Heading(text="Frais", level=2),
        Table(
            rows=(("Poste", "Montant", ""), ("Taxi", "23,40 €", ""), ("Repas", "11.5", "11.5")),
            head=False,
        ),
    ]
    assert {"sheets-hidden", "office-review"} == codes(draft)
    assert ("place", "Frais!A2") in review(desk, draft)[0]


@pytest.mark.parametrize("maker", ["make_pptx", "make_odp"])
def test_slides_have_a_heading_each_and_their_notes_are_told(desk, maker):
    draft = desk.read(getattr(make, maker)())

    headings = [block.text for block in content(desk, draft) if isinstance(block, Heading)]
    first = {"make_pptx": ["1. Visite du logement", "2. Défauts"], "make_odp": ["1. Trajet annulé", "2."]}
    assert headings == first[maker]
    assert codes(draft) >= {"slides-noted", "office-review"}
    assert "Insister" not in draft.text
    assert "propriétaire" not in draft.text
    assert review(desk, draft)[0][0] == ("comment-by", "Lou Perrin")


def test_a_hidden_slide_is_told_and_not_shown(desk):
    draft = desk.read(make.make_pptx())

    assert "Cachée" not in draft.text
    assert "slides-hidden" in codes(draft)


def test_rich_text_shows_its_words(desk):
    draft = desk.read(make.make_rtf(), "lettre.rtf")

    assert [block.text for block in content(desk, draft)] == ["Mise en demeure", "Le colis n’est pas arrivé."]
    assert draft.moments[0].at == datetime(2026, 3, 2, 9, 15)


@pytest.mark.parametrize("kind", ["doc", "xls", "ppt"])
def test_an_old_document_waits_for_libreoffice(desk, kind):
    draft = desk.read(getattr(make, f"make_{kind}")(), f"x.{kind}")

    [body] = draft.bodies
    assert isinstance(body, OfficeBody)
    assert (body.suffix, body.instead) == (kind, ())


def test_documents_with_a_password_are_said_to_be_locked(desk):
    manifest = '<manifest><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>'
    locked_odt = changed(make.make_odt(), **{"META-INF__manifest_dot_xml": manifest})

    for data in (make.make_encrypted(), locked_odt):
        draft = desk.read(data)
        assert (draft.kind, draft.state, codes(draft)) == (FileKind.OFFICE, State.PLACEHOLDER, {"locked"})


def test_macros_embedded_files_and_far_pictures_are_told(desk):
    data = changed(
        make.make_docx(),
        word__vbaProject_dot_bin=b"\0",
        word__embeddings__Classeur1_dot_xlsx=b"PK",
        word___rels__document_dot_xml_dot_rels=relations(("f", "image", "https://espion.example/p.png")),
    )

    told = {found.code: found.params for found in desk.read(data, "a.docx").findings}

    assert told["macros-never-run"] == {"file": "a.docx"}
    assert told["office-embedded"]["names"] == "Classeur1.xlsx"
    assert told["remote-pictures"] == {"n": 1, "hosts": "espion.example"}


def test_pictures_stand_in_their_place_and_what_cannot_be_drawn_is_said(desk):
    drawn = '<w:r><w:drawing><a:blip r:embed="{}"/></w:drawing></w:r>'
    parts = word_parts(
        paragraph(run("avant"))
        + paragraph(drawn.format("p1"))
        + paragraph(drawn.format("p2"))
        + paragraph("<w:r><w:drawing><c:chart/></w:drawing></w:r>", run("après"))
    )
    picture = png(4, 3)
    parts["word/_rels/document.xml.rels"] = relations(
        ("p1", "image", "media/i.png"), ("p2", "image", "media/i.emf")
    )
    parts |= {"word/media/i.png": picture, "word/media/i.emf": b"\x01\0\0\0dessin"}

    blocks = content(desk, desk.read(packed(parts)))

    assert blocks == [
        Paragraph(text="avant"),
        Picture(asset=desk.assets.put(picture)),
        Notice(code="object-not-reproduced", params={}),
        Paragraph(text="après"),
    ]


def test_hidden_words_field_codes_and_second_versions_are_not_shown(desk):
    body = paragraph(
        run("vu "),
        run("caché ", properties="<w:vanish/>"),
        run("montré ", properties='<w:vanish w:val="0"/>'),
        '<w:r><w:instrText> HYPERLINK "x" </w:instrText></w:r>',
        "<mc:AlternateContent><mc:Choice>"
        + run("une fois")
        + "</mc:Choice><mc:Fallback>"
        + run("deux fois")
        + "</mc:Fallback></mc:AlternateContent>",
    )

    assert content(desk, desk.read(word(body))) == [Paragraph(text="vu montré une fois")]


def test_a_style_makes_a_title_also_by_what_it_is_based_on(desk):
    assert content(desk, desk.read(word(paragraph(run("Gras"), style="Fort")))) == [
        Heading(text="Gras", level=1)
    ]


def test_a_table_in_a_table_becomes_words_of_its_cell(desk):
    inner = (
        f"<w:tbl><w:tr><w:tc>{paragraph(run('a'))}</w:tc><w:tc>{paragraph(run('b'))}</w:tc></w:tr></w:tbl>"
    )
    outer = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{paragraph(run('c'))}</w:tc></w:tr></w:tbl>"

    assert content(desk, desk.read(word(outer))) == [Table(rows=(("a   b", "c"),), head=False)]


def test_a_damaged_part_is_shown_as_far_as_it_goes(desk):
    body = "".join(paragraph(run(f"ligne {at}")) for at in range(5))
    data = changed(word(body), word__document_dot_xml=word_parts(body)["word/document.xml"][:-120])

    draft = desk.read(data)

    assert (draft.state, codes(draft)) == (State.REPAIRED, {"office-broken"})
    assert content(desk, draft)[0] == Paragraph(text="ligne 0")


def test_a_wide_sheet_is_spread_over_tables_and_says_so(desk):
    names = [f"Colonne {at}" for at in range(20)]
    rows = "".join(
        sheet_row(
            number,
            *(
                cell(f"{column_name(at)}{number}", f"{name} {number}", kind="str")
                for at, name in enumerate(names)
            ),
        )
        for number in range(1, 61)
    )
    draft = desk.read(packed(sheet_parts([("Large", "visible", sheet(rows))])))

    blocks = content(desk, draft)
    tables = [block for block in blocks if isinstance(block, Table)]
    [said] = [block.params["n"] for block in blocks if isinstance(block, Notice)]
    assert said > 1
    assert len(tables) == 3 * said, "25 + 25 + 10 rows"
    found = {}
    for table in tables:
        for row in table.rows:
            assert row[0].startswith("Colonne 0 ")
            found.setdefault(row[0], [row[0]]).extend(row[1:])
    assert list(found.values()) == [[f"{name} {number}" for name in names] for number in range(1, 61)]


def test_an_own_comment_is_kept_when_nothing_else_is_in_the_document(desk):
    said = "<office:annotation><dc:creator>Lou</dc:creator><text:p>Vide ?</text:p></office:annotation>"
    draft = desk.read(odf("text", f"<text:p>{said}</text:p>"))

    assert review(desk, draft) == [[("comment-by", "Lou"), ("review-text", "Vide ?")]]
    assert replace(draft.bodies[0], asset="") == OfficeBody(asset="", suffix="odt", instead=())
