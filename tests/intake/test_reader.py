"""The job that reads one file: whatever the bytes, a draft or an error that has words."""

import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.basis.errors import DossierError, UnreadableError
from dossier.intake.reader import ReadTask, format_of, read_file, reader_table
from dossier.model.piece import FileKind, State
from dossier.texts.catalogue import Texts
from tests.intake.test_sniff import SAMPLES
from tests.support.mails import mail
from tests.support.reading import Desk, codes

OURS = [
    data
    for key in ("eml", "mhtml", "html", "sms", "whatsapp", "txt", "zip", "docx", "msg")
    for data in SAMPLES[key]
]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_a_page_saved_as_pdf_is_a_page_and_it_is_said(desk):
    draft = desk.read("<!DOCTYPE html><p>Session expirée".encode(), "facture.pdf")

    assert draft.kind is FileKind.WEB
    assert codes(draft) == {"not-what-its-name-says"}
    assert draft.findings[0].params == {"file": "facture.pdf", "format": "HTML"}


@pytest.mark.parametrize("name", ["mail.eml", "mail.msg", "mail.txt.unknown", "mail", ".pdf"])
def test_a_name_that_promises_the_same_kind_or_nothing_is_not_told(desk, name):
    assert codes(desk.read(mail(b"x"), name)) == set()


def test_an_empty_file_is_refused_by_its_name(desk):
    with pytest.raises(UnreadableError) as refused:
        desk.read(b"", "vide.pdf")

    assert (refused.value.code, refused.value.params) == ("empty-file", {"file": "vide.pdf"})


def test_bytes_that_are_not_there_are_unreadable(tmp_path, caplog):
    task = ReadTask(asset="0" * 64, name="perdu.pdf", assets=str(tmp_path), zone="Europe/Paris")

    with pytest.raises(UnreadableError) as refused:
        read_file(task)

    assert refused.value.code == "unreadable"
    assert refused.value.params == {"file": "perdu.pdf"}
    assert caplog.records[0].levelno == logging.WARNING


def test_entities_in_a_backup_are_refused_and_nothing_is_read_from_the_disk(desk, tmp_path, caplog):
    (tmp_path / "secret").write_text("geheim")
    data = f'<!DOCTYPE s [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><smses><sms body="&x;"/></smses>'

    with pytest.raises(UnreadableError) as refused:
        desk.read(data.encode(), "sms.xml")

    assert refused.value.code == "unreadable"
    assert "geheim" not in caplog.text


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("docx", FileKind.OFFICE),
        ("msg", FileKind.EMAIL),
        ("zip", FileKind.OTHER),
        ("webarchive", FileKind.WEB),
    ],
)
def test_what_is_known_but_not_shown_is_kept_and_said(desk, key, kind):
    draft = desk.read(SAMPLES[key][0], "preuve")

    assert (draft.kind, draft.state, draft.bodies) == (kind, State.PLACEHOLDER, ())
    assert draft.findings[0].params == {"file": "preuve", "format": key.upper()}


def test_what_is_unknown_is_kept_and_said(desk):
    draft = desk.read(bytes(range(256)), "preuve.xyz")

    assert (draft.kind, draft.state) == (FileKind.OTHER, State.PLACEHOLDER)
    assert codes(draft) == {"unknown-format"}


@pytest.mark.parametrize("line", reader_table(), ids=lambda line: line.key)
def test_every_line_names_its_format(line):
    assert format_of(line.key).media_type == line.media_type
    assert line.media_type.count("/") == 1
    assert all(suffix == suffix.lower().strip(".") for suffix in line.suffixes)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(start=st.sampled_from([b"", *OURS]), cut=st.integers(0, 400), tail=st.binary(max_size=300))
def test_any_bytes_end_in_a_draft_or_an_error_with_words(tmp_path, caplog, start, cut, tail):
    draft = read_or_none(Desk(tmp_path), start[:cut] + tail)

    assert draft is None or all(Texts("fr").finding(found) for found in draft.findings)


def read_or_none(desk, data):
    """Reads bytes; None when they were refused with an error that has words."""
    try:
        return desk.read(data, "preuve.eml")
    except DossierError as refused:
        Texts("fr").error(refused)
        return None
