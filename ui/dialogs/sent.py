"""When something was sent, and under which number the recipient keeps it."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QLineEdit, QWidget

from dossier.texts.catalogue import Texts
from ui.dialogs.form import Form
from ui.theme import Theme
from ui.views.card_fields import under
from ui.views.day_field import day_field
from ui.widgets.labels import labelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What the person says of it; the number is "" as long as none was given."""

    day: date
    case_number: str = ""


class SentDialog(Form):
    """Asks for the day and the case number; who got it is what was exported."""

    def __init__(
        self,
        parent: QWidget | None,
        texts: Texts,
        theme: Theme,
        *,
        recipient: str,
        numbers: str,
        now: Sent,
        made: date,
    ) -> None:
        """Makes the dialog.

        Args:
            parent: Over which window it opens.
            texts: The window's language.
            theme: The window's colours.
            recipient: What the recipient is called.
            numbers: The numbers that will not change any more: "1 à 19".
            now: The day and the number proposed.
            made: The day of what was sent; it was not sent before.
        """
        title, verb = texts.say("window.dialog_sent"), texts.say("window.dialog_sent_go")
        super().__init__(parent, texts, theme, title=title, verb=verb)
        self._day = day_field(texts, theme, name="dialog-sent-day", said=texts.say("window.dialog_sent_day"))
        self._day.setDate(_qt(now.day))
        self._day.setDateRange(_qt(min(made, now.day)), _qt(now.day))
        to = labelled(recipient, "body", wrap=True)
        to.setObjectName("dialog-sent-recipient")
        self._case = QLineEdit(now.case_number)
        self._case.setObjectName("dialog-sent-case")
        self._case.setAccessibleName(texts.say("window.dialog_sent_case"))
        hint = texts.say("window.dialog_sent_hint", numbers=numbers)
        self.body.addWidget(labelled(hint, "secondary", wrap=True))
        self.body.addWidget(under(self.label("dialog_sent_to"), to))
        self.body.addWidget(under(self.label("dialog_sent_day"), self._day))
        self.body.addWidget(
            under(self.label("dialog_sent_case"), self._case, self.hint("dialog_sent_case_hint"))
        )
        self.body.addStretch(1)
        self.finish()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        texts: Texts,
        theme: Theme,
        *,
        recipient: str,
        numbers: str,
        now: Sent,
        made: date,
    ) -> Sent | None:
        """Asks; None when the person would rather not."""
        dialog = cls(parent, texts, theme, recipient=recipient, numbers=numbers, now=now, made=made)
        return dialog.value() if dialog.done_well() else None

    def value(self) -> Sent:
        """Gives what is written."""
        day = self._day.date()
        return Sent(day=date(day.year(), day.month(), day.day()), case_number=self._case.text().strip())


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
