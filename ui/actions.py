"""Every act that has a menu line or a key: one row each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from dossier.texts.catalogue import Texts


class When(StrEnum):
    """What an act needs; from ``SEVERAL`` on in a dossier that can be changed."""

    ALWAYS = "always"
    OPEN = "open"
    """A dossier is open."""
    WRITABLE = "writable"
    """A dossier is open, and can be changed."""
    UNDOABLE = "undoable"
    REDOABLE = "redoable"
    SEVERAL = "several"
    """Several pieces are chosen, none in the bin."""
    GROUPED = "grouped"
    """One piece is chosen that was grouped from others."""
    ATTACHABLE = "attachable"
    """What is chosen could follow another piece."""
    ATTACHED = "attached"
    """Only what is attached to another piece is chosen."""
    HELD_BACK = "held-back"
    """Something that could stand in the annex does not."""
    WANTED = "wanted"
    """Something chosen stands in the annex."""
    TURNABLE = "turnable"
    PAGED = "paged"
    """One document of several pages is chosen."""
    CHAT = "chat"
    """One conversation is chosen."""
    BY_HAND = "by-hand"
    """The rubric that is looked at was ordered by hand."""
    KEPT = "kept"
    """Pieces are chosen, none in the bin."""
    BINNED = "binned"
    """Pieces in the bin are chosen, and nothing else."""


class Menu(StrEnum):
    """The menus, in their order; their names are words under ``[window]`` as ``menu_…``."""

    FILE = "file"
    EDIT = "edit"
    PIECE = "piece"
    VIEW = "view"
    HELP = "help"


Keys = tuple[str, ...] | str | QKeySequence.StandardKey | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One act.

    Attributes:
        name: Its key: words under ``[window]`` as ``act_…``, and the name of what does it.
        menu: Where it stands.
        keys: Its keys, also given without the menu being open.
        when: What it needs.
        group: Lines of one number stand together in their menu.
    """

    name: str
    menu: Menu
    keys: Keys = None
    when: When = When.WRITABLE
    group: int = 0


_STANDARD = QKeySequence.StandardKey

