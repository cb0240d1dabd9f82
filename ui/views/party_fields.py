"""Everything about one party."""

from dataclasses import replace
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from dossier.basis.errors import UsageError
from dossier.model.party import Party, Role
from dossier.texts.catalogue import Texts
from dossier.texts.identifiers import doubtful, shown_iban
from ui.models.countries import country, far_countries, near_countries
from ui.models.proposed import Proposals
from ui.views.card_fields import under
from ui.views.facts_fields import FactField, choice
from ui.widgets.labels import labelled

_POSTAL_LINES: Final = 3
_PLACES: Final = {
    "name": (0, 1),
    "legal_name": (1, 0, 2),
    "postal": (2, 0),
    "addresses": (3, 0),
    "phone": (3, 1),
    "website": (4, 0),
    "service": (4, 1),
    "registration": (5, 0),
    "vat": (5, 1),
    "iban": (6, 0),
    "bic": (6, 1),
}
"""Row and column, and how many columns."""
_OF_TRADERS: Final = frozenset({"legal_name", "website", "service", "registration", "vat"})
_OF_CONSUMERS: Final = frozenset({"iban", "bic"})


class PartyFields(QWidget):
    """The fields of a party; what is not asked of its role is hidden while it is empty.

    Attributes:
        given: The name of what was changed, and the party as it is now.
        taken: Proposals that were taken over.
    """

    given = Signal(str, object)
    taken = Signal(object)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("party-fields")
        self._texts = texts
        self._party: Party | None = None
        say = texts.say
        self._role = choice(say("window.facts_party_role"), name="party-role")
        for role in Role:
            self._role.addItem(say(f"role.{role}"), role)
        self._role.activated.connect(lambda _: self._change("role", Role(self._role.currentData())))
        self._country = choice(say("window.facts_party_country"), name="party-country")
        self._country.addItem(say("window.facts_choose"), "")
        for code, name in near_countries(texts):
            self._country.addItem(name, code)
        self._country.insertSeparator(self._country.count())
        for code, name in far_countries(texts):
            self._country.addItem(name, code)
        self._country.activated.connect(lambda _: self._change("country", str(self._country.currentData())))
        self._fields = {name: self._field(name) for name in _PLACES}
        self._fields["name"].reads = _named
        self._account = labelled(say("window.facts_party_account"), "field-note", wrap=True)
        self._account.setObjectName("party-account-note")
        self._arrange()

    def _field(self, name: str) -> FactField:
        lines = _POSTAL_LINES if name == "postal" else 0
        label = self._texts.say(f"window.facts_party_{name}")
        field = FactField(self._texts, label, name=f"party-{name}", lines=lines)
        field.given.connect(lambda text: self._write(name, text))
        field.taken.connect(self.taken)
        return field

    def _arrange(self) -> None:
        say = self._texts.say
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.addWidget(under(labelled(say("window.facts_party_role"), "section"), self._role), 0, 0)
        for name, (row, column, *span) in _PLACES.items():
            grid.addWidget(self._fields[name], row, column, 1, *(span or (1,)))
        where = under(labelled(say("window.facts_party_country"), "section"), self._country)
        grid.addWidget(where, 2, 1)
        where.layout().addStretch(1)  # type: ignore[union-attr]  # a column
        grid.addWidget(self._account, 7, 0, 1, 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)

    def order_stops(self) -> None:
        """Leads Tab from field to field as they are seen; once they are in their window, which Qt asks."""
        stops = (self._role, *(self._fields[one].entry for one in ("name", "legal_name", "postal")))
        rest = (self._fields[one].entry for one in _PLACES if one not in ("name", "legal_name", "postal"))
        stops = (*stops, self._country, *rest)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def show_party(self, party: Party, *, anew: bool, proposals: Proposals) -> None:
        """Shows a party.

        Args:
            party: As it is known.
            anew: Whether it is another one than before.
            proposals: What pieces say of its numbers; empty when it is not the one that they mean.
        """
        self._party = party
        self._role.setCurrentIndex(self._role.findData(party.role))
        if party.country and self._country.findData(party.country) < 0:
            self._country.addItem(country(self._texts, party.country), party.country)
        self._country.setCurrentIndex(max(0, self._country.findData(party.country)))
        for name, field in self._fields.items():
            field.show_text(_written(party, name), anew=anew)
            known = bool(getattr(party, name))
            field.show_proposals(() if known else proposals.get(f"{party.role}.{name}", ()))
        self._show_fitting(party)

    def spot(self, fact: str) -> QWidget:
        """Gives the field of the country, else the first that is empty of name and address."""
        if fact == "country":
            return self._country
        return self._fields["postal" if self._fields["name"].text else "name"].entry

    def begin(self) -> None:
        """Leads to the name."""
        self._fields["name"].entry.setFocus()

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be changed."""
        for combo in (self._role, self._country):
            combo.setEnabled(not read_only)
        for field in self._fields.values():
            field.set_read_only(read_only)

    def commit(self) -> None:
        """Tells what is being written."""
        for field in self._fields.values():
            field.commit()

    def _show_fitting(self, party: Party) -> None:
        """Shows what is asked of the role, and says which numbers look wrong."""
        doubts = doubtful(party)
        for name, field in self._fields.items():
            others = _OF_TRADERS if party.role is Role.CONSUMER else _OF_CONSUMERS
            field.setVisible(name not in others or bool(getattr(party, name)))
            if name in doubts:
                field.say(self._texts.say(f"window.facts_doubt_{name}"))
        self._account.setVisible(not self._fields["iban"].isHidden())

    def _write(self, name: str, text: str) -> None:
        self._change(name, _addresses(text) if name == "addresses" else text.strip())

    def _change(self, name: str, value: str | tuple[str, ...]) -> None:
        if self._party is None:
            return
        party = replace(self._party, **{name: value})  # type: ignore[arg-type]  # a name of its fields
        if party != self._party:
            self._party = party
            self._show_fitting(party)
            self.given.emit(name, party)


def _written(party: Party, name: str) -> str:
    if name == "addresses":
        return ", ".join(party.addresses)
    value = str(getattr(party, name))
    return shown_iban(value) if name == "iban" and value else value


def _named(text: str) -> None:
    if not text.strip():
        raise UsageError("party-unnamed")


def _addresses(text: str) -> tuple[str, ...]:
    """Reads addresses in lower case, each once."""
    parts = text.replace(";", ",").replace(" ", ",").split(",")
    return tuple(dict.fromkeys(part.strip().lower() for part in parts if part.strip()))
