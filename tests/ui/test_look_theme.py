from dataclasses import asdict, fields
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from dossier.basis.resources import resources_folder
from ui.style import style_sheet
from ui.theme import DARK, FAMILY, LIGHT, Palette, Theme, Tone, apply, qt_palette, theme_for

PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
READ = 4.5
SEEN = 3.0
WORDS_ON_GROUNDS = [
    *product(["ink", "soft", "accent"], ["background", "paper", "accent_soft"]),
    *product(["good", "look", "missing"], ["background", "paper"]),
    *product(["ink", "soft"], ["line"]),
    *product(["ink"], ["good_soft", "look_soft", "missing_soft"]),
    ("missing", "missing_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("accent_strong", "background"),
    ("accent_strong", "paper"),
]


@pytest.fixture
def app(qapp):
    """The application, given back as it was."""
    before = QPalette(qapp.palette()), qapp.font()
    yield qapp
    qapp.setStyleSheet("")
    qapp.setPalette(before[0])
    qapp.setFont(before[1])


def luminance(colour):
    """Relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_of_contrast_is_the_standards():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@PALETTES
@pytest.mark.parametrize(("words", "ground"), WORDS_ON_GROUNDS, ids="-on-".join)
def test_words_can_be_read_on_every_ground(palette, words, ground):
    assert contrast(getattr(palette, words), getattr(palette, ground)) >= READ


@PALETTES
@pytest.mark.parametrize("tone", Tone)
def test_the_words_of_a_state_can_be_read_on_its_ground(palette, tone):
    assert contrast(*Theme(palette=palette).pair(tone)) >= READ


@PALETTES
@pytest.mark.parametrize("ground", ["background", "paper", "line"])
def test_what_shows_the_focus_and_the_edge_of_a_box_to_tick_is_seen(palette, ground):
    assert contrast(palette.accent, getattr(palette, ground)) >= SEEN
    assert contrast(palette.soft, getattr(palette, ground)) >= SEEN


@PALETTES
def test_every_colour_is_written_in_full(palette):
    assert [colour for colour in asdict(palette).values() if QColor(colour).name() != colour] == []


@pytest.mark.parametrize(
    ("scheme", "palette"),
    [(Qt.ColorScheme.Light, LIGHT), (Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Unknown, LIGHT)],
)
def test_the_theme_follows_the_colours_of_the_system(scheme, palette):
    theme = theme_for(scheme)
    assert theme.palette is palette
    assert theme.dark is (palette is DARK)


def test_the_application_itself_tells_which_theme(app):
    assert theme_for(app) == theme_for(app.styleHints().colorScheme())


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_a_theme_gives_its_font_and_colours_to_widgets(app, qtbot, scheme):
    theme = theme_for(scheme)
    apply(app, theme)
    label, title = QLabel("12/03/2026"), QLabel("Réclamation")
    title.setProperty("look", "page-title")
    for widget in (label, title):
        qtbot.addWidget(widget)
        widget.ensurePolished()
    assert QFontInfo(label.font()).family() == FAMILY
    assert label.font().pixelSize() == 13
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == theme.palette.ink
    assert (title.font().pixelSize(), title.font().bold()) == (22, True)


def test_another_theme_may_be_applied_at_any_time(app, qtbot):
    button = QPushButton("Exporter")
    button.setProperty("look", "primary")
    button.resize(120, 32)
    qtbot.addWidget(button)
    seen = []
    for scheme in (Qt.ColorScheme.Light, Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        apply(app, theme_for(scheme))
        seen.append(button.grab().toImage().pixelColor(60, 4).name())
    assert seen == [LIGHT.accent, DARK.accent, LIGHT.accent]


def test_what_is_disabled_is_faint_in_painted_lists_too(app):
    made = qt_palette(LIGHT)
    assert made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text).name() == LIGHT.faint
    assert made.color(QPalette.ColorGroup.Inactive, QPalette.ColorRole.Text).name() == LIGHT.ink


@PALETTES
def test_the_sheet_names_only_drawings_that_exist_in_the_colours_of_the_theme(palette):
    theme = Theme(palette=palette, dark=palette is DARK)
    icons = resources_folder() / "icons"
    sheet = style_sheet(theme, icons)
    shade = "dark" if theme.dark else "light"
    named = {part.split('"')[0] for part in sheet.split('url("')[1:]}
    assert named == {f"{icons.as_posix()}/{name}-{shade}.svg" for name in ("tick", "chevron")}
    assert palette.on_accent in (icons / f"tick-{shade}.svg").read_text(encoding="utf-8")
    assert palette.soft in (icons / f"chevron-{shade}.svg").read_text(encoding="utf-8")
    assert "$" not in sheet


def test_both_palettes_name_the_same_roles():
    assert {field.name for field in fields(Palette)} == set(asdict(LIGHT)) == set(asdict(DARK))


def test_the_box_to_tick_shows_its_tick(app, qtbot):
    apply(app, theme_for(Qt.ColorScheme.Light))
    box = QCheckBox("Dans l’annexe")
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    box.setChecked(True)
    image = box.grab().toImage()
    seen = {image.pixelColor(x, y).name() for x, y in product(range(4, 20), range(image.height()))}
    assert {LIGHT.accent, LIGHT.on_accent} <= seen
