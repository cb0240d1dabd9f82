from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget

from dossier.model.checklist import Told
from dossier.model.commands.facts import choose_recipient, set_facts, set_parties
from dossier.model.due import Due, Penalty, PenaltyStep, Side, Turn, timeline
from dossier.model.facts import Dispute, Facts, KeyDate, Milestone
from dossier.model.span import Span
from dossier.texts.catalogue import Texts, language_codes
from dossier.texts.deadlines import said_due
from tests.support.checklists import consumer, seller
from ui.theme import DARK, LIGHT, Theme
from ui.views.deadlines_page import DeadlinesPage, DeadlinesShown
from ui.views.facts_page import FactsPage
from ui.views.timeline import Timeline
from ui.views.timeline_marks import DOT_PX, areas_beside

FR = Texts("fr")
THEME = Theme(palette=LIGHT)
LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 6, 30)
SURE = Told(sources=("Code – https://loi.invalid",), read=date(2026, 11, 21), sure=True)
DATES = (
    KeyDate(milestone=Milestone.CONTRACT, day=date(2026, 6, 2)),
    KeyDate(milestone=Milestone.COMPLAINT, day=date(2026, 6, 10)),
)


def due(key, day=None, **more):
    given = {
        "start": Milestone.COMPLAINT,
        "started": date(2026, 6, 10) if day else None,
        "turn": Turn.LAST,
        "extended": None,
        "article": "C. conso. L612-2",
        "told": SURE,
        "span": Span(months=12),
        "passed": day is not None and day < TODAY,
    }
    return Due(id=key, day=day, **(given | more))


DUES = (
    due("D3", date(2026, 6, 24), side=Side.YOURS),
    due("D4", date(2026, 6, 26), side=Side.THEIRS, extended=date(2026, 6, 29), extended_sure=False),
    due("D18-first", date(2026, 6, 27), turn=Turn.FIRST),
    due("D18-last", date(2027, 6, 9), extended=date(2027, 6, 10)),
    due("D38", date(2026, 8, 1), told=replace(SURE, sure=False)),
    due("D10", start=Milestone.RECEIPT),
    due("D7", start=Milestone.NOTICE, span=None),
)
STEPS = tuple(
    PenaltyStep(
        first=date(2026, 6, 1) + timedelta(days=20 * n),
        last=date(2026, 6, 20) + timedelta(days=20 * n),
        percent=10 * n,
        cents=1299 * n,
    )
    for n in range(4)
)
PENALTY = Penalty(
    id="D5", due=date(2026, 5, 31), paid=None, base_cents=12990, steps=STEPS, article="L242-4", told=SURE
)


def shown(dues=DUES, *, penalties=(), dates=DATES, day=TODAY):
    ordered = tuple(sorted(dues, key=lambda one: (one.day is None, one.day or date.max)))
    return DeadlinesShown(
        dues=ordered,
        penalties=penalties,
        points=timeline(dates, ordered, day=day),
        day=day,
        currency="EUR",
        happened=bool(dates),
    )


@pytest.fixture
def page(qtbot):
    made = DeadlinesPage(FR, THEME)
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.set_deadlines(shown())
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def row(page, key):
    return page.findChild(QWidget, f"due-{key}")


def words(widget):
    seen = (label for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))
    return [line for label in seen for line in label.text().split("\n")]


def told(page):
    return page.findChild(QLabel, "timeline-told").whole


def test_each_deadline_says_its_day_its_text_and_when_that_was_read(page):
    said = words(row(page, "D18-last"))
    assert said[:2] == ["09/06/2027", FR.say("window.deadlines_in", n=344)]
    assert FR.say("deadline.D18-last") in said
    assert FR.say("deadline.extended", day="10/06/2027") in said
    assert "C. conso. L612-2 · lu le 21/11/2026" in said
    assert "votre délai" in said


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("D3", "passé"),
        ("D18-first", "possible depuis ce jour"),
        ("D38", "à vérifier"),
        ("D10", "date de départ à indiquer"),
        ("D7", "sans date"),
    ],
)
def test_what_is_special_is_said_in_a_word(page, key, word):
    assert word in words(row(page, key))


