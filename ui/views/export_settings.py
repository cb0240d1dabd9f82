"""How the annex is cut besides what its recipient asks for; folded away until somebody needs it."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dossier.model.rounds import Scope
from dossier.model.wish import Wish
from dossier.recipients.profile import Form, Limited, Profile
from dossier.texts.catalogue import Texts
from ui.models.measures import joined, limit_size
from ui.theme import Theme
from ui.views.card_fields import StillCombo
from ui.views.folded import Folded
from ui.widgets.labels import labelled

_MEGABYTE: Final = 1_000_000
_SIZES_MB: Final = (4, 5, 10, 20)
_NO_LIMIT: Final = 0
_OTHER: Final = -1
_FIRST_OTHER_MB: Final = 25
_MOST_MB: Final = 999
_OTHER_PX: Final = 64
_INDENT_PX: Final = 28

_SEPARATE: Final = "separate"
_INSIDE: Final = (_SEPARATE, "duplex", "originals", "pdfa")
_BESIDE: Final = ("docx", "csv", "sums", "requests", "report")
"""Boxes by the last part of their words' keys: what changes the annex, and what is put beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """What is wanted beside the annex.

    Attributes:
        docx: The bordereau as a text document.
        csv: The bordereau as a table.
        sums: The list of fingerprints.
        requests: A question to a time stamp service, for each PDF.
        report: The report for other programs.
    """

    docx: bool = False
    csv: bool = False
    sums: bool = False
    requests: bool = False
    report: bool = False


NO_EXTRAS: Final = Extras()


class ExportSettings(QWidget):
    """A limit on size, and boxes to tick; what is chosen stays while the page lives.

    Attributes:
        changed: Something else is chosen.
    """

    changed = Signal()

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._always_separate = False
        self._size = StillCombo(texts.say("window.export_size"))
        self._size.setObjectName("export-size")
        for size in (_NO_LIMIT, *_SIZES_MB, _OTHER):
            self._size.addItem(self._size_words(size), size)
        self._other = QLineEdit(str(_FIRST_OTHER_MB))
        self._other.setObjectName("export-size-other")
        self._other.setAccessibleName(texts.say("window.export_size_other"))
        self._other.setValidator(QIntValidator(1, _MOST_MB, self))
        self._other.setFixedWidth(_OTHER_PX)
        self._unit = labelled(texts.say("unit.megabyte", n="").strip(), "body")
        for part in (self._other, self._unit):
            part.hide()
        self._held = labelled("", "field-note", wrap=True)
        self._held.setObjectName("export-size-held")
        self._boxes = {key: self._box(key) for key in (*_INSIDE, *_BESIDE)}
        self._places = {key: self._explained(key) for key in self._boxes}
        inside = QWidget()
        self._fold = Folded(texts.say("window.export_settings"), inside, theme, name="export-settings")
        self._fill(QVBoxLayout(inside))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._fold)
        self._size.currentIndexChanged.connect(self._follow)
        self._other.textChanged.connect(self._follow)
        for box in self._boxes.values():
            box.toggled.connect(self._follow)

    def wish(self, scope: Scope) -> Wish:
        """Gives what is chosen, for an annex that holds so much."""
        size = self._size_mb()
        return Wish(
            scope=scope,
            max_bytes=size * _MEGABYTE if size else None,
            separate=self._is_on(_SEPARATE) and not self._always_separate,
            duplex=self._is_on("duplex"),
            with_originals=self._is_on("originals"),
            pdfa=self._is_on("pdfa"),
        )

    def extras(self) -> Extras:
        """Gives what is wanted beside it."""
        return Extras(**{key: self._is_on(key) for key in _BESIDE})

    @property
    def separate(self) -> bool:
        """Whether each piece gets a file of its own."""
        return self._always_separate or self._is_on(_SEPARATE)

    def set_profile(self, profile: Profile) -> None:
        """Tells what the recipient insists on; that holds whatever is chosen here."""
        say = self._texts.say
        most = profile.limit(Limited.FILE_BYTES)
        if most is None:
            none, held = "window.export_size_none", say("window.export_size_why")
        else:
            size = limit_size(self._texts, most)
            none, held = "window.export_size_theirs", say("window.export_size_held", size=size)
        self._size.setItemText(0, say(none))
        self._held.setText(held)
        self._always_separate = profile.form is Form.SEPARATE
        self._places[_SEPARATE].setVisible(not self._always_separate)
        self._tell()

    def _fill(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(4)
        column.addWidget(labelled(self._texts.say("window.export_size"), "section"))
        sizes = QHBoxLayout()
        sizes.setSpacing(8)
        sizes.addWidget(self._size)
        sizes.addWidget(self._other)
        sizes.addWidget(self._unit)
        sizes.addStretch(1)
        column.addLayout(sizes)
        column.addWidget(self._held)
        for head, keys in (("export_inside", _INSIDE), ("export_beside_too", _BESIDE)):
            column.addSpacing(8)
            column.addWidget(labelled(self._texts.say(f"window.{head}"), "section"))
            for key in keys:
                column.addWidget(self._places[key])

    def _explained(self, key: str) -> QWidget:
        """Puts the line that explains a box under its words."""
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        column.addWidget(self._boxes[key], 0, Qt.AlignmentFlag.AlignLeft)
        under = QHBoxLayout()
        under.setContentsMargins(_INDENT_PX, 0, 0, 0)
        under.addWidget(labelled(self._texts.say(f"window.export_{key}_why"), "field-note", wrap=True))
        column.addLayout(under)
        return place

    def _box(self, key: str) -> QCheckBox:
        made = QCheckBox(self._texts.say(f"window.export_{key}_too"))
        made.setObjectName(f"export-with-{key}")
        made.setAccessibleName(made.text())
        made.setAccessibleDescription(self._texts.say(f"window.export_{key}_why"))
        return made

    def _is_on(self, key: str) -> bool:
        return self._boxes[key].isChecked()

    def _size_words(self, size_mb: int) -> str:
        if size_mb == _NO_LIMIT:
            return self._texts.say("window.export_size_none")
        if size_mb == _OTHER:
            return self._texts.say("window.export_size_choose")
        return limit_size(self._texts, size_mb * _MEGABYTE)

    def _size_mb(self) -> int:
        chosen = int(self._size.currentData())
        return int(self._other.text() or _NO_LIMIT) if chosen == _OTHER else chosen

    def _follow(self, _: object = None) -> None:
        for part in (self._other, self._unit):
            part.setVisible(self._size.currentData() == _OTHER)
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        """Says beside the closed title what is chosen."""
        size, texts = self._size_mb(), self._texts
        most = limit_size(texts, size * _MEGABYTE)
        said = [texts.say("window.measure_file_size", size=most)] if size else []
        said += [box.text() for key, box in self._boxes.items() if box.isChecked() and self._counts(key)]
        self._fold.tell(joined(texts, said))

    def _counts(self, key: str) -> bool:
        return key != _SEPARATE or not self._always_separate
