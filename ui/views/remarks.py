"""Remarks as short, settled lists: what the export page shows of them."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    SignalInstance,
)

from dossier.model.finding import Finding, Level
from dossier.model.ids import PieceId
from dossier.texts.catalogue import Texts
from ui.models.roles import Role
from ui.theme import Tone

AnyIndex = QModelIndex | QPersistentModelIndex

TONES: Final = {Level.BLOCKER: Tone.MISSING, Level.WARNING: Tone.LOOK, Level.NOTE: Tone.NEUTRAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One row.

    Attributes:
        level: How grave it is.
        said: Its sentence.
        about: What the piece is called that it is about.
        piece: Which one that is.
        action: The one act that helps; "" for none.
        second: The other answer to what it proposes; "" for none.
        finding: What was noticed; None where a row tells something else.
    """

    level: Level
    said: str
    about: str = ""
    piece: PieceId | None = None
    action: str = ""
    second: str = ""
    finding: Finding | None = None

    @property
    def acts(self) -> tuple[str, ...]:
        """What can be done about it, the first what helps most."""
        return tuple(act for act in (self.action, self.second) if act)


def remarks_of(model: QAbstractItemModel) -> tuple[Remark, ...]:
    """Reads all rows of a model of findings."""
    return tuple(remark_at(model.index(row, 0)) for row in range(model.rowCount()))


def remark_at(index: AnyIndex) -> Remark:
    """Reads one row."""
    return Remark(
        level=Level(index.data(Role.LEVEL)),
        said=str(index.data(Role.TITLE) or ""),
        about=str(index.data(Role.DETAIL) or ""),
        piece=index.data(Role.PIECE),
        action=str(index.data(Role.ACTION) or ""),
        second=str(index.data(Role.SECOND) or ""),
        finding=index.data(Role.FINDING),
    )


class Watch(QObject):
    """Follows the rows of a model, and tells once when many of them changed together.

    Attributes:
        changed: The rows are others now; at once after a reset, else when the model has settled.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.model: QAbstractItemModel | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self.changed)

    def follow(self, model: QAbstractItemModel) -> None:
        """Follows a model, and no longer the one before."""
        if self.model is not None:
            self.model.modelReset.disconnect(self.changed)
            for signal in _row_changes(self.model):
                signal.disconnect(self._settle)
        self.model = model
        model.modelReset.connect(self.changed)
        for signal in _row_changes(model):
            signal.connect(self._settle)
        self.changed.emit()

    def remarks(self) -> tuple[Remark, ...]:
        """Reads all rows; none without a model."""
        return () if self.model is None else remarks_of(self.model)

    def levels(self) -> tuple[Level, ...]:
        """Reads of all rows only how grave they are."""
        if (model := self.model) is None:
            return ()
        return tuple(Level(model.index(row, 0).data(Role.LEVEL)) for row in range(model.rowCount()))

    def _settle(self) -> None:
        self._settled.start()


def _row_changes(model: QAbstractItemModel) -> tuple[SignalInstance, ...]:
    return (model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.dataChanged)


def level_word(texts: Texts, level: Level) -> str:
    """Says how grave a remark is: "à régler", "à voir", "à savoir"."""
    return texts.say(f"window.findings_level_{level}")


class RemarksModel(QAbstractListModel):
    """A settled list of remarks, with the same roles as the model of findings."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._remarks: tuple[Remark, ...] = ()

    def set_remarks(self, remarks: tuple[Remark, ...]) -> None:
        """Shows other remarks; equal ones leave the list, and where the person is in it, alone."""
        if remarks == self._remarks:
            return
        self.beginResetModel()
        self._remarks = remarks
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Counts the remarks."""
        return 0 if parent is not None and parent.isValid() else len(self._remarks)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Tells what a row holds."""
        if not index.isValid():
            return None
        remark = self._remarks[index.row()]
        match role:
            case Role.TITLE | Qt.ItemDataRole.DisplayRole:
                return remark.said
            case Role.LEVEL:
                return remark.level
            case Role.PIECE:
                return remark.piece
            case Role.ACTION:
                return remark.action
            case Role.SECOND:
                return remark.second
            case Role.FINDING:
                return remark.finding
            case Role.DETAIL:
                return remark.about
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(self._texts, remark)
        return None


def spoken(texts: Texts, remark: Remark) -> str:
    """Says a whole row, for a reader who cannot see it."""
    level = level_word(texts, remark.level)
    said = f"{remark.said} {remark.about}".strip()
    row = texts.say("window.findings_row", level=level, said=said)
    for act in remark.acts:
        row = texts.say("window.findings_row_action", row=row, action=texts.say(f"window.do_{act}"))
    return row
