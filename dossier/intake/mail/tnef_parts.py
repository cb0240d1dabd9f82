"""What Outlook wrapped in a winmail.dat, as parts of the mail that it came with."""

from dataclasses import dataclass

from dossier.intake.mail.mapi_mail import body_part, content_parts
from dossier.intake.mail.mime import Part
from dossier.intake.mail.tnef import tnef_message


@dataclass(frozen=True, slots=True)
class TnefParts:
    """A winmail.dat's text, None when it has none, its files, and whether nothing in it is damaged."""

    text: Part | None
    files: tuple[Part, ...]
    whole: bool


def opened_tnef(data: bytes) -> TnefParts | None:
    """Gives the text and the files in it; None when it holds neither, or is none."""
    message = tnef_message(data)
    if message is None:
        return None
    text, files = body_part(message.bag), tuple(content_parts(message))
    return TnefParts(text, files, message.whole) if text or files else None
