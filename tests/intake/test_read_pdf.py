"""PDFs as they really come: whole, locked, cut off, scanned, with files inside."""

import logging
import zlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from dossier.basis.errors import DossierError, UnreadableError
from dossier.intake.dates.settle import settle
from dossier.intake.pdf.heavy import heavy_pages
from dossier.intake.pdf.read_pdf import read_pdf
from dossier.intake.pdf.title import title_line
from dossier.intake.pdf.words import SizedLine, read_words
from dossier.model.body import PdfBody
from dossier.model.finding import Level
from dossier.model.moment import Source
from dossier.model.piece import FileKind, State
from tests.support.documents import INVOICES, LETTERS, locked, paper, source_of
from tests.support.pdf_pages import one_page, stream


def read(folder, data, name="facture.pdf"):
    return read_pdf(source_of(folder, data, name))


def codes(draft):
    return [found.code for found in draft.findings]


def logged_by(caplog):
    """Names the libraries that warned; ours says nothing loud about a user's damaged file."""
    return {record.name.partition(".")[0] for record in caplog.records if record.levelno >= logging.WARNING}


def cut_off(data):
    """Loses the end of a file, as a broken download does: no cross-reference, no trailer."""
    return data[: data.rindex(b"xref\n")]


@pytest.mark.parametrize("language", INVOICES)
def test_an_invoice_is_read_named_and_dated_in_every_language(tmp_path, language):
    draft = read(tmp_path, paper(INVOICES[language]))
    assert draft.kind is FileKind.PDF
    assert draft.subject == INVOICES[language][0]
    assert all(line in draft.text for line in INVOICES[language])
    moment = settle(draft, name="x.pdf", modified=None)[0]
    assert (moment.at, moment.source) == (datetime(2026, 3, 12), Source.PAGE_TEXT)
    assert moment.evidence == INVOICES[language][1]


@pytest.mark.parametrize("language", LETTERS)
def test_a_letter_is_dated_by_its_head_not_by_its_story(tmp_path, language):
    draft = read(tmp_path, paper(LETTERS[language], title_pt=10))
    assert settle(draft, name="x.pdf", modified=None)[0].at == datetime(2026, 3, 12)


def test_the_body_names_the_original_and_its_pages(tmp_path):
    source = source_of(tmp_path, paper(["Contrat"], pages=3), "c.pdf")
    draft = read_pdf(source)
    assert draft.bodies == (PdfBody(asset=source.path.name, pages=3),)
    assert draft.facts == {"pages": "3"}
    assert (draft.state, codes(draft)) == (State.OK, [])
    assert "page 3" in draft.text


@pytest.mark.parametrize("strength", [2, 3, 4, 6])
def test_an_empty_password_is_no_lock_and_no_damage(tmp_path, strength):
    draft = read(tmp_path, locked(paper(INVOICES["fr"]), user="", strength=strength))
    assert (draft.state, codes(draft)) == (State.OK, [])
    assert "Date de facture" in draft.text


@pytest.mark.parametrize("strength", [2, 3, 4, 6])
def test_an_unknown_password_is_said(tmp_path, strength):
    with pytest.raises(UnreadableError) as refusal:
        read(tmp_path, locked(paper(["x"]), user="secret", strength=strength), "relevé.pdf")
    assert (refusal.value.code, refusal.value.params) == ("locked", {"file": "relevé.pdf"})


def test_a_broken_download_is_mended_and_says_so(tmp_path, caplog):
    draft = read(tmp_path, cut_off(paper(INVOICES["fr"])))
    assert logged_by(caplog) <= {"pypdf", "pikepdf"}
    assert (draft.state, codes(draft)) == (State.REPAIRED, ["repaired"])
    assert draft.findings[0].level is Level.WARNING  # as when its pages are drawn
    assert draft.bodies[0].pages == 1
    assert "Date de facture : 12/03/2026" in draft.text


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n", b"not a pdf at all" * 9]
)
def test_what_nothing_opens_is_damaged(tmp_path, caplog, data):
    with pytest.raises(UnreadableError) as refusal:
        read(tmp_path, data, "vide.pdf")
    assert (refusal.value.code, refusal.value.params) == ("damaged", {"file": "vide.pdf"})
    assert logged_by(caplog) <= {"pypdf", "pikepdf"}


def test_a_page_without_words_is_a_scan(tmp_path):
    path = tmp_path / "scan.pdf"
    canvas = Canvas(str(path))
    canvas.rect(50, 50, 200, 200, fill=1)
    canvas.save()
    draft = read(tmp_path, path.read_bytes(), "scan.pdf")
    assert draft.facts["scan"] == "1"
    assert (draft.subject, draft.text.strip()) == ("", "")


