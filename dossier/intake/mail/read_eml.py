"""Reads e-mails as files: as they were sent, and as Apple Mail keeps them."""

import re
from typing import Final

from dossier.intake.mail.draft import draft_of_mail
from dossier.intake.mail.mime import cut
from dossier.intake.reader import Source
from dossier.model.draft import Draft

_LENGTH: Final = re.compile(rb"\s*(\d{1,12})[ \t]*\r?\n")
_PROPERTIES: Final = b"<?xml version="


def read_eml(source: Source) -> Draft:
    """Reads one mail (RFC 5322), however it is broken.

    Raises:
        OSError: The file cannot be read.
    """
    return draft_of_mail(cut(source.path.read_bytes()), source)


def read_emlx(source: Source) -> Draft:
    """Reads one mail of Apple Mail: its length on a line, the mail, then the program's own notes.

    The notes (read, flagged) are the program's, not the sender's, and are not shown.

    Raises:
        OSError: The file cannot be read.
    """
    data = source.path.read_bytes()
    said = _LENGTH.match(data)
    begin = said.end() if said else 0
    end = begin + int(said[1]) if said else len(data)
    if not data[end:].lstrip().startswith(_PROPERTIES):
        # The length is wrong, after some other program changed the file: the notes tell where they are.
        notes = data.rfind(_PROPERTIES)
        end = notes if notes > begin and b"<plist" in data[notes : notes + 300] else len(data)
    return draft_of_mail(cut(data[begin:end]), source)
