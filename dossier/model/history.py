"""Undo and redo: the past and the future of a dossier, kept as values.

What undo means, said once and without a file: tests of the acts run on it, and the steps of a project
file, which are kept on disk by ``store.journal``, must do the same.
"""

from dataclasses import dataclass, replace
from typing import Final

from dossier.model.commands.done import Act, Done
from dossier.model.dossier import Dossier

MOST_STEPS: Final = 100
"""Acts that can be undone; values share what they have in common, so it is the person's limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An act, and the dossier on its other side: before it in the past, after it in the future."""

    act: Act
    dossier: Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A dossier with what can be undone and redone.

    Attributes:
        past: Acts done, the latest last.
        present: The dossier now.
        future: Acts undone, the next to redo last.
    """

    past: tuple[Step, ...] = ()
    present: Dossier
    future: tuple[Step, ...] = ()

    @property
    def undoable(self) -> Act | None:
        """The act that ``undo`` takes back."""
        return self.past[-1].act if self.past else None

    @property
    def redoable(self) -> Act | None:
        """The act that ``redo`` does again."""
        return self.future[-1].act if self.future else None


def do(history: History, done: Done) -> History:
    """Adds an act; what had been undone is let go.

    An act that changes nothing leaves no step. Acts of one key that follow each other are one step,
    unless something was undone between them.
    """
    if done.dossier == history.present:
        return history
    last = history.past[-1] if history.past else None
    if last is not None and not history.future and done.act.key and done.act.key == last.act.key:
        if done.dossier == last.dossier:  # back where it began: nothing is left to undo
            return History(past=history.past[:-1], present=done.dossier)
        past = (*history.past[:-1], replace(last, act=done.act))
    else:
        past = (*history.past, Step(act=done.act, dossier=history.present))
    return History(past=past[-MOST_STEPS:], present=done.dossier)


def undo(history: History) -> History:
    """Takes back the last act; the same history when there is none."""
    if not history.past:
        return history
    *past, last = history.past
    future = (*history.future, Step(act=last.act, dossier=history.present))
    return History(past=tuple(past), present=last.dossier, future=future)


def redo(history: History) -> History:
    """Does the last undone act again; the same history when there is none."""
    if not history.future:
        return history
    *future, following = history.future
    past = (*history.past, Step(act=following.act, dossier=history.present))
    return History(past=past, present=following.dossier, future=tuple(future))


def settled(done: Done) -> History:
    """Starts anew after an act that nothing can take back, such as erasing for good."""
    return History(present=done.dossier)
