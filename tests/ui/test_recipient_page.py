from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from dossier.model.commands.facts import set_facts, set_parties
from dossier.model.commands.privacy import hold_back, hold_details
from dossier.model.detail import Detail
from dossier.model.dossier import Dossier
from dossier.model.facts import Facts, KeyDate, Milestone, Question
from dossier.model.ids import PieceId, RubricId
from dossier.model.piece import Private
from dossier.recipients.choose import openings
from dossier.recipients.profile import (
    Colour,
    Colours,
    Form,
    Formats,
    Kind,
    Limit,
    Limited,
    Notice,
    Sending,
)
from dossier.recipients.source import Mark
from dossier.texts.catalogue import Texts, language_codes
from tests.support.checklists import (
    COMPLAINED,
    SOURCE,
    books,
    condition,
    consumer,
    dispute,
    need,
    profile,
    seller,
    window,
    with_facts,
)
from tests.support.dossiers import on
from tests.support.ui_project import LETTER, make_files
from ui.dialogs.hold_back import HoldBackDialog
from ui.models.recipients import RecipientsModel, Wanted
from ui.models.roles import Role, RowKind
from ui.theme import DARK, LIGHT, Theme
from ui.views.checked_row import CheckedRow
from ui.views.facts_page import FactsPage
from ui.views.recipient_page import AllRecipients, RecipientPage
from ui.wiring.recipient import shown_of

FR = Texts("fr")
THEME = Theme(palette=LIGHT)
LEFT = Qt.MouseButton.LeftButton
DAY = date(2026, 9, 1)
LONG = "Kaffeevollautomatenreinigungstablettenspender"
COURT = profile(key="court", kind=Kind.COURT, country="FR", conditions=(condition("claim-quantified"),))
ABROAD = profile(key="abroad", kind=Kind.ECC, country="BE", conditions=(condition("consumer-country", "BE"),))
ASKING = profile(
    key="asking",
    kind=Kind.MEDIATOR,
    conditions=(condition("answered-no", "court"), condition("mediator-is", "Nobody")),
    needs=(need("payment", must=False), need("complaint"), need("form"), need("registration")),
    windows=(window(after="P2M", latest="P1Y"),),
)
PROFILES = (COURT, ABROAD, ASKING)


def unanswered() -> Dossier:
    return with_facts(dispute(), answers={})


def everybody(dossier=None, *, day=DAY, chosen="", known=True, profiles=PROFILES):
    found = openings(dossier or unanswered(), day=day, profiles=profiles, books=books())
    return AllRecipients(
        openings=found, about={"court": "Le juge"}, day=day, chosen=chosen, facts_known=known
    )


def sheet_of(dossier=None, recipient=ASKING, *, day=DAY, language="fr"):
    return shown_of(dossier or unanswered(), recipient, day=day, language=language, books=books())


@pytest.fixture
def page(qtbot):
    made = RecipientPage(FR, THEME)
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.set_all(everybody())
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def rows(page):
    model = page.chooser.list.model()
    return [model.recipient_at(row) for row in range(model.rowCount())]


def named(page, name, kind=QPushButton):
    return page.findChild(kind, name)


def line(page, key):
    return page.findChild(CheckedRow, f"checked-{key}")