ROWS: Final = (
    Row(name="new", menu=Menu.FILE, keys=_STANDARD.New, when=When.ALWAYS),
    Row(name="open", menu=Menu.FILE, keys=_STANDARD.Open, when=When.ALWAYS),
    Row(name="save_copy", menu=Menu.FILE, keys="Ctrl+Shift+S", when=When.OPEN, group=1),
    Row(name="facts", menu=Menu.FILE, group=1),
    Row(name="dispute", menu=Menu.FILE, keys="Ctrl+D", when=When.OPEN, group=1),
    Row(name="export", menu=Menu.FILE, keys="Ctrl+E", when=When.OPEN, group=2),
    Row(name="rounds", menu=Menu.FILE, when=When.OPEN, group=2),
    Row(name="close", menu=Menu.FILE, keys=("Ctrl+W", "Ctrl+F4"), when=When.OPEN, group=3),
    Row(name="quit", menu=Menu.FILE, keys="Ctrl+Q", when=When.ALWAYS, group=3),
    Row(name="undo", menu=Menu.EDIT, keys=_STANDARD.Undo, when=When.UNDOABLE),
    Row(name="redo", menu=Menu.EDIT, keys=("Ctrl+Shift+Z", "Ctrl+Y"), when=When.REDOABLE),
    Row(name="paste", menu=Menu.EDIT, keys=_STANDARD.Paste, group=1),
    Row(name="find", menu=Menu.EDIT, keys=_STANDARD.Find, when=When.OPEN, group=2),
    Row(name="add", menu=Menu.PIECE, keys="Ctrl+Shift+A"),
    Row(name="add_folder", menu=Menu.PIECE),
    Row(name="capture", menu=Menu.PIECE, keys="Ctrl+Shift+C"),
    Row(name="note_event", menu=Menu.PIECE, keys="Ctrl+Shift+N"),
    Row(name="group", menu=Menu.PIECE, keys="Ctrl+G", when=When.SEVERAL, group=1),
    Row(name="split", menu=Menu.PIECE, keys="Ctrl+Shift+G", when=When.GROUPED, group=1),
    Row(name="attach", menu=Menu.PIECE, when=When.ATTACHABLE, group=1),
    Row(name="translation", menu=Menu.PIECE, when=When.ATTACHABLE, group=1),
    Row(name="transcription", menu=Menu.PIECE, when=When.ATTACHABLE, group=1),
    Row(name="detach", menu=Menu.PIECE, when=When.ATTACHED, group=1),
    Row(name="include", menu=Menu.PIECE, when=When.HELD_BACK, group=2),
    Row(name="exclude", menu=Menu.PIECE, when=When.WANTED, group=2),
    Row(name="turn_left", menu=Menu.PIECE, keys="Ctrl+Shift+L", when=When.TURNABLE, group=3),
    Row(name="turn_right", menu=Menu.PIECE, keys="Ctrl+Shift+R", when=When.TURNABLE, group=3),
    Row(name="choose_pages", menu=Menu.PIECE, when=When.PAGED, group=3),
    Row(name="choose_days", menu=Menu.PIECE, when=When.CHAT, group=3),
    Row(name="order_by_date", menu=Menu.PIECE, when=When.BY_HAND, group=4),
    Row(name="remove", menu=Menu.PIECE, when=When.KEPT, group=5),
    Row(name="restore", menu=Menu.PIECE, when=When.BINNED, group=5),
    Row(name="erase", menu=Menu.PIECE, when=When.BINNED, group=5),
    Row(name="by_rubric", menu=Menu.VIEW, keys="Ctrl+1", when=When.OPEN),
    Row(name="by_date", menu=Menu.VIEW, keys="Ctrl+2", when=When.OPEN),
    Row(name="findings", menu=Menu.VIEW, keys="Ctrl+3", when=When.OPEN, group=1),
    Row(name="recipient", menu=Menu.VIEW, keys="Ctrl+4", when=When.OPEN, group=2),
    Row(name="deadlines", menu=Menu.VIEW, keys="Ctrl+5", when=When.OPEN, group=2),
    Row(name="about", menu=Menu.HELP, when=When.ALWAYS),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the acts depend on: all that is so now, and what undo and redo would do."""

    fits: frozenset[When] = frozenset((When.ALWAYS,))
    undo_words: str = ""
    redo_words: str = ""


class Actions:
    """The acts as Qt knows them."""

    def __init__(self, texts: Texts, owner: QWidget) -> None:
        self._texts = texts
        self._actions = {row.name: _action(row, texts, owner) for row in ROWS}
        owner.addActions(list(self._actions.values()))

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def connect(self, doers: Mapping[str, Callable[[], object]]) -> None:
        """Ties each act to what does it.

        Raises:
            KeyError: An act has no doer: our fault.
        """
        for name, action in self._actions.items():
            doer = doers[name]
            action.triggered.connect(lambda _=False, doer=doer: doer())

    def remove_from(self, owner: QWidget) -> None:
        """Takes every act away from a window that will get others."""
        for action in self._actions.values():
            owner.removeAction(action)
            action.deleteLater()

    def menus(self, parent: QWidget) -> list[QMenu]:
        """Makes the menus, in their order."""
        return [self.menu(which, parent) for which in Menu]

    def menu(self, which: Menu, parent: QWidget) -> QMenu:
        """Makes one menu."""
        menu = QMenu(self._texts.say(f"window.menu_{which}"), parent)
        group = 0
        for row in ROWS:
            if row.menu is which:
                if row.group != group:
                    menu.addSeparator()
                    group = row.group
                menu.addAction(self._actions[row.name])
        return menu

    def menu_of_chosen(self, parent: QWidget) -> QMenu:
        """Makes the menu of what is chosen: only what can be done with it, gone once it is closed."""
        menu = QMenu(parent)
        menu.setObjectName("pieces-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = 0
        for row in ROWS:
            if row.menu is Menu.PIECE and row.group and self._actions[row.name].isEnabled():
                if group and row.group != group:
                    menu.addSeparator()
                group = row.group
                menu.addAction(self._actions[row.name])
        return menu

    def set_standing(self, standing: Standing) -> None:
        """Lets only what can be done be chosen, and names what undo and redo would do."""
        for row in ROWS:
            self._actions[row.name].setEnabled(row.when in standing.fits)
        for name, words in (("undo", standing.undo_words), ("redo", standing.redo_words)):
            plain = self._texts.say(f"window.act_{name}")
            named = self._texts.say(f"window.act_{name}_what", what=words) if words else plain
            self._actions[name].setText(named)


def _action(row: Row, texts: Texts, owner: QWidget) -> QAction:
    action = QAction(texts.say(f"window.act_{row.name}"), owner)
    action.setObjectName(f"act_{row.name}")
    if isinstance(row.keys, tuple):
        action.setShortcuts([QKeySequence(keys) for keys in row.keys])
    elif row.keys is not None:
        action.setShortcut(QKeySequence(row.keys))
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    return action
