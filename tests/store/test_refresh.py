"""What the program finds out by itself is kept without a step, and recognised words are found."""

import sqlite3
from dataclasses import replace

import pytest

from dossier.basis.codec import to_json
from dossier.basis.errors import PlaceError
from dossier.model.body import ImageBody
from dossier.model.commands.done import Act
from dossier.model.commands.edit import set_title
from dossier.model.recognised import NO_WORDS, Recognised, RecognisedPage, Word
from dossier.store.opening import open_file
from tests.support.store_child import asset


def recognised(*lines):
    words = tuple(tuple(Word(word, 0.1, 0.2, 0.3, 0.04) for word in line.split()) for line in lines)
    return to_json(Recognised(pages=(RecognisedPage(number=1, lines=words),)))


def with_picture(dossier, words=None):
    """Gives the first piece a picture, with the words that were read in it."""
    first, *others = dossier.pieces
    body = ImageBody(asset=dossier.pieces[0].originals[0].digest, width_px=3, height_px=4, words=words)
    return replace(dossier, pieces=(replace(first, bodies=(body,)), *others))


def read_in(project, *lines):
    """Has words recognised in the first piece's picture."""
    words = project.put_asset(recognised(*lines))
    project.refresh(with_picture(project.dossier, words))
    return words


@pytest.fixture
def pictured(full):
    full.save(with_picture(full.dossier), Act(code="add", params={"n": 1}))
    return full


def found(project, words):
    return [piece for piece, _ in project.search(words)]


def test_it_leaves_the_steps_and_the_journal_alone(pictured):
    undoable, lines = pictured.undoable, pictured.journal()
    words = read_in(pictured, "porte fendue")
    assert (pictured.undoable, pictured.redoable, pictured.journal()) == (undoable, None, lines)
    before = pictured.undo()
    assert before.pieces[0].bodies == ()
    assert pictured.redo().pieces[0].bodies[0].words == words
    assert pictured.redoable is None


def test_what_was_undone_before_it_can_still_be_done_again(pictured):
    first = pictured.dossier.pieces[0]
    done = set_title(pictured.dossier, first.id, title="Autre titre")
    pictured.save(done.dossier, done.act)
    pictured.undo()
    read_in(pictured, "porte fendue")
    assert pictured.redo().pieces[0].title == "Autre titre"
    assert pictured.undo().pieces[0].bodies[0].words is not None


def test_typing_goes_on_as_one_step_when_words_come_between(pictured):
    first, steps = pictured.dossier.pieces[0], pictured.undoable
    for title in ("P", "Po", "Por"):
        done = set_title(pictured.dossier, first.id, title=title)
        pictured.save(done.dossier, done.act)
        read_in(pictured, f"mot de {title}")
    pictured.undo()
    assert (pictured.dossier.pieces[0].title, pictured.undoable) == (first.title, steps)


def test_recognised_words_are_found_and_go_with_their_picture(pictured):
    first = pictured.dossier.pieces[0].id
    assert found(pictured, "fendue") == []
    read_in(pictured, "la porte est", "fendue à Besançon")
    assert found(pictured, "besancon fendue") == [first]
    pictured.undo()
    assert found(pictured, "fendue") == []
    pictured.redo()
    assert found(pictured, "porte") == [first]


def test_it_is_all_there_when_the_file_is_opened_again(pictured, path):
    words = read_in(pictured, "fendue")
    dossier = pictured.dossier
    pictured.close()
    with open_file(path, who="Léa") as again:
        assert again.dossier == dossier
        assert again.has(words)
        assert found(again, "fendue") == [dossier.pieces[0].id]


def test_words_that_nothing_names_any_more_are_forgotten(pictured):
    words = read_in(pictured, "fendue")
    assert pictured.forget_unused_assets() == 0
    pictured.settle(with_picture(pictured.dossier), Act(code="erase", params={"n": 1}))
    assert not pictured.has(words)
    assert found(pictured, "fendue") == []


@pytest.mark.parametrize("spoilt", [b"", b"{}", b'{"pages":[{"lines":[[1]]}]}', asset(7, size=64), b"[]"])
def test_words_that_cannot_be_read_spoil_nothing_else(pictured, spoilt):
    words = pictured.put_asset(spoilt)
    pictured.refresh(with_picture(pictured.dossier, words))
    done = set_title(pictured.dossier, pictured.dossier.pieces[0].id, title="Porte abîmée")
    pictured.save(done.dossier, done.act)
    assert found(pictured, "abîmée") == [pictured.dossier.pieces[0].id]


def test_words_that_are_missing_spoil_nothing_either(pictured):
    pictured.refresh(with_picture(pictured.dossier, NO_WORDS))
    assert pictured.dossier.pieces[0].bodies[0].words == NO_WORDS


def test_a_file_opened_for_reading_only_refuses_it(pictured, path):
    with open_file(path, who="Max") as second:
        assert second.read_only is not None
        with pytest.raises(PlaceError):
            second.refresh(with_picture(second.dossier, NO_WORDS))


def test_what_cannot_be_written_changes_nothing(pictured, path):
    before = pictured.dossier
    words = pictured.put_asset(recognised("fendue"))
    other = sqlite3.connect(path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(PlaceError):
            pictured.refresh(with_picture(before, words))
    finally:
        other.close()
    assert pictured.dossier == before
    assert found(pictured, "fendue") == []
