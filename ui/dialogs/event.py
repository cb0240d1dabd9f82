"""A call or happening, noted down because there is no file of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from dossier.basis.errors import UsageError
from dossier.model.ids import RubricId
from dossier.model.moment import UNKNOWN, Moment
from dossier.model.piece import Event
from dossier.texts.catalogue import Texts
from dossier.texts.typed_dates import typed_moment
from ui.dialogs.form import Form
from ui.theme import Theme
from ui.views.card_fields import StillCombo, under

_WHAT_HEIGHT_PX = 112


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedEvent:
    """What the person noted.

    Attributes:
        event: With whom, and what was said.
        title: As the bordereau prints it.
        rubric: Where it stands.
        moment: When it was.
    """

    event: Event
    title: str
    rubric: RubricId
    moment: Moment


class EventDialog(Form):
    """Asks when, with whom and what; proposes a title until the person writes one."""

    def __init__(
        self,
        parent: QWidget | None,
        texts: Texts,
        theme: Theme,
        *,
        rubrics: Sequence[tuple[RubricId, str]],
        rubric: RubricId | None = None,
    ) -> None:
        """Makes the dialog.

        Args:
            parent: Over which window it opens.
            texts: The window's language.
            theme: The window's colours.
            rubrics: Those there are, with their names.
            rubric: The one proposed; else the last one.
        """
        title, verb = texts.say("window.dialog_event"), texts.say("window.dialog_event_save")
        super().__init__(parent, texts, theme, title=title, verb=verb)
        self._date = self._line("card_date", "dialog-event-date", hint="card_date_hint")
        self._who = self._line("card_who", "dialog-event-who", hint="dialog_event_who_hint")
        self._what = QPlainTextEdit()
        self._what.setObjectName("dialog-event-what")
        self._what.setAccessibleName(texts.say("window.card_what"))
        self._what.setTabChangesFocus(True)
        # Qt would ask for far more lines than a small screen has room for.
        self._what.setFixedHeight(_WHAT_HEIGHT_PX)
        self._title = self._line("card_title", "dialog-event-title")
        self._rubric = StillCombo(texts.say("window.card_rubric"))
        self._rubric.setObjectName("dialog-event-rubric")
        for one, name in rubrics:
            self._rubric.addItem(name, one)
        place = self._rubric.findData(rubric)
        self._rubric.setCurrentIndex(place if place >= 0 else self._rubric.count() - 1)
        self.body.addWidget(self.hint("dialog_event_hint"))
        self.body.addWidget(under(self.label("card_date"), self._date))
        self.body.addWidget(under(self.label("card_who"), self._who))
        self.body.addWidget(under(self.label("card_what"), self._what))
        self.body.addWidget(under(self.label("card_title"), self._title))
        self.body.addWidget(under(self.label("card_rubric"), self._rubric))
        self.body.addStretch(1)
        self.finish()
        self._propose()
        for line in (self._date, self._who, self._title):
            line.textChanged.connect(self.check)
        self._what.textChanged.connect(self.check)
        self._who.textChanged.connect(self._propose)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        texts: Texts,
        theme: Theme,
        *,
        rubrics: Sequence[tuple[RubricId, str]],
        rubric: RubricId | None = None,
    ) -> NotedEvent | None:
        """Asks; None when the person would rather not."""
        dialog = cls(parent, texts, theme, rubrics=rubrics, rubric=rubric)
        return dialog.value() if dialog.done_well() else None

    def value(self) -> NotedEvent:
        """Gives what is written.

        Raises:
            UsageError: ``date-not-understood``; ``reason`` tells so before.
        """
        return NotedEvent(
            event=Event(who=self._who.text().strip(), what=self._what.toPlainText().strip()),
            title=self._title.text().strip(),
            rubric=self._rubric.currentData(),
            moment=self._moment(),
        )

    def reason(self) -> str:
        """Wants a date, words and a title, in the order of the fields."""
        say = self.texts.say
        try:
            known = self._moment().known
        except UsageError as error:
            return self.texts.error(error)
        if not known:
            return say("window.dialog_event_date_missing")
        if not self._what.toPlainText().strip():
            return say("window.dialog_event_what_missing")
        return "" if self._title.text().strip() else say("window.dialog_event_title_missing")

    def _moment(self) -> Moment:
        text = self._date.text()
        return typed_moment(text, self.texts) if text.strip() else UNKNOWN

    def _line(self, label: str, name: str, *, hint: str = "") -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(name)
        made.setAccessibleName(self.texts.say(f"window.{label}"))
        made.setPlaceholderText(self.texts.say(f"window.{hint}") if hint else "")
        return made

    def _propose(self, _: str = "") -> None:
        if self._title.isModified() and self._title.text().strip():
            return
        who = self._who.text().strip()
        self._title.setText(
            self.texts.say("window.dialog_event_title_of", who=who)
            if who
            else self.texts.say("window.dialog_event_title_plain")
        )
