"""One file of each format that somebody made to hurt: sizes that lie, loops, bombs, endless nesting."""

import struct
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from PIL import Image

from tests.support import chat_exports
from tests.support.containers import FROM_LINE, make_gz, make_tar, make_zip
from tests.support.mail_formats import make_emlx, make_ics
from tests.support.mails import deep, part
from tests.support.make_msg import make_msg, make_tnef
from tests.support.make_office import (
    make_csv,
    make_doc,
    make_encrypted,
    make_odp,
    make_ole,
    make_ppt,
    make_pptx,
    make_rtf,
    make_xls,
)
from tests.support.make_office_excel import cell, sheet, sheet_parts, sheet_row
from tests.support.make_office_open import odf, ods_cell, ods_row
from tests.support.make_office_parts import changed, packed
from tests.support.make_office_word import word_parts
from tests.support.media import box, make_audio, make_video
from tests.support.pdf_boxes import INVOICE_XML, make_looping
from tests.support.pictures import cut, encoded, heic, make_svg, png_of_size
from tests.support.webpages import PAGE_URL, answer, mhtml, record, single_file

_ENTITIES: Final = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
LAUGHS: Final = f'<!DOCTYPE x [<!ENTITY e0 "ha">{_ENTITIES}]>'
"""Entities that would be a hundred billion laughs."""

_WIDEST: Final = 60_000
_HUGE: Final = 0x7FFFFFFF


def wide_jpeg() -> bytes:
    """Says that it has 65,500 by 65,500 points, and stops half-way."""
    data = bytearray(encoded(Image.new("RGB", (64, 64), "red"), "JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", 65_500, 65_500)
    return cut(bytes(data), 0.9)


def wide_gif() -> bytes:
    """Says of its screen and of its picture that they are as large as can be said."""
    data = bytearray(encoded(Image.new("P", (8, 8)), "GIF"))
    data[6:10] = b"\xff" * 4
    at = data.index(b",", 13) + 5
    data[at : at + 4] = b"\xff" * 4
    return bytes(data)


def looping_tiff() -> bytes:
    """Says that its first page is followed by its first page."""
    data = bytearray(encoded(Image.new("L", (8, 8)), "TIFF"))
    (first,) = struct.unpack_from("<I", data, 4)
    (entries,) = struct.unpack_from("<H", data, first)
    struct.pack_into("<I", data, first + 2 + 12 * entries, first)
    return bytes(data)


def wide_bmp() -> bytes:
    """Says that it has 60,000 by 60,000 points."""
    data = bytearray(encoded(Image.new("RGB", (8, 8)), "BMP"))
    struct.pack_into("<ii", data, 18, _WIDEST, _WIDEST)
    return bytes(data)


def wide_boxed(data: bytes) -> bytes:
    """Says in its ``ispe`` or ``ihdr`` box that it is as large as can be said."""
    made = bytearray(data)
    name, skipped = (b"ispe", 8) if b"ispe" in data else (b"ihdr", 4)
    at = data.index(name) + skipped
    made[at : at + 8] = struct.pack(">II", _HUGE, _HUGE)
    return bytes(made)


def crowded_svg() -> bytes:
    """Says laughs, and stands in groups that never end."""
    head, rest = make_svg(b"<g>" * 20_000 + b"&e11;").split(b"?>", 1)
    return head + b"?>" + LAUGHS.replace("x [", "svg [").encode() + rest


def looping_webarchive() -> bytes:
    """Is a page that is itself."""
    head, key = b"bplist00", b"\x5f\x10\x0fWebMainResource"
    objects = b"\xd1\x01\x00" + key
    table = bytes((len(head), len(head) + 3))
    trailer = bytes(6) + b"\1\1" + struct.pack(">QQQ", 2, 0, len(head) + len(objects))
    return head + objects + table + trailer


def crowded_mhtml() -> bytes:
    """Has far more parts than a page has pictures."""
    one = part(b"x", "Content-Type: image/png", f"Content-Location: {PAGE_URL}/x.png")
    return mhtml("<img src=x.png>" * 1000, *([one] * 5000))


def crowded_mail() -> bytes:
    """Goes to 20,000 people, and stops inside parts in parts."""
    people = ",\r\n ".join(f"Nom {n} <nom{n}@example.org>" for n in range(20_000))
    head = deep(2000).split(b"\r\n\r\n", 1)
    return head[0] + b"\r\nCc: " + people.encode() + b"\r\n\r\n" + head[1]


def looping_ole(data: bytes) -> bytes:
    """Says of every sector that it is followed by the first one."""
    made = bytearray(data)
    (table,) = struct.unpack_from("<I", data, 76)
    at = 512 * (table + 1)
    made[at : at + 512] = bytes(512)
    return bytes(made)


def long_tnef() -> bytes:
    """Says of its first attribute that it is 2 GB long."""
    data = bytearray(make_tnef())
    struct.pack_into("<I", data, 11, _HUGE)
    return bytes(data)


def nested_json(data: bytes) -> bytes:
    """Says lists in lists where a message's words stand."""
    at = data.rindex(b"]")
    depth = 60_000
    return data[:at] + b"," + b'{"type": "message", "text": ' + b"[" * depth + b"]" * depth + b"}" + data[at:]


def nested_telegram_page() -> bytes:
    """Stands in boxes in boxes."""
    return chat_exports.make_telegram_html().replace(b"</body>", b'<div class="message">' * 50_000)


def long_line(data: bytes) -> bytes:
    """Ends in a word that never ends."""
    return data + "é".encode() * 1_500_000


def of_blanks(data: bytes, part_name: str) -> bytes:
    """Holds a part of blanks that is a thousand times as long as it looks."""
    return changed(data, **{part_name: b"<?xml version='1.0'?>\n<a>" + b" " * 80_000_000 + b"</a>"})


def far_sheet() -> bytes:
    """Has its only words in the last cell that there is."""
    rows = sheet_row(1, cell("A1", "début")) + sheet_row(1_048_576, cell("XFD1048576", "fin"))
    return packed(sheet_parts([("Loin", "visible", sheet(rows))]))


def far_ods() -> bytes:
    """Repeats a cell and a row as often as can be said."""
    row = ods_row(ods_cell("ha", times=16_384), times=1_048_576)
    table = f'<table:table table:name="Loin">{row}</table:table>'
    return odf("spreadsheet", f"<office:spreadsheet>{table}</office:spreadsheet>")


def nested_odt() -> bytes:
    """Stands in 50,000 spans."""
    inside = "<text:span>" * 50_000 + "fond" + "</text:span>" * 50_000
    return odf("text", f"<office:text><text:p>{inside}</text:p></office:text>")


def small_boxes() -> bytes:
    """Has 200,000 empty boxes before one that says it is larger than any disk."""
    whole = make_video()
    at = whole.index(b"moov") - 4
    far = struct.pack(">I", 1) + b"mdat" + struct.pack(">Q", 1 << 62)
    return whole[:at] + box(b"free", b"") * 200_000 + far + whole[at:]


def silent_wave() -> bytes:
    """Says that it lasts for ever at no speed at all."""
    data = bytearray(make_audio())
    struct.pack_into("<I", data, 4, 0xFFFFFFFF)
    struct.pack_into("<II", data, 24, 0, 0)
    return bytes(data)


def far_tar() -> bytes:
    """Says of its only file that it is 8 GB long, under a sum that agrees."""
    data = bytearray(make_tar())
    data[124:136] = b"77777777777\0"
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data[:512])
    return bytes(data)


