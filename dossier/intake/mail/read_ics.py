"""Reads invitations and appointments kept as files (iCalendar)."""

from dossier.intake.charsets import decode
from dossier.intake.flow_text import keep_flow, paragraphs, tidy
from dossier.intake.mail.calendar import calendar_fields, calendar_words
from dossier.intake.reader import Source
from dossier.model.draft import Draft
from dossier.model.piece import FileKind


def read_ics(source: Source) -> Draft:
    """Reads an invitation; what says no event is shown as the text that it is.

    Raises:
        OSError: The file cannot be read.
    """
    text = tidy(decode(source.path.read_bytes()))
    blocks = calendar_fields(text) or paragraphs(text)
    words = calendar_words(text)
    return Draft(
        kind=FileKind.TEXT,
        bodies=(keep_flow(blocks, source.assets),),
        text=words,
        subject=words.partition("\n")[0],
    )
