from itertools import pairwise

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QProgressBar, QPushButton, QWidget

from dossier.basis.digest import digest_of
from dossier.model.body import FlowBody, ImageBody, PdfBody
from dossier.model.dossier import Dossier
from dossier.model.finding import Level
from dossier.model.ids import PieceId, RubricId
from dossier.model.piece import FileKind, Original, Piece
from dossier.model.rubric import Rubric
from dossier.texts.catalogue import Texts, language_codes
from ui.save_state import SaveState
from ui.theme import LIGHT, Theme, Tone
from ui.views.counts import counts_of
from ui.views.remarks import Remark, RemarksModel
from ui.views.status_line import StatusLine
from ui.views.top_bar import TopBar
from ui.views.work_bar import APPEARS_MS, WorkBar

FR = Texts("fr")
THEME = Theme(palette=LIGHT)
LEFT = Qt.MouseButton.LeftButton
LONG = "Kaffeevollautomatenreinigungstablettenspender gegen Lumaro & Söhne <b>laut</b>"


def shown(qtbot, widget, width=1024, height=60):
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def named(widget, name, kind=QWidget):
    found = widget.findChild(kind, name)
    assert found is not None, name
    return found


def original(name, size):
    return Original(digest=digest_of(name.encode()), name=name, size=size, kind=FileKind.PDF)


def piece(name, *bodies, files=(), **more):
    return Piece(
        id=PieceId(name), title=name, rubric=RubricId("order"), bodies=bodies, originals=files, **more
    )


def dossier(*pieces):
    return Dossier(rubrics=(Rubric(id=RubricId("order"), names={"fr": "Commande"}),), pieces=pieces)


def pdf(pages, **more):
    return PdfBody(asset=digest_of(b"pdf"), pages=pages, **more)


def picture(width, height, turn=0):
    return ImageBody(asset=digest_of(b"png"), width_px=width, height_px=height, turn=turn)


# The top bar ------------------------------------------------------------------------------------


@pytest.fixture
def bar(qtbot):
    return shown(qtbot, TopBar(FR, THEME))


@pytest.fixture
def actions(qtbot):
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Enregistrer une copie…")
    undo = QAction("Annuler : déplacer 2 pièces")
    undo.setShortcut("Ctrl+Z")
    return undo, QAction("Ajouter…"), QAction("Exporter l’annexe"), menu


def test_a_click_the_keyboard_and_f2_lead_from_the_title_to_the_facts(qtbot, bar):
    title = named(bar, "dossier-title")
    with qtbot.waitSignal(bar.facts_wanted):
        qtbot.mouseClick(title, LEFT)
    bar.activateWindow()
    qtbot.waitUntil(bar.isActiveWindow)
    title.setFocus()
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Space):
        with qtbot.waitSignal(bar.facts_wanted):
            qtbot.keyClick(title, key)


def test_a_title_is_shown_as_it_is_written_and_whole_in_the_tooltip(qtbot, bar):
    title = named(bar, "dossier-title")
    bar.set_title(LONG)
    bar.resize(500, 60)
    assert title.text() == LONG
    assert "&lt;b&gt;laut&lt;/b&gt;" in title.toolTip()
    assert LONG in title.accessibleName()
    assert title.width() < title.fontMetrics().horizontalAdvance(LONG)
    bar.set_title("  ")
    assert title.text() == FR.say("window.top_untitled")


@pytest.mark.parametrize("language", language_codes())
def test_each_save_state_has_its_word_and_tone(qtbot, language):
    texts = Texts(language)
    bar = shown(qtbot, TopBar(texts, THEME))
    chip = named(bar, "save-state")
    seen = set()
    for state in SaveState:
        bar.set_saved(state)
        assert chip.text() == texts.say(f"window.top_{state}")
        assert chip.isVisible()
        seen.add((chip.text(), chip.property("tone")))
    assert len(seen) == len(SaveState)


