"""For whom the annex is, what their measure means, and what of the dossier they get."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from dossier.model.dossier import Dossier
from dossier.model.numbering import order_by
from dossier.model.rounds import Round, Scope, SentFile
from dossier.recipients.profile import Profile
from dossier.texts.catalogue import Texts
from dossier.texts.dates import long_day
from ui.models.measures import language_words, limit_words, measure_words
from ui.models.portions import Portion
from ui.widgets.buttons import button
from ui.widgets.labels import labelled


class ExportRecipient(QWidget):
    """The recipient at the top of the page.

    Attributes:
        recipient_wanted: Another one is to be chosen.
    """

    recipient_wanted = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._name = labelled("", "title", wrap=True)
        self._name.setObjectName("export-recipient")
        change = button(texts.say("window.export_other_recipient"), "link", name="export-other-recipient")
        change.clicked.connect(self.recipient_wanted)
        self._lines = [labelled("", "secondary", wrap=True) for _ in range(3)]
        for line, part in zip(self._lines, ("measure", "limits", "languages"), strict=True):
            line.setObjectName(f"export-{part}")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._name, 1)
        head.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(labelled(texts.say("window.export_for"), "section"))
        column.addLayout(head)
        for line in self._lines:
            column.addWidget(line)

    def show_recipient(self, profile: Profile, dossier: Dossier) -> None:
        """Tells who gets the annex, and what that means for it."""
        texts = self._texts
        self._name.setText(profile.name(texts.language))
        by = order_by(dossier, profile.arrangement())
        languages = language_words(profile, texts)
        said = (
            measure_words(profile, texts, language=dossier.language, by=by),
            limit_words(profile, texts),
            texts.say("window.export_languages", names=languages) if languages else "",
        )
        for line, words in zip(self._lines, said, strict=True):
            line.setText(words)
            line.setVisible(bool(words))


class ExportScope(QWidget):
    """Everything, or only what the recipient has not got yet; hidden until something was sent to them.

    Attributes:
        changed: Another one is chosen.
    """

    changed = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._offered: tuple[date, str, tuple[SentFile, ...]] | None = None
        self._all = self._choice("export_scope_all", "export-scope-all")
        self._new = self._choice("export_scope_all", "export-scope-new")
        self._why = labelled("", "field-note", wrap=True)
        self._why.setObjectName("export-scope-why")
        self._either = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(4)
        column.addWidget(labelled(texts.say("window.export_scope"), "section"))
        for choice in (self._new, self._all):
            self._either.addButton(choice)
            column.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._why)
        self._all.setChecked(True)
        self._all.toggled.connect(lambda _: self.changed.emit())
        self.hide()

    @property
    def scope(self) -> Scope:
        """What is chosen."""
        return Scope.NEW if self._new.isChecked() else Scope.ALL

    def show_choice(self, sent: Round | None, *, whole: Portion, new: Portion) -> None:
        """Offers the choice.

        Args:
            sent: What the recipient got last; None when it got nothing yet.
            whole: What everything comes to.
            new: What is new to them.
        """
        texts = self._texts
        self.setVisible(sent is not None)
        count = new.pieces + new.attached
        if sent is not None:
            day = long_day(texts, sent.day)
            self._new.setText(texts.say("window.export_scope_new", n=new.pieces, said=new.said(texts)))
            self._all.setText(texts.say("window.export_scope_all", said=whole.said(texts)))
            why = "export_scope_why" if count else "export_scope_nothing_new"
            self._why.setText(texts.say(f"window.{why}", day=day))
        self._new.setEnabled(bool(count))
        for choice in (self._all, self._new):
            choice.setAccessibleName(choice.text())
        self._propose(sent if count else None)

    def _propose(self, sent: Round | None) -> None:
        """Proposes what is new as soon as there is something new; a choice made since stays."""
        offered = None if sent is None else (sent.day, sent.recipient, sent.files)
        if offered != self._offered:
            self._offered = offered
            (self._all if sent is None else self._new).setChecked(True)

    def _choice(self, key: str, name: str) -> QRadioButton:
        made = QRadioButton(self._texts.say(f"window.{key}", said=""))
        made.setObjectName(name)
        return made
