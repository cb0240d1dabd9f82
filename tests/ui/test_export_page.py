import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QDateEdit, QLabel, QWidget

from dossier.annex.check import CHECKS
from dossier.basis.digest import digest_of
from dossier.model.body import PdfBody
from dossier.model.check import Tally
from dossier.model.dossier import Dossier
from dossier.model.finding import Level, note, warning
from dossier.model.ids import PieceId, RubricId
from dossier.model.piece import Piece, State
from dossier.model.rubric import Rubric
from dossier.recipients.profile import load_profile
from dossier.texts.catalogue import Texts, language_codes
from ui.theme import LIGHT, Theme
from ui.views.export_form import MOST_REMARKS, ExportChoice
from ui.views.export_page import ExportPage
from ui.views.export_report import ExportDone
from ui.views.export_settings import Extras
from ui.views.findings_list import FindingsList
from ui.views.remarks import Remark, RemarksModel, remarks_of
from ui.widgets.banner import Banner
from ui.widgets.labels import ElidedLabel

FR = Texts("fr")
THEME = Theme(palette=LIGHT)
LEFT = Qt.MouseButton.LeftButton
TARGET = Path("/un/dossier/très/long") / ("plus " * 30).strip() / "Annexe <b>Lumaro.pdf"
LONG = "Kaffeevollautomatenreinigungstablettenspender"
SIGNALS = ("target", "facts", "findings", "cancel", "back", "piece", "action", "export", "open", "reveal")


def piece(name, **more):
    body = PdfBody(asset=digest_of(name.encode()), pages=2)
    return Piece(id=PieceId(name), title=f"{LONG} {name}", rubric=RubricId("order"), bodies=(body,), **more)


DOSSIER = Dossier(
    title=f"{LONG} & fils contre Lumaro",
    language="en",
    rubrics=(Rubric(id=RubricId("order"), names={"fr": "Commande"}),),
    pieces=(piece("a"), piece("b"), piece("c", parent=PieceId("a"))),
)
DONE = ExportDone(
    path=TARGET,
    pieces=2,
    attached=1,
    pages=58,
    size=6_400_000,
    digest=digest_of(b"annex"),
    facts=1672,
    findings=(note("re-rendered", n=1, pages="2").of(PieceId("b")), warning("repaired").of(PieceId("a"))),
    tallies=(Tally(check="links", held=120, failed=0), Tally(check="of-tomorrow", held=1552, failed=0)),
    states=((PieceId("a"), State.PARTIAL), (PieceId("c"), State.PLACEHOLDER), (PieceId("gone"), State.OK)),
)


def remarks(count):
    return tuple(
        Remark(
            level=Level.WARNING,
            said=f"Remarque {n} sur {LONG}{LONG}.pdf.",
            piece=PieceId(f"p{n}"),
            action="date",
        )
        for n in range(count)
    )


@pytest.fixture
def page(qtbot):
    return made_page(qtbot, FR)


def made_page(qtbot, texts):
    made = ExportPage(texts, THEME)
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.set_dossier(DOSSIER)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def named(widget, name, kind=QWidget):
    found = widget.findChild(kind, name)
    assert found is not None, name
    return found


def laid_out(page):
    """Lets the layouts take their new sizes, as they do before anything is painted."""
    QCoreApplication.sendPostedEvents()
    return page.grab()


def heard(page):
    said = []
    for name in SIGNALS:
        getattr(page, f"{name}_wanted").connect(lambda *what, name=name: said.append((name, *what)))
    return said


def press(page, name):
    button = named(page, name, QAbstractButton)
    assert button.isVisible(), name
    QTest.mouseClick(button, LEFT)


# Before -----------------------------------------------------------------------------------------


def test_without_a_place_the_first_step_is_to_choose_one(page):
    said = heard(page)
    assert not named(page, "export-go").isEnabled()
    page.setFocus()
    assert QApplication.focusWidget() is named(page, "export-choose")
    press(page, "export-go")
    press(page, "export-choose")
    assert said == [("target",)]
    page.set_target(TARGET)
    page.setFocus()
    assert QApplication.focusWidget() is named(page, "export-go")