@pytest.mark.parametrize(
    ("raw", "at"),
    [
        ("D:20260202201000Z", datetime(2026, 2, 2, 20, 10, tzinfo=UTC)),
        ("D:20260202211000+01'00'", datetime(2026, 2, 2, 21, 10, tzinfo=timezone(timedelta(hours=1)))),
        ("D:20260202211000-05'30", datetime(2026, 2, 2, 21, 10, tzinfo=timezone(-timedelta(hours=5.5)))),
        ("D:20260202", datetime(2026, 2, 2)),
        ("D:20261302000000Z", None),
        ("D:20260230", None),
        ("yesterday", None),
        ("", None),
        ("D:20260202201000+99'00'", None),
    ],
)
def test_the_metadata_date_is_read_with_its_offset_and_only_offered(tmp_path, raw, at):
    draft = read(tmp_path, paper(["Document"], created=raw))
    assert [moment.at for moment in draft.moments] == ([] if at is None else [at])
    settled = settle(draft, name="document.pdf", modified=None)
    assert not settled[0].known
    assert [moment.source for moment in settled[1:]] == ([] if at is None else [Source.PDF_METADATA])


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            [("VéloNova", 24), ("Facture n° 12", 16), ("Date de facture 1/2/2026", 10), ("x y z", 10)],
            "Facture n° 12",
        ),
        ([("Facture", 20), ("N° FA-2026-03187", 11), ("VéloNova", 10)], "Facture N° FA-2026-03187"),
        ([("Facture", 20), ("Nantes", 11), ("VéloNova", 10)], "Facture"),
        ([("Rechnungsdatum: 31.01.2026", 10), ("Rechnung Nr. 42", 10)], "Rechnung Nr. 42"),
        ([("Léa Martin", 11), ("Objet : vélo non livré", 11), ("Madame, Monsieur,", 11)], "vélo non livré"),
        ([("Notice du vélo", 20), ("petit texte", 10), ("encore", 10)], "Notice du vélo"),
        ([("tout pareil", 10), ("encore pareil", 10)], ""),
        # what only begins like a paper's name is none: a sentence, an opinion, a row of a list
        (
            [("Léa Martin", 10), ("Objet : panne", 10), ("Reçu le 22/01/2026, il ne marche plus.", 10)],
            "panne",
        ),
        ([("Vélo X5", 14), ("Avis de Marc le 03/01/2026 : bien", 10), ("Avis clients (212)", 10)], "Vélo X5"),
        (
            [("Votre colis est livré", 14), ("Avis de passage - mercredi 17:40", 10), ("a b c", 10)],
            "Votre colis est livré",
        ),
        ([("Reçu n° 12", 10), ("Léa Martin", 10)], "Reçu n° 12"),
        ([("Avis de passage", 10), ("Léa Martin", 10)], "Avis de passage"),
        ([("Avis d’échéance", 10), ("Léa Martin", 10)], "Avis d’échéance"),
        (
            [("Relevé édité le 3 février", 10), ("RELEVE DE VOS COMPTES n° 02", 10)],
            "RELEVE DE VOS COMPTES n° 02",
        ),
        ([("Betalingsherinnering", 14), ("Factuur TV-26 – vervaldatum 20/01", 10)], "Betalingsherinnering"),
        # a number that stands below with its label
        (
            [("Tannwald GmbH", 18), ("Rechnung", 15), ("Rechnungsnummer RE-2026-03", 10), ("Kunde 7", 10)],
            "Rechnung RE-2026-03",
        ),
        (
            [("TELVORA NV – Factuur", 14), ("Klantnummer: 7741", 10), ("Factuurnummer: TV-88", 10)],
            "TELVORA NV – Factuur TV-88",
        ),
        ([("Vacanze", 16), ("Payment receipt", 14), ("Receipt number VC-98", 10)], "Payment receipt VC-98"),
        ([("Vos commandes", 16), ("Numéro client : 7741", 10), ("petit texte", 10)], "Vos commandes"),
        # mails printed by programs
        ([("Joke V", 14), ("Van: Telvora", 10), ("Onderwerp: RE: Klacht", 10)], "RE: Klacht"),
        ([("Outlook", 14), ("RE: Opzegging 7741", 10), ("Van Telvora", 10)], "RE: Opzegging 7741"),
        ([("Outlook", 13), ("Oggetto: Reclamo", 10), ("Gentile", 10)], "Reclamo"),
        # little besides the heading
        ([("Ricevuta di pagamento", 16), ("1.185,00 €", 9.5)], "Ricevuta di pagamento"),
        ([("https://velonova.example", 30), ("petit texte", 10), ("encore", 10)], ""),
        ([("\ufffd\ufffd\ufffdabc", 30), ("texte", 10), ("encore", 10)], ""),
        ([], ""),
    ],
)
def test_the_title_is_the_papers_name_its_subject_or_its_largest_line(lines, title):
    assert title_line(tuple(SizedLine(text, size) for text, size in lines)) == title


@given(cut=st.integers(min_value=0, max_value=1200), flip=st.integers(min_value=0, max_value=1200))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damage_anywhere_gives_a_draft_or_a_refusal_and_nothing_else(tmp_path_factory, caplog, cut, flip):
    data = bytearray(paper(INVOICES["de"]))
    data[flip % len(data)] ^= 0x55
    data = data[: max(1, len(data) - cut % len(data))]
    refusal, pages = outcome(source_of(tmp_path_factory.mktemp("cut"), bytes(data), "x.pdf"))
    assert refusal in {"damaged", "locked"} or pages >= 1
    assert logged_by(caplog) <= {"pypdf", "pikepdf"}


def outcome(source):
    """Gives the code of a refusal, or the number of pages that were read."""
    try:
        return "", read_pdf(source).bodies[0].pages
    except DossierError as refusal:
        return refusal.code, 0


@pytest.mark.parametrize("times", [1, 2])
def test_a_page_that_unpacks_without_end_is_not_read_and_the_others_are(tmp_path, times):
    drawing = b"q Q " * (17 << 20)
    for _ in range(times):
        drawing = zlib.compress(drawing, 1)
    bomb = stream(drawing, b"/Filter [%s]" % (b"/FlateDecode " * times))
    second = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] /Contents 21 0 R >>"
    tree = b"<< /Type /Pages /Kids [20 0 R 3 0 R] /Count 2 >>"
    path = tmp_path / "a.pdf"
    path.write_bytes(one_page(more={2: tree, 20: second, 21: bomb}))

    assert heavy_pages(path, range(2)) == {0}
    assert (read_words(path).pages, read_words(path).text.strip()) == (2, "Facture 42")
