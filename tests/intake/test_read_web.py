"""Saved pages: where they stood, when they were saved, and what was on them."""

import base64
from datetime import UTC, datetime, timedelta, timezone

import pytest

from dossier.basis import limits
from dossier.intake.web.capture import Saved, saved_page, web_address
from dossier.model.moment import Source
from dossier.model.piece import Capture, FileKind, State
from tests.support.reading import Desk, codes
from tests.support.webpages import LOGO, PAGE_URL, beside, mhtml, single_file

SUMMER = timezone(timedelta(hours=2))


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_a_page_saved_by_single_file_says_where_and_when(desk):
    draft = desk.read(single_file("<h1>Colis</h1><p>En transit</p>"))

    assert draft.kind is FileKind.WEB
    assert draft.preface == Capture(url=PAGE_URL, at=datetime(2026, 6, 7, 10, tzinfo=SUMMER))
    assert (draft.subject, draft.text) == ("Suivi", "Suivi\n\nColis\n\nEn transit")
    assert draft.facts == {"host": "boutique.example"}
    (moment,) = draft.moments
    assert (moment.source, moment.at) == (Source.WEB_CAPTURE, datetime(2026, 6, 7, 10, tzinfo=SUMMER))
    assert moment.evidence == "saved date: Sun Jun 07 2026 10:00:00 GMT+0200 (heure d’été d’Europe centrale)"


def test_a_date_that_cannot_be_read_dates_nothing_and_the_address_stays(desk):
    draft = desk.read(single_file("x", date="hier soir"))

    assert draft.moments == ()
    assert draft.preface == Capture(url=PAGE_URL)


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<!-- saved from url=(0037)https://www.boutique.example/suivi/42 -->", PAGE_URL),
        ("<!-- saved from url=(0014)about:internet -->", ""),
        (f'<link rel="canonical" href="{PAGE_URL}">', PAGE_URL),
        (f'<meta property="og:url" content="{PAGE_URL}">', PAGE_URL),
        (
            f'<meta property="og:url" content="https://a.example/"><link rel=canonical href="{PAGE_URL}">',
            "",
        ),
        ('<link rel="canonical" href="/suivi">', ""),
        ('<meta property="og:url" content="https://[broken">', ""),
        (f'<meta name="savepage-url" content="{PAGE_URL}">', PAGE_URL),
        ("<!-- Mirrored from www.boutique.example/suivi/42 by HTTrack Website Copier/3.x, x -->", ""),
        ("", ""),
    ],
)
def test_the_address_is_the_one_that_is_said_or_none(desk, head, url):
    assert desk.read(f"<html><head>{head}</head><p>x".encode()).preface == Capture(url=url)


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="savepage-date" content="Thu Mar 12 2026 21:47:12 GMT+0000">',
        "<!-- Mirrored from x.example/ by HTTrack Website Copier/3.x [XR], Thu, 12 Mar 2026 21:47:12 GMT -->",
    ],
)
def test_other_programs_say_when_too(desk, head):
    (moment,) = desk.read(f"<html><head>{head}</head><p>x".encode()).moments

    assert moment.at == datetime(2026, 3, 12, 21, 47, 12, tzinfo=UTC)
    assert "12 2026 21:47:12" in moment.evidence.replace("12 Mar", "12")


@pytest.mark.parametrize(
    "data",
    [
        "<html><meta charset=utf-8><p>Remboursé à Noël".encode(),
        "<html><meta charset=utf-8><p>Remboursé à Noël".encode("cp1252"),
        "<html><meta content=text/html; charset = latin1><p>Remboursé à Noël".encode("latin-1"),
        "<html><p>Remboursé à Noël".encode("cp1252"),
        "\ufeff<html><p>Remboursé à Noël".encode(),
        "\ufeff<html><meta charset=latin1><p>Remboursé à Noël".encode("utf-16-le"),
        "<html><meta charset=utf-16><p>Remboursé à Noël".encode("utf-16-be"),
        "<html><meta charset=unicode><p>Remboursé à Noël".encode(),
    ],
)
def test_the_words_are_right_whatever_charset_the_page_says(desk, data):
    draft = desk.read(data)

    assert draft.text.strip() == "Remboursé à Noël"
    assert "Remboursé à Noël" in desk.html(draft)


