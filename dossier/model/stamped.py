"""What a time stamp says."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamped:
    """An answer of RFC 3161, held against a file.

    Attributes:
        at: The instant that it names, with its offset.
        maker: Who signed it, as the certificate inside says; nobody has vouched for that here.
        serial: Its number.
        policy: Under which rules, as an object identifier.
        fits: Whether it is about this very file.
        sound: Whether the signature is that of the certificate inside.
    """

    at: datetime
    maker: str
    serial: str
    policy: str
    fits: bool
    sound: bool

    @property
    def holds(self) -> bool:
        """Whether it shows that this file was there at that instant, if its maker is to be trusted."""
        return self.fits and self.sound
