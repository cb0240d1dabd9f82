"""Mails: header, words, attachments and dates, from bytes as programs really write them."""

import quopri
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.basis import limits
from dossier.basis.digest import digest_of
from dossier.intake.mail.mime import cut
from dossier.intake.mail.transfer import from_base64, undo
from dossier.intake.mail.words import file_name, header_words, parameters
from dossier.model.body import FlowBody
from dossier.model.draft import HtmlBody
from dossier.model.flow import Notice, Style
from dossier.model.moment import Precision, Source
from dossier.model.piece import FileKind, MailHeader, State
from tests.support.mails import HEADER, deep, encoded, mail, multipart, part, png, without
from tests.support.reading import Desk, codes

CET = timezone(timedelta(hours=1))
HTML = "Content-Type: text/html; charset=utf-8"
PLAIN = "Content-Type: text/plain; charset=utf-8"
RECEIVED = (
    "Received: from a.example (a.example [192.0.2.1])\r\n"
    " by mx.example; Thu, 12 Mar 2026 21:48:01 +0100 (CET)"
)
WORDS = "Colis retardé : 12 € dus à Léa"


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def words(desk, data):
    return [block.text for block in desk.paragraphs(desk.read(data))]


def test_a_plain_mail_is_read_whole(desk):
    draft = desk.read(mail("Bonjour,\r\n\r\nVotre colis est perdu.\r\nDésolée".encode(), PLAIN))

    assert draft.kind is FileKind.EMAIL
    assert [block.text for block in desk.paragraphs(draft)] == ["Bonjour,", "Votre colis est perdu.\nDésolée"]
    assert draft.preface == MailHeader(
        sender="Boutique Lavande <ventes@lavande.example>",
        to="Camille Roche <camille@example.org>",
        at=datetime(2026, 3, 12, 21, 47, 12, tzinfo=CET),
        subject="Votre commande",
        message_id="<c1@lavande.example>",
    )
    assert (draft.subject, draft.message_id) == ("Votre commande", "c1@lavande.example")
    assert draft.text == "Votre commande\n\nBonjour,\n\nVotre colis est perdu.\nDésolée"
    assert (draft.state, draft.findings, draft.attached) == (State.OK, (), ())


def test_the_date_is_told_with_the_words_that_say_it(desk):
    (moment,) = desk.read(mail(b"x")).moments

    assert (moment.source, moment.precision) == (Source.MAIL_DATE, Precision.SECOND)
    assert moment.at == datetime(2026, 3, 12, 21, 47, 12, tzinfo=CET)
    assert moment.at.utcoffset() == timedelta(hours=1)
    assert moment.evidence == "Date: Thu, 12 Mar 2026 21:47:12 +0100"


def test_without_a_date_the_topmost_received_line_counts(desk):
    earlier = "Received: by b.example; Thu, 12 Mar 2026 21:40:00 +0100"
    draft = desk.read(mail(b"x", header=(RECEIVED, earlier, *without("date"))))

    assert [moment.source for moment in draft.moments] == [Source.MAIL_RECEIVED]
    assert draft.moments[0].evidence == "Thu, 12 Mar 2026 21:48:01 +0100 (CET)"
    assert draft.preface.at is None
    assert draft.preface.received_at == datetime(2026, 3, 12, 21, 48, 1, tzinfo=CET)


def test_both_dates_are_known_and_the_mail_s_own_comes_first(desk):
    draft = desk.read(mail(b"x", header=(RECEIVED, *HEADER)))

    assert [moment.source for moment in draft.moments] == [Source.MAIL_DATE, Source.MAIL_RECEIVED]
    assert draft.preface.received_at is None


@pytest.mark.parametrize(
    "date", ["not a date", "Thu, 1 Jan 1970 00:00:00 +0000", "Mon, 31 Feb 2026 10:00:00 +0100", ""]
)
def test_an_impossible_date_dates_nothing(desk, date):
    assert desk.read(mail(b"x", f"Date: {date}", header=without("date"))).moments == ()