def test_the_choice_is_told_as_one_value(page):
    said = heard(page)
    page.set_target(TARGET)
    page.set_day(date(2026, 8, 11))
    press(page, "export-go")
    day = named(page, "export-day", QDateEdit)
    day.setSelectedSection(QDateEdit.Section.DaySection)
    QTest.keyClicks(day, "12")
    press(page, "export-settings")
    box = named(page, "export-with-report", QCheckBox)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    press(page, "export-go")
    assert said == [
        ("export", ExportChoice(TARGET, date(2026, 8, 11))),
        ("export", ExportChoice(TARGET, date(2026, 8, 12), extras=Extras(report=True))),
    ]


def test_the_day_is_todays_in_the_dossiers_zone_until_one_is_chosen(page):
    said = heard(page)
    page.set_target(TARGET)
    # These two never have the same day.
    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
        page.set_dossier(Dossier(zone=zone, pieces=DOSSIER.pieces, rubrics=DOSSIER.rubrics))
        before = datetime.now(ZoneInfo(zone)).date()
        press(page, "export-go")
        assert before <= said[-1][1].day <= datetime.now(ZoneInfo(zone)).date()
    page.set_day(date(2026, 1, 2))
    page.set_dossier(DOSSIER)
    press(page, "export-go")
    assert said[-1][1].day == date(2026, 1, 2)


def test_name_and_folder_are_shown_as_they_are_and_replacing_is_announced(page):
    page.set_target(TARGET, replaces=True)
    name, folder = (named(page, f"export-target-{part}", ElidedLabel) for part in ("name", "folder"))
    assert (name.whole, folder.whole) == (TARGET.name, str(TARGET.parent))
    assert name.textFormat() is Qt.TextFormat.PlainText
    assert folder.text() != folder.whole
    assert str(TARGET.parent) in folder.toolTip()
    assert named(page, "export-replaces").isVisible()
    page.set_target(TARGET)
    assert not named(page, "export-replaces").isVisible()


def test_language_and_contents_are_told_and_lead_to_the_facts(page):
    said = heard(page)
    assert named(page, "export-language", QLabel).text() == "anglais"
    assert named(page, "export-summary", QLabel).text() == "2 pièces et 1 pièce jointe"
    press(page, "export-change-language")
    assert said == [("facts",)]


def test_without_a_piece_there_is_nothing_to_export(page):
    page.set_target(TARGET)
    page.set_dossier(Dossier(pieces=(piece("a", included=False),)))
    assert not named(page, "export-go").isEnabled()
    assert named(page, "export-summary", QLabel).text() == FR.say("window.export_nothing")


def test_the_gravest_remarks_are_shown_and_the_others_are_one_click_away(page):
    said = heard(page)
    model = RemarksModel(FR)
    page.set_findings(model)
    assert named(page, "export-nothing-left").isVisible()
    blocker = Remark(level=Level.BLOCKER, said="Un blocage.", piece=PieceId("x"))
    some = remarks(MOST_REMARKS + 3)
    model.set_remarks((*some, blocker, Remark(level=Level.NOTE, said="Une note.")))
    view = named(page, "export-remarks", FindingsList)
    assert remarks_of(view.model()) == (blocker, *some[: MOST_REMARKS - 1])
    assert not named(page, "export-nothing-left").isVisible()
    more = named(page, "export-more", QAbstractButton)
    assert more.text() == FR.say("window.export_more", n=4)
    QTest.mouseClick(more, LEFT)
    laid_out(page)
    for row, target in ((0, view.visualRect), (1, view.action_rect)):
        QTest.mouseClick(view.viewport(), LEFT, pos=target(view.model().index(row, 0)).center())
    assert said == [("findings",), ("piece", "x"), ("action", "date", some[0])]
    model.set_remarks(remarks(2))
    assert not more.isVisible()


