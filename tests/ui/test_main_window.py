import json
import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget

from dossier.texts.catalogue import Texts
from tests.support.ui_journey import LONG_MS, Person
from tests.support.ui_project import LETTER
from ui import theme as themes
from ui.dialogs.facts import FactsDialog
from ui.main_window import MainWindow
from ui.memory import Memory, Remembered
from ui.views.start_page import StartPage
from ui.widgets.banner import Banner


def said_at_start(person):
    banner = person.window.centralWidget().findChild(Banner)
    return "" if banner is None else banner.text


def type_in(words):
    QTest.keyClicks(QApplication.focusWidget(), words)


def tab_to(person, name):
    """Goes on by Tab until the keyboard is somewhere."""
    front = person.front()
    for _ in range(80):
        holder = front.focusWidget()
        if holder is not None and holder.objectName() == name:
            return
        QTest.keyClick(holder or front, Qt.Key.Key_Tab)
    pytest.fail(f"Tab never comes to {name}")


def test_a_dossier_from_beginning_to_annex_by_the_keyboard_alone(start, made_project, tmp_path):
    proofs = sorted(one for one in made_project.with_name("preuves").iterdir() if one.suffix != ".eml")

    def place():
        start.answering(QFileDialog, lambda: start.name_file(tmp_path / "Clavier.dossier"))
        tab_to(start, "dialog-facts-title")
        type_in("Au clavier")
        start.press("Return")

    start.answering(FactsDialog, place)
    start.see(lambda: QApplication.focusWidget() is not None)
    start.press("Return")  # the first card has the keyboard
    start.see_bench()
    assert start.dossier.title == "Au clavier"

    names = " ".join(f'"{path}"' for path in proofs)
    start.answering(QFileDialog, lambda: start.name_file(names))
    start.press("Ctrl+Shift+A")
    start.see(lambda: len(start.dossier.pieces) == len(proofs), wait_ms=LONG_MS)

    view = start.bench.desk.pieces.view
    assert start.front().focusWidget() is view
    start.press("End")
    start.press("Up")
    (piece,) = view.selected
    before = start.order()
    start.press("Alt+Up")
    start.see(lambda: start.order() != before)
    start.press("Return")
    tab_to(start, "card-title")
    start.press("Ctrl+A")
    type_in("Écrit au clavier")
    start.press("Return")
    start.see(lambda: start.dossier.piece(piece).title == "Écrit au clavier")
    tab_to(start, "card-date")
    type_in("12/03/2026")
    start.press("Return")
    start.see(lambda: start.dossier.piece(piece).moment.known)
    tab_to(start, "card-rubric")
    rubric = start.dossier.piece(piece).rubric
    start.press("Home")
    start.see(lambda: start.dossier.piece(piece).rubric != rubric)
    _throw_away_take_back_and_export(start, piece, tmp_path)


def _throw_away_take_back_and_export(start, piece, folder):
    view = start.bench.desk.pieces.view
    start.press("Ctrl+F")
    start.press("Esc")
    assert view.hasFocus()
    start.press("Del")
    start.see(lambda: start.dossier.piece(piece).binned)
    start.press("Ctrl+Z")
    start.see(lambda: not start.dossier.piece(piece).binned)
    start.press("Ctrl+E")
    tab_to(start, "export-go")
    start.press("Space")
    done = start.bench.export_page.findChild(QLabel, "export-done-name")
    start.see(done.isVisible, wait_ms=LONG_MS)
    assert (folder / "Annexe – Au clavier.pdf").is_file()


def test_what_was_open_is_listed_and_the_example_is_not(person, project):
    person.press("Ctrl+W")
    page = person.window.centralWidget().findChild(StartPage)
    assert [row.path for row in person.window._recents.now()] == [project]
    person.see(lambda: page.findChild(QWidget, "recent_0").isVisible())
    person.click("start_example")
    person.see_bench()
    person.press("Ctrl+W")
    person.see(lambda: person.window.workbench is None)
    assert [row.path for row in person.window._recents.now()] == [project]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"SQLite format 3\0" + b"\0" * 500, "Foreign.dossier"),
        (b"", "Foreign.dossier"),
        (b"%PDF-1.7 something else", "Foreign.dossier"),
        (None, "Foreign.dossier"),
    ],
)
def test_what_cannot_be_opened_is_said_and_the_list_stays(start, tmp_path, content, said):
    path = tmp_path / "Foreign.dossier"
    if content is not None:
        path.write_bytes(content)
    start.window.open_path(path)
    start.see(lambda: said in said_at_start(start))
    assert start.window.workbench is None


