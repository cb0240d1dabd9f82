"""The dossier's own facts, of a new one or of the one that is open."""

from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from dossier.basis.errors import UsageError
from dossier.texts.catalogue import Texts, language_codes
from ui.dialogs.form import Form
from ui.dialogs.zone_field import ZoneField
from ui.theme import Theme
from ui.views.card_fields import StillCombo, under

_LONGEST_NUMBER = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is asked about a dossier.

    Attributes:
        title: The dispute in one line.
        zone: IANA name of its time zone.
        language: Of its annex.
        case_number: The number that the recipient gave the demand.
    """

    title: str = ""
    zone: str = "Europe/Paris"
    language: str = "fr"
    case_number: str = ""


class FactsDialog(Form):
    """Asks for title, time zone and language; of a dossier that is there also for its number."""

    def __init__(
        self, parent: QWidget | None, texts: Texts, theme: Theme, *, facts: Facts, new: bool = False
    ) -> None:
        """Makes the dialog.

        Args:
            parent: Over which window it opens.
            texts: The window's language.
            theme: The window's colours.
            facts: As they are, or as they are proposed.
            new: Whether the dossier is only now made.
        """
        title = texts.say("window.dialog_new" if new else "window.dialog_facts")
        verb = texts.say("window.dialog_create" if new else "window.dialog_save")
        super().__init__(parent, texts, theme, title=title, verb=verb)
        self._title = QLineEdit(facts.title)
        self._title.setObjectName("dialog-facts-title")
        self._title.setAccessibleName(texts.say("window.dialog_facts_title"))
        self._title.setPlaceholderText(texts.say("window.dialog_facts_title_hint"))
        self._case = QLineEdit(facts.case_number)
        self._case.setObjectName("dialog-facts-case")
        self._case.setAccessibleName(texts.say("window.dialog_facts_case"))
        self._case.setMaxLength(_LONGEST_NUMBER)
        self._zone = ZoneField(texts, facts.zone)
        self._language = StillCombo(texts.say("window.dialog_language"))
        self._language.setObjectName("dialog-language")
        for code in sorted(language_codes(), key=lambda code: code != "fr"):
            self._language.addItem(Texts(code).say("language.name"), code)
        self._language.setCurrentIndex(max(0, self._language.findData(facts.language)))
        if new:
            self.body.addWidget(self.hint("dialog_new_hint"))
        self.body.addWidget(under(self.label("dialog_facts_title"), self._title))
        numbered = under(self.label("dialog_facts_case"), self._case, self.hint("dialog_facts_case_hint"))
        self.body.addWidget(numbered)
        numbered.setVisible(not new)
        self.body.addWidget(under(self.label("dialog_zone"), self._zone, self.hint("dialog_zone_hint")))
        self.body.addWidget(under(self.label("dialog_language"), self._language))
        self.body.addStretch(1)
        self.finish()
        self._title.textChanged.connect(self.check)
        self._zone.editTextChanged.connect(self.check)

    @classmethod
    def ask(
        cls, parent: QWidget | None, texts: Texts, theme: Theme, *, facts: Facts, new: bool = False
    ) -> Facts | None:
        """Asks; None when the person would rather not."""
        dialog = cls(parent, texts, theme, facts=facts, new=new)
        return dialog.value() if dialog.done_well() else None

    def value(self) -> Facts:
        """Gives what is written."""
        return Facts(
            title=self._title.text().strip(),
            zone=self._zone.zone(),
            language=str(self._language.currentData()),
            case_number=self._case.text().strip(),
        )

    def reason(self) -> str:
        """Wants a title and a zone that there is."""
        if not self._title.text().strip():
            return self.texts.say("window.dialog_title_missing")
        if not self._zone.zone():
            return self.texts.error(UsageError("unknown-zone", zone=self._zone.currentText()))
        return ""