def words(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def test_recipients_stand_under_what_they_are_and_what_is_closed_stands_last(page):
    assert rows(page) == ["", "court", "", "asking", "", "abroad"]
    model = page.chooser.list.model()
    headings = [model.index(row, 0).data(Role.TITLE) for row in (0, 2, 4)]
    assert headings == [FR.say(f"window.recipient_kind_{kind}") for kind in ("court", "mediator", "closed")]
    said = [[chip.text for chip in model.index(row, 0).data(Role.CHIPS)] for row in (1, 3, 5)]
    assert said == [["ouvert"], ["à préciser"], ["fermé pour l’instant"]]
    reason = FR.say("condition.consumer-country-missing", wanted="Belgique", countries="France")
    assert model.index(5, 0).data(Role.DETAIL) == reason


def test_the_first_reason_says_what_is_to_be_told_and_what_is_to_be_checked(page):
    model = page.chooser.list.model()
    assert model.index(3, 0).data(Role.DETAIL) == FR.say("question.court")
    early = everybody(with_facts(dispute(), mediator="Nobody"), day=date(2026, 7, 1))
    page.set_all(early)
    row = model.row_of("asking")
    assert "à partir du 11/08/2026" in model.index(row, 0).data(Role.DETAIL)
    assert model.index(row, 0).data(Role.DETAIL).endswith("(à vérifier)")
    spoken = model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Asking, fermé pour l’instant, ")


@pytest.mark.parametrize(
    ("typed", "left"),
    [("tribun", ["court"]), ("JUGE", ["court"]), ("belgique", ["abroad"]), ("mediat", ["asking"])],
)
def test_searching_looks_at_names_kinds_countries_and_what_they_do(qtbot, page, typed, left):
    field = named(page, "recipient-search", QLineEdit)
    qtbot.mouseClick(field, LEFT)
    qtbot.keyClicks(field, typed)
    assert [one for one in rows(page) if one] == left
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert page.isVisible()
    assert len(rows(page)) == 6


def test_filters_leave_the_open_ones_and_those_of_a_country(qtbot, page):
    box = named(page, "recipient-open-only", QCheckBox)
    qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
    assert [one for one in rows(page) if one] == ["court", "asking"]
    country = named(page, "recipient-country", QComboBox)
    assert [country.itemText(n) for n in range(country.count())] == ["Tous les pays", "Belgique", "France"]
    country.setFocus()
    qtbot.keyClick(country, Qt.Key.Key_Down)
    assert [one for one in rows(page) if one] == ["asking"]


def test_nothing_found_is_said_and_everything_can_be_shown_again(qtbot, page):
    field = named(page, "recipient-search", QLineEdit)
    qtbot.mouseClick(field, LEFT)
    qtbot.keyClicks(field, "trottinette")
    assert rows(page) == []
    again = page.chooser.findChild(QPushButton, "empty_action")
    assert again.isVisible()
    qtbot.mouseClick(again, LEFT)
    assert len(rows(page)) == 6
    assert field.hasFocus()


def test_a_click_and_the_arrows_choose_and_pass_over_headings(qtbot, page):
    view = page.chooser.list
    with qtbot.waitSignal(page.recipient_wanted) as told:
        at = view.visualRect(view.model().index(1, 0)).center()
        qtbot.mouseClick(view.viewport(), LEFT, pos=at)
    assert told.args == ["court"]
    with qtbot.waitSignal(page.recipient_wanted) as told:
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert told.args == ["asking"]
    with qtbot.waitSignal(page.recipient_wanted) as told:
        qtbot.keyClick(view, Qt.Key.Key_End)
    assert told.args == ["abroad"]
    with qtbot.assertNotEmitted(page.recipient_wanted):
        heading = view.visualRect(view.model().index(2, 0)).center()
        qtbot.mouseClick(view.viewport(), LEFT, pos=heading)


def test_searching_does_not_change_whom_is_looked_at(qtbot, page):
    page.set_recipient(sheet_of())
    field = named(page, "recipient-search", QLineEdit)
    qtbot.mouseClick(field, LEFT)
    with qtbot.assertNotEmitted(page.recipient_wanted):
        qtbot.keyClicks(field, "tribunal")
    assert named(page, "recipient-name", QLabel).text() == "Asking"
    field.clear()
    assert page.chooser.list.currentIndex().data(Role.RECIPIENT) == "asking"


def test_the_model_keeps_qts_rules(qtmodeltester):
    model = RecipientsModel(FR)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    found = everybody()
    for wanted in (Wanted(), Wanted(words="juge"), Wanted(country="BE"), Wanted(open_only=True), Wanted()):
        model.set_wanted(wanted)
        model.set_openings(found.openings, about=found.about, day=DAY, chosen="court")
    chips = [chip.text for chip in model.index(1, 0).data(Role.CHIPS)]
    assert chips == ["choisi", "ouvert"]
    assert model.index(0, 0).data(Role.KIND) == RowKind.HEADING


def test_the_state_is_a_big_line_with_the_next_step_and_its_days(page):
    answered = with_facts(dispute(), mediator="Nobody")
    page.set_recipient(sheet_of(answered, day=date(2026, 7, 1)))
    said = named(page, "recipient-next", QLabel).text()
    assert said == FR.say("step.wait-before", first="11/08/2026", last="09/06/2027")
    assert "Fermé pour l’instant" in words(named(page, "recipient-state", QWidget))
    page.set_recipient(sheet_of(answered))
    assert "Ouvert" in words(named(page, "recipient-state", QWidget))


def test_a_question_is_answered_on_the_spot_and_can_be_answered_otherwise(qtbot, page):
    page.set_recipient(sheet_of())
    with qtbot.waitSignal(page.wishes.answered) as told:
        qtbot.mouseClick(named(page, "recipient-no-court"), LEFT)
    assert told.args == [Question.COURT, False]
    page.set_recipient(sheet_of(with_facts(unanswered(), answers={Question.COURT: False})))
    assert FR.say("question.court-no") in words(page)
    with qtbot.waitSignal(page.wishes.answered) as told:
        qtbot.mouseClick(named(page, "recipient-change-court"), LEFT)
    assert told.args == [Question.COURT, True]


def test_a_fact_that_closes_it_can_be_corrected(qtbot, page):
    page.set_recipient(sheet_of(recipient=ABROAD))
    with qtbot.waitSignal(page.wishes.facts) as told:
        qtbot.mouseClick(named(page, "recipient-fact-country:consumer"), LEFT)
    assert told.args == ["country:consumer"]


def test_the_keyboard_stays_in_the_line_that_was_answered(qtbot, page):
    page.set_recipient(sheet_of())
    named(page, "recipient-no-court").setFocus()
    qtbot.keyClick(named(page, "recipient-no-court"), Qt.Key.Key_Return)
    page.set_recipient(sheet_of(with_facts(unanswered(), answers={Question.COURT: False})))
    assert QApplication.focusWidget() is named(page, "recipient-change-court")


def test_other_facts_lead_to_where_they_are_told(qtbot, page):
    page.set_recipient(sheet_of(with_facts(unanswered(), key_dates=())))
    told = []
    page.wishes.facts.connect(told.append)
    for name in ("recipient-tell-mediator", "recipient-tell-day", "recipient-tell-party:trader"):
        button = named(page, name)
        named(page, "recipient-scroll", QWidget).ensureWidgetVisible(button)
        qtbot.mouseClick(button, LEFT)
    assert told == ["mediator", "milestone:complaint", "party:trader"]


def test_a_need_shows_its_pieces_or_the_one_thing_to_do(qtbot, page):
    page.set_recipient(sheet_of())
    with qtbot.waitSignal(page.wishes.piece) as told:
        link = line(page, "need-complaint").findChild(QPushButton)
        assert link.text() == "Pièce n° 5 · Réclamation – bureau fendu"
        qtbot.mouseClick(link, LEFT)
    assert told.args == [PieceId("claim")]
    assert FR.say("window.recipient_by_hand") in words(line(page, "need-form"))
    assert line(page, "need-form").findChild(QPushButton) is None


def test_what_is_missing_says_so_and_can_be_added(qtbot, page):
    bare = replace(unanswered(), pieces=tuple(one for one in unanswered().pieces if one.rubric != "payment"))
    page.set_recipient(sheet_of(bare))
    row = line(page, "need-payment")
    signs = [one.accessibleName() for one in row.findChildren(QWidget) if one.accessibleName() == "manque"]
    assert signs
    assert FR.say("window.recipient_useful") in words(row)
    with qtbot.waitSignal(page.wishes.files) as told:
        qtbot.mouseClick(named(page, "recipient-add-payment"), LEFT)
    assert told.args == ["payment"]


def test_of_many_pieces_three_are_shown_and_the_rest_on_request(qtbot, page):
    first = unanswered().pieces[0]
    delivery = replace(first, rubric=RubricId("delivery"))
    many = tuple(replace(delivery, id=PieceId(f"c{n}"), title=f"Bon de livraison {n}") for n in range(8))
    wanting = replace(ASKING, needs=(need("delivery"),))
    page.set_recipient(sheet_of(replace(unanswered(), pieces=many), wanting))
    row = line(page, "need-delivery")
    assert len(row.findChildren(QPushButton)) == 4
    more = named(page, "more-need-delivery")
    assert more.text() == "et 5 autres pièces"
    qtbot.mouseClick(more, LEFT)
    assert sum(one.isVisibleTo(page) for one in row.findChildren(QPushButton)) == 8
    assert QApplication.focusWidget().text().endswith("Bon de livraison 3")


def test_a_piece_that_must_not_be_sent_can_be_hidden_at_once(qtbot, page):
    shut = replace(ASKING, forbids=(Private.BANK,))
    first, *others = unanswered().pieces
    private = replace(unanswered(), pieces=(replace(first, private=(Private.BANK,)), *others))
    page.set_recipient(sheet_of(private, shut))
    assert FR.say("window.recipient_settle") in words(page)
    with qtbot.waitSignal(page.wishes.hide_piece) as told:
        qtbot.mouseClick(named(page, f"recipient-hide-{first.id}"), LEFT)
    assert told.args == [first.id]


def test_terms_younger_than_the_order_are_to_be_seen_on_their_card(qtbot, page):
    terms = replace(unanswered().piece(PieceId("terms")), moment=on(6, 7))
    others = tuple(one for one in unanswered().pieces if one.id != terms.id)
    late = replace(unanswered(), pieces=(*others, terms))
    page.set_recipient(sheet_of(late, replace(ASKING, needs=(need("terms"),))))
    assert FR.say("window.recipient_to_see") in words(line(page, "need-terms"))
    assert named(page, "recipient-hide-terms") is None
    with qtbot.waitSignal(page.wishes.piece) as told:
        qtbot.mouseClick(named(page, "recipient-look-terms"), LEFT)
    assert told.args == [PieceId("terms")]


def test_what_is_held_back_is_listed_and_shown_after_all(qtbot, page):
    page.set_recipient(sheet_of())
    assert FR.say("window.recipient_nothing_hidden") in words(page)
    held = hold_back(unanswered(), [PieceId("claim")], recipient="asking").dossier
    page.set_recipient(sheet_of(held))
    assert "Réclamation – bureau fendu" in words(page)
    with qtbot.waitSignal(page.wishes.show_piece) as told:
        qtbot.mouseClick(named(page, "recipient-show-claim"), LEFT)
    assert told.args == [PieceId("claim")]


def test_an_address_is_words_to_be_copied(qtbot, page):
    address = "https://adresse.invalid/formulaire"
    way = Sending(ways=("form",), address=address, sources=(SOURCE,), mark=Mark.NOT_VERIFIED)
    page.set_recipient(sheet_of(recipient=replace(ASKING, sending=(way,))))
    field = named(page, "recipient-address", QLineEdit)
    assert (field.text(), field.isReadOnly()) == (address, True)
    assert FR.say("window.recipient_unsure") in words(named(page, "way-0", QWidget))
    qtbot.mouseClick(named(page, "recipient-copy"), LEFT)
    assert QGuiApplication.clipboard().text() == address


def test_what_it_takes_at_most_is_told(page):
    caps = (
        Limit(on=Limited.FILE_BYTES, value=5_000_000, sources=(SOURCE,), mark=Mark.VERIFIED),
        Limit(on=Limited.FILES, value=10, sources=(SOURCE,), mark=Mark.NOT_VERIFIED),
    )
    formats = Formats(suffixes=("pdf", "jpg"), sources=(SOURCE,), mark=Mark.VERIFIED)
    little = Colours(colour=Colour.LITTLE, sources=(SOURCE,), mark=Mark.NOT_VERIFIED)
    asking = replace(ASKING, limits=caps, formats=formats, colours=little, form=Form.SEPARATE)
    page.set_recipient(sheet_of(recipient=asking))
    said = words(page)
    assert FR.say("window.recipient_formats", names="pdf, jpg") in said
    assert FR.say("notice_to.little-colour") in words(line(page, "notice-little-colour"))
    assert FR.say("window.recipient_unsure") in words(line(page, "notice-little-colour"))
    assert FR.say("window.recipient_limit_file-bytes", value=FR.size(5_000_000)) in said
    assert "Un fichier par pièce." in said
    assert FR.say("window.recipient_unsure") in words(line(page, "limit-files"))


def test_sources_are_folded_and_stay_open_once_opened(qtbot, page):
    page.set_recipient(sheet_of())
    told = named(page, "recipient-sources-told", QLabel)
    assert not told.isVisibleTo(page)
    assert told.text() == "Page – https://page.invalid, lu le 21/11/2026"
    qtbot.mouseClick(named(page, "recipient-sources"), LEFT)
    assert told.isVisibleTo(page)
    page.set_recipient(sheet_of(with_facts(unanswered(), mediator="Nobody")))
    assert named(page, "recipient-sources-told", QLabel).isVisibleTo(page)


def test_notices_and_the_line_that_this_is_no_advice_are_told(page):
    said = Notice(code="free-of-charge", sources=(SOURCE,), mark=Mark.VERIFIED)
    page.set_recipient(sheet_of(recipient=replace(ASKING, notices=(said,))))
    assert FR.say("notice_to.free-of-charge") in words(page)
    no_advice = named(page, "recipient-no-advice", QLabel)
    assert no_advice.isVisible()
    assert "ce n’est pas un avis juridique" in no_advice.text()


def test_preparing_names_the_recipient_and_escape_goes_back(qtbot, page):
    page.set_recipient(sheet_of())
    with qtbot.waitSignal(page.prepare_wanted) as told:
        qtbot.mouseClick(named(page, "recipient-prepare"), LEFT)
    assert told.args == ["asking"]
    with qtbot.waitSignal(page.deadlines_wanted):
        qtbot.mouseClick(named(page, "recipient-deadlines"), LEFT)
    with qtbot.waitSignal(page.back_wanted):
        qtbot.keyClick(page.chooser.list, Qt.Key.Key_Escape)


def test_without_facts_one_kind_sentence_leads_to_them(qtbot, page):
    page.set_all(everybody(Dossier(), known=False))
    page.set_recipient(None)
    go = next(one for one in page.findChildren(QPushButton, "empty_action") if one.isVisible())
    assert go.text() == FR.say("window.recipient_to_facts")
    with qtbot.waitSignal(page.wishes.facts) as told:
        qtbot.mouseClick(go, LEFT)
    assert told.args == [""]


def test_what_can_only_be_read_is_not_changed(page):
    page.set_recipient(sheet_of())
    page.set_read_only(True)
    names = ("recipient-prepare", "recipient-no-court", "recipient-hide")
    assert [named(page, name).isEnabled() for name in names] == [False, False, False]
    page.set_read_only(False)
    assert [named(page, name).isEnabled() for name in names] == [True, True, True]


@pytest.mark.parametrize("language", language_codes())
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_everything_has_a_name_and_nothing_is_wider_than_the_window(qtbot, language, palette):
    texts = Texts(language)
    page = RecipientPage(texts, Theme(palette=palette, dark=palette is DARK))
    qtbot.addWidget(page)
    page.resize(1024, 640)
    long = replace(ASKING, names={"fr": LONG * 2}, about={"fr": LONG * 3})
    page.set_all(everybody(profiles=(*PROFILES, long)))
    titled = tuple(replace(one, title=LONG * 4) for one in unanswered().pieces)
    page.set_recipient(sheet_of(replace(unanswered(), pieces=titled), long, language=language))
    with qtbot.waitExposed(page):
        page.show()
    page.grab()
    assert (page.width(), page.height()) == (1024, 640)
    buttons = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    assert [one.objectName() for one in buttons if not one.accessibleName()] == []
    area = named(page, "recipient-scroll", QWidget)
    assert area.widget().width() <= area.viewport().width()


def test_the_dialog_gives_what_was_ticked(qtbot):
    pieces = [(PieceId("a"), "Pièce n° 1 · Facture"), (PieceId("b"), "Pièce n° 2 · <b>Relevé</b>")]
    dialog = HoldBackDialog(None, FR, THEME, recipient="CMAP", pieces=pieces)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.check()
    go = dialog.findChild(QPushButton, "dialog-go")
    assert not go.isEnabled()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert go.isEnabled()
    assert dialog.value() == (PieceId("b"),)


# In the window


def tell(person, facts=None, parties=None):
    """Tells facts as the page of facts would."""
    person.window.session.do(set_parties, parties or (consumer("FR"), seller("BE")))
    dates = (KeyDate(milestone=Milestone.COMPLAINT, day=COMPLAINED),)
    person.window.session.do(set_facts, facts or Facts(key_dates=dates))
    person.see(lambda: bool(person.dossier.facts.key_dates))


def look_at(person, recipient):
    """Opens the page by its key, and chooses a recipient by the keyboard."""
    asked = person.bench.asked
    asked.recipients.set_day(date(2026, 9, 1))
    person.press("Ctrl+4")
    page = asked.recipients.page
    person.see(lambda: page.isVisible() and page.chooser.list.model().row_of(recipient) > 0)
    view = page.chooser.list
    index = view.model().index(view.model().row_of(recipient), 0)
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
    person.see(lambda: shown(person) == recipient)
    return page


def shown(person):
    page = person.bench.asked.recipients.page
    now = page._shown
    return now.profile.id if now is not None else ""


def test_answers_and_the_choice_are_kept_in_the_dossier_and_lead_to_the_export(person):
    tell(person)
    page = look_at(person, "cmap")
    person.click("recipient-no-court")
    person.see(lambda: person.dossier.facts.answers == {Question.COURT: False})
    person.see(lambda: page.findChild(QPushButton, "recipient-change-court") is not None)
    person.click("recipient-prepare")
    person.see(lambda: person.dossier.recipient == "cmap")
    person.see(person.bench.export_page.isVisible)
    person.press("Ctrl+Z")
    person.see(lambda: person.dossier.recipient != "cmap")


def test_pieces_are_hidden_from_one_recipient_and_shown_again(person):
    tell(person)
    page = look_at(person, "cmap")

    def untick_first():
        front = QApplication.activeModalWidget()
        QTest.keyClick(front.list, Qt.Key.Key_Space)
        person.click("dialog-go")

    person.answering(HoldBackDialog, untick_first)
    hide = page.findChild(QPushButton, "recipient-hide")
    page.findChild(QWidget, "recipient-scroll").ensureWidgetVisible(hide)
    QTest.mouseClick(hide, LEFT)
    person.see(lambda: any("cmap" in one.held_back for one in person.dossier.pieces))
    held = next(one.id for one in person.dossier.pieces if one.held_back)
    person.see(lambda: page.findChild(QPushButton, f"recipient-show-{held}") is not None)
    QTest.mouseClick(page.findChild(QPushButton, f"recipient-show-{held}"), LEFT)
    person.see(lambda: not any(one.held_back for one in person.dossier.pieces))


def test_a_missing_piece_is_added_to_its_rubric_and_the_line_is_met(person, tmp_path):
    tell(person)
    page = look_at(person, "ecc-fr")
    before = len(person.dossier.pieces)
    letter = next(one for one in make_files(tmp_path / "more") if one.name == LETTER)
    letter.write_text("Preuve de paiement.\n", "utf-8")
    add = next(one for one in page.findChildren(QPushButton) if one.objectName().startswith("recipient-add-"))
    rubric = add.objectName().removeprefix("recipient-add-")
    page.findChild(QWidget, "recipient-scroll").ensureWidgetVisible(add)
    person.answering(QFileDialog, lambda: person.name_file(letter))
    QTest.mouseClick(add, LEFT)
    person.see(lambda: len(person.dossier.pieces) == before + 1)
    assert person.dossier.pieces[-1].rubric == rubric
    assert page.isVisible()


def test_a_missing_fact_leads_to_the_facts_and_back_here(person):
    tell(person)
    page = look_at(person, "cmap")
    person.click("recipient-tell-mediator")
    facts = person.bench.findChild(FactsPage)
    person.see(facts.isVisible)
    person.press("Esc", facts)
    person.see(page.isVisible)
    person.press("Esc", page.chooser.list)
    person.see(person.bench.desk.isVisible)


def test_without_facts_nobody_is_proposed_and_the_way_to_them_is(person):
    person.click("recipient-button")
    page = person.bench.asked.recipients.page
    person.see(lambda: len(rows(page)) > 40)
    assert shown(person) == ""
    person.click("empty_action")
    person.see(person.bench.findChild(FactsPage).isVisible)


def test_a_piece_is_looked_at_from_here(person):
    tell(person)
    page = look_at(person, "ecc-be")
    links = [one for one in page.findChildren(QPushButton) if one.objectName().startswith("piece-need-")]
    person.see(lambda: bool(links))
    piece = links[0].objectName().rpartition("-need-")[2].split("-", 1)[1]
    page.findChild(QWidget, "recipient-scroll").ensureWidgetVisible(links[0])
    QTest.mouseClick(links[0], LEFT)
    person.see(person.bench.desk.isVisible)
    assert person.bench.desk.pieces.view.selected[0] in piece


# What it is not told


def reach(qtbot, page, widget):
    """Scrolls to what was unfolded just now, once it has its place."""
    area = named(page, "recipient-scroll", QWidget)

    def is_there():
        area.ensureWidgetVisible(widget)
        return not widget.visibleRegion().isEmpty()

    qtbot.waitUntil(is_there)


def untold(page, detail):
    return named(page, f"recipient-untold-{detail}", QCheckBox)


def test_details_are_unfolded_ticked_and_told_when_folded(qtbot, page):
    held = hold_details(unanswered(), "asking", [Detail.PHONE, Detail.PRICE]).dossier
    page.set_recipient(sheet_of(held))
    told = named(page, "recipient-untold-told", QLabel)
    assert told.isVisible()
    assert (told.toolTip() or told.text()) == "Votre téléphone, le prix et le mode de paiement"
    assert not untold(page, Detail.PHONE).isVisible()
    assert FR.say("window.recipient_nothing_hidden") not in words(page)
    head = named(page, "recipient-untold")
    reach(qtbot, page, head)
    qtbot.mouseClick(head, LEFT)
    assert [one for one in Detail if untold(page, one).isChecked()] == [Detail.PHONE, Detail.PRICE]
    reach(qtbot, page, untold(page, Detail.NAME))
    with qtbot.waitSignal(page.wishes.hold) as wanted:
        qtbot.mouseClick(untold(page, Detail.NAME), LEFT, pos=QPoint(8, 8))
    assert wanted.args == [(Detail.NAME, Detail.PHONE, Detail.PRICE)]
    page.set_recipient(sheet_of(hold_details(held, "asking", wanted.args[0]).dossier))
    assert untold(page, Detail.NAME).isVisible()
    assert untold(page, Detail.NAME).hasFocus()


def test_what_it_asks_for_and_is_not_told_says_so_and_can_be_told(qtbot, page):
    asking = replace(ASKING, needs=(need("story"),))
    held = hold_details(unanswered(), "asking", [Detail.HAPPENED]).dossier
    page.set_recipient(sheet_of(held, asking))
    row = line(page, "need-story")
    assert FR.say("window.recipient_held") in words(row)
    with qtbot.waitSignal(page.wishes.tell) as wanted:
        qtbot.mouseClick(named(page, "recipient-tell-happened"), LEFT)
    assert wanted.args == [Detail.HAPPENED]


def test_who_may_only_read_holds_nothing_back(page):
    page.set_read_only(True)
    page.set_recipient(sheet_of())
    assert not any(untold(page, one).isEnabled() for one in Detail)


def test_a_detail_is_kept_from_one_recipient_told_again_and_both_can_be_undone(qtbot, person):
    tell(person)
    page = look_at(person, "ecc-be")

    def click(name):
        found = page.findChild(QWidget, name)
        reach(qtbot, page, found)
        QTest.mouseClick(found, LEFT, pos=QPoint(8, 8))

    click("recipient-untold")
    click("recipient-untold-consumer.postal")
    person.see(lambda: person.dossier.held_back == {"ecc-be": (Detail.POSTAL,)})
    person.see(lambda: page.findChild(QPushButton, "recipient-tell-consumer.postal") is not None)
    click("recipient-tell-consumer.postal")
    person.see(lambda: person.dossier.held_back == {})
    person.press("Ctrl+Z")
    person.see(lambda: person.dossier.held_back == {"ecc-be": (Detail.POSTAL,)})
    person.press("Ctrl+Z")
    person.see(lambda: person.dossier.held_back == {})
