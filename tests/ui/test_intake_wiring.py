import shutil

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit

from dossier.model.moment import Source
from dossier.texts.catalogue import Texts
from tests.support.ui_project import DOCUMENT, INVOICE, LETTER, MAIL
from ui.models.carried import carrying
from ui.present import _ACTIONS, _SECONDS
from ui.views.export_remarks import CHECKLIST, HIDE
from ui.views.start_page import StartPage
from ui.wiring.pasting import brought, new_file

FR = Texts("fr")


def another(folder, name="autre.txt"):
    path = folder / name
    path.write_text(f"Une lettre de plus, dans {name}.", "utf-8")
    return path


def newest(person):
    return person.dossier.pieces[-1]


PLACES = {
    "pieces": lambda bench: bench.desk.pieces.view.viewport(),
    "rubrics": lambda bench: bench.desk.rubrics.view.viewport(),
    "rubrics pane": lambda bench: bench.desk.rubrics,
    "preview": lambda bench: bench.desk.preview,
    "card": lambda bench: bench.desk.card,
    "top": lambda bench: bench.desk.top,
    "status": lambda bench: bench.desk.status,
    "title": lambda bench: bench.desk.card.findChild(QLineEdit, "card-title"),
    "note": lambda bench: bench.desk.card.findChild(QPlainTextEdit).viewport(),
    "search": lambda bench: bench.desk.pieces.search,
    "export": lambda bench: bench.export_page,
    "findings": lambda bench: bench.findings_page,
}


def taken(person, widget, paths):
    """Drops on a widget as Qt does: whoever takes no drops leaves them to what is around it."""
    while widget is not None:
        if widget.acceptDrops() and person.drop_files(paths, on=widget):
            return True
        widget = None if widget.isWindow() else widget.parentWidget()
    return False


@pytest.mark.parametrize("place", PLACES)
def test_files_dropped_anywhere_are_added(person, tmp_path, place):
    person.choose(person.named(LETTER).id)
    assert taken(person, PLACES[place](person.bench), [another(tmp_path)])
    person.see(lambda: len(person.dossier.pieces) == 7)
    assert newest(person).originals[0].name == "autre.txt"
    assert person.bench.currentWidget() is person.bench.desk
    person.see(lambda: bool(person.told()))


def test_a_folder_is_added_with_all_that_is_in_it(person, tmp_path):
    folder = tmp_path / "reçus"
    (folder / "dedans").mkdir(parents=True)
    another(folder, "un.txt")
    another(folder / "dedans", "deux.txt")
    person.drop_files([folder])
    person.see(lambda: len(person.dossier.pieces) == 8)