def test_a_long_list_of_remarks_leaves_the_next_step_in_sight(page):
    model = RemarksModel(FR)
    model.set_remarks(remarks(6))
    page.set_findings(model)
    page.set_target(TARGET)
    laid_out(page)
    view = named(page, "export-remarks", FindingsList)
    assert view.height() >= view.heightForWidth(view.width())
    go = named(page, "export-go")
    assert page.rect().contains(go.geometry().translated(go.parentWidget().mapTo(page, go.pos()) - go.pos()))
    assert go.visibleRegion().boundingRect() == go.rect()


def test_escape_and_the_button_lead_back(page):
    said = heard(page)
    page.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    press(page, "export-back")
    assert said == [("back",), ("back",)]


# Meanwhile --------------------------------------------------------------------------------------


def test_while_it_runs_there_is_only_the_way_to_stop_it(page):
    said = heard(page)
    page.set_target(TARGET)
    page.setFocus()
    page.set_progress("sheets", 12, 40)
    cancel = named(page, "export-cancel", QAbstractButton)
    assert QApplication.focusWidget() is cancel
    active = [b for b in page.findChildren(QAbstractButton) if b.isVisible() and b.isEnabled()]
    assert active == [cancel]
    assert named(page, "export-stage", QLabel).text() == FR.say("stage.sheets")
    assert named(page, "export-steps", QLabel).text() == "12 / 40"
    assert named(page, "export-work-summary", QLabel).text() == "2 pièces et 1 pièce jointe"
    QTest.keyClick(cancel, Qt.Key.Key_Escape)
    press(page, "export-cancel")
    page.set_progress("sheets", 13, 40)
    press(page, "export-cancel")
    assert said == [("cancel",)]
    assert cancel.text() == FR.say("window.export_cancelling")


def test_stopping_is_possible_again_the_next_time(page):
    said = heard(page)
    page.set_target(TARGET)
    page.set_progress("sheets", 0, 0)
    press(page, "export-cancel")
    page.set_cancelled()
    assert FR.say("error.cancelled") in [
        label.text() for label in page.findChildren(QLabel) if label.isVisible()
    ]
    press(page, "export-go")
    page.set_progress("sheets", 0, 3)
    press(page, "export-cancel")
    assert [name for name, *_ in said] == ["cancel", "export", "cancel"]
    page.set_ready()
    assert FR.say("error.cancelled") not in [
        label.text() for label in page.findChildren(QLabel) if label.isVisible()
    ]


def test_who_stops_it_by_the_keyboard_goes_on_by_the_keyboard(page):
    said = heard(page)
    page.set_target(TARGET)
    page.setFocus()
    page.set_progress("sheets", 0, 3)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert said == [("cancel",)]
    assert page.isAncestorOf(QApplication.focusWidget())
    page.set_cancelled()
    assert QApplication.focusWidget() is named(page, "export-go")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert said == [("cancel",), ("back",)]


def test_what_a_banner_says_after_the_export_stands_apart_from_what_follows(page):
    page.set_done(replace(DONE, recipient=load_profile("generic")))
    laid_out(page)
    head = next(
        one
        for one in page.findChildren(QLabel)
        if one.text() == FR.say("window.export_next") and one.isVisible()
    )
    before = head.mapTo(page, head.rect().topLeft()).y()
    page.say_not_marked("Le fichier a changé.")
    laid_out(page)
    (banner,) = [one for one in page.findChildren(Banner) if one.isVisible()]
    gap = head.mapTo(page, head.rect().topLeft()).y() - banner.mapTo(page, banner.rect().bottomLeft()).y()
    assert 12 <= gap <= 24
    banner.dismiss()
    laid_out(page)
    assert head.mapTo(page, head.rect().topLeft()).y() == before


# After ------------------------------------------------------------------------------------------


