"""Every screen can be worked without a mouse, and be told without being seen."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from tests.screens import walks
from tests.screens.keeping import FEW
from tests.support.screens_ui import Look, Studio, sample_files

FIELDS = (QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView)
INTERACTIVE = (QAbstractButton, *FIELDS)
MOST_STOPS = 400


@pytest.fixture(scope="module")
def seen(qapp, tmp_path_factory):
    """Walks through all screens, and notes of each what cannot be told or reached."""
    flash = qapp.cursorFlashTime()
    studio, look, noted = Studio(qapp, tmp_path_factory.mktemp("reach")), Look(), {}
    few = studio.taken_in("few", sample_files(*FEW))
    for steps in (
        walks.start(studio, look),
        walks.empty(studio, look),
        walks.sample(studio, look, few),
        walks.states(studio, look),
        walks.facts(studio, look),
        walks.dialogs(studio, look),
        walks.asked(studio, look),
        walks.sent(studio, look),
    ):
        for name, window in steps:
            studio.front(window)
            noted[name] = (nameless(window), unreachable(window), ambiguous(window))
    yield noted
    qapp.setCursorFlashTime(flash)
    qapp.setStyleSheet("")


def interactive(window):
    """Lists what can be worked with and seen, without what Qt puts inside it."""
    found = [one for one in window.findChildren(QWidget) if isinstance(one, INTERACTIVE) and one.isVisible()]
    return [one for one in found if not inside_a_field(one, window)]


def inside_a_field(widget, window):
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, FIELDS):
            return True
        parent = parent.parentWidget()
    return False


def nameless(window):
    return [called(one) for one in interactive(window) if not one.accessibleName().strip()]


def unreachable(window):
    """Presses Tab until the focus is back, and tells what it passed over."""
    stops = stops_of(window)
    groups = {one.group() for one in stops if isinstance(one, QAbstractButton) and one.group()}

    def passed_over(one):
        in_group = isinstance(one, QAbstractButton) and one.group() in groups
        return one.isEnabled() and one not in stops and not in_group

    return [called(one) for one in interactive(window) if passed_over(one)]


def stops_of(window):
    before = window.focusWidget()
    stops = []
    for _ in range(MOST_STOPS):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now in stops[:-1]:
            break
        if now not in stops:  # a date is left only after its day, month and year
            stops.append(now)
    if before is not None:
        before.setFocus()
    return stops


def ambiguous(window):
    """Lists keys that mean two things everywhere in the window."""
    everywhere = [one for one in window.findChildren(QAction) if reaches_far(one)]
    keys = Counter(keys.toString() for one in everywhere for keys in one.shortcuts())
    return [key for key, count in keys.items() if count > 1]


def reaches_far(action):
    return action.shortcutContext() != Qt.ShortcutContext.WidgetShortcut


def called(widget):
    words = widget.text() if isinstance(widget, QAbstractButton | QLineEdit) else ""
    return f"{type(widget).__name__} #{widget.objectName()} “{words}”"


def test_all_screens_were_seen(seen):
    assert len(seen) >= 35


@pytest.mark.parametrize("which", [0, 1, 2], ids=["has a name", "is reached by Tab", "has its own key"])
def test_everything_that_can_be_worked_with(seen, which):
    assert {name: found[which] for name, found in seen.items() if found[which]} == {}


def test_what_has_no_name_cannot_be_reached_or_shares_a_key_is_noticed(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    plain, silent, hidden_from_tab = QPushButton("Ouvrir"), QToolButton(), QPushButton("Fermer")
    plain.setAccessibleName("Ouvrir")
    hidden_from_tab.setAccessibleName("Fermer")
    hidden_from_tab.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    silent.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for each in (plain, silent, hidden_from_tab):
        row.addWidget(each)
    for _ in range(2):
        action = QAction("Coller", window)
        action.setShortcut("Ctrl+V")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert nameless(window) == ["QToolButton # “”"]
    assert unreachable(window) == ["QPushButton # “Fermer”"]
    assert ambiguous(window) == ["Ctrl+V"]