def test_a_page_without_words_is_said(desk):
    assert codes(desk.read(b"<html><body></body></html>")) == {"page-without-text"}


def test_mhtml_says_where_and_when_and_holds_its_pictures(desk):
    head = '<title>Suivi – colis</title><link rel=stylesheet href="cid:c@x">'
    page = head + '<p>En transit</p><img src="logo.png">'
    draft = desk.read(
        mhtml(
            page,
            beside(LOGO, "image/png", "https://www.boutique.example/suivi/logo.png"),
            beside(b"p{background:url(../fond.png)}", "text/css", "cid:c@x"),
            beside(LOGO, "image/png", "../fond.png"),
        )
    )

    assert draft.preface == Capture(url=PAGE_URL, at=datetime(2026, 5, 14, 8, 40, 12, tzinfo=UTC))
    assert draft.moments[0].evidence == "Date: Thu, 14 May 2026 08:40:12 -0000"
    assert draft.subject == "Suivi – colis"
    html = desk.html(draft)
    assert html.count("data:image/png;base64,") == 2
    assert "<style media=" in html


SAVER = "<!--\n Page saved with SingleFile \n url: {} \n saved date: Thu Jan 02 2020 10:00:00 GMT+0000\n-->"


@pytest.mark.parametrize("before", ["<p>avis</p>", "avis", "<head>", "<meta charset=utf-8>"])
def test_a_saving_programs_comment_further_down_is_somebody_elses(before):
    comment = SAVER.format("https://fake.example/")
    assert saved_page(f"<!DOCTYPE html><html>{before}{comment}</html>") == Saved()


def test_only_the_first_comment_of_a_saving_program_counts():
    first = "<!-- Page saved with SingleFile \n url: https://a.example/ \n-->"
    page = f"<!DOCTYPE html> <html>{first}{SAVER.format('https://fake.example/')}<head>"
    assert saved_page(page) == Saved(url="https://a.example/")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("https://user:secret@x.example/?a=b@c", "https://x.example/?a=b@c"),
        ("HTTPS://user:se@cret@x.example", "HTTPS://x.example"),
        ("https://x.example/@user", "https://x.example/@user"),
        (
            "https://web.archive.org/web/20260102030405/https://user:secret@x.example/",
            "https://web.archive.org/web/20260102030405/https://x.example/",
        ),
    ],
)
def test_nobodys_password_is_kept_in_an_address(said, kept):
    assert web_address(said) == kept
    page = saved_page(f"<!DOCTYPE html><html>{SAVER.format(said)}<head></head></html>")
    assert page.url == kept
    assert not any("secret" in moment.evidence for moment in page.moments())


def test_frames_of_a_saved_page_are_kept_inside(desk):
    inner = beside(b"<p>Conditions<script>1</script></p>", "text/html", "cid:frame-2@mhtml.blink")
    html = desk.html(desk.read(mhtml('<p>x</p><iframe src="cid:frame-2@mhtml.blink"></iframe>', inner)))

    assert "&lt;p&gt;Conditions&lt;/p&gt;" in html


def test_a_picture_referred_to_a_thousand_times_does_not_fill_the_memory(desk):
    big = beside(LOGO + bytes(1_000_000), "image/png", "https://x.test/a.png")
    draft = desk.read(mhtml("<p>x" + '<img src="https://x.test/a.png">' * 200, big))

    assert len(desk.html(draft)) < 100_000_000
    assert (draft.state, codes(draft)) == (State.PARTIAL, {"text-cut"})


WHOLE = mhtml("<title>T</title><p>En transit</p>")


