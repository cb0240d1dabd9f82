"""The job that reads one file: whatever the bytes, a draft or an error that has words."""

import errno

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.basis.assets import Assets
from dossier.basis.marks import ANNEX_MARK
from dossier.intake.reader import ReadTask, read_file
from dossier.model.finding import Level
from dossier.model.piece import FileKind, State
from dossier.texts.catalogue import Texts
from tests.support.documents import paper
from tests.support.formats import FORMATS
from tests.support.mails import mail
from tests.support.reading import Desk, codes

OURS = [
    data
    for key in ("eml", "mhtml", "html", "sms", "whatsapp", "txt", "zip", "docx", "msg")
    for data in (FORMATS[key].make(), *FORMATS[key].starts)
]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_a_page_saved_as_pdf_is_a_page_and_it_is_said(desk):
    draft = desk.read("<!DOCTYPE html><p>Session expirée".encode(), "facture.pdf")

    assert draft.kind is FileKind.WEB
    assert codes(draft) == {"not-what-its-name-says"}
    assert draft.findings[0].params == {"file": "facture.pdf", "format": "html"}


@pytest.mark.parametrize("name", ["mail.eml", "mail.msg", "mail.txt.unknown", "mail", ".pdf"])
def test_a_name_that_promises_the_same_kind_or_nothing_is_not_told(desk, name):
    assert codes(desk.read(mail(b"x"), name)) == set()


def refused(draft):
    """Gives why a file is shown by a page that stands for it."""
    assert (draft.state, draft.bodies) == (State.PLACEHOLDER, ())
    assert [found.level for found in draft.findings] == [Level.BLOCKER]
    return draft.findings[0].code, draft.findings[0].params


def test_an_empty_file_is_told_by_its_name(desk):
    assert refused(desk.read(b"", "vide.pdf")) == ("empty-file", {"file": "vide.pdf"})


def test_what_cannot_be_read_keeps_its_kind(desk, caplog):
    draft = desk.read(b"%PDF-1.7\n" + b"\0no object at all" * 40, "perdu.pdf")

    assert refused(draft) == ("damaged", {"file": "perdu.pdf"})
    assert draft.kind is FileKind.PDF


def test_entities_in_a_backup_are_refused_and_nothing_is_read_from_the_disk(desk, tmp_path, caplog):
    (tmp_path / "secret").write_text("geheim")
    data = f'<!DOCTYPE s [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><smses><sms body="&x;"/></smses>'

    assert refused(desk.read(data.encode(), "sms.xml"))[0] == "chat-damaged"
    assert "geheim" not in caplog.text


@pytest.mark.parametrize(
    ("key", "kind", "code"),
    [
        ("epub", FileKind.OFFICE, "not-shown"),
        ("zip", FileKind.OTHER, "not-shown-archive"),
    ],
)
def test_what_is_known_but_not_shown_is_kept_and_what_helps_is_said(desk, key, kind, code):
    draft = desk.read(FORMATS[key].make(), "preuve")

    assert (draft.kind, draft.state, draft.bodies) == (kind, State.PLACEHOLDER, ())
    assert [(found.code, found.params) for found in draft.findings] == [(code, {"file": "preuve"})]
    assert key.upper() not in Texts("fr").finding(draft.findings[0])


def test_of_what_is_not_shown_it_is_not_said_too_that_its_name_is_wrong(desk):
    assert codes(desk.read(FORMATS["epub"].make(), "facture.pdf")) == {"not-shown"}


def annex():
    """Makes what looks like the end of an annex of ours behind a PDF."""
    return (
        paper(["Annexe"]) + b"\n9 0 obj << /Type /Catalog " + ANNEX_MARK + b" /Private 8 0 R >> >> endobj\n"
    )


def test_an_annex_of_ours_is_kept_and_left_out(desk):
    draft = desk.read(annex(), "annexe.pdf")

    assert (draft.kind, draft.state, draft.bodies) == (FileKind.PDF, State.LEFT_OUT, ())
    assert [(found.level, found.code, found.params) for found in draft.findings] == [
        (Level.NOTE, "own-annex", {"file": "annexe.pdf"})
    ]


def test_a_text_that_only_speaks_of_the_mark_is_a_text(desk):
    assert desk.read(b"Il y a : " + ANNEX_MARK).state is State.OK


def test_what_is_unknown_is_kept_and_said(desk):
    draft = desk.read(bytes(range(256)), "preuve.xyz")

    assert (draft.kind, draft.state) == (FileKind.OTHER, State.PLACEHOLDER)
    assert codes(draft) == {"unknown-format"}


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(start=st.sampled_from([b"", *OURS]), cut=st.integers(0, 400), tail=st.binary(max_size=300))
def test_any_bytes_end_in_a_draft_with_words(tmp_path, caplog, start, cut, tail):
    draft = Desk(tmp_path).read(start[:cut] + tail, "preuve.eml")

    assert all(Texts("fr").finding(found) for found in draft.findings)
    assert draft.bodies or draft.state is State.PLACEHOLDER or draft.findings


def test_a_full_disk_is_no_fault_of_the_file(desk, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    task = ReadTask(
        asset=desk.assets.put(mail(b"x")), name="a.eml", assets=str(desk.assets.folder), zone="Europe/Paris"
    )
    monkeypatch.setattr(Assets, "put", full)
    with pytest.raises(OSError, match="full"):
        read_file(task)