def test_the_buttons_follow_the_actions_of_the_window(qtbot, bar, actions):
    undo, add, export, menu = actions
    bar.set_actions(undo, add, export, menu)
    button = named(bar, "undo-button")
    assert button.isVisible()
    assert (button.text(), button.accessibleName()) == (undo.text(), undo.text())
    assert "Ctrl+Z" in button.toolTip()
    undo.setText("Annuler : renommer « A && B »")
    assert button.accessibleName() == "Annuler : renommer « A & B »"
    assert button.text() == "Annuler : renommer « A && B »"
    undo.setEnabled(False)
    assert not button.isEnabled()
    undo.setVisible(False)
    assert not button.isVisible()
    for name, action in (("add-button", add), ("export-button", export)):
        with qtbot.waitSignal(action.triggered):
            qtbot.mouseClick(named(bar, name), LEFT)
    assert named(bar, "export-button").property("look") == "primary"
    assert named(bar, "menu-button", QPushButton).menu() is menu


def test_actions_handed_over_twice_are_done_once(qtbot, bar, actions):
    bar.set_actions(*actions)
    bar.set_actions(*actions)
    done = []
    actions[1].triggered.connect(lambda: done.append(1))
    qtbot.mouseClick(named(bar, "add-button"), LEFT)
    assert done == [1]


@pytest.mark.parametrize("width", [720, 1024, 1600])
def test_the_buttons_stand_beside_each_other_at_every_width(qtbot, bar, actions, width):
    actions[0].setText(f"Annuler : renommer en « {LONG} »")
    bar.set_actions(*actions)
    bar.set_title(LONG)
    bar.resize(width, 52)
    assert bar.minimumSizeHint().width() <= 720
    names = ("dossier-title", "save-state", "undo-button", "add-button", "export-button", "menu-button")
    places = [named(bar, name).geometry() for name in names]
    for before, after in pairwise(places):
        assert before.right() < after.left()
    assert places[-1].right() <= width
    for name in ("add-button", "export-button"):
        assert named(bar, name).width() >= named(bar, name).sizeHint().width()
    assert bar.grab().size() == bar.size() * bar.devicePixelRatioF()


def test_tab_goes_through_the_bar_from_left_to_right(qtbot, bar, actions):
    bar.set_actions(*actions)
    bar.activateWindow()
    qtbot.waitUntil(bar.isActiveWindow)
    named(bar, "dossier-title").setFocus()
    reached = []
    for _ in range(4):
        QTest.keyClick(bar.window().focusWidget(), Qt.Key.Key_Tab)
        reached.append(bar.window().focusWidget().objectName())
    assert reached == ["undo-button", "add-button", "export-button", "menu-button"]


# Work that lasts --------------------------------------------------------------------------------


@pytest.fixture
def work(qtbot):
    home = shown(qtbot, QWidget())
    made = WorkBar(FR, THEME, home)
    made.resize(600, 30)
    yield made
    home.close()


def test_work_that_lasts_is_announced_and_short_work_is_not(qtbot, work):
    timer = work.findChild(QTimer)
    work.set_work("read", 1, 40)
    assert not work.isVisible()
    assert timer.isActive()
    work.clear()
    assert not timer.isActive()
    work.set_work("read", 12, 40)
    qtbot.waitUntil(work.isVisible, timeout=20 * APPEARS_MS)
    assert named(work, "work-stage").whole == FR.say("stage.read")
    assert named(work, "work-steps").text() == "12 / 40"
    progress = named(work, "work-progress", QProgressBar)
    assert (progress.value(), progress.maximum()) == (12, 40)
    assert progress.accessibleName() == FR.say("stage.read")
    work.clear()
    assert not work.isVisible()


def test_going_on_does_not_put_off_the_announcement(work):
    work.set_work("read", 1, 40)
    timer = work.findChild(QTimer)
    timer.setInterval(60_000)  # starts anew with a length that shows whether it was started again
    before = timer.remainingTime()
    work.set_work("read", 2, 40)
    assert timer.remainingTime() <= before
    work.clear()


@pytest.mark.parametrize(
    ("done", "total", "said"), [(3, 0, ""), (50, 40, "40 / 40"), (0, 1200, "0 / 1\u202f200")]
)
def test_steps_never_say_more_than_is_known(work, done, total, said):
    work.set_work("a-stage-of-tomorrow", done, total)
    assert named(work, "work-stage").whole == FR.say("window.work_other")
    assert named(work, "work-steps").text() == said
    work.clear()