@pytest.mark.parametrize(
    "broken",
    [
        WHOLE.replace(b'boundary="----MultipartBoundary--x----"', b"x=y"),
        WHOLE.replace(b"------MultipartBoundary--x----\r\n", b"", 1),
        WHOLE[: WHOLE.index(b"</p>")],
        WHOLE.replace(b"\r\n", b"\n"),
        WHOLE.replace(b"Content-ID: <frame-1@mhtml.blink>\r\n", b"").replace(b"Content-Location", b"X-Gone"),
    ],
)
def test_broken_saved_pages_are_still_read(desk, broken):
    draft = desk.read(broken)

    assert draft.kind is FileKind.WEB
    assert draft.text.startswith("T\n\nEn transit")
    assert draft.moments[0].at == datetime(2026, 5, 14, 8, 40, 12, tzinfo=UTC)


def test_the_subject_names_a_page_without_a_title(desk):
    assert desk.read(mhtml("<p>x")).subject == "Suivi – colis"


SAVED = """<!DOCTYPE html>
<!-- saved from url=(0037)https://www.boutique.example/suivi/42 -->
<html lang="fr"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<title>Suivi</title>
<link rel="stylesheet" href="./Suivi%20du%20colis_fichiers/style.css">
<script src="./Suivi%20du%20colis_fichiers/app.js.t%C3%A9l%C3%A9chargement"></script></head>
<body><img src="./Suivi%20du%20colis_fichiers/logo(1).webp" width="40" alt="logo">
<img src="Suivi du colis_fichiers/absent.png" width="30" height="20">
<iframe src="./Suivi%20du%20colis_fichiers/saved_resource.html"></iframe>
<p>En transit</p></body></html>"""

FOLDER = "Suivi du colis_fichiers"
STYLE = "body { background: url(img/fond.png) } @import 'plus.css';"


def complete(**more):
    """Gives the folder of the page as Chrome saves it: pictures named by the site, not by their kind."""
    files = {
        "style.css": STYLE.encode(),
        "plus.css": b"p { color: #123456 }",
        "img/fond.png": LOGO,
        "logo(1).webp": LOGO,
        "app.js.téléchargement": b"document.body.innerHTML = 'autre'",
        "saved_resource.html": b"<p>Carte</p><script>alert(1)</script><img src='img/fond.png'>",
        **more,
    }
    return {f"{FOLDER}/{name}": data for name, data in files.items()}


def test_a_page_saved_with_its_folder_shows_the_pictures_and_looks_of_the_folder(desk):
    draft = desk.read(SAVED.encode(), "Suivi du colis.html", beside=complete())
    page = desk.html(draft)
    logo = f"data:image/png;base64,{base64.b64encode(LOGO).decode()}"

    assert draft.state is State.OK
    assert page.count(logo) == 3  # in the page, behind it, and in its frame
    assert "p { color: #123456 }" in page
    assert "Carte" in page
    assert "fichiers/" not in page.replace("absent.png", "")


def test_scripts_of_the_folder_are_never_used_and_what_is_missing_leaves_its_frame(desk):
    page = desk.html(desk.read(SAVED.encode(), "Suivi du colis.html", beside=complete()))

    assert "script" not in page.lower()
    assert "innerHTML" not in page
    assert '<img src="data:," width="30" height="20">' in page


@pytest.mark.parametrize(
    "address",
    [
        "../logo.png",
        "/Suivi/logo.png",
        "file:///Suivi/logo.png",
        "https://a.example/Suivi_files/logo.png",
        "//[broken",
    ],
)
def test_only_paths_into_the_folder_lead_to_it(desk, address):
    beside = {"Suivi_files/logo.png": LOGO, "logo.png": LOGO, "Suivi/logo.png": LOGO}

    assert "base64" not in desk.html(desk.read(f"<html><img src='{address}'>".encode(), beside=beside))


def test_a_picture_named_ten_thousand_times_does_not_fill_the_memory(desk, monkeypatch):
    monkeypatch.setattr(limits, "PAGE_INSIDE_BYTES", 10 * len(LOGO))
    page = "<html>" + "<img src='P_files/a.png'>" * 20 + "<p>x"

    draft = desk.read(page.encode(), "P.html", beside={"P_files/a.png": LOGO})

    assert desk.html(draft).count("base64") == 10
    assert (draft.state, codes(draft)) == (State.PARTIAL, {"text-cut"})
