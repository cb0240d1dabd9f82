"""The order of the rubrics, and the orders that one step or one drop would make of it."""

from PySide6.QtCore import QAbstractItemModel

from dossier.model.ids import RubricId
from ui.models.roles import Cut, CutKind, Role

Order = tuple[RubricId, ...]


def order_of(model: QAbstractItemModel) -> Order:
    """Lists the rubrics as they stand."""
    cuts: list[Cut] = [model.index(row, 0).data(Role.CUT) for row in range(model.rowCount())]
    return tuple(RubricId(cut.rubric) for cut in cuts if cut.kind == CutKind.RUBRIC)


def moved_to(order: Order, rubric: RubricId, *, beside: RubricId, below: bool) -> Order | None:
    """Puts a rubric above or below another one; None where it stands there already."""
    rest = [one for one in order if one != rubric]
    place = rest.index(beside) + below
    made = (*rest[:place], rubric, *rest[place:])
    return None if made == order else made


def stepped(order: Order, rubric: RubricId, *, down: bool) -> Order | None:
    """Moves a rubric by one place; None at the end."""
    place = order.index(rubric) + (1 if down else -1)
    if place not in range(len(order)):
        return None
    return moved_to(order, rubric, beside=order[place], below=down)
