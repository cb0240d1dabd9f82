"""Who is in the dispute: a list, and the fields of the chosen one."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from dossier.model.party import Party, Role
from dossier.texts.catalogue import Texts
from ui.models.proposed import Proposals
from ui.views.facts_fields import FactCard
from ui.views.party_fields import PartyFields
from ui.widgets.buttons import button
from ui.widgets.labels import labelled, plain_tip

_LIST_PX: Final = 228
_LIST_LEAST_PX: Final = 220


class PartiesSection(FactCard):
    """Up to a household, a coach or a class; a party is one of the dossier as soon as it has a name.

    Attributes:
        given: The name of a change, and the change: takes all parties and gives them all.
        taken: Proposals that were taken over.
    """

    given = Signal(str, object)
    taken = Signal(object)

    def __init__(self, texts: Texts) -> None:
        super().__init__(
            texts.say("window.facts_parties"),
            name="facts-parties",
            hint=texts.say("window.facts_parties_hint"),
        )
        self._texts = texts
        self._parties: list[Party] = []
        self._draft: Party | None = None
        self._proposals: Proposals = {}
        self._row = -1
        self._read_only = False
        self._list = QListWidget()
        self._list.setObjectName("parties")
        self._list.setAccessibleName(texts.say("window.facts_parties_list"))
        self._list.setProperty("framed", True)
        self._list.setFixedWidth(_LIST_PX)
        self._list.setMinimumHeight(_LIST_LEAST_PX)
        self._list.setSpacing(2)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentRowChanged.connect(self._choose)
        self._empty = labelled(texts.say("window.facts_parties_empty"), "secondary", wrap=True)
        self._add = button(texts.say("window.facts_party_add"), name="party-add")
        self._remove = button(texts.say("window.facts_party_remove"), "link", name="party-remove")
        self._add.clicked.connect(self._begin)
        self._remove.clicked.connect(self._remove_one)
        self._fields = PartyFields(texts)
        self._fields.given.connect(self._change)
        self._fields.taken.connect(self.taken)
        self._arrange()

    def _arrange(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(12)
        acts.addWidget(self._add)
        acts.addWidget(self._remove)
        acts.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._list, 1)
        left.addLayout(acts)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(left)
        row.addWidget(self._fields, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(self._empty)
        self.column.addLayout(row)

    def show_parties(self, parties: Sequence[Party], proposals: Proposals) -> None:
        """Shows what is known; one that is being begun stays."""
        self._proposals = proposals
        others = len(parties) != len(self._parties)
        self._parties = list(parties)
        row = self._row
        if others and self._draft is not None:
            row = len(self._parties)
        self._fill(row if row >= 0 else 0, anew=others and self._draft is None)

    def spot(self, fact: str, *, consumer: bool) -> QWidget:
        """Chooses the first consumer, or the first other party, and gives the field of a fact.

        Args:
            fact: "country", or "party" for all else.
            consumer: Whose.
        """
        found = (at for at, one in enumerate(self._parties) if (one.role is Role.CONSUMER) is consumer)
        at = next(found, None)
        if at is None:
            return self._add
        self._list.setCurrentRow(at)
        return self._fields.spot(fact)

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be changed."""
        self._read_only = read_only
        self._add.setVisible(not read_only)
        self._remove.setVisible(not read_only and self._row >= 0)
        self._fields.set_read_only(read_only)

    def commit(self) -> None:
        """Tells what is being written."""
        self._fields.commit()

    def _all(self) -> list[Party]:
        return [*self._parties, self._draft] if self._draft is not None else self._parties

    def _fill(self, row: int, *, anew: bool) -> None:
        """Lists the parties and shows one; without a signal for each line."""
        self._list.blockSignals(True)
        parties = self._all()
        while self._list.count() > len(parties):
            self._list.takeItem(self._list.count() - 1)
        while self._list.count() < len(parties):
            self._list.addItem(QListWidgetItem())
        for at, party in enumerate(parties):
            self._word(at, party)
        self._list.setCurrentRow(min(row, len(parties) - 1))
        self._list.blockSignals(False)
        self._show(self._list.currentRow(), anew=anew or self._list.currentRow() != self._row)

    def _word(self, at: int, party: Party) -> None:
        say = self._texts.say
        name = party.name.strip() or say("window.facts_party_new")
        words = say("window.facts_party_line", name=name, role=say(f"role.{party.role}"))
        item = self._list.item(at)
        item.setText(words)
        item.setToolTip(plain_tip(words))

    def _choose(self, row: int) -> None:
        self._fields.commit()
        self._show(row, anew=True)

    def _show(self, row: int, *, anew: bool) -> None:
        parties = self._all()
        there = 0 <= row < len(parties)
        self._row = row
        self._empty.setVisible(not parties)
        self._list.setVisible(bool(parties))
        self._fields.setVisible(there)
        self._remove.setVisible(there and not self._read_only)
        if there:
            party = parties[row]
            first = next((one for one in self._parties if one.role is party.role), None)
            meant = self._proposals if first is party else {}
            self._fields.show_party(party, anew=anew, proposals=meant)

    def _change(self, field: str, party: Party) -> None:
        at = self._row
        if at >= len(self._parties):
            self._draft = party
            if party.name:
                self._draft = None
                self._parties.append(party)
                self.given.emit("", lambda parties: (*parties, party))
        else:
            self._parties[at] = party
            self.given.emit(
                f"party-{at}-{field}",
                lambda parties: (*parties[:at], party, *parties[at + 1 :]) if at < len(parties) else parties,
            )
        self._word(at, party)

    def _begin(self) -> None:
        if self._draft is None:
            taken = {party.role for party in self._parties}
            role = next((role for role in (Role.CONSUMER, Role.SELLER) if role not in taken), Role.CONSUMER)
            self._draft = Party(role=role, name="")
        self._fill(len(self._parties), anew=True)
        self._fields.begin()

    def order_stops(self) -> None:
        """Leads Tab from field to field as they are seen."""
        self._fields.order_stops()

    def _remove_one(self) -> None:
        at = self._row
        if at >= len(self._parties):
            self._draft = None
        else:
            del self._parties[at]
            self.given.emit("", lambda parties: (*parties[:at], *parties[at + 1 :]))
        self._fill(at, anew=True)
