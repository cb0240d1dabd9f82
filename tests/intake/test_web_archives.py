"""Pages in the archives of Safari and of crawlers: shown whole, dated by what the archive says only."""

import gzip
import plistlib
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.basis import limits
from dossier.intake.web.capture import archived_page, saved_page
from dossier.intake.web.response import read_answer
from dossier.model.moment import Source
from dossier.model.piece import Capture, FileKind, State
from tests.support.mails import png
from tests.support.reading import Desk, codes
from tests.support.webpages import (
    LOGO,
    PAGE_URL,
    answer,
    make_warc,
    make_webarchive,
    record,
    safari_resource,
)

LOGO_URL = "https://www.boutique.example/suivi/logo.png"
AT = datetime(2026, 3, 12, 20, 47, 12, tzinfo=UTC)
PAGE = b'<title>Suivi</title><p>bonjour</p><img src="logo.png">'
PICTURE = "data:image/png;base64,"


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.mark.parametrize("binary", [True, False])
def test_a_page_of_safari_has_its_pictures_sheets_and_frames_inside(desk, binary):
    html = PAGE + b'<link rel=stylesheet href="/s.css"><iframe src="cadre.html"></iframe>'
    frame = {
        "WebMainResource": safari_resource(
            PAGE_URL.replace("42", "cadre.html"), b"<p>le cadre<img src=f.png>"
        ),
        "WebSubresources": [safari_resource(PAGE_URL.replace("42", "f.png"), png(2, 2), "image/png")],
    }
    data = make_webarchive(
        html,
        safari_resource(LOGO_URL, LOGO, "image/png"),
        safari_resource("https://www.boutique.example/s.css", b"p{color:#123456}", "text/css"),
        frames=[frame],
        binary=binary,
    )

    draft = desk.read(data, "suivi.webarchive")

    page = desk.html(draft)
    assert page.count(PICTURE) == 2
    assert "#123456" in page
    assert "le cadre" in page
    assert (draft.kind, draft.state, draft.subject) == (FileKind.WEB, State.OK, "Suivi")
    assert draft.preface == Capture(url=PAGE_URL, at=None)
    assert draft.moments == (), "Safari never says when"


def test_an_archive_that_refers_to_itself_ends(desk):
    whole = plistlib.loads(make_webarchive(PAGE))
    inner = {"WebMainResource": safari_resource(PAGE_URL + "/f", b"<p>f")}
    for _ in range(40):
        inner = {**inner, "WebSubframeArchives": [inner, inner]}
    whole["WebSubframeArchives"] = [inner]

    assert desk.read(plistlib.dumps(whole, fmt=plistlib.FMT_BINARY)).state is State.OK


LAUGHS = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 9))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (
            b'<!DOCTYPE p [<!ENTITY a0 "ha">' + LAUGHS + b"]><plist><key>WebMainResource</key>&a8;</plist>",
            "unreadable",
        ),
        (b"<plist><array>" * 9 + b"<string>WebMainResource</string>", "unreadable"),
        (plistlib.dumps({"WebMainResource": "x"}, fmt=plistlib.FMT_BINARY), "page-not-inside"),
        (plistlib.dumps(["WebMainResource"], fmt=plistlib.FMT_BINARY), "page-not-inside"),
        (make_webarchive()[:-40], "unreadable"),
    ],
    ids=["laughs", "unclosed", "no-page", "no-archive", "torn"],
)
def test_what_holds_no_page_is_kept_and_said(desk, data, code):
    draft = desk.read(data, "a.webarchive")

    assert draft.state is State.PLACEHOLDER
    assert code in codes(draft)


def chunked(data):
    return (
        b"".join(
            b"%x;x=y\r\n%s\r\n" % (len(data[at : at + 20]), data[at : at + 20])
            for at in range(0, len(data), 20)
        )
        + b"0\r\n\r\n"
    )


SENT = [
    (PAGE, ()),
    (chunked(PAGE), ("Transfer-Encoding: chunked",)),
    (PAGE, ("Transfer-Encoding: chunked",)),
    (gzip.compress(PAGE, mtime=0), ("Content-Encoding: gzip",)),
    (PAGE, ("Content-Encoding: gzip",)),
    (zlib.compress(PAGE), ("Content-Encoding: deflate",)),
    (chunked(gzip.compress(PAGE, mtime=0)), ("Content-Encoding: gzip", "Transfer-Encoding: chunked")),
]


@pytest.mark.parametrize(("body", "lines"), SENT)
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["warc", "warc.gz"])
def test_the_first_page_that_was_given_is_shown_with_its_pictures(desk, body, lines, pack):
    records = (
        record("warcinfo", "", b"software: x\r\n"),
        record("request", PAGE_URL, b"GET / HTTP/1.1\r\n\r\n"),
        record("response", PAGE_URL, answer(b"perdu", status="404 Not Found")),
        record("response", PAGE_URL, answer(body, *lines)),
        record("response", LOGO_URL, answer(LOGO, kind="image/png")),
    )

    draft = desk.read(b"".join(pack(one) for one in records), "suivi.warc.gz")

    assert PICTURE in desk.html(draft)
    assert draft.preface == Capture(url=PAGE_URL, at=AT)
    (moment,) = draft.moments
    assert (moment.at, moment.source, moment.evidence) == (
        AT,
        Source.WEB_CAPTURE,
        "WARC-Date: 2026-03-12T20:47:12Z",
    )
    assert (draft.state, draft.subject, codes(draft)) == (State.OK, "Suivi", set())


