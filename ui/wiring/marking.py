"""A finished annex was sent: asked about, then kept with its numbers."""

from pathlib import Path

from PySide6.QtCore import QObject

from dossier.basis.clock import today, zone_named
from dossier.basis.errors import DossierError
from dossier.recipients.known import recipient_name
from dossier.texts.catalogue import Texts
from dossier.workspace.exporting import Built, ExportOrder
from dossier.workspace.orders import Present
from dossier.workspace.sending import SendOrder
from ui.dialogs.sent import Sent, SentDialog
from ui.models.portions import said_numbers
from ui.session import Session
from ui.theme import Theme
from ui.wiring.exporting import Exporting


class Marking(QObject):
    """Asks when it was sent, and has the very files kept; undo takes it back as any act."""

    def __init__(self, session: Session, exporting: Exporting, *, texts: Texts, theme: Theme) -> None:
        super().__init__(exporting)
        self._session, self._page, self._exporting = session, exporting.page, exporting
        self._texts, self._theme = texts, theme
        self._page.sent_wanted.connect(self._ask)

    def _ask(self) -> None:
        made = self._exporting.made
        if made is None or made.built is None or not self._session.may_change():
            return
        dossier = self._session.dossier
        numbers = (row.number for plan in made.built.plans for row in plan.pieces)
        sent = SentDialog.ask(
            self._page.window(),
            self._texts,
            self._theme,
            recipient=recipient_name(made.order.recipient, self._texts.language),
            numbers=said_numbers(numbers, self._texts),
            now=Sent(day=today(zone_named(dossier.zone)), case_number=dossier.case_number),
            made=made.order.day,
        )
        if sent is not None:
            self._mark(made.order, made.built, sent)

    def _mark(self, exported: ExportOrder, built: Built, sent: Sent) -> None:
        self._page.set_marking(True)
        order = SendOrder(
            files=tuple(Path(file.path) for file in built.annexes),
            recipient=exported.recipient,
            day=sent.day,
            scope=exported.wish.scope,
            case_number=sent.case_number,
        )
        self._session.mark_sent(order, self._end, failed=self._refuse)

    def _end(self, _present: Present) -> None:
        self._page.set_marking(False)

    def _refuse(self, error: DossierError) -> None:
        self._page.set_marking(False)
        self._page.say_not_marked(self._texts.error(error))
