"""A sender's clock against those of the servers; invitations; zones without names."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.dates.settle import settle
from dossier.intake.mail.calendar import calendar_fields
from dossier.intake.mail.clock import clock_off
from dossier.intake.mail.mime import cut
from dossier.model.flow import Field, Fields, Paragraph
from dossier.model.moment import Source
from dossier.texts.catalogue import Texts
from tests.support.mail_formats import make_ics
from tests.support.mails import HEADER, PLAIN, mail, multipart, part, without
from tests.support.reading import Desk, codes


def sent(date, *received):
    lines = [f"Received: by mx{n}.example; {words}" for n, words in enumerate(received)]
    return mail(b"x", header=(*lines, f"Date: {date}", *without("date")))


@pytest.mark.parametrize(
    ("date", "received", "off"),
    [
        ("Thu, 12 Mar 2026 21:47:12 +0100", "Thu, 12 Mar 2026 21:48:01 +0100", False),
        ("Thu, 12 Mar 2026 21:47:12 +0100", "Thu, 12 Mar 2026 20:48:01 +0000", False),
        ("Thu, 12 Mar 2026 22:02:00 +0100", "Thu, 12 Mar 2026 21:48:01 +0100", False),
        ("Thu, 12 Mar 2026 22:04:00 +0100", "Thu, 12 Mar 2026 21:48:01 +0100", True),
        ("Thu, 12 Mar 2026 20:50:00 +0100", "Thu, 12 Mar 2026 21:48:01 +0100", False),
        ("Thu, 12 Mar 2026 20:48:01 +0100", "Thu, 12 Mar 2026 21:48:01 +0100", True),
        ("Thu, 12 Mar 2026 21:47:12", "Thu, 12 Mar 2026 11:48:01 +0100", False),
        ("Thu, 12 Mar 2026 20:47:12 -0000", "Thu, 12 Mar 2026 21:48:01 +0100", False),
        ("Thu, 12 Mar 2026 21:47:12 -0000", "Thu, 12 Mar 2026 21:48:01 +0100", True),
        ("Thu, 12 Mar 2026 21:47:12 IST", "Thu, 12 Mar 2026 11:48:01 +0100", False),
        ("Thu, 12 Mar 2026 15:47:12 EST", "Thu, 12 Mar 2026 21:48:01 +0100", False),
        ("Fri, 13 Mar 2026 05:47:12 JST", "Thu, 12 Mar 2026 21:48:01 +0100", False),
        ("Thu, 12 Mar 2026 21:47:12 JST", "Thu, 12 Mar 2026 21:48:01 +0100", True),
        ("Thu, 12 Mar 2026 21:47:12 +0100", "no date", False),
        ("never", "Thu, 12 Mar 2026 21:48:01 +0100", False),
    ],
)
def test_a_clock_that_its_servers_contradict_is_told(date, received, off):
    assert (clock_off(cut(sent(date, received))) is not None) is off


@pytest.mark.parametrize(
    ("resent", "received", "off"),
    [
        ("Tue, 17 Mar 2026 08:59:00 +0100", ["Tue, 17 Mar 2026 09:00:00 +0100"], False),
        (
            "Tue, 17 Mar 2026 08:59:00 +0100",
            ["Tue, 17 Mar 2026 09:00:00 +0100", "Fri, 13 Mar 2026 19:05:00 +0100"],
            True,
        ),
        ("Thu, 12 Mar 2026 08:59:00 +0100", ["Tue, 17 Mar 2026 09:00:00 +0100"], True),
        ("nothing", ["Tue, 17 Mar 2026 09:00:00 +0100"], True),
    ],
)
def test_servers_of_a_resending_say_nothing_of_the_first_sending(resent, received, off):
    lines = [f"Received: by mx.example; {words}" for words in received]
    header = (*lines, f"Resent-Date: {resent}", "Date: Fri, 13 Mar 2026 16:05:00 +0100", *without("date"))
    assert (clock_off(cut(mail(b"x", header=header))) is not None) is off


def test_both_dates_are_told_as_written_and_can_be_chosen(tmp_path):
    late = "Thu, 12 Mar 2026 21:49:00 +0100"
    first = "Thu, 12 Mar 2026 21:48:00 +0100 (CET)"
    draft = Desk(tmp_path).read(sent("Thu, 12 Mar 2026 18:17:00 +0100", late, first), "a.eml")

    (told,) = draft.findings
    assert (told.code, told.params) == (
        "mail-clock-off",
        {
            "file": "a.eml",
            "hours": 3,
            "minutes": 31,
            "sent": "2026-03-12T18:17+01:00",
            "received": "2026-03-12T21:48+01:00",
        },
    )
    assert [(moment.source, moment.at.hour, moment.at.minute) for moment in draft.moments] == [
        (Source.MAIL_DATE, 18, 17),
        (Source.MAIL_RECEIVED, 21, 48),
        (Source.MAIL_RECEIVED, 21, 49),
    ]


@pytest.mark.parametrize(
    ("date", "french"),
    [
        (
            "Thu, 12 Mar 2026 21:17:00 +0100",
            "le 12/03/2026 à 21:17 (+01:00), mais un serveur l’a reçu le 12/03/2026 à 22:48 (+01:00)\xa0: "
            "1\xa0h 31\xa0min d’écart.",
        ),
        (
            "Wed, 12 Mar 2025 21:48:00 +0000",
            "le 12/03/2025 à 21:48 (+00:00), mais un serveur l’a reçu le 12/03/2026 à 21:48 (+00:00)\xa0: "
            "365 jours d’écart.",
        ),
    ],
)
def test_a_clock_that_is_off_is_told_in_the_readers_words(tmp_path, date, french):
    draft = Desk(tmp_path).read(sent(date, "Thu, 12 Mar 2026 22:48:00 +0100 (CET)"), "a.eml")
    assert french in Texts("fr").finding(draft.findings[0])


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["Date: Mon, 17 Mar 2026 09:00:00 +0100"], {"mail-date-weekday"}),
        (["Date: Tue, 17 Mar 2026 09:00:00 +0100"], set()),
        (["Date: 17 Mar 2026 09:00:00 +0100"], set()),
        (["Date: lun., 17 mars 2026 09:00:00 +0100"], {"mail-date-weekday"}),
        (["Date: Mon, 17 Mar 2026 23:30:00 IST"], {"mail-date-weekday"}),
        (["Date: Tue, 17 Mar 2026 09:00:00"], {"mail-date-no-zone"}),
        (["Date: Mon, 17 Mar 2026 09:00:00"], {"mail-date-weekday", "mail-date-no-zone"}),
        (["Date: Tue, 17 Mar 2026 09:00:00 -0000"], set()),
        (["Date: nothing"], set()),
        (["Date: Tue, 17 Mar 2026 09:00:00 +0100"] * 2, set()),
        (
            ["Date: Tue, 17 Mar 2026 09:00:00 +0100", "Date: Wed, 18 Mar 2026 09:00:00 +0100"],
            {"mail-header-twice"},
        ),
        (["From: Boutique <autre@lavande.example>"], {"mail-header-twice"}),
        (["Subject: Remboursement", "Subject: Votre commande"], {"mail-header-twice"}),
        (["Subject: =?utf-8?q?Votre_commande?="], set()),
    ],
)
def test_a_header_that_contradicts_itself_is_told(tmp_path, lines, told):
    header = without("date") if lines[0].startswith("Date") else HEADER
    draft = Desk(tmp_path).read(mail(b"x", PLAIN, header=(*header, *lines)), "a.eml")
    assert set(codes(draft)) == told


def test_what_a_second_date_line_says_is_offered_and_never_chosen(tmp_path):
    first, second = "Date: Tue, 17 Mar 2026 09:00:00 +0100", "Date: Wed, 18 Mar 2026 10:00:00 +0100"
    desk = Desk(tmp_path)
    told = desk.read(mail(b"x", PLAIN, header=(*without("date"), first, first, second)), "a.eml").moments
    assert [one.evidence for one in told if one.evidence.startswith("Date")] == [first, second]
    assert told[0].evidence == first

    alone = desk.read(mail(b"x", PLAIN, header=(*without("date"), "Date: nothing", second)), "b.eml").moments
    assert second not in [one.evidence for one in alone[:1]]


def test_what_contradicts_itself_is_quoted(tmp_path):
    date = "Date: Mon, 17 Mar 2026 09:00:00"
    raw = mail(b"x", header=(*without("date"), date, "Subject: Remboursement"))
    by_code = {one.code: one for one in Desk(tmp_path).read(raw, "a.eml").findings}

    french = Texts("fr")
    said = french.finding(by_code["mail-date-weekday"])
    assert "«\xa0Mon, 17 Mar 2026 09:00:00\xa0», mais le 17/03/2026 n’était pas" in said
    assert by_code["mail-header-twice"].params["name"] == "Subject"
    assert all(french.finding(one) for one in by_code.values())


@given(st.integers(-3000, 3000), st.integers(-720, 720))
def test_the_gap_alone_decides_whatever_the_offsets(gap, ahead):
    at = datetime(2026, 3, 12, 20, tzinfo=UTC)
    own = (at - timedelta(minutes=gap)).astimezone(timezone(timedelta(minutes=ahead)))
    found = clock_off(cut(sent(f"{own:%d %b %Y %H:%M:%S %z}", f"{at:%d %b %Y %H:%M:%S} +0000")))

    assert (found is None) is (-15 <= gap < 60)
    assert found is None or found.gap == timedelta(minutes=gap)


PARIS = timezone(timedelta(hours=2))


def test_an_invitation_says_when_where_and_who():
    fields, words = calendar_fields(make_ics().decode())

    assert fields == Fields(
        rows=(
            Field(label="event-title", text="Passage du technicien, 2e fois", strong=True),
            Field(label="event-begin", at=datetime(2026, 4, 2, 14, 30, tzinfo=PARIS)),
            Field(label="event-end", at=datetime(2026, 4, 2, 13, 0, tzinfo=UTC)),
            Field(label="event-place", text="12 rue des Lilas"),
            Field(label="event-organizer", text="Nova, SAV <sav@nova.example>"),
            Field(label="event-guests", text="Camille <camille@example.org>"),
        )
    )
    assert words == Paragraph(text="Merci d’être\nprésent toute la journée.")


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("DTSTART;VALUE=DATE:20260402", Field(label="event-begin", text="2026-04-02")),
        ("DTSTART:20260402T143000", Field(label="event-begin", text="2026-04-02 14:30")),
        (
            "DTSTART;TZID=Nowhere/X:20260402T143000",
            Field(label="event-begin", text="2026-04-02 14:30 (Nowhere/X)"),
        ),
        (
            "DTSTART;TZID=Romance Standard Time:20260402T143000",
            Field(label="event-begin", at=datetime(2026, 4, 2, 14, 30, tzinfo=PARIS)),
        ),
        ("DTSTART:20260231T143000Z", Field(label="event-begin", text="20260231T143000Z")),
        ("DTSTART:soon", Field(label="event-begin", text="soon")),
    ],
)
def test_days_and_clocks_without_a_zone_claim_none(line, field):
    assert calendar_fields(f"BEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\n") == (Fields(rows=(field,)),)


@given(st.text(alphabet='BEGINDVT:;="\\\r\n 0123456789Z,T', max_size=300))
def test_any_text_is_an_invitation_or_none(text):
    assert isinstance(calendar_fields(f"BEGIN:VEVENT\n{text}\nDTSTART:{text}\nEND:VEVENT\n"), tuple)


def test_an_invitation_in_a_mail_is_read_with_it(tmp_path):
    desk = Desk(tmp_path)
    event = part(make_ics(), "Content-Type: text/calendar; method=REQUEST")
    draft = desk.read(mail(*reversed(multipart("alternative", part(b"venez", PLAIN), event))))

    assert [type(block) for block in desk.flow(draft).blocks] == [Paragraph, Fields, Paragraph]
    assert "Passage du technicien" in draft.text
    assert (draft.attached, codes(draft)) == ((), set())


def test_an_invitation_kept_as_a_file_is_read(tmp_path):
    desk = Desk(tmp_path)
    draft = desk.read(make_ics())

    assert [type(block) for block in desk.flow(draft).blocks] == [Fields, Paragraph]
    assert draft.subject == "Passage du technicien, 2e fois"
    assert draft.moments == ()


@pytest.mark.parametrize(
    ("date", "source"),
    [
        ("Thu, 12 Mar 2026 22:20:00 +0100", Source.MAIL_DATE),
        ("Thu, 12 Mar 2026 20:20:00 +0100", Source.MAIL_DATE),
        ("Thu, 12 Mar 2026 23:50:00 +0100", Source.MAIL_RECEIVED),
        ("Fri, 01 Jan 2010 00:00:12 +0100", Source.MAIL_RECEIVED),
    ],
)
def test_a_date_that_cannot_be_gives_way_to_the_servers_and_stays_offered(tmp_path, date, source):
    received = "Thu, 12 Mar 2026 21:48:01 +0100"
    draft = Desk(tmp_path).read(sent(date, "Thu, 12 Mar 2026 21:49:00 +0100", received), "a.eml")
    first, *others = settle(draft, name="a.eml", modified=None)
    assert first.source is source
    if source is Source.MAIL_RECEIVED:
        assert first.at.isoformat() == "2026-03-12T21:48:01+01:00"
    assert Source.MAIL_DATE in {one.source for one in (first, *others)}


def test_whom_the_sender_copied_in_secret_is_not_printed_with_the_headers(tmp_path):
    desk = Desk(tmp_path)
    lines = ("Bcc: avocat@secret.example,\r\n\tautre@secret.example", "X-Last: 1")
    draft = desk.read(mail(b"x", header=(*without("none"), *lines)), "a.eml")
    shown = desk.assets.read(draft.appendix.asset).decode()
    assert "secret.example" not in shown
    assert "X-Last: 1" in shown
