"""The days that matter, each with the pieces that prove it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from dossier.model.facts import Facts, KeyDate, Milestone
from dossier.model.ids import PieceId
from dossier.texts.catalogue import Texts
from ui.models.milestones import FIRST, days_that_matter
from ui.models.piece_names import PieceNames
from ui.models.proposed import Proposals, Proposed
from ui.theme import Theme
from ui.views.day_entry import DayEntry
from ui.views.facts_fields import FactCard
from ui.views.piece_picker import ProofsButton
from ui.widgets.buttons import button
from ui.widgets.labels import labelled

_DAY_PX: Final = 176
_PROOF_PX: Final = 184


class DateRow(QWidget):
    """One milestone.

    Attributes:
        day_given: Its day, None when it was taken away.
        proofs_given: The pieces that prove it.
        taken: Proposals that were taken over.
    """

    day_given = Signal(object)
    proofs_given = Signal(object)
    taken = Signal(object)

    def __init__(self, texts: Texts, theme: Theme, milestone: Milestone) -> None:
        super().__init__()
        self._texts = texts
        name = texts.say(f"milestone.{milestone}")
        self.setObjectName(f"date-{milestone}")
        self.day = DayEntry(texts, theme, label=name, name=f"facts-date-{milestone}")
        self.day.given.connect(self.day_given)
        self.day.field.taken.connect(self.taken)
        self.day.setFixedWidth(_DAY_PX)
        self.proofs = ProofsButton(texts, name, name=f"facts-proofs-{milestone}")
        self.proofs.setFixedWidth(_PROOF_PX)
        self.proofs.given.connect(self.proofs_given)
        said = labelled(name, "body", wrap=True)
        said.setContentsMargins(0, 6, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(said, 1, top)
        row.addWidget(self.day, 0, top)
        row.addWidget(self.proofs, 0, top)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        # A sentence needs more room than a day.
        for part in (self.day.field.note, self.day.field.proposals):
            column.addWidget(part)

    def show_date(
        self, known: KeyDate | None, names: PieceNames, *, proposals: Sequence[Proposed], read_only: bool
    ) -> None:
        """Shows what is known of it, and what pieces say when nothing is."""
        self.day.show_day(known.day if known else None)
        self.day.field.show_proposals(() if known else proposals)
        self.proofs.show_proofs(known.proofs if known else (), names)
        self.proofs.setEnabled(known is not None and not read_only)

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be changed."""
        self.day.set_read_only(read_only)


class DatesSection(FactCard):
    """The milestones that matter for the dispute, what is needed first in front.

    Attributes:
        given: The name of a change, and the change of the facts.
        taken: Proposals that were taken over.
    """

    given = Signal(str, object)
    taken = Signal(object)

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(
            texts.say("window.facts_dates"), name="facts-dates", hint=texts.say("window.facts_dates_hint")
        )
        self._texts, self._theme = texts, theme
        self._rows: dict[Milestone, DateRow] = {}
        self._added: frozenset[Milestone] = frozenset()
        self._shown: tuple[Milestone, ...] = ()
        self._read_only = False
        self._now: tuple[Facts, PieceNames, Proposals] | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        self._add = button(texts.say("window.facts_date_add"), name="facts-date-add")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._add.setMenu(self._menu)
        self.column.addLayout(self._lines)
        self.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_facts(self, facts: Facts, names: PieceNames, proposals: Proposals) -> None:
        """Shows what is known, and what pieces say of what is not."""
        self._now = (facts, names, proposals)
        self._shown = self._wanted(facts, proposals)
        for gone in set(self._rows) - set(self._shown):
            self._rows[gone].hide()
        for place, milestone in enumerate(self._shown):
            row = self._rows.get(milestone) or self._made(milestone)
            if self._lines.indexOf(row) != place:
                self._lines.removeWidget(row)
                self._lines.insertWidget(place, row)
            row.show()
            row.show_date(
                facts.key_date(milestone),
                names,
                proposals=proposals.get(f"date.{milestone}", ()),
                read_only=self._read_only,
            )

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be changed."""
        self._read_only = read_only
        self._add.setVisible(not read_only)
        for row in self._rows.values():
            row.set_read_only(read_only)

    def commit(self) -> None:
        """Tells what is being written."""
        for row in self._rows.values():
            row.day.commit()

    def spot(self, milestone: Milestone) -> QWidget:
        """Gives the field of a day, also of one that was not asked for yet."""
        if milestone not in self._shown and self._now is not None:
            self._added |= {milestone}
            self.show_facts(*self._now)
        return self._rows[milestone].day.field.entry

    def stops(self) -> list[QWidget]:
        """Lists its rows in the order that they are seen in."""
        return [*(self._rows[one] for one in self._shown), self._add]

    def _wanted(self, facts: Facts, proposals: Proposals) -> tuple[Milestone, ...]:
        matter = days_that_matter(facts.dispute)
        known = {one.milestone for one in facts.key_dates} | self._added
        known |= {Milestone(key.partition(".")[2]) for key in proposals if key.startswith("date.")}
        return (*matter, *(one for one in Milestone if one in known and one not in matter))

    def _made(self, milestone: Milestone) -> DateRow:
        row = self._rows[milestone] = DateRow(self._texts, self._theme, milestone)
        row.set_read_only(self._read_only)
        row.day_given.connect(lambda day: self._tell(milestone, day))
        row.proofs_given.connect(lambda proofs: self._prove(milestone, proofs))
        row.taken.connect(self.taken)
        return row

    def _fill_menu(self) -> None:
        self._menu.clear()
        for milestone in (*FIRST, *(one for one in Milestone if one not in FIRST)):
            if milestone not in self._shown:
                action = self._menu.addAction(self._texts.say(f"milestone.{milestone}"))
                action.triggered.connect(lambda _=False, one=milestone: self._begin(one))

    def _begin(self, milestone: Milestone) -> None:
        self.spot(milestone).setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, milestone: Milestone, day: date | None) -> None:
        def change(facts: Facts) -> Facts:
            before = facts.key_date(milestone)
            others = tuple(one for one in facts.key_dates if one.milestone is not milestone)
            proofs = before.proofs if before else ()
            new = (KeyDate(milestone=milestone, day=day, proofs=proofs),) if day else ()
            return replace(facts, key_dates=(*others, *new))

        self.given.emit(f"date-{milestone}", change)

    def _prove(self, milestone: Milestone, proofs: tuple[PieceId, ...]) -> None:
        def change(facts: Facts) -> Facts:
            dates = facts.key_dates
            proved = (replace(one, proofs=proofs) if one.milestone is milestone else one for one in dates)
            return replace(facts, key_dates=tuple(proved))

        self.given.emit(f"proof-{milestone}", change)