def test_of_two_forms_of_the_text_the_page_is_shown(desk):
    line, body = multipart("alternative", part(b"plain", PLAIN), part(b"<p>rich <b>text</b></p>", HTML))
    draft = desk.read(mail(body, line))

    assert desk.html(draft).endswith("<p>rich <b>text</b></p>")
    assert len(draft.bodies) == 1
    assert draft.text.endswith("rich text")
    assert draft.attached == ()


def test_an_empty_page_gives_way_to_the_plain_text(desk):
    page = part(b"<html><body><div style='display:none'>x</div></body></html>", HTML)
    line, body = multipart("alternative", part(b"plain", PLAIN), page)

    assert words(desk, mail(body, line)) == ["plain"]


def test_pictures_of_the_text_go_inside_and_the_others_are_attached(desk):
    shown, loose, dot = png(30, 20), png(31, 20), png(1, 1)
    page = part(b'<img src="cid:a@x"><img src="http://x.test/b.png">', HTML)
    pictures = [
        part(
            encoded(data),
            "Content-Type: image/png",
            "Content-Transfer-Encoding: base64",
            f"Content-ID: <{cid}>",
        )
        for data, cid in ((shown, "a@x"), (loose, "b@x"), (dot, "c@x"))
    ]
    draft = desk.read(mail(*reversed(multipart("related", page, *pictures))))

    html = desk.html(draft)
    assert 'src="data:image/png;base64,' in html
    assert 'src="http://x.test/b.png"' in html
    assert [(one.name, one.asset) for one in draft.attached] == [("", digest_of(loose))]


def test_every_attachment_is_kept_with_its_exact_bytes_and_a_safe_name(desk):
    inner = mail(b"dedans\r\nFrom here\r\n", PLAIN)
    line, body = multipart(
        "mixed",
        part(b"voir ci-joint", PLAIN),
        part(
            encoded(b"%PDF-1.4 x"),
            "Content-Type: application/pdf",
            "Content-Transfer-Encoding: base64",
            "Content-Disposition: attachment; filename*=utf-8''..%2F..%2Ffacture%20n%C2%B0%E2%80%AE3%00.pdf",
        ),
        part(b"BEGIN:VCALENDAR", 'Content-Type: text/calendar; name="=?utf-8?Q?rendez=2Dvous=2Eics?="'),
        part(b"a;b", "Content-Type: text/csv"),
        part(inner, "Content-Type: message/rfc822"),
    )
    draft = desk.read(mail(body, line))

    assert [one.name for one in draft.attached] == [
        "facture n°3.pdf",
        "rendez-vous.ics",
        "",
        "Votre commande.eml",
    ]
    assert [desk.assets.read(one.asset) for one in draft.attached] == [
        b"%PDF-1.4 x",
        b"BEGIN:VCALENDAR",
        b"a;b",
        inner,
    ]
    assert [one.size for one in draft.attached] == [10, 15, 3, len(inner)]
    assert words(desk, mail(body, line)) == ["voir ci-joint"]


def test_signatures_are_no_attachments_and_the_signed_text_is_read(desk):
    seal = part(encoded(b"x"), 'Content-Type: application/pkcs7-signature; name="smime.p7s"')
    draft = desk.read(mail(*reversed(multipart("signed", part(b"lu et signe", PLAIN), seal))))

    assert [block.text for block in desk.paragraphs(draft)] == ["lu et signe"]
    assert draft.attached == ()


def test_a_sealed_mail_is_kept_and_said(desk):
    draft = desk.read(mail(b"AAAA", "Content-Type: application/pkcs7-mime; name=smime.p7m"))

    assert [block.code for block in desk.flow(draft).blocks if isinstance(block, Notice)] == ["mail-sealed"]
    assert [one.name for one in draft.attached] == ["smime.p7m"]
    assert (draft.state, codes(draft)) == (State.PARTIAL, {"mail-sealed"})


