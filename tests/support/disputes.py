"""A dispute whose pieces say something, and hands for the page of its facts."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QRadioButton, QWidget

from dossier.model.dossier import Dossier
from dossier.model.facts import (
    ClaimLine,
    Dispute,
    Facts,
    KeyDate,
    Milestone,
    Payment,
    Question,
    Reference,
    ReferenceKind,
)
from dossier.model.ids import PieceId
from dossier.model.party import Party, Role
from dossier.workspace.opening import empty_dossier
from tests.support.dossiers import on, piece
from tests.support.ui_journey import Person
from ui.views.card_fields import Remark
from ui.views.facts_page import FactsPage
from ui.views.facts_parties import PartiesSection
from ui.views.piece_picker import PiecePicker

CONSUMER = Party(role=Role.CONSUMER, name="Ana Petit", addresses=("ana@mail.example",))
SELLER = Party(role=Role.SELLER, name="Brume", addresses=("brume.example",))


def speaking_dossier(*, parties: tuple[Party, ...] = (CONSUMER, SELLER)) -> Dossier:
    """Makes a dispute of four pieces that propose three days and a number, and the seller's registration."""
    order = replace(
        piece("order", "order", title="Confirmation de commande", moment=on(3, 2)),
        text="Commande n° CH-260302-4471 du 2 mars\nSIRET 552 100 554 00013",
    )
    complaint = piece("complaint", "complaint", title="Réclamation", moment=on(3, 12))
    photo = piece("photo", "defect", title="Photo de la fissure", moment=on(3, 10))
    paid = piece("paid", "payment", title="Relevé de compte", moment=on(3, 5))
    base = empty_dossier(title="Bureau fendu")
    return replace(base, pieces=(order, complaint, photo, paid), parties=parties)


def told_dossier() -> Dossier:
    """Makes the same dispute with all of its facts told."""
    told = Facts(
        dispute=Dispute.DEFECT,
        references=(Reference(kind=ReferenceKind.ORDER, value="CH-260302-4471"),),
        price_cents=34_990,
        payment=Payment.CARD,
        claim=(
            ClaimLine(words="Remboursement du prix", cents=34_990, proofs=(PieceId("order"),)),
            ClaimLine(words="Frais de renvoi", cents=1290),
        ),
        asked="Le remboursement sous quinze jours.",
        happened="Le bureau est arrivé fendu le 10 mars 2026. Le vendeur ne répond pas.",
        tried="Deux courriels, puis une lettre recommandée.",
        key_dates=(
            KeyDate(milestone=Milestone.CONTRACT, day=date(2026, 3, 2), proofs=(PieceId("order"),)),
            KeyDate(milestone=Milestone.COMPLAINT, day=date(2026, 3, 12), proofs=(PieceId("complaint"),)),
        ),
        answers={Question.PRIVATE: True, Question.FRAUD: False},
        mediator="cm2c",
    )
    account = replace(CONSUMER, country="FR", iban="FR7630006000011234567890189", bic="AGRIFRPP")
    return replace(speaking_dossier(parties=(account, SELLER)), facts=told)


class Teller:
    """A person at the page of the facts."""

    def __init__(self, person: Person) -> None:
        self.person = person
        person.press("Ctrl+D", person.bench.desk.pieces.view)
        person.see(lambda: all(one.isVisible() for one in self.page.findChildren(PartiesSection)))

    @property
    def page(self) -> FactsPage:
        """The page, which is in front."""
        page = self.person.bench.currentWidget()
        assert isinstance(page, FactsPage)
        return page

    @property
    def facts(self) -> Facts:
        """The facts as they are on disk."""
        return self.person.dossier.facts

    def find(self, kind: type[QWidget], name: str) -> QWidget:
        """Finds what is seen by its name."""
        return next(one for one in self.page.findChildren(kind, name) if one.isVisible())

    def note(self, name: str) -> str:
        """Reads what stands under a field; "" when nothing does."""
        note = self.page.findChild(Remark, f"{name}-note")
        assert isinstance(note, Remark)
        return note.words if note.isVisible() else ""

    def pick(self, name: str, letters: str) -> None:
        """Chooses in a combo by typing the first letters."""
        combo = self.find(QComboBox, name)
        combo.setFocus()
        QTest.keyClicks(combo, letters)
        assert isinstance(combo, QComboBox)
        combo.activated.emit(combo.currentIndex())

    def answer(self, name: str) -> None:
        """Answers a question with the space bar."""
        choice = self.find(QRadioButton, name)
        choice.setFocus()
        QTest.keyClick(choice, Qt.Key.Key_Space)

    def prove(self, button: str, words: str, *, end: Qt.Key = Qt.Key.Key_Return) -> None:
        """Opens a list of pieces, searches in it, and leaves it by a key."""
        opener = self.find(QPushButton, button)
        opener.setFocus()
        QTest.keyClick(opener, Qt.Key.Key_Space)
        picker = QApplication.activePopupWidget()
        assert isinstance(picker, PiecePicker)
        QTest.keyClicks(picker.focusWidget(), words)
        QTest.keyClick(picker.focusWidget(), end)
        assert QApplication.activePopupWidget() is None
