"""The files of a finished annex: one with its name, several in a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dossier.basis.digest import Digest
from dossier.texts.catalogue import Texts
from ui.views.card_rows import Rows
from ui.widgets.buttons import button
from ui.widgets.labels import ElidedLabel, labelled


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFile:
    """A finished file; ``size`` in bytes."""

    path: Path
    pages: int
    size: int
    digest: Digest


class ExportFiles(QWidget):
    """One line a file, each with the way to open it; hidden for a single file, which the page names.

    Attributes:
        open_wanted: A file is to be opened (``Path``).
    """

    open_wanted = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._rows = Rows("export-files")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        column.addWidget(labelled(texts.say("window.export_files_head"), "section"))
        column.addWidget(self._rows)
        self.hide()

    def show_files(self, files: Sequence[MadeFile]) -> None:
        """Lists them in the order in which they are to be read."""
        several = tuple(files) if len(files) > 1 else ()
        self._rows.tell(several, lambda: [self._row(one) for one in several])
        self.setVisible(bool(several))

    def _row(self, file: MadeFile) -> QWidget:
        name = file.path.name
        open_ = button(self._texts.say("window.export_open"), "link", name="export-file-open")
        open_.setAccessibleName(self._texts.say("window.export_open_name", file=name))
        open_.clicked.connect(lambda _=False: self.open_wanted.emit(file.path))
        return file_row(self._texts, open_, name=name, pages=file.pages, size=file.size)


def file_row(texts: Texts, act: QWidget, *, name: str, pages: int, size: int) -> QWidget:
    """Makes a line that names a file, with its pages and bytes under it and what can be done behind."""
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(ElidedLabel(name, "body", mode=Qt.TextElideMode.ElideMiddle))
    facts = texts.size(size)
    if pages:
        facts = texts.say("window.status_join", first=texts.say("annex.pages", n=pages), second=facts)
    words.addWidget(labelled(facts, "secondary"))
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    line.addLayout(words, 1)
    line.addWidget(act, 0, Qt.AlignmentFlag.AlignTop)
    return row
