"""Once a piece is erased for good, the journal says what was done, and not to what."""

from dataclasses import replace

import pytest

from dossier.basis.errors import UnreadableError
from dossier.model.commands import bin as away
from dossier.model.commands import edit, facts, group
from dossier.model.commands.done import Act
from dossier.model.commands.together import edit_together
from dossier.store.opening import create, open_file
from tests.support.dossiers import piece, small_dossier

WORDS = ("SECRETTITLE", "SECRETRENAMED", "SECRETFILE", "SECRETTOGETHER")


def with_secret():
    secret = piece("aaaaaaaaaaaa", "order", title="SECRETTITLE")
    secret = replace(secret, originals=(replace(secret.originals[0], name="SECRETFILE.jpg"),))
    kept = piece("bbbbbbbbbbbb", "order", title="Facture")
    return replace(small_dossier(), pieces=(secret, kept))


def does(project, *commands):
    for command in commands:
        done = command(project.dossier)
        project.save(done.dossier, done.act)


def erased(project, *pieces):
    does(project, lambda dossier: away.remove_pieces(dossier, pieces))
    done = away.erase_pieces(project.dossier, pieces)
    project.settle(done.dossier, done.act)


def told(project):
    return [(entry.act.code, entry.act.params, entry.act.key) for entry in project.journal()]


def secrets_in(path):
    with open_file(path, who="x") as project:
        lines = str(project.journal())
    return [word for word in WORDS if word in lines or word.encode() in path.read_bytes()]


def test_what_was_done_to_an_erased_piece_stays_without_its_names(tmp_path):
    path = tmp_path / "a.dossier"
    with create(path, with_secret(), who="Léa") as project:
        does(
            project,
            lambda d: edit.set_note(d, "aaaaaaaaaaaa", note="n"),
            lambda d: edit.set_title(d, "aaaaaaaaaaaa", title="SECRETRENAMED"),
            lambda d: edit.set_title(d, "bbbbbbbbbbbb", title="Reçu"),
            lambda d: edit.set_note(d, "bbbbbbbbbbbb", note="n"),
            lambda d: facts.set_zone(d, "Europe/Brussels"),
        )
        project.undo()
        project.save(replace(project.dossier, title="t"), Act(code="x", params={"file": "SECRETFILE.jpg"}))
        before = told(project)
        erased(project, "aaaaaaaaaaaa")
        after = told(project)
    assert after[: len(before)] == [
        ("new", {}, ""),
        ("set-note", {"title": "…"}, ""),
        ("set-title", {"title": "…"}, ""),
        ("set-title", {"title": "Reçu"}, "title:bbbbbbbbbbbb"),
        ("set-note", {"title": "Reçu"}, "note:bbbbbbbbbbbb"),
        ("set-zone", {"zone": "Europe/Brussels"}, ""),
        ("undo", {"act": "set-zone", "zone": "Europe/Brussels"}, ""),
        ("x", {"file": "…"}, ""),
    ]
    assert [code for code, _, _ in after[len(before) :]] == ["remove", "erase"]
    assert secrets_in(path) == []


def test_who_did_it_and_when_stays(tmp_path):
    with create(tmp_path / "a.dossier", with_secret(), who="Léa") as project:
        does(project, lambda d: edit.set_note(d, "aaaaaaaaaaaa", note="n"))
        before = [(entry.at, entry.who) for entry in project.journal()]
        erased(project, "aaaaaaaaaaaa")
        assert [(entry.at, entry.who) for entry in project.journal()][:2] == before


def test_names_of_acts_that_can_no_longer_be_undone_go_too(tmp_path, monkeypatch):
    """By then nothing in the file knows any more that the piece was called so."""
    monkeypatch.setattr("dossier.store.journal.MOST_STEPS", 3)
    path = tmp_path / "a.dossier"

    def two_at_once(dossier):
        acts = (
            lambda d: edit.set_title(d, "aaaaaaaaaaaa", title="SECRETTOGETHER"),
            lambda d: edit.set_note(d, "aaaaaaaaaaaa", note="n"),
        )
        return edit_together(dossier, acts, title="SECRETTOGETHER")

    with create(path, with_secret(), who="Léa") as project:
        does(
            project,
            two_at_once,
            lambda d: edit.set_title(d, "aaaaaaaaaaaa", title="SECRETRENAMED"),
            lambda d: edit.set_title(d, "aaaaaaaaaaaa", title="Facture"),
        )
        project.undo()
        project.redo()
        for number in range(5):
            does(project, lambda d, n=number: facts.set_dossier_title(d, f"Litige {n}"))
            project.save(replace(project.dossier, findings=()), Act(code="other"))
    with open_file(path, who="Léa") as project:
        for rubric in ("payment", "order", "payment", "order"):
            does(project, lambda d, r=rubric: edit.set_rubric(d, ["bbbbbbbbbbbb"], rubric=r))
        assert secrets_in(path)
        erased(project, "aaaaaaaaaaaa")
    assert secrets_in(path) == []


def test_what_was_added_and_undone_is_gone_with_the_rest(tmp_path):
    path = tmp_path / "a.dossier"
    plain = replace(with_secret(), pieces=with_secret().pieces[1:])
    with create(path, plain, who="Léa") as project:
        project.save(with_secret(), Act(code="note-event", params={"title": "SECRETTITLE"}))
        project.undo()
        erased(project, "bbbbbbbbbbbb")
    assert secrets_in(path) == []


def test_a_group_that_stays_keeps_what_was_done_to_its_parts(tmp_path):
    dossier = with_secret()
    third = piece("cccccccccccc", "order", title="Ticket")
    with create(
        tmp_path / "a.dossier", replace(dossier, pieces=(*dossier.pieces, third)), who="x"
    ) as project:
        does(
            project,
            lambda d: edit.set_note(d, "cccccccccccc", note="n"),
            lambda d: group.group_pieces(d, ["bbbbbbbbbbbb", "cccccccccccc"]),
        )
        erased(project, "aaaaaaaaaaaa")
        assert told(project)[1] == ("set-note", {"title": "Ticket"}, "note:cccccccccccc")


def test_a_damaged_journal_lets_nothing_be_erased_halfway(tmp_path):
    path = tmp_path / "a.dossier"
    with create(path, with_secret(), who="x") as project:
        does(
            project,
            lambda d: edit.set_note(d, "aaaaaaaaaaaa", note="n"),
            lambda d: edit.set_note(d, "bbbbbbbbbbbb", note="n"),
            lambda d: away.remove_pieces(d, ["aaaaaaaaaaaa"]),
        )
        project._connection.execute("UPDATE journal SET entry = x'00' WHERE id = 3")
        done, before = away.erase_pieces(project.dossier, ["aaaaaaaaaaaa"]), project.dossier
        with pytest.raises(UnreadableError, match="project-damaged"):
            project.settle(done.dossier, done.act)
        assert project.dossier == before
        assert project.undo() is not None