def test_a_mail_without_text_still_has_its_header_page(desk):
    pdf = part(b"%PDF-1.4", "Content-Type: application/pdf; name=a.pdf")
    draft = desk.read(mail(*reversed(multipart("mixed", pdf))))

    assert [block.code for block in desk.flow(draft).blocks if isinstance(block, Notice)] == [
        "mail-without-text"
    ]
    assert draft.state is State.OK


def test_a_text_marked_as_attachment_without_a_name_is_the_text(desk):
    assert words(desk, mail(b"le texte", PLAIN, "Content-Disposition: attachment")) == ["le texte"]


def test_plain_texts_in_a_row_are_one_body_and_pages_keep_their_place(desk):
    line, body = multipart(
        "mixed", part(b"un", PLAIN), part(b"deux", PLAIN), part(b"<p>trois", HTML), part(b"quatre", PLAIN)
    )
    draft = desk.read(mail(body, line))

    assert [type(one) for one in draft.bodies] == [FlowBody, HtmlBody, FlowBody]
    assert [block.text for block in desk.paragraphs(draft, 0)] == ["un", "deux"]
    assert [block.text for block in desk.paragraphs(draft, 2)] == ["quatre"]


def test_earlier_words_are_quotes(desk):
    draft = desk.read(
        mail("D’accord.\r\n\r\n> Le 3 mars :\r\n>> plus tôt\r\n> fin\r\n\r\nCamille".encode(), PLAIN)
    )

    assert [(block.style, block.text) for block in desk.paragraphs(draft)] == [
        (Style.BODY, "D’accord."),
        (Style.QUOTE, "Le 3 mars :\n> plus tôt\nfin"),
        (Style.BODY, "Camille"),
    ]


@pytest.mark.parametrize(
    ("more", "sent", "read"),
    [
        ("", b"un \r\ndeux\r\n-- \r\nLea", ["un deux\n--\nLea"]),
        ("; delsp=yes", b"un \r\ndeux", ["undeux"]),
        ("", b"> un \r\n> deux\r\ntrois", ["un deux", "trois"]),
        ("", b" From ici", ["From ici"]),
    ],
)
def test_flowed_lines_are_joined_again(desk, more, sent, read):
    assert words(desk, mail(sent, f"{PLAIN}; format=flowed{more}")) == read


@pytest.mark.parametrize(
    ("charset", "sent"),
    [
        ("utf-8", WORDS.encode()),
        ("us-ascii", WORDS.encode()),
        ("us-ascii", WORDS.encode("cp1252")),
        ("iso-8859-1", WORDS.encode("cp1252")),
        ("iso-8859-1", WORDS.encode()),
        ("x-unknown", WORDS.encode("cp1252")),
        ("unicode_escape", WORDS.encode()),
        ("utf-8", WORDS.encode("cp1252")),
        ("iso-8859-15", WORDS.encode("iso-8859-15")),
        ("utf-16", WORDS.encode("utf-16")),
    ],
)
def test_the_words_are_right_whatever_charset_was_said(desk, charset, sent):
    assert words(
        desk,
        mail(
            encoded(sent), f"Content-Type: text/plain; charset={charset}", "Content-Transfer-Encoding: base64"
        ),
    ) == [WORDS]


def test_a_superset_is_read_under_its_smaller_name(desk):
    text = "订单已取消朱镕基"

    assert words(desk, mail(text.encode("gb18030"), "Content-Type: text/plain; charset=gb2312")) == [text]


