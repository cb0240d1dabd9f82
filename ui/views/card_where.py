"""Where a piece stands: its rubric, and whether it is in the annex."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from dossier.model.dossier import Dossier
from dossier.model.ids import RubricId
from dossier.model.piece import Piece
from dossier.recipients.known import recipient_name
from dossier.texts.catalogue import Texts
from ui.views.card_fields import StillCombo, under
from ui.views.card_link import ElidedLink
from ui.widgets.labels import labelled


class IncludeBox(QCheckBox):
    """Yes, no, or yes for some; a click always decides for all."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = {
            Qt.CheckState.Checked: texts.say("window.card_included"),
            Qt.CheckState.PartiallyChecked: texts.say("window.card_included_some"),
            Qt.CheckState.Unchecked: texts.say("window.card_excluded"),
        }
        self.setAccessibleName(texts.say("window.card_in_annex"))
        self.checkStateChanged.connect(self._word)
        self._word(self.checkState())

    def nextCheckState(self) -> None:
        """Goes from some or none to all, and from all to none."""
        self.setCheckState(
            Qt.CheckState.Unchecked if self.checkState() is Qt.CheckState.Checked else Qt.CheckState.Checked
        )

    def show_state(self, wanted: Sequence[bool]) -> None:
        """Shows what is wanted of some pieces."""
        state = Qt.CheckState.PartiallyChecked
        if all(wanted) or not any(wanted):
            state = Qt.CheckState.Checked if all(wanted) else Qt.CheckState.Unchecked
        self.setCheckState(state)

    def _word(self, state: Qt.CheckState) -> None:
        self.setText(self._words[state])


class WhereField(QWidget):
    """Rubric and presence of one piece or of several, which may differ."""

    rubric_given = Signal(object)
    included_given = Signal(bool)
    piece_wanted = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._read_only = False
        self._shown: RubricId | None = None
        self._twin: Piece | None = None
        self.rubric = StillCombo(texts.say("window.card_rubric"))
        self.rubric.setObjectName("card-rubric")
        self.rubric.activated.connect(self._choose)
        self.include = IncludeBox(texts)
        self.include.setObjectName("card-include")
        self.include.clicked.connect(self.included_given)
        self.repeat = ElidedLink("")
        self.repeat.setObjectName("card-repeat")
        self.repeat.clicked.connect(self._go)
        self.hidden = labelled("", "field-note", wrap=True)
        self.hidden.setObjectName("card-hidden")
        self.reason = labelled("", "field-note", wrap=True)
        self.reason.setObjectName("card-reason")
        self._rubric_box = under(
            labelled(texts.say("window.card_rubric"), "section"), self.rubric, self.reason
        )
        self._annex_box = under(
            labelled(texts.say("window.card_in_annex"), "section"), self.include, self.repeat, self.hidden
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._rubric_box)
        column.addWidget(self._annex_box)

    def show_pieces(self, dossier: Dossier, pieces: Sequence[Piece], numbers: dict[str, str]) -> None:
        """Shows where pieces stand.

        Args:
            dossier: The dispute, whose rubrics can be chosen.
            pieces: One or several.
            numbers: Of each shown piece, by its id.
        """
        rubrics = {piece.rubric for piece in pieces}
        self._fill(dossier, rubrics.pop() if len(rubrics) == 1 else None)
        self._rubric_box.setVisible(any(piece.parent is None for piece in pieces))
        only = pieces[0] if len(pieces) == 1 else None
        self._tell_reason(only)
        twin = None if only is None else only.duplicate_of
        self._twin = None if twin is None else dossier.piece(twin)
        if self._twin is not None:
            number = numbers.get(self._twin.id)
            self.repeat.show_words(
                self._texts.say("window.card_repeat_numbered", number=number)
                if number
                else self._texts.say("window.card_repeat", title=self._twin.title)
            )
        self.repeat.setVisible(self._twin is not None)
        self._tell_hidden(only, dossier.recipient)
        self.include.setVisible(self._twin is None and not any(piece.binned for piece in pieces))
        self.include.show_state([piece.included for piece in pieces])
        self.set_read_only(self._read_only)

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be changed."""
        self._read_only = read_only
        self.rubric.setEnabled(not read_only)
        self.include.setEnabled(not read_only)

    def _fill(self, dossier: Dossier, shown: RubricId | None) -> None:
        names = [(rubric.name(self._texts.language), rubric.id) for rubric in dossier.rubrics]
        held = [(self.rubric.itemText(n), self.rubric.itemData(n)) for n in range(self.rubric.count())]
        if names != held:
            self.rubric.clear()
            for name, rubric in names:
                self.rubric.addItem(name, rubric)
        self._shown = shown
        mixed = "window.card_rubric_none" if shown is not None else "window.card_rubric_several"
        self.rubric.setPlaceholderText(self._texts.say(mixed))
        self.rubric.setCurrentIndex(next((n for n, (_, one) in enumerate(names) if one == shown), -1))

    def _tell_reason(self, piece: Piece | None) -> None:
        """Says why the rubric was proposed; nothing once the person chose it."""
        told = piece is not None and bool(piece.reason)
        said = self._texts.say(f"reason.{piece.reason}", words=piece.reason_words) if piece and told else ""
        self.reason.setText(said)
        self.reason.setVisible(told)
        self.rubric.setAccessibleDescription(said)

    def _tell_hidden(self, piece: Piece | None, recipient: str) -> None:
        """Says that the chosen recipient is not shown it."""
        held = piece is not None and piece.shown and not piece.shown_to(recipient)
        name = recipient_name(recipient, self._texts.language)
        self.hidden.setText(self._texts.say("window.pieces_hidden_from", recipient=name) if held else "")
        self.hidden.setVisible(held)

    def _choose(self, row: int) -> None:
        chosen = self.rubric.itemData(row)
        if chosen != self._shown:
            self._shown = chosen
            self.rubric_given.emit(chosen)

    def _go(self) -> None:
        if self._twin is not None:
            self.piece_wanted.emit(self._twin.id)
