import re

import pytest
from PySide6.QtCore import QSize

from dossier.basis.resources import resources_folder
from ui.icons import app_icon, icon

FOLDER = resources_folder() / "icons"
STROKES = sorted(path.stem for path in FOLDER.glob("*.svg") if "currentColor" in path.read_text("utf-8"))


def colours(image):
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", STROKES)
def test_a_drawing_has_the_colour_that_was_asked_for_and_no_other(qapp, name):
    image = icon(name, "#1d4f7a").pixmap(QSize(20, 20), 2.0).toImage()
    assert colours(image) == {"#1d4f7a"}


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_a_drawing_is_drawn_for_the_density_of_the_screen(qapp, scale):
    pixmap = icon("close", "#000000").pixmap(QSize(20, 20), scale)
    assert pixmap.width() == 20 * scale
    assert pixmap.devicePixelRatio() == scale


def test_an_unknown_drawing_is_our_fault(qapp):
    with pytest.raises(FileNotFoundError):
        icon("unicorn", "#000000")


@pytest.mark.parametrize("side", [16, 32, 64, 256])
def test_the_program_has_an_icon_of_every_size_that_a_desktop_asks_for(qapp, side):
    image = app_icon().pixmap(QSize(side, side), 1.0).toImage()
    assert image.size() == QSize(side, side)
    assert image.pixelColor(side // 2, side // 16 + 1).name() == "#1d4f7a"
    assert image.pixelColor(0, 0).alpha() == 0


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.svg")), ids=lambda path: path.stem)
def test_a_drawing_holds_strokes_and_nothing_that_is_fetched_or_run(path):
    text = path.read_text("utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert set(re.findall(r"<(\w+)", text)) <= {"svg", "path", "rect", "circle"}
    assert "href" not in text
    assert "http" not in text
