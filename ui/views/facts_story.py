"""What happened, what is asked and what was tried, in the person's own words, and the sums that are asked."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dossier.model.facts import Facts
from dossier.texts.catalogue import Texts
from ui.models.piece_names import PieceNames
from ui.theme import Theme
from ui.views.facts_claim import ClaimTable
from ui.views.facts_fields import FactCard, FactField
from ui.widgets.labels import labelled

_LINES: Final = 5
STORIES: Final = ("happened", "asked", "tried")


class StorySection(FactCard):
    """Three boxes, each with how much is written in it; the sums stand under what is asked.

    Attributes:
        given: The name of a change, and the change of the facts.
    """

    given = Signal(str, object)

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(
            texts.say("window.facts_story"), name="facts-story", hint=texts.say("window.facts_story_hint")
        )
        self._texts = texts
        self._fields: dict[str, FactField] = {}
        self._counts = {name: labelled("", "field-note") for name in STORIES}
        self.claim = ClaimTable(texts, theme)
        self.claim.given.connect(self.given)
        for name in STORIES:
            self._add(name)
            if name == "asked":
                self.column.addWidget(self.claim)

    def _add(self, name: str) -> None:
        field = FactField(
            self._texts, self._texts.say(f"window.facts_{name}"), name=f"facts-{name}", lines=_LINES
        )
        field.layout().insertWidget(2, self._counts[name])  # type: ignore[union-attr]  # a column
        field.entry.textChanged.connect(lambda name=name: self._count(name))
        field.given.connect(lambda text, name=name: self._tell(name, text))
        self._counts[name].setObjectName(f"facts-{name}-count")
        self._fields[name] = field
        self._count(name)
        self.column.addWidget(field)

    def show_facts(self, facts: Facts, names: PieceNames) -> None:
        """Shows what is known."""
        for name, field in self._fields.items():
            field.show_text(getattr(facts, name))
        self.claim.show_claim(facts.claim, facts.currency, names)

    def spot(self, fact: str) -> QWidget:
        """Gives the box of a fact, or what begins a sum."""
        return self._fields[fact].entry if fact in self._fields else self.claim.first

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be changed."""
        for field in self._fields.values():
            field.set_read_only(read_only)
        self.claim.set_read_only(read_only)

    def commit(self) -> None:
        """Tells what is being written."""
        for field in self._fields.values():
            field.commit()
        self.claim.commit()

    def _tell(self, name: str, text: str) -> None:
        changed = {name: text.strip()}

        def change(facts: Facts) -> Facts:
            return replace(facts, **changed)  # type: ignore[arg-type]  # each of them is words

        self.given.emit(name, change)

    def _count(self, name: str) -> None:
        written, count = len(self._fields[name].text.strip()), self._counts[name]
        count.setText(self._texts.say("window.facts_signs", n=written, count=self._texts.number(written)))
        count.setVisible(bool(written))
