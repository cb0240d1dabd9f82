"""How a widget tells the style sheet what it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.theme import Tone


def mark(widget: QWidget, look: str, *, tone: Tone | None = None) -> None:
    """Gives a widget a look, and a tone where the look has one; may be called again at any time."""
    widget.setProperty("look", look)
    if tone is not None:
        widget.setProperty("tone", tone.value)
    repolish(widget)


def repolish(widget: QWidget) -> None:
    """Makes the style sheet look at the properties of a widget and its children again.

    Qt reads properties in selectors only when a widget is polished; what never was will be in time.
    """
    for each in (widget, *widget.findChildren(QWidget)):
        if each.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            each.style().unpolish(each)
            each.style().polish(each)
