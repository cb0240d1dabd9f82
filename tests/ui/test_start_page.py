import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QScrollArea, QWidget

from dossier.texts.catalogue import Texts, language_codes
from ui.theme import LIGHT, Theme
from ui.views.start_page import Recent, StartPage
from ui.widgets.card_button import CardButton
from ui.widgets.labels import ElidedLabel

LEFT = Qt.MouseButton.LeftButton
ROOT = Path(__file__).resolve().parents[2]
HERE = Recent(
    Path.home() / "Litiges" / "Bureau.dossier", "Bureau & plateau fendu", 21, date(2026, 3, 9), True
)
GONE = Recent(Path("/media/cle/Box.dossier"), "Box résiliée", 1, None, False)
CARDS = pytest.mark.parametrize("card", ["new", "open", "example"])


@pytest.fixture
def page(qtbot):
    return shown(qtbot, "fr")


def shown(qtbot, language):
    made = StartPage(Texts(language), Theme(palette=LIGHT))
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.show()
    return made


def words(widget):
    return [w.whole if isinstance(w, ElidedLabel) else w.text() for w in widget.findChildren(QLabel)]


def dragged(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def enter(widget, data):
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop(widget, data):
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


@CARDS
def test_a_card_is_pressed_by_mouse_enter_and_space(page, qtbot, card):
    button = page.findChild(CardButton, f"start_{card}")
    wanted = getattr(page, f"{card}_wanted")
    with qtbot.waitSignal(wanted, timeout=1000):
        qtbot.mouseClick(button, LEFT)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        with qtbot.waitSignal(wanted, timeout=1000):
            qtbot.keyClick(button, key)


@CARDS
def test_a_card_tells_its_name_and_what_it_does(page, card):
    button = page.findChild(CardButton, f"start_{card}")
    assert [button.accessibleName(), button.accessibleDescription()] == words(button)


def test_the_keyboard_begins_at_the_first_card_and_goes_on_in_reading_order(page, qtbot):
    page.set_recent((HERE, GONE))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    seen = []
    for _ in range(7):
        seen.append(page.focusWidget().objectName())
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    cards, rows = ["start_new", "start_open", "start_example"], ["recent_0", "recent_remove"]
    assert seen == [*cards, *rows, "start_language_en", "start_about"]


def test_without_a_recent_dossier_there_is_no_heading_either(page):
    assert not page.findChild(QWidget, "start_recent").isVisible()
    page.set_recent((HERE,))
    assert page.findChild(QWidget, "start_recent").isVisible()
    page.set_recent(())
    assert not page.findChild(QWidget, "start_recent").isVisible()


def test_a_row_tells_title_count_day_and_place(page):
    page.set_recent((HERE,))
    row = page.findChild(CardButton, "recent_0")
    facts = [HERE.title, "21 pièces · ouvert le 09/03/2026", str(Path("~/Litiges/Bureau.dossier"))]
    assert sorted(words(row)) == sorted(facts)
    assert row.accessibleName() == HERE.title
    assert "21 pièces" in row.accessibleDescription()


def test_a_row_opens_its_dossier_by_mouse_and_enter(page, qtbot):
    page.set_recent((HERE,))
    row = page.findChild(CardButton, "recent_0")
    for press in (lambda: qtbot.mouseClick(row, LEFT), lambda: qtbot.keyClick(row, Qt.Key.Key_Return)):
        with qtbot.waitSignal(page.recent_wanted, timeout=1000) as caught:
            press()
        assert caught.args == [HERE.path]


def test_a_row_is_forgotten_by_delete_and_by_its_menu(page, qtbot):
    page.set_recent((HERE,))
    row = page.findChild(CardButton, "recent_0")
    page.activateWindow()
    row.setFocus()
    qtbot.waitUntil(row.hasFocus)
    with qtbot.assertNotEmitted(page.recent_wanted):
        with qtbot.waitSignal(page.recent_removed, timeout=1000) as caught:
            qtbot.keyClick(row, Qt.Key.Key_Delete)
        assert caught.args == [HERE.path]
        with qtbot.waitSignal(page.recent_removed, timeout=1000):
            row.actions()[0].trigger()
    assert row.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu


def test_a_missing_file_is_told_and_can_only_be_forgotten(page, qtbot):
    page.set_recent((GONE,))
    row = page.findChild(QFrame, "recent_0")
    assert "introuvable" in words(row)
    assert "1 pièce" in words(row)
    with qtbot.assertNotEmitted(page.recent_wanted):
        qtbot.mouseClick(row, LEFT)
    forget = row.findChild(QPushButton)
    assert forget.accessibleName() == "Retirer «\u00a0Box résiliée\u00a0» de la liste"
    with qtbot.waitSignal(page.recent_removed, timeout=1000) as caught:
        qtbot.mouseClick(forget, LEFT)
    assert caught.args == [GONE.path]


def test_the_list_may_change_while_a_row_is_being_pressed(page, qtbot):
    page.set_recent((HERE, GONE))
    page.recent_removed.connect(lambda _path: page.set_recent((HERE,)))
    qtbot.mouseClick(page.findChild(QPushButton, "recent_remove"), LEFT)

    def titles():
        rows = page.findChild(QWidget, "start_recent").children()
        return [row.accessibleName() for row in rows if row.isWidgetType() and row.isVisible()][1:]

    qtbot.waitUntil(lambda: titles() == [HERE.title])


def test_titles_of_strangers_are_no_markup(page):
    title = '<img src="file:///etc/hostname">'
    page.set_recent((Recent(Path("/a/b.dossier"), title, 2, None, True),))
    row = page.findChild(CardButton, "recent_0")
    assert {label.textFormat() for label in row.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
    assert title in words(row)


def test_other_files_begin_a_dossier_wherever_they_are_dropped(page, qtbot, tmp_path):
    files = (tmp_path / "Facture.pdf", tmp_path)
    data = dragged(*files)
    over = page.findChild(QScrollArea).viewport()
    assert enter(over, data)
    assert page.findChild(QFrame, "start_drop").isVisible()
    with qtbot.assertNotEmitted(page.recent_wanted), qtbot.waitSignal(page.files_dropped) as caught:
        assert drop(over, data)
    assert caught.args == [files]
    assert not page.findChild(QFrame, "start_drop").isVisible()


def test_a_project_file_that_is_dropped_opens(page, qtbot, tmp_path):
    project = tmp_path / "Bureau.DOSSIER"
    project.write_bytes(b"SQLite format 3\0")
    data = dragged(project)
    assert enter(page, data)
    assert words(page.findChild(QFrame, "start_drop"))[-1] == "Lâchez pour ouvrir ce dossier"
    with qtbot.assertNotEmitted(page.files_dropped), qtbot.waitSignal(page.recent_wanted) as caught:
        drop(page, data)
    assert caught.args == [project]


def test_a_folder_called_like_a_project_file_and_several_files_begin_a_dossier(page, qtbot, tmp_path):
    folder, project = tmp_path / "a.dossier", tmp_path / "b.dossier"
    folder.mkdir()
    project.write_bytes(b"")
    for paths in ((folder,), (project, folder)):
        data = dragged(*paths)
        assert enter(page, data)
        with qtbot.assertNotEmitted(page.recent_wanted), qtbot.waitSignal(page.files_dropped) as caught:
            drop(page, data)
        assert caught.args == [paths]


def test_words_and_addresses_of_the_web_are_not_taken(page):
    text, address = QMimeData(), QMimeData()
    text.setText("bonjour")
    address.setUrls([QUrl("https://example.org/facture.pdf")])
    assert not enter(page, text)
    assert not enter(page, address)
    assert not page.findChild(QFrame, "start_drop").isVisible()


def test_the_target_goes_when_the_files_leave(page, tmp_path):
    data = dragged(tmp_path)
    assert enter(page, data)
    QApplication.sendEvent(page, QDragLeaveEvent())
    assert not page.findChild(QFrame, "start_drop").isVisible()


@pytest.mark.parametrize("language", language_codes())
def test_every_other_language_is_offered_in_its_own_words(qtbot, language):
    page = shown(qtbot, language)
    for other in set(language_codes()) - {language}:
        choice = page.findChild(QPushButton, f"start_language_{other}")
        assert choice.text() == Texts(other).say("language.name")
        with qtbot.waitSignal(page.language_wanted, timeout=1000) as caught:
            qtbot.mouseClick(choice, LEFT)
        assert caught.args == [other]
    assert page.findChild(QPushButton, f"start_language_{language}") is None
    assert Texts(language).say("language.name") in words(page)


def test_about_is_asked_for(page, qtbot):
    with qtbot.waitSignal(page.about_wanted, timeout=1000):
        qtbot.mouseClick(page.findChild(QPushButton, "start_about"), LEFT)


@pytest.mark.parametrize("language", language_codes())
@pytest.mark.parametrize("width", [420, 512, 1024, 1600])
def test_nothing_is_cut_at_any_width(qtbot, language, width):
    page = shown(qtbot, language)
    page.set_recent((HERE, GONE))
    page.resize(width, 640)
    QApplication.sendPostedEvents()
    content = page.findChild(QScrollArea).widget()
    assert content.width() <= page.width()
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
        elif label.isVisible() and not isinstance(label, ElidedLabel):
            assert label.width() >= label.fontMetrics().horizontalAdvance(label.text()), label.text()


def test_cards_stand_side_by_side_or_below_each_other(page):
    new, example = page.findChild(CardButton, "start_new"), page.findChild(CardButton, "start_example")
    assert new.y() == example.y()
    page.resize(512, 640)
    QApplication.sendPostedEvents()
    assert new.x() == example.x()
    assert new.y() < example.y()


def test_the_page_loads_neither_the_engine_nor_what_it_does_not_draw():
    asked = "import sys, ui.views.start_page; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "ui.theme" in loaded
    heavy = {
        "PySide6.QtSvg",
        "PySide6.QtNetwork",
        "dossier.workspace",
        "dossier.press",
        "ui.icons",
        "sqlite3",
    }
    assert loaded & heavy == set()
