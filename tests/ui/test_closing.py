import threading
from pathlib import Path

from dossier.model.commands import edit
from dossier.workspace.opening import open_desk
from tests.support.ui_project import LETTER
from ui.views.start_page import StartPage

LONG_TITLE = "Un titre donné au dernier moment"


def test_a_dossier_that_is_closed_and_opened_at_once_can_be_written_and_holds_the_last_act(person, project):
    piece = person.named(LETTER).id
    person.window.session.do(edit.set_title, piece, title=LONG_TITLE)
    person.window.close_dossier()
    person.window.open_path(Path(project))
    person.see_bench()
    assert person.window.session.present.read_only is None
    assert person.dossier.piece(piece).title == LONG_TITLE


def test_the_start_page_is_there_while_a_dossier_is_still_being_closed(person, project):
    free = threading.Event()
    person.window.session.prepare(free.wait, lambda _: None)
    try:
        person.window.close_dossier()
        assert person.window.session is None
        person.see(person.window.centralWidget().findChild(StartPage).isVisible)
        with open_desk(Path(project)).result() as second:
            assert second.present.read_only is not None
    finally:
        free.set()


def test_what_is_asked_of_a_dossier_on_its_way_out_is_told_to_nobody(person):
    session, told = person.window.session, []
    for signal in (session.changed, session.refused, session.save_state_changed):
        signal.connect(lambda *_: told.append(1))
    session.retire()
    session.do(edit.set_title, person.named(LETTER).id, title=LONG_TITLE)
    session.search("mur")
    session.let_go()
    assert told == []
    assert not any(piece.title == LONG_TITLE for piece in session.dossier.pieces)
