"""What the person decides before an export: where, which day, how, and what is still to be seen to."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QDate, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from dossier.basis.clock import today, zone_named
from dossier.model.checklist import Checklist
from dossier.model.dossier import Dossier
from dossier.model.rounds import Scope
from dossier.model.wish import NO_WISH, Wish
from dossier.recipients.known import profile_of
from dossier.recipients.profile import Profile
from dossier.texts.catalogue import Texts
from ui.models.portions import held_back, last_round, portion_of
from ui.theme import Theme, Tone
from ui.views.day_field import day_field
from ui.views.export_recipient import ExportRecipient, ExportScope
from ui.views.export_remarks import MOST_REMARKS, ExportRemarks
from ui.views.export_settings import NO_EXTRAS, ExportSettings, Extras
from ui.views.export_target import ExportTarget
from ui.views.scrolling import scrolling
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.labels import ElidedLabel, labelled
from ui.widgets.looks import mark

__all__ = ["MOST_REMARKS", "ExportChoice", "ExportForm"]


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What to export.

    Attributes:
        target: The annex to write.
        day: The day that it bears.
        wish: What is asked for besides what the recipient does.
        extras: What is wanted beside it.
    """

    target: Path
    day: date
    wish: Wish = NO_WISH
    extras: Extras = NO_EXTRAS


