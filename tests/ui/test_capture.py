"""A picture of the screen: taken whole or in part, dated by itself, refused in words."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dossier.model.moment import Precision, Source
from dossier.texts.catalogue import Texts
from tests.support.cards import THEME
from ui.dated_png import dated
from ui.views.frozen_screen import FrozenScreen

FR = Texts("fr")
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def desktop(width=800, height=600, *, finer=1):
    """Draws a screen: red, with a blue square of 100 by 50 at 200, 100."""
    picture = QPixmap(width * finer, height * finer)
    picture.fill(QColor("red"))
    painter = QPainter(picture)
    painter.fillRect(QRect(200 * finer, 100 * finer, 100 * finer, 50 * finer), QColor("blue"))
    painter.end()
    return picture


@pytest.fixture
def frozen(qtbot):
    made = FrozenScreen(FR, THEME, desktop(finer=2))
    made.resize(800, 600)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    said = []
    made.picked.connect(said.append)
    made.cancelled.connect(lambda: said.append(None))
    made.said = said
    return made


def drag(widget, first, last):
    QTest.mousePress(widget, LEFT, NO_KEY, QPoint(*first))
    QTest.mouseMove(widget, QPoint(*last))
    QTest.mouseRelease(widget, LEFT, NO_KEY, QPoint(*last))


@pytest.mark.parametrize("way", [((200, 100), (299, 149)), ((299, 149), (200, 100))], ids=["down", "up"])
def test_a_part_is_taken_in_the_screens_own_pixels(frozen, way):
    drag(frozen, *way)
    (part,) = frozen.said
    image = part.toImage()
    assert (image.width(), image.height()) == (200, 100)
    corners = [(0, 0), (199, 0), (0, 99), (199, 99)]
    assert {image.pixelColor(*corner).name() for corner in corners} == {"#0000ff"}


def test_a_part_ends_at_the_edge_and_a_click_is_none(frozen):
    QTest.mouseClick(frozen, LEFT, NO_KEY, QPoint(20, 20))
    drag(frozen, (20, 20), (24, 300))
    assert frozen.said == []
    drag(frozen, (700, 500), (900, 700))
    assert (frozen.said[0].width(), frozen.said[0].height()) == (200, 200)


def test_the_keys_take_all_or_nothing(frozen):
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
        QTest.keyClick(frozen, key)
    assert [one and one.width() for one in frozen.said] == [1600, 1600, None]


def test_what_is_chosen_is_seen_without_shade(frozen):
    shaded = frozen.grab().toImage().pixelColor(250, 140).blue()
    QTest.mousePress(frozen, LEFT, NO_KEY, QPoint(200, 100))
    QTest.mouseMove(frozen, QPoint(299, 149))
    drawn = frozen.grab().toImage()
    assert drawn.pixelColor(250, 140) == QColor("blue")
    assert drawn.pixelColor(50, 500).red() < 200
    assert shaded < 200
    assert frozen.said == []


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        (timezone(timedelta(hours=2)), "+02:00"),
        (UTC, "+00:00"),
        (timezone(-timedelta(hours=3, minutes=30)), "-03:30"),
    ],
)
def test_a_picture_tells_when_it_was_taken(tmp_path, zone, words):
    path = tmp_path / "a.png"
    Image.new("RGB", (3, 2), "red").save(path)
    path.write_bytes(dated(path.read_bytes(), datetime(2026, 6, 10, 19, 12, 8, tzinfo=zone)))
    with Image.open(path) as image:
        image.load()
        assert image.size == (3, 2)
        tags = image.getexif().get_ifd(0x8769)
    assert tags == {0x9003: "2026:06:10 19:12:08", 0x9011: words}


def take(person, act):
    """Captures the screen, and does something with what is frozen."""
    person.press("Ctrl+Shift+C", person.bench.desk.pieces.view)
    person.see(lambda: any(isinstance(one, FrozenScreen) for one in QApplication.topLevelWidgets()))
    assert not person.window.isVisible()
    frozen = next(one for one in QApplication.topLevelWidgets() if isinstance(one, FrozenScreen))
    person.see(frozen.isVisible)
    act(frozen)
    person.see(lambda: person.window.isVisible() and not frozen.isVisible())


def test_a_capture_is_a_piece_of_the_instant_it_was_taken(person, monkeypatch):
    monkeypatch.setattr(QScreen, "grabWindow", lambda *_: desktop())
    before = datetime.now(UTC)
    take(person, lambda frozen: QTest.keyClick(frozen, Qt.Key.Key_Return))
    person.see(lambda: len(person.dossier.pieces) == 7)
    new = person.dossier.pieces[-1]
    assert (new.moment.source, new.moment.precision) == (Source.EXIF, Precision.SECOND)
    assert before.replace(microsecond=0) <= new.moment.at <= datetime.now(UTC)
    assert new.originals[0].name.startswith("Capture d’écran 20")
    assert "Capture" in new.title


def test_a_capture_that_is_given_up_adds_nothing(person, monkeypatch):
    monkeypatch.setattr(QScreen, "grabWindow", lambda *_: desktop())
    take(person, lambda frozen: QTest.keyClick(frozen, Qt.Key.Key_Escape))
    assert len(person.dossier.pieces) == 6


@pytest.mark.parametrize("shown", [QPixmap, lambda: desktop_black()], ids=["none", "black"])
def test_a_system_that_refuses_is_named_with_what_helps(person, monkeypatch, shown):
    monkeypatch.setattr(QScreen, "grabWindow", lambda *_: shown())
    person.press("Ctrl+Shift+C", person.bench.desk.pieces.view)
    person.see(lambda: "Ctrl+V" in person.told())
    assert person.window.isVisible()
    assert QGuiApplication.screens()
    assert len(person.dossier.pieces) == 6


def desktop_black():
    picture = QPixmap(640, 480)
    picture.fill(QColor("black"))
    return picture
