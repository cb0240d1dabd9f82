"""Where the annex goes."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dossier.texts.catalogue import Texts
from ui.widgets.buttons import button
from ui.widgets.labels import ElidedLabel, labelled


class ExportTarget(QWidget):
    """The file's name and folder, and the way to another place.

    Attributes:
        target_wanted: Another place is to be chosen.
    """

    target_wanted = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say = texts.say
        self._texts = texts
        self._target: Path | None = None
        self._replaces, self._separate = False, False
        self._name = ElidedLabel(say("window.export_no_target"), "body", mode=Qt.TextElideMode.ElideMiddle)
        self._name.setObjectName("export-target-name")
        self._folder = ElidedLabel("", "secondary", mode=Qt.TextElideMode.ElideMiddle)
        self._folder.setObjectName("export-target-folder")
        self._note = labelled("", "field-note", wrap=True)
        self._note.setObjectName("export-replaces")
        self._note.hide()
        self.choose: QPushButton = button(say("window.export_choose"), "plain", name="export-choose")
        self.choose.setAccessibleName(say("window.export_choose_name"))
        self.choose.clicked.connect(self.target_wanted)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._folder)
        file = QHBoxLayout()
        file.setSpacing(12)
        file.addLayout(names, 1)
        file.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(labelled(say("window.export_file"), "section"))
        column.addLayout(file)
        column.addWidget(self._note)

    @property
    def target(self) -> Path | None:
        """Where it goes; None as long as nobody said."""
        return self._target

    def set_target(self, target: Path, *, replaces: bool) -> None:
        """Tells where it goes, and whether a file stands there already."""
        self._target, self._replaces = target, replaces
        self._tell()

    def set_separate(self, separate: bool) -> None:
        """Tells whether there will be a folder of files in place of one."""
        self._separate = separate
        self._tell()

    def _tell(self) -> None:
        if self._target is None:
            return
        self._name.set_whole(self._target.stem if self._separate else self._target.name)
        self._folder.set_whole(str(self._target.parent))
        said = ""
        if self._separate:
            said = self._texts.say("window.export_into_folder")
        elif self._replaces:
            said = self._texts.say("window.export_replaces")
        self._note.setText(said)
        self._note.setVisible(bool(said))
