import shutil
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from shiboken6 import isValid

from dossier.basis.errors import PlaceError, UnreadableError
from dossier.model.commands.done import Act, Done
from dossier.model.finding import warning
from dossier.texts.catalogue import Texts
from dossier.workspace.looking import LookOrder
from tests.support.ui_project import DOCUMENT, FIRST, LETTER, MAIL, SECOND
from ui.models.roles import Cut, CutKind
from ui.save_state import SaveState
from ui.wiring.helping import alike
from ui.wiring.pictures import Pictures

FR = Texts("fr")


def words_in(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def search(person, words):
    field = person.bench.desk.pieces.search
    person.press("Ctrl+F", person.bench.desk.pieces.view)
    QTest.keyClicks(field, words)


def shown(person):
    return {one.id for one in person.dossier.pieces if person.bench.pieces.row_of(one.id) >= 0}


def test_searching_finds_accented_words_in_all_text_and_esc_shows_all_again(person):
    search(person, "CASSE")
    letter = person.named(LETTER).id
    person.see(lambda: shown(person) == {letter})
    assert "1" in person.bench.desk.findChild(QLabel, "pieces-count").text()
    QTest.keyClick(person.bench.desk.pieces.search, Qt.Key.Key_Escape)
    person.see(lambda: len(shown(person)) == 6)
    assert person.bench.desk.pieces.search.text() == ""


def test_a_search_stays_within_what_is_looked_at_and_follows_the_dossier(person, tmp_path):
    search(person, "casse")
    person.see(lambda: len(shown(person)) == 1)
    (tmp_path / "autre.txt").write_text("Le plateau est cassé aussi.", "utf-8")
    person.drop_files([tmp_path / "autre.txt"])
    person.see(lambda: len(shown(person)) == 2)
    person.bench._outlook.choose(Cut(kind=CutKind.RUBRIC, rubric="order"))
    assert shown(person) == set()
    person.bench._outlook.choose(Cut())
    assert len(shown(person)) == 2


def test_a_late_answer_to_a_search_is_passed_over(person):
    person.window.session.found.emit("autre chose", frozenset())
    assert len(shown(person)) == 6


def test_a_search_does_not_hide_what_a_remark_leads_to(person):
    search(person, "casse")
    person.see(lambda: len(shown(person)) == 1)
    document = person.named(DOCUMENT).id
    person.bench.show_piece(document)
    assert person.bench.desk.pieces.view.selected == (document,)
    person.bench.show_piece("gone")
    assert person.bench.desk.pieces.view.selected == (document,)


def test_other_colours_keep_everything_as_it_was_seen(person, qapp):
    first = person.bench
    document = person.named(DOCUMENT).id
    person.press("Ctrl+2", first.desk.pieces.view)
    person.choose(document)
    search(person, "Contrat")
    person.see(lambda: shown(person) == {document})
    first.desk.panes.setSizes([200, 500, 500])
    widths = first.desk.panes.sizes()
    person.window._follow_colours()
    second = person.bench
    assert second is not first
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(first)
    person.see(lambda: shown(person) == {document})
    assert second.desk.pieces.view.selected == (document,)
    assert second.desk.pieces.search.text() == "Contrat"
    assert second._outlook.by_rubric is False
    person.see(lambda: second.desk.panes.sizes() == widths)
    person.pick("exclude")
    person.see(lambda: not person.named(DOCUMENT).included)


def test_colours_may_change_in_the_middle_of_looking_and_exporting(person):
    person.choose(person.named(DOCUMENT).id)
    person.press("Ctrl+E", person.bench.desk.pieces.view)
    person.click("export-go")
    assert person.window.session.exporting
    person.window._follow_colours()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert person.bench.currentWidget() is person.bench.export_page
    done = person.bench.export_page.findChild(QLabel, "export-done-name")
    person.see(done.isVisible, wait_ms=60_000)
    person.window._follow_colours()
    person.see(person.bench.export_page.findChild(QLabel, "export-done-name").isVisible)


def test_words_are_searched_in_every_rubric_whichever_is_looked_at(person):
    person.bench._outlook.choose(Cut(kind=CutKind.RUBRIC, rubric="order"))
    search(person, "casse")
    person.see(lambda: shown(person) == {person.named(LETTER).id})
    assert person.bench._outlook.cut == Cut()


def test_of_two_alike_one_alone_is_chosen_and_both_can_be_kept(person):
    first, second = person.named(FIRST), person.named(SECOND)
    told = warning("possible-repeat", first=first.id, second=second.id, file=FIRST, other=SECOND)
    asked = told.of(second.id)
    add = partial(
        lambda dossier: Done(dossier=replace(dossier, findings=(asked,)), act=Act(code="order-by-date"))
    )
    person.window.session.do(add)
    person.see(lambda: asked in person.dossier.findings)

    person.bench.help_with("compare", second.id)
    assert person.bench.desk.pieces.view.selected == (second.id,)
    assert first.title in person.told()
    person.click("banner_action")
    person.see(lambda: person.dossier.findings == ())
    person.see(lambda: person.told() == "")
    person.press("Ctrl+Z", person.bench.desk.pieces.view)
    person.see(lambda: asked in person.dossier.findings)


def test_the_two_of_a_pair_are_found_while_both_are_there(person):
    first, second = person.named(FIRST), person.named(SECOND)
    told = warning("possible-repeat", first=first.id, second=second.id, file=FIRST, other=SECOND).of(
        second.id
    )
    dossier = replace(person.dossier, findings=(told,))
    assert alike(dossier, second.id) == alike(dossier, first.id) == (first.id, second.id)
    assert alike(dossier, person.named(MAIL).id) == ()
    gone = tuple(replace(one, binned=one.id == first.id) for one in dossier.pieces)
    assert alike(replace(dossier, pieces=gone), second.id) == (second.id,)


def test_an_original_that_cannot_be_drawn_says_where_to_look_instead(person):
    piece = person.named(DOCUMENT).id
    person.choose(piece)
    pictures = person.bench.findChild(Pictures)
    order = LookOrder(piece=piece, original=True, width_px=200)
    pictures._wanted = order
    error = UnreadableError("pdf-unreadable", file=DOCUMENT)
    pictures._tell_trouble(order, error)
    person.see(lambda: FR.say("window.preview_see_annex") in words_in(person.bench.desk.preview))
    late = LookOrder(piece=piece, page=2, width_px=200)
    pictures._tell_trouble(late, UnreadableError("pdf-unreadable", file="late.pdf"))
    assert "late.pdf" not in words_in(person.bench.desk.preview)


def test_what_could_not_be_saved_offers_to_try_again(person, project):
    session = person.window.session
    session._state = SaveState.UNSAVED
    session.refused.emit(PlaceError("disk-full", file=project.name, folder=str(project.parent)))
    assert project.name in person.told() or str(project.parent) in person.told()
    button = person.bench.desk.banner.findChild(object, "banner_action")
    assert button.text() == FR.say("window.save_again")
    session._state = SaveState.SAVED


def test_refusals_are_said_above_the_pieces(person):
    person.press("Ctrl+3", person.bench.desk.pieces.view)
    person.window.session.refused.emit(PlaceError("cannot-write", file="x", folder="y"))
    assert person.bench.currentWidget() is person.bench.desk
    assert person.told()


@pytest.mark.parametrize("name", ["Copie", "Copie.dossier"])
def test_a_copy_has_its_suffix_and_replaces_nothing_unasked(person, project, tmp_path, name):
    from PySide6.QtWidgets import QFileDialog

    taken = tmp_path / "Copie.dossier"
    if name == "Copie":
        shutil.copy(project, taken)
    before = taken.read_bytes() if taken.exists() else b""
    person.answering(QFileDialog, lambda: person.name_file(tmp_path / name))
    person.pick("save_copy")
    made = tmp_path / ("Copie 2.dossier" if name == "Copie" else "Copie.dossier")
    person.see(lambda: made.name in person.told())
    assert made.is_file()
    if before:
        assert taken.read_bytes() == before
