from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from dossier.model.commands.done import Act
from dossier.model.numbering import by_hand
from dossier.texts.catalogue import Texts
from dossier.workspace.orders import Present
from tests.support.ui_project import DOCUMENT, FIRST, INVOICE, LETTER, MAIL, SECOND
from ui import present
from ui.actions import ROWS, When
from ui.dialogs.about import AboutDialog
from ui.dialogs.confirm import ConfirmDialog
from ui.dialogs.event import EventDialog
from ui.dialogs.facts import FactsDialog
from ui.dialogs.pages import PagesDialog
from ui.models.roles import Cut, CutKind
from ui.wiring.standing import standing

OF_WINDOW = {"new", "open", "close", "quit", "about"}
OPEN = {
    "new",
    "open",
    "save_copy",
    "dispute",
    "export",
    "close",
    "quit",
    "find",
    "by_rubric",
    "by_date",
    "findings",
    "recipient",
    "deadlines",
    "rounds",
    "about",
}
ATTACH = {"attach", "translation", "transcription"}
WRITABLE = {"facts", "paste", "add", "add_folder", "capture", "note_event"}
USUAL = OPEN | WRITABLE | {"undo"}  # the files were added


def select(person, *names):
    ids = [person.named(name).id for name in names]
    person.choose(ids[0])
    for one in ids[1:]:
        person.choose_also(one)
    return ids


def test_every_act_has_a_doer_and_every_doer_its_row(person):
    names = [row.name for row in ROWS]
    assert len(set(names)) == len(names)
    assert set(names) == OF_WINDOW | set(person.bench.doers)
    assert not OF_WINDOW & set(person.bench.doers)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_two_acts_have_one_key_or_one_name(person, language):
    keys = [key.toString() for row in ROWS for key in person.window.actions_table[row.name].shortcuts()]
    assert len(set(keys)) == len(keys)
    names = [Texts(language).say(f"window.act_{row.name}") for row in ROWS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("chosen", "more"),
    [
        ((), set()),
        ((FIRST,), ATTACH | {"exclude", "turn_left", "turn_right", "remove"}),
        ((FIRST, SECOND), ATTACH | {"group", "exclude", "remove"}),
        ((DOCUMENT,), ATTACH | {"exclude", "turn_left", "turn_right", "choose_pages", "remove"}),
        ((LETTER,), ATTACH | {"exclude", "remove"}),
        ((MAIL,), {"exclude", "remove"}),
        ((INVOICE,), ATTACH | {"exclude", "turn_left", "turn_right", "detach", "remove"}),
        ((MAIL, INVOICE), {"group", "exclude", "remove"}),
    ],
)
def test_only_what_can_be_done_is_offered(person, chosen, more):
    if chosen:
        select(person, *chosen)
    assert person.offered() == USUAL | more


def test_the_start_page_offers_only_what_needs_no_dossier(start, project):
    start.see(lambda: start.offered() == {"new", "open", "quit", "about"})
    start.window.open_path(project)
    start.see_bench()
    start.press("Ctrl+W")
    start.see(lambda: start.window.workbench is None)
    assert start.offered() == {"new", "open", "quit", "about"}


def test_remove_restore_and_erase_know_the_bin(person):
    (piece,) = select(person, LETTER)
    person.pick("remove")
    person.see(lambda: person.named(LETTER).binned)
    person.bench.show_piece(piece)
    person.see(lambda: person.bench.desk.pieces.view.selected == (piece,))
    assert person.offered() == USUAL | {"restore", "erase"}
    person.pick("restore")
    person.see(lambda: not person.named(LETTER).binned)

    person.bench.show_piece(piece)
    person.press("Del", person.bench.desk.pieces.view)
    person.see(lambda: person.named(LETTER).binned)
    person.bench.show_piece(piece)
    person.answering(ConfirmDialog, lambda: person.click("dialog-go"))
    person.pick("erase")
    person.see(lambda: len(person.dossier.pieces) == 5)
    person.see(lambda: person.window.session.present.undoable is None)
    assert person.offered() == OPEN | WRITABLE


