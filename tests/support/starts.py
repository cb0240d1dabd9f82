"""Other beginnings of each format, besides its sample: dialects, bare marks, what stands before them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tests.support.chats import WHATSAPP_HEADERS, backup, whatsapp
from tests.support.containers import make_gz, make_tar, make_zip
from tests.support.mails import mail, png
from tests.support.make_cfb import SECTOR
from tests.support.webpages import mhtml

_OPEN_XML: Final = ("[Content_Types].xml", b"<Types/>")
_ODF: Final = "application/vnd.oasis.opendocument"
_MESSAGE_CLASS: Final = bytes.fromhex("0b0d02" + "00" * 5 + "c0" + "0" * 12 + "46")


def ole(*streams: str, root_class: bytes = bytes(16)) -> bytes:
    """Makes the header and directory of a compound file ([MS-CFB] 2.2, 2.6)."""
    header = bytearray(SECTOR)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    header[30:32] = (9).to_bytes(2, "little")
    directory = b""
    for name in ("Root Entry", *streams):
        entry = bytearray(128)
        written = name.encode("utf-16-le") + b"\0\0"
        entry[: len(written)] = written
        entry[64:66] = len(written).to_bytes(2, "little")
        entry[80:96] = root_class if name == "Root Entry" else bytes(16)
        directory += bytes(entry)
    return bytes(header) + directory


def old_tar() -> bytes:
    """Makes a tar as it was before it had a mark: only its sum tells."""
    header = bytearray(make_tar().replace(b"ustar\x0000", bytes(8)))
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header[:512])
    return bytes(header)


STARTS: Final[Mapping[str, tuple[bytes, ...]]] = MappingProxyType(
    {
        "pdf": (b"%PDF-1.7\n", b"\r\n\r\n%PDF-1.4", b"HTTP/1.1 200 OK\nServer: x\n\n%PDF-1.4\n\x93\x8c"),
        "jpeg": (b"\xff\xd8\xff\xe1\0\x10Exif\0\0",),
        "png": (png(1, 1),),
        "gif": (b"GIF89a\1\0\1\0", b"GIF87a\1\0\1\0"),
        "webp": (b"RIFF\x10\0\0\0WEBPVP8 ",),
        "tiff": (b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b"II+\0\x08\0\0\0"),
        "bmp": (b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0",),
        "heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic"),
        "avif": (b"\0\0\0\x1cftypavif\0\0\0\0mif1avifmiaf", b"\0\0\0\x18ftypmif1\0\0\0\0avifmif1"),
        "video": (b"\0\0\0\x18ftypisom\0\0\0\0mp41isom",),
        "audio": (b"\0\0\0\x18ftypM4A \0\0\0\0M4A isom", b"OggS\0\x02" + bytes(30) + b"OpusHead"),
        "eml": (
            mail(b"bonjour"),
            b"\xef\xbb\xbf" + mail(b"bonjour"),
            b"\r\n  \r\n" + mail(b"bonjour"),
            b"From camille@example.org Thu Mar 12 21:47:12 2026\n" + mail(b"bonjour"),
            b"X-Odd-First: 1\nX-Odd-Second: 2\n" + mail(b"bonjour"),
            b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\n<html>bonjour</html>",
            mail(b"%PDF-1.4 is not what this is"),
        ),
        "emlx": (b"1234\n" + mail(b"bonjour"),),
        "ics": (b"\r\nbegin:vcalendar\r\n",),
        "mbox": (
            b"From a@example.org Thu Mar 12 2026\n"
            + mail(b"un\n\n")
            + b"From b Fri Mar 13 2026\nTo: x\n\ndeux",
        ),
        "mhtml": (mhtml("<p>x</p>"),),
        "html": (
            b"<!DOCTYPE html><p>x",
            b"\xef\xbb\xbf<!-- saved from url=(0014)http://x.test/ -->\n<HTML>",
            "\ufeff<html><body>é".encode("utf-16"),
            "<html><body>é".encode("utf-16-le"),
            b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html>',
            b"<table><tr><td>x",
            b"<div>\0" + b"x" * 300 + b"</div>",
            b"<html><p>x" + bytes(512) + b"y</p>",
        ),
        "invoice-xml": (
            b'<?xml version="1.0"?><rsm:CrossIndustryDocument xmlns:rsm="urn:ferd"/>',
            b'<CrossIndustryInvoice xmlns="urn:un">',
        ),
        "svg": (b'<?xml version="1.0"?>\n<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg xmlns="x">',),
        "sms": (backup([], comment="<!--File Created By SMS Backup-->"),),
        "whatsapp": (whatsapp(WHATSAPP_HEADERS[0] + "Léa: x", WHATSAPP_HEADERS[0] + "Tom: y"),),
        "txt": (
            b"bonjour",
            "été".encode("cp1252"),
            "été".encode("utf-16"),
            b"From: nobody, a letter that only begins so",
            b"<note>xml of our own</note>",
            b"12/03/2026 : appel au magasin\n13/03/2026 : rappel",
            b"BMW, 3 portes",
        ),
        "rtf": (b"{\\rtf1\\ansi",),
        "tnef": (b"\x78\x9f\x3e\x22\0\0",),
        "webarchive": (
            b"bplist00\xd2\1\2_\x10\x0fWebMainResource",
            b"bplist00" + bytes(100_000) + b"WebMainResource",
            b'<?xml version="1.0"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "x">\n<plist>'
            b"<dict><key>WebMainResource</key>",
        ),
        "warc": (
            b"WARC/1.0\r\nWARC-Type: response\r\n",
            b"filedesc://x.arc 0.0.0.0 20260312",
            make_gz(b"WARC/1.1\r\nWARC-Type: warcinfo\r\n"),
        ),
        "tar": (make_gz(make_tar()), old_tar()),
        "gz": (b"\x1f\x8b\x08\0\0\0\0\0",),
        "docx": (
            make_zip([_OPEN_XML, ("word/document.xml", b"x")]),
            make_zip([_OPEN_XML, ("word/d.xml", b"x")])[:-9],
        ),
        "xlsx": (make_zip([("xl/workbook.xml", b"x"), _OPEN_XML]),),
        "pptx": (make_zip([_OPEN_XML, ("ppt/presentation.xml", b"x")]),),
        "odt": (make_zip([("mimetype", f"{_ODF}.text".encode()), ("content.xml", b"x")]),),
        "ods": (make_zip([("mimetype", f"{_ODF}.spreadsheet".encode()), ("content.xml", b"x")]),),
        "odp": (make_zip([("mimetype", f"{_ODF}.presentation".encode()), ("content.xml", b"x")]),),
        "zip": (make_zip([("a.pdf", b"%PDF-1.4")]), make_zip([]), make_zip([("word/letter.txt", b"x")])),
        "msg": (ole("__nameid_version1.0"), ole("x", root_class=_MESSAGE_CLASS)),
        "doc": (ole("1Table", "WordDocument"),),
        "xls": (ole("Workbook"),),
        "ppt": (ole("PowerPoint Document"),),
        "ole": (ole("SomethingElse"),),
        "archive": (b"BZh91AY&SY\xfe\0\1\2\3\4\5",),
        "unknown": (bytes(range(256)) * 4,),
    }
)
