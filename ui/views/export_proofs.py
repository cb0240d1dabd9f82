"""What shows that an annex is right and still the same: the checks, and fingerprints."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from dossier.model.check import Tally
from dossier.texts.catalogue import Texts
from ui.views.export_files import MadeFile
from ui.widgets.buttons import button
from ui.widgets.labels import labelled

_GROUP: Final = 4
"""Digits of a fingerprint that are read at one go."""


class Beside(QWidget):
    """How many files stand beside the annex and where, and the way there."""

    reveal_wanted = Signal(object)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._first: Path | None = None
        self._said = labelled("", "body", wrap=True)
        self._said.setObjectName("export-beside")
        reveal = button(texts.say("window.export_reveal"), "link", name="export-beside-reveal")
        reveal.clicked.connect(self._tell)
        row = QHBoxLayout()
        row.addWidget(self._said, 1)
        row.addWidget(reveal, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(4)
        column.addWidget(labelled(texts.say("window.export_beside_head"), "section"))
        column.addLayout(row)
        self.hide()

    def show_files(self, files: Sequence[Path]) -> None:
        """Tells of files; hidden when there are none."""
        self._first = files[0] if files else None
        if files:
            folder = files[0].parent.name
            self._said.setText(self._texts.say("window.export_beside", n=len(files), folder=folder))
        self.setVisible(bool(files))

    def _tell(self) -> None:
        if self._first is not None:
            self.reveal_wanted.emit(self._first)


class Tallies(QWidget):
    """The checks by kind, each with how many facts it held."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.setObjectName("export-tallies")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 6, 4)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.hide()

    def show_tallies(self, tallies: Sequence[Tally]) -> None:
        """Lists the checks, as they ran."""
        while (item := self._grid.takeAt(0)) is not None:
            if (former := item.widget()) is not None:
                former.deleteLater()
        for row, tally in enumerate(tallies):
            self._grid.addWidget(labelled(self._words(tally.check), "secondary", wrap=True), row, 0)
            count = labelled(self._texts.number(tally.held), "secondary")
            self._grid.addWidget(count, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)

    def _words(self, check: str) -> str:
        key = f"window.export_check_{check.replace('-', '_')}"
        return self._texts.say(key if self._texts.has(key) else "window.export_check_other")


class Fingerprints(QWidget):
    """The annex's own fingerprint, in groups that can be read out; of several files a list to copy."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._copied = ""
        self._groups = labelled("", "secondary", wrap=True)
        self._groups.setObjectName("export-digest")
        self._groups.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._why = labelled("", "field-note", wrap=True)
        self._copy = button(texts.say("window.export_copy"), "link", name="export-copy")
        self._copy.clicked.connect(self._to_clipboard)
        head = QHBoxLayout()
        head.addWidget(labelled(texts.say("window.export_digest"), "section"), 1)
        head.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._groups)
        column.addWidget(self._why)

    def show_files(self, files: Sequence[MadeFile]) -> None:
        """Shows the fingerprint of one file, or offers those of several as a list."""
        say = self._texts.say
        alone = files[0].digest if len(files) == 1 else ""
        self._copied = alone or "\n".join(f"{one.digest}  {one.path.name}" for one in files)
        self._groups.setText(" ".join(alone[at : at + _GROUP] for at in range(0, len(alone), _GROUP)))
        self._groups.setAccessibleName(alone)
        self._groups.setVisible(bool(alone))
        self._why.setText(say("window.export_digest_why" if alone else "window.export_digests_why"))
        self._copy.setText(say("window.export_copy"))
        self._copy.setAccessibleName(say("window.export_copy_name"))

    def _to_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(self._copied)
        self._copy.setText(self._texts.say("window.export_copied"))
        self._copy.setAccessibleName(self._texts.say("window.export_copied"))