def test_grouping_and_splitting(person):
    first, _ = select(person, FIRST, SECOND)
    person.press("Ctrl+G")
    person.see(lambda: len(person.named(FIRST).parts) == 2)
    person.choose(first)
    assert {"split"} <= person.offered()
    assert "group" not in person.offered()
    person.press("Ctrl+Shift+G")
    person.see(lambda: len(person.dossier.pieces) == 6)
    select(person, FIRST, SECOND)
    person.pick("group")
    person.see(lambda: len(person.dossier.pieces) == 5)
    person.choose(first)
    person.pick("split")
    person.see(lambda: len(person.dossier.pieces) == 6)


def test_what_cannot_be_grouped_is_refused_in_words(person):
    select(person, FIRST)
    person.pick("exclude")
    person.see(lambda: not person.named(FIRST).included)
    before = person.dossier
    select(person, FIRST, SECOND)
    person.press("Ctrl+G")
    person.see(lambda: person.named(SECOND).title in person.told())
    assert person.dossier == before


def test_detaching(person):
    select(person, INVOICE)
    person.pick("detach")
    person.see(lambda: person.named(INVOICE).parent is None)


def test_leaving_out_and_taking_in(person):
    (piece,) = select(person, LETTER)
    person.pick("exclude")
    person.see(lambda: not person.named(LETTER).included)
    assert {"include"} <= person.offered()
    assert "exclude" not in person.offered()
    person.pick("include")
    person.see(lambda: person.named(LETTER).included)
    assert person.bench.desk.pieces.view.selected == (piece,)


def test_turning(person):
    select(person, FIRST)
    for act, keys, turn in (("turn_left", "Ctrl+Shift+L", 3), ("turn_right", "Ctrl+Shift+R", 0)):
        person.press(keys)
        person.see(lambda turn=turn: person.named(FIRST).bodies[0].turn == turn)
        person.pick(act)
        person.see(lambda turn=turn: person.named(FIRST).bodies[0].turn != turn)
        person.press("Ctrl+Z", person.bench.desk.pieces.view)
        person.see(lambda turn=turn: person.named(FIRST).bodies[0].turn in (0, turn))


def test_choosing_pages(person):
    select(person, DOCUMENT)

    def choose():
        person.write("dialog-pages-line", "2-3")
        person.click("dialog-go")

    person.answering(PagesDialog, choose)
    person.pick("choose_pages")
    person.see(lambda: person.named(DOCUMENT).bodies[0].chosen == (2, 3))


def test_moving_and_ordering_by_date_again(person):
    first, second = (person.named(name).id for name in (FIRST, SECOND))
    person.choose(second)
    assert "order_by_date" not in person.offered()
    before = person.order()
    person.press("Alt+Up", person.bench.desk.pieces.view)
    person.see(lambda: person.order().index(second) < person.order().index(first))
    assert "order_by_date" in person.offered()
    person.pick("order_by_date")
    person.see(lambda: person.order() == before)
    assert by_hand(person.dossier) == ()
    assert "order_by_date" not in person.offered()


def test_undo_and_redo_name_what_they_do(person):
    select(person, LETTER)
    person.pick("exclude")
    person.see(lambda: not person.named(LETTER).included)
    undo, redo = (person.window.actions_table[name] for name in ("undo", "redo"))
    said = present.act(Texts("fr"), person.window.session.present.undoable)
    assert undo.text() == f"Annuler\xa0: {said}"
    assert redo.text() == "Rétablir"
    assert "redo" not in person.offered()
    person.pick("undo")
    person.see(lambda: person.named(LETTER).included)
    assert redo.text() == f"Rétablir\xa0: {said}"
    person.press("Ctrl+Y", person.bench.desk.pieces.view)
    person.see(lambda: not person.named(LETTER).included)
    person.press("Ctrl+Z", person.bench.desk.pieces.view)
    person.see(lambda: person.named(LETTER).included)
    person.pick("redo")
    person.see(lambda: not person.named(LETTER).included)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_undone_act_is_named_in_each_language(language):
    texts = Texts(language)
    now = Present(dossier=None, undoable=Act(code="note-event", params={"title": "Appel"}), redoable=None)
    for code in ("remove", "place", "detach", "group"):
        words = present.act(texts, replace(now.undoable, code=code, params={"n": 2}))
        assert words
        assert "{" not in words
        assert words in texts.say("window.act_undo_what", what=words)


