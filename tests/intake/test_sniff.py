"""The content decides what a file is, whatever it is called; the samples are those of the contract."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.reader import reader_table
from dossier.intake.sniff import sniff, sniff_start
from tests.support.formats import FORMATS
from tests.support.mails import mail, without

BEGINNINGS = [(key, data) for key, sample in FORMATS.items() for data in (sample.make(), *sample.starts)]


@pytest.mark.parametrize(("key", "data"), BEGINNINGS, ids=[key for key, _ in BEGINNINGS])
def test_the_bytes_tell(key, data, tmp_path):
    path = tmp_path / "named.pdf"
    path.write_bytes(data)

    assert sniff(path, data[:65536]) == key


@given(st.binary(max_size=200), st.sampled_from([data for _, data in BEGINNINGS]))
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
