"""Dialogs give values, say why they cannot yet, and change nothing."""

from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from dossier.model.ids import PieceId
from dossier.model.moment import Precision, Source
from dossier.model.piece import Event
from dossier.model.proposal import Proposal
from dossier.texts.catalogue import language_codes
from tests.support.cards import ENGLISH, FRENCH, ORDER, TALK, THEME
from ui.dialogs.about import AboutDialog
from ui.dialogs.attach import AttachDialog
from ui.dialogs.confirm import ConfirmDialog
from ui.dialogs.event import EventDialog, NotedEvent
from ui.dialogs.facts import Facts, FactsDialog
from ui.dialogs.pages import ChosenPages, PagesDialog
from ui.dialogs.rubric import RubricDialog
from ui.dialogs.take_over import TakeOverDialog
from ui.models.proposed import Proposed

PROPOSED = (
    Proposed(
        proposal=Proposal(key="price", value="349,90", piece=PieceId("a"), words="Total : 349,90 €"),
        fact="Prix",
        value="349,90 €",
        source="la pièce 3",
    ),
)
RUBRICS = ((ORDER, "Commande"), (TALK, "Échanges"))


@pytest.fixture
def asking(qtbot):
    """Opens a dialog by its ``ask``, lets the person act on it, and gives what came of it."""

    def run(ask, act):
        failures = []

        def person():
            dialog = QApplication.activeModalWidget()
            try:
                act(dialog)
            except BaseException as error:  # noqa: BLE001 - handed on outside of Qt's loop
                failures.append(error)
            finally:
                if dialog.isVisible():
                    dialog.reject()

        QTimer.singleShot(0, person)
        value = ask()
        if failures:
            raise failures[0]
        return value

    return run


def go(dialog):
    return dialog.findChild(QPushButton, "dialog-go")


def reason(dialog):
    return dialog.findChild(QLabel, "dialog-reason").text()


def write(qtbot, dialog, name, text, kind=QLineEdit):
    entry = dialog.findChild(kind, name)
    entry.setFocus()
    entry.selectAll()
    qtbot.keyClicks(entry, text)
    return entry


def test_a_new_dossier_wants_a_title_and_enter_makes_it(asking, qtbot):
    def person(dialog):
        assert not go(dialog).isEnabled()
        assert reason(dialog) == FRENCH.say("window.dialog_title_missing")
        qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
        assert dialog.focusWidget().objectName() == "dialog-facts-title"
        title = write(qtbot, dialog, "dialog-facts-title", " Lumaro ")
        assert reason(dialog) == ""
        qtbot.keyClick(title, Qt.Key.Key_Return)

    value = asking(lambda: FactsDialog.ask(None, FRENCH, THEME, facts=Facts(), new=True), person)
    assert value == Facts(title="Lumaro", zone="Europe/Paris", language="fr")


def test_enter_does_nothing_while_something_is_missing(asking, qtbot):
    def person(dialog):
        qtbot.keyClick(dialog.findChild(QLineEdit, "dialog-facts-title"), Qt.Key.Key_Return)
        assert dialog.isVisible()

    assert asking(lambda: FactsDialog.ask(None, FRENCH, THEME, facts=Facts(), new=True), person) is None


def test_the_zones_of_our_neighbours_come_first_and_others_are_found_by_typing(asking, qtbot):
    def person(dialog):
        zone = dialog.findChild(QComboBox, "dialog-zone")
        assert [zone.itemData(row) for row in range(3)] == [
            "Europe/Paris",
            "Europe/Brussels",
            "Europe/Luxembourg",
        ]
        assert zone.count() > 300
        completer = zone.completer()
        completer.setCompletionPrefix("reunion")
        assert [completer.currentCompletion()] == ["Indian/Reunion"]
        zone.setEditText("Nulle/Part")
        assert not go(dialog).isEnabled()
        assert "Nulle/Part" in reason(dialog)
        zone.setEditText("indian/reunion")
        qtbot.mouseClick(go(dialog), Qt.MouseButton.LeftButton)

    facts = Facts(title="T", zone="Europe/Brussels", language="en")
    value = asking(lambda: FactsDialog.ask(None, FRENCH, THEME, facts=facts), person)
    assert value == Facts(title="T", zone="Indian/Reunion", language="en")


