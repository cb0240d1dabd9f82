"""The line that stands before each mail of a mailbox (RFC 4155), told from a sentence that begins so."""

import re
from typing import BinaryIO, Final

_SAYS_WHEN: Final = (
    rb"(?=[^\r\n]{0,400}\d{4})(?=[^\r\n]{0,400}(?:\d:\d\d|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b))"
)
FROM_LINE: Final = rb"From " + _SAYS_WHEN + rb"[^\r\n]{0,800}\r?\n"
"""Pattern of a line that says who sent a mail and when."""

HEADER_LINE: Final = rb"(?:>?From [^\r\n]{0,800}\r?\n)?[!-9;-~]{1,100}[ \t]*:"
"""Pattern of how the mail behind it begins."""

_DAYS: Final = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_MONTHS: Final = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_SURE_LINE: Final = (
    rb"From [^\r\n]{0,400}"
    + _DAYS
    + rb" "
    + _MONTHS
    + rb" [ \d]?\d \d\d:\d\d[^\r\n]{0,60}\d{4}[^\r\n]{0,60}\r?\n"
)

NEXT_MAIL: Final = re.compile(rb"\n\r?\n(?=" + FROM_LINE + HEADER_LINE + rb")")
"""What stands between two mails: an empty line, and behind it the line of the next one."""

_NEXT_AT_ONCE: Final = re.compile(rb"\n(?=" + _SURE_LINE + HEADER_LINE + rb")")
"""The same in the files of programs that write no empty line: nothing but the standard's clock will do."""

_CHUNK: Final = 1 << 20
_OVERLAP: Final = 4096


def between_mails(stream: BinaryIO) -> re.Pattern[bytes] | None:
    """Finds what stands between the mails of a file.

    Args:
        stream: Read from where it stands, and left anywhere.

    Returns:
        The pattern, which begins with the line break before and leaves the next mail's line alone;
        None when there is one mail only.

    Raises:
        OSError: The file cannot be read.
    """
    kept, at_once = b"", False
    while chunk := stream.read(_CHUNK):
        looked_at = kept + chunk
        if NEXT_MAIL.search(looked_at):
            return NEXT_MAIL
        at_once = at_once or _NEXT_AT_ONCE.search(looked_at) is not None
        kept = chunk[-_OVERLAP:]
    return _NEXT_AT_ONCE if at_once else None
