import os
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from dossier.basis.resources import resources_folder
from dossier.texts.catalogue import Tables, Texts, language_codes
from ui import theme as themes
from ui.main_window import MainWindow
from ui.memory import Memory, RecentDossier
from ui.views.recent_list import RecentList

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {
    *("dossier.workspace", "dossier.model", "dossier.store", "dossier.intake", "dossier.annex"),
    *(
        "dossier.press",
        "sqlite3",
        "cattrs",
        "babel",
        "PIL",
        "reportlab",
        "pypdf",
        "pikepdf",
        "pypdfium2",
        "fontTools",
        "lxml",
    ),
    *("concurrent", "multiprocessing", "hypothesis", "ui.actions", "ui.files", "ui.icons", "ui.session"),
    *("ui.workbench", "ui.dialogs"),
}
PROGRAM = """
import sys
from PySide6 import QtCore
import ui.main_window

def shown(self, told=ui.main_window.MainWindow._after_paint):
    image = self.grab().toImage()
    spots = [(x, y) for x in range(0, image.width(), 8) for y in range(0, image.height(), 4)]
    print(len({image.pixel(*spot) for spot in spots}))
    told(self)

loaded = []
def listed(self):
    loaded.extend(sys.modules)
    loaded.append("enums of Qt" if "Qt" in vars(QtCore) else "none")
    shown(self)

ui.main_window.MainWindow._after_paint = listed
from ui.app import main
code = main(["--quit-after-first-paint"])
print(*loaded)
sys.exit(code)
"""


def start(folder, *arguments):
    """Starts a program with settings of its own; gives what it said."""
    place = {"XDG_CONFIG_HOME": str(folder), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-P", *arguments],
        env=os.environ | place,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def remember(folder, *paths):
    memory = Memory(folder / "dossier" / "window.json")
    for path in paths:
        memory.remember(RecentDossier(path=str(path), title="Bureau", pieces=3, opened=date(2026, 3, 9)))
    return memory


@pytest.mark.parametrize("recent", [0, 3])
def test_the_first_paint_waits_for_nothing_that_it_does_not_show(tmp_path, recent):
    remember(tmp_path, *(tmp_path / f"{n}.dossier" for n in range(recent)))
    done = start(tmp_path, "-c", PROGRAM)
    colours, loaded = done.stdout.splitlines()
    names = set(loaded.split())
    assert done.returncode == 0
    assert "ui.views.start_page" in names
    assert {name for name in names if name in HEAVY or name.split(".")[0] in HEAVY} == set()
    assert not any(name.startswith(f"{heavy}.") for name in names for heavy in HEAVY)
    assert "enums" not in names
    assert int(colours) > 3  # paper, ink, the accent and their edges


def test_a_measured_start_says_nothing_and_leaves_nothing(tmp_path):
    done = start(tmp_path, "-m", "ui", "--quit-after-first-paint")
    # The platform without a screen says so once; a program with a real one says nothing.
    said = [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]
    assert (done.returncode, done.stdout, said) == (0, "", [])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("code", language_codes())
def test_a_language_read_table_by_table_is_the_whole_language(code):
    path = resources_folder() / "languages" / f"{code}.toml"
    whole = tomllib.loads(path.read_text("utf-8"))
    assert {name: dict(table) for name, table in Tables(path).items()} == whole


@pytest.mark.parametrize("code", language_codes())
def test_the_short_rule_of_plurals_is_that_of_unicode(code):
    texts = Texts(code)
    for n in (*range(1200), 10_000, 1_000_001):
        assert texts.say("annex.pieces", n=n) == plural(texts, n)


def plural(texts, n):
    forms = dict(zip(("one", "other"), texts.forms("annex.pieces"), strict=True))
    return forms.get(texts.locale.plural_form(n), forms["other"]).format(n=texts.number(n))


@pytest.fixture
def window(qtbot, qapp, tmp_path):
    there = tmp_path / "b.dossier"
    there.touch()
    memory = remember(tmp_path, tmp_path / "gone.dossier", there)
    theme = themes.theme_for(qapp)
    themes.apply(qapp, theme)
    window = MainWindow(Texts("fr"), theme, memory)
    qtbot.addWidget(window)
    yield window
    window.close()
    qapp.setStyleSheet("")


def test_a_dossier_that_is_gone_is_told_after_the_first_paint(window, qtbot):
    rows = window.findChild(RecentList)
    assert rows.findChildren(QPushButton, "recent_remove") == []
    window.show()
    qtbot.waitUntil(lambda: len(rows.findChildren(QPushButton, "recent_remove")) == 1, timeout=5000)


def test_keys_and_icon_come_right_after_the_first_paint(window, qtbot):
    assert window.actions() == []
    with qtbot.waitSignal(window.painted, timeout=5000):
        window.show()
    qtbot.waitUntil(lambda: bool(window.actions()) and not window.windowIcon().isNull(), timeout=5000)
    able = {action.objectName() for action in window.actions() if action.isEnabled()}
    assert able >= {"act_new", "act_open"}
