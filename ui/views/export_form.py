"""What the person decides before an export: where, which day, and what is still to be seen to."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QDate, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from dossier.basis.clock import today, zone_named
from dossier.model.dossier import Dossier
from dossier.model.finding import Level
from dossier.texts.catalogue import Texts
from ui.theme import Theme, Tone
from ui.views.counts import counts_of
from ui.views.day_field import day_field
from ui.views.findings_list import FindingsList
from ui.views.remarks import RemarksModel, Watch
from ui.views.scrolling import scrolling
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.labels import ElidedLabel, labelled
from ui.widgets.looks import mark

MOST_REMARKS: Final = 6
"""Remarks shown before sending; a longer list is a page of its own."""


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What to export.

    Attributes:
        target: The annex to write.
        day: The day that it bears.
        with_report: Whether the report (JSON) is to stand beside it.
    """

    target: Path
    day: date
    with_report: bool


class ExportForm(QWidget):
    """The page before the export."""

    target_wanted = Signal()
    facts_wanted = Signal()
    findings_wanted = Signal()
    piece_wanted = Signal(object)
    action_wanted = Signal(str, object)
    export_wanted = Signal(object)
    back_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._target: Path | None = None
        self._day_chosen = False
        self._can_export = False
        say = texts.say
        self.banner = Banner(texts, theme, inset=True)
        self._title = ElidedLabel("", "secondary")
        self._name = ElidedLabel(say("window.export_no_target"), "body", mode=Qt.TextElideMode.ElideMiddle)
        self._name.setObjectName("export-target-name")
        self._folder = ElidedLabel("", "secondary", mode=Qt.TextElideMode.ElideMiddle)
        self._folder.setObjectName("export-target-folder")
        self._replaces = labelled(say("window.export_replaces"), "field-note", wrap=True)
        self._replaces.setObjectName("export-replaces")
        self._replaces.hide()
        self._choose = button(say("window.export_choose"), "plain", name="export-choose")
        self._choose.setAccessibleName(say("window.export_choose_name"))
        self._choose.clicked.connect(self.target_wanted)
        self._day = day_field(texts, theme, name="export-day", said=say("window.export_day"))
        self._day.dateChanged.connect(self._keep_day)
        self._language = labelled("", "body")
        self._language.setObjectName("export-language")
        self._change = button(say("window.export_change"), "link", name="export-change-language")
        self._change.setAccessibleName(say("window.export_change_name"))
        self._change.clicked.connect(self.facts_wanted)
        self._report = QCheckBox(say("window.export_report_too"))
        self._report.setObjectName("export-with-report")
        self._report.setAccessibleName(say("window.export_report_too"))
        self._summary = labelled("", "body", wrap=True)
        self._summary.setObjectName("export-summary")
        self._remarks = _Remarks(texts, theme)
        self._remarks.list.piece_wanted.connect(self.piece_wanted)
        self._remarks.list.action_wanted.connect(self.action_wanted)
        self._remarks.more.clicked.connect(self.findings_wanted)
        self.go = button(say("window.export_go"), "primary", name="export-go")
        self.go.clicked.connect(self._go)
        self._back = button(say("window.export_back"), "plain", name="export-back")
        self._back.clicked.connect(self.back_wanted)
        self._lay_out()
        self.set_dossier(Dossier(language=texts.language))

    def _lay_out(self) -> None:
        say = self._texts.say
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(36, 32, 36, 20)
        column.setSpacing(4)
        column.addWidget(labelled(say("window.export_heading"), "page-title"))
        column.addWidget(self._title)
        column.addSpacing(8)
        column.addWidget(self.banner)
        column.addSpacing(8)
        column.addWidget(labelled(say("window.export_file"), "section"))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._folder)
        file = QHBoxLayout()
        file.setSpacing(12)
        file.addLayout(names, 1)
        file.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(file)
        column.addWidget(self._replaces)
        column.addSpacing(16)
        column.addLayout(self._facts())
        column.addSpacing(4)
        column.addWidget(self._report)
        _section(column, say("window.export_contents"))
        column.addWidget(self._summary)
        _section(column, say("window.export_before"))
        column.addWidget(self._remarks)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scrolling(inside), 1)
        line = QFrame()
        mark(line, "line")
        whole.addWidget(line)
        # The next step stays in sight, however long the list above.
        ends = QHBoxLayout()
        ends.setContentsMargins(36, 16, 36, 16)
        ends.setSpacing(12)
        ends.addWidget(self.go)
        ends.addWidget(self._back)
        ends.addStretch(1)
        whole.addLayout(ends)

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.addWidget(labelled(self._texts.say("window.export_day"), "section"), 0, 0)
        grid.addWidget(labelled(self._texts.say("window.export_language"), "section"), 0, 1)
        grid.addWidget(self._day, 1, 0)
        language = QHBoxLayout()
        language.setSpacing(8)
        language.addWidget(self._language)
        language.addWidget(self._change)
        language.addStretch(1)
        grid.addLayout(language, 1, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def set_dossier(self, dossier: Dossier) -> None:
        """Tells what would be exported; without a day chosen, today's in the dossier's zone."""
        counts = counts_of(dossier)
        self._title.set_whole(dossier.title or self._texts.say("window.top_untitled"))
        self._summary.setText(
            counts.said_pieces(self._texts) if counts.pieces else self._texts.say("window.export_nothing")
        )
        self._language.setText(_language_name(self._texts, dossier.language))
        self._can_export = bool(counts.pieces)
        if not self._day_chosen:
            self._show_day(today(zone_named(dossier.zone)))
        self._match()

    def set_findings(self, model: QAbstractItemModel) -> None:
        """Shows the gravest of a model of findings, and follows it."""
        self._remarks.set_findings(model)

    def set_target(self, target: Path, *, replaces: bool = False) -> None:
        """Tells where the annex goes; ``replaces`` when a file stands there already."""
        self._target = target
        self._name.set_whole(target.name)
        self._folder.set_whole(str(target.parent))
        self._replaces.setVisible(replaces)
        self._match()

    def set_day(self, day: date) -> None:
        """Dates the annex."""
        self._day_chosen = True
        self._show_day(day)

    def first(self) -> QWidget:
        """Gives what is to be done next: choosing where, else exporting."""
        return self.go if self.go.isEnabled() else self._choose

    def choice(self) -> ExportChoice | None:
        """Gives what was decided; None without a target."""
        if self._target is None:
            return None
        chosen = self._day.date()
        day = date(chosen.year(), chosen.month(), chosen.day())
        return ExportChoice(self._target, day, self._report.isChecked())

    def say_stopped(self) -> None:
        """Tells that the person's wish to stop was followed."""
        self.banner.say(self._texts.say("error.cancelled"), Tone.NEUTRAL)

    def _show_day(self, day: date) -> None:
        self._day.blockSignals(True)
        self._day.setDate(QDate(day.year, day.month, day.day))
        self._day.blockSignals(False)

    def _keep_day(self) -> None:
        self._day_chosen = True

    def _match(self) -> None:
        self.go.setEnabled(self._can_export and self._target is not None)

    def _go(self) -> None:
        if (choice := self.choice()) is not None:
            self.export_wanted.emit(choice)


class _Remarks(QWidget):
    """What to see to before sending: the gravest remarks, and the way to the others."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._watch = Watch(self)
        self._watch.changed.connect(self._fill)
        self._rows = RemarksModel(texts, self)
        self.list = FindingsList(texts, theme)
        self.list.setObjectName("export-remarks")
        self.list.show_whole()
        self.list.setModel(self._rows)
        self.more = button("", "link", name="export-more")
        self._none = labelled(texts.say("window.export_nothing_left"), "secondary", wrap=True)
        self._none.setObjectName("export-nothing-left")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.list)
        others = QHBoxLayout()
        others.setContentsMargins(self.list.words_left(), 0, 0, 0)
        others.addWidget(self.more)
        others.addStretch(1)
        column.addLayout(others)
        column.addWidget(self._none)
        self._fill()

    def set_findings(self, model: QAbstractItemModel) -> None:
        self._watch.follow(model)

    def _fill(self) -> None:
        rows = self._watch.remarks()
        # Notes only tell; nothing is to be done about them before sending.
        asking = sorted(
            (row for row in rows if row.level is not Level.NOTE), key=lambda row: row.level is Level.WARNING
        )
        self._rows.set_remarks(tuple(asking[:MOST_REMARKS]))
        others = max(len(asking) - MOST_REMARKS, 0)
        more = self._texts.say("window.export_more", n=others)
        self.more.setText(more)
        self.more.setAccessibleName(f"{more} – {self._texts.say('window.export_more_name')}")
        self.more.setVisible(bool(others))
        self.list.setVisible(bool(asking))
        self._none.setVisible(not asking)


def _section(column: QVBoxLayout, words: str) -> None:
    column.addSpacing(16)
    column.addWidget(labelled(words, "section"))


def _language_name(texts: Texts, code: str) -> str:
    """Names a language in the window's own; its code where that is not known."""
    return str(texts.locale.languages.get(code, code))
