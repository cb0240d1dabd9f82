import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton

from tests.support.ui_journey import LONG_MS
from ui.reveal import command_for, reveal

QUICK_SECONDS = 5.0  # on a loaded machine; alone it is a fraction of one
ROOT = Path(__file__).resolve().parents[2]


class Desktop(QObject):
    """Opens what it is asked to open by remembering it."""

    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot("QUrl")
    def open(self, url):
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def desktop(qapp):
    made = Desktop()
    QDesktopServices.setUrlHandler("file", made, "open")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def go(person):
    person.press("Ctrl+E", person.bench.desk.pieces.view)
    person.see(person.bench.export_page.isVisible)
    person.click("export-go")


def seen(person, name):
    return person.bench.export_page.findChild(QLabel, name).isVisible()


def test_an_annex_is_made_beside_the_dossier_opened_and_shown(person, project, desktop):
    go(person)
    person.see(lambda: seen(person, "export-done-name"), wait_ms=LONG_MS)
    annex = project.with_name("Annexe – Bureau fendu.pdf")
    assert annex.read_bytes().startswith(b"%PDF")
    assert not person.window.session.exporting
    person.click("export-open")
    person.click("export-reveal")
    assert desktop.opened == [annex, annex.parent]


def test_a_stopped_export_leaves_nothing_and_asks_again(person, project):
    go(person)
    person.click("export-cancel")
    go_button = person.bench.export_page.findChild(QPushButton, "export-go")
    person.see(go_button.isVisible, wait_ms=LONG_MS)
    assert sorted(path.suffix for path in project.parent.glob("*.pdf*")) == []
    assert not person.window.session.exporting


def test_stopping_the_export_lets_files_be_read_on(person, tmp_path):
    (tmp_path / "autre.txt").write_text("Une lettre de plus.", "utf-8")
    person.drop_files([tmp_path / "autre.txt"])
    go(person)
    person.click("export-cancel")
    person.see(lambda: len(person.dossier.pieces) == 7)
    person.see(lambda: not person.window.session.exporting)


def test_a_place_that_cannot_be_written_is_said_on_the_page(person, project):
    go_page = person.bench.export_page
    person.press("Ctrl+E", person.bench.desk.pieces.view)
    go_page.set_target(project.parent / "nulle part" / "annexe.pdf")
    person.click("export-go")
    retry = go_page.findChild(QPushButton, "export-retry")
    person.see(retry.isVisible)
    assert person.bench.currentWidget() is go_page


def test_closing_the_window_in_the_middle_of_an_export_is_quick(person, qtbot, project):
    go(person)
    scratch = person.window.session.scratch
    begun = time.monotonic()
    person.window.close()
    assert time.monotonic() - begun < QUICK_SECONDS
    assert person.window.session is None
    assert not scratch.exists()
    assert list(project.parent.glob("*.pdf*")) == []


@pytest.mark.parametrize(
    ("platform", "command"),
    [
        ("win32", ("explorer.exe", "/select,", "{path}")),
        ("darwin", ("/usr/bin/open", "-R", "{path}")),
        ("linux", ()),
    ],
)
def test_each_system_is_asked_in_its_own_way(tmp_path, platform, command):
    path = tmp_path / "Annexe – Bureau fendu.pdf"
    assert command_for(path, platform=platform) == tuple(part.format(path=path) for part in command)


def test_without_a_file_manager_to_ask_the_folder_is_opened(desktop, tmp_path):
    reveal(tmp_path / "annexe.pdf", platform="linux")
    assert desktop.opened == [tmp_path]


def test_asking_the_desktop_is_not_loaded_before_it_is_needed():
    code = "import sys, ui.reveal; print('PySide6.QtDBus' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