def crowded_mailbox() -> bytes:
    """Holds 20,000 mails of nothing."""
    return (FROM_LINE + b"From: a@example.org\n\n\n") * 20_000


HOSTILE: Final[Mapping[str, Callable[[], bytes]]] = MappingProxyType(
    {
        "pdf": make_looping,
        "jpeg": wide_jpeg,
        "png": lambda: png_of_size(_WIDEST, _WIDEST),
        "gif": wide_gif,
        "webp": lambda: cut(encoded(Image.effect_noise((300, 300), 90), "WEBP"), 0.5),
        "tiff": looping_tiff,
        "bmp": wide_bmp,
        "heic": lambda: wide_boxed(heic()),
        "avif": lambda: wide_boxed(encoded(Image.new("RGB", (64, 64), "red"), "AVIF")),
        "jp2": lambda: wide_boxed(encoded(Image.new("RGB", (64, 64), "red"), "JPEG2000")),
        "svg": crowded_svg,
        "html": lambda: single_file("<div>" * 100_000),
        "mhtml": crowded_mhtml,
        "webarchive": looping_webarchive,
        "warc": lambda: record("response", PAGE_URL, answer(b"<p>ha"), length=10**15),
        "txt": lambda: long_line(b"Lyon, le 7 avril 2026 "),
        "csv": lambda: make_csv() + b"1;" * 500_000,
        "ics": lambda: make_ics().replace(b"SUMMARY:", b"SUMMARY:" + b"x\r\n " * 100_000),
        "invoice-xml": lambda: INVOICE_XML.replace(b"<!-- made", LAUGHS.encode() + b"<!-- &e11; made"),
        "eml": crowded_mail,
        "emlx": lambda: make_emlx().replace(b" " * 3, b"999", 1),
        "msg": lambda: looping_ole(make_msg()),
        "tnef": long_tnef,
        "mbox": crowded_mailbox,
        "sms": lambda: f'{LAUGHS}<smses count="1"><sms date="1773348432000" body="&e11;"/></smses>'.encode(),
        "whatsapp": lambda: long_line(chat_exports.make_whatsapp()),
        "telegram": lambda: nested_json(chat_exports.make_telegram()),
        "telegram-html": nested_telegram_page,
        "meta-chat": lambda: chat_exports.make_meta_chat().replace(b'"photos": [', b'"photos": [' * 60_000),
        "signal": lambda: long_line(chat_exports.make_signal()),
        "imessage": lambda: long_line(chat_exports.make_imessage()),
        "docx": lambda: packed(word_parts("", **{"word/comments.xml": LAUGHS + "<a>&e11;</a>"})),
        "xlsx": far_sheet,
        "pptx": lambda: of_blanks(make_pptx(), "ppt/slides/slide1.xml"),
        "odt": nested_odt,
        "ods": far_ods,
        "odp": lambda: of_blanks(make_odp(), "content.xml"),
        "rtf": lambda: make_rtf()[:-1] + b"{\\b" * 500_000,
        "doc": lambda: make_doc()[:1024],
        "xls": lambda: make_xls()[:1024],
        "ppt": lambda: make_ppt()[:1024],
        "encrypted": lambda: make_encrypted()[:1024],
        "ole": lambda: looping_ole(make_ole("Inconnu")),
        "epub": lambda: make_zip([("mimetype", b"application/epub+zip"), ("x", b"x")])[:60],
        "zip": lambda: make_zip([("bombe.txt", bytes(80_000_000))], packed=True),
        "tar": far_tar,
        "gz": lambda: make_gz(bytes(80_000_000)),
        "archive": lambda: b"7z\xbc\xaf\x27\x1c\0\4" + b"\xff" * 24,
        "audio": silent_wave,
        "video": small_boxes,
        "unknown": lambda: bytes(range(1, 9)) * 500_000,
    }
)
