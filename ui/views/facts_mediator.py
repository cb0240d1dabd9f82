"""Who the mediator is that the general terms name, and the piece that names it."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from dossier.model.facts import Facts
from dossier.texts.catalogue import Texts
from ui.models.piece_names import PieceNames
from ui.models.proposed import Proposals
from ui.views.card_fields import LineEntry, StillCombo, under
from ui.views.facts_fields import FactCard, ProposalRows
from ui.views.piece_picker import ProofsButton
from ui.widgets.labels import labelled

_PROOF_PX = 184


class MediatorSection(FactCard):
    """A name from the list, or as the general terms write it.

    Attributes:
        given: The name of a change, and the change of the facts.
        taken: Proposals that were taken over.
    """

    given = Signal(str, object)
    taken = Signal(object)

    def __init__(self, texts: Texts) -> None:
        super().__init__(
            texts.say("window.facts_mediator"),
            name="facts-mediator-card",
            hint=texts.say("window.facts_mediator_hint"),
        )
        label = texts.say("window.facts_mediator_name")
        self._names: Mapping[str, str] = {}
        self._mediator = ""
        self._entry = LineEntry(label)
        self._entry.setObjectName("facts-mediator")
        self._entry.setAcceptDrops(False)
        self._entry.given.connect(self._tell)
        self._combo = StillCombo(label)
        self._combo.setObjectName("facts-mediators")
        self._combo.setEditable(True)
        self._combo.setLineEdit(self._entry)
        self._combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # What it proposes while one writes would be taken for what was written.
        self._combo.setCompleter(None)  # type: ignore[arg-type]  # Qt takes none
        self._entry.editingFinished.connect(self._entry.commit)
        self._combo.activated.connect(lambda _: self._entry.commit())
        self._entry.setPlaceholderText(texts.say("window.facts_mediator_example"))
        self._proofs = ProofsButton(texts, texts.say("window.facts_mediator"), name="facts-proofs-mediator")
        self._proofs.setFixedWidth(_PROOF_PX)
        self._proofs.given.connect(
            lambda proofs: self.given.emit(
                "mediator-proofs", lambda facts: replace(facts, mediator_proofs=proofs)
            )
        )
        self._proposals = ProposalRows(texts, "facts-mediator-proposals")
        self._proposals.taken.connect(self.taken)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(under(labelled(label, "section"), self._combo), 1)
        row.addWidget(self._proofs, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.addLayout(row)
        self.column.addWidget(self._proposals)

    def set_mediators(self, names: Mapping[str, str]) -> None:
        """Offers the mediators whose profiles are known, by their ids."""
        self._names = dict(names)
        written = self._entry.text()
        self._combo.clear()
        self._combo.addItems(sorted(names.values(), key=str.casefold))
        self._combo.setCurrentIndex(-1)
        self._entry.setText(written)
        self._show()

    def show_facts(self, facts: Facts, names: PieceNames, proposals: Proposals) -> None:
        """Shows what is known, and what pieces say when nothing is."""
        self._mediator = facts.mediator
        self._show()
        self._proofs.show_proofs(facts.mediator_proofs, names)
        self._proposals.show_proposals(() if facts.mediator else proposals.get("mediator", ()))

    def spot(self) -> QWidget:
        """Gives the field of the name."""
        return self._combo

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be changed."""
        self._combo.setEnabled(not read_only)
        self._proofs.setEnabled(not read_only)

    def commit(self) -> None:
        """Tells what is being written."""
        self._entry.commit()

    def _show(self) -> None:
        self._entry.show_text(self._names.get(self._mediator, self._mediator), anew=False)

    def _tell(self, text: str) -> None:
        said = " ".join(text.split())
        ids = {name.casefold(): one for one, name in self._names.items()}
        mediator = ids.get(said.casefold(), said)
        if mediator != self._mediator:
            self._mediator = mediator
            self.given.emit("mediator", lambda facts: replace(facts, mediator=mediator))
