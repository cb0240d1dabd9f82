"""A field for a day, written or chosen in a calendar."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QToolButton, QWidget

from dossier.texts.catalogue import Texts
from ui.icons import icon
from ui.theme import Theme

_WIDTH_PX = 136


def day_field(texts: Texts, theme: Theme, *, name: str, said: str) -> QDateEdit:
    """Makes a field in the window's language.

    Args:
        texts: Whose way of writing a day it follows.
        theme: Whose colours the calendar has.
        name: Its objectName.
        said: Its accessible name.
    """
    field = QDateEdit()
    field.setObjectName(name)
    field.setAccessibleName(said)
    field.setLocale(QLocale(texts.language))
    field.setDisplayFormat(texts.say("date.short_day"))
    field.setCalendarPopup(True)
    field.setMinimumWidth(_WIDTH_PX)
    calm(field.calendarWidget(), theme)
    return field


def calm(calendar: QCalendarWidget, theme: Theme) -> None:
    """Takes away the coloured bar, the red weekends and the black arrows of Qt's own calendar."""
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, QTextCharFormat())
    bar = calendar.findChild(QWidget, "qt_calendar_navigationbar")
    if isinstance(bar, QWidget):
        bar.setBackgroundRole(QPalette.ColorRole.Base)
    for side, drawing in (("prev", "left"), ("next", "right")):
        arrow = calendar.findChild(QToolButton, f"qt_calendar_{side}month")
        if isinstance(arrow, QToolButton):
            arrow.setIcon(icon(drawing, theme.palette.soft))