def test_what_was_done_and_what_is_doubtful_is_said(page):
    page.set_deadlines(shown((due("D3", date(2026, 6, 24), done=date(2026, 6, 20)), *DUES[1:])))
    assert "fait le 20/06/2026" in words(row(page, "D3"))
    assert FR.say("window.deadlines_ago", n=6) not in words(row(page, "D3"))
    assert FR.say("deadline.extended_unsure", day="29/06/2026") in words(row(page, "D4"))


@pytest.mark.parametrize(("early", "said"), [(False, "si c’est celui-ci"), (True, "trop tôt")])
def test_a_mediator_who_was_asked_and_may_be_another_is_said(page, early, said):
    asked = due("D18-last", date(2027, 6, 9), asked=date(2026, 6, 10), early=early)
    page.set_deadlines(shown((asked,)))
    assert said in " ".join(words(row(page, "D18-last")))
    assert FR.say("window.deadlines_coming") in words(page)


def test_the_line_of_time_begins_with_what_is_still_to_be_done(qtbot, page):
    dues = (due("D3", date(2026, 7, 8), done=date(2026, 6, 10)), due("D18-last", date(2027, 6, 9)))
    page.set_deadlines(shown(dues, dates=()))
    page.timeline.setFocus()
    qtbot.waitUntil(lambda: page.timeline.current is not None)
    assert page.timeline.current.due.id == "D18-last"
    assert "fait le 10/06/2026" in page.timeline.words_of(page.timeline._points[0])


def test_a_source_is_folded(qtbot, page):
    source = page.findChild(QPushButton, "due-source-D38")
    assert SURE.sources[0] not in words(row(page, "D38"))
    qtbot.mouseClick(source, LEFT)
    assert SURE.sources[0] in words(row(page, "D38"))


def test_a_missing_day_leads_to_where_it_is_told(qtbot, page):
    tell = page.findChild(QPushButton, "tell-receipt")
    assert tell.text() == "Indiquer : Réception du bien".replace(" :", "\u00a0:")
    page.show_due("D10")
    with qtbot.waitSignal(page.facts_wanted) as asked:
        qtbot.mouseClick(tell, LEFT)
    assert asked.args == ["milestone:receipt"]


def test_the_keyboard_goes_along_the_line_of_time(qtbot, page):
    line = page.timeline
    line.setFocus()
    assert told(page) == "01/08/2026 – " + said_due(DUES[4], FR)
    qtbot.keyClick(line, Qt.Key.Key_Left)
    assert told(page) == "27/06/2026 – " + said_due(DUES[2], FR)
    qtbot.keyClick(line, Qt.Key.Key_Home)
    assert told(page) == "02/06/2026 – " + FR.say("milestone.contract")
    assert line.accessibleDescription() == told(page)
    qtbot.keyClick(line, Qt.Key.Key_End)
    assert told(page).startswith("09/06/2027")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert row(page, "D18-last").isAncestorOf(QApplication.focusWidget())
    assert told(page) == FR.say("window.deadlines_hint")


def test_the_pointer_tells_and_a_click_leads_to_the_deadline(qtbot, page):
    line = page.timeline
    places = [point.due.id if point.due else "" for point in shown().points]
    at = line.spot(places.index("D38"))
    qtbot.mouseMove(line, at)
    qtbot.waitUntil(lambda: told(page).startswith("01/08/2026"))
    qtbot.mouseMove(line, QPoint(2, 2))
    qtbot.waitUntil(lambda: told(page) == FR.say("window.deadlines_hint"))
    qtbot.mouseClick(line, LEFT, pos=at)
    assert row(page, "D38").isAncestorOf(QApplication.focusWidget())


