"""What in a mail's own header cannot be as its program wrote it, or leaves its hour open."""

from collections.abc import Iterator
from typing import Final

from dossier.intake.dates.weekdays import weekday_off
from dossier.intake.dates.words import fold
from dossier.intake.mail.dates import header_date, header_day
from dossier.intake.mail.mime import Part
from dossier.intake.mail.words import header_words, one_line
from dossier.model.finding import Finding, note, warning

_ONCE: Final = ("Date", "From", "Subject")
"""Lines that a mail has once at most (RFC 5322, 3.6), and that a reader believes."""

_READ_BYTES: Final = 4096
_WORDS: Final = 100


def odd_header(mail: Part, file: str) -> Iterator[Finding]:
    """Tells of a weekday that is not the date's, an hour without a zone, and lines that are there twice.

    Lines that say the same twice are a program's fault that changes nothing: nothing is told.

    Args:
        mail: As it was cut.
        file: Its name.
    """
    said = header_words(mail.header("date")[:_READ_BYTES])
    words = one_line(said)[:_WORDS]
    at = header_date(said)
    day = at or header_day(said)
    if day is not None and weekday_off(fold(said), day):
        yield warning("mail-date-weekday", file=file, words=words, day=day.date().isoformat())
    if at is not None and at.tzinfo is None:
        yield note("mail-date-no-zone", file=file, words=words)
    for name in _ONCE:
        values = [value[:_READ_BYTES] for found, value in mail.headers if found == name.lower()]
        if len({header_words(value) for value in values}) > 1:
            yield warning("mail-header-twice", file=file, name=name, n=len(values))
