"""What stands above a piece: the mail's own words, nothing that it does not say."""

from datetime import UTC, datetime

from dossier.model.flow import Field, Fields, Notice
from dossier.model.piece import Capture, MailHeader
from dossier.press.preface import preface_flow

AT = datetime(2026, 3, 12, 9, 11, 12, tzinfo=UTC)


def rows(preface, attachments=()):
    flow = preface_flow(preface, attachments)
    (block,) = flow.blocks
    assert isinstance(block, Fields)
    return [(row.label, row.text or row.at) for row in block.rows]


def test_a_mail_says_who_when_what_and_what_is_attached():
    header = MailHeader(sender="a", to="b", cc="c", at=AT, subject="s", message_id="<m>")
    assert rows(header, ["x.pdf, Pièce n° 4.1", "y.jpg, Pièce n° 4.2"]) == [
        ("from", "a"),
        ("to", "b"),
        ("cc", "c"),
        ("date", AT),
        ("subject", "s"),
        ("message-id", "<m>"),
        ("attachments", "x.pdf, Pièce n° 4.1\ny.jpg, Pièce n° 4.2"),
    ]


def test_a_date_that_is_no_certain_instant_stands_as_it_was_written():
    header = MailHeader(date_line="Thu, 12 Mar 2026 23:11:12 AEST", received_at=AT)
    assert rows(header) == [("date", "Thu, 12 Mar 2026 23:11:12 AEST"), ("received", AT)]


def test_the_subject_stands_out_and_nothing_empty_is_printed():
    (block,) = preface_flow(MailHeader(subject="s"), []).blocks
    assert block.rows == (Field(label="subject", text="s", strong=True),)
    assert preface_flow(MailHeader(), []) is None
    assert preface_flow(None, []) is None


def test_a_saved_page_says_when_and_from_where():
    assert rows(Capture(url="https://a.example/", at=AT)) == [
        ("page-saved", AT),
        ("page-url", "https://a.example/"),
    ]
    assert preface_flow(Capture(), []) is None


def test_a_page_whose_saving_nobody_dated_says_so():
    fields, told = preface_flow(Capture(url="https://a.example/"), []).blocks
    assert [row.label for row in fields.rows] == ["page-url"]
    assert told == Notice(code="page-time-unknown", params={})
