import contextlib
import resource
import signal

import pytest

from dossier.basis.errors import PlaceError, UsageError
from dossier.model.commands import edit
from dossier.workspace.opening import open_desk
from dossier.workspace.orders import AddOrder
from tests.support.ui_project import FIRST, LETTER, SECOND, make_files
from ui.save_state import SaveState
from ui.session import Session


class Heard:
    """Remembers what a session told."""

    def __init__(self, session):
        self.states, self.refused, self.found, self.added, self.ended = [], [], [], [], []
        session.save_state_changed.connect(self.states.append)
        session.refused.connect(self.refused.append)
        session.found.connect(lambda words, pieces: self.found.append((words, pieces)))
        session.added.connect(self.added.append)
        session.work_ended.connect(lambda: self.ended.append(True))


@pytest.fixture
def session(qapp, project):
    made = Session(open_desk(project).result())
    yield made
    made.close()


@pytest.fixture
def heard(session):
    return Heard(session)


def named(session, file):
    return next(one for one in session.dossier.pieces if file in (o.name for o in one.originals))


@contextlib.contextmanager
def full_disk(path):
    """Lets no file of this process grow, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    kept = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size // 2, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, kept)


def test_what_is_saved_is_told_as_saving_and_then_saved(qtbot, session, heard):
    letter = named(session, LETTER)
    session.do(edit.set_title, letter.id, title="Lettre au vendeur")
    assert session.save_state is SaveState.SAVING
    qtbot.waitUntil(lambda: session.save_state is SaveState.SAVED)
    assert heard.states == [SaveState.SAVING, SaveState.SAVED]
    assert named(session, LETTER).title == "Lettre au vendeur"


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("Appel du 3 mars", "utf-8")
    return AddOrder(paths=(path,))


def test_what_is_added_is_foretold_before_it_is_shown_and_told(qtbot, session, heard, note):
    told = []
    session.coming.connect(lambda coming: told.append((coming, session.dossier, len(heard.added))))
    session.changed.connect(lambda: told.append((session.dossier, session.dossier, len(heard.added))))
    before = session.dossier
    with qtbot.waitSignal(session.added, timeout=30_000):
        session.add(note)
    after = session.dossier
    assert len(after.pieces) == len(before.pieces) + 1
    assert told == [(after, before, 0), (after, after, 0)]
    assert [len(added.pieces) for added in heard.added] == [1]


def test_an_act_saved_while_files_are_about_to_be_shown_is_not_lost_from_sight(qtbot, session, note):
    letter = named(session, LETTER)

    def act(_):
        session.do(edit.set_title, letter.id, title="Lettre au vendeur")
        qtbot.waitUntil(lambda: named(session, LETTER).title == "Lettre au vendeur")

    session.coming.connect(act)
    with qtbot.waitSignal(session.added, timeout=30_000):
        session.add(note)
    assert named(session, LETTER).title == "Lettre au vendeur"


def test_nothing_is_told_of_what_was_added_once_the_dossier_is_closed(qtbot, session, heard, note):
    told = []
    session.changed.connect(lambda: told.append(True))
    session.coming.connect(session.close)
    with qtbot.waitSignal(session.coming, timeout=30_000):
        session.add(note)
    qtbot.wait(50)
    assert (told, heard.added) == ([], [])


def test_what_cannot_be_meant_is_refused_and_nothing_is_unsaved(qtbot, session, heard):
    letter = named(session, LETTER)
    with qtbot.waitSignal(session.changed):
        session.do(edit.set_title, letter.id, title=" ")
    assert [error.code for error in heard.refused] == ["title-empty"]
    assert session.save_state is SaveState.SAVED
    assert named(session, LETTER) == letter


def test_on_a_full_disk_what_was_written_is_kept_and_saved_with_the_next_act(qtbot, session, heard, project):
    letter, picture = named(session, LETTER), named(session, FIRST)
    long_title = "Lettre " * 4000
    with full_disk(project):
        session.do(edit.set_note, letter.id, note=long_title)
        qtbot.waitUntil(lambda: session.save_state is SaveState.UNSAVED)
        assert [type(error) for error in heard.refused] == [PlaceError]
        assert named(session, LETTER).note == ""
    session.do(edit.set_title, picture.id, title="Plateau fendu")
    qtbot.waitUntil(lambda: session.save_state is SaveState.SAVED)
    assert named(session, LETTER).note == long_title
    assert named(session, FIRST).title == "Plateau fendu"
    assert len(heard.refused) == 1


def test_what_could_not_be_saved_is_saved_when_the_person_tries_again(qtbot, session, heard, project):
    letter = named(session, LETTER)
    with full_disk(project):
        for note in ("a" * 30_000, "b" * 30_000):
            session.do(edit.set_note, letter.id, note=note)
        qtbot.waitUntil(lambda: session.save_state is SaveState.UNSAVED)
        session.save_again()
        assert session.save_state is SaveState.SAVING
        qtbot.waitUntil(lambda: session.save_state is SaveState.UNSAVED)
    session.save_again()
    qtbot.waitUntil(lambda: session.save_state is SaveState.SAVED)
    assert named(session, LETTER).note == "b" * 30_000


def test_what_could_not_be_saved_is_tried_once_more_at_the_end(qtbot, session, heard, project):
    letter = named(session, LETTER)
    with full_disk(project):
        session.do(edit.set_note, letter.id, note="c" * 30_000)
        qtbot.waitUntil(lambda: session.save_state is SaveState.UNSAVED)
    session.close()
    with open_desk(project).result() as desk:
        assert [one.note for one in desk.present.dossier.pieces if one.id == letter.id] == ["c" * 30_000]


def test_a_file_that_is_open_elsewhere_changes_nothing_and_says_who_has_it(qtbot, session, project):
    second = Session(open_desk(project).result())
    heard = Heard(second)
    before = second.dossier
    assert second.save_state is SaveState.READ_ONLY
    second.do(edit.set_title, before.pieces[0].id, title="Autre")
    second.undo()
    second.erase([before.pieces[0].id])
    second.add(AddOrder(paths=(project,)))
    assert [error.code for error in heard.refused] == ["project-in-use-by"] * 4
    assert heard.refused[0].params["who"]
    assert (second.dossier, second.save_state) == (before, SaveState.READ_ONLY)
    second.close()


def test_several_works_are_stopped_together_and_the_end_is_told_once(qtbot, session, heard, tmp_path):
    before = session.dossier
    for number in range(3):
        folder = tmp_path / str(number)
        make_files(folder)
        (folder / "autre.txt").write_text(f"Lettre numéro {number}", "utf-8")
        session.add(AddOrder(paths=(folder,)))
    session.stop_work()
    qtbot.waitUntil(lambda: heard.ended == [True], timeout=20_000)
    assert [error.code for error in heard.refused] == ["cancelled"] * 3
    assert session.dossier == before
    assert not session.exporting


def test_a_search_answers_with_the_words_it_was_asked(qtbot, session, heard):
    session.search("cassé")
    session.search("CASSE")
    session.search("introuvable")
    qtbot.waitUntil(lambda: len(heard.found) == 3)
    letter = frozenset([named(session, LETTER).id])
    assert heard.found == [("cassé", letter), ("CASSE", letter), ("introuvable", frozenset())]


def test_who_is_going_is_not_answered_any_more(qtbot, session, heard):
    got = []
    session.prepare(lambda: "early", got.append)
    session.forget_lookers()
    session.prepare(lambda: "late", got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert got == ["late"]


def test_once_closed_everything_asked_is_passed_over(qtbot, session, heard, tmp_path):
    piece = named(session, SECOND)
    session.do(edit.set_title, piece.id, title="Enregistré à la fin")
    session.close()
    session.close()
    assert next(one for one in session.dossier.pieces if one.id == piece.id).title == "Enregistré à la fin"
    told = list(heard.states)
    session.do(edit.set_title, piece.id, title="Trop tard")
    session.undo()
    session.search("lettre")
    session.add(AddOrder(paths=(tmp_path,)))
    session.copy_to(tmp_path / "copie.dossier", lambda: heard.refused.append(UsageError("copied")))
    qtbot.wait(50)
    assert (heard.states, heard.refused, heard.found, heard.added) == (told, [], [], [])
