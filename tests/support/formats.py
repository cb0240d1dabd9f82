"""A sample of every format, one line each: the other half of the table of readers.

Whoever adds a line to ``reader_table`` adds one here and one to ``tests.support.hostile``, and writes the
golden draft with ``python -m tests.support.renew_goldens``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from tests.support import chat_exports, webpages
from tests.support.containers import make_gz, make_mbox, make_tar, make_zip
from tests.support.hostile import HOSTILE
from tests.support.mail_formats import make_eml, make_emlx, make_ics, make_msg, make_tnef
from tests.support.make_office import (
    make_csv,
    make_doc,
    make_docx,
    make_encrypted,
    make_odp,
    make_ods,
    make_odt,
    make_ole,
    make_ppt,
    make_pptx,
    make_rtf,
    make_xls,
    make_xlsx,
)
from tests.support.media import make_audio, make_video
from tests.support.pdf_boxes import INVOICE_XML, make_pdf
from tests.support.pictures import corners, encoded, exif, heic, make_svg, tiff_pages
from tests.support.starts import STARTS


@dataclass(frozen=True, slots=True)
class Sample:
    """What the tests know of one format.

    Attributes:
        make: Makes a file as people have it.
        name: What it is called.
        hostile: Makes one that is meant to hurt.
        starts: Other beginnings that are known for it.
        depth: How many files it came inside of; what is only opened inside a mail has 1.
    """

    make: Callable[[], bytes]
    name: str
    hostile: Callable[[], bytes]
    starts: tuple[bytes, ...]
    depth: int = 0


def _pages() -> bytes:
    return tiff_pages(corners(80, 120), corners(120, 80))


def _kept(mimetype: bytes) -> bytes:
    return make_zip([("mimetype", mimetype), ("x", b"x")])


_MAKERS: Final[tuple[tuple[str, str, Callable[[], bytes]], ...]] = (
    ("pdf", "Facture.pdf", make_pdf),
    ("jpeg", "IMG_0412.jpg", lambda: encoded(corners(), "JPEG", exif=exif(6, place=True))),
    ("png", "Capture.png", lambda: encoded(corners(), "PNG")),
    ("gif", "image.gif", lambda: encoded(corners(), "GIF")),
    ("webp", "image.webp", lambda: encoded(corners(), "WEBP")),
    ("tiff", "scan.tif", _pages),
    ("bmp", "image.bmp", lambda: encoded(corners(), "BMP")),
    ("heic", "IMG_0413.heic", heic),
    ("avif", "image.avif", lambda: encoded(corners(), "AVIF")),
    ("jp2", "image.jp2", lambda: encoded(corners(), "JPEG2000")),
    ("svg", "plan.svg", make_svg),
    ("html", "Suivi.html", webpages.make_html),
    ("mhtml", "Suivi.mhtml", webpages.make_mhtml),
    ("webarchive", "Suivi.webarchive", webpages.make_webarchive),
    ("warc", "suivi.warc", webpages.make_warc),
    ("txt", "note.txt", lambda: "Lyon, le 7 avril 2026\n\nLe vendeur a promis un échange.".encode()),
    ("csv", "releve.csv", make_csv),
    ("ics", "rendez-vous.ics", make_ics),
    ("invoice-xml", "facture.xml", lambda: INVOICE_XML),
    ("eml", "courriel.eml", make_eml),
    ("emlx", "3141.emlx", make_emlx),
    ("msg", "courriel.msg", make_msg),
    ("tnef", "winmail.dat", make_tnef),
    ("mbox", "courriels.mbox", make_mbox),
    ("sms", "sms.xml", chat_exports.make_sms),
    ("whatsapp", "Discussion WhatsApp.txt", chat_exports.make_whatsapp),
    ("telegram", "result.json", chat_exports.make_telegram),
    ("telegram-html", "messages.html", chat_exports.make_telegram_html),
    ("meta-chat", "message_1.json", chat_exports.make_meta_chat),
    ("signal", "chat.md", chat_exports.make_signal),
    ("imessage", "+33600000000.txt", chat_exports.make_imessage),
    ("docx", "lettre.docx", make_docx),
    ("xlsx", "comptes.xlsx", make_xlsx),
    ("pptx", "visite.pptx", make_pptx),
    ("odt", "lettre.odt", make_odt),
    ("ods", "comptes.ods", make_ods),
    ("odp", "visite.odp", make_odp),
    ("rtf", "lettre.rtf", make_rtf),
    ("doc", "lettre.doc", make_doc),
    ("xls", "comptes.xls", make_xls),
    ("ppt", "visite.ppt", make_ppt),
    ("encrypted", "lettre.docx", make_encrypted),
    ("ole", "inconnu.bin", lambda: make_ole("Inconnu")),
    ("epub", "livre.epub", lambda: _kept(b"application/epub+zip")),
    ("zip", "preuves.zip", make_zip),
    ("tar", "preuves.tar", make_tar),
    ("gz", "note.txt.gz", make_gz),
    ("archive", "preuves.7z", lambda: b"7z\xbc\xaf\x27\x1c\0\4" + bytes(24)),
    ("audio", "message.wav", make_audio),
    ("video", "VID_0414.mp4", make_video),
    ("unknown", "preuve.xyz", lambda: b"\0\1\2\3\4\5\6\7"),
)
_INSIDE_A_MAIL: Final = frozenset({"zip", "tar", "gz", "mbox"})

FORMATS: Final[Mapping[str, Sample]] = MappingProxyType(
    {
        key: Sample(make, name, HOSTILE[key], STARTS.get(key, ()), int(key in _INSIDE_A_MAIL))
        for key, name, make in _MAKERS
    }
)