@pytest.mark.parametrize(
    ("act", "keys", "dialog"),
    [
        ("new", "Ctrl+N", FactsDialog),
        ("open", "Ctrl+O", QFileDialog),
        ("facts", None, FactsDialog),
        ("note_event", "Ctrl+Shift+N", EventDialog),
        ("add", "Ctrl+Shift+A", QFileDialog),
        ("add_folder", None, QFileDialog),
        ("save_copy", "Ctrl+Shift+S", QFileDialog),
        ("about", None, AboutDialog),
    ],
)
def test_what_asks_first_opens_its_dialog_by_menu_and_key_and_esc_leaves_all_as_it_was(
    person, act, keys, dialog
):
    before, seen = person.dossier, []

    def leave():
        seen.append(act)
        QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape)

    person.answering(dialog, leave)
    person.pick(act)
    person.see(lambda: seen == [act])
    if keys:
        person.answering(dialog, leave)
        person.press(keys, person.bench.desk.pieces.view)
        person.see(lambda: seen == [act, act])
    assert person.dossier == before


def test_looking_around_by_keys_and_menu(person):
    desk, bench = person.bench.desk, person.bench
    for act, keys, rows in (("by_date", "Ctrl+2", 6), ("by_rubric", "Ctrl+1", 9)):
        person.press(keys, desk.pieces.view)
        assert bench.pieces.rowCount() == rows
        person.pick("by_rubric" if act == "by_date" else "by_date")
        assert bench.pieces.rowCount() == 15 - rows
        person.pick(act)
    person.press("Ctrl+3", desk.pieces.view)
    assert bench.currentWidget() is bench.findings_page
    person.press("Ctrl+F", bench.findings_page)
    assert bench.currentWidget() is desk
    assert desk.pieces.search.hasFocus()
    person.press("Ctrl+E", desk.pieces.view)
    assert bench.currentWidget() is bench.export_page
    person.pick("findings")
    assert bench.currentWidget() is bench.findings_page
    person.pick("export")
    assert bench.currentWidget() is bench.export_page
    person.pick("find")
    assert bench.currentWidget() is desk


def test_the_context_menu_holds_what_can_be_done_with_what_is_chosen(person, qtbot):
    (piece,) = select(person, INVOICE)
    view = person.bench.desk.pieces.view
    at = view.visualRect(view.currentIndex()).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    menu = person.bench.findChild(QMenu, "pieces-menu")
    person.see(menu.isVisible)
    names = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    attaching = ("attach", "translation", "transcription", "detach")
    wanted = (*attaching, "exclude", "turn_left", "turn_right", "remove")
    assert names == [f"act_{name}" for name in wanted]
    detach = menu.actions()[3]
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(detach).center())
    person.see(lambda: person.named(INVOICE).parent is None)
    person.see(lambda: person.bench.findChild(QMenu, "pieces-menu") is None)
    assert piece == person.named(INVOICE).id


def test_without_a_choice_there_is_no_context_menu(person):
    person.bench.desk.pieces.view.menu_wanted.emit((), QPoint(0, 0))
    person.see(lambda: person.bench.findChild(QMenu, "pieces-menu") is None)


def test_nothing_that_changes_fits_a_dossier_that_cannot_be_changed(person):
    now, ids = person.window.session.present, [person.named(FIRST).id]
    closed = replace(now, read_only=person.window.session.present.read_only or _closed())
    fits = standing(closed, ids, cut=Cut(kind=CutKind.ALL), texts=Texts("fr")).fits
    assert fits == {When.ALWAYS, When.OPEN}


def _closed():
    from dossier.basis.errors import PlaceError

    return PlaceError("project-in-use", file="x")


def test_a_repeat_is_neither_taken_in_nor_left_out(person):
    first, second = person.named(FIRST), person.named(SECOND)
    twin = replace(second, duplicate_of=first.id)
    pieces = tuple(twin if one.id == second.id else one for one in person.dossier.pieces)
    now = replace(person.window.session.present, dossier=replace(person.dossier, pieces=pieces))
    fits = standing(now, [twin.id], cut=Cut(), texts=Texts("en")).fits
    assert not fits & {When.WANTED, When.HELD_BACK}
