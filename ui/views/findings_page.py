"""Everything that was noticed, gravest first, with the one act that helps."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dossier.model.finding import Level
from dossier.texts.catalogue import Texts
from ui.models.roles import Role
from ui.theme import Theme
from ui.views.findings_list import FindingsList
from ui.views.remarks import Watch, level_word
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import labelled
from ui.widgets.looks import mark


class _OfLevel(QSortFilterProxyModel):
    """The remarks of one level, or all."""

    level: Level | None = None

    def choose(self, level: Level | None) -> None:
        """Shows another level."""
        self.beginFilterChange()
        self.level = level
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Keeps the rows of the level."""
        if self.level is None:
            return True
        index = self.sourceModel().index(source_row, 0, source_parent)
        return Level(index.data(Role.LEVEL)) is self.level


class FindingsPage(QFrame):
    """The list of remarks, filtered by how grave they are."""

    piece_wanted = Signal(object)
    action_wanted = Signal(str, object)
    back_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._watch = Watch(self)
        self._watch.changed.connect(self._count)
        self._shown = _OfLevel(self)
        self.setObjectName("findings-page")
        mark(self, "pane")
        self._list = FindingsList(texts, theme)
        self._list.setModel(self._shown)
        self._list.piece_wanted.connect(self.piece_wanted)
        self._list.action_wanted.connect(self.action_wanted)
        self._empty = EmptyState(texts.say("window.findings_empty"))
        self._hint = labelled(texts.say("window.findings_hint"), "field-note")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        self._filters: dict[Level | None, QPushButton] = {}
        self._lay_out()
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.back_wanted)
        self._count()
        self.setFocusProxy(self._list)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        heading = labelled(self._texts.say("window.findings_heading"), "page-title")
        back = button(self._texts.say("window.findings_back"), "plain", name="findings-back")
        back.clicked.connect(self.back_wanted)
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 28, 36, 16)
        column.setSpacing(16)
        column.addLayout(head)
        column.addLayout(self._filter_row())
        column.addWidget(self._stack, 1)
        column.addWidget(self._hint)

    def _filter_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        group = QButtonGroup(self)
        for level in (None, *Level):
            choice = button("", "plain", name=f"findings-filter-{level or 'all'}")
            choice.setCheckable(True)
            choice.clicked.connect(lambda _=False, level=level: self.show_level(level))
            group.addButton(choice)
            self._filters[level] = choice
            row.addWidget(choice)
        row.addStretch(1)
        self._filters[None].setChecked(True)
        return row

    def set_findings(self, model: QAbstractItemModel) -> None:
        """Shows a model of findings, gravest first, and follows it."""
        self._shown.setSourceModel(model)
        self._watch.follow(model)

    def show_level(self, level: Level | None) -> None:
        """Shows the remarks of one level only; None shows all."""
        self._filters[level].setChecked(True)
        self._shown.choose(level)
        self._choose_first()

    def focus_list(self) -> None:
        """Puts the keyboard into the list, or on the way back when there is none."""
        self._choose_first()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_first(self) -> None:
        if not self._list.currentIndex().isValid() and self._shown.rowCount():
            self._list.setCurrentIndex(self._shown.index(0, 0))

    def _count(self) -> None:
        levels = self._watch.levels()
        for level, choice in self._filters.items():
            count = len(levels) if level is None else levels.count(level)
            word = self._texts.say("window.findings_all") if level is None else level_word(self._texts, level)
            said = self._texts.say("window.findings_filter", word=word, n=self._texts.number(count))
            choice.setText(said)
            choice.setAccessibleName(said)
            choice.setVisible(bool(count))
        if self._shown.level is not None and self._shown.level not in levels:
            self.show_level(None)
        self._stack.setCurrentWidget(self._list if levels else self._empty)
        self._hint.setVisible(bool(levels))
