"""The card of one piece."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dossier.basis.clock import zone_named
from dossier.basis.errors import UsageError
from dossier.model.date_watch import doubted
from dossier.model.dossier import Dossier
from dossier.model.finding import Level
from dossier.model.ids import PieceId
from dossier.model.piece import Piece
from dossier.model.recognising import has_recognised_words
from dossier.texts.catalogue import Texts
from ui.theme import Theme, Tone
from ui.views.card_date import DateField
from ui.views.card_event import EventField
from ui.views.card_fields import LineEntry, Remark, TextEntry, under
from ui.views.card_kinds import KindsField
from ui.views.card_locked import LockedPart, is_locked
from ui.views.card_originals import OriginalsPart, TiesPart, remark_rows
from ui.views.card_private import PrivateField
from ui.views.card_rendering import RenderingField
from ui.views.card_rows import Rows, tab_in_turn
from ui.views.card_where import WhereField
from ui.widgets.buttons import button
from ui.widgets.labels import labelled

_TONES = {Level.BLOCKER: Tone.MISSING, Level.WARNING: Tone.LOOK, Level.NOTE: Tone.NEUTRAL}
_GRAVEST_FIRST = (Level.BLOCKER, Level.WARNING, Level.NOTE)


class OneCard(QWidget):
    """Everything about one piece; each signal begins with its id, or a tuple of it."""

    title_given = Signal(object, str)
    date_given = Signal(object, object)
    rubric_given = Signal(object, object)
    included_given = Signal(object, bool)
    proves_given = Signal(object, str)
    note_given = Signal(object, str)
    event_given = Signal(object, str, str)
    transcript_given = Signal(object, str)
    appendix_given = Signal(object, bool)
    private_given = Signal(object, object)
    rendering_given = Signal(object, object)
    days_wanted = Signal(object)
    unlock_wanted = Signal(object)
    split_wanted = Signal(object)
    detach_wanted = Signal(object)
    remove_wanted = Signal(object)
    restore_wanted = Signal(object)
    erase_wanted = Signal(object)
    original_wanted = Signal(object, str)
    piece_wanted = Signal(object)

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.piece_id: PieceId | None = None
        self._title = LineEntry(texts.say("window.card_title"))
        self._title.setObjectName("card-title")
        self._title.accepts = self._named
        self._title.textEdited.connect(self._warn)
        empty = texts.error(UsageError("title-empty"))
        self._title_trouble = Remark(empty, Tone.MISSING, name="card-title-trouble")
        self._title_trouble.hide()
        self._date = DateField(texts)
        self._where = WhereField(texts)
        self._event = EventField(texts)
        self._kinds = KindsField(texts)
        self._private = PrivateField(texts, theme)
        self._proves = TextEntry(texts.say("window.card_proves"), lines=2)
        self._proves.setObjectName("card-proves")
        self._note = TextEntry(texts.say("window.card_note"), lines=2)
        self._note.setObjectName("card-note")
        self._locked = LockedPart(texts)
        self._ties = TiesPart(texts)
        self._rendering = RenderingField(texts)
        self._remarks = Rows("card-remarks")
        self._originals = OriginalsPart(texts)
        self._bin_box, self._bin_acts = self._make_bin()
        self._remove = button(texts.say("window.card_remove"), "link")
        self._remove.setObjectName("card-remove")
        self._remove.clicked.connect(lambda: self.remove_wanted.emit(self._ids()))
        self._arrange()
        self._connect()

    def _make_bin(self) -> tuple[QWidget, QWidget]:
        box, acts = QWidget(), QWidget()
        line = QHBoxLayout(acts)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for act, look in (("restore", "primary"), ("erase", "danger")):
            made = button(self._texts.say(f"window.card_{act}"), look)
            made.setObjectName(f"card-{act}")
            made.clicked.connect(lambda _=False, name=act: getattr(self, f"{name}_wanted").emit(self._ids()))
            line.addWidget(made)
        line.addStretch(1)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Remark(self._texts.say("window.card_in_bin"), Tone.LOOK))
        column.addWidget(acts)
        return box, acts

    def _arrange(self) -> None:
        hint = labelled(self._texts.say("window.card_note_hint"), "field-note", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        self._parts: tuple[QWidget, ...] = (
            self._bin_box,
            self._locked,
            self._ties,
            self._rendering,
            under(self._label("title"), self._title, self._title_trouble),
            under(self._label("date"), self._date),
            self._where,
            self._event,
            self._kinds,
            under(self._label("proves"), self._proves),
            under(self._label("note"), self._note, hint),
            self._private,
            self._remarks,
            self._originals,
            self._remove,
        )
        for part in self._parts[:-1]:
            column.addWidget(part)
        column.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _label(self, field: str) -> QLabel:
        return labelled(self._texts.say(f"window.card_{field}"), "section")

    def _connect(self) -> None:
        """Adds the piece to what the fields tell."""
        self._title.given.connect(lambda text: self.title_given.emit(self.piece_id, text))
        self._date.given.connect(lambda moment: self.date_given.emit(self.piece_id, moment))
        self._proves.given.connect(lambda text: self.proves_given.emit(self.piece_id, text))
        self._note.given.connect(lambda text: self.note_given.emit(self.piece_id, text))
        self._event.given.connect(lambda who, what: self.event_given.emit(self.piece_id, who, what))
        self._kinds.transcript_given.connect(lambda text: self.transcript_given.emit(self.piece_id, text))
        self._kinds.appendix_given.connect(lambda shown: self.appendix_given.emit(self.piece_id, shown))
        self._kinds.days_wanted.connect(lambda: self.days_wanted.emit(self.piece_id))
        self._private.given.connect(lambda private: self.private_given.emit(self._ids(), private))
        self._rendering.given.connect(lambda kind: self.rendering_given.emit(self.piece_id, kind))
        self._locked.unlock_wanted.connect(lambda: self.unlock_wanted.emit(self.piece_id))
        self._where.rubric_given.connect(lambda rubric: self.rubric_given.emit(self._ids(), rubric))
        self._where.included_given.connect(lambda wanted: self.included_given.emit(self._ids(), wanted))
        self._where.piece_wanted.connect(self.piece_wanted)
        self._ties.piece_wanted.connect(self.piece_wanted)
        self._ties.split_wanted.connect(lambda: self.split_wanted.emit(self.piece_id))
        self._ties.detach_wanted.connect(lambda: self.detach_wanted.emit(self._ids()))
        self._originals.wanted.connect(self.original_wanted)

    def show_piece(self, dossier: Dossier, piece: Piece, *, numbers: dict[str, str], read_only: bool) -> None:
        """Shows a piece.

        Args:
            dossier: The dispute.
            piece: Which piece.
            numbers: Of each shown piece, by its id.
            read_only: Whether nothing can be changed now.
        """
        anew = piece.id != self.piece_id
        self.piece_id = piece.id
        self._set_read_only(read_only or piece.binned)
        self._title.show_text(piece.title, anew=anew)
        self._warn(self._title.text())
        zone = zone_named(dossier.zone)
        self._date.show_moment(
            piece.id,
            moment=piece.moment,
            alternatives=piece.alternatives,
            zone=zone,
            doubted=piece.id in doubted(dossier.pieces, zone),
        )
        self._where.show_pieces(dossier, [piece], numbers)
        self._event.show_event(piece.event, anew=anew)
        self._kinds.show_piece(piece, anew=anew)
        self._private.show_chosen(piece.private)
        self._proves.show_text(piece.proves, anew=anew)
        self._note.show_text(piece.note, anew=anew)
        self._ties.show_piece(dossier, piece, numbers=numbers, read_only=read_only or piece.binned)
        self._rendering.show_piece(piece)
        self._originals.show_piece(piece)
        self._show_remarks(dossier, piece, may_unlock=not (read_only or piece.binned))
        self._bin_box.setVisible(piece.binned)
        self._bin_acts.setVisible(not read_only)
        self._remove.setVisible(not piece.binned and not read_only)
        tab_in_turn(self._title, self._parts)

    def begin(self, reason: Qt.FocusReason) -> None:
        """Leads to the first field."""
        self._title.setFocus(reason)

    def ask_date(self) -> None:
        """Leads to the date."""
        self._date.ask()

    def ask_transcript(self) -> None:
        """Leads to what is said in a sound or film."""
        self._kinds.ask_transcript()

    def commit(self) -> None:
        """Tells what is being written, if it is new."""
        for field in (self._title, self._date, self._event, self._kinds, self._proves, self._note):
            field.commit()

    def _set_read_only(self, read_only: bool) -> None:
        for entry in (self._title, self._proves, self._note):
            entry.setReadOnly(read_only)
        for field in (self._rendering, self._date, self._where, self._event, self._kinds, self._private):
            field.set_read_only(read_only)

    def _show_remarks(self, dossier: Dossier, piece: Piece, *, may_unlock: bool) -> None:
        """Shows what was noticed of a piece; first, where it can be given, what its password would help."""
        own = [finding for finding in dossier.findings if finding.piece == piece.id]
        self._locked.show_findings(own if may_unlock else ())
        own = [finding for finding in own if not (may_unlock and is_locked(finding))]
        own.sort(key=lambda finding: _GRAVEST_FIRST.index(finding.level))
        remarks = tuple(
            dict.fromkeys((self._texts.finding(finding), _TONES[finding.level]) for finding in own)
        )
        if has_recognised_words(piece):
            remarks = (*remarks, (self._texts.say("window.card_recognised"), Tone.NEUTRAL))
        self._remarks.tell(remarks, lambda: remark_rows(self._texts, remarks))

    def _ids(self) -> tuple[PieceId, ...]:
        return () if self.piece_id is None else (self.piece_id,)

    def _named(self, text: str) -> bool:
        """Refuses an empty title and takes the former one back."""
        if not text.strip():
            self._title.restore()
            self._title_trouble.hide()
        return bool(text.strip())

    def _warn(self, text: str) -> None:
        self._title_trouble.setVisible(not text.strip())
