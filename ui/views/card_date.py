"""The date of a piece: written freely, with where it comes from and the other dates one click away."""

from collections.abc import Sequence
from datetime import tzinfo
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dossier.basis.clock import today
from dossier.basis.errors import UsageError
from dossier.model.ids import PieceId
from dossier.model.moment import UNKNOWN, Moment, Source
from dossier.texts.catalogue import Texts
from dossier.texts.dates import future_hint
from dossier.texts.typed_dates import typed_form, typed_moment
from ui import present
from ui.theme import Tone
from ui.views.card_fields import LineEntry, Remark
from ui.views.card_link import ElidedLink
from ui.views.card_rows import Rows
from ui.widgets.chip import ChipLabel
from ui.widgets.labels import labelled, plain_tip


class DateField(QWidget):
    """Takes a date as people write it; ``given`` tells the ``Moment``.

    What cannot be understood stays as written, with a sentence under it, also when another piece is
    looked at meanwhile.
    """

    given = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._piece: PieceId | None = None
        self._moment = UNKNOWN
        self._unclear: dict[PieceId, str] = {}
        self._read_only = False
        self.line = LineEntry(texts.say("window.card_date"))
        self.line.setObjectName("card-date")
        self.line.setPlaceholderText(texts.say("window.card_date_hint"))
        self.line.accepts = self._understood
        self.line.given.connect(self._tell)
        self.line.textEdited.connect(self._hush)
        self._chip = ChipLabel(parent=self)
        self._chip.setObjectName("card-date-sureness")
        self._trouble = Remark("", Tone.MISSING, name="card-date-trouble")
        self._trouble.hide()
        self._origin = labelled("", "field-note", wrap=True)
        self._origin.setObjectName("card-date-origin")
        self._others = Rows("card-date-others")
        self.setFocusProxy(self.line)
        self._arrange()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self._chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        for widget in (self._trouble, self._origin, self._others):
            column.addWidget(widget)

    def show_moment(
        self,
        piece: PieceId,
        *,
        moment: Moment,
        alternatives: Sequence[Moment],
        zone: tzinfo,
        doubted: bool = False,
    ) -> None:
        """Shows a piece's date.

        Args:
            piece: Whose.
            moment: The date that counts.
            alternatives: Other dates found in it.
            zone: The dossier's.
            doubted: Whether what else the dossier holds speaks against it.
        """
        anew = piece != self._piece
        if anew and self._piece is not None and self.line.unsaved:
            self._unclear[self._piece] = self.line.text()
        self._piece, self._moment = piece, moment
        self.line.show_text(typed_form(moment, self._texts, zone), anew=anew)
        if anew:
            self._hush()
            unclear = self._unclear.pop(piece, None)
            if unclear is not None:
                self.line.setText(unclear)
                self._understood(unclear)
        sureness = present.sureness(self._texts, moment, doubted=doubted)
        self._chip.set_state(sureness.text, sureness.tone)
        self._show_origin(moment, zone)
        unsure = sureness.tone is not Tone.GOOD
        self._others.tell(
            (piece, moment, tuple(alternatives), str(zone), unsure, self._read_only),
            lambda: self._other_rows(moment, alternatives, zone, unsure=unsure),
        )

    def set_read_only(self, read_only: bool) -> None:
        """Only shows the date, or lets it be changed."""
        self._read_only = read_only
        self.line.setReadOnly(read_only)

    def ask(self) -> None:
        """Takes the focus, ready to be written over."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def commit(self) -> None:
        """Tells what was written, if it is new and can be understood."""
        self.line.commit()

    def _show_origin(self, moment: Moment, zone: tzinfo) -> None:
        origin = present.when_source(self._texts, moment) if moment.known else ""
        future = future_hint(self._texts, moment, today=today(zone), zone=zone)
        origin = " ".join(filter(None, (origin, future)))
        self._origin.setText(origin)
        self._origin.setToolTip(plain_tip(moment.evidence))
        self._origin.setAccessibleDescription(moment.evidence)
        self._origin.setVisible(bool(origin))

    def _other_rows(
        self, moment: Moment, alternatives: Sequence[Moment], zone: tzinfo, *, unsure: bool
    ) -> list[QWidget]:
        rows: list[QWidget] = []
        if self._read_only:
            return rows
        if moment.known and moment.source is not Source.USER and unsure:
            rows.append(self._link(self._texts.say("window.card_date_right"), moment))
        for other in dict.fromkeys(alternatives):
            if not same_date(other, moment):
                day = typed_form(other, self._texts, zone)
                source = present.other_source(self._texts, other)
                rows.append(
                    self._link(self._texts.say("window.card_date_other", day=day, source=source), other)
                )
        return rows

    def _link(self, words: str, moment: Moment) -> QWidget:
        link = ElidedLink(words, tip=moment.evidence)
        link.setObjectName("card-date-other")
        link.clicked.connect(partial(self._choose, moment))
        return link

    def _choose(self, moment: Moment) -> None:
        self.line.restore()
        self._hush()
        self.given.emit(moment)

    def _understood(self, text: str) -> bool:
        try:
            self._read(text)
        except UsageError as error:
            self._trouble.say(self._texts.error(error))
            self.line.setAccessibleDescription(self._trouble.words)
            self._trouble.show()
            return False
        self._hush()
        return True

    def _read(self, text: str) -> Moment:
        return typed_moment(text, self._texts) if text.strip() else UNKNOWN

    def _tell(self, text: str) -> None:
        moment = self._read(text)
        if not same_date(moment, self._moment):
            self.given.emit(moment)

    def _hush(self, _: str = "") -> None:
        self._trouble.hide()
        self.line.setAccessibleDescription("")


def same_date(one: Moment, other: Moment) -> bool:
    """Tells whether two moments mean the same, wherever they come from."""
    return (one.precision, one.at, one.until) == (other.precision, other.at, other.until)