def test_pictures_are_found_where_a_record_repeats_or_leads_elsewhere(desk):
    html = b'<base href="/images/"><p>x<img src="a.png"><img src="b.png">'
    picture = "https://cdn.example/a.png"
    data = (
        record("response", PAGE_URL, answer(html))
        + record("response", picture, answer(LOGO, kind="image/png"), "WARC-Payload-Digest: sha1:X")
        + record("revisit", "https://www.boutique.example/images/a.png", b"", "WARC-Payload-Digest: sha1:X")
        + record(
            "response",
            "https://www.boutique.example/images/b.png",
            answer(b"", f"Location: {picture}", status="302 Found"),
        )
    )

    assert desk.html(desk.read(data)).count(PICTURE) == 2


def test_the_forerunner_of_the_format_is_read_too(desk):
    block = answer(PAGE)
    data = b"filedesc://x.arc 0.0.0.0 20260312204712 text/plain 4\n1 0\n\n"
    data += f"{PAGE_URL} 192.0.2.1 20260312204712 text/html {len(block)}\n".encode() + block + b"\n"

    assert desk.read(data, "x.arc").preface == Capture(url=PAGE_URL, at=AT)


def test_other_pages_are_counted_but_not_those_in_frames(desk):
    data = record("response", PAGE_URL, answer(b'<p>x<iframe src="cadre"></iframe>'))
    for name in ("cadre", "43", "44"):
        data += record("response", PAGE_URL.replace("42", name), answer(b"<p>y"))

    draft = desk.read(data)

    assert [(found.code, found.params["n"]) for found in draft.findings] == [("page-others-inside", 2)]


@pytest.mark.parametrize("length", [0, 5, 10**11])
def test_a_length_that_lies_costs_no_page(desk, length):
    lie = record("response", LOGO_URL, answer(LOGO, kind="image/png"), length=length)

    draft = desk.read(record("response", PAGE_URL, answer(PAGE)) + lie)

    assert "bonjour" in desk.html(draft)
    assert (draft.state, codes(draft)) == (State.PARTIAL, {"page-record-torn"})


def test_an_archive_that_breaks_off_is_shown_as_far_as_it_goes(desk):
    whole = gzip.compress(record("response", PAGE_URL, answer(PAGE))) + gzip.compress(make_warc(), mtime=0)

    draft = desk.read(whole[:-30])

    assert (draft.subject, draft.state, codes(draft)) == ("Suivi", State.PARTIAL, {"page-record-torn"})


def test_an_archive_without_a_page_is_kept_and_said(desk):
    draft = desk.read(record("response", LOGO_URL, answer(LOGO, kind="image/png")), "a.warc")

    assert (draft.state, codes(draft)) == (State.PLACEHOLDER, {"page-not-inside"})


def test_bombs_in_a_web_archive_do_not_fill_the_disk(desk, monkeypatch):
    monkeypatch.setattr(limits, "WARC_KEPT_BYTES", 1000)
    monkeypatch.setattr(limits, "WARC_BLOCK_BYTES", 5000)
    data = record("response", PAGE_URL, answer(PAGE))
    data += record("response", LOGO_URL, answer(bytes(2000), kind="image/png"))
    data += record("response", LOGO_URL + "2", answer(bytes(9000), kind="video/mp4"))

    draft = desk.read(data)

    assert "bonjour" in desk.html(draft)
    assert (draft.state, codes(draft)) == (State.PARTIAL, {"text-cut"})


def test_a_body_packed_in_an_unknown_way_is_no_page():
    assert read_answer(answer(b"x", "Content-Encoding: br")).body == b""
    assert read_answer(b"no answer") is None


@pytest.mark.parametrize(
    ("url", "own", "at"),
    [
        (
            "https://web.archive.org/web/20250102030405/https://www.shop.example/cgv",
            "https://www.shop.example/cgv",
            datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC),
        ),
        (
            "https://web.archive.org/web/20250102030405if_/http://shop.example/",
            "http://shop.example/",
            datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC),
        ),
        (
            "https://archive.ph/2025.01.02-030405/https://shop.example/",
            "https://shop.example/",
            datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC),
        ),
    ],
)
def test_a_page_of_a_public_archive_is_dated_by_the_archive(url, own, at):
    found = archived_page(url)

    assert (found.url, found.at) == (own, at)


@pytest.mark.parametrize(
    "url",
    [
        "https://web.archive.org/web/20251302030405/https://shop.example/",
        "https://web.archive.org/web/2025*/https://shop.example/",
        "https://shop.example/?u=https://web.archive.org/web/20250102030405/x",
        "",
    ],
)
def test_any_other_address_says_no_date(url):
    assert archived_page(url) is None


def test_what_the_archive_writes_behind_a_page_tells_both_dates():
    html = (
        "<p>CGV</p><!--\n     FILE ARCHIVED ON 03:04:05 Jan 02, 2025 AND RETRIEVED FROM THE\n"
        "     INTERNET ARCHIVE ON 10:22:33 Mar 04, 2026.\n-->"
    )

    moments = saved_page(html).moments()

    assert [one.at.isoformat() for one in moments] == [
        "2025-01-02T03:04:05+00:00",
        "2026-03-04T10:22:33+00:00",
    ]


SAMPLES = [make_warc(), gzip.compress(make_warc(), mtime=0), make_webarchive(), make_webarchive(binary=False)]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), max_size=8),
    st.integers(1, 1 << 16),
)
def test_any_spoilt_archive_ends_in_a_draft(tmp_path_factory, data, spoilt, length):
    changed = bytearray(data)
    for place, value in spoilt:
        changed[place % len(changed)] = value

    draft = Desk(tmp_path_factory.mktemp("any")).read(bytes(changed[:length]))

    assert draft.bodies or draft.findings
