"""Lists of invented pieces, and drags over them as the system would send them."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.rubric import OTHER, Rubric
from tests.support.dossiers import on, piece
from ui.models.carried import carrying
from ui.models.roles import Role

ANY_ACTION = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
_LEFT, _NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def three_rubrics() -> Dossier:
    """Orders a, b (with b1 and b2 attached) and c; chats d, e and f; the rest is empty."""
    return Dossier(
        title="Léa Martin contre Atelier Brume",
        rubrics=(
            Rubric(id=RubricId("order"), names={"fr": "Commande"}),
            Rubric(id=RubricId("chat"), names={"fr": "Échanges"}),
            Rubric(id=RubricId("own-1"), names={"fr": "Visite"}),
            Rubric(id=OTHER, names={"fr": "À classer"}),
        ),
        pieces=(
            piece("a", "order", moment=on(3, 1)),
            piece("b", "order", moment=on(3, 2)),
            piece("b1", "order", parent="b"),
            piece("b2", "order", parent="b"),
            piece("c", "order", moment=on(3, 3)),
            piece("d", "chat", moment=on(3, 4)),
            piece("e", "chat", moment=on(3, 5)),
            piece("f", "chat", moment=on(3, 6)),
        ),
    )


def many(count: int) -> Dossier:
    """Makes that many pieces of one day in one rubric: p000, p001 …"""
    rubric = Rubric(id=RubricId("chat"), names={"fr": "Échanges"})
    pieces = tuple(piece(f"p{n:03d}", "chat", moment=on(3, 4)) for n in range(count))
    return Dossier(rubrics=(rubric,), pieces=pieces)


class Told(list[object]):
    """Remembers what a signal told: one value, or several as a tuple."""

    def __init__(self, signal: SignalInstance) -> None:
        super().__init__()
        signal.connect(lambda *values: self.append(values[0] if len(values) == 1 else values))


def row_named(view: QAbstractItemView, name: str) -> int:
    """Finds the row of a piece or, for a heading or rubric, of a title."""
    indexes = (view.model().index(row, 0) for row in range(view.model().rowCount()))
    return next(i.row() for i in indexes if name in (i.data(Role.PIECE), i.data(Role.TITLE)))


def point_in(view: QAbstractItemView, name: str, *, share: float = 0.5) -> QPoint:
    """Gives a point of a row, at a share of its height from above."""
    area = view.visualRect(view.model().index(row_named(view, name), 0))
    return QPoint(area.center().x(), area.top() + round(area.height() * share))


def pieces_in_hand(*names: str) -> QMimeData:
    """Carries pieces."""
    return carrying(PieceId(name) for name in names)


def files_in_hand(*addresses: str) -> QMimeData:
    """Carries addresses of files, or of the web."""
    data = QMimeData()
    data.setUrls([QUrl(address) for address in addresses])
    return data


def enter(view: QAbstractItemView, data: QMimeData, *, actions: Qt.DropAction = ANY_ACTION) -> bool:
    """Brings a drag over a view; tells whether it lets it in."""
    event = QDragEnterEvent(QPoint(1, 1), actions, data, _LEFT, _NO_KEY)
    QApplication.sendEvent(view.viewport(), event)
    return event.isAccepted()


def move(
    view: QAbstractItemView, data: QMimeData, pos: QPoint, *, actions: Qt.DropAction = ANY_ACTION
) -> QDragMoveEvent:
    """Moves a drag over a view."""
    event = QDragMoveEvent(pos, actions, data, _LEFT, _NO_KEY)
    QApplication.sendEvent(view.viewport(), event)
    return event


def leave(view: QAbstractItemView) -> None:
    """Takes a drag away."""
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())


def drop(
    view: QAbstractItemView, data: QMimeData, pos: QPoint, *, actions: Qt.DropAction = ANY_ACTION
) -> QDropEvent | None:
    """Drags over a view and lets go there; None when the view does not let the drag in or stay."""
    if not enter(view, data, actions=actions) or not move(view, data, pos, actions=actions).isAccepted():
        leave(view)
        return None
    event = QDropEvent(QPointF(pos), actions, data, _LEFT, _NO_KEY)
    QApplication.sendEvent(view.viewport(), event)
    return event
