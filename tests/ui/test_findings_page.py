import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton, QWidget

from dossier.model.dossier import Dossier
from dossier.model.finding import Level, blocker, note, warning
from dossier.model.ids import PieceId, RubricId
from dossier.model.piece import Piece
from dossier.model.rubric import Rubric
from dossier.texts.catalogue import Texts, language_codes
from ui.models.findings import FindingsModel
from ui.theme import DARK, LIGHT, Theme
from ui.views.findings_list import FindingsList
from ui.views.findings_page import FindingsPage
from ui.views.remarks import Remark, RemarksModel, remarks_of

FR = Texts("fr")
THEME = Theme(palette=LIGHT)
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft.pdf"
ROWS = (
    Remark(level=Level.BLOCKER, said="Un blocage.", about="Facture", piece=PieceId("invoice")),
    Remark(level=Level.WARNING, said="Sans date.", about="Photo", piece=PieceId("photo"), action="date"),
    Remark(level=Level.WARNING, said="Pour tout le dossier.", action="add"),
    Remark(level=Level.NOTE, said="Bon à savoir."),
)
PROPOSED = Remark(
    level=Level.NOTE,
    said="Ces 3 captures se suivent.",
    about="Capture",
    piece=PieceId("shot"),
    action="group",
    second="apart",
    finding=note("one-scroll", pieces="shot b c"),
)


@pytest.fixture
def model():
    made = RemarksModel(FR)
    made.set_remarks(ROWS)
    return made


@pytest.fixture
def page(qtbot, model):
    made = FindingsPage(FR, THEME)
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.set_findings(model)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def list_of(page):
    return page.findChild(FindingsList)


def at(page, row):
    view = list_of(page)
    return view.model().index(row, 0)


def heard(page):
    said = []
    page.piece_wanted.connect(lambda piece: said.append(("piece", piece)))
    page.action_wanted.connect(lambda code, remark: said.append((code, remark.piece)))
    page.back_wanted.connect(lambda: said.append(("back",)))
    return said


def click(view, where, button=LEFT):
    QTest.mouseClick(view.viewport(), button, Qt.KeyboardModifier.NoModifier, where)


def filters(page):
    return {
        name: page.findChild(QPushButton, f"findings-filter-{name}")
        for name in ("all", "blocker", "warning", "note")
    }


def test_a_click_leads_to_the_piece_and_a_click_on_the_link_does_the_act(page):
    said, view = heard(page), list_of(page)
    click(view, view.visualRect(at(page, 0)).center())
    click(view, view.visualRect(at(page, 1)).center())
    click(view, view.action_rect(at(page, 1)).center())
    click(view, view.action_rect(at(page, 2)).center())
    assert said == [("piece", "invoice"), ("piece", "photo"), ("date", "photo"), ("add", None)]


def test_other_buttons_slips_and_empty_places_do_nothing(page):
    said, view = heard(page), list_of(page)
    click(view, view.visualRect(at(page, 1)).center(), Qt.MouseButton.RightButton)
    click(view, view.visualRect(at(page, 2)).center())  # no piece to lead to
    below = view.visualRect(at(page, 3)).bottomLeft() + QPoint(20, 40)
    click(view, below)
    QTest.mousePress(view.viewport(), LEFT, pos=view.visualRect(at(page, 0)).center())
    QTest.mouseMove(view.viewport(), view.visualRect(at(page, 1)).center())
    QTest.mouseRelease(view.viewport(), LEFT, pos=view.visualRect(at(page, 1)).center())
    assert said == []


def test_enter_leads_to_the_piece_and_with_ctrl_does_the_act(page):
    said, view = heard(page), list_of(page)
    page.setFocus()
    assert view.hasFocus()
    page.focus_list()
    assert view.currentIndex().row() == 0
    QTest.keyClick(view, Qt.Key.Key_Return, CTRL)  # the first row has no act
    QTest.keyClick(view, Qt.Key.Key_Enter)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Return, CTRL)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)  # without a piece Enter does the act
    assert said == [("piece", "invoice"), ("piece", "photo"), ("date", "photo"), ("add", None)]


