"""Which mails a mail answers, as its header says (RFC 5322, 3.6.4)."""

import re
from typing import Final

from dossier.intake.mail.mime import Part

_ID: Final = re.compile(rb"<([!-;=?-~]{1,250})>")
_MOST: Final = 50


def references(mail: Part) -> dict[str, str]:
    """Gives the fact "references": the Message-IDs without brackets, the oldest first; none without any.

    Of a long talk the first and the last are kept: they join it as well as all would.
    """
    found = [
        one.decode("ascii")
        for name in ("references", "in-reply-to")
        for one in _ID.findall(mail.header(name))
    ]
    kept = list(dict.fromkeys(found if len(found) <= _MOST else (*found[:1], *found[1 - _MOST :])))
    return {"references": " ".join(kept)} if kept else {}
