"""An annex is sent in the real window: its numbers stay, its bytes are kept, and what follows is new."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDateEdit, QFileDialog, QLabel, QLineEdit, QRadioButton

from dossier.basis.clock import today, zone_named
from dossier.model.numbering import numbered
from dossier.model.rounds import Scope
from dossier.texts.catalogue import Texts
from tests.support.dossiers import PARIS
from tests.support.ui_journey import LONG_MS
from tests.support.ui_project import LETTER, MAIL
from ui.dialogs.sent import Sent, SentDialog
from ui.models.roles import Role, RowKind
from ui.theme import LIGHT, Theme

FR = Texts("fr")
LEFT = Qt.MouseButton.LeftButton


def on_page(person, name, kind=QAbstractButton):
    return next((one for one in person.window.findChildren(kind, name) if one.isVisible()), None)


def click(person, name):
    person.front()
    person.see(lambda: on_page(person, name) is not None)
    QTest.mouseClick(on_page(person, name), LEFT)


def exported(person):
    person.press("Ctrl+E", person.bench.desk.pieces.view)
    person.see(person.bench.export_page.isVisible)
    click(person, "export-go")
    person.see(lambda: on_page(person, "export-open") is not None, wait_ms=LONG_MS)


def marked(person, case=""):
    def answer():
        if case:
            person.write("dialog-sent-case", case)
        person.click("dialog-go")

    before = len(person.dossier.rounds)
    timer = person.answering(SentDialog, answer)
    click(person, "export-mark-sent")
    person.see(lambda: len(person.dossier.rounds) > before, wait_ms=LONG_MS)
    return timer


def numbers(person):
    return {row.piece.id: row.number for row in numbered(person.dossier, PARIS)}


def shown_numbers(person):
    model = person.bench.pieces
    rows = [model.index(row) for row in range(model.rowCount())]
    return [row.data(Role.NUMBER) for row in rows if row.data(Role.KIND) != RowKind.HEADING]


def back_to_pieces(person):
    person.press("Escape", person.window.focusWidget())
    person.see(person.bench.desk.isVisible)


@pytest.fixture
def sender(person):
    """Somebody whose annex is exported and marked as sent."""
    exported(person)
    marked(person, "2026-118")
    return person


def test_marking_keeps_the_bytes_and_tells_which_numbers_stay(sender, project, tmp_path):
    (sent,) = sender.dossier.rounds
    assert sent.day == today(zone_named(sender.dossier.zone))
    assert (sent.recipient, sent.scope, sent.case_number) == ("generic", Scope.ALL, "2026-118")
    last = max(int(one.number.split(".")[0]) for one in sent.pieces)
    told = on_page(sender, "export-sent", QLabel).text()
    assert FR.say("window.sent_numbers", n=last, numbers=f"1 à {last}") in told
    assert on_page(sender, "export-mark-sent") is None
    click(sender, "export-rounds")
    target = tmp_path / "copie.pdf"
    timer = sender.answering(QFileDialog, lambda: sender.name_file(target))
    click(sender, "round-save")
    annex = project.with_name(sent.files[0].name)
    sender.see(lambda: target.exists() and target.read_bytes() == annex.read_bytes())
    del timer


def test_the_case_number_is_written_later_and_undo_takes_everything_back(sender):
    click(sender, "export-rounds")
    field = on_page(sender, "round-case", QLineEdit)
    assert field.text() == "2026-118"
    sender.write("round-case", "CEC/2026/7")
    sender.see(lambda: sender.dossier.rounds[0].case_number == "CEC/2026/7")
    sender.press("Ctrl+Z")
    sender.see(lambda: sender.dossier.rounds[0].case_number == "2026-118")
    sender.see(lambda: field.text() == "2026-118")
    sender.press("Ctrl+Z")
    sender.see(lambda: not sender.dossier.rounds)
    sender.see(lambda: on_page(sender, "round-case", QLineEdit) is None)
    assert on_page(sender, "empty_action") is not None


def test_what_is_added_later_is_a_complement_and_the_list_follows_the_numbers(sender, tmp_path):
    before = numbers(sender)
    (tmp_path / "reponse.txt").write_text("Réponse du vendeur du 3 mars 2026.", "utf-8")
    back_to_pieces(sender)
    sender.drop_files([tmp_path / "reponse.txt"])
    sender.see(lambda: any("reponse.txt" in (o.name for o in one.originals) for one in sender.dossier.pieces))
    new = sender.named("reponse.txt").id
    after = numbers(sender)
    assert {piece: number for piece, number in after.items() if piece != new} == before
    tops = [int(number) for number in shown_numbers(sender) if number and "." not in number]
    assert tops == sorted(tops)
    assert str(tops[-1]) == after[new]
    model = sender.bench.pieces
    chips = {
        row.data(Role.PIECE): [chip.text for chip in row.data(Role.CHIPS)]
        for row in (model.index(place) for place in range(model.rowCount()))
    }
    assert FR.say("window.pieces_sent") in chips[sender.named(LETTER).id]
    assert FR.say("window.pieces_sent") not in chips[new]
    tip = model.index(model.row_of(sender.named(LETTER).id)).data(Qt.ItemDataRole.ToolTipRole)
    assert "Envoyée le" in tip
    exported(sender)
    assert sender.bench.exporting.made.order.wish.scope is Scope.NEW
    assert sender.bench.exporting.made.order.target.name.startswith("Complément – ")
    marked(sender)
    first, second = sender.dossier.rounds
    assert (first.scope, second.scope) == (Scope.ALL, Scope.NEW)
    assert [(one.piece, one.number) for one in second.pieces] == [(new, after[new])]
    click(sender, "export-done-back")
    sender.press("Ctrl+E", sender.bench.desk.pieces.view)
    assert not on_page(sender, "export-scope-new", QRadioButton).isEnabled()


def test_moving_what_was_sent_says_kindly_that_it_stays(sender):
    back_to_pieces(sender)
    before, acts = numbers(sender), sender.window.session.present.undoable
    mail, letter = (sender.named(name) for name in (MAIL, LETTER))
    sender.bench.desk.pieces.view.place_wanted.emit((mail.id,), None, mail.rubric)
    assert sender.told() == FR.say("window.sent_stays")
    assert sender.window.session.present.undoable == acts, "nothing was done"
    other = next(one.id for one in sender.dossier.rubrics if one.id != letter.rubric)
    sender.bench.desk.rubrics.view.rubric_wanted.emit((letter.id,), other)
    sender.see(lambda: sender.named(LETTER).rubric == other)
    assert numbers(sender) == before
    assert sender.told() == FR.say("window.sent_stays")
    sender.press("Ctrl+Z")
    sender.see(lambda: sender.named(LETTER).rubric == letter.rubric)
    sender.see(lambda: sender.told() == "")


def test_a_file_that_was_changed_since_is_not_marked_and_it_is_said(person, project):
    exported(person)
    annex = next(project.parent.glob("Annexe*.pdf"))
    annex.write_bytes(b"%PDF-1.7 something else")
    timer = person.answering(SentDialog, lambda: person.click("dialog-go"))
    click(person, "export-mark-sent")
    words = FR.say("error.not-an-annex", file=annex.name)
    person.see(lambda: words in [one.text() for one in person.window.findChildren(QLabel) if one.isVisible()])
    assert not person.dossier.rounds
    assert on_page(person, "export-mark-sent").isEnabled()
    del timer


def test_what_is_ticked_beside_the_annex_is_put_there(person, project):
    person.press("Ctrl+E", person.bench.desk.pieces.view)
    click(person, "export-settings")
    for name in ("docx", "csv", "sums", "requests", "report"):
        person.tick(f"export-with-{name}")
    click(person, "export-go")
    person.see(lambda: on_page(person, "export-open") is not None, wait_ms=LONG_MS)
    made = {path.suffix for path in project.parent.iterdir()}
    assert made >= {".pdf", ".docx", ".csv", ".sha256", ".tsq", ".json"}
    assert ".sha256" in on_page(person, "export-handed", QLabel).text()


def test_nothing_sent_yet_says_what_to_do(person):
    person.pick("rounds")
    person.see(lambda: on_page(person, "empty_action") is not None)
    click(person, "empty_action")
    person.see(person.bench.export_page.isVisible)


def test_changing_the_recipient_leads_to_the_recipients_and_their_findings_come_back(person):
    person.press("Ctrl+E", person.bench.desk.pieces.view)
    click(person, "export-other-recipient")
    person.see(lambda: person.bench.currentWidget() is not person.bench.export_page)
    assert person.bench.currentWidget().objectName() == "recipient-page"


def test_the_dialog_knows_no_day_to_come_and_none_before_the_annex_was_made(qtbot):
    day = date(2026, 8, 11)
    dialog = SentDialog(
        None,
        FR,
        Theme(palette=LIGHT),
        recipient="Office",
        numbers="1 à 3",
        now=Sent(day=day),
        made=date(2026, 8, 10),
    )
    qtbot.addWidget(dialog)
    dialog.show()
    field = dialog.findChild(QLabel, "dialog-sent-recipient")
    assert field.text() == "Office"
    assert dialog.value() == Sent(day=day)
    days = dialog.findChild(QDateEdit, "dialog-sent-day")
    QTest.keyClick(days, Qt.Key.Key_Up)
    assert dialog.value().day == day
    for _ in range(3):
        QTest.keyClick(days, Qt.Key.Key_Down)
    assert dialog.value().day == date(2026, 8, 10)
