"""The sums that are asked, line by line, with the pieces that justify them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dossier.basis.errors import UsageError
from dossier.model.facts import ClaimLine, Facts
from dossier.model.ids import PieceId
from dossier.texts.catalogue import Texts
from dossier.texts.money import field_cents, said_cents, typed_cents
from ui.models.piece_names import PieceNames
from ui.theme import Theme
from ui.views.facts_fields import FactField
from ui.views.piece_picker import ProofsButton
from ui.widgets.buttons import button, icon_button
from ui.widgets.labels import labelled

_AMOUNT_PX: Final = 128
_PROOF_PX: Final = 168


def cents_of(text: str) -> int:
    """Reads an amount; nothing is nothing.

    Raises:
        UsageError: As ``typed_cents``.
    """
    return typed_cents(text) if text.strip() else 0


class ClaimRow(QWidget):
    """One line; told as a whole by ``line``."""

    given = Signal()
    proofs_given = Signal(object)
    remove_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("claim-row")
        self.words = FactField(texts, texts.say("window.facts_claim_words"), name="claim-words", shown=False)
        self.words.entry.setPlaceholderText(texts.say("window.facts_claim_hint"))
        self.words.reads = _named
        self.amount = FactField(texts, texts.say("window.facts_amount"), name="claim-amount", shown=False)
        self.amount.reads = cents_of
        self.amount.setFixedWidth(_AMOUNT_PX)
        self.amount.entry.setPlaceholderText("0,00")
        self.proofs = ProofsButton(texts, texts.say("window.facts_claim_about"), name="claim-proofs")
        self.proofs.setFixedWidth(_PROOF_PX)
        self.remove = icon_button("bin", texts.say("window.facts_claim_remove"), theme)
        self.remove.setObjectName("claim-remove")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.words, 1, top)
        row.addWidget(self.amount, 0, top)
        row.addWidget(self.proofs, 0, top)
        row.addWidget(self.remove, 0, top)
        self.words.given.connect(lambda _: self.given.emit())
        self.amount.given.connect(lambda _: self.given.emit())
        self.proofs.given.connect(self.proofs_given)
        self.remove.clicked.connect(self.remove_wanted)

    def show_line(self, line: ClaimLine, names: PieceNames, *, anew: bool) -> None:
        """Shows a line of the claim."""
        self.words.show_text(line.words, anew=anew)
        self.amount.show_text(field_cents(line.cents) if line.cents else "", anew=anew)
        self.proofs.show_proofs(line.proofs, names)

    def line(self, before: ClaimLine) -> ClaimLine:
        """Gives the line as it is written; an amount that cannot be meant leaves the one before."""
        try:
            cents = cents_of(self.amount.text)
        except UsageError:  # said under the field already
            cents = before.cents
        return replace(before, words=self.words.text.strip() or before.words, cents=cents)

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be changed."""
        self.words.set_read_only(read_only)
        self.amount.set_read_only(read_only)
        self.proofs.setEnabled(not read_only)
        self.remove.setVisible(not read_only)


class ClaimTable(QWidget):
    """All lines and their sum; a new line is one of the claim as soon as it says what for.

    Attributes:
        given: The name of a change, and the change of the facts.
    """

    given = Signal(str, object)

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts, self._theme = texts, theme
        self._claim: tuple[ClaimLine, ...] = ()
        self._rows: list[ClaimRow] = []
        self._draft: ClaimRow | None = None
        self._names: PieceNames | None = None
        self._read_only = False
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._add = button(texts.say("window.facts_claim_add"), "link", name="claim-add")
        self._add.clicked.connect(self._begin)
        self._total = labelled("", "strong")
        self._total.setObjectName("claim-total")
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addStretch(1)
        foot.addWidget(self._total)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(labelled(texts.say("window.facts_claim"), "section"))
        column.addLayout(self._lines)
        column.addLayout(foot)

    @property
    def first(self) -> QWidget:
        """The first line, or what adds one."""
        return self._rows[0].words.entry if self._rows else self._add

    def show_claim(self, claim: Sequence[ClaimLine], currency: str, names: PieceNames) -> None:
        """Shows what is known; a line that is being begun stays."""
        anew = len(claim) != len(self._rows)
        self._claim, self._names = tuple(claim), names
        while len(self._rows) > len(claim):
            _drop(self._rows.pop())
        while len(self._rows) < len(claim):
            self._rows.append(self._made(len(self._rows)))
        for row, line in zip(self._rows, claim, strict=True):
            row.show_line(line, names, anew=anew)
        total = said_cents(self._texts, sum(line.cents for line in claim), currency)
        self._total.setText(self._texts.say("window.facts_total", sum=total))
        self._total.setVisible(bool(claim))

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be changed."""
        self._read_only = read_only
        self._add.setVisible(not read_only)
        for row in self._rows:
            row.set_read_only(read_only)

    def commit(self) -> None:
        """Tells what is being written."""
        for row in (*self._rows, *([self._draft] if self._draft else [])):
            row.words.commit()
            row.amount.commit()

    def _made(self, at: int) -> ClaimRow:
        row = ClaimRow(self._texts, self._theme)
        row.given.connect(lambda: self._tell(row))
        row.proofs_given.connect(lambda proofs: self._prove(row, proofs))
        row.remove_wanted.connect(lambda: self._remove(row))
        row.set_read_only(self._read_only)
        self._lines.insertWidget(at, row)
        row.show()
        return row

    def _begin(self) -> None:
        if self._draft is None and self._names is not None:
            self._draft = self._made(len(self._rows))
            self._draft.proofs.show_proofs((), self._names)
            self._draft.proofs.setEnabled(False)
        if self._draft is not None:
            self._draft.words.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, row: ClaimRow) -> None:
        if row in self._rows:
            at = self._rows.index(row)
            self._change(at, row.line(self._claim[at]))
        elif row is self._draft and row.words.text.strip():
            line = row.line(ClaimLine(words="", cents=0))
            self._draft = None
            self._rows.append(row)
            self._claim = (*self._claim, line)
            row.proofs.setEnabled(True)
            self.given.emit("", lambda facts: replace(facts, claim=(*facts.claim, line)))

    def _prove(self, row: ClaimRow, proofs: tuple[PieceId, ...]) -> None:
        if row in self._rows:
            at = self._rows.index(row)
            self._change(at, replace(row.line(self._claim[at]), proofs=proofs))

    def _change(self, at: int, line: ClaimLine) -> None:
        if line == self._claim[at]:
            return
        self._claim = (*self._claim[:at], line, *self._claim[at + 1 :])

        def change(facts: Facts) -> Facts:
            if at >= len(facts.claim):
                return facts
            return replace(facts, claim=(*facts.claim[:at], line, *facts.claim[at + 1 :]))

        self.given.emit(f"claim-{at}", change)

    def _remove(self, row: ClaimRow) -> None:
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        if row is self._draft:
            self._draft = None
            _drop(row)
            return
        at = self._rows.index(row)
        self._claim = (*self._claim[:at], *self._claim[at + 1 :])
        _drop(self._rows.pop(at))
        self.given.emit("", lambda facts: replace(facts, claim=(*facts.claim[:at], *facts.claim[at + 1 :])))


def _named(text: str) -> None:
    if not text.strip():
        raise UsageError("claim-unnamed")


def _drop(row: QWidget) -> None:
    row.hide()
    row.deleteLater()
