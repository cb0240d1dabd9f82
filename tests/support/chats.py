"""Conversations as telephones export them."""

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

WHATSAPP_HEADERS = (
    "12/03/2026, 21:47 - ",
    "12/03/2026 à 21:47 - ",
    "12/03/26, 21:47 - ",
    "[12/03/2026 21:47:12] ",
    "[12/03/2026, 21:47:12] ",
    "[12/03/2026 à 21:47:12] ",
    "\u200e[12/03/2026 21:47:12] ",
    "12.03.26, 21:47 - ",
    "[12.03.26, 21:47:12] ",
    "12-03-2026 21:47 - ",
    "[12-03-2026 21:47:12] ",
    "2026-03-12 21 h 47 - ",
    "2026-03-12, 21:47 - ",
    "12/03/2026, 9:47 pm - ",
    "12/03/2026, 9:47\u202fPM - ",
    "[12/03/2026, 9:47:12\u202fPM] ",
    "12/3/2026, 9:47 p. m. - ",
)
"""One instant in each style that was collected: 12 March 2026, 21:47."""


def whatsapp(*lines: str) -> bytes:
    """Makes an export of whole lines."""
    return "\n".join(lines).encode()


def backup(rows: Sequence[str], *, comment: str = "") -> bytes:
    """Makes an SMS Backup & Restore file."""
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n" + comment
    return f'{head}<smses count="{len(rows)}">{"".join(rows)}</smses>'.encode()


def sms(body: str, date_ms: int | str, *, kind: int = 1, address: str = "Colis", name: str = "null") -> str:
    """Makes one message; ``kind`` 1 came in, 2 went out, 3 is a draft."""
    return (
        f'<sms protocol="0" address={quoteattr(address)} date="{date_ms}" type="{kind}" '
        f'body={quoteattr(body)} readable_date="1 janv. 1999" contact_name={quoteattr(name)} />'
    )


def mms(date_ms: int, parts: str, *, box: int = 1, name: str = "Colis") -> str:
    """Makes one message with parts."""
    return (
        f'<mms date="{date_ms}" msg_box="{box}" address="+33600000000" contact_name={quoteattr(name)} '
        f'sub="null"><parts>{parts}</parts></mms>'
    )
