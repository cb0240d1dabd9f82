"""Who is in the dispute."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from dossier.model.party import Party, Role
from dossier.texts.catalogue import Texts
from ui.dialogs.form import Form
from ui.theme import Theme
from ui.views.card_fields import StillCombo, under
from ui.widgets.buttons import button
from ui.widgets.labels import plain_tip

_LIST_HEIGHT_PX = 132


class PartiesDialog(Form):
    """A list of parties, and under it the fields of the chosen one."""

    def __init__(
        self, parent: QWidget | None, texts: Texts, theme: Theme, *, parties: Sequence[Party] = ()
    ) -> None:
        """Makes the dialog.

        Args:
            parent: Over which window it opens.
            texts: The window's language.
            theme: The window's colours.
            parties: As they are.
        """
        title, verb = texts.say("window.dialog_parties"), texts.say("window.dialog_save")
        super().__init__(parent, texts, theme, title=title, verb=verb)
        self._parties = list(parties)
        self._list = QListWidget()
        self._list.setObjectName("dialog-parties")
        self._list.setAccessibleName(texts.say("window.dialog_parties_list"))
        self._list.setFixedHeight(_LIST_HEIGHT_PX)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSpacing(2)
        self._empty = self.hint("dialog_parties_empty")
        self._add = button(texts.say("window.dialog_party_add"), name="dialog-party-add")
        self._remove = button(texts.say("window.dialog_party_remove"), name="dialog-party-remove")
        self._role = StillCombo(texts.say("window.dialog_party_role"))
        self._role.setObjectName("dialog-party-role")
        for role in Role:
            self._role.addItem(texts.say(f"role.{role}"), role)
        self._name = self._line("dialog_party_name", "dialog-party-name")
        self._addresses = self._line("dialog_party_addresses", "dialog-party-addresses")
        self._fields = QWidget()
        self._arrange_fields()
        self._connect()
        for party in self._parties:
            self._list.addItem(QListWidgetItem(self._words(party)))
        self._list.setCurrentRow(0 if self._parties else -1)
        self._show(self._list.currentRow())

    def _line(self, label: str, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(name)
        made.setAccessibleName(self.texts.say(f"window.{label}"))
        return made

    def _arrange_fields(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self._add)
        acts.addWidget(self._remove)
        acts.addStretch(1)
        who = QHBoxLayout(self._fields)
        who.setContentsMargins(0, 0, 0, 0)
        who.setSpacing(12)
        who.addWidget(under(self.label("dialog_party_role"), self._role), 2)
        who.addWidget(under(self.label("dialog_party_name"), self._name), 3)
        self._where = under(self.label("dialog_party_addresses"), self._addresses)
        self.body.addWidget(self.hint("dialog_parties_hint"))
        self.body.addWidget(self._empty)
        self.body.addWidget(self._list)
        self.body.addLayout(acts)
        self.body.addWidget(self._fields)
        self.body.addWidget(self._where)
        self.body.addStretch(1)
        self.finish()

    def _connect(self) -> None:
        self._list.currentRowChanged.connect(self._show)
        self._add.clicked.connect(self._add_one)
        self._remove.clicked.connect(self._remove_one)
        self._role.activated.connect(self._change)
        self._name.textEdited.connect(self._change)
        self._addresses.textEdited.connect(self._change)

    @classmethod
    def ask(
        cls, parent: QWidget | None, texts: Texts, theme: Theme, *, parties: Sequence[Party] = ()
    ) -> tuple[Party, ...] | None:
        """Asks; None when the person would rather not."""
        dialog = cls(parent, texts, theme, parties=parties)
        return dialog.value() if dialog.done_well() else None

    def value(self) -> tuple[Party, ...]:
        """Gives the parties as they are now."""
        return tuple(replace(party, name=party.name.strip()) for party in self._parties)

    def reason(self) -> str:
        """Wants a name for each."""
        if all(party.name.strip() for party in self._parties):
            return ""
        return self.texts.say("window.dialog_party_unnamed")

    def _words(self, party: Party) -> str:
        name = party.name.strip() or self.texts.say("window.dialog_party_new")
        return self.texts.say(
            "window.dialog_party_line", name=name, role=self.texts.say(f"role.{party.role}")
        )

    def _show(self, row: int) -> None:
        there = 0 <= row < len(self._parties)
        self._empty.setVisible(not self._parties)
        self._list.setVisible(bool(self._parties))
        self._remove.setEnabled(there)
        self._fields.setVisible(there)
        self._where.setVisible(there)
        if there:
            party = self._parties[row]
            self._role.setCurrentIndex(self._role.findData(party.role))
            self._name.setText(party.name)
            self._addresses.setText(", ".join(party.addresses))
        self.check()

    def _change(self, *_: object) -> None:
        row = self._list.currentRow()
        party = Party(
            role=Role(self._role.currentData()),
            name=self._name.text(),
            addresses=_addresses(self._addresses.text()),
        )
        self._parties[row] = party
        item = self._list.item(row)
        item.setText(self._words(party))
        item.setToolTip(plain_tip(self._words(party)))
        self.check()

    def _add_one(self) -> None:
        taken = {party.role for party in self._parties}
        role = next((role for role in (Role.CONSUMER, Role.SELLER) if role not in taken), Role.CONSUMER)
        party = Party(role=role, name="")
        self._parties.append(party)
        self._list.addItem(QListWidgetItem(self._words(party)))
        self._list.setCurrentRow(len(self._parties) - 1)
        self._name.setFocus()

    def _remove_one(self) -> None:
        row = self._list.currentRow()
        del self._parties[row]
        self._list.takeItem(row)
        self._show(self._list.currentRow())


def _addresses(text: str) -> tuple[str, ...]:
    """Reads addresses in lower case, each once."""
    parts = text.replace(";", ",").replace(" ", ",").split(",")
    return tuple(dict.fromkeys(part.strip().lower() for part in parts if part.strip()))
