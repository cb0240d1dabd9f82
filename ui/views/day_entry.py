"""A day that may be left empty: written as people write it, or chosen in a calendar."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QVBoxLayout, QWidget

from dossier.basis.errors import UsageError
from dossier.model.moment import Precision
from dossier.texts.catalogue import Texts
from dossier.texts.dates import short_day
from dossier.texts.typed_dates import typed_moment
from ui.theme import Theme
from ui.views.day_field import calm
from ui.views.facts_fields import FactField
from ui.views.popup import Popup
from ui.widgets.buttons import icon_button


def typed_day(text: str, texts: Texts) -> date | None:
    """Reads one day; nothing is none.

    Raises:
        UsageError: As ``typed_moment``; ``day-wanted``, it is a month, a year or a span.
    """
    moment = typed_moment(text, texts) if text.strip() else None
    if moment is None or moment.at is None:
        return None
    if moment.precision not in (Precision.DAY, Precision.MINUTE, Precision.SECOND):
        raise UsageError("day-wanted", value=text.strip())
    return moment.at.date()


class DayEntry(QWidget):
    """The field, and the button of its calendar.

    Attributes:
        given: The day (``date``), None when it was emptied.
        field: Where it is written.
    """

    given = Signal(object)

    def __init__(self, texts: Texts, theme: Theme, *, label: str, name: str) -> None:
        super().__init__()
        self._texts, self._theme = texts, theme
        self._day: date | None = None
        self.field = FactField(texts, label, name=name, shown=False)
        self.field.reads = lambda text: typed_day(text, texts)
        self.field.entry.setPlaceholderText(texts.say("window.facts_day_hint"))
        self.field.given.connect(self._tell)
        self._open = icon_button("down", texts.say("window.facts_calendar", about=label), theme)
        self._open.setObjectName(f"{name}-calendar")
        self._open.clicked.connect(self._show_calendar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.field, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)

    def show_day(self, day: date | None) -> None:
        """Shows what is known."""
        self._day = day
        self.field.show_text(short_day(self._texts, day) if day else "")

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be changed."""
        self.field.set_read_only(read_only)
        self._open.setEnabled(not read_only)

    def commit(self) -> None:
        """Tells what is being written."""
        self.field.commit()

    def _tell(self, text: str) -> None:
        day = typed_day(text, self._texts)
        if day != self._day:
            self._day = day
            self.given.emit(day)

    def _show_calendar(self) -> None:
        popup = _CalendarPopup(
            self._texts, self._theme, self._day, said=self._open.accessibleName(), parent=self
        )
        popup.chosen.connect(self._choose)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()

    def _choose(self, day: date) -> None:
        if day != self._day:
            self._day = day
            self.field.show_text(short_day(self._texts, day), anew=True)
            self.given.emit(day)


class _CalendarPopup(Popup):
    """A month to choose a day of; Esc leaves the field as it was."""

    chosen = Signal(object)

    def __init__(self, texts: Texts, theme: Theme, day: date | None, *, said: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("day-calendar")
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale(texts.language))
        calendar.setAccessibleName(said)
        if day is not None:
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calm(calendar, theme)
        calendar.clicked.connect(self._take)
        calendar.activated.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(calendar)
        calendar.setFocus()

    def _take(self, day: QDate) -> None:
        self.close()
        self.chosen.emit(date(day.year(), day.month(), day.day()))
