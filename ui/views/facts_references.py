"""Numbers of the trader's and the carrier's: only those that are known, and a way to add others."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QMenu, QVBoxLayout, QWidget

from dossier.model.facts import Facts, Reference, ReferenceKind
from dossier.texts.catalogue import Texts
from ui.models.proposed import Proposals
from ui.theme import Theme
from ui.views.facts_fields import FactField, ProposalRows
from ui.widgets.buttons import button

_BESIDE: Final = 2


class ReferencesPart(QWidget):
    """A line for each number; one that is emptied goes.

    Attributes:
        given: The name of a change, and the change of the facts.
        taken: Proposals that were taken over.
    """

    given = Signal(str, object)
    taken = Signal(object)

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        del theme  # the style sheet holds it
        self._texts = texts
        self._fields: list[tuple[ReferenceKind, FactField]] = []
        self._drafts: dict[ReferenceKind, FactField] = {}
        self._read_only = False
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(16)
        self._lines.setVerticalSpacing(12)
        for side in range(_BESIDE):
            self._lines.setColumnStretch(side, 1)
        self._proposals = ProposalRows(texts, "facts-reference-proposals", named=True)
        self._proposals.taken.connect(self.taken)
        self._add = button(texts.say("window.facts_reference_add"), name="facts-reference-add")
        self._add.setMenu(self._menu())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._lines)
        column.addWidget(self._proposals)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for kind in ReferenceKind:
            action = menu.addAction(self._texts.say(f"reference.{kind}"))
            action.triggered.connect(lambda _=False, kind=kind: self._begin(kind))
        return menu

    @property
    def first(self) -> QWidget:
        """The first number, or what adds one."""
        return self._fields[0][1].entry if self._fields else self._add

    def show_references(self, references: Sequence[Reference], proposals: Proposals) -> None:
        """Shows what is known; lines that are being begun stay."""
        kinds = [one.kind for one in references]
        if kinds != [kind for kind, _ in self._fields]:
            for _, field in self._fields:
                _drop(field)
            self._fields = [(kind, self._field(kind)) for kind in kinds]
            self._lay_out()
        for (_, field), one in zip(self._fields, references, strict=True):
            field.show_text(one.value)
        missing = [kind for kind in ReferenceKind if kind not in kinds and kind not in self._drafts]
        offered = [one for kind in missing for one in proposals.get(f"reference.{kind}", ())]
        self._proposals.show_proposals([*offered])

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be changed."""
        self._read_only = read_only
        self._add.setVisible(not read_only)
        for _, field in self._fields:
            field.set_read_only(read_only)

    def commit(self) -> None:
        """Tells what is being written."""
        for field in (*(field for _, field in self._fields), *self._drafts.values()):
            field.commit()

    def _lay_out(self) -> None:
        for at, field in enumerate((*(field for _, field in self._fields), *self._drafts.values())):
            self._lines.addWidget(field, at // _BESIDE, at % _BESIDE)
            field.show()

    def _field(self, kind: ReferenceKind) -> FactField:
        field = FactField(self._texts, self._texts.say(f"reference.{kind}"), name=f"facts-reference-{kind}")
        field.given.connect(lambda text: self._tell(field, kind, text.strip()))
        field.set_read_only(self._read_only)
        return field

    def _begin(self, kind: ReferenceKind) -> None:
        """Leads to the line of a kind, which may be a new one."""
        known = next((field for one, field in self._fields if one is kind), None)
        field = known or self._drafts.get(kind)
        if field is None:
            field = self._drafts[kind] = self._field(kind)
            self._lay_out()
        field.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, field: FactField, kind: ReferenceKind, value: str) -> None:
        if self._drafts.get(kind) is field:
            if value:
                del self._drafts[kind]
                self._fields.append((kind, field))
                new = Reference(kind=kind, value=value)
                self.given.emit("", lambda facts: replace(facts, references=(*facts.references, new)))
            return
        at = next((at for at, (_, one) in enumerate(self._fields) if one is field), None)
        if at is None:
            return
        new_ones = (Reference(kind=kind, value=value),) if value else ()

        def change(facts: Facts) -> Facts:
            known = facts.references
            return replace(facts, references=(*known[:at], *new_ones, *known[at + 1 :]))

        self.given.emit(f"reference-{at}" if value else "", change)


def _drop(field: QWidget) -> None:
    field.hide()
    field.deleteLater()
