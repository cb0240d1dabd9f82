"""The window looks as it was agreed; ``python -m tests.screens.take --references`` agrees anew."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from tests.screens.keeping import FOLDER, NAMES, take_all
from tests.support.screens_trees import apart, in_few_colours, kept, tree
from tests.support.screens_ui import Look, Studio
from ui.theme import Tone
from ui.widgets.buttons import button
from ui.widgets.chip import ChipLabel
from ui.widgets.labels import labelled


@pytest.fixture(scope="module")
def studio(qapp, tmp_path_factory):
    flash = qapp.cursorFlashTime()
    yield Studio(qapp, tmp_path_factory.mktemp("screens"))
    qapp.setCursorFlashTime(flash)
    qapp.setStyleSheet("")


@pytest.fixture(scope="module")
def shots(studio):
    return take_all(studio)


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_says_what_it_said(shots, name):
    assert shots[name].says == (FOLDER / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_looks_as_it_looked(shots, name):
    difference = apart(shots[name].picture, Image.open(FOLDER / f"{name}.png"))
    assert difference.alike, difference


def test_there_are_few_small_references_and_nothing_else():
    assert len(NAMES) == 13
    assert {path.name for path in FOLDER.iterdir()} == {f"{n}.{s}" for n in NAMES for s in ("png", "txt")}
    assert max(path.stat().st_size for path in FOLDER.iterdir()) <= 60_000


def test_no_reference_tells_about_a_machine():
    words = "\n".join(path.read_text("utf-8") for path in FOLDER.glob("*.txt"))
    for told in (tempfile.gettempdir(), f"{Path.home()}/", f"{date.today():%d/%m/%Y}"):
        assert told not in words


# What the comparison notices ------------------------------------------------------------------


def small_screen(*, rows=6, shift_px=0, tone=Tone.GOOD, words="Exporter l’annexe"):
    """Makes a screen with a list, a chip and a primary button."""
    made = QWidget()
    made.setFixedSize(1360, 840)
    column = QVBoxLayout(made)
    column.addWidget(labelled("Cafetière Lumaro – remboursement refusé", "page-title"))
    bar = QHBoxLayout()
    bar.addSpacing(shift_px)
    bar.addWidget(button(words, "primary"))
    bar.addWidget(ChipLabel("Enregistré", tone))
    bar.addStretch(1)
    column.addLayout(bar)
    view = QListWidget()
    for row in range(rows):
        view.addItem(f"Courriel de la maison Lumaro, échange n° {row + 1} du mois de juin")
    column.addWidget(view)
    return made


@pytest.fixture
def shown(qtbot, studio):
    def show(**how):
        studio.dress(Look())
        made = small_screen(**how)
        qtbot.addWidget(made)
        made.show()
        return made

    return show


def test_the_same_screen_is_alike_also_in_few_colours(shown):
    one, other = kept(shown()), in_few_colours(kept(shown()))
    assert apart(one, other).alike


@pytest.mark.parametrize(
    "hinting", [QFont.HintingPreference.PreferNoHinting, QFont.HintingPreference.PreferFullHinting]
)
def test_letters_that_are_drawn_otherwise_are_alike(shown, hinting):
    usual = kept(shown())
    screen = shown()
    for widget in (screen, *screen.findChildren(QWidget)):
        own = widget.font()
        own.setHintingPreference(hinting)
        own.setStyleStrategy(QFont.StyleStrategy.NoAntialias)
        widget.setFont(own)
    difference = apart(usual, kept(screen))
    assert difference.alike, difference


@pytest.mark.parametrize(
    "how",
    [
        {"shift_px": 16},
        {"rows": 5},
        {"tone": Tone.MISSING},
        {"words": "Exporter"},
    ],
    ids=["moved button", "missing row", "other colours", "fewer words"],
)
def test_what_has_changed_is_noticed(shown, how):
    difference = apart(kept(shown()), kept(shown(**how)))
    assert not difference.alike, difference


def test_a_picture_of_another_size_is_noticed(shown):
    one = kept(shown())
    assert not apart(one, one.crop((0, 0, one.width, one.height - 8))).alike


def test_the_text_of_a_screen_notices_rows_words_and_states(shown):
    screen = shown()
    usual = tree(screen)
    assert "- Courriel de la maison Lumaro, échange n° 6 du mois de juin" in usual
    assert tree(shown(rows=5)) != usual
    assert tree(shown(words="Exporter")) != usual
    screen.findChild(QListWidget).setEnabled(False)
    assert tree(screen) != usual
    screen.findChild(QListWidget).hide()
    assert "QListWidget" not in tree(screen)