@pytest.mark.parametrize(
    ("raw", "words_"),
    [
        (b"=?utf-8?q?r=C3=A9serv?= =?utf-8?q?ation?=", "réservation"),
        (b"=?utf-8?b?w6k=?=\r\n =?utf-8?B?w6k?=", "éé"),
        (b"=?utf-8?q?=C3?= =?utf-8?q?=A9t=C3=A9?=", "été"),
        (b'"=?iso-8859-1?Q?Andr=E9_L=2E?=" <a@x.test>', '"André L." <a@x.test>'),
        (b"Re: =?utf-8?q?=C3=A9?= fin", "Re: é fin"),
        ("Réf. été".encode("cp1252"), "Réf. été"),
        ("Réf. été".encode(), "Réf. été"),
        (b"a\r\n b\tc\x00\x07d", "a b c d"),
        (b"=?utf-8?q?=E2=80=AEfdp=2Eexe?=", "fdp.exe"),
        (b"=?nowhere?q?abc?=", "abc"),
        (b"=?utf-8?x?abc?= =?broken", "=?utf-8?x?abc?= =?broken"),
    ],
)
def test_header_values_become_one_line_of_words(raw, words_):
    assert header_words(raw) == words_


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b'text/plain; charset="utf-8"; Format=flowed', {"charset": "utf-8", "format": "flowed"}),
        (b"x; filename*0*=utf-8''%C3%A9t; filename*1*=%C3%A9; filename*2=.pdf", {"filename": "été.pdf"}),
        (b'x; filename="a \\"b\\".pdf"', {"filename": 'a "b".pdf'}),
        (b'x; filename="never closed', {"filename": "never closed"}),
        (b"x; filename*=%C3%A9.pdf", {"filename": "é.pdf"}),
        (b"x; a=1; a=2; ; =; b", {"a": "1"}),
    ],
)
def test_parameters_are_read_in_every_form(raw, found):
    assert parameters(raw) == found


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Temp\\a.pdf", "a.pdf"),
        ("a\0b\r\nBcc: x.pdf", "ab Bcc: x.pdf"),
        ("..", ""),
        ("a" * 400 + ".pdf", "a" * 196 + ".pdf"),
        (" nom. ", "nom"),
    ],
)
def test_a_file_name_names_a_file_and_nothing_else(written, name):
    assert file_name(written) == name


def test_broken_base64_gives_what_is_whole_and_says_so(desk):
    whole = encoded(bytes(range(200)))
    lines = "Content-Type: application/octet-stream; name=a.bin", "Content-Transfer-Encoding: base64"
    line, body = multipart("mixed", part(b"x", PLAIN), part(whole[:-30] + b"!\r\n", *lines))
    draft = desk.read(mail(body, line))

    assert desk.assets.read(draft.attached[0].asset) == bytes(range(200))[: draft.attached[0].size]
    assert draft.attached[0].size > 170
    assert codes(draft) == {"attachment-damaged"}


@given(st.binary(max_size=400), st.integers(1, 20))
def test_base64_survives_any_line_ends_and_joined_runs(data, every):
    dense = encoded(data).replace(b"\n", b"")
    broken = b"\r\n ".join(dense[at : at + every] for at in range(0, len(dense), every))

    assert from_base64(broken).data == data
    assert from_base64(dense + dense).data == data + data


@given(
    st.binary(max_size=300), st.sampled_from(["base64", "quoted-printable", "x-uuencode", "7bit", "?", ""])
)
def test_undoing_a_transfer_encoding_never_fails(data, encoding):
    assert isinstance(undo(data, encoding).data, bytes)


def test_quoted_printable_and_uuencode_are_undone():
    assert undo(quopri.encodestring("été ="[:5].encode()), "Quoted-Printable ").data == "été =".encode()
    assert undo(b"begin 644 a\n#86)C\n`\nend\n", "x-uuencode").data == b"abc"


def test_fifteen_hundred_nested_parts_are_read_and_said(desk):
    draft = desk.read(deep(1500))

    assert "au fond" in draft.text
    assert (draft.state, codes(draft)) == (State.REPAIRED, {"mail-broken"})


def test_a_moderately_deep_mail_is_read_to_the_bottom(desk):
    draft = desk.read(deep(60))

    assert [block.text for block in desk.paragraphs(draft)] == ["au fond"]
    assert draft.state is State.OK