def test_the_finished_annex_can_be_opened_and_found(page):
    said = heard(page)
    page.set_progress("check", 1, 1)
    page.setFocus()
    page.set_done(DONE)
    assert QApplication.focusWidget() is named(page, "export-open")
    assert named(page, "export-done-name", ElidedLabel).whole == TARGET.name
    assert named(page, "export-done-size", QLabel).text() == "2 pièces et 1 pièce jointe · 58 pages · 6,4 Mo"
    assert named(page, "export-facts", QLabel).text() == "1\u202f672 contrôles, tous justes"
    for name in ("export-open", "export-reveal", "export-done-back"):
        press(page, name)
    QTest.keyClick(named(page, "export-open"), Qt.Key.Key_Escape)
    assert said == [("open", TARGET), ("reveal", TARGET), ("back",), ("back",)]


def test_the_checks_are_listed_by_kind_when_asked_for(page):
    page.set_done(DONE)
    tallies = named(page, "export-tallies")
    assert not tallies.isVisible()
    press(page, "export-details")
    assert tallies.isVisible()
    words = [label.text() for label in tallies.findChildren(QLabel)]
    other = FR.say("window.export_check_other")
    assert sorted(words) == sorted(["Liens", "120", other, "1\u202f552"])
    page.set_done(DONE)
    assert not tallies.isVisible()


def test_the_fingerprint_is_read_in_groups_and_copied_whole(page):
    page.set_done(DONE)
    shown = named(page, "export-digest", QLabel).text()
    assert re.fullmatch(r"([0-9a-f]{4} ){15}[0-9a-f]{4}", shown)
    press(page, "export-copy")
    assert QGuiApplication.clipboard().text() == DONE.digest == shown.replace(" ", "")
    assert named(page, "export-copy", QAbstractButton).text() == FR.say("window.export_copied")
    page.set_done(DONE)
    assert named(page, "export-copy", QAbstractButton).text() == FR.say("window.export_copy")


def test_files_to_be_sent_along_are_counted_and_shown_in_their_folder(page):
    folder = TARGET.with_name("Annexe – fichiers à part")
    beside = (folder / "Pièce 4 – appel.m4a", folder / "Pièce 7 – film.mp4")
    page.set_done(replace(DONE, beside=beside))
    words = named(page, "export-beside", QLabel)
    assert words.isVisible()
    assert words.text() == FR.say("window.export_beside", n=2, folder=folder.name)
    said = heard(page)
    press(page, "export-beside-reveal")
    assert said == [("reveal", beside[0])]
    page.set_done(DONE)
    assert not words.isVisible()


