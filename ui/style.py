"""The one style sheet of the window, written from the colours of a theme.

Widgets say what they are by the dynamic properties ``look`` and ``tone``; no view writes colours.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the theme is what asks for its sheet
    from ui.theme import Theme

_WORDS = Template("""
[look="page-title"] { font-size: 22px; font-weight: bold; color: $ink; }
[look="title"] { font-size: 15px; font-weight: bold; color: $ink; }
[look="strong"] { font-weight: bold; color: $ink; }
[look="body"] { color: $ink; }
[look="secondary"] { font-size: 12px; color: $soft; }
[look="lead"] { color: $soft; }
[look="field-note"] { font-size: 11px; color: $soft; }
[look="section"] {
    font-size: 11px; color: $soft; letter-spacing: 0.6px; text-transform: uppercase;
}
QLabel[look="chip"] { font-size: 12px; padding: 1px 8px 2px 8px; border-radius: 9px; }
""")

_SURFACES = Template("""
QFrame[look="card"] { background: $paper; border: 1px solid $line; border-radius: 10px; }
QFrame[look="pane"] { background: $paper; border: none; }
QFrame[look="pane"][side="true"] { background: $background; }
QFrame[look="pane"][side="true"] QListView { background: $background; }
QFrame[look="banner"] { border: none; }
QFrame[look="banner"][inset="true"] { border-radius: 8px; }
QFrame[look="line"] { background: $line; border: none; min-height: 1px; max-height: 1px; }
QFrame[look="drop"] { background: transparent; border: 2px dashed $accent; border-radius: 12px; }
QFrame[look="drop"] > QFrame { background: $accent; border-radius: 10px; }
QFrame[look="drop"] QLabel { color: $on_accent; font-weight: bold; }
QScrollArea { background: transparent; border: none; }
QToolTip { background: $paper; color: $ink; border: 1px solid $edge; padding: 4px 6px; }
QStatusBar, QToolBar { background: $paper; border: none; }
QStatusBar::item { border: none; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QListView, QTreeView, QTableView {
    background: $paper; border: none; outline: 0;
    selection-background-color: $accent_soft; selection-color: $ink;
}
QFrame[look="menu"] { background: $paper; border: 1px solid $edge; }
QDialog QListView, QListView[framed="true"], QFrame[look="menu"] QListView {
    border: 1px solid $edge; border-radius: 7px; padding: 2px;
}
QDialog QListView:focus, QListView[framed="true"]:focus, QFrame[look="menu"] QListView:focus {
    border-color: $accent;
}
QFrame[look="pane"][side="true"] QListView[framed="true"] { background: $paper; }
QProgressBar {
    background: $line; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; color: transparent;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
""")

_BUTTONS = Template("""
QPushButton {
    background: $paper; color: $ink; border: 1px solid $edge; border-radius: 7px; padding: 6px 13px;
}
QPushButton:hover { background: $accent_soft; border-color: $accent; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 12px; }
QPushButton:disabled { background: transparent; color: $faint; border-color: $line; }
QPushButton:checked { background: $accent_soft; color: $accent; border-color: $accent; }
QPushButton:checked:disabled { background: transparent; color: $faint; border-color: $line; }
QPushButton[look="primary"], QMessageBox QPushButton:default {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: bold;
}
QPushButton[look="primary"]:hover, QMessageBox QPushButton:default:hover {
    background: $accent_strong; border-color: $accent_strong; color: $on_accent;
}
QPushButton[look="primary"]:focus, QMessageBox QPushButton:default:focus {
    border: 3px double $on_accent; padding: 4px 11px;
}
QPushButton[look="primary"]:disabled { background: $line; color: $faint; border-color: $line; }
QPushButton[look="danger"]:enabled { color: $missing; }
QPushButton[look="danger"]:hover { background: $missing_soft; border-color: $missing; }
QPushButton[look="danger"]:focus { border-color: $missing; }
QPushButton[look="link"] {
    background: transparent; color: $accent; border: none; border-bottom: 2px solid transparent;
    border-radius: 0; padding: 4px 0 2px 0; text-align: left;
}
QPushButton[look="link"]:hover { color: $accent_strong; text-decoration: underline; }
QPushButton[look="link"]:focus { background: $accent_soft; border-bottom-color: $accent; }
QPushButton[look="link"]:disabled { color: $faint; }
QPushButton[look="segment"] { font-size: 12px; border-radius: 6px; padding: 3px 8px; }
QPushButton[look="segment"]:focus { padding: 2px 7px; }
QPushButton[look="card"] {
    background: $paper; border: 1px solid $line; border-radius: 10px; text-align: left; padding: 0;
}
QPushButton[look="card"][main="true"] { background: $accent_soft; border-color: $accent_soft; }
QPushButton[look="card"][main="true"] [look="title"] { color: $accent; }
QPushButton[look="card"]:hover { border-color: $accent; }
QPushButton[look="card"]:pressed { background: $accent_soft; }
QPushButton[look="card"]:focus { border: 2px solid $accent; }
QPushButton::menu-indicator {
    image: url("$icons/chevron-$shade.svg"); width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: right center; right: 8px;
}
QToolButton {
    background: transparent; color: $ink; border: 2px solid transparent; border-radius: 7px; padding: 4px 6px;
}
QToolButton[look="small"] { padding: 3px; }
QToolButton:hover { background: $line; }
QToolButton:pressed, QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; }
""")

_FIELDS = Template("""
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: $paper; color: $ink; border: 1px solid $edge; border-radius: 7px; padding: 5px 9px;
    selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $soft;
}
QPlainTextEdit, QTextEdit { padding: 3px 5px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $accent; padding: 4px 8px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 2px 4px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled,
QAbstractSpinBox:disabled {
    background: $background; color: $faint; border-color: $line;
}
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] { background: $background; }
QComboBox { padding-right: 26px; }
QComboBox:focus { padding-right: 25px; }
QComboBox:hover, QLineEdit:hover, QPlainTextEdit:hover { border-color: $accent; }
QComboBox::drop-down, QDateTimeEdit::drop-down { border: none; width: 26px; }
QComboBox::down-arrow, QDateTimeEdit::down-arrow {
    image: url("$icons/chevron-$shade.svg"); width: 12px; height: 12px;
}
QComboBox QLineEdit { border: none; padding: 0; background: transparent; }
QAbstractSpinBox QLineEdit { border: none; padding: 0 8px; background: transparent; }
QComboBox QAbstractItemView { background: $paper; border: 1px solid $edge; padding: 4px; }
QComboBox QAbstractItemView, QMenu { selection-background-color: $accent_soft; selection-color: $ink; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 6px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QCheckBox, QRadioButton { spacing: 8px; padding: 3px 6px 3px 4px; border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { background: $accent_soft; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 14px; height: 14px; background: $paper; border: 1px solid $soft; border-radius: 4px;
}
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked {
    background: $accent; border-color: $accent; image: url("$icons/tick-$shade.svg");
}
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $faint; }
QCheckBox::indicator:checked:disabled { background: $faint; }
""")

_MOVING = Template("""
QMenu { background: $paper; color: $ink; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $faint; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenuBar { background: $paper; color: $ink; }
QMenuBar::item { padding: 6px 10px; background: transparent; border-radius: 5px; }
QMenuBar::item:selected { background: $accent_soft; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $edge; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")

_TONE = Template("""
QLabel[look="chip"][tone="$tone"] { color: $words; background: $ground; }
QFrame[look="banner"][tone="$tone"] { background: $ground; }
QFrame[look="banner"][tone="$tone"] QLabel { color: $words; }
QFrame[look="banner"][tone="$tone"] QPushButton {
    background: transparent; color: $words; border-color: $words;
}
QFrame[look="banner"][tone="$tone"] QToolButton { color: $words; }
""")


def style_sheet(theme: "Theme", icons: Path) -> str:
    """Writes the sheet.

    Args:
        theme: Whose colours it speaks.
        icons: The folder of the few drawings that a sheet can only name by file.
    """
    colours: Mapping[str, str] = asdict(theme.palette)
    values = {**colours, "icons": icons.as_posix(), "shade": "dark" if theme.dark else "light"}
    parts = (_WORDS, _SURFACES, _BUTTONS, _FIELDS, _MOVING)
    return "".join([*(part.substitute(values) for part in parts), *_tones(theme)])


def _tones(theme: "Theme") -> Iterable[str]:
    for tone, (words, ground) in theme.pairs().items():
        yield _TONE.substitute(tone=tone.value, words=words, ground=ground)