def test_files_dropped_on_the_start_page_begin_a_dossier(start, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.files.documents", lambda: tmp_path)
    start.drop_files([another(tmp_path)], on=start.window.centralWidget().findChild(StartPage))
    start.see(lambda: start.window.workbench is not None and len(start.dossier.pieces) == 1)
    assert start.window.session.path == tmp_path / "Nouveau dossier.dossier"


def test_a_project_file_dropped_on_an_open_dossier_is_opened(person, project, tmp_path):
    other = shutil.copy(project, tmp_path / "Autre.dossier")
    person.drop_files([other])
    person.see(lambda: person.window.session.path == other)
    person.drop_files([other])  # it is open already: nothing happens
    assert person.window.session.path == other
    assert person.window.session.present.read_only is None


def test_among_proofs_a_project_file_is_left_out_and_said_so(person, project, tmp_path):
    other = shutil.copy(project, tmp_path / "Autre.dossier")
    person.drop_files([other, another(tmp_path)])
    assert "Autre.dossier" in person.told()
    person.see(lambda: len(person.dossier.pieces) == 7)


def test_an_attached_piece_dropped_between_others_is_detached_and_moved_as_one_act(person):
    invoice, document = person.named(INVOICE), person.named(DOCUMENT)
    before = person.dossier
    person.drop_pieces([invoice.id], document.id, share=0.02)
    person.see(lambda: person.named(INVOICE).parent is None)
    order = person.order()
    assert order.index(invoice.id) == order.index(document.id) - 1
    person.press("Ctrl+Z", person.bench.desk.pieces.view)
    person.see(lambda: person.dossier == before)


def test_an_attached_piece_dropped_on_a_rubric_stands_there_by_itself(person):
    from tests.support.lists import drop, point_in

    invoice, rubrics = person.named(INVOICE), person.bench.desk.rubrics.view
    name = next(one.name("fr") for one in person.dossier.rubrics if one.id == "complaint")
    drop(rubrics, carrying([invoice.id]), point_in(rubrics, name))
    person.see(lambda: person.named(INVOICE).parent is None)
    assert person.named(INVOICE).rubric == "complaint"


def test_what_is_attached_follows_its_piece_without_being_detached(person):
    mail, invoice, document = (person.named(name) for name in (MAIL, INVOICE, DOCUMENT))
    person.drop_pieces([mail.id, invoice.id], document.id, share=0.98)
    person.see(lambda: person.order().index(mail.id) > person.order().index(document.id))
    assert person.named(INVOICE).parent == mail.id


def picture(colour="red", size=64):
    made = QImage(size, size, QImage.Format.Format_RGB32)
    made.fill(QColor(colour))
    return made


def clipboard(**parts):
    data = QMimeData()
    if "image" in parts:
        data.setImageData(parts["image"])
    if "text" in parts:
        data.setText(parts["text"])
    if "html" in parts:
        data.setHtml(parts["html"])
    if "urls" in parts:
        data.setUrls(parts["urls"])
    return data


IMG = '<img src="https://boutique.example/a.png">'


@pytest.mark.parametrize(
    ("parts", "suffix"),
    [
        ({"image": picture()}, "png"),
        ({"image": picture(), "html": IMG}, "png"),
        ({"image": picture(), "html": IMG, "text": "https://boutique.example/a.png"}, "png"),
        ({"image": picture(), "html": "<table><tr><td>Prix</td></tr></table>", "text": "Prix"}, "html"),
        ({"html": "<p>Bonjour</p>", "text": "Bonjour"}, "html"),
        ({"text": "Bonjour, à bientôt"}, "txt"),
    ],
)
def test_what_is_pasted_keeps_what_says_most(qapp, tmp_path, parts, suffix):
    (made,) = brought(clipboard(**parts)).files
    assert (made.suffix, made.name) == (suffix, "")
    made.write(tmp_path / "collé")
    assert (tmp_path / "collé").stat().st_size > 0


def test_nothing_and_our_own_are_not_pasted(qapp):
    assert brought(QMimeData()).files == ()
    assert brought(clipboard(text="  \n")).files == ()
    own = carrying(["a"])
    own.setText("a")
    assert brought(own).files == ()
    strange = QMimeData()
    strange.setData("application/x-other", QByteArray(b"secret"))
    assert brought(strange).files == ()


def test_two_pasted_files_never_meet(tmp_path):
    paths = {new_file(tmp_path / "pasted", "Collé", "txt") for _ in range(3)}
    assert len(paths) == 3
    assert all(path.parent.is_dir() for path in paths)


def test_pasting_adds_a_piece_without_a_date(person):
    QGuiApplication.clipboard().setImage(picture("blue"))
    person.press("Ctrl+V", person.bench.desk.pieces.view)
    person.see(lambda: len(person.dossier.pieces) == 7)
    assert not newest(person).moment.known
    assert all(one.source is not Source.FILE_NAME for one in newest(person).alternatives)
    QGuiApplication.clipboard().setText("Rappel du vendeur, promis sous huit jours.")
    person.press("Ctrl+V", person.bench.desk.pieces.view)
    person.see(lambda: len(person.dossier.pieces) == 8)
    assert not newest(person).moment.known


def test_pasted_files_are_added_and_an_empty_clipboard_is_said(person, tmp_path):
    QGuiApplication.clipboard().setMimeData(clipboard(urls=[QUrl.fromLocalFile(str(another(tmp_path)))]))
    person.press("Ctrl+V", person.bench.desk.pieces.view)
    person.see(lambda: len(person.dossier.pieces) == 7)
    QGuiApplication.clipboard().clear()
    person.press("Ctrl+V", person.bench.desk.pieces.view)
    person.see(lambda: "rien à coller" in person.told())


def test_a_picture_dragged_from_a_browser_outlives_the_drag(person):
    data = clipboard(image=picture("green"), html=IMG)
    assert person.drop_data(data)
    data.clear()
    person.see(lambda: len(person.dossier.pieces) == 7)
    assert newest(person).originals[0].name.endswith(".png")


def test_what_is_added_again_is_told_and_changes_nothing(person, made_project):
    before = person.dossier
    person.drop_files([made_project.with_name("preuves")])
    person.see(lambda: FR.say("window.added_nothing") in person.told())
    assert person.dossier == before


def test_the_banner_of_what_was_added_leads_to_the_remarks(person, tmp_path):
    person.drop_files([another(tmp_path)])
    person.see(lambda: bool(person.told()))
    person.click("banner_action")
    assert person.bench.currentWidget() is person.bench.findings_page


def test_every_help_that_a_remark_can_ask_for_has_an_effect(person):
    helping = person.bench._helping
    # What the recipient's checklist tells stands on the export page alone, and is helped there.
    asked = {*_ACTIONS.values(), *_SECONDS.values()} - {HIDE, CHECKLIST}
    assert asked == {*helping.leading, *helping.answering}


def test_replacing_adds_files_and_says_what_is_left_to_do(person, tmp_path):
    path = another(tmp_path)
    person.answering(QFileDialog, lambda: person.name_file(path))
    person.bench.help_with("replace", None)  # of what became no piece
    person.see(lambda: FR.say("window.after_replacing") in person.told())
    assert len(person.dossier.pieces) == 7


def test_dating_leads_to_the_date(person):
    letter = person.named(LETTER)
    person.bench.help_with("date", letter.id)
    field = person.bench.desk.card.findChild(QLineEdit, "card-date")
    person.front()
    person.see(field.hasFocus)
    assert person.bench.desk.pieces.view.selected == (letter.id,)
