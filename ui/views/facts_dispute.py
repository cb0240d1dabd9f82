"""What kind of dispute it is, its numbers, its price and how it was paid."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dossier.model.facts import Dispute, Facts, Payment
from dossier.texts.catalogue import Texts
from dossier.texts.money import field_cents, typed_cents
from ui.models.proposed import Proposals
from ui.theme import Theme
from ui.views.card_fields import StillCombo, under
from ui.views.facts_fields import FactCard, FactField, choice, side_by_side
from ui.views.facts_references import ReferencesPart
from ui.widgets.labels import labelled

_CURRENCIES: Final = (
    "EUR", "GBP", "CHF", "USD", "BGN", "CZK", "DKK", "HUF", "ISK", "NOK", "PLN", "RON", "SEK"
)  # fmt: skip


class DisputeSection(FactCard):
    """The plain facts of the contract.

    Attributes:
        given: The name of a change, and the change of the facts.
        taken: Proposals that were taken over.
    """

    given = Signal(str, object)
    taken = Signal(object)

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(texts.say("window.facts_dispute"), name="facts-dispute")
        self._texts = texts
        say = texts.say
        self._kind = choice(say("window.facts_kind"), name="facts-kind")
        self._payment = choice(say("window.facts_payment"), name="facts-payment")
        for combo, names in ((self._kind, Dispute), (self._payment, Payment)):
            combo.addItem(say("window.facts_choose"), None)
            for one in names:
                words = say(f"{'dispute' if combo is self._kind else 'payment'}.{one}")
                combo.addItem(words[:1].upper() + words[1:], one)
        self._currency = choice(say("window.facts_currency"), name="facts-currency")
        for code in _CURRENCIES:
            self._currency.addItem(self._currency_words(code), code)
        self._price = FactField(texts, say("window.facts_price"), name="facts-price")
        self._price.entry.setPlaceholderText("0,00")
        self._price.reads = lambda text: typed_cents(text) if text.strip() else None
        self._references = ReferencesPart(texts, theme)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        say = self._texts.say
        self.column.addWidget(under(labelled(say("window.facts_kind"), "section"), self._kind))
        self.column.addWidget(self._references)
        self.column.addLayout(
            side_by_side(
                self._price,
                under(labelled(say("window.facts_currency"), "section"), self._currency),
                under(labelled(say("window.facts_payment"), "section"), self._payment),
            )
        )

    def _connect(self) -> None:
        self._kind.activated.connect(lambda _: self._choose_kind())
        self._payment.activated.connect(lambda _: self._choose_payment())
        self._currency.activated.connect(lambda _: self._choose_currency())
        self._price.given.connect(self._tell_price)
        self._price.taken.connect(self.taken)
        self._references.given.connect(self.given)
        self._references.taken.connect(self.taken)

    def show_facts(self, facts: Facts, proposals: Proposals) -> None:
        """Shows what is known, and what pieces say of what is not."""
        _choose(self._kind, facts.dispute)
        _choose(self._payment, facts.payment)
        if self._currency.findData(facts.currency) < 0:
            self._currency.addItem(self._currency_words(facts.currency), facts.currency)
        _choose(self._currency, facts.currency)
        self._price.show_text(field_cents(facts.price_cents))
        self._price.show_proposals(proposals.get("price", ()) if facts.price_cents is None else ())
        self._references.show_references(facts.references, proposals)

    def spot(self, fact: str) -> QWidget:
        """Gives the field of the dispute's kind, of the payment, of the price or of the numbers."""
        spots = {"payment": self._payment, "price": self._price.entry, "references": self._references.first}
        return spots.get(fact, self._kind)

    def set_read_only(self, read_only: bool) -> None:
        """Only shows, or lets it be changed."""
        for combo in (self._kind, self._payment, self._currency):
            combo.setEnabled(not read_only)
        self._price.set_read_only(read_only)
        self._references.set_read_only(read_only)

    def commit(self) -> None:
        """Tells what is being written."""
        self._price.commit()
        self._references.commit()

    def _currency_words(self, code: str) -> str:
        name = self._texts.locale.currencies.get(code, code)
        return self._texts.say("window.facts_currency_line", code=code, name=name)

    def _choose_kind(self) -> None:
        data = self._kind.currentData()
        chosen = Dispute(data) if data else None
        self.given.emit("dispute", lambda facts: replace(facts, dispute=chosen))

    def _choose_payment(self) -> None:
        data = self._payment.currentData()
        chosen = Payment(data) if data else None
        self.given.emit("payment", lambda facts: replace(facts, payment=chosen))

    def _choose_currency(self) -> None:
        code = str(self._currency.currentData())
        self.given.emit("currency", lambda facts: replace(facts, currency=code))

    def _tell_price(self, text: str) -> None:
        cents = typed_cents(text) if text.strip() else None
        self.given.emit("price", lambda facts: replace(facts, price_cents=cents))


def _choose(combo: StillCombo, data: object) -> None:
    """Shows a choice; none is the first line."""
    combo.setCurrentIndex(max(0, combo.findData(data) if data is not None else 0))