def test_the_number_of_the_case_is_asked_of_a_dossier_that_is_there(asking, qtbot):
    def person(dialog):
        field = dialog.findChild(QLineEdit, "dialog-facts-case")
        assert (field.isVisible(), field.text()) == (True, "A-1")
        write(qtbot, dialog, "dialog-facts-case", " MED-2026/118 ")
        qtbot.mouseClick(go(dialog), Qt.MouseButton.LeftButton)

    value = asking(
        lambda: FactsDialog.ask(None, FRENCH, THEME, facts=Facts(title="T", case_number="A-1")), person
    )
    assert value == Facts(title="T", case_number="MED-2026/118")


def test_every_language_of_the_annex_can_be_chosen(asking):
    def person(dialog):
        combo = dialog.findChild(QComboBox, "dialog-language")
        assert {combo.itemData(row) for row in range(combo.count())} == set(language_codes())
        assert combo.itemData(0) == "fr"

    asking(lambda: FactsDialog.ask(None, FRENCH, THEME, facts=Facts()), person)


def test_a_call_is_noted_with_a_proposed_title(asking, qtbot):
    def person(dialog):
        assert reason(dialog) == FRENCH.say("window.dialog_event_date_missing")
        date = write(qtbot, dialog, "dialog-event-date", "hier")
        assert "hier" in reason(dialog)
        date.selectAll()
        qtbot.keyClicks(date, "12/03/2026 14:30")
        assert reason(dialog) == FRENCH.say("window.dialog_event_what_missing")
        write(qtbot, dialog, "dialog-event-who", "Mme Duval")
        title = dialog.findChild(QLineEdit, "dialog-event-title")
        assert title.text() == FRENCH.say("window.dialog_event_title_of", who="Mme Duval")
        what = write(qtbot, dialog, "dialog-event-what", "Retour gratuit.", QPlainTextEdit)
        qtbot.keyClick(what, Qt.Key.Key_Return)
        assert dialog.isVisible()
        qtbot.mouseClick(go(dialog), Qt.MouseButton.LeftButton)

    value = asking(lambda: EventDialog.ask(None, FRENCH, THEME, rubrics=RUBRICS, rubric=ORDER), person)
    assert isinstance(value, NotedEvent)
    assert value.event == Event(who="Mme Duval", what="Retour gratuit.")
    assert value.rubric == ORDER
    assert value.title == FRENCH.say("window.dialog_event_title_of", who="Mme Duval")
    assert (value.moment.precision, value.moment.at) == (Precision.MINUTE, datetime(2026, 3, 12, 14, 30))
    assert value.moment.source is Source.USER


def test_a_title_that_the_person_wrote_is_not_replaced(asking, qtbot):
    def person(dialog):
        title = write(qtbot, dialog, "dialog-event-title", "Visite du technicien")
        write(qtbot, dialog, "dialog-event-who", "SAV")
        assert title.text() == "Visite du technicien"

    asking(lambda: EventDialog.ask(None, FRENCH, THEME, rubrics=RUBRICS), person)


def test_a_rubric_wants_a_name_of_its_own(asking, qtbot):
    def person(dialog):
        assert reason(dialog) == FRENCH.say("window.dialog_rubric_missing")
        name = write(qtbot, dialog, "dialog-rubric-name", "COMMANDE")
        assert reason(dialog) == FRENCH.say("window.dialog_rubric_taken")
        name.selectAll()
        qtbot.keyClicks(name, "Garantie")
        qtbot.keyClick(name, Qt.Key.Key_Return)

    taken = ["Commande", "Échanges"]
    assert asking(lambda: RubricDialog.ask(None, FRENCH, THEME, taken=taken), person) == "Garantie"


def test_a_rubric_may_keep_its_own_name(asking, qtbot):
    def person(dialog):
        qtbot.mouseClick(go(dialog), Qt.MouseButton.LeftButton)

    taken = ["Commande"]
    value = asking(lambda: RubricDialog.ask(None, FRENCH, THEME, name="Commande", taken=taken), person)
    assert value == "Commande"


def test_pages_are_chosen_by_writing_them(asking, qtbot):
    def person(dialog):
        assert dialog.findChild(QRadioButton, "dialog-pages-all").isChecked()
        line = write(qtbot, dialog, "dialog-pages-line", "3-x")
        assert dialog.findChild(QRadioButton, "dialog-pages-some").isChecked()
        assert not go(dialog).isEnabled()
        assert "3-x" in reason(dialog)
        line.selectAll()
        qtbot.keyClicks(line, "5, 1-3")
        kept = FRENCH.say("window.dialog_pages_kept", n=4, all=12)
        assert dialog.findChild(QLabel, "dialog-pages-count").text() == kept
        qtbot.keyClick(line, Qt.Key.Key_Return)

    value = asking(lambda: PagesDialog.ask(None, FRENCH, THEME, title="CGV", pages=12), person)
    assert value == ChosenPages(pages=(1, 2, 3, 5))