def test_a_proposal_is_answered_yes_or_no_by_mouse_and_keys(page, model):
    model.set_remarks((*ROWS, PROPOSED))
    told, view = [], list_of(page)
    page.action_wanted.connect(lambda code, remark: told.append((code, remark.finding)))
    last = at(page, len(ROWS))
    for number in (0, 1):
        click(view, view.action_rect(last, number).center())
    page.focus_list()
    view.setCurrentIndex(last)
    QTest.keyClick(view, Qt.Key.Key_Return, CTRL)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    view.setCurrentIndex(at(page, 1))
    QTest.keyClick(view, Qt.Key.Key_Delete)  # no other answer there
    assert told == [("group", PROPOSED.finding), ("apart", PROPOSED.finding)] * 2


@pytest.mark.parametrize("width", [260, 700])
def test_the_two_answers_stand_below_each_other_inside_the_row(page, model, width):
    model.set_remarks((PROPOSED, *ROWS))
    view = list_of(page)
    page.layout().removeWidget(view)
    view.setParent(page)
    view.resize(width, 400)
    view.show()
    view.grab()
    row = view.visualRect(at(page, 0))
    yes, no = (view.action_rect(at(page, 0), number) for number in (0, 1))
    assert row.contains(yes)
    assert row.contains(no)
    assert yes.bottom() < no.top()
    assert view.action_rect(at(page, 0), 2).isNull()


def test_escape_and_the_button_lead_back(qtbot, page):
    said = heard(page)
    page.focus_list()
    QTest.keyClick(list_of(page), Qt.Key.Key_Escape)
    qtbot.mouseClick(page.findChild(QPushButton, "findings-back"), LEFT)
    assert said == [("back",), ("back",)]


def test_the_hand_shows_where_a_click_does_something(page):
    view = list_of(page)
    shapes = []
    for row in (1, 2):
        QTest.mouseMove(view.viewport(), view.visualRect(at(page, row)).center())
        shapes.append(view.viewport().cursor().shape())
    QTest.mouseMove(view.viewport(), view.action_rect(at(page, 2)).center())
    shapes.append(view.viewport().cursor().shape())
    hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
    assert shapes == [hand, arrow, hand]


def test_filters_count_and_show_one_level(qtbot, page):
    buttons = filters(page)
    counts = [name_and_count.text().rpartition(" ")[2] for name_and_count in buttons.values()]
    assert counts == ["4", "1", "2", "1"]
    qtbot.mouseClick(buttons["warning"], LEFT)
    assert [row.said for row in remarks_of(list_of(page).model())] == ["Sans date.", "Pour tout le dossier."]
    qtbot.mouseClick(buttons["all"], LEFT)
    assert remarks_of(list_of(page).model()) == ROWS


def test_a_level_that_is_settled_gives_way_to_all(qtbot, page, model):
    buttons = filters(page)
    qtbot.mouseClick(buttons["note"], LEFT)
    model.set_remarks(ROWS[:3])
    assert not buttons["note"].isVisible()
    assert buttons["all"].isChecked()
    assert remarks_of(list_of(page).model()) == ROWS[:3]


def test_without_remarks_one_kind_sentence_stands_there(page, model):
    model.set_remarks(())
    assert not list_of(page).isVisible()
    words = [label.text() for label in page.findChildren(QWidget, "") if hasattr(label, "text")]
    assert FR.say("window.findings_empty") in words
    model.set_remarks(ROWS)
    assert list_of(page).isVisible()


def test_equal_remarks_leave_the_list_alone(qtbot, model):
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_remarks(tuple(ROWS))


def test_the_settled_model_is_a_sound_model(model):
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_remarks(ROWS[:2])
    model.set_remarks(())
    model.set_remarks(ROWS)
    assert tester.model() is model


@pytest.mark.parametrize("language", language_codes())
def test_a_row_is_spoken_whole(language):
    texts = Texts(language)
    model = RemarksModel(texts)
    model.set_remarks((*ROWS, PROPOSED))
    for row, remark in enumerate((*ROWS, PROPOSED)):
        spoken = model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert texts.say(f"window.findings_level_{remark.level}") in spoken
        assert remark.said in spoken
        assert remark.about in spoken
        assert all(texts.say(f"window.do_{act}") in spoken for act in remark.acts)


