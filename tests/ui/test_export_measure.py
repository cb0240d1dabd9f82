"""The export page cut to its recipient's measure, by real events."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from dossier.basis.digest import digest_of
from dossier.model.body import PdfBody
from dossier.model.dossier import Dossier
from dossier.model.finding import Level, blocker, note, warning
from dossier.model.ids import PieceId, RubricId
from dossier.model.party import Party, Role
from dossier.model.piece import Piece, Private
from dossier.model.rounds import Round, Scope, SentFile, SentPiece
from dossier.model.rubric import Rubric
from dossier.model.wish import NO_WISH, Wish
from dossier.recipients.check import check
from dossier.recipients.profile import (
    Colour,
    Colours,
    Form,
    Kind,
    Limit,
    Limited,
    Notice,
    Profile,
    Sending,
)
from dossier.recipients.source import Mark
from dossier.texts.catalogue import Texts, language_codes
from ui.models.measures import limit_size, measure_words
from ui.models.portions import said_numbers
from ui.theme import LIGHT, Theme
from ui.views.export_page import ExportPage, MadeFile
from ui.views.export_report import ExportDone
from ui.views.export_settings import Extras
from ui.views.findings_list import FindingsList
from ui.views.remarks import Remark, RemarksModel, remarks_of
from ui.widgets.labels import ElidedLabel

FR = Texts("fr")
THEME = Theme(palette=LIGHT)
LEFT = Qt.MouseButton.LeftButton
DAY = date(2026, 8, 11)
SENT_ON = date(2026, 7, 2)
SIGNALS = ("target", "recipient", "hide", "export", "sent", "rounds", "open", "reveal", "piece")
READ = {"sources": ("S1",), "mark": Mark.VERIFIED}


def piece(name, **more):
    body = PdfBody(asset=digest_of(name.encode()), pages=2)
    return Piece(id=PieceId(name), title=f"Pièce {name}", rubric=RubricId("order"), bodies=(body,), **more)


def sent(*names, recipient="office"):
    return Round(
        day=SENT_ON,
        recipient=recipient,
        files=(SentFile(name="Annexe.pdf", digest=digest_of(b"annex"), size=9, pages=3),),
        pieces=tuple(
            SentPiece(piece=PieceId(name), number=str(number), title=name)
            for number, name in enumerate(names, 1)
        ),
    )


DOSSIER = Dossier(
    title="Bureau fendu",
    recipient="office",
    rubrics=(Rubric(id=RubricId("order"), names={"fr": "Commande"}),),
    parties=(Party(role=Role.CONSUMER, name="Hélène Marchadier"),),
    pieces=(piece("a"), piece("b"), piece("c", held_back=("office",)), piece("d", private=(Private.BANK,))),
)
OFFICE = Profile(
    id="office",
    names={"fr": "Office des litiges"},
    piece_label={"fr": "Annexe {number}"},
    kind=Kind.MEDIATOR,
    languages=("fr", "de"),
    limits=(
        Limit(on=Limited.FILE_BYTES, value=5_000_000, **READ),
        Limit(on=Limited.FILES, value=12, **READ),
    ),
    notices=(Notice(code="trader-may-read", **READ),),
    forbids=(Private.BANK,),
    sending=(Sending(ways=("mail",), address="litiges@office.example", reply=True, **READ),),
)
DONE = ExportDone(
    path=Path("/annexes/Annexe/0 - Bordereau.pdf"),
    pieces=2,
    attached=0,
    pages=5,
    size=3_000_000,
    digest=digest_of(b"list"),
    facts=12,
    recipient=OFFICE,
)
FILES = tuple(
    MadeFile(
        path=Path(f"/annexes/Annexe/{name}.pdf"), pages=pages, size=1_500_000, digest=digest_of(name.encode())
    )
    for name, pages in (("0 - Bordereau", 2), ("1 - Facture", 3))
)


@pytest.fixture
def page(qtbot):
    return made_page(qtbot, FR)


def made_page(qtbot, texts):
    made = ExportPage(texts, THEME)
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.set_dossier(DOSSIER, OFFICE)
    made.set_target(Path("/annexes/Annexe.pdf"))
    made.set_day(DAY)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def named(widget, name, kind=QWidget):
    found = [one for one in widget.findChildren(kind, name) if one.isVisible()]
    assert found, name
    return found[0]


def shown(page, name):
    return any(one.isVisible() for one in page.findChildren(QWidget, name))


def words(page, name):
    return named(page, name, QLabel).text()


def press(page, name):
    QTest.mouseClick(named(page, name, QAbstractButton), LEFT)


def tick(page, name):
    box = named(page, name, QCheckBox)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


def heard(page):
    said = []
    for name in SIGNALS:
        getattr(page, f"{name}_wanted").connect(lambda *what, name=name: said.append((name, *what)))
    return said


def ordered(page):
    said = heard(page)
    press(page, "export-go")
    (order,) = (what for name, *what in said if name == "export")
    return order[0]


# For whom ---------------------------------------------------------------------------------------


def test_the_recipient_and_its_measure_stand_at_the_top(page):
    said = heard(page)
    assert words(page, "export-recipient") == "Office des litiges"
    assert words(page, "export-measure") == (
        f"{FR.say('window.measure_label', first='Annexe 1', second='Annexe 2')}"
        " · par ordre de rubriques · un seul PDF"
    )
    assert words(page, "export-limits") == "12 fichiers au plus · 5 Mo au plus par fichier"
    assert words(page, "export-languages") == "Langues acceptées\u00a0: français, allemand"
    press(page, "export-other-recipient")
    assert said == [("recipient",)]
    page.set_dossier(replace(DOSSIER, recipient="generic"))
    assert not shown(page, "export-limits")
    assert not shown(page, "export-languages")


def test_what_is_held_back_is_counted_left_out_and_one_click_away(page):
    said = heard(page)
    assert words(page, "export-summary") == "3 pièces"
    assert words(page, "export-held") == FR.say("window.export_held", n=1)
    press(page, "export-held-see")
    assert said == [("recipient",)]
    page.set_dossier(replace(DOSSIER, pieces=DOSSIER.pieces[:2]), OFFICE)
    assert not shown(page, "export-held")


def test_what_recipient_and_dossier_both_remark_is_said_once(page):
    late = warning("terms-after-contract", file="CGV", day="2026-06-07", order_day="2026-02-02")
    kept = RemarksModel(FR)
    kept.set_remarks(
        tuple(
            Remark(level=Level.WARNING, said=FR.finding(one), piece=one.piece, finding=one)
            for one in (late.of(PieceId("a")), late.of(PieceId("b")))
        )
    )
    page.set_findings(kept)
    page.set_checklist(replace(check(DOSSIER, OFFICE, day=DAY), findings=(late.of(PieceId("a")),)))
    shown_rows = remarks_of(named(page, "export-remarks", FindingsList).model())
    assert [row.piece for row in shown_rows] == ["a", "b"]


def test_what_the_recipient_would_refuse_comes_first_and_is_helped(page):
    said = heard(page)
    page.set_checklist(check(DOSSIER, OFFICE, day=DAY))
    page.grab()
    view = named(page, "export-remarks", FindingsList)
    rows = remarks_of(view.model())
    assert [(row.finding.code, row.action) for row in rows][:1] == [("forbidden-bank", "hide")]
    assert words(page, "export-read-by") == FR.say("notice_to.trader-may-read")
    QTest.mouseClick(view.viewport(), LEFT, pos=view.action_rect(view.model().index(0, 0)).center())
    assert said == [("hide", "d")]
    little = replace(OFFICE, colours=Colours(colour=Colour.LITTLE, **READ))
    page.set_checklist(check(DOSSIER, little, day=DAY))
    assert words(page, "export-read-by").splitlines() == [
        FR.say("notice_to.trader-may-read"),
        FR.say("notice_to.little-colour"),
    ]
    closed = replace(
        check(DOSSIER, OFFICE, day=DAY), findings=(blocker("recipient-closed", n=1),), notices=()
    )
    page.set_checklist(closed)
    page.grab()
    QTest.mouseClick(view.viewport(), LEFT, pos=view.action_rect(view.model().index(0, 0)).center())
    assert said[1:] == [("recipient",)]
    assert not shown(page, "export-read-by")
    page.set_checklist(None)
    assert not remarks_of(view.model())


# How --------------------------------------------------------------------------------------------


def test_settings_are_folded_away_and_tell_what_is_chosen(page):
    assert not shown(page, "export-size")
    assert ordered(page).wish == NO_WISH
    page.set_ready()
    press(page, "export-settings")
    for name in ("separate", "duplex", "originals", "pdfa", "sums", "report"):
        tick(page, f"export-with-{name}")
    choice = ordered(page)
    assert choice.wish == Wish(separate=True, duplex=True, with_originals=True, pdfa=True)
    assert choice.extras == Extras(sums=True, report=True)
    press(page, "export-settings")
    assert not shown(page, "export-size")
    told = named(page, "export-settings-told", ElidedLabel).whole
    assert told.startswith(f"{FR.say('window.export_separate_too')} · {FR.say('window.export_duplex_too')}")


def test_a_size_is_chosen_or_typed(page):
    press(page, "export-settings")
    size = named(page, "export-size", QComboBox)
    size.setFocus()
    assert not shown(page, "export-size-other")
    QTest.keyClicks(size, "10")
    assert ordered(page).wish.max_bytes == 10_000_000
    QTest.keyClick(size, Qt.Key.Key_End)
    other = named(page, "export-size-other", QLineEdit)
    other.setFocus()
    other.selectAll()
    QTest.keyClicks(other, "7")
    QTest.keyClick(other, Qt.Key.Key_Tab)
    assert ordered(page).wish.max_bytes == 7_000_000
    QTest.keyClick(size, Qt.Key.Key_Home)
    assert ordered(page).wish.max_bytes is None


def test_the_recipients_own_limit_and_form_are_told_and_hold(page):
    press(page, "export-settings")
    assert "5 Mo" in words(page, "export-size-held")
    tick(page, "export-with-separate")
    assert words(page, "export-replaces") == FR.say("window.export_into_folder")
    assert named(page, "export-target-name", ElidedLabel).whole == "Annexe"
    apart = replace(OFFICE, form=Form.SEPARATE, limits=())
    page.set_dossier(DOSSIER, apart)
    assert not shown(page, "export-with-separate")
    assert words(page, "export-size-held") == FR.say("window.export_size_why")
    assert not ordered(page).wish.separate
    page.set_dossier(DOSSIER, OFFICE)
    assert ordered(page).wish.separate, "what was ticked is remembered"


# What of it -------------------------------------------------------------------------------------


def test_a_complement_is_offered_once_something_was_sent_and_something_is_new(page):
    assert not shown(page, "export-scope-new")
    page.set_dossier(replace(DOSSIER, rounds=(sent("a", "b"),)), OFFICE)
    new = named(page, "export-scope-new", QRadioButton)
    assert new.isChecked()
    assert "1 pièce" in new.text()
    assert words(page, "export-summary") == "1 pièce"
    assert "par ordre de numéros" in words(page, "export-measure")
    assert ordered(page).wish.scope is Scope.NEW
    press(page, "export-scope-all")
    assert words(page, "export-summary") == "3 pièces"
    assert ordered(page).wish.scope is Scope.ALL
    page.set_dossier(replace(DOSSIER, title="Autre", rounds=(sent("a", "b"),)), OFFICE)
    assert named(page, "export-scope-all", QRadioButton).isChecked(), "what was chosen stays"


def test_with_nothing_new_the_complement_says_why_it_is_not_to_be_had(page):
    page.set_dossier(replace(DOSSIER, rounds=(sent("a", "b", "d"),)), OFFICE)
    assert not named(page, "export-scope-new").isEnabled()
    assert named(page, "export-scope-all", QRadioButton).isChecked()
    assert words(page, "export-scope-why") == FR.say("window.export_scope_nothing_new", day="2 juillet 2026")
    assert ordered(page).wish.scope is Scope.ALL
    page.set_dossier(replace(DOSSIER, rounds=(sent("a", recipient="other"),)), OFFICE)
    assert not shown(page, "export-scope-new")


# After ------------------------------------------------------------------------------------------


def test_several_files_are_listed_and_each_can_be_opened(page):
    said = heard(page)
    page.set_done(replace(DONE, files=FILES, called="Annexe"))
    assert named(page, "export-done-name", ElidedLabel).whole == "Annexe"
    rows = named(page, "export-files")
    assert [one.whole for one in rows.findChildren(ElidedLabel)] == [file.path.name for file in FILES]
    second = rows.findChildren(QAbstractButton, "export-file-open")[1]
    assert FILES[1].path.name in second.accessibleName()
    QTest.mouseClick(second, LEFT)
    assert said == [("open", FILES[1].path)]
    press(page, "export-copy")
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied == [f"{file.digest}  {file.path.name}" for file in FILES]
    assert not shown(page, "export-digest")
    page.set_done(DONE)
    assert not shown(page, "export-files")


def test_what_was_made_lighter_or_cut_is_one_plain_sentence(page):
    assert not shown(page, "export-changed")
    lighter = {"quality": 70, "limit_bytes": 5_000_000}
    findings = (
        note("photos-reduced", n=2, dpi=150, before=4000, after=900, **lighter).of(PieceId("a")),
        note("photos-reduced", n=1, dpi=120, before=1500, after=600, **lighter).of(PieceId("b")),
        note("cut-into-volumes", n=3),
    )
    page.set_done(replace(DONE, findings=findings))
    photos = FR.say("window.export_lighter", n=3, dpi=120, before="5,5 Mo", after="1,5 Mo")
    assert words(page, "export-changed") == f"{FR.finding(findings[2])} {photos}"
    noticed = remarks_of(named(page, "export-noticed", FindingsList).model())
    assert [row.said for row in noticed] == [FR.finding(one) for one in findings[:2]]


def test_what_was_put_beside_it_is_named(page):
    page.set_done(DONE)
    assert not shown(page, "export-handed")
    page.set_done(replace(DONE, handed=(Path("/annexes/Annexe.sha256"), Path("/annexes/Annexe.tsq"))))
    assert words(page, "export-handed") == "À côté\u00a0: Annexe.sha256, Annexe.tsq"


def test_how_to_send_is_told_as_words_to_be_copied(qtbot, page):
    page.set_done(DONE)
    address = named(page, "recipient-address", QLineEdit)
    assert (address.text(), address.isReadOnly()) == ("litiges@office.example", True)
    qtbot.mouseClick(named(page, "recipient-copy"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "litiges@office.example"
    assert not shown(page, "export-reply")
    page.set_dossier(replace(DOSSIER, rounds=(sent("a"),)), OFFICE)
    assert words(page, "export-reply") == FR.say("window.export_reply")
    page.set_done(replace(DONE, recipient=None))
    assert not shown(page, "export-mark-sent")


def test_what_was_sent_is_told_until_it_is_undone(page):
    said = heard(page)
    page.set_done(replace(DONE, digest=digest_of(b"annex")))
    press(page, "export-mark-sent")
    page.set_marking(True)
    assert not named(page, "export-mark-sent").isEnabled()
    page.set_marking(False)
    page.set_dossier(replace(DOSSIER, rounds=(sent("a", "b"),)), OFFICE)
    assert not shown(page, "export-mark-sent")
    assert "Les numéros 1 à 2 ne changeront plus." in words(page, "export-sent")
    press(page, "export-rounds")
    assert said == [("sent",), ("rounds",)]
    page.set_dossier(DOSSIER, OFFICE)
    assert named(page, "export-mark-sent").isEnabled()
    page.say_not_marked("Le fichier a changé.")
    assert "Le fichier a changé." in [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


# Words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (("1",), "1"),
        (("1", "2", "2.1", "3"), "1 à 3"),
        (("7", "3", "2.2", "2", "9"), "2 à 3, 7, 9"),
    ],
)
def test_numbers_are_written_in_runs(numbers, said):
    assert said_numbers(numbers, FR) == said


@pytest.mark.parametrize(
    ("size", "said"), [(5_000_000, "5 Mo"), (14_500_000, "14,5 Mo"), (250_000, "250 Ko")]
)
def test_whole_megabytes_are_written_without_a_fraction(size, said):
    assert limit_size(FR, size) == said


def test_the_words_of_the_marks_follow_the_annexes_language():
    both = replace(
        OFFICE, piece_label={"fr": "Annexe {number}", "en": "Exhibit {number}"}, form=Form.SEPARATE
    )
    english = Texts("en")
    said = measure_words(both, english, language="en", by=both.arrangement().by)
    assert "Exhibit 1" in said
    assert said.endswith("one PDF per exhibit")


@pytest.mark.parametrize("language", language_codes())
@pytest.mark.parametrize("width", [760, 1024])
@pytest.mark.parametrize("state", ["form", "done"])
def test_no_word_is_cut_and_everything_has_a_name(qtbot, language, width, state):
    page = made_page(qtbot, Texts(language))
    page.resize(width, 640)
    page.set_dossier(replace(DOSSIER, rounds=(sent("a", "b"),)), OFFICE)
    page.set_checklist(check(DOSSIER, OFFICE, day=DAY))
    press(page, "export-settings")
    if state == "done":
        page.set_done(replace(DONE, files=FILES, called="Annexe", findings=(note("cut-into-volumes", n=2),)))
    QCoreApplication.sendPostedEvents()
    page.grab()
    for label in page.findChildren(QLabel):
        if not label.isVisible() or isinstance(label, ElidedLabel):
            continue
        assert label.width() >= (0 if label.wordWrap() else label.sizeHint().width()), label.text()
        assert label.height() >= label.heightForWidth(label.width()), label.text()
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName() or button.text()
            assert button.width() >= button.minimumSizeHint().width(), button.text()


def test_tab_goes_from_the_top_to_the_next_step(page):
    press(page, "export-settings")
    named(page, "export-other-recipient").setFocus()
    seen = []
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget().objectName())
        if seen[-1] == "export-go":
            break
    wanted = ("export-choose", "export-settings", "export-size", "export-with-separate", "export-with-report")
    assert [name for name in seen if name in wanted] == list(wanted)
    assert seen[-1] == "export-go"
