"""What to see to before sending: what the recipient would refuse first, then what the dossier lacks."""

from typing import Final

from PySide6.QtCore import QAbstractItemModel, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dossier.model.checklist import Checklist
from dossier.model.finding import Finding, Level
from dossier.model.ids import PieceId
from dossier.texts.catalogue import Texts
from ui.present import finding_action
from ui.theme import Theme
from ui.views.findings_list import FindingsList
from ui.views.remarks import Remark, RemarksModel, Watch
from ui.widgets.buttons import button
from ui.widgets.labels import labelled

MOST_REMARKS: Final = 6
"""Remarks shown before sending; a longer list is a page of its own."""

HIDE: Final = "hide"
"""Holds a piece back from the recipient."""
CHECKLIST: Final = "checklist"
"""Leads to all that the recipient asks for."""

_TOLD: Final = ("trader-may-read", "little-colour")
"""What is to be known of a recipient at the moment of sending."""


class ExportRemarks(QWidget):
    """The gravest remarks, the way to the others, and what the recipient does not get.

    Attributes:
        piece_wanted: A piece to be shown.
        action_wanted: The code of an act, and the ``Remark`` that it answers.
        findings_wanted: All remarks are to be seen.
        recipient_wanted: All that the recipient asks for is to be seen.
        hide_wanted: A piece is to be held back from the recipient (``PieceId``).
    """

    piece_wanted = Signal(object)
    action_wanted = Signal(str, object)
    findings_wanted = Signal()
    recipient_wanted = Signal()
    hide_wanted = Signal(object)

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._titles: dict[PieceId, str] = {}
        self._of_recipient: tuple[Remark, ...] = ()
        self._watch = Watch(self)
        self._watch.changed.connect(self._fill)
        self._rows = RemarksModel(texts, self)
        self.list = FindingsList(texts, theme)
        self.list.setObjectName("export-remarks")
        self.list.show_whole()
        self.list.setModel(self._rows)
        self.list.piece_wanted.connect(self.piece_wanted)
        self.list.action_wanted.connect(self._act)
        self._more = button("", "link", name="export-more")
        self._more.clicked.connect(self.findings_wanted)
        self._none = labelled(texts.say("window.export_nothing_left"), "secondary", wrap=True)
        self._none.setObjectName("export-nothing-left")
        self._held = _Line("export-held", texts.say("window.export_held_see"))
        self._held.wanted.connect(self.recipient_wanted)
        self._told = labelled("", "secondary", wrap=True)
        self._told.setObjectName("export-read-by")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.list)
        others = QHBoxLayout()
        others.setContentsMargins(self.list.words_left(), 0, 0, 0)
        others.addWidget(self._more)
        others.addStretch(1)
        column.addLayout(others)
        for part in (self._none, self._held, self._told):
            column.addWidget(part)
        self.set_checklist(None)

    def set_findings(self, model: QAbstractItemModel) -> None:
        """Shows the gravest of a model of findings, and follows it."""
        self._watch.follow(model)

    def set_titles(self, titles: dict[PieceId, str]) -> None:
        """Says what pieces are called."""
        self._titles = titles

    def set_held_back(self, count: int) -> None:
        """Tells how many pieces the recipient does not get."""
        self._held.say(self._texts.say("window.export_held", n=count) if count else "")

    def set_checklist(self, checklist: Checklist | None) -> None:
        """Shows what the recipient would refuse or miss; None until that is known."""
        found = checklist.findings if checklist else ()
        self._of_recipient = tuple(map(self._remark, found))
        notices = [one.code for one in checklist.notices if one.code in _TOLD] if checklist else []
        self._told.setText("\n".join(self._texts.say(f"notice_to.{code}") for code in notices))
        self._told.setVisible(bool(notices))
        self._fill()

    def _remark(self, finding: Finding) -> Remark:
        return Remark(
            level=finding.level,
            said=self._texts.finding(finding),
            about=self._titles.get(finding.piece, "") if finding.piece is not None else "",
            piece=finding.piece if finding.piece in self._titles else None,
            action=finding_action(finding),
            finding=finding,
        )

    def _act(self, act: str, remark: Remark) -> None:
        if act == HIDE:
            self.hide_wanted.emit(remark.piece)
        elif act == CHECKLIST:
            self.recipient_wanted.emit()
        else:
            self.action_wanted.emit(act, remark)

    def _fill(self) -> None:
        told = [row.finding for row in self._of_recipient]
        rows = (*self._of_recipient, *(row for row in self._watch.remarks() if row.finding not in told))
        # Notes only tell; nothing is to be done about them before sending.
        asking = sorted(
            (row for row in rows if row.level is not Level.NOTE), key=lambda row: row.level is Level.WARNING
        )
        self._rows.set_remarks(tuple(asking[:MOST_REMARKS]))
        others = max(len(asking) - MOST_REMARKS, 0)
        more = self._texts.say("window.export_more", n=others)
        self._more.setText(more)
        self._more.setAccessibleName(f"{more} – {self._texts.say('window.export_more_name')}")
        self._more.setVisible(bool(others))
        self.list.setVisible(bool(asking))
        self._none.setVisible(not asking)


class _Line(QWidget):
    """A sentence and a link; hidden while there is nothing to say."""

    wanted = Signal()

    def __init__(self, name: str, act: str) -> None:
        super().__init__()
        self._words = labelled("", "secondary", wrap=True)
        self._words.setObjectName(name)
        self._link = button(act, "link", name=f"{name}-see")
        self._link.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self._link)
        self.hide()

    def say(self, words: str) -> None:
        self._words.setText(words)
        self._link.setAccessibleDescription(words)
        self.setVisible(bool(words))
