"""The export: decide, watch, and see what it came to."""

from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeySequence,
    QPalette,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from dossier.model.checklist import Checklist
from dossier.model.dossier import Dossier
from dossier.model.rounds import Scope
from dossier.recipients.profile import Profile
from dossier.texts.catalogue import Texts
from ui.theme import Theme, Tone
from ui.views.counts import counts_of
from ui.views.export_files import MadeFile
from ui.views.export_form import ExportChoice, ExportForm
from ui.views.export_pictures import ExportPictures
from ui.views.export_report import ExportDone, ExportReport
from ui.views.export_work import ExportFailed, ExportWork
from ui.views.scrolling import scrolling
from ui.widgets.looks import mark

__all__ = ["ExportChoice", "ExportDone", "ExportPage", "MadeFile"]

_LEAST_PX: Final = 360
_MOST_PX: Final = 520


class ExportPage(QWidget):
    """What is decided left, the first pages of the annex right."""

    target_wanted = Signal()
    facts_wanted = Signal()
    findings_wanted = Signal()
    piece_wanted = Signal(object)
    action_wanted = Signal(str, object)
    recipient_wanted = Signal()
    hide_wanted = Signal(object)
    export_wanted = Signal(object)
    asked_anew = Signal()
    sent_wanted = Signal()
    rounds_wanted = Signal()
    cancel_wanted = Signal()
    open_wanted = Signal(object)
    reveal_wanted = Signal(object)
    back_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._dossier = Dossier(language=texts.language)
        self.setObjectName("export-page")
        self._form = ExportForm(texts, theme)
        self._work = ExportWork(texts)
        self._report = ExportReport(texts, theme)
        self._failed = ExportFailed(texts)
        self._pictures = ExportPictures(texts, theme)
        self._stack = QStackedWidget()
        self._stack.setMinimumWidth(_LEAST_PX)
        self._stack.setMaximumWidth(_MOST_PX)
        mark(self._stack, "pane")
        self._pages: dict[QWidget, QWidget] = {self._form: self._form}
        self._pages |= {part: scrolling(part) for part in (self._work, self._report, self._failed)}
        for page in self._pages.values():
            self._stack.addWidget(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._stack, 9)
        row.addWidget(_upright_line(theme))
        row.addWidget(self._pictures, 11)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.activated.connect(self.back_wanted)
        self._connect()
        self._first = self._form.first()

    def _connect(self) -> None:
        form, report, failed = self._form, self._report, self._failed
        form.target_wanted.connect(self.target_wanted)
        form.facts_wanted.connect(self.facts_wanted)
        form.findings_wanted.connect(self.findings_wanted)
        form.piece_wanted.connect(self.piece_wanted)
        form.action_wanted.connect(self.action_wanted)
        form.recipient_wanted.connect(self.recipient_wanted)
        form.hide_wanted.connect(self.hide_wanted)
        form.asked_anew.connect(self.asked_anew)
        form.export_wanted.connect(self.export_wanted)
        form.back_wanted.connect(self.back_wanted)
        self._work.cancel_wanted.connect(self.cancel_wanted)
        report.open_wanted.connect(self.open_wanted)
        report.reveal_wanted.connect(self.reveal_wanted)
        report.piece_wanted.connect(self.piece_wanted)
        report.sent_wanted.connect(self.sent_wanted)
        report.rounds_wanted.connect(self.rounds_wanted)
        report.back_wanted.connect(self.back_wanted)
        failed.retry_wanted.connect(self._retry)
        failed.target_wanted.connect(self._elsewhere)
        failed.back_wanted.connect(self.back_wanted)

    @property
    def scope(self) -> Scope:
        """Whether everything is to be exported, or only what is new."""
        return self._form.scope

    @property
    def day(self) -> date:
        """The day that the annex is to bear."""
        return self._form.day

    def set_dossier(self, dossier: Dossier, profile: Profile | None = None) -> None:
        """Tells what would be exported, and for whom; the recipient is looked up when it is not given."""
        self._dossier = dossier
        self._form.set_dossier(dossier, profile)
        self._report.follow(dossier)
        self._aim()

    def set_checklist(self, checklist: Checklist | None) -> None:
        """Tells what the recipient would refuse or miss; None until that is known."""
        self._form.set_checklist(checklist)

    def set_marking(self, busy: bool) -> None:
        """Tells that what was made is being marked as sent."""
        self._report.set_marking(busy)

    def say_not_marked(self, sentence: str) -> None:
        """Says why it could not be marked as sent."""
        self._report.banner.say(sentence, Tone.MISSING)

    def set_findings(self, model: QAbstractItemModel) -> None:
        """Shows the gravest remarks of a model of findings, and follows it."""
        self._form.set_findings(model)

    def set_target(self, target: Path, *, replaces: bool = False) -> None:
        """Tells where the annex goes; ``replaces`` when a file stands there already."""
        self._form.set_target(target, replaces=replaces)
        self._aim()

    def set_day(self, day: date) -> None:
        """Dates the annex; without this it bears today's date in the dossier's zone."""
        self._form.set_day(day)

    def set_ready(self) -> None:
        """Asks what to export."""
        self._form.banner.dismiss()
        self._pictures.clear()
        self._turn_to(self._form, self._form.first())

    def set_progress(self, stage: str, done: int, total: int) -> None:
        """Tells how far the export is; nothing but stopping it can be done meanwhile."""
        if self._stack.currentWidget() is not self._pages[self._work]:
            counts = counts_of(self._dossier)
            self._work.begin(counts.said_pieces(self._texts))
            self._pictures.clear()
            self._turn_to(self._work, self._work.cancel)
        self._work.show_progress(stage, done, total)

    def set_done(self, done: ExportDone) -> None:
        """Shows what was made."""
        self._report.show_done(done, self._dossier)
        self._turn_to(self._report, self._report.open)
        self._announce(self._texts.say("window.export_done"))

    def set_failed(self, sentence: str) -> None:
        """Says why there is no annex, and what helps."""
        self._pictures.clear()
        self._failed.show_failure(sentence)
        self._turn_to(self._failed, self._failed.retry)
        self._announce(sentence)

    def set_cancelled(self) -> None:
        """Asks again, after the person stopped the export."""
        self.set_ready()
        self._form.say_stopped()

    def set_page_picture(self, number: int, path: Path) -> None:
        """Shows a page of the finished annex, from 1; ``path`` is a PNG made by us."""
        self._pictures.set_picture(number, path)

    def _turn_to(self, part: QWidget, first: QWidget) -> None:
        """Shows another part; the keyboard follows when it was on this page."""
        holder = QApplication.focusWidget()
        had_focus = holder is not None and self.isAncestorOf(holder)
        self._escape.setEnabled(part is not self._work)
        self._stack.setCurrentWidget(self._pages[part])
        self._first = first
        if had_focus:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _aim(self) -> None:
        """Lets the keyboard, when it comes to this page, begin with what is next."""
        if self._stack.currentWidget() is self._form:
            self._first = self._form.first()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Leads on to what is next; a focus proxy would keep Tab from whatever stands before that."""
        super().focusInEvent(event)
        self._first.setFocus(event.reason())

    def _announce(self, sentence: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _retry(self) -> None:
        if (choice := self._form.choice()) is not None:
            self.export_wanted.emit(choice)

    def _elsewhere(self) -> None:
        self.set_ready()
        self.target_wanted.emit()


def _upright_line(theme: Theme) -> QWidget:
    line = QWidget()
    line.setFixedWidth(1)
    colours = line.palette()
    colours.setColor(QPalette.ColorRole.Window, QColor(theme.palette.line))
    line.setPalette(colours)
    line.setAutoFillBackground(True)
    return line
