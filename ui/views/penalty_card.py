"""What a late trader owes on top, step by step, with the sums."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dossier.model.due import Penalty, PenaltyStep
from dossier.texts.catalogue import Texts
from dossier.texts.dates import short_day
from dossier.texts.deadlines import said_penalty_base, said_step
from ui.theme import Tone
from ui.widgets.buttons import button
from ui.widgets.chip import ChipLabel
from ui.widgets.labels import labelled
from ui.widgets.looks import mark

_AROUND_PX: Final = 16


class PenaltyCard(QFrame):
    """One penalty; the step that holds today is marked by a word."""

    def __init__(
        self, penalty: Penalty, *, day: date, currency: str, texts: Texts, parent: QWidget | None = None
    ) -> None:
        """Makes the card.

        Args:
            penalty: What is owed.
            day: Today.
            currency: ISO 4217, of the sums.
            texts: The window's language.
            parent: What it belongs to.
        """
        super().__init__(parent)
        self._texts = texts
        self.setObjectName(f"penalty-{penalty.id}")
        mark(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(_AROUND_PX, 12, _AROUND_PX, 12)
        column.setSpacing(4)
        column.addWidget(labelled(texts.say("deadline.penalty", name=penalty.article), "title", wrap=True))
        holds = penalty.step(day)
        rows = [self._row(step, now=step == holds, currency=currency) for step in penalty.steps]
        for row in rows:
            column.addWidget(row)
        place = penalty.steps.index(holds) if holds is not None else 0
        self._fold(column, [row for n, row in enumerate(rows) if n not in (place, place + 1)])
        column.addWidget(labelled(said_penalty_base(penalty, texts), "secondary", wrap=True))
        read = texts.say(
            "deadline.read", day=short_day(texts, penalty.told.read), sources=" ; ".join(penalty.told.sources)
        )
        where = labelled(read, "field-note", wrap=True)
        where.setMinimumWidth(1)
        column.addWidget(where)
        if not penalty.told.sure:
            chip = ChipLabel(texts.say("window.recipient_unsure"), Tone.LOOK)
            column.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)

    def _row(self, step: PenaltyStep, *, now: bool, currency: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(12)
        said = said_step(step, self._texts, currency=currency)
        row.addWidget(labelled(said, "strong" if now else "body", wrap=True), 1)
        if now:
            chip = ChipLabel(self._texts.say("window.deadlines_penalty_now"), Tone.ACCENT)
            row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _fold(self, column: QVBoxLayout, rows: Sequence[QWidget]) -> None:
        """Shows what was and what will be later on request only."""
        if not rows:
            return
        for one in rows:
            one.hide()
        name = f"{self.objectName()}-all"
        steps = button(self._texts.say("window.deadlines_penalty_all", n=len(rows)), "link", name=name)
        steps.setCheckable(True)
        for one in rows:
            steps.toggled.connect(one.setVisible)
        column.addWidget(steps, 0, Qt.AlignmentFlag.AlignLeft)
