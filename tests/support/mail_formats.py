"""One well-made sample of each format that mails come in, and what they are wrapped in."""

from tests.support.mails import PLAIN, encoded, mail, multipart, part
from tests.support.make_msg import make_msg, make_tnef

__all__ = ["make_eml", "make_emlx", "make_enveloped", "make_ics", "make_msg", "make_signed", "make_tnef"]

NOTES = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>flags</key><integer>8590195713</integer></dict></plist>
"""


def make_eml() -> bytes:
    """Makes a mail with a text and a paper."""
    paper = part(
        encoded(b"%PDF-1.4 x"),
        "Content-Type: application/pdf; name=facture.pdf",
        "Content-Transfer-Encoding: base64",
        "Content-Disposition: attachment; filename=facture.pdf",
    )
    line, body = multipart("mixed", part("Votre colis est retardé.".encode(), PLAIN), paper)
    return mail(body, line)


def make_emlx(inner: bytes = b"") -> bytes:
    """Makes a mail as Apple Mail keeps it."""
    held = inner or make_eml().replace(b"\r\n", b"\n")
    return b"%-10d\n" % len(held) + held + NOTES


def make_ics() -> bytes:
    """Makes an invitation."""
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//FR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n"
        "UID:1@nova.example\r\nDTSTAMP:20260301T080000Z\r\n"
        "DTSTART;TZID=Europe/Paris:20260402T143000\r\nDTEND:20260402T130000Z\r\n"
        "SUMMARY:Passage du technicien\\, 2e fois\r\nLOCATION:12 rue des Lilas\r\n"
        'ORGANIZER;CN="Nova, SAV":mailto:sav@nova.example\r\n'
        "ATTENDEE;CN=Camille;PARTSTAT=NEEDS-ACTION:mailto:camille@example.org\r\n"
        "DESCRIPTION:Merci d’être\\nprésent toute la\r\n  journée.\r\n"
        "BEGIN:VALARM\r\nDESCRIPTION:Rappel\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


def make_signed(content: bytes, *, streamed: bool = False) -> bytes:
    """Makes an envelope that only signs (RFC 5652, 5.1), without a true signature.

    Args:
        content: What is signed.
        streamed: Whether it is written without lengths and in pieces, as programs do that stream.
    """
    box = _endless if streamed else _der
    pieces = b"".join(_der(0x04, content[at : at + 1000]) for at in range(0, len(content), 1000))
    octets = _endless(0x24, pieces) if streamed else _der(0x04, content)
    held = box(0x30, _der(0x06, bytes.fromhex("2a864886f70d010701")) + box(0xA0, octets))
    digests = _der(0x31, _der(0x30, _der(0x06, bytes.fromhex("608648016503040201"))))
    fields = box(0x30, _der(0x02, b"\x01") + digests + held + _der(0x31, b""))
    return box(0x30, _der(0x06, bytes.fromhex("2a864886f70d010702")) + box(0xA0, fields))


def make_enveloped() -> bytes:
    """Makes an envelope that encrypts (RFC 5652, 6.1)."""
    fields = _der(0x30, _der(0x02, b"\x00") + _der(0x31, b"") + _der(0x30, b"secret"))
    return _der(0x30, _der(0x06, bytes.fromhex("2a864886f70d010703")) + _der(0xA0, fields))


def _der(tag: int, data: bytes) -> bytes:
    if len(data) < 0x80:
        return bytes((tag, len(data))) + data
    size = len(data).to_bytes((len(data).bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(size))) + size + data


def _endless(tag: int, data: bytes) -> bytes:
    return bytes((tag, 0x80)) + data + b"\0\0"
