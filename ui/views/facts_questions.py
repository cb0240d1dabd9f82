"""Questions to be answered by yes, no, or not at all."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from dossier.model.facts import PER_RECIPIENT, Facts, Question
from dossier.texts.catalogue import Texts
from ui.views.facts_fields import FactCard
from ui.widgets.labels import labelled

_ANSWERS = {"yes": True, "no": False, "unknown": None}


class QuestionRow(QWidget):
    """One question.

    Attributes:
        given: True, False, or None for not known.
    """

    given = Signal(object)

    def __init__(self, texts: Texts, question: Question) -> None:
        super().__init__()
        self.setObjectName(f"question-{question}")
        asked = texts.say(f"question.{question}")
        self._group = QButtonGroup(self)
        self._choices: dict[bool | None, QRadioButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(labelled(asked, "body", wrap=True), 1)
        for name, answer in _ANSWERS.items():
            choice = QRadioButton(texts.say(f"window.facts_{name}"))
            choice.setObjectName(f"question-{question}-{name}")
            choice.setAccessibleName(texts.say(f"window.facts_{name}"))
            choice.setAccessibleDescription(asked)
            choice.clicked.connect(lambda _=False, answer=answer: self.given.emit(answer))
            self._group.addButton(choice)
            self._choices[answer] = choice
            row.addWidget(choice, 0, Qt.AlignmentFlag.AlignTop)
        self._choices[None].setChecked(True)

    @property
    def chosen(self) -> QRadioButton:
        """The answer that is chosen."""
        return next(one for one in self._choices.values() if one.isChecked())

    def show_answer(self, answer: bool | None) -> None:
        """Shows what was answered."""
        self._choices[answer].setChecked(True)

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be answered."""
        for choice in self._choices.values():
            choice.setEnabled(not read_only)


class QuestionsSection(FactCard):
    """All questions.

    Attributes:
        given: The name of a change, and the change of the facts.
    """

    given = Signal(str, object)

    def __init__(self, texts: Texts) -> None:
        super().__init__(
            texts.say("window.facts_questions"),
            name="facts-questions",
            hint=texts.say("window.facts_questions_hint"),
        )
        asked = (question for question in Question if question not in PER_RECIPIENT)
        self._rows = {question: QuestionRow(texts, question) for question in asked}
        self.column.setSpacing(12)
        for question, row in self._rows.items():
            row.given.connect(lambda answer, question=question: self._tell(question, answer))
            self.column.addWidget(row)

    def show_facts(self, facts: Facts) -> None:
        """Shows what was answered."""
        for question, row in self._rows.items():
            row.show_answer(facts.answers.get(question))

    def spot(self, question: Question) -> QWidget:
        """Gives what is chosen of a question."""
        return self._rows[question].chosen

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be changed."""
        for row in self._rows.values():
            row.set_read_only(read_only)

    def _tell(self, question: Question, answer: bool | None) -> None:
        self.given.emit(f"question-{question}", lambda facts: facts.answering(question, answer))
