import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPixmap
from PySide6.QtWidgets import QApplication, QToolTip

from dossier.model.dossier import Dossier
from dossier.texts.catalogue import Texts
from tests.support.dossiers import on, piece
from tests.support.lists import point_in, three_rubrics
from ui.models.pieces import PiecesModel
from ui.models.roles import Chip
from ui.models.rubrics import RubricsModel
from ui.theme import DARK, LIGHT, Theme, Tone
from ui.views.pieces_view import PiecesView
from ui.views.row_paint import ChipPaint, RowFonts
from ui.views.rubrics_view import RubricsView

tooltips = pytest.mark.qt_log_ignore("This plugin does not support raise")  # the offscreen platform
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.fixture
def view(qtbot):
    made = PiecesView(Texts("fr"), Theme(palette=LIGHT))
    qtbot.addWidget(made)
    made.model_kept = PiecesModel(Texts("fr"), made)
    made.model_kept.set_dossier(three_rubrics())
    made.setModel(made.model_kept)
    made.resize(700, 800)
    made.show()
    return made


def colours(view, name):
    area = view.visualRect(view.indexAt(point_in(view, name)))
    picture = view.viewport().grab(area).toImage()
    found = [picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())]
    return {colour: found.count(colour) for colour in set(found)}


def tip(qtbot, view, name):
    """Asks for a row's tooltip as the resting mouse does, when the last one is gone."""
    QToolTip.hideText()
    qtbot.waitUntil(lambda: QToolTip.text() == "")
    pos = point_in(view, name, share=0.7)
    event = QHelpEvent(QEvent.Type.ToolTip, pos, view.viewport().mapToGlobal(pos))
    QApplication.sendEvent(view.viewport(), event)
    return QToolTip.text()


def test_a_selected_row_has_its_ground_and_a_bar_at_the_left(view):
    plain = colours(view, "a")
    view.select(("a",))
    chosen = colours(view, "a")
    assert chosen[LIGHT.accent_soft] > 20_000 > plain.get(LIGHT.accent_soft, 0)
    bar = view.viewport().grab(view.visualRect(view.currentIndex())).toImage()
    column = [{bar.pixelColor(x, y).name() for y in range(2, bar.height() - 2)} for x in range(4)]
    assert column == [{LIGHT.accent}] * 3 + [{LIGHT.accent_soft}]


def test_the_keyboard_sees_where_it_is_also_on_a_row_that_is_not_selected(qtbot, view):
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.select(("a",))
    before = colours(view, "b").get(LIGHT.accent, 0)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert view.selected == ("a",)
    assert colours(view, "b")[LIGHT.accent] > before + 2 * view.width() * 0.9


def test_the_small_picture_takes_the_place_of_the_paper(view):
    picture = QPixmap(80, 104)
    picture.fill(QColor("#aa5500"))
    assert "#aa5500" not in colours(view, "a")
    view.model().set_thumbnail("a", picture)
    assert colours(view, "a")["#aa5500"] > 38 * 48


@tooltips
def test_only_a_row_that_is_too_narrow_tells_the_whole_in_its_tooltip(qtbot, view):
    rubrics = three_rubrics().rubrics
    pieces = (piece("long", "order", title=LONG, moment=on(3, 1)), piece("short", "order", title="Bon"))
    view.model().set_dossier(Dossier(rubrics=rubrics, pieces=pieces))
    view.resize(420, 400)
    assert tip(qtbot, view, "short") == ""
    assert LONG in tip(qtbot, view, "long")


@tooltips
def test_a_title_is_never_markup_in_a_tooltip(qtbot, view):
    title = '<img src="file:///etc/hostname">' + LONG
    view.model().set_dossier(
        Dossier(rubrics=three_rubrics().rubrics, pieces=(piece("x", "order", title=title),))
    )
    view.resize(420, 400)
    assert "&lt;img" in tip(qtbot, view, "x")


@tooltips
def test_a_rubric_with_a_long_name_tells_it_whole(qtbot):
    view = RubricsView(Texts("fr"), Theme(palette=DARK))
    qtbot.addWidget(view)
    model = RubricsModel(Texts("fr"), view)
    dossier = three_rubrics()
    model.set_dossier(dossier)
    view.setModel(model)
    view.resize(90, 400)
    view.show()
    assert "Échanges" in tip(qtbot, view, "Échanges")
    view.resize(260, 400)
    assert tip(qtbot, view, "Échanges") == ""


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_pale_can_still_be_read_on_every_ground_of_a_row(palette):
    for ground in (palette.paper, palette.background, palette.accent_soft):
        light, dark = sorted((luminance(palette.soft), luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


@given(st.lists(st.text(min_size=1, max_size=20), max_size=6), st.integers(0, 400))
def test_chips_that_have_no_room_are_counted(qapp, texts, room):
    paint, words = ChipPaint(Theme(palette=LIGHT)), RowFonts(QFont("Noto Sans", 10)).second
    chips = [Chip(text=text, tone=Tone.LOOK) for text in texts]
    shown = paint.folded(chips, words, room)
    if paint.width(chips, words) <= room or len(chips) < 2:
        assert shown == tuple(chips)
        return
    kept = len(shown) - 1
    assert shown[:kept] == tuple(chips[:kept])
    assert shown[-1].text == f"+{len(chips) - kept}"
    assert paint.width(shown, words) <= room or kept == 0


def test_heights_of_rows_follow_the_font(view):
    def heights():
        view.doItemsLayout()
        return [view.visualRect(view.model().index(row)).height() for row in range(2)]

    heading, row = heights()
    assert 56 <= row <= 66
    font = view.font()
    font.setPixelSize(28)
    view.setFont(font)
    assert heights()[1] > row
    assert heights()[0] > heading
    assert view.visualRect(view.indexAt(QPoint(100, 4))).top() == 0