def test_what_was_noticed_leads_to_its_piece_and_says_each_piece_once(page):
    said = heard(page)
    page.set_done(DONE)
    laid_out(page)
    view = named(page, "export-noticed", FindingsList)
    rows = remarks_of(view.model())
    assert [(row.level, row.piece) for row in rows] == [
        (Level.WARNING, "a"),
        (Level.NOTE, "b"),
        (Level.WARNING, "c"),
    ]
    assert rows[2].about == FR.say("window.export_placeholder")
    view.setFocus()
    view.setCurrentIndex(view.model().index(2, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert said == [("piece", "c")]
    page.set_done(
        ExportDone(path=TARGET, pieces=1, attached=0, pages=3, size=9, digest=digest_of(b""), facts=1)
    )
    assert not view.isVisible()
    assert named(page, "export-facts", QLabel).text() == "1 contrôle, juste"
    assert not named(page, "export-details").isVisible()


def test_a_failure_says_what_helps_and_can_be_tried_again(page):
    said = heard(page)
    page.set_target(TARGET)
    page.set_day(date(2026, 8, 11))
    page.set_progress("assemble", 1, 2)
    sentence = FR.say("error.disk-full", file="<i>Annexe</i>.pdf", folder="/tmp")
    page.set_failed(sentence)
    label = named(page, "export-failure", QLabel)
    assert (label.text(), label.textFormat()) == (sentence, Qt.TextFormat.PlainText)
    for name in ("export-retry", "export-failed-back", "export-elsewhere"):
        press(page, name)
    choice = ExportChoice(TARGET, date(2026, 8, 11))
    assert said == [("export", choice), ("back",), ("target",)]
    assert named(page, "export-go").isVisible()


def test_the_first_pages_are_shown_side_by_side_until_the_next_export(page, tmp_path):
    colours = ("#102030", "#405060", "#708090")
    for number, colour in enumerate(colours, 1):
        picture = QPixmap(210, 297)
        picture.fill(QColor(colour))
        picture.save(str(tmp_path / f"{number}.png"))
    page.resize(1200, 640)
    page.set_done(DONE)
    for number in (2, 1, 3):
        page.set_page_picture(number, tmp_path / f"{number}.png")
    (tmp_path / "4.png").write_bytes(b"no picture")
    page.set_page_picture(4, tmp_path / "4.png")
    laid_out(page)
    sheets = named(page, "export-pages")
    drawn = sheets.grab().toImage()
    places = sheets.places(sheets.width())
    assert [number for number, _ in places] == [1, 2, 3, 4]
    seen = [drawn.pixelColor(place.center() * drawn.devicePixelRatio()).name() for _, place in places]
    assert seen == [*colours, "#ffffff"]
    assert places[0][1].top() == places[1][1].top()
    assert places[2][1].top() > places[0][1].bottom()
    assert sheets.height() >= sheets.heightForWidth(sheets.width())
    page.set_progress("sheets", 0, 1)
    assert not sheets.isVisible()
    assert sheets.places(600) == []


@pytest.mark.parametrize("width", [200, 420, 700, 1600])
def test_pages_stay_inside_their_place_and_apart(qtbot, page, tmp_path, width):
    QPixmap(20, 20).save(str(tmp_path / "1.png"))
    for number in range(1, 6):
        page.set_page_picture(number, tmp_path / "1.png")
    places = [place for _, place in named(page, "export-pages").places(width)]
    assert all(place.left() >= 0 and place.right() < width for place in places)
    assert not any(one.intersects(other) for one in places for other in places if one is not other)


# In every state ---------------------------------------------------------------------------------


def in_state(page, state):
    page.set_target(TARGET, replaces=True)
    model = RemarksModel(FR, page)
    model.set_remarks(remarks(9))
    page.set_findings(model)
    match state:
        case "cancelled":
            page.set_cancelled()
        case "work":
            page.set_progress("print", 3, 1200)
        case "done":
            page.set_done(DONE)
            press(page, "export-details")
        case "failed":
            page.set_failed(FR.say("error.cannot-write", file=LONG, folder=str(TARGET.parent)))
    laid_out(page)


@pytest.mark.parametrize("language", language_codes())
@pytest.mark.parametrize("state", ["ready", "cancelled", "work", "done", "failed"])
@pytest.mark.parametrize("width", [760, 1024])
def test_no_word_is_cut_and_everything_has_a_name(qtbot, language, state, width):
    page = made_page(qtbot, Texts(language))
    page.resize(width, 640)
    in_state(page, state)
    for label in page.findChildren(QLabel):
        if not label.isVisible() or isinstance(label, ElidedLabel):
            continue
        assert label.width() >= (0 if label.wordWrap() else label.sizeHint().width()), label.text()
        assert label.height() >= label.heightForWidth(label.width()), label.text()
    for widget in page.findChildren(QWidget):
        takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        if takes_keys and not widget.focusProxy() and type(widget).__name__ != "QLineEdit":
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.width() >= button.minimumSizeHint().width(), button.text()


@pytest.mark.parametrize("language", language_codes())
def test_every_check_has_words_of_its_own(language):
    texts = Texts(language)
    names = ["page-count", *CHECKS, "pictures"]
    words = [texts.say(f"window.export_check_{name.replace('-', '_')}") for name in names]
    assert len(set(words)) == len(names)
