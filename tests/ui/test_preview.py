"""The preview asks for pages, shows what comes, and passes over what comes too late."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPixmap, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from tests.support.cards import FRENCH, MAIL, SHOT, THEME
from ui.views.preview import Preview


@pytest.fixture
def preview(qtbot):
    made = Preview(FRENCH, THEME)
    qtbot.addWidget(made)
    made.resize(396, 480)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def asked(preview):
    said = []
    preview.page_wanted.connect(lambda *wish: said.append(wish))
    return said


@pytest.fixture
def png(tmp_path):
    def make(name="page", colour="red", width=210, height=297):
        picture = QPixmap(width, height)
        picture.fill(QColor(colour))
        path = tmp_path / f"{name}.png"
        assert picture.save(str(path))
        return path

    return make


def tool(preview, name):
    return preview.findChild(QAbstractButton, f"preview-{name}")


def press(qtbot, preview, name):
    qtbot.mouseClick(tool(preview, name), Qt.MouseButton.LeftButton)


def colour(preview):
    picture = preview.paper.picture
    return None if picture.isNull() else picture.toImage().pixelColor(5, 5).name()


def words(preview):
    label = preview.findChild(QWidget, "empty_state").findChild(QLabel)
    return label.text() if label.isVisibleTo(preview) else ""


def wheel(widget, delta, modifiers):
    middle = QPointF(widget.rect().center())
    turn = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, turn)


def test_without_a_piece_it_asks_for_nothing_and_says_so_kindly(preview, asked):
    preview.show_piece(None)
    assert asked == []
    assert words(preview) == FRENCH.say("window.preview_empty")
    names = ("annex", "original", "previous", "next", "left", "right")
    assert [name for name in names if tool(preview, name).isEnabled()] == []


def test_it_asks_for_the_first_page_as_wide_as_it_is_on_the_screen(preview, asked):
    preview.show_piece(MAIL, pages=3)
    ((piece, page, original, width),) = asked
    assert (piece, page, original) == (MAIL, 1, False)
    assert width == preview.paper.wanted_px()
    assert 100 < width < 396


def test_asked_before_it_is_seen_it_asks_once_it_is(qtbot):
    made = Preview(FRENCH, THEME)
    qtbot.addWidget(made)
    said = []
    made.page_wanted.connect(lambda *wish: said.append(wish))
    made.show_piece(MAIL, pages=1)
    assert said == []
    made.resize(396, 480)
    made.show()
    qtbot.waitExposed(made)
    assert [wish[:3] for wish in said] == [(MAIL, 1, False)]


def test_a_page_that_comes_is_shown_with_its_count(preview, png):
    preview.show_piece(MAIL)
    preview.set_page(MAIL, 1, False, png(), 3)
    assert colour(preview) == "#ff0000"
    assert preview.findChild(QLabel, "preview-count").text() == "1 / 3"
    assert not tool(preview, "previous").isEnabled()
    assert tool(preview, "next").isEnabled()


@pytest.mark.parametrize(
    "stale", [(SHOT, 1, False), (MAIL, 2, False), (MAIL, 1, True)], ids=["piece", "page", "mode"]
)
def test_what_comes_too_late_is_passed_over(preview, png, stale):
    preview.show_piece(MAIL, pages=3)
    preview.set_page(MAIL, 1, False, png("now", "red"), 3)
    preview.set_page(*stale, png("late", "blue"), 3)
    assert colour(preview) == "#ff0000"


def test_trouble_of_another_piece_is_passed_over(preview, png):
    preview.show_piece(MAIL, pages=1)
    preview.set_page(MAIL, 1, False, png(), 1)
    preview.set_trouble(SHOT, "raté")
    assert words(preview) == ""
    preview.set_trouble(MAIL, "raté")
    assert words(preview) == "raté"
    assert colour(preview) is None


def test_leafing_by_buttons_and_keys_stays_within_the_pages(preview, qtbot, asked, png):
    preview.show_piece(MAIL, pages=3)
    preview.set_page(MAIL, 1, False, png(), 3)
    press(qtbot, preview, "next")
    qtbot.keyClick(preview.paper, Qt.Key.Key_PageDown)
    qtbot.keyClick(preview.paper, Qt.Key.Key_PageDown)
    qtbot.keyClick(tool(preview, "annex"), Qt.Key.Key_PageUp)
    press(qtbot, preview, "previous")
    qtbot.keyClick(preview.paper, Qt.Key.Key_PageUp)
    assert [page for _, page, _, _ in asked] == [1, 2, 3, 2, 1]


def test_the_old_page_stays_greyed_until_the_new_one_comes(preview, qtbot, png):
    preview.show_piece(MAIL, pages=2)
    preview.set_page(MAIL, 1, False, png("one", "red"), 2)
    press(qtbot, preview, "next")
    assert not preview.paper.dimmed
    qtbot.waitUntil(lambda: preview.paper.dimmed)
    assert colour(preview) == "#ff0000"
    preview.set_page(MAIL, 2, False, png("two", "blue"), 2)
    assert not preview.paper.dimmed
    assert colour(preview) == "#0000ff"


def test_the_original_is_asked_for_from_its_first_page(preview, qtbot, asked):
    preview.show_piece(MAIL, pages=3)
    press(qtbot, preview, "next")
    press(qtbot, preview, "original")
    press(qtbot, preview, "original")
    press(qtbot, preview, "annex")
    assert [wish[:3] for wish in asked] == [
        (MAIL, 1, False),
        (MAIL, 2, False),
        (MAIL, 1, True),
        (MAIL, 1, False),
    ]
    assert tool(preview, "annex").isChecked()
    assert not tool(preview, "original").isChecked()


def test_a_piece_without_an_original_is_shown_as_in_the_annex(preview, qtbot, asked):
    preview.show_piece(MAIL, pages=1)
    press(qtbot, preview, "original")
    preview.show_piece(SHOT, pages=1, can_show_original=False)
    assert asked[-1][:3] == (SHOT, 1, False)
    assert not tool(preview, "original").isEnabled()
    assert tool(preview, "original").toolTip()


def test_the_same_piece_again_stays_at_its_page_and_asks_anew(preview, qtbot, asked):
    preview.show_piece(MAIL, pages=3)
    press(qtbot, preview, "next")
    preview.show_piece(MAIL, pages=3)
    assert [page for _, page, _, _ in asked] == [1, 2, 2]
    preview.show_piece(SHOT, pages=3)
    assert asked[-1][:2] == (SHOT, 1)


def test_fewer_pages_than_before_show_the_last_one(preview, qtbot, asked, png):
    preview.show_piece(MAIL, pages=3)
    press(qtbot, preview, "next")
    press(qtbot, preview, "next")
    preview.set_page(MAIL, 2, False, png(), 2)
    assert preview.findChild(QLabel, "preview-count").text() == "2 / 2"
    assert colour(preview) == "#ff0000"


def test_turning_and_choosing_pages_are_wanted_for_the_piece(preview, qtbot):
    turns, pages = [], []
    preview.turn_wanted.connect(lambda piece, quarters: turns.append((piece, quarters)))
    preview.pages_wanted.connect(pages.append)
    preview.show_piece(MAIL, pages=1)
    for name in ("left", "right", "pages"):
        press(qtbot, preview, name)
    assert turns == [(MAIL, -1), (MAIL, 1)]
    assert pages == [MAIL]


def test_read_only_turns_nothing(preview):
    preview.show_piece(MAIL, pages=1)
    preview.set_read_only(True)
    assert not tool(preview, "left").isEnabled()
    assert not tool(preview, "right").isEnabled()
    assert not tool(preview, "pages").isVisibleTo(preview)


def test_the_width_can_be_filled_and_a_larger_page_is_asked_for(preview, qtbot, asked, png):
    preview.show_piece(MAIL, pages=1)
    preview.set_page(MAIL, 1, False, png(), 1)
    press(qtbot, preview, "fit_width")
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert asked[1][3] > asked[0][3]
    assert preview.paper.verticalScrollBar().maximum() > 0
    assert tool(preview, "fit_width").accessibleName() == FRENCH.say("window.preview_fit_page")


def test_a_long_page_scrolls_before_it_is_leafed(preview, qtbot, asked, png):
    preview.show_piece(MAIL, pages=2)
    preview.set_page(MAIL, 1, False, png(width=100, height=900), 2)
    press(qtbot, preview, "fit_width")
    bar = preview.paper.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 1000)
    qtbot.keyClick(preview.paper, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    assert {page for _, page, _, _ in asked} == {1}
    bar.setValue(bar.maximum())
    qtbot.keyClick(preview.paper, Qt.Key.Key_PageDown)
    assert asked[-1][1] == 2


def test_the_wheel_with_ctrl_magnifies_and_alone_does_not(preview, qtbot, asked, png):
    preview.show_piece(MAIL, pages=1)
    preview.set_page(MAIL, 1, False, png(), 1)
    before = preview.paper.wanted_px()
    wheel(preview.paper.viewport(), 120, Qt.KeyboardModifier.NoModifier)
    assert preview.paper.wanted_px() == before
    wheel(preview.paper.viewport(), 120, Qt.KeyboardModifier.ControlModifier)
    assert preview.paper.wanted_px() > before
    qtbot.waitUntil(lambda: len(asked) == 2)
    for _ in range(40):
        wheel(preview.paper.viewport(), -120, Qt.KeyboardModifier.ControlModifier)
    assert preview.paper.wanted_px() == before


def test_a_wider_pane_asks_for_a_wider_page_once(preview, qtbot, asked, png):
    preview.show_piece(MAIL, pages=1)
    preview.set_page(MAIL, 1, False, png(), 1)
    for height in range(500, 900, 40):
        preview.resize(600, height)
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert asked[1][3] == preview.paper.wanted_px()


def test_a_picture_that_cannot_be_read_says_so(preview, tmp_path):
    preview.show_piece(MAIL, pages=1)
    preview.set_page(MAIL, 1, False, tmp_path / "gone.png", 1)
    assert words(preview) == FRENCH.say("window.preview_unreadable")
    preview.show_piece(SHOT, pages=1)
    assert words(preview) == ""


def test_no_piece_after_one_leaves_no_page_behind(preview, png):
    preview.show_piece(MAIL, pages=1)
    preview.set_page(MAIL, 1, False, png(), 1)
    preview.show_piece(None)
    preview.set_page(MAIL, 1, False, png("late"), 1)
    assert colour(preview) is None
    assert words(preview) == FRENCH.say("window.preview_empty")


def test_what_has_only_a_drawing_has_a_name_and_a_tooltip(preview):
    for name in ("previous", "next", "left", "right", "fit_width"):
        assert tool(preview, name).accessibleName()
        assert tool(preview, name).toolTip()
