"""Conversations: who, when, what, and what the export does not hold."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.chat.apart import apart, neutral_name
from dossier.intake.chat.whatsapp_lines import header_of
from dossier.intake.chat.whatsapp_text import read_export
from dossier.intake.dates.settle import settle
from dossier.model.flow import Heading
from dossier.model.moment import Precision, Source
from dossier.model.piece import FileKind, State
from dossier.press.omitted import Omitted
from dossier.texts.catalogue import Texts
from tests.support.chats import WHATSAPP_HEADERS, backup, mms, sms, whatsapp
from tests.support.mails import encoded, png
from tests.support.reading import Desk, codes

AT_MS = 1_773_348_432_000
AT = datetime(2026, 3, 12, 20, 47, 12, tzinfo=UTC)
LATER_MS = AT_MS + 3_600_000


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def base64(data):
    return encoded(data).decode().replace("\n", "")


def test_messages_of_a_backup_come_in_the_order_of_their_instants(desk):
    draft = desk.read(backup([sms("deux", LATER_MS, kind=2), sms("un", AT_MS)]))
    first, second = desk.messages(draft)

    assert draft.kind is FileKind.CHAT
    assert (first.sender, first.own, first.at, first.text) == ("Colis", False, AT, "un")
    assert (second.own, second.text) == (True, "deux")
    assert draft.facts == {"messages": "2", "with": "Colis", "app": "SMS"}


def test_the_span_goes_from_the_first_to_the_last_message(desk):
    (moment,) = desk.read(backup([sms("un", AT_MS), sms("deux", LATER_MS)])).moments

    assert (moment.precision, moment.source) == (Precision.RANGE, Source.CHAT)
    assert moment.at == AT
    assert (moment.until - moment.at).total_seconds() == 3600
    assert moment.evidence == f'date="{AT_MS}" … date="{LATER_MS}"'


def test_own_messages_name_whom_they_went_to(desk):
    one = desk.read(backup([sms("a", AT_MS), sms("b", LATER_MS, kind=2)]))

    assert [message.sender for message in desk.messages(one)] == ["Colis", "→ Colis"]
    assert one.sender == "Colis"


def test_each_contact_is_a_talk_of_its_own_however_its_number_is_written(desk):
    draft = desk.read(
        backup(
            [
                sms("a", AT_MS, name="Boutique", address="+33612345678"),
                sms("b", LATER_MS, address="+33600000000"),
                sms("c", LATER_MS, kind=2, address="06 12 34 56 78"),
                sms("brouillon", LATER_MS, kind=3),
            ]
        )
    )
    parts = apart(draft)

    assert [[message.text for message in desk.messages(part)] for part in parts] == [["a", "c"], ["b"]]
    assert [(part.sender, part.facts["messages"]) for part in parts] == [
        ("Boutique", "2"),
        ("+33600000000", "1"),
    ]
    assert [codes(part) for part in parts] == [{"chat-apart", "chat-unsent"}, set()]
    assert [part.moments[0].until.hour for part in parts] == [21, 21]


def test_of_a_backup_that_breaks_off_no_contact_is_whole(desk):
    whole = backup([sms("a", AT_MS, name="Boutique"), sms("b", AT_MS, name="Zoé"), sms("fin", LATER_MS)])
    parts = apart(desk.read(whole[: whole.index(b"fin")]))

    assert [(part.sender, part.state) for part in parts] == [
        ("Boutique", State.PARTIAL),
        ("Zoé", State.PARTIAL),
    ]
    assert all("chat-cut" in codes(part) for part in parts)


def test_more_contacts_than_a_dispute_has_are_one_proof_that_goes_on_and_on(desk):
    few = desk.read(backup([sms("mot", AT_MS, name=f"Contact {n}") for n in range(50)]))
    many = desk.read(backup([sms("mot", AT_MS, name=f"Contact {n}") for n in range(51)]))

    assert len(few.talks) == 50
    assert (many.talks, codes(many), many.facts["messages"]) == ((), {"chat-several"}, "51")
    assert len(many.bodies) == 1
    headings = [block.text for block in desk.flow(many).blocks if isinstance(block, Heading)]
    assert headings == [f"Contact {n}" for n in range(51)]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("sms-20260313081502.xml", "sms-20260313081502.xml"),
        ("sms-Zoé Brun.xml", "sms.xml"),
        ("SMS_ZOE.xml", "sms.xml"),
        ("06 12 34 56 78.xml", "sms.xml"),
        ("de Boutique.xml", "de Boutique.xml"),
    ],
)
def test_a_file_that_is_named_after_a_contact_gets_a_name_that_says_nothing(name, shown):
    assert neutral_name(name, ["Zoé Brun", "+33 6 12 34 56 78", "de"]) == shown


def test_of_several_people_in_one_conversation_the_one_who_wrote_is_named(desk):
    row = (
        f'<mms date="{AT_MS}" msg_box="1" address="+33611111111~+33622222222"><parts>'
        '<part ct="text/plain" text="oui" /></parts><addrs><addr address="+33611111111" type="151" />'
        '<addr address="+33622222222" type="137" /></addrs></mms>'
    )

    assert [message.sender for message in desk.messages(desk.read(backup([row])))] == ["+33622222222"]


@pytest.mark.parametrize(("announced", "told"), [(2, set()), (1, set()), (7, {"chat-incomplete"})])
def test_a_backup_that_announces_more_than_it_holds_is_incomplete(desk, announced, told):
    rows = [sms("a", AT_MS), sms("b", LATER_MS)]
    data = backup(rows).replace(b'count="2"', f'count="{announced}"'.encode())
    draft = desk.read(data)

    assert codes(draft) == told
    assert draft.state is (State.PARTIAL if told else State.OK)


@pytest.mark.parametrize("kind", [3, 4, 5, 6])
def test_what_was_never_sent_is_left_out_and_said(desk, kind):
    draft = desk.read(backup([sms("a", AT_MS), sms("brouillon", LATER_MS, kind=kind)]))

    assert [message.text for message in desk.messages(draft)] == ["a"]
    assert codes(draft) == {"chat-unsent"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("&#55357;&#56832; ok", "😀 ok"),
        ("&#xD83D;&#xDE00;", "😀"),
        ("&#55357; seul", "\ufffd seul"),
        ("a&#0;b&#11;c", "a\ufffdb\ufffdc"),
        ("&#60;b&#62; &amp; &#128512;&#10;fin", "<b> & 😀\nfin"),
    ],
)
def test_references_that_xml_forbids_are_repaired_and_the_others_stay(desk, written, read):
    row = f'<sms address="Colis" date="{AT_MS}" type="1" body="{written}" contact_name="null" />'

    assert desk.messages(desk.read(backup([row])))[0].text == read


@pytest.mark.parametrize("written", ["0", "-5", "99999999999999999999", "null", "", "4102444800001000"])
def test_a_number_that_is_no_instant_dates_nothing(desk, written):
    draft = desk.read(backup([sms("a", written)]))

    assert desk.messages(draft)[0].at is None
    assert draft.moments == ()


def test_seconds_in_place_of_milliseconds_are_understood(desk):
    assert desk.messages(desk.read(backup([sms("a", AT_MS // 1000)])))[0].at == AT


def test_pictures_are_shown_other_media_attached_and_lost_ones_named(desk):
    picture = png(8, 8)
    parts = "".join(
        (
            '<part ct="application/smil" text="null" />',
            f'<part ct="image/png" cl="photo.png" data="{base64(picture)}" />',
            f'<part ct="video/mp4" name="../film.mp4" cl="null" data="{base64(b"film")}" />',
            '<part ct="image/jpeg" cl="perdu.jpg" data="@@@@" />',
            '<part ct="image/jpeg" cl="null" data="@@@@" />',
            '<part ct="text/plain" text="voici" />',
        )
    )
    draft = desk.read(backup([mms(AT_MS, parts)]))
    (message,) = desk.messages(draft)

    assert message.text == "voici"
    assert [(one.code, one.params["file"]) for one in message.asides] == [("chat-file-document", "film.mp4")]
    assert [desk.assets.read(asset) for asset in message.pictures] == [picture]
    assert message.missing == ("perdu.jpg", Omitted.MEDIUM)
    assert [(one.name, desk.assets.read(one.asset)) for one in draft.attached] == [("film.mp4", b"film")]


def test_a_backup_that_breaks_off_gives_what_is_whole_and_says_so(desk):
    whole = backup([sms("un", AT_MS), sms("deux", LATER_MS)])
    draft = desk.read(whole[: whole.index(b"deux")])

    assert [message.text for message in desk.messages(draft)] == ["un"]
    assert (draft.state, codes(draft)) == (State.PARTIAL, {"chat-cut"})


def test_a_backup_without_messages_is_said(desk):
    draft = desk.read(backup([]))

    assert (draft.kind, draft.state, codes(draft)) == (FileKind.CHAT, State.PLACEHOLDER, {"chat-empty"})


@pytest.mark.parametrize("header", WHATSAPP_HEADERS)
def test_every_style_of_whatsapp_says_the_same_instant(header):
    certain = header.replace("12", "13", 1) if header.lstrip("\u200e[").startswith("12/") else header
    export = read_export(f"{certain}Léa Roche: bonjour\n{certain}Tom : salut")

    expected = datetime(2026, 3, 13 if certain != header else 12, 21, 47)
    assert [(m.sender, m.at.replace(second=0), m.text) for m in export.messages] == [
        ("Léa Roche", expected, "bonjour"),
        ("Tom", expected, "salut"),
    ]
    assert not export.ambiguous


@pytest.mark.parametrize(
    "line",
    [
        "IMG-20260312-WA0004.jpg (fichier joint)",
        "2026-03-12 21:47:12 - ERROR: a log, with seconds",
        "le 12/03/2026, 21:47 - non",
        "12/03/2026 : rappel",
        "99 - 12/03/2026, 21:47",
        "",
    ],
)
def test_other_lines_are_no_headers(line):
    assert header_of(line) is None


def test_an_export_is_read_with_its_long_messages_and_system_lines(desk):
    draft = desk.read(
        whatsapp(
            "13/03/2026, 09:00 - Les messages et les appels sont chiffrés de bout en bout : voir plus.",
            '13/03/2026, 09:01 - Léa a créé le groupe "SAV : suite"',
            "13/03/2026, 09:02 - Léa: une ligne",
            "",
            "encore : elle",
            "13/03/2026, 09:03 - \u200eTom\u202f: oui",
        )
    )

    assert [(m.sender, m.text) for m in desk.messages(draft)] == [
        ("", "Les messages et les appels sont chiffrés de bout en bout : voir plus."),
        ("", 'Léa a créé le groupe "SAV : suite"'),
        ("Léa", "une ligne\n\nencore : elle"),
        ("Tom", "oui"),
    ]
    assert draft.facts == {"messages": "4", "with": "Léa, Tom", "app": "WhatsApp"}
    (moment,) = draft.moments
    assert (moment.at, moment.until) == (datetime(2026, 3, 13, 9), datetime(2026, 3, 13, 9, 3))
    assert moment.evidence == "13/03/2026, 09:00 … 13/03/2026, 09:03"


@pytest.mark.parametrize(
    ("said", "text", "missing"),
    [
        ("<Médias omis>", "", (Omitted.MEDIUM,)),
        ("<Media omitted>", "", (Omitted.MEDIUM,)),
        ("\u200eimage absente", "", (Omitted.IMAGE,)),
        ("\u200eBild weggelassen", "", (Omitted.IMAGE,)),
        ("afbeelding weggelaten", "", (Omitted.IMAGE,)),
        ("\u200eimage omitted\nla voici", "la voici", (Omitted.IMAGE,)),
        ("<Video omitted>", "", (Omitted.VIDEO,)),
        ("vidéo absente", "", (Omitted.VIDEO,)),
        ("sticker omitted", "", (Omitted.STICKER,)),
        ("audio omis", "", (Omitted.AUDIO,)),
        ("document omitted", "", (Omitted.DOCUMENT,)),
        ("Kontaktkarte ausgelassen", "", (Omitted.CONTACT,)),
        ("IMG-20260312-WA0004.jpg (fichier joint)\nla voici", "la voici", ("IMG-20260312-WA0004.jpg",)),
        ("<pièce jointe : 00000012-PHOTO-2026.jpg>", "", ("00000012-PHOTO-2026.jpg",)),
        ("l’image absente du site", "l’image absente du site", ()),
    ],
)
def test_what_the_export_does_not_hold_is_named(desk, said, text, missing):
    draft = desk.read(whatsapp(f"13/03/2026, 09:00 - Léa: {said}", "13/03/2026, 09:01 - Léa: fin"))
    message = desk.messages(draft)[0]

    assert (message.text, message.missing) == (text, missing)


def test_missing_media_are_counted_by_day_too_when_every_day_is_known(desk):
    lines = ["13/03/2026, 23:59 - Léa: <Médias omis>", "14/03/2026, 00:01 - Léa: <Médias omis>"]
    (told,) = (one for one in desk.read(whatsapp(*lines)).findings if one.code == "chat-media-missing")

    assert told.params == {"file": "preuve", "n": 2, "days": "2026-03-13=1 2026-03-14=1"}


def test_media_that_the_export_does_not_hold_are_counted_once_for_all(desk):
    lines = [
        "13/03/2026, 09:00 - Léa: IMG-1.jpg (fichier joint)",
        "13/03/2026, 09:01 - Léa: IMG-2.jpg (fichier joint)",
        "13/03/2026, 09:02 - Boutique: <Médias omis>",
        "13/03/2026, 09:03 - Boutique: voici l’image absente du site",
    ]
    draft = desk.read(whatsapp(*lines), beside={"IMG-1.jpg": png(20, 20)})

    (told,) = (one for one in draft.findings if one.code == "chat-media-missing")
    assert told.params["n"] == 2
    assert "2 images ou fichiers de la conversation ne sont pas dans l’export" in Texts("fr").finding(told)
    assert "chat-media-missing" not in codes(desk.read(whatsapp(*lines[3:])))


@pytest.mark.parametrize(
    ("dates", "first", "ambiguous"),
    [
        (["03/04/26", "13/04/26"], datetime(2026, 4, 3, 9), False),
        (["03/04/26", "04/13/26"], datetime(2026, 3, 4, 9), False),
        (["03/04/26", "03/05/26"], datetime(2026, 4, 3, 9), False),
        (["12/03/26", "01/04/26"], datetime(2026, 3, 12, 9), False),
        (["03/12/26", "04/01/26"], datetime(2026, 3, 12, 9), False),
        (["04.03.26", "05.03.26"], datetime(2026, 3, 4, 9), False),
        (["2026-03-04", "2026-05-04"], datetime(2026, 3, 4, 9), False),
    ],
)
def test_the_order_of_day_and_month_is_decided_by_the_whole_file(desk, dates, first, ambiguous):
    draft = desk.read(whatsapp(*(f"{date}, 09:00 - Léa: x" for date in dates)))

    assert desk.messages(draft)[0].at == first
    assert ("ambiguous-dates" in codes(draft)) is ambiguous


def test_a_file_that_decides_nothing_has_no_date_and_offers_both(desk):
    draft = desk.read(whatsapp("1/4/26, 10:14 PM - Bob: hi", "1/5/26, 10:14 PM - Ann: hi"))

    assert codes(draft) == {"ambiguous-dates"}
    assert [message.at for message in desk.messages(draft)] == [None, None]
    assert desk.messages(draft)[0].text == "1/4/26, 10:14 PM hi"
    settled = settle(draft, name="x.txt", modified=None)
    assert [moment.at and (moment.at.month, moment.at.day) for moment in settled] == [None, (4, 1), (1, 4)]


def test_halves_of_the_day_are_understood():
    lines = [
        f"13/03/2026, {clock} - Léa: x" for clock in ("12:05 am", "12:05 pm", "1:05 p. m.", "00:08 a. m.")
    ]

    assert [m.at.hour for m in read_export("\n".join(lines)).messages] == [0, 12, 13, 0]


@given(st.lists(st.text(alphabet=st.sampled_from("0123/: -,[]aéLpm\u200e<>."), max_size=40), max_size=6))
def test_nothing_that_was_said_is_lost(lines):
    text = "\n".join(["13/03/2026, 09:00 - Léa: début", *lines])
    kept = "\n".join(m.sender + m.text + m.deleted + "".join(m.media) for m in read_export(text).messages)

    assert all(char in kept for char in set("".join(lines)) & set("é"))
    assert kept.count("é") >= sum(line.count("é") for line in lines)
