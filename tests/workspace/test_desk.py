"""One open dossier: every act is on disk, in its order, and what fails changes nothing."""

import hashlib
import shutil
import threading
from dataclasses import replace

import pytest

from dossier.basis.errors import CancelledError, PlaceError, UsageError
from dossier.model.commands.bin import remove_pieces
from dossier.model.commands.edit import set_note, set_title
from dossier.model.commands.facts import choose_recipient
from dossier.model.commands.group import group_pieces
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import Source
from dossier.workspace.looking import LookOrder
from dossier.workspace.opening import empty_dossier, open_desk, passing_desk
from dossier.workspace.orders import AddOrder
from tests.support.desks import (
    DAY,
    LETTER,
    SECRET,
    added,
    at_stage,
    call,
    mail_with,
    named,
    stop,
    write_proofs,
)
from tests.support.documents import paper


@pytest.fixture
def mail_of_letter(tmp_path):
    """A mail that brings the letter again."""
    (tmp_path / "encore.eml").write_bytes(mail_with("lettre.pdf", LETTER))
    return tmp_path / "encore.eml"


def test_acts_of_several_threads_come_one_after_the_other_and_none_is_lost(empty):
    def work(thread):
        for number in range(5):
            empty.act(call(f"{thread}.{number}")).result()

    threads = [threading.Thread(target=work, args=(thread,)) for thread in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    said = [piece.title for piece in empty.present.dossier.pieces]
    assert sorted(said) == sorted(f"{thread}.{number}" for thread in range(6) for number in range(5))
    for thread in range(6):
        assert [one for one in said if one.startswith(f"{thread}.")] == [f"{thread}.{n}" for n in range(5)]
    for _ in said:
        empty.undo().result()
    assert empty.present.dossier.pieces == ()
    assert empty.present.undoable is None


@pytest.mark.parametrize("fault", [UsageError("title-empty"), ValueError("ours")])
def test_an_act_that_fails_changes_nothing_and_the_next_is_done(desk, fault):
    def fail(dossier):
        raise fault

    before = desk.present
    assert desk.act(fail).exception() is fault
    assert desk.present == before
    assert desk.act(call("encore")).result() is desk.present
    assert desk.present.dossier.pieces[-1].title == "encore"


def test_undo_and_redo_go_on_where_they_were_after_opening_again(path):
    with open_desk(path).result() as first:
        letter = named(first.present.dossier, "lettre.pdf").id
        for title in ("un", "deux"):
            first.act(lambda now, title=title: set_title(now, letter, title=title)).result()
            first.act(call(title)).result()
        after = first.present.dossier
        first.undo().result()
        first.undo().result()
        undone = first.present
    with open_desk(path).result() as again:
        assert again.present == undone
        again.redo().result()
        assert again.redo().result().dossier == after
        assert again.present.redoable is None
        while again.present.undoable is not None:
            again.undo().result()
        assert again.present.dossier.pieces == ()
        assert again.undo().result().dossier.pieces == ()


def test_acts_are_done_while_files_are_read(empty, proofs):
    progress = at_stage("read", lambda: empty.act(call("entre-temps")).result())
    done = added(empty, proofs, progress=progress)
    assert done.present.dossier.pieces[0].title == "entre-temps"
    assert [piece.id for piece in empty.present.dossier.pieces[1:]] == list(done.pieces)
    assert len(done.pieces) == 6


@pytest.mark.parametrize("stage", ["read", "keep"])
def test_a_repeat_of_what_is_removed_meanwhile_stands_for_itself(desk, mail_of_letter, stage):
    first = named(desk.present.dossier, "lettre.pdf")
    held = [piece.id for piece in desk.present.dossier.pieces if first.originals[0] in piece.originals]
    assert len(held) == 2
    remove = at_stage(stage, lambda: desk.act(lambda now: remove_pieces(now, held)).result())
    done = added(desk, mail_of_letter, progress=remove)
    (child,) = [p for p in done.present.dossier.pieces if p.id in done.pieces and p.parent is not None]
    assert child.shown


def test_a_repeat_of_what_is_grouped_meanwhile_repeats_the_group(desk, mail_of_letter):
    letter, picture = (named(desk.present.dossier, name).id for name in ("lettre.pdf", "fissure.png"))
    group = at_stage("read", lambda: desk.act(lambda now: group_pieces(now, [picture, letter])).result())
    done = added(desk, mail_of_letter, progress=group)
    (child,) = [p for p in done.present.dossier.pieces if p.id in done.pieces and p.parent is not None]
    assert child.duplicate_of == picture


def test_what_redo_brings_back_meanwhile_is_not_added_twice(empty, proofs):
    first = added(empty, proofs)
    empty.undo().result()
    again = added(empty, proofs, progress=at_stage("read", lambda: empty.redo().result()))
    assert again.pieces == ()
    assert again.present.dossier == first.present.dossier


def test_two_adds_at_a_time_follow_each_other_and_the_second_knows_the_first(empty, proofs):
    orders = [AddOrder(paths=(proofs,), day=DAY), AddOrder(paths=(proofs,), day=DAY)]
    first, second = [future.result() for future in [empty.add(order) for order in orders]]
    assert len(first.pieces) == 6
    assert second.pieces == ()
    assert {finding.code for finding in second.findings} == {"already-there"}


def test_adding_nothing_new_is_no_act(desk, proofs):
    before = desk.present
    done = added(desk, proofs)
    assert done.pieces == ()
    assert desk.present == done.present == before


@pytest.mark.parametrize("stage", ["expand", "read", "keep"])
def test_whoever_stops_adding_finds_nothing_added(empty, proofs, stage):
    future = empty.add(AddOrder(paths=(proofs,), day=DAY), progress=at_stage(stage, stop))
    assert isinstance(future.exception(), CancelledError)
    assert empty.present.dossier.pieces == ()
    assert empty.present.undoable is None
    assert len(added(empty, proofs).pieces) == 6


def test_files_go_into_the_rubric_where_they_were_dropped(empty, proofs):
    order = AddOrder(paths=(proofs / "fissure.png",), day=DAY, rubric=RubricId("defect"))
    (piece,) = empty.add(order).result().present.dossier.pieces
    assert piece.rubric == "defect"


def test_name_and_time_of_what_was_pasted_date_nothing(empty, tmp_path, proofs):
    paste = tmp_path / "2026-03-12 collé.png"
    shutil.copyfile(proofs / "fissure.png", paste)
    order = AddOrder(paths=(paste,), day=DAY, pasted=frozenset((paste,)))
    (piece,) = empty.add(order).result().present.dossier.pieces
    assert not piece.moment.known
    assert piece.moment.source is Source.NONE


def test_project_files_are_no_proofs_and_what_is_only_called_so_is_one(desk, proofs):
    desk.copy_to(proofs / "copie.dossier").result()
    (proofs / "faux.dossier").write_bytes(paper(["Facture", "Lyon, le 9 mai 2026"]))
    (new,) = added(desk, proofs).pieces
    assert desk.present.dossier.piece(new).originals[0].name == "faux.dossier"
    assert added(desk, desk.path).pieces == ()


def test_what_is_erased_is_gone_from_the_file_and_no_undo_brings_it_back(empty, tmp_path):
    (tmp_path / "secret.bin").write_bytes(SECRET * 3)
    done = added(empty, tmp_path / "secret.bin")
    empty.act(call("reste")).result()
    assert SECRET in empty.path.read_bytes()
    assert isinstance(empty.erase(done.pieces).exception(), UsageError)
    empty.act(lambda now: remove_pieces(now, done.pieces)).result()
    assert SECRET in empty.path.read_bytes()
    present = empty.erase(done.pieces).result()
    assert [piece.title for piece in present.dossier.pieces] == ["reste"]
    assert (present.undoable, present.redoable) == (None, None)
    assert SECRET not in empty.path.read_bytes()
    assert b"secret.bin" not in empty.path.read_bytes()
    assert hashlib.sha256(SECRET * 3).hexdigest().encode() not in empty.path.read_bytes()


def test_an_original_and_the_whole_file_are_copied_as_they_are(desk, tmp_path, template):
    for file in (one for piece in desk.present.dossier.pieces for one in piece.originals):
        desk.save_original(file.digest, tmp_path / "out").result()
        data = (tmp_path / "out").read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (file.size, file.digest)
    desk.act(call("appel")).result()
    desk.copy_to(tmp_path / "copy.dossier").result()
    assert desk.copy_to(desk.path).exception().code == "target-is-project"
    with open_desk(tmp_path / "copy.dossier").result() as copy:
        assert copy.present == desk.present
        for file in (one for piece in copy.present.dossier.pieces for one in piece.originals):
            copy.save_original(file.digest, tmp_path / "out").result()


def test_the_second_on_one_file_reads_and_is_told_who_writes(desk, path, tmp_path):
    with open_desk(path).result() as second:
        refusal = second.present.read_only
        assert isinstance(refusal, PlaceError)
        assert refusal.code == "project-in-use-by"
        assert second.present.dossier == desk.present.dossier
        assert second.act(call("non")).exception().code == refusal.code
        assert second.undo().exception().code == refusal.code
        (tmp_path / "new.pdf").write_bytes(paper(["Autre lettre", "Lyon, le 8 mai 2026"]))
        refused = second.add(AddOrder(paths=(tmp_path / "new.pdf",), day=DAY)).exception()
        assert refused.code == refusal.code
        assert second.present == replace(desk.present, read_only=refusal)
    desk.act(call("oui")).result()
    assert desk.present.dossier.pieces[-1].title == "oui"


def test_a_passing_dossier_goes_when_it_is_closed(temporary, tmp_path):
    proofs = write_proofs(tmp_path / "six")
    with passing_desk(empty_dossier()).result() as desk:
        assert not desk.is_kept
        assert desk.path.is_relative_to(temporary)
        assert len(added(desk, proofs).pieces) == 6
    assert list(temporary.iterdir()) == []


def test_words_of_notes_are_found_as_soon_as_they_are_written(desk):
    letter = named(desk.present.dossier, "lettre.pdf").id
    desk.act(lambda now: set_note(now, letter, note="Rappeler l’huissière")).result()
    assert [piece for piece, _ in desk.search("HUISSIERE").result()] == [letter]
    assert desk.search("?!").result() == []


def test_a_page_is_looked_at_as_the_chosen_recipient_will_get_it(desk):
    letter = named(desk.present.dossier, "lettre.pdf").id
    order = LookOrder(piece=letter, width_px=200)
    anybody = desk.look(order).result().path
    desk.act(lambda now: choose_recipient(now, "ecc-be")).result()
    belgian = desk.look(order).result().path
    assert anybody.read_bytes() != belgian.read_bytes()  # "Annexe", not "Pièce n°"
    desk.act(lambda now: choose_recipient(now, "unheard-of")).result()
    assert desk.look(order).result().path == anybody


def test_nothing_is_asked_of_a_piece_that_there_is_not(desk):
    assert desk.act(lambda now: set_title(now, PieceId("x"), title="y")).exception().code == "no-such-piece"
    assert desk.thumbnail(PieceId("x"), width_px=40).exception().code == "no-such-piece"