class ExportForm(QWidget):
    """The page before the export.

    Attributes:
        asked_anew: Something else is to be exported: another part, another day.
    """

    target_wanted = Signal()
    facts_wanted = Signal()
    findings_wanted = Signal()
    recipient_wanted = Signal()
    hide_wanted = Signal(object)
    piece_wanted = Signal(object)
    action_wanted = Signal(str, object)
    export_wanted = Signal(object)
    back_wanted = Signal()
    asked_anew = Signal()

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._dossier = Dossier(language=texts.language)
        self._profile = profile_of(self._dossier.recipient)
        self._day_chosen = False
        self._can_export = False
        say = texts.say
        self.banner = Banner(texts, theme, inset=True)
        self._title = ElidedLabel("", "secondary")
        self._recipient = ExportRecipient(texts)
        self._recipient.recipient_wanted.connect(self.recipient_wanted)
        self._scope = ExportScope(texts)
        self._scope.changed.connect(self._choose_scope)
        self._target = ExportTarget(texts)
        self._target.target_wanted.connect(self.target_wanted)
        self._day = day_field(texts, theme, name="export-day", said=say("window.export_day"))
        self._day.dateChanged.connect(self._keep_day)
        self._language = labelled("", "body")
        self._language.setObjectName("export-language")
        self._change = button(say("window.export_change"), "link", name="export-change-language")
        self._change.setAccessibleName(say("window.export_change_name"))
        self._change.clicked.connect(self.facts_wanted)
        self._settings = ExportSettings(texts, theme)
        self._settings.changed.connect(self._follow_settings)
        self._summary = labelled("", "body", wrap=True)
        self._summary.setObjectName("export-summary")
        self._remarks = ExportRemarks(texts, theme)
        self._remarks.piece_wanted.connect(self.piece_wanted)
        self._remarks.action_wanted.connect(self.action_wanted)
        self._remarks.findings_wanted.connect(self.findings_wanted)
        self._remarks.recipient_wanted.connect(self.recipient_wanted)
        self._remarks.hide_wanted.connect(self.hide_wanted)
        self.go = button(say("window.export_go"), "primary", name="export-go")
        self.go.clicked.connect(self._go)
        self._back = button(say("window.export_back"), "plain", name="export-back")
        self._back.clicked.connect(self.back_wanted)
        self._lay_out()
        self.set_dossier(self._dossier)

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
        column.addWidget(self._recipient)
        column.addWidget(self._scope)
        column.addSpacing(16)
        column.addWidget(self._target)
        column.addSpacing(16)
        column.addLayout(self._facts())
        column.addSpacing(8)
        column.addWidget(self._settings)
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

    @property
    def scope(self) -> Scope:
        """Whether everything is to be exported, or only what is new."""
        return self._scope.scope

    @property
    def day(self) -> date:
        """The day that the annex bears."""
        chosen = self._day.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def set_dossier(self, dossier: Dossier, profile: Profile | None = None) -> None:
        """Tells what would be exported, and for whom; without a day chosen, today's in the dossier's zone.

        Args:
            dossier: The dispute.
            profile: Its recipient; looked up when it is not given.
        """
        self._dossier = dossier
        self._profile = profile or profile_of(dossier.recipient)
        self._title.set_whole(dossier.title or self._texts.say("window.top_untitled"))
        self._language.setText(_language_name(self._texts, dossier.language))
        self._recipient.show_recipient(self._profile, dossier)
        self._settings.set_profile(self._profile)
        self._remarks.set_titles({piece.id: piece.title for piece in dossier.pieces})
        self._remarks.set_held_back(held_back(dossier, self._profile.id))
        if not self._day_chosen:
            self._show_day(today(zone_named(dossier.zone)))
        self._count()
        self._target.set_separate(self._settings.separate)

    def set_checklist(self, checklist: Checklist | None) -> None:
        """Tells what the recipient would refuse or miss; None until that is known."""
        self._remarks.set_checklist(checklist)

    def set_findings(self, model: QAbstractItemModel) -> None:
        """Shows the gravest of a model of findings, and follows it."""
        self._remarks.set_findings(model)

    def set_target(self, target: Path, *, replaces: bool = False) -> None:
        """Tells where the annex goes; ``replaces`` when a file stands there already."""
        self._target.set_target(target, replaces=replaces)
        self._match()

    def set_day(self, day: date) -> None:
        """Dates the annex."""
        self._day_chosen = True
        self._show_day(day)

    def first(self) -> QWidget:
        """Gives what is to be done next: choosing where, else exporting."""
        return self.go if self.go.isEnabled() else self._target.choose

    def choice(self) -> ExportChoice | None:
        """Gives what was decided; None without a target."""
        if self._target.target is None:
            return None
        wish, extras = self._settings.wish(self.scope), self._settings.extras()
        return ExportChoice(self._target.target, self.day, wish, extras)

    def say_stopped(self) -> None:
        """Tells that the person's wish to stop was followed."""
        self.banner.say(self._texts.say("error.cancelled"), Tone.NEUTRAL)

    def _count(self) -> None:
        """Counts what would be exported, and what is new in it."""
        whole = portion_of(self._dossier, self._profile, Scope.ALL)
        sent = last_round(self._dossier, self._profile.id)
        new = whole if sent is None else portion_of(self._dossier, self._profile, Scope.NEW)
        self._scope.show_choice(sent, whole=whole, new=new)
        shown = new if self.scope is Scope.NEW else whole
        self._summary.setText(
            shown.said(self._texts) if shown.pieces else self._texts.say("window.export_nothing")
        )
        self._can_export = bool(shown.pieces)
        self._match()

    def _choose_scope(self) -> None:
        self._count()
        self.asked_anew.emit()

    def _follow_settings(self) -> None:
        self._target.set_separate(self._settings.separate)

    def _show_day(self, day: date) -> None:
        self._day.blockSignals(True)
        self._day.setDate(QDate(day.year, day.month, day.day))
        self._day.blockSignals(False)

    def _keep_day(self) -> None:
        self._day_chosen = True
        self.asked_anew.emit()

    def _match(self) -> None:
        self.go.setEnabled(self._can_export and self._target.target is not None)

    def _go(self) -> None:
        if (choice := self.choice()) is not None:
            self.export_wanted.emit(choice)


def _section(column: QVBoxLayout, words: str) -> None:
    column.addSpacing(16)
    column.addWidget(labelled(words, "section"))


def _language_name(texts: Texts, code: str) -> str:
    """Names a language in the window's own; its code where that is not known."""
    return str(texts.locale.languages.get(code, code))
