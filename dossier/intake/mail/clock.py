"""A sender's clock held against those of the servers that the mail went through."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dossier.intake.mail.dates import header_date, header_moment, received_part
from dossier.intake.mail.mime import Part
from dossier.intake.mail.words import header_words
from dossier.model.finding import Finding, warning
from dossier.model.moment import Moment, Source

AHEAD: Final = timedelta(minutes=15)
"""How much later than its first server a mail may say it was sent: nothing is received before it is
sent, so this only forgives clocks that run a little fast."""

BEHIND: Final = timedelta(minutes=60)
"""How much earlier: honest mails wait, in a telephone without network or in a queue that tries again
after half an hour (RFC 5321, 4.5.4.1). An hour is also the smallest error of a clock set to another
zone, and the way to the server then makes it more than that."""

_DAYS: Final = timedelta(days=2)
"""On the way; a mail that waited longer in somebody's outbox was sent when it left."""

_DAY: Final = timedelta(days=1)
_COUNTED_IN_HOURS: Final = timedelta(hours=48)

_LINES: Final = 200
_LINE_BYTES: Final = 4096


@dataclass(frozen=True, slots=True)
class ClockOff:
    """A mail's date that its servers contradict.

    Attributes:
        sent: The mail's own date.
        moment: The earliest date of a server.
        gap: How much later the server had it; negative when the mail's date is later.
    """

    sent: datetime
    moment: Moment
    gap: timedelta

    @property
    def is_wrong(self) -> bool:
        """Whether it cannot be right: no mail is received hours before it is sent, or is days on its way."""
        return self.gap <= -BEHIND or self.gap >= _DAYS

    def finding(self, file: str) -> Finding:
        """Tells both dates by the sender's offset, and how far apart: in days when hours say little."""
        dates = {
            "sent": self.sent.isoformat(timespec="minutes"),
            "received": (self.sent + self.gap).isoformat(timespec="minutes"),
        }
        if abs(self.gap) > _COUNTED_IN_HOURS:
            return warning("mail-clock-off-days", file=file, n=round(abs(self.gap) / _DAY), **dates)
        minutes = round(abs(self.gap).total_seconds() / 60)
        return warning("mail-clock-off", file=file, hours=minutes // 60, minutes=minutes % 60, **dates)


def clock_off(mail: Part) -> ClockOff | None:
    """Compares a mail's date with the earliest of its Received lines; None when they agree.

    The earliest, not the lowest: a server whose own clock is wrong, or a line put in later, is then
    told as the contradiction that it is. Lines of a later resending say nothing. Dates without an
    offset are not compared.
    """
    said = header_words(mail.header("date")[:_LINE_BYTES])
    at = header_date(said)
    seen = _earliest(mail, before=_resent(mail, at))
    if at is None or at.tzinfo is None or seen is None:
        return None
    gap = seen[0] - at
    if -AHEAD <= gap < BEHIND:
        return None
    moment = header_moment(seen[0], source=Source.MAIL_RECEIVED, evidence=seen[1])
    return ClockOff(at, moment, gap)


def _resent(mail: Part, sent: datetime | None) -> datetime | None:
    """Gives when somebody first sent a mail on: what servers wrote from then on is no word on its sending.

    RFC 5322, 3.6.6. None when nobody did, or when it says a time before the mail's own.
    """
    if sent is None or sent.tzinfo is None:
        return None
    lines = [value[:_LINE_BYTES] for name, value in mail.headers if name == "resent-date"][:_LINES]
    read = (header_date(header_words(value)) for value in lines)
    first = min((at for at in read if at is not None and at.tzinfo is not None), default=None)
    return None if first is None or first < sent else first - AHEAD


def _earliest(mail: Part, *, before: datetime | None) -> tuple[datetime, str] | None:
    lines = [value[-_LINE_BYTES:] for name, value in mail.headers if name == "received"][-_LINES:]
    words = [received_part(value.decode("utf-8", "replace")) for value in lines]
    dated = [(at, said) for said in words if (at := header_date(said)) is not None and at.tzinfo is not None]
    return min((one for one in dated if before is None or one[0] < before), default=None)
