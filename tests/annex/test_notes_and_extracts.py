"""What an annex prints of notes without a file, of extracts, and of what a piece proves."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from dossier.annex.order import printed_title
from dossier.annex.pages.bordereau import MOST_PROVES_LINES, bordereau_pages
from dossier.model.commands.group import group_pieces
from dossier.model.commands.note_event import note_event
from dossier.model.commands.view import show_appendix
from dossier.model.ids import RubricId
from dossier.model.moment import UNKNOWN, Moment, Precision, Source, month
from dossier.model.piece import Event, FileKind, MailHeader, State
from dossier.model.plan import PageKind
from dossier.model.report import report
from dossier.texts.catalogue import Texts
from dossier.texts.dates import long_moment
from dossier.workers.pool import Pool
from tests.support.benches import Bench, dispute, held
from tests.support.dossiers import ordered, piece, small_dossier
from tests.support.pdf_facts import facts_of
from tests.support.pdf_pages import pages

PARIS = ZoneInfo("Europe/Paris")
CALLED = Moment(precision=Precision.MINUTE, at=datetime(2026, 4, 14, 14, 30), source=Source.USER)
EVENT = Event(who="Mme Duval", what="Le colis serait perdu.\n\nElle rappelle demain.")


@pytest.fixture(scope="module")
def pool():
    with Pool(2) as pool:
        yield pool


@pytest.fixture
def bench(pool, tmp_path):
    return Bench(tmp_path, pool)


def noted(event=EVENT, *, title="Appel au vendeur", moment=CALLED, more=()):
    return note_event(dispute(more), event, title=title, rubric=RubricId("order"), moment=moment).dossier


def words_of(bench, exported, kind):
    texts = facts_of((bench.folder / "a.pdf").read_bytes()).texts
    return " ".join(
        " ".join(text.split())
        for text, page in zip(texts, exported.plan.pages, strict=True)
        if page.kind is kind
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ("mardi 14 avril 2026 à 14:30", "Avec", "Note établie par le demandeur.")),
        ("en", ("Tuesday 14 April 2026 at 14:30", "With", "Note drawn up by the claimant.")),
    ],
)
def test_a_note_of_a_call_is_a_page_of_its_own(pool, tmp_path, language, said):
    bench = Bench(tmp_path, pool, language=language)
    exported = bench.export(noted())
    page = words_of(bench, exported, PageKind.PIECE)
    assert all(words in page for words in said)
    assert all(words in page for words in ("Appel au vendeur", "Mme Duval", "Elle rappelle demain."))
    assert exported.check.agrees
    assert [one.code for one in exported.findings] == ["pdfa-yes"]
    assert [row.state for row in exported.plan.pieces] == [State.OK]


def test_the_integrity_table_says_that_there_is_no_file(bench):
    exported = bench.export(noted(more=[held("facture", bench.pdf(pages(1)))]))
    table = words_of(bench, exported, PageKind.INTEGRITY)
    assert "aucun fichier : note établie par le demandeur" in table.replace("\xa0", " ")
    assert "facture.bin" in table


def test_the_report_of_a_note_names_no_file(bench):
    dossier = noted()
    exported = bench.export(dossier)
    made = report(
        dossier, exported.plans, zone=PARIS, findings=exported.findings, annexes=[exported.file], say=str
    )
    (only,) = made["pieces"]
    assert (only["files"], only["state"], only["pages"]["first"]) == ([], "ok", exported.plan.pieces[0].first)


def test_a_file_that_cannot_be_shown_is_named_even_if_something_was_noted(bench):
    (one,) = noted().pieces
    filed = replace(one, originals=held("facture", bench.pdf(pages(1))).originals)
    exported = bench.export(dispute([filed]))
    assert "facture.bin" in words_of(bench, exported, PageKind.PIECE)
    assert "facture.bin" in words_of(bench, exported, PageKind.INTEGRITY)


def test_the_own_note_of_the_person_never_leaves_the_dossier(bench):
    dossier = noted(more=[held("facture", bench.pdf(pages(1)))])
    secret = tuple(replace(one, note="SECRETISSIME") for one in dossier.pieces)
    exported = bench.export(replace(dossier, pieces=secret))
    assert not any("SECRETISSIME" in text for text in facts_of((bench.folder / "a.pdf").read_bytes()).texts)
    assert "SECRETISSIME" not in str(exported.plan)


def test_what_a_note_proves_stands_on_its_page_and_in_the_bordereau(bench):
    dossier = noted()
    (one,) = dossier.pieces
    exported = bench.export(replace(dossier, pieces=(replace(one, proves="Que rien n’est parti."),)))
    assert "Ce que cela prouve Que rien n’est parti." in words_of(bench, exported, PageKind.PIECE)
    listed = words_of(bench, exported, PageKind.BORDEREAU).replace("\xa0", " ")
    assert "Ce que cela prouve : Que rien n’est parti." in listed
    assert "Que rien" not in words_of(bench, exported, PageKind.DIVIDER)


def test_long_proves_are_wrapped_and_cut_and_links_still_agree(bench):
    one = replace(held("facture", bench.pdf(pages(1))), proves="Le prix 12 a été payé, page 88.\n" * 60)
    exported = bench.export(dispute([one, held("autre", bench.pdf(pages(2)))]))
    assert exported.check.agrees
    listed = words_of(bench, exported, PageKind.BORDEREAU)
    assert "…" in listed
    assert 4 < listed.count("Le prix 12") < 3 * MOST_PROVES_LINES


def test_a_row_grows_with_what_its_piece_proves():
    plain = ordered(small_dossier())
    told = replace(
        small_dossier(), pieces=tuple(replace(p, proves="Le prix.") for p in small_dossier().pieces)
    )
    (before,), (after,) = (bordereau_pages(order, Texts("fr")) for order in (plain, ordered(told)))
    heights = [[area.rect[3] - area.rect[1] for area in page.areas] for page in (before, after)]
    assert sum(heights[1]) > sum(heights[0]) + 60


@pytest.mark.parametrize(
    ("chosen", "french", "english"),
    [
        ((2, 3, 4), "Contrat (pages 2–4 sur 9)", "Contrat (pages 2–4 of 9)"),
        ((9,), "Contrat (page 9 sur 9)", "Contrat (page 9 of 9)"),
        ((1, 3), "Contrat (pages 1, 3 sur 9)", "Contrat (pages 1, 3 of 9)"),
        (None, "Contrat", "Contrat"),
        (tuple(range(1, 10)), "Contrat", "Contrat"),
    ],
)
def test_a_title_says_which_pages_are_shown(bench, chosen, french, english):
    body = replace(bench.pdf(pages(1), pages=9), chosen=chosen)
    one = replace(piece("contrat", "terms", title="Contrat"), bodies=(body,))
    assert (printed_title(one, Texts("fr")), printed_title(one, Texts("en"))) == (french, english)
    several = replace(one, bodies=(body, body))
    assert printed_title(several, Texts("fr")) == ("Contrat (extrait)" if french != "Contrat" else "Contrat")


def test_an_extract_is_told_in_the_table_and_once_in_the_findings(bench):
    body = replace(bench.pdf(pages(4), pages=4), chosen=(2, 3))
    exported = bench.export(dispute([held("contrat", body)]))
    assert [finding.code for finding in exported.findings] == ["pages-chosen"]
    assert exported.findings[0].piece == "contrat"
    assert "Preuve contrat (pages 2–3 sur 4)" in words_of(bench, exported, PageKind.BORDEREAU)
    assert "extrait" in words_of(bench, exported, PageKind.INTEGRITY)
    page = words_of(bench, exported, PageKind.PIECE)
    assert ("Feuille 2" in page, "Feuille 3" in page, "Feuille 1" in page) == (True, True, False)
    assert exported.check.agrees
    assert [row.state for row in exported.plan.pieces] == [State.OK]


def test_a_turned_piece_is_assembled_and_checked(bench):
    body = replace(bench.pdf(pages(2), pages=2), turn=1)
    exported = bench.export(dispute([held("contrat", body)]))
    assert exported.check.agrees
    shown = [page.landscape for page in exported.plan.pages if page.kind is PageKind.PIECE]
    assert shown == [False, False]


def aware(text, precision=Precision.SECOND, until=None):
    end = datetime.fromisoformat(until) if until else None
    return Moment(precision=precision, at=datetime.fromisoformat(text), until=end, source=Source.USER)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (CALLED, "mardi 14 avril 2026 à 14:30"),
        (
            aware("2026-04-14T12:30:05+00:00"),
            "mardi 14 avril 2026 à 12:30:05 (+00:00), soit 14 avril 2026 à 14:30",
        ),
        (aware("2026-04-14T14:30:05+02:00"), "mardi 14 avril 2026 à 14:30:05"),
        (aware("2026-03-01", Precision.DAY), "dimanche 1er mars 2026"),
        (aware("2026-03-01", Precision.ABOUT), "vers le 1er mars 2026"),
        (month(2026, 3, source=Source.USER, evidence=""), "mars 2026"),
        (aware("2026-01-01", Precision.YEAR), "2026"),
        (aware("2026-03-02", Precision.RANGE, "2026-03-04"), "du 2 mars 2026 au 4 mars 2026"),
        (aware("2026-03-02", Precision.RANGE, "2026-03-02"), "2 mars 2026"),
        (UNKNOWN, "sans date"),
    ],
)
def test_a_moment_is_written_out(moment, said):
    written = long_moment(Texts("fr"), moment, PARIS)
    assert written == said or written == f"{said} (Europe/Paris)"


def test_a_day_is_written_by_the_language():
    assert long_moment(Texts("en"), aware("2026-03-01", Precision.DAY), PARIS).startswith("Sunday")
    assert date(2026, 3, 1).weekday() == 6


def mail(name, bench, words, *, to=None, appendix=None):
    letter = held(name, bench.flow(words), kind=FileKind.EMAIL)
    return replace(
        letter,
        preface=MailHeader(sender=f"{name}@mail.example", subject=f"Sujet {name}"),
        moment=CALLED,
        parent=to,
        appendix=bench.flow(appendix) if appendix else None,
    )


def test_a_thread_that_is_one_piece_prints_every_header_its_own_attachments_and_headers(bench):
    one, two = mail("one", bench, "Premier", appendix="X-One: 1"), mail("two", bench, "Second")
    two = replace(two, appendix=bench.flow("X-Two: 2"))
    first, second = (
        replace(held(name, bench.pdf(pages(count), pages=count)), parent=of, came_with=of)
        for name, count, of in (("a1", 1, one.id), ("a2", 2, two.id))
    )
    dossier = group_pieces(dispute([one, first, two, second]), [one.id, two.id]).dossier
    exported = bench.export(dossier)
    shown = words_of(bench, exported, PageKind.PIECE)
    before, after = shown.split("two@mail.example", 1)
    assert "one@mail.example" in before
    assert "Premier" in before
    assert before.count("a1.bin") == 1
    assert "a2.bin" not in before
    assert after.split("Second")[0].count("a2.bin") == 1
    assert "X-One" not in shown
    with_headers = bench.export(show_appendix(dossier, one.id, shown=True).dossier, "b.pdf")
    texts = " ".join(facts_of((bench.folder / "b.pdf").read_bytes()).texts)
    assert texts.index("Second") < texts.index("X-One: 1") < texts.index("X-Two: 2")
    assert len(with_headers.plan.pages) == len(exported.plan.pages) + 2
