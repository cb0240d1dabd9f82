"""What an export came to: where it is, what was checked, what was noticed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from dossier.basis.digest import Digest
from dossier.model.check import Tally
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, Level
from dossier.model.ids import PieceId
from dossier.model.piece import State
from dossier.texts.catalogue import Texts
from dossier.texts.counts import pieces_and_attached
from ui.theme import Theme
from ui.views.findings_list import FindingsList
from ui.views.remarks import Remark, RemarksModel
from ui.widgets.buttons import button
from ui.widgets.labels import ElidedLabel, labelled

_GROUP: Final = 4
"""Digits of a fingerprint that are read at one go."""

_WORDS_OF_STATE: Final = {State.PARTIAL: "export_partial", State.PLACEHOLDER: "export_placeholder"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportDone:
    """A finished annex.

    Attributes:
        path: Where it is.
        pieces: Numbered pieces in it.
        attached: What is attached to them.
        pages: Its pages.
        size: Bytes.
        digest: Its fingerprint.
        facts: How many facts were checked; all of them hold, else there would be no annex.
        findings: What was noticed while it was made.
        tallies: The checks by kind, as they ran.
        states: Pieces of which the reader does not see everything.
        beside: The files that stand beside it, to be sent along.
    """

    path: Path
    pieces: int
    attached: int
    pages: int
    size: int
    digest: Digest
    facts: int
    findings: tuple[Finding, ...] = ()
    tallies: tuple[Tally, ...] = ()
    states: tuple[tuple[PieceId, State], ...] = ()
    beside: tuple[Path, ...] = ()


class ExportReport(QWidget):
    """The page after the export."""

    open_wanted = Signal(object)
    reveal_wanted = Signal(object)
    piece_wanted = Signal(object)
    back_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._done: ExportDone | None = None
        say = texts.say
        self._name = ElidedLabel("", "title", mode=Qt.TextElideMode.ElideMiddle)
        self._name.setObjectName("export-done-name")
        self._folder = ElidedLabel("", "secondary", mode=Qt.TextElideMode.ElideMiddle)
        self._size = labelled("", "body", wrap=True)
        self._size.setObjectName("export-done-size")
        self.open = button(say("window.export_open"), "primary", name="export-open")
        self.open.clicked.connect(self._tell_open)
        self._reveal = button(say("window.export_reveal"), "plain", name="export-reveal")
        self._reveal.clicked.connect(self._tell_reveal)
        self._back = button(say("window.export_back"), "plain", name="export-done-back")
        self._back.clicked.connect(self.back_wanted)
        self._beside = _Beside(texts)
        self._beside.reveal_wanted.connect(self.reveal_wanted)
        self._facts = labelled("", "body", wrap=True)
        self._facts.setObjectName("export-facts")
        self._details = button(say("window.export_details"), "link", name="export-details")
        self._details.setCheckable(True)
        self._tallies = _Tallies(texts)
        self._details.toggled.connect(self._tallies.setVisible)
        self._digest = _Fingerprint(texts)
        self._rows = RemarksModel(texts, self)
        self._noticed = FindingsList(texts, theme)
        self._noticed.setObjectName("export-noticed")
        self._noticed.setAccessibleName(say("window.export_noticed"))
        self._noticed.show_whole()
        self._noticed.setModel(self._rows)
        self._noticed.piece_wanted.connect(self.piece_wanted)
        self._noticed_head = labelled(say("window.export_noticed"), "section")
        self._lay_out()

    def _lay_out(self) -> None:
        say = self._texts.say
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 32, 36, 28)
        column.setSpacing(4)
        column.addWidget(labelled(say("window.export_done"), "page-title"))
        column.addSpacing(12)
        for part in (self._name, self._folder, self._size):
            column.addWidget(part)
        column.addSpacing(16)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        for each in (self.open, self._reveal, self._back):
            ends.addWidget(each)
        ends.addStretch(1)
        column.addLayout(ends)
        column.addSpacing(20)
        column.addWidget(self._beside)
        column.addWidget(labelled(say("window.export_check"), "section"))
        checked = QHBoxLayout()
        checked.addWidget(self._facts, 1)
        checked.addWidget(self._details, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(checked)
        column.addWidget(self._tallies)
        column.addSpacing(16)
        column.addWidget(self._digest)
        column.addSpacing(16)
        column.addWidget(self._noticed_head)
        column.addWidget(self._noticed)
        column.addStretch(1)

    def show_done(self, done: ExportDone, dossier: Dossier) -> None:
        """Tells what was made, of which dossier."""
        self._done = done
        texts = self._texts
        self._name.set_whole(done.path.name)
        self._folder.set_whole(str(done.path.parent))
        pages = texts.say("annex.pages", n=done.pages)
        said = pieces_and_attached(texts, done.pieces, done.attached)
        for part in (pages, texts.size(done.size)):
            said = texts.say("window.status_join", first=said, second=part)
        self._size.setText(said)
        self._facts.setText(texts.say("window.export_facts", n=done.facts, said=texts.number(done.facts)))
        self._details.setChecked(False)
        self._details.setVisible(bool(done.tallies))
        self._tallies.show_tallies(done.tallies)
        self._digest.show_digest(done.digest)
        self._beside.show_files(done.beside)
        self._rows.set_remarks(_noticed(texts, done, dossier))
        noticed = bool(self._rows.rowCount())
        self._noticed_head.setVisible(noticed)
        self._noticed.setVisible(noticed)

    def _tell_open(self) -> None:
        if self._done is not None:
            self.open_wanted.emit(self._done.path)

    def _tell_reveal(self) -> None:
        if self._done is not None:
            self.reveal_wanted.emit(self._done.path)


class _Beside(QWidget):
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

    def show_files(self, files: tuple[Path, ...]) -> None:
        self._first = files[0] if files else None
        if files:
            folder = files[0].parent.name
            self._said.setText(self._texts.say("window.export_beside", n=len(files), folder=folder))
        self.setVisible(bool(files))

    def _tell(self) -> None:
        if self._first is not None:
            self.reveal_wanted.emit(self._first)


class _Tallies(QWidget):
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

    def show_tallies(self, tallies: tuple[Tally, ...]) -> None:
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


class _Fingerprint(QWidget):
    """The annex's own fingerprint, in groups that can be read out, and a way to copy it."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._digest = ""
        self._groups = labelled("", "secondary", wrap=True)
        self._groups.setObjectName("export-digest")
        self._groups.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
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
        column.addWidget(labelled(texts.say("window.export_digest_why"), "field-note", wrap=True))

    def show_digest(self, digest: Digest) -> None:
        self._digest = digest
        self._groups.setText(" ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP)))
        self._groups.setAccessibleName(digest)
        self._copy.setText(self._texts.say("window.export_copy"))
        self._copy.setAccessibleName(self._texts.say("window.export_copy_name"))

    def _to_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(self._digest)
        self._copy.setText(self._texts.say("window.export_copied"))
        self._copy.setAccessibleName(self._texts.say("window.export_copied"))


def _noticed(texts: Texts, done: ExportDone, dossier: Dossier) -> tuple[Remark, ...]:
    """Lists what was noticed, gravest first, then the pieces of which something is not shown."""
    titles = {piece.id: piece.title for piece in dossier.pieces}
    order = (Level.BLOCKER, Level.WARNING, Level.NOTE)
    said = [
        Remark(
            level=finding.level,
            said=texts.finding(finding),
            about=titles.get(finding.piece, "") if finding.piece is not None else "",
            piece=finding.piece if finding.piece in titles else None,
        )
        for finding in sorted(done.findings, key=lambda finding: order.index(finding.level))
    ]
    told = {row.piece for row in said}
    states = [
        Remark(
            level=Level.WARNING,
            said=titles[piece],
            about=texts.say(f"window.{_WORDS_OF_STATE[state]}"),
            piece=piece,
        )
        for piece, state in done.states
        if state in _WORDS_OF_STATE and piece in titles and piece not in told
    ]
    return (*said, *states)