def test_an_open_dossier_stays_when_another_cannot_be_opened(person, project, tmp_path):
    path = tmp_path / "Foreign.dossier"
    path.write_bytes(b"nothing of ours")
    person.window.open_path(path)
    person.see(lambda: "Foreign.dossier" in person.told())
    assert person.window.session.path == project


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"[]",
        b"{broken",
        b'{"language": "fr", "geometry": "\xc3\xa9", "recent": []}',
        b'{"language": "fr", "geometry": "", "recent": [1]}',
        b'{"language": "fr", "geometry": "", "recent": '
        b'[{"path": "a", "title": "b", "pieces": Infinity, "opened": "2026-01-01"}]}',
    ],
)
def test_a_broken_memory_is_forgotten_and_written_anew(qtbot, qapp, tmp_path, kept):
    path = tmp_path / "memory.json"
    path.write_bytes(kept)
    memory = Memory(path)
    assert memory.now == Remembered()
    window = MainWindow(Texts("fr"), themes.theme_for(qapp), memory)
    qtbot.addWidget(window)
    window.show()
    window.close()
    again = MainWindow(Texts("fr"), themes.theme_for(qapp), Memory(path))
    qtbot.addWidget(again)
    assert json.loads(path.read_bytes())["geometry"]
    assert Memory(path).now.geometry
    # Restored, it is made to fit this small screen; a window without a memory is larger than that.
    assert again.height() < window.height()


def test_another_language_is_spoken_from_the_start_page_on(start, project):
    english = start.front().findChild(QPushButton, "start_language_en")
    QTest.mouseClick(english, Qt.MouseButton.LeftButton)
    assert start.window.actions_table["quit"].text() == Texts("en").say("window.act_quit")
    assert Memory(start.window._memory._path).now.language == "en"
    start.window.open_path(project)
    start.see_bench()
    start.press("Ctrl+3", start.bench.desk.pieces.view)
    assert start.bench.currentWidget() is start.bench.findings_page


def test_a_dossier_open_elsewhere_is_only_shown_and_its_copy_can_be_worked_in(
    person, qtbot, qapp, project, tmp_path
):
    second = MainWindow(Texts("fr"), themes.theme_for(qapp), Memory(tmp_path / "other.json"))
    qtbot.addWidget(second)
    second.show()
    other = Person(qtbot, second)
    second.open_path(project)
    other.see_bench()
    said = Texts("fr").error(second.session.present.read_only)
    assert other.told() == said
    assert not {"undo", "add", "paste", "facts", "note_event"} & other.offered()
    letter = other.named(LETTER)
    other.choose(letter.id)
    other.press("Del", other.bench.desk.pieces.view)
    other.press("Alt+Up", other.bench.desk.pieces.view)
    assert other.bench.desk.card.findChild(QLineEdit, "card-title").isReadOnly()
    lists = (other.bench.desk.pieces.view, other.bench.desk.rubrics.view)
    assert not any(one.acceptDrops() or one.dragEnabled() for one in lists)
    assert other.dossier == person.dossier

    copy = tmp_path / "Copie.dossier"
    other.answering(QFileDialog, lambda: other.name_file(copy))
    other.click("banner_action")
    other.see(lambda: copy.name in other.told())
    other.click("banner_action")
    other.see(lambda: second.session.path == copy)
    assert second.session.present.read_only is None
    second.close()


@pytest.mark.parametrize("what", ["add", "look", "open", "nothing"])
def test_closing_in_the_middle_of_something_leaves_nothing(person, made_project, project, tmp_path, what):
    scratch = person.window.session.scratch
    if what == "add":
        shutil.copytree(made_project.with_name("preuves"), tmp_path / "encore")
        (tmp_path / "encore" / "plus.txt").write_text("Encore une.", "utf-8")
        person.drop_files([tmp_path / "encore"])
    elif what == "look":
        person.choose(person.named(LETTER).id)
    elif what == "open":
        person.window.open_path(shutil.copy(project, tmp_path / "Autre.dossier"))
    person.window.close()
    assert not scratch.exists()
    assert person.window.session is None


def test_a_dossier_that_is_open_before_the_first_paint_keeps_its_acts(person):
    assert person.window.actions_table["export"].isEnabled()
    person.window._settle()
    assert person.window.actions_table["export"].isEnabled()
