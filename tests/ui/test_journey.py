"""A whole afternoon at the window, from nothing to a checked annex."""

import json
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from dossier.basis.digest import digest_of_file
from dossier.basis.resources import resources_folder
from dossier.cli import main
from dossier.model.dossier import Dossier
from dossier.model.moment import Precision, Source
from dossier.model.numbering import numbered
from dossier.texts.catalogue import Texts
from tests.support.dossiers import PARIS
from tests.support.ui_journey import LONG_MS, Person
from ui import theme as themes
from ui.dialogs.event import EventDialog
from ui.dialogs.facts import FactsDialog
from ui.main_window import MainWindow
from ui.memory import Memory

LEFT_AT_HOME = (
    "Devis de réparation Vauclair.pdf",
    "Fiche produit bureau Solveig.mhtml",
    "Avis de livraison TV4471009362.eml",
    "Relevé de compte mars 2026.pdf",
    "sms-20260313081502.xml",
    "Mise en demeure Maison Chênelier.pdf",
    "Réponse définitive SAV-88214.eml",
)


@pytest.fixture
def person(qtbot, qapp, tmp_path):
    theme = themes.theme_for(qapp)
    themes.apply(qapp, theme)
    window = MainWindow(Texts("fr"), theme, Memory(tmp_path / "memory.json"))
    qtbot.addWidget(window)
    window.show()
    yield Person(qtbot, window)
    window.close()
    qapp.setStyleSheet("")


@pytest.fixture
def proofs():
    files = sorted(path for path in (resources_folder() / "sample").rglob("*") if path.is_file())
    chosen = [path for path in files if path.name not in LEFT_AT_HOME]
    assert len(chosen) == 16
    return chosen


def begin(person, path):
    """Makes a new dossier, as the start page offers it."""

    def place():
        person.answering(QFileDialog, lambda: person.name_file(path))
        person.write("dialog-facts-title", "Bureau fendu")
        person.click("dialog-go")

    person.answering(FactsDialog, place)
    person.click("start_new")
    person.see_bench()


def undo_all(person):
    seen = [person.dossier]
    while person.window.session.present.undoable is not None:
        before = person.dossier
        person.press("Ctrl+Z", person.bench.desk.pieces.view)
        person.see(lambda before=before: person.dossier != before)
        seen.append(person.dossier)
    return seen


def redo_all(person):
    seen = [person.dossier]
    while person.window.session.present.redoable is not None:
        before = person.dossier
        person.press("Ctrl+Shift+Z", person.bench.desk.pieces.view)
        person.see(lambda before=before: person.dossier != before)
        seen.append(person.dossier)
    return seen


def test_from_an_empty_window_to_a_checked_annex(person, proofs, tmp_path):
    fingerprints = {path: digest_of_file(path) for path in proofs}
    begin(person, tmp_path / "Bureau.dossier")
    assert person.dossier.title == "Bureau fendu"

    person.drop_files(proofs)
    person.see(lambda: len(person.dossier.pieces) >= 16, wait_ms=LONG_MS)
    names = {original.name for piece in person.dossier.pieces for original in piece.originals}
    assert {path.name for path in proofs} <= names

    note = person.named("note.jpg")
    assert not note.moment.known
    person.choose(note.id)
    person.write("card-date", "16/03/2026")
    person.see(lambda: person.named("note.jpg").moment.known)
    dated = person.named("note.jpg").moment
    assert (dated.iso(PARIS), dated.precision, dated.source) == ("2026-03-16", Precision.DAY, Source.USER)

    delivered, box = (
        person.named("Bon de livraison signé 12-03-2026.tif"),
        person.named("carton à la livraison.webp"),
    )
    assert delivered.rubric == box.rubric
    assert person.order().index(delivered.id) < person.order().index(box.id)
    person.drop_pieces([box.id], delivered.id, share=0.02)
    person.see(lambda: person.order().index(box.id) < person.order().index(delivered.id))

    crack, again = person.named("IMG-20260313-WA0004.jpg"), person.named("IMG-20260315-WA0011.jpg")
    person.drop_pieces([again.id], crack.id, share=0.5)
    person.see(lambda: len(person.named("IMG-20260313-WA0004.jpg").originals) == 2)

    note_call(person)
    done = person.dossier
    assert [row.number for row in numbered(done, PARIS)] == person_numbers(done)

    undone = undo_all(person)
    assert undone[-1] == Dossier(title="Bureau fendu", rubrics=done.rubrics, key=done.key)
    assert person.bench.pieces.rowCount() == 0
    redone = redo_all(person)
    assert redone == undone[::-1]
    assert person.dossier == done

    annex, report = export(person, tmp_path)
    assert main(["verify", str(annex)]) == 0
    check_report(report, done, fingerprints)
    assert {path: digest_of_file(path) for path in proofs} == fingerprints


def note_call(person):
    def fill():
        person.write("dialog-event-date", "17/03/2026 10:15")
        person.write("dialog-event-who", "Service client, Mme Petit")
        person.write("dialog-event-what", "On me promet un retour sous huit jours.")
        person.click("dialog-go")

    before = len(person.dossier.pieces)
    person.answering(EventDialog, fill)
    person.press("Ctrl+Shift+N", person.bench.desk.pieces.view)
    person.see(lambda: len(person.dossier.pieces) == before + 1)
    noted = person.dossier.pieces[-1]
    assert noted.event is not None
    assert noted.event.what == "On me promet un retour sous huit jours."
    assert noted.originals == ()


def person_numbers(dossier):
    """Counts the numbers as a reader does: 1, 2, 2.1, 3 …"""
    numbers, top, part = [], 0, 0
    for row in numbered(dossier, PARIS):
        top, part = (top, part + 1) if row.parent else (top + 1, 0)
        numbers.append(f"{top}.{part}" if row.parent else str(top))
    return numbers


def export(person, folder):
    """Chooses where, asks for the report as well, and exports; gives both files."""
    annex = folder / "annexe.pdf"
    person.press("Ctrl+E", person.bench.desk.pieces.view)
    person.see(person.bench.export_page.isVisible)
    person.answering(QFileDialog, lambda: person.name_file(annex))
    person.click("export-choose")
    person.tick("export-with-report")
    person.click("export-go")
    done = person.bench.export_page.findChild(QLabel, "export-done-name")
    person.see(done.isVisible, wait_ms=LONG_MS)
    return annex, json.loads(annex.with_suffix(".json").read_text("utf-8"))


def check_report(report, dossier, fingerprints):
    """Holds the report against what was decided at the window."""
    listed = [piece for piece in report["pieces"] if piece["number"]]
    assert [piece["id"] for piece in listed] == [row.piece.id for row in numbered(dossier, PARIS)]
    assert report["order"]["by_hand"] == ["delivery"]
    files = {file["sha256"] for piece in report["pieces"] for file in piece["files"]}
    assert files >= set(fingerprints.values())
    by_title = {piece["title"]: piece for piece in listed}
    noted = next(piece for piece in listed if not piece["files"])
    assert noted["moment"]["iso"] == "2026-03-17T10:15:00+01:00"
    assert len(by_title[grouped_title(dossier)]["files"]) == 2
    pages = [(piece["pages"]["first"], piece["pages"]["last"]) for piece in listed]
    assert all(before[1] < after[0] for before, after in pairwise(pages))


def grouped_title(dossier):
    return next(piece.title for piece in dossier.pieces if piece.parts)
