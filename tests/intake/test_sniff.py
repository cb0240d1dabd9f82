"""The content decides what a file is, whatever it is called."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.reader import reader_table
from dossier.intake.sniff import UNKNOWN, sniff, sniff_start
from tests.support.chats import WHATSAPP_HEADERS, backup, sms, whatsapp
from tests.support.mails import mail, png, without
from tests.support.webpages import mhtml, single_file


def zipped(*members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as box:
        for name, data in members:
            box.writestr(name, data)
    return stream.getvalue()


def ole(*streams, root_class=bytes(16)):
    """Makes the header and directory of a compound file ([MS-CFB] 2.2, 2.6)."""
    header = bytearray(512)
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


OPEN_XML = ("[Content_Types].xml", b"<Types/>")

SAMPLES = {
    "pdf": [b"%PDF-1.7\n", b"\r\n\r\n%PDF-1.4", b"HTTP/1.1 200 OK\nServer: x\n\n%PDF-1.4\n\x93\x8c"],
    "jpeg": [b"\xff\xd8\xff\xe1\0\x10Exif\0\0"],
    "png": [png(1, 1)],
    "gif": [b"GIF89a\1\0\1\0"],
    "webp": [b"RIFF\x10\0\0\0WEBPVP8 "],
    "tiff": [b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b"II+\0\x08\0\0\0"],
    "bmp": [b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0"],
    "heic": [b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic"],
    "avif": [b"\0\0\0\x1cftypavif\0\0\0\0mif1avifmiaf", b"\0\0\0\x18ftypmif1\0\0\0\0avifmif1"],
    "video": [b"\0\0\0\x18ftypisom\0\0\0\0mp41isom"],
    "audio": [b"\0\0\0\x18ftypM4A \0\0\0\0M4A isom", b"OggS\0\x02" + bytes(30) + b"OpusHead"],
    "eml": [
        mail(b"bonjour"),
        b"\xef\xbb\xbf" + mail(b"bonjour"),
        b"\r\n  \r\n" + mail(b"bonjour"),
        b"From camille@example.org Thu Mar 12 21:47:12 2026\n" + mail(b"bonjour"),
        b"X-Odd-First: 1\nX-Odd-Second: 2\n" + mail(b"bonjour"),
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\n<html>bonjour</html>",
        mail(b"%PDF-1.4 is not what this is"),
    ],
    "mbox": [
        b"From a@example.org Thu Mar 12 2026\n" + mail(b"un\n\n") + b"From b Fri Mar 13 2026\nTo: x\n\ndeux"
    ],
    "mhtml": [mhtml("<p>x</p>")],
    "html": [
        single_file("<p>x</p>"),
        b"<!DOCTYPE html><p>x",
        b"\xef\xbb\xbf<!-- saved from url=(0014)http://x.test/ -->\n<HTML>",
        "\ufeff<html><body>é".encode("utf-16"),
        "<html><body>é".encode("utf-16-le"),
        b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html>',
        b"<table><tr><td>x",
        b"<div>\0" + b"x" * 300 + b"</div>",
        b"<html><p>x" + bytes(512) + b"y</p>",
    ],
    "svg": [b'<?xml version="1.0"?>\n<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg xmlns="x">'],
    "sms": [backup([sms("x", 1)]), backup([], comment="<!--File Created By SMS Backup-->")],
    "whatsapp": [whatsapp(WHATSAPP_HEADERS[0] + "Léa: x", WHATSAPP_HEADERS[0] + "Tom: y")],
    "txt": [
        b"bonjour",
        "été".encode("cp1252"),
        "été".encode("utf-16"),
        b"From: nobody, a letter that only begins so",
        b"<note>xml of our own</note>",
        b"12/03/2026 : appel au magasin\n13/03/2026 : rappel",
        b"BMW, 3 portes",
    ],
    "rtf": [b"{\\rtf1\\ansi"],
    "tnef": [b"\x78\x9f\x3e\x22\0\0"],
    "webarchive": [b"bplist00\xd2\1\2_\x10\x0fWebMainResource"],
    "warc": [b"WARC/1.0\r\nWARC-Type: response\r\n", b"filedesc://x.arc 0.0.0.0 20260312"],
    "docx": [zipped(OPEN_XML, ("word/document.xml", b"x")), zipped(OPEN_XML, ("word/d.xml", b"x"))[:-9]],
    "xlsx": [zipped(("xl/workbook.xml", b"x"), OPEN_XML)],
    "pptx": [zipped(OPEN_XML, ("ppt/presentation.xml", b"x"))],
    "odt": [zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"x"))],
    "epub": [zipped(("mimetype", b"application/epub+zip"), ("x", b"x"))],
    "zip": [zipped(("a.pdf", b"%PDF-1.4")), zipped(), zipped(("word/letter.txt", b"x"))],
    "msg": [
        ole("__nameid_version1.0"),
        ole("x", root_class=bytes.fromhex("0b0d02" + "00" * 5 + "c0" + "0" * 12 + "46")),
    ],
    "doc": [ole("1Table", "WordDocument")],
    "xls": [ole("Workbook")],
    "ppt": [ole("PowerPoint Document")],
    "ole": [ole("SomethingElse")],
    "archive": [b"7z\xbc\xaf\x27\x1c\0\4", b"\x1f\x8b\x08\0\0\0\0\0"],
    UNKNOWN: [b"\0\1\2\3\4\5\6\7", bytes(range(256)) * 4],
}


@pytest.mark.parametrize(("key", "data"), [(key, data) for key, row in SAMPLES.items() for data in row])
def test_the_bytes_tell(key, data, tmp_path):
    path = tmp_path / "named.pdf"
    path.write_bytes(data)

    assert sniff(path, data[:65536]) == key


def test_every_key_has_a_line_in_the_table_and_back():
    keys = [line.key for line in reader_table()]

    assert len(keys) == len(set(keys))
    assert set(SAMPLES) - {"jp2"} == set(keys) - {"jp2"}


@given(st.binary(max_size=200), st.sampled_from([data for row in SAMPLES.values() for data in row]))
def test_a_start_alone_never_fails(tail, start):
    assert sniff_start(start[:20] + tail) in {line.key for line in reader_table()} | {""}


def test_a_mailbox_is_told_when_its_second_mail_is_far_away(tmp_path):
    path = tmp_path / "mails"
    first = b"From a@example.org Thu Mar 12 2026\n" + mail(b"x" * 3_000_000)
    path.write_bytes(first + b"\n\nFrom b@example.org Fri Mar 13 2026\n" + mail(b"deux"))

    assert sniff(path, path.read_bytes()[:65536]) == "mbox"


def test_a_related_mail_is_not_a_saved_page(tmp_path):
    path = tmp_path / "mail"
    data = mail(b"--x\n\n", "Content-Type: multipart/related; boundary=x", header=without("message-id"))
    path.write_bytes(data)

    assert sniff(path, data) == "eml"