def test_all_pages_can_be_taken_again(asking, qtbot):
    def person(dialog):
        assert dialog.findChild(QLineEdit, "dialog-pages-line").text() == "2-3"
        every = dialog.findChild(QRadioButton, "dialog-pages-all")
        every.setFocus()
        qtbot.keyClick(every, Qt.Key.Key_Space)
        qtbot.mouseClick(go(dialog), Qt.MouseButton.LeftButton)

    value = asking(lambda: PagesDialog.ask(None, FRENCH, THEME, title="CGV", pages=3, chosen=(2, 3)), person)
    assert value == ChosenPages(pages=None)


@pytest.mark.parametrize(("danger", "taken"), [(True, False), (False, True)])
def test_enter_confirms_only_what_loses_nothing(asking, qtbot, danger, taken):
    def person(dialog):
        assert go(dialog).text() == "Effacer"
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    value = asking(
        lambda: ConfirmDialog.ask(
            None, FRENCH, THEME, question="Effacer ?", loss="Une pièce.", verb="Effacer", danger=danger
        ),
        person,
    )
    assert value is taken


def test_the_button_confirms_what_loses_something(asking, qtbot):
    def person(dialog):
        qtbot.mouseClick(go(dialog), Qt.MouseButton.LeftButton)

    ask = lambda: ConfirmDialog.ask(None, FRENCH, THEME, question="Q", loss="L", verb="V")  # noqa: E731
    assert asking(ask, person) is True


def test_about_tells_the_version_and_that_it_is_offline(asking):
    from dossier import __version__

    def person(dialog):
        said = " ".join(label.text() for label in dialog.findChildren(QLabel))
        assert __version__ in said
        assert FRENCH.say("window.dialog_about_offline") in said
        assert "LGPL-3.0" in said

    asking(lambda: AboutDialog.ask(None, FRENCH, THEME), person)


HELD = (PieceId("order"), "1 – Commande")
ASKS = {
    "facts": lambda texts: FactsDialog.ask(None, texts, THEME, facts=Facts(), new=True),
    "event": lambda texts: EventDialog.ask(None, texts, THEME, rubrics=RUBRICS),
    "rubric": lambda texts: RubricDialog.ask(None, texts, THEME, name="X"),
    "pages": lambda texts: PagesDialog.ask(None, texts, THEME, title="T", pages=4),
    "attach": lambda texts: AttachDialog.ask(None, texts, THEME, count=1, rendering=None, holders=[HELD]),
    "take": lambda texts: TakeOverDialog.ask(None, texts, THEME, proposed=PROPOSED),
    "confirm": lambda texts: ConfirmDialog.ask(None, texts, THEME, question="Q", loss="L", verb="V"),
    "about": lambda texts: AboutDialog.ask(None, texts, THEME),
}


@pytest.mark.parametrize("texts", [FRENCH, ENGLISH], ids=["fr", "en"])
@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
def test_escape_leaves_everything_and_every_field_has_a_name(asking, qtbot, ask, texts):
    def person(dialog):
        kinds = (QLineEdit, QPlainTextEdit, QComboBox, QPushButton, QListWidget, QRadioButton)
        acting = [one for kind in kinds for one in dialog.findChildren(kind) if one.isVisible()]
        inner = [one for one in acting if isinstance(one.parent(), QComboBox)]
        assert [one.objectName() for one in acting if one not in inner and not _named(one)] == []
        assert dialog.height() >= dialog.layout().totalHeightForWidth(dialog.width())
        assert dialog.height() <= 600
        crossing = [(one, other) for one in acting for other in acting if _cross(one, other)]
        assert crossing == []
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert not asking(lambda: ask(texts), person)


def test_a_dialog_does_not_stay_behind_its_window(asking, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    asking(lambda: RubricDialog.ask(window, FRENCH, THEME), lambda dialog: None)
    qtbot.waitUntil(lambda: window.findChildren(RubricDialog) == [])


def _cross(one, other):
    if one is other or one.isAncestorOf(other) or other.isAncestorOf(one):
        return False
    places = [QRect(each.mapTo(each.window(), QPoint()), each.size()) for each in (one, other)]
    return places[0].intersects(places[1])


def _named(widget):
    return widget.accessibleName() or getattr(widget, "text", str)()