def test_points_stand_in_the_order_of_time_and_none_hides_another(qtbot):
    line = Timeline(FR, THEME)
    qtbot.addWidget(line)
    line.resize(900, line.sizeHint().height())
    many = tuple(due("D38", TODAY + timedelta(days=n // 4)) for n in range(1, 30))
    years = due("D17-limit", TODAY + timedelta(days=7000))
    line.set_points(timeline(DATES, (*many, years), day=TODAY), day=TODAY)
    spots = [line.spot(n) for n in range(32)]
    assert [spot.x() for spot in spots] == sorted(spot.x() for spot in spots)
    assert len({(spot.x(), spot.y()) for spot in spots}) == len(spots)
    assert all(0 <= spot.y() <= line.height() and 0 < spot.x() < 900 for spot in spots)


def test_names_stand_beside_the_points_that_have_room_and_what_is_cut_ends_in_dots(qtbot):
    line = Timeline(FR, THEME)
    qtbot.addWidget(line)
    line.resize(1200, line.sizeHint().height())
    line.set_points(shown().points, day=TODAY)
    names = [line.name_of(point) for point in shown().points]
    beside = [line.beside(place) for place in range(len(names))]
    assert FR.say("deadline.D18-last") in names
    assert any(beside)
    for name, said in zip(names, beside, strict=True):
        assert said in ("", name) or (said.endswith("…") and name.startswith(said[:-1].rstrip()))
    line.resize(330, line.height())
    assert not all(line.beside(place) for place in range(len(names)))


SPOTS = st.builds(QPointF, st.integers(10, 790), st.integers(0, 8).map(lambda level: 15 * level + 10))


@given(
    spots=st.lists(st.tuples(SPOTS, st.integers(1, 400)), max_size=20, unique_by=lambda one: one[0].toTuple())
)
def test_no_name_lies_on_another_on_a_point_or_outside(spots):
    at, widths = [spot for spot, _ in spots], [float(width) for _, width in spots]
    today = QRectF(300, 0, 2, 200)
    found = areas_beside(at, widths, wide=800, taken=(today,))
    areas = [one for one in found if one is not None]
    around = QPointF(DOT_PX, DOT_PX)
    for one, other in combinations(areas, 2):
        assert not one.intersects(other)
    for area in areas:
        assert not any(area.intersects(QRectF(spot - around, spot + around)) for spot in at)
        assert not area.intersects(today)
        assert 0 <= area.left() < area.right() <= 800
    assert all(area is None or area.width() <= width for area, width in zip(found, widths, strict=True))
    if len(at) == 1 and at[0].x() > 320:
        assert found[0] is not None


def test_today_is_painted_between_what_was_and_what_comes(qtbot):
    line = Timeline(FR, THEME)
    qtbot.addWidget(line)
    line.resize(900, line.sizeHint().height())
    line.set_points(shown().points, day=TODAY)
    picture = line.grab().toImage()
    accent = picture.pixelColor(0, 0).fromString(THEME.palette.accent)
    row_of_today = 25
    found = [x for x in range(picture.width()) if picture.pixelColor(x, row_of_today) == accent]
    before, after = line.spot(4).x(), line.spot(5).x()
    assert found
    assert before < found[0] < after


def test_a_penalty_shows_the_step_of_today_and_the_others_on_request(qtbot, page):
    page.set_deadlines(shown(penalties=(PENALTY,)))
    card = page.findChild(QWidget, "penalty-D5")
    said = words(card)
    assert "maintenant" in said
    now = [one for one in said if "12,99" in one]
    assert len(now) == 1
    assert now[0].startswith("du 21/06/2026 au 10/07/2026")
    assert not any("38,97" in one for one in said)
    qtbot.mouseClick(page.findChild(QPushButton, "penalty-D5-all"), LEFT)
    assert any("38,97" in one for one in words(card))


def test_without_any_day_one_kind_sentence_leads_to_the_dates(qtbot, page):
    page.set_deadlines(shown((due("D10", start=Milestone.RECEIPT),), dates=()))
    go = next(one for one in page.findChildren(QPushButton, "empty_action") if one.isVisible())
    with qtbot.waitSignal(page.facts_wanted) as asked:
        qtbot.mouseClick(go, LEFT)
    assert asked.args == [""]
    remind = page.findChild(QPushButton, "deadlines-remind")
    assert not remind.isEnabled()
    assert remind.toolTip() == FR.say("window.deadlines_no_coming")


def test_nothing_that_runs_is_said_and_no_advice_always(page):
    page.set_deadlines(shown(()))
    assert FR.say("deadline.none") in words(page)
    assert "ce n’est pas un avis juridique" in page.findChild(QLabel, "deadlines-no-advice").text()


@pytest.mark.parametrize("language", language_codes())
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_everything_has_a_name_and_fits_a_small_window(qtbot, language, palette):
    page = DeadlinesPage(Texts(language), Theme(palette=palette, dark=palette is DARK))
    qtbot.addWidget(page)
    page.resize(1024, 640)
    page.set_deadlines(shown(penalties=(PENALTY,)))
    with qtbot.waitExposed(page):
        page.show()
    page.grab()
    assert (page.width(), page.height()) == (1024, 640)
    buttons = page.findChildren(QPushButton)
    assert [one.objectName() for one in buttons if one.isVisible() and not one.accessibleName()] == []
    rows = [one for one in page.findChildren(QWidget) if one.objectName().startswith("due-D")]
    assert max(one.mapTo(page, one.rect().topRight()).x() for one in rows) < 1024


# In the window


class Desktop(QObject):
    """Opens what it is asked to open by remembering it."""

    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot("QUrl")
    def open(self, url):
        self.opened.append(url.toLocalFile())


@pytest.fixture
def desktop(qapp):
    made = Desktop()
    QDesktopServices.setUrlHandler("file", made, "open")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def go(person):
    """Tells facts, and opens the page by its key."""
    person.window.session.do(set_parties, (consumer("FR"), seller("FR")))
    person.window.session.do(set_facts, Facts(dispute=Dispute.WITHDRAWAL, key_dates=DATES))
    person.see(lambda: bool(person.dossier.facts.key_dates))
    watch = person.bench.asked.deadlines
    watch.set_day(TODAY)
    person.press("Ctrl+5")
    person.see(lambda: watch.page.isVisible() and row(watch.page, "D18-last") is not None)
    return watch.page


def test_reminders_are_saved_for_a_calendar_and_shown_in_their_folder(person, tmp_path, desktop):
    page = go(person)
    target = tmp_path / "rappels"
    person.answering(QFileDialog, lambda: person.name_file(target))
    person.click("deadlines-remind")
    person.see(lambda: "rappels.ics" in page.banner.text)
    saved = (tmp_path / "rappels.ics").read_text("utf-8")
    assert "BEGIN:VCALENDAR" in saved
    assert "DTSTART;VALUE=DATE:20270609" in saved
    person.click("banner_action")
    person.see(lambda: len(desktop.opened) == 1)


def test_a_place_that_cannot_be_written_is_said_on_the_page(person, project):
    page = go(person)
    original = next(one for one in project.parent.iterdir() if one.suffix == ".dossier")
    taken = original.with_name("Litige.dossier.ics")
    person.answering(QFileDialog, lambda: (person.name_file(taken), taken.mkdir()))
    person.click("deadlines-remind")
    person.see(lambda: bool(page.banner.text))
    assert "ics" in page.banner.text
    assert page.isVisible()


def test_another_day_is_counted_at_once_and_an_undo_too(person):
    page = go(person)
    person.window.session.do(choose_recipient, "cmap")  # facts told one after the other are one act
    later = (DATES[0], KeyDate(milestone=Milestone.COMPLAINT, day=date(2026, 6, 12)))
    person.window.session.do(set_facts, Facts(dispute=Dispute.WITHDRAWAL, key_dates=later))
    person.see(lambda: "11/06/2027" in words(row(page, "D18-last")))
    person.press("Ctrl+Z")
    person.see(lambda: "09/06/2027" in words(row(page, "D18-last")))


def test_a_missing_day_leads_to_the_facts_and_escape_back_here(person):
    page = go(person)
    tell = next(one for one in page.findChildren(QPushButton) if one.objectName().startswith("tell-"))
    tell.setFocus()
    QTest.keyClick(tell, Qt.Key.Key_Return)
    facts = person.bench.findChild(FactsPage)
    person.see(facts.isVisible)
    person.press("Esc", facts)
    person.see(page.isVisible)
    person.press("Esc", page.timeline)
    person.see(person.bench.desk.isVisible)
