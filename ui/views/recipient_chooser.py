"""The list of all recipients at the left: searched, filtered, what fits the person best first."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dossier.texts.catalogue import Texts
from ui.models.recipients import EVERYBODY, RecipientsModel, Wanted
from ui.models.roles import Role
from ui.theme import Theme
from ui.views.recipient_delegate import RecipientDelegate
from ui.views.wrapping_list import WrappingList
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import mark

AnyIndex = QModelIndex | QPersistentModelIndex

_STEPS_BACK: Final = (
    QAbstractItemView.CursorAction.MoveUp,
    QAbstractItemView.CursorAction.MovePageUp,
    QAbstractItemView.CursorAction.MoveHome,
    QAbstractItemView.CursorAction.MovePrevious,
)


class RecipientList(WrappingList):
    """The rows themselves.

    Attributes:
        recipient_wanted: Another one is looked at (its id).
    """

    recipient_wanted = Signal(str)

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = ""
        self._leaving = False
        self._drawn = RecipientDelegate(theme, self)
        self.setItemDelegate(self._drawn)
        self.setObjectName("recipient-list")
        self.setAccessibleName(texts.say("window.recipient_list"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_recipient(self, recipient: str) -> None:
        """Shows which one is looked at, without telling it back."""
        self._told = recipient
        model = self.model()
        row = model.row_of(recipient) if isinstance(model, RecipientsModel) else -1
        if row < 0:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        elif self.currentIndex().row() != row or not self.selectedIndexes():
            self.setCurrentIndex(model.index(row, 0))

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tells which one is looked at now."""
        super().currentChanged(current, previous)
        recipient = str(current.data(Role.RECIPIENT) or "") if current.isValid() else ""
        if recipient and recipient != self._told and not self._leaving:
            self._told = recipient
            self.recipient_wanted.emit(recipient)

    def rowsAboutToBeRemoved(self, parent: AnyIndex, start: int, end: int) -> None:
        """Lets rows go: that Qt then stands on a neighbour is no wish of the person's."""
        self._leaving = True
        super().rowsAboutToBeRemoved(parent, start, end)
        self._leaving = False

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Moves over headings to the next recipient."""
        goal = super().moveCursor(action, modifiers)
        if not goal.isValid():
            return goal
        back = action in _STEPS_BACK
        beyond = range(goal.row(), -1, -1) if back else range(goal.row(), self.model().rowCount())
        places = (self.model().index(row, 0) for row in beyond)
        found = next((index for index in places if index.data(Role.RECIPIENT)), None)
        if found is not None:
            return found
        if back:
            self.scrollToTop()  # so that the first heading is seen
        return self.currentIndex()

    def minimumSizeHint(self) -> QSize:
        """Can be a few rows high."""
        return QSize(200, 120)

    def forget_rows(self) -> None:
        """Forgets what was laid out."""
        self._drawn.forget()


class RecipientChooser(QFrame):
    """Search, filters and list.

    Attributes:
        recipient_wanted: Another one is looked at (its id).
    """

    recipient_wanted = Signal(str)

    def __init__(
        self, model: RecipientsModel, texts: Texts, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._texts = model, texts
        self._ready = False
        self._current = ""
        self.setObjectName("recipient-chooser")
        self.setProperty("side", True)
        mark(self, "pane")
        self.search = self._search_field()
        self._country = self._country_field()
        self._open_only = QCheckBox(texts.say("window.recipient_open_only"))
        self._open_only.setObjectName("recipient-open-only")
        self._open_only.setAccessibleName(self._open_only.text())
        self.list = RecipientList(texts, theme)
        self.list.setModel(model)
        self._empty = EmptyState(texts.say("window.recipient_loading"))
        QVBoxLayout(self.list.viewport()).addWidget(self._empty)
        self._lay_out()
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._filter)
        self._country.currentIndexChanged.connect(self._filter)
        self._open_only.toggled.connect(self._filter)
        self._empty.acted.connect(self._show_all)
        self.list.recipient_wanted.connect(self._tell)

    def set_ready(self, countries: Sequence[tuple[str, str]]) -> None:
        """Tells that the model is filled; offers countries, each by its code and name."""
        self._ready = True
        have = [(self._country.itemData(row), self._country.itemText(row)) for row in self._rows()]
        if have[1:] != list(countries):
            self._offer(countries)
        self._refresh()

    def show_recipient(self, recipient: str) -> None:
        """Shows which one is looked at, without telling it back."""
        self._current = recipient
        self.list.show_recipient(recipient)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leads from the search field: Esc clears it, Down and Enter go to the list."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go_to_list()
                return True
        if watched is self.search and event.type() == QEvent.Type.ShortcutOverride and self.search.text():
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Escape:  # else the page's own Esc would come first
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self._country, 1)
        filters.addWidget(self._open_only)
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 12)
        head.setSpacing(8)
        head.addWidget(self.search)
        head.addLayout(filters)
        line = QFrame()
        mark(line, "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line)
        column.addWidget(self.list, 1)

    def _search_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("recipient-search")
        field.setPlaceholderText(self._texts.say("window.recipient_search"))
        field.setAccessibleName(self._texts.say("window.recipient_search"))
        field.setClearButtonEnabled(True)
        return field

    def _country_field(self) -> QComboBox:
        field = QComboBox()
        field.setObjectName("recipient-country")
        field.setAccessibleName(self._texts.say("window.recipient_country"))
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        field.setMinimumContentsLength(8)
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.addItem(self._texts.say("window.recipient_country_all"), "")
        return field

    def _offer(self, countries: Sequence[tuple[str, str]]) -> None:
        chosen = self._country.currentData()
        self._country.blockSignals(True)
        for row in reversed(self._rows()[1:]):
            self._country.removeItem(row)
        for code, name in countries:
            self._country.addItem(name, code)
        self._country.setCurrentIndex(max(self._country.findData(chosen), 0))
        self._country.blockSignals(False)

    def _rows(self) -> range:
        return range(self._country.count())

    def _filter(self) -> None:
        self._model.set_wanted(
            Wanted(
                words=self.search.text(),
                country=str(self._country.currentData()),
                open_only=self._open_only.isChecked(),
            )
        )
        self._refresh()

    def _show_all(self) -> None:
        self.search.clear()
        self._country.setCurrentIndex(0)
        self._open_only.setChecked(False)
        self._model.set_wanted(EVERYBODY)
        self._refresh()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refresh(self) -> None:
        """Says a word where nothing is shown, and chooses again what is looked at."""
        self.list.show_recipient(self._current)
        self._empty.setVisible(not self._model.rowCount())
        if self._ready:
            say = self._texts.say
            self._empty.say(say("window.recipient_none_found"), action=say("window.recipient_show_all"))

    def _tell(self, recipient: str) -> None:
        self._current = recipient
        self.recipient_wanted.emit(recipient)

    def _go_to_list(self) -> None:
        if not self.list.currentIndex().isValid():
            for row in range(self._model.rowCount()):
                if self._model.recipient_at(row):
                    self.list.setCurrentIndex(self._model.index(row, 0))
                    break
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
