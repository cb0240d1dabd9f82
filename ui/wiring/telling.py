"""What the banner above the pieces says, and what its button does."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.theme import Tone
from ui.widgets.banner import Banner


class Telling(QObject):
    """Says one thing at a time; its button does what was offered with it."""

    def __init__(self, banner: Banner) -> None:
        super().__init__(banner)
        self._banner = banner
        self._offered: Callable[[], object] | None = None
        self._tone = Tone.NEUTRAL
        self._spared = False
        banner.acted.connect(self._act)

    def say(
        self,
        words: str,
        tone: Tone,
        *,
        offer: str = "",
        act: Callable[[], object] | None = None,
        ahead: bool = False,
    ) -> None:
        """Says something.

        Args:
            words: One or two sentences.
            tone: How it is meant.
            offer: What the button says; "" for no button.
            act: What the button does.
            ahead: Whether it is said of an act that is only on its way.
        """
        self._offered, self._tone, self._spared = act, tone, ahead
        self._banner.say(words, tone, action=offer)

    def settle(self) -> None:
        """Takes back what was true before the latest act; what failed stays until it is answered."""
        spared, self._spared = self._spared, False
        if self._tone is not Tone.MISSING and not spared:
            self._offered = None
            self._banner.dismiss()

    def _act(self) -> None:
        offered, self._offered = self._offered, None
        if offered is not None:
            offered()