@pytest.mark.parametrize("width", [240, 420, 1400])
def test_long_words_make_a_row_higher_never_wider(page, model, width):
    model.set_remarks(
        (
            Remark(
                level=Level.WARNING, said=f"« {WORD} » {WORD}", about=WORD, piece=PieceId("a"), action="date"
            ),
            *ROWS,
        )
    )
    view = list_of(page)
    page.layout().removeWidget(view)
    view.setParent(page)
    view.resize(width, 400)
    view.show()
    view.grab()
    row = view.visualRect(at(page, 0))
    assert row.width() <= view.viewport().width()
    link = view.action_rect(at(page, 0))
    assert row.contains(link)
    assert view.horizontalScrollBar().maximum() == 0
    if width == 240:
        assert row.height() > view.visualRect(at(page, 1)).height()


def test_a_list_shown_whole_is_as_high_as_its_rows(qtbot, model):
    view = FindingsList(FR, THEME)
    qtbot.addWidget(view)
    view.setModel(model)
    view.show_whole()
    view.resize(400, view.heightForWidth(400))
    with qtbot.waitExposed(view):
        view.show()
    assert view.heightForWidth(160) > view.heightForWidth(400)
    last = view.visualRect(model.index(len(ROWS) - 1, 0))
    assert last.bottom() == view.viewport().rect().bottom()
    model.set_remarks(())
    assert view.heightForWidth(400) == 0


def test_the_chosen_row_is_seen_in_light_and_dark(qtbot, model):
    for palette in (LIGHT, DARK):
        view = FindingsList(FR, Theme(palette=palette))
        qtbot.addWidget(view)
        view.setModel(model)
        view.resize(400, 300)
        with qtbot.waitExposed(view):
            view.show()
        view.activateWindow()
        qtbot.waitUntil(view.isActiveWindow)
        view.setFocus()
        view.setCurrentIndex(model.index(0, 0))
        drawn = view.viewport().grab().toImage()
        assert drawn.pixelColor(1, 10).name() == palette.accent


def test_the_remarks_of_a_dossier_come_gravest_first_and_lead_to_their_pieces(page):
    piece = Piece(id=PieceId("one"), title="Facture", rubric=RubricId("order"))
    real = FindingsModel(FR)
    real.set_findings(
        Dossier(
            rubrics=(Rubric(id=RubricId("order"), names={"fr": "Commande"}),),
            pieces=(piece,),
            findings=(
                note("text-empty", file="a.txt"),
                warning("undated", file="a.txt").of(piece.id),
                blocker("no-piece"),
            ),
        )
    )
    page.set_findings(real)
    rows = remarks_of(list_of(page).model())
    assert [row.level for row in rows] == [Level.BLOCKER, Level.WARNING, Level.NOTE]
    assert "Facture" in rows[1].about
    said = heard(page)
    view = list_of(page)
    click(view, view.visualRect(at(page, 1)).center())
    click(view, view.action_rect(at(page, 1)).center())
    assert said == [("piece", "one"), (rows[1].action, "one")]


def test_a_page_that_is_gone_is_told_nothing(qtbot, model):
    page = FindingsPage(FR, THEME)
    page.set_findings(model)
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    model.set_remarks(ROWS[:1])
    assert model.rowCount() == 1


def test_many_rows_that_change_together_are_counted_once(qtbot, page):
    pieces = tuple(
        Piece(id=PieceId(f"p{n}"), title=f"Facture {n}", rubric=RubricId("order")) for n in range(60)
    )
    findings = tuple(warning("repaired").of(piece.id) for piece in pieces)
    real = FindingsModel(FR)
    real.set_findings(Dossier(pieces=pieces, findings=findings))
    page.set_findings(real)
    counted = []
    page._watch.changed.connect(lambda: counted.append(1))
    real.set_findings(Dossier(pieces=pieces, findings=findings[::2]))
    qtbot.waitUntil(lambda: bool(counted))
    assert counted == [1]
    assert filters(page)["warning"].text().endswith(" 30")
