"""What of two mails must be equal to the letter before one of them is left out."""

from typing import Final

from dossier.basis import limits
from dossier.model.piece import MailHeader

_CUT: Final = " …"


def folded(text: str) -> str:
    """Writes each white space as one blank: exports and line ends differ in nothing else."""
    return " ".join(text.split())


def exact_mail(header: MailHeader | None, text: str, *, page: str | None) -> tuple[str, ...] | None:
    """Gives who wrote to whom, a Date line that names no instant, and the look of a mail.

    Args:
        header: Of the mail; None for anything else.
        text: Its words, capped.
        page: Digest of its pages and their pictures, "" when it has none, None when nobody knows.

    Returns:
        What must be equal; None when not all of it is known, so that nothing can be certain.
    """
    if header is None:
        return ()
    lines = (header.sender, header.to, header.cc, header.date_line)
    cut = len(text) >= limits.TEXT_CHARS or any(line.endswith(_CUT) for line in lines)
    return None if cut or page is None else (*map(folded, lines), page)