def test_stopping_is_asked_once_until_the_work_is_over(qtbot, work):
    asked = []
    work.cancel_wanted.connect(lambda: asked.append(1))
    work.set_work("read", 1, 2)
    work.show()
    stop = named(work, "work-stop", QPushButton)
    assert FR.say("stage.read") in stop.accessibleName()
    qtbot.mouseClick(stop, LEFT)
    qtbot.mouseClick(stop, LEFT)
    work.set_work("read", 2, 2)
    assert asked == [1]
    assert stop.text() == FR.say("window.work_stopping")
    work.clear()
    work.set_work("read", 1, 2)
    assert stop.isEnabled()
    assert stop.text() == FR.say("window.work_stop")
    work.clear()


# The line at the bottom -------------------------------------------------------------------------


@pytest.fixture
def line(qtbot):
    return shown(qtbot, StatusLine(FR, THEME))


def test_the_status_line_counts_what_stands_in_the_annex(line):
    counts = named(line, "status-counts")
    assert counts.whole == FR.say("window.status_empty")
    line.set_counts(
        dossier(
            piece("mail", pdf(3), files=(original("a", 2_000_000),)),
            piece("child", picture(800, 600), files=(original("b", 400_000),), parent=PieceId("mail")),
            piece("out", pdf(90), files=(original("c", 9_000_000),), included=False),
            piece("binned", pdf(90), files=(original("d", 9_000_000),), binned=True),
            piece("same", pdf(2, chosen=(1,)), files=(original("a", 2_000_000),)),
        )
    )
    assert counts.whole == "2 pièces et 1 pièce jointe · 5 pages · 2,4 Mo"


@pytest.mark.parametrize(
    ("bodies", "pages", "exact"),
    [
        ((), 1, True),
        ((pdf(7, chosen=(2, 5)),), 2, True),
        ((FlowBody(asset=digest_of(b"flow")),), 1, False),
        ((picture(1080, 2340),), 1, True),
        ((picture(1080, 9000),), 1, False),
        ((picture(9000, 1080, turn=3),), 1, False),
        ((picture(1080, 9000, turn=1),), 1, True),
        ((pdf(2), FlowBody(asset=digest_of(b"flow"))), 3, False),
    ],
)
def test_pages_are_said_as_far_as_they_are_known(bodies, pages, exact):
    counts = counts_of(dossier(piece("one", *bodies)))
    assert (counts.pages, counts.exact) == (pages, exact)
    assert counts.said_pages(FR).startswith("au moins") is not exact


def test_the_chip_of_remarks_tells_how_many_and_how_grave_and_leads_to_them(qtbot, line):
    chip = named(line, "status-findings")
    assert not chip.isVisible()
    model = RemarksModel(FR)
    line.set_findings(model)
    assert not chip.isVisible()
    rows = []
    for level, tone in (
        (Level.NOTE, Tone.NEUTRAL),
        (Level.WARNING, Tone.LOOK),
        (Level.BLOCKER, Tone.MISSING),
    ):
        rows.append(Remark(level=level, said="…"))
        model.set_remarks(tuple(rows))
        assert (chip.isVisible(), chip.tone) == (True, tone)
        assert chip.text() == FR.say("window.status_findings", n=len(rows))
    with qtbot.waitSignal(line.findings_wanted):
        qtbot.mouseClick(chip, LEFT)
    model.set_remarks(())
    assert not chip.isVisible()


def test_a_model_that_was_replaced_is_followed_no_longer(line):
    first, second = RemarksModel(FR), RemarksModel(FR)
    line.set_findings(first)
    line.set_findings(second)
    first.set_remarks((Remark(level=Level.NOTE, said="…"),))
    assert not named(line, "status-findings").isVisible()


def test_work_in_the_middle_of_the_line_can_be_stopped(qtbot, line):
    line.work.set_work("sheets", 1, 3)
    line.work.show()
    with qtbot.waitSignal(line.cancel_wanted):
        qtbot.mouseClick(named(line, "work-stop"), LEFT)
    line.work.clear()


def test_a_narrow_line_keeps_its_parts_apart(qtbot, line):
    line.set_counts(dossier(*(piece(f"p{n}", pdf(900)) for n in range(40))))
    model = RemarksModel(FR)
    model.set_remarks((Remark(level=Level.NOTE, said="…"),) * 120)
    line.set_findings(model)
    line.work.set_work("print", 1000, 5000)
    line.work.show()
    line.resize(640, 34)
    places = [named(line, "status-counts").geometry(), line.work.geometry()]
    places.append(named(line, "status-findings").geometry())
    for before, after in pairwise(places):
        assert before.right() < after.left()
    assert places[-1].right() <= 640
    line.work.clear()
