"""Undo and redo give back exactly what was, step by step."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.model.commands.done import Act, Done
from dossier.model.commands.edit import set_title
from dossier.model.commands.facts import set_dossier_title
from dossier.model.dossier import Dossier
from dossier.model.history import MOST_STEPS, History, do, redo, settled, undo
from dossier.model.ids import PieceId, RubricId
from dossier.model.piece import Piece

ONE = Dossier(
    pieces=tuple(Piece(id=PieceId(name), title=name, rubric=RubricId("other")) for name in ("a", "b"))
)


def named(title, key=""):
    return Done(dossier=Dossier(title=title), act=Act(code="set-dossier-title", key=key))


def titles(history):
    return [step.dossier.title for step in history.past]


@given(st.lists(st.text(max_size=3), max_size=30))
def test_all_undone_is_the_first_and_all_redone_the_last(names):
    history = History(present=Dossier(title="begin"))
    for name in names:
        history = do(history, named(name))
    last, seen = history, [history.present]
    while history.undoable:
        history = undo(history)
        seen.append(history.present)
    assert history.present == Dossier(title="begin")
    assert not history.past
    again = [history.present]
    while history.redoable:
        history = redo(history)
        again.append(history.present)
    assert history == last
    assert again == seen[::-1]


def test_nothing_to_undo_or_redo_changes_nothing():
    history = History(present=ONE)
    assert undo(history) is history
    assert redo(history) is history
    assert history.undoable is None
    assert history.redoable is None


def test_typing_in_one_field_is_one_step_and_another_field_another():
    history = History(present=ONE)
    for title in ("x", "xy", "xyz"):
        history = do(history, set_title(history.present, PieceId("a"), title=title))
    history = do(history, set_title(history.present, PieceId("b"), title="z"))
    assert len(history.past) == 2
    history = undo(history)
    assert history.redoable.params == {"title": "z"}
    assert history.undoable.params == {"title": "xyz"}
    assert undo(history).present == ONE


def test_typing_back_to_the_beginning_leaves_no_step():
    history = do(History(present=ONE), set_title(ONE, PieceId("a"), title="x"))
    history = do(history, set_title(history.present, PieceId("a"), title="a"))
    assert history == History(present=ONE)


def test_acts_without_a_key_never_merge():
    history = do(do(History(present=ONE), named("x")), named("y"))
    assert len(history.past) == 2


def test_an_act_that_changes_nothing_keeps_what_can_be_redone():
    history = undo(do(History(present=ONE), set_dossier_title(ONE, "t")))
    assert do(history, set_title(ONE, PieceId("a"), title="a")) is history


def test_an_act_after_undo_lets_the_future_go_and_begins_a_step_of_its_own():
    history = do(History(present=Dossier()), named("x", "k"))
    history = undo(do(history, named("y", "other")))
    history = do(history, named("z", "k"))
    assert titles(history) == ["", "x"]
    assert history.redoable is None


def test_the_oldest_steps_are_let_go_beyond_the_limit():
    history = History(present=Dossier(title="begin"))
    for number in range(MOST_STEPS + 7):
        history = do(history, named(str(number)))
    assert len(history.past) == MOST_STEPS
    assert titles(history)[0] == "6"


def test_what_cannot_be_taken_back_leaves_no_past():
    history = do(History(present=ONE), named("x"))
    assert settled(set_dossier_title(history.present, "y")) == History(present=Dossier(title="y"))