def test_attachments_beyond_the_cap_are_told(desk):
    parts = [
        part(b"x%d" % n, f"Content-Type: application/x-a; name=f{n}") for n in range(limits.ATTACHMENTS + 7)
    ]
    draft = desk.read(mail(*reversed(multipart("mixed", *parts))))

    assert len(draft.attached) == limits.ATTACHMENTS
    assert "attachments-cut" in codes(draft)


def test_twenty_thousand_recipients_are_cut_in_print(desk):
    many = "To: " + ",\r\n ".join(f"u{n}@example.org" for n in range(20_000))
    draft = desk.read(mail(b"x", header=(many, *without("to"))))

    assert len(draft.recipients) < 2100
    assert draft.recipients.startswith("u0@example.org, u1@example.org")


@pytest.mark.parametrize(
    "content_type",
    ["multipart/mixed", 'multipart/mixed; boundary="another"', "multipart/mixed; boundary="],
)
def test_a_wrong_or_missing_boundary_is_found_in_the_text(desk, content_type):
    _, body = multipart(
        "mixed", part(b"un", PLAIN), part(b"%PDF", "Content-Type: application/pdf; name=a.pdf")
    )
    draft = desk.read(mail(body, f"Content-Type: {content_type}"))

    assert [block.text for block in desk.paragraphs(draft)] == ["un"]
    assert [one.name for one in draft.attached] == ["a.pdf"]


def test_a_multipart_that_has_no_parts_shows_what_it_holds(desk):
    draft = desk.read(mail(b"seulement ceci", "Content-Type: multipart/mixed; boundary=x"))

    assert [block.text for block in desk.paragraphs(draft)] == ["seulement ceci"]
    assert draft.state is State.REPAIRED


def test_a_digest_holds_mails(desk):
    line, body = multipart("digest", b"\r\n" + mail(b"un"), b"\r\n" + mail(b"deux"))
    draft = desk.read(mail(body, line))

    assert [one.name for one in draft.attached] == ["Votre commande.eml"] * 2


def test_old_line_ends_and_an_envelope_line_are_understood(desk):
    draft = desk.read(b"From x Thu Mar 12 2026\n" + mail(b"un\r\n\r\ndeux").replace(b"\r\n", b"\n"))
    apple = desk.read(mail(b"un\r\n\r\ndeux").replace(b"\r\n", b"\r"))

    assert [block.text for block in desk.paragraphs(draft)] == ["un", "deux"]
    assert [block.text for block in desk.paragraphs(apple)] == ["un", "deux"]
    assert draft.subject == apple.subject == "Votre commande"


@given(st.binary(max_size=300), st.binary(max_size=10))
def test_cutting_never_fails_and_parts_stand_inside_the_whole(tail, boundary):
    data = b'Content-Type: multipart/mixed; boundary="' + boundary + b'"\n\n--' + boundary + b"\n" + tail
    whole = cut(data)

    assert all(0 <= leaf.start <= leaf.end <= len(whole.source) for leaf in whole.leaves())


def test_a_long_line_stays_whole_for_the_page_decides_where_it_breaks(desk):
    draft = desk.read(mail(b"x" * 30_000 + b"\r\n" + b"y\r\n" * 500, PLAIN))

    assert [block.text for block in desk.paragraphs(draft)] == ["x" * 30_000 + "\ny" * 500]


def test_instants_without_a_zone_claim_none(desk):
    naive = desk.read(mail(b"x", "Date: Thu, 12 Mar 2026 21:47:12", header=without("date")))
    unknown = desk.read(mail(b"x", "Date: Thu, 12 Mar 2026 21:47:12 -0000", header=without("date")))

    assert naive.moments[0].at == datetime(2026, 3, 12, 21, 47, 12)
    assert unknown.moments[0].at == datetime(2026, 3, 12, 21, 47, 12, tzinfo=UTC)
