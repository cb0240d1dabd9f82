"""The content decides what a file is, whatever it is called."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.reader import reader_table
from dossier.intake.sniff import UNKNOWN, sniff, sniff_start
from tests.support import chat_exports
from tests.support.chats import WHATSAPP_HEADERS, backup, sms, whatsapp
from tests.support.containers import make_gz, make_tar
from tests.support.mail_formats import make_emlx, make_ics
from tests.support.mails import mail, png, without
from tests.support.make_msg import make_msg, make_tnef
from tests.support.make_office import make_csv, make_encrypted
from tests.support.pdf_boxes import INVOICE_XML
from tests.support.webpages import mhtml, single_file


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
