"""The line that stands before each mail of a mailbox (RFC 4155), told from a sentence that begins so."""

from typing import Final

_SAYS_WHEN: Final = (
    rb"(?=[^\r\n]{0,400}\d{4})(?=[^\r\n]{0,400}(?:\d:\d\d|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b))"
)
FROM_LINE: Final = rb"From " + _SAYS_WHEN + rb"[^\r\n]{0,800}\r?\n"
"""Pattern of a line that says who sent a mail and when."""

HEADER_LINE: Final = rb"(?:>?From [^\r\n]{0,800}\r?\n)?[!-9;-~]{1,100}[ \t]*:"
"""Pattern of how the mail behind it begins."""
