"""What could not be done is said, with what can be done about it."""

from PySide6.QtCore import QObject, Signal

from dossier.basis.errors import CancelledError, DossierError, PlaceError
from dossier.texts.catalogue import Texts
from ui.save_state import SaveState
from ui.session import Session
from ui.theme import Tone
from ui.wiring.copies import Copies
from ui.wiring.telling import Telling


class Refusals(QObject):
    """Says every refusal of the session.

    Attributes:
        said: Something stands in the banner.
    """

    said = Signal()

    def __init__(self, session: Session, telling: Telling, copies: Copies, *, texts: Texts) -> None:
        super().__init__(telling)
        self._session, self._telling, self._copies, self._texts = session, telling, copies, texts
        session.refused.connect(self.say)

    def say(self, error: DossierError) -> None:
        """Says why; a dossier that cannot be changed can be copied, one that was not saved tried again."""
        words, tone = self._texts.error(error), Tone.MISSING
        if isinstance(error, CancelledError):
            self._telling.say(words, Tone.NEUTRAL)
        elif error is self._session.present.read_only:
            offer = self._texts.say("window.act_save_copy")
            self._telling.say(words, Tone.LOOK, offer=offer, act=self._copies.save_dossier)
        elif isinstance(error, PlaceError) and self._session.save_state is SaveState.UNSAVED:
            offer = self._texts.say("window.save_again")
            self._telling.say(words, tone, offer=offer, act=self._session.save_again)
        else:
            self._telling.say(words, tone)
        self.said.emit()

    def say_stayed(self, words: str, moving: bool) -> None:
        """Says why a piece does not stand where it was put; ``moving`` when an act follows all the same."""
        self._telling.say(words, Tone.NEUTRAL, ahead=moving)
