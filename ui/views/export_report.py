"""What an export came to: where it is, what was checked, what was noticed."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dossier.basis.digest import Digest
from dossier.model.check import Tally
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, Level
from dossier.model.ids import PieceId
from dossier.model.piece import State
from dossier.recipients.profile import Profile
from dossier.texts.catalogue import Texts
from dossier.texts.counts import pieces_and_attached
from ui.theme import Theme
from ui.views.export_files import ExportFiles, MadeFile
from ui.views.export_next import ExportNext
from ui.views.export_proofs import Beside, Fingerprints, Tallies
from ui.views.findings_list import FindingsList
from ui.views.remarks import Remark, RemarksModel
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.labels import ElidedLabel, labelled

_KILOBYTE: Final = 1000
_LIGHTER: Final = frozenset({"photos-reduced", "photos-capped"})
_CUT: Final = frozenset({"cut-into-volumes", "pieces-joined"})
"""Remarks about all files together; they are told apart from the others."""

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
        handed: What else was put beside it because it was asked for.
        files: Its files, when it has several.
        called: What its files are called together; "" for one file, which has a name.
        recipient: Who it is for; None when nobody said.
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
    handed: tuple[Path, ...] = ()
    files: tuple[MadeFile, ...] = ()
    called: str = ""
    recipient: Profile | None = None

    @property
    def all_files(self) -> tuple[MadeFile, ...]:
        """Each of its files, also when it is a single one."""
        alone = MadeFile(path=self.path, pages=self.pages, size=self.size, digest=self.digest)
        return self.files or (alone,)


class ExportReport(QWidget):
    """The page after the export."""

    open_wanted = Signal(object)
    reveal_wanted = Signal(object)
    piece_wanted = Signal(object)
    sent_wanted = Signal()
    rounds_wanted = Signal()
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
        self._changed = labelled("", "body", wrap=True)
        self._changed.setObjectName("export-changed")
        self._handed = labelled("", "secondary", wrap=True)
        self._handed.setObjectName("export-handed")
        self._files = ExportFiles(texts)
        self._files.open_wanted.connect(self.open_wanted)
        self.banner = Banner(texts, theme, inset=True)
        self._next = ExportNext(texts)
        self._next.sent_wanted.connect(self.sent_wanted)
        self._next.rounds_wanted.connect(self.rounds_wanted)
        self._beside = Beside(texts)
        self._beside.reveal_wanted.connect(self.reveal_wanted)
        self._facts = labelled("", "body", wrap=True)
        self._facts.setObjectName("export-facts")
        self._details = button(say("window.export_details"), "link", name="export-details")
        self._details.setCheckable(True)
        self._tallies = Tallies(texts)
        self._details.toggled.connect(self._tallies.setVisible)
        self._digest = Fingerprints(texts)
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
        for part in (self._name, self._folder, self._size, self._changed, self._handed):
            column.addWidget(part)
        column.addSpacing(16)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        for each in (self.open, self._reveal, self._back):
            ends.addWidget(each)
        ends.addStretch(1)
        column.addLayout(ends)
        column.addSpacing(20)
        column.addWidget(self._files)
        column.addWidget(self._beside)
        told = QVBoxLayout()  # whose space goes with the banner
        told.setContentsMargins(0, 0, 0, 12)
        told.addWidget(self.banner)
        column.addLayout(told)
        column.addWidget(self._next)
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
        self.banner.dismiss()
        self._name.set_whole(done.called or done.path.name)
        self._folder.set_whole(str(done.path.parent))
        pages = texts.say("annex.pages", n=done.pages)
        said = pieces_and_attached(texts, done.pieces, done.attached)
        parts = [pages, texts.size(done.size)]
        if len(done.files) > 1:
            parts.append(texts.say("window.export_files", n=len(done.files)))
        for part in parts:
            said = texts.say("window.status_join", first=said, second=part)
        self._size.setText(said)
        self._facts.setText(texts.say("window.export_facts", n=done.facts, said=texts.number(done.facts)))
        self._details.setChecked(False)
        self._details.setVisible(bool(done.tallies))
        self._tallies.show_tallies(done.tallies)
        self._changed.setText(said_changed(done.findings, texts))
        self._changed.setVisible(bool(self._changed.text()))
        names = ", ".join(path.name for path in done.handed)
        self._handed.setText(texts.say("window.export_handed", n=len(done.handed), names=names))
        self._handed.setVisible(bool(done.handed))
        self._files.show_files(done.files)
        self._digest.show_files(done.all_files)
        self._beside.show_files(done.beside)
        self.follow(dossier)
        self._rows.set_remarks(_noticed(texts, done, dossier))
        noticed = bool(self._rows.rowCount())
        self._noticed_head.setVisible(noticed)
        self._noticed.setVisible(noticed)

    def follow(self, dossier: Dossier) -> None:
        """Tells whether it was sent, which undoing takes back."""
        if self._done is None:
            return
        mine = {one.digest for one in self._done.all_files}
        sent = next((one for one in dossier.rounds if mine <= {file.digest for file in one.files}), None)
        profile = self._done.recipient
        self._next.setVisible(profile is not None)
        if profile is not None:
            before = (one for one in dossier.rounds if one is not sent and one.recipient == profile.id)
            self._next.show_ways(profile, next(before, None))
        self._next.show_sent(sent)

    def set_marking(self, busy: bool) -> None:
        """Tells that it is being marked as sent."""
        self._next.set_busy(busy)

    def _tell_open(self) -> None:
        if self._done is not None:
            self.open_wanted.emit(self._done.path)

    def _tell_reveal(self) -> None:
        if self._done is not None:
            self.reveal_wanted.emit(self._done.path)


def said_changed(findings: Iterable[Finding], texts: Texts) -> str:
    """Says in a sentence or two what was made lighter, and into what it was cut; "" when nothing was."""
    found = list(findings)
    lighter = [one.params for one in found if one.code in _LIGHTER]
    said = [texts.finding(one) for one in found if one.code in _CUT]
    if lighter:
        photos = sum(int(one["n"]) for one in lighter)
        before, after = (sum(int(one[name]) for one in lighter) * _KILOBYTE for name in ("before", "after"))
        words = {"before": texts.size(before), "after": texts.size(after)}
        least = min(int(one["dpi"]) for one in lighter)
        said.append(texts.say("window.export_lighter", n=photos, dpi=least, **words))
    return " ".join(said)


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
        if finding.code not in _CUT
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
