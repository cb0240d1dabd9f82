"""What each program exports of a conversation: one story, read from every format."""

import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dossier.basis.assets import Assets
from dossier.intake.chat.media import MediaIndex
from dossier.intake.chat.read_meta_chat import mended
from dossier.intake.reader import ReadTask, read_file, reader_table
from dossier.intake.sniff import sniff
from dossier.model.flow import Notice
from dossier.model.moment import Precision, Source
from dossier.model.piece import FileKind, State
from dossier.press.omitted import Omitted
from tests.support import chat_exports as make
from tests.support.chats import whatsapp
from tests.support.mails import png
from tests.support.reading import Desk, codes

PICTURE = png(8, 8)
EXPORTS = {
    "whatsapp": (make.make_whatsapp, "00000003-PHOTO-2026-03-13-09-01-05.png"),
    "telegram": (make.make_telegram, "photos/photo_1.png"),
    "telegram-html": (make.make_telegram_html, "photos/photo_1.png"),
    "meta-chat": (make.make_meta_chat, "photos/photo_1.png"),
    "signal": (make.make_signal, "media/photo_1.png"),
    "imessage": (make.make_imessage, "photo_1.png"),
    "sms": (make.make_sms, "none.png"),
}
OWN_IS_CALLED = {"signal": "Me", "imessage": "Me", "sms": f"→ {make.SELLER}"}


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def telegram(*rows, **more):
    return json.dumps(
        {"name": "X", "messages": list(rows), "type": "private_group", "id": 5, **more}
    ).encode()


def said(text, **more):
    return {"id": 1, "type": "message", "date_unixtime": "1773348432", "from": "A", "text": text, **more}


@pytest.mark.parametrize("key", EXPORTS)
def test_the_bytes_tell_the_program(key, tmp_path):
    path = tmp_path / "x.bin"
    path.write_bytes(EXPORTS[key][0]())

    assert sniff(path, path.read_bytes()[:65536]) == key


@pytest.mark.parametrize("key", EXPORTS)
def test_every_program_tells_the_same_story(desk, key):
    maker, medium = EXPORTS[key]
    draft = desk.read(maker(), f"x.{'html' if key == 'telegram-html' else 'bin'}", beside={medium: PICTURE})
    messages = [message for message in desk.messages(draft) if message.sender]

    assert (draft.kind, draft.state, codes(draft)) == (FileKind.CHAT, State.OK, set())
    assert [message.text for message in messages] == [text for _, _, text in make.STORY]
    own = OWN_IS_CALLED.get(key, make.CONSUMER)
    assert [message.sender for message in messages] == [make.SELLER, own, make.SELLER]
    assert [bool(message.pictures) for message in messages] == [False, True, False]
    assert all(desk.assets.read(picture) == PICTURE for m in messages for picture in m.pictures)
    assert [message.missing for message in messages] == [(), (), ()]
    assert draft.facts["with"].split(", ")[0] == make.SELLER
    (moment,) = draft.moments
    assert (moment.precision, moment.source) == (Precision.RANGE, Source.CHAT)
    assert [at.astimezone(UTC).day if at.tzinfo else at.day for at in (moment.at, moment.until)] == [12, 15]
    assert moment.evidence


@pytest.mark.parametrize("key", [key for key in EXPORTS if key != "whatsapp"])
def test_the_owners_messages_are_known_where_the_export_tells(desk, key):
    draft = desk.read(EXPORTS[key][0](), "x.html")

    assert [m.own for m in desk.messages(draft) if m.sender] == [False, True, False]
    assert draft.sender == make.SELLER


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("Discussion WhatsApp avec Boutique Néo.txt", True),
        ("WhatsApp Chat with boutique neo.txt", True),
        ("_chat.txt", False),
        ("Discussion WhatsApp avec un autre.txt", False),
    ],
)
def test_whatsapp_names_its_file_after_the_other_one(desk, name, own):
    draft = desk.read(make.make_whatsapp(), name)

    assert [m.own for m in desk.messages(draft)] == [False, False, own, False]


def test_who_deleted_a_message_here_owns_the_telephone(desk):
    draft = desk.read(
        whatsapp(
            "13/03/2026, 09:00 - Léa: bonjour",
            "13/03/2026, 09:01 - Tom: Ce message a été supprimé",
            "13/03/2026, 09:02 - Léa: Vous avez supprimé ce message",
        )
    )

    assert [m.own for m in desk.messages(draft)] == [True, False, True]
    assert draft.sender == "Tom"


@pytest.mark.parametrize("key", ["telegram", "telegram-html", "meta-chat", "sms"])
def test_instants_keep_being_instants_and_other_clocks_stay_on_the_wall(desk, key):
    first = next(m for m in desk.messages(desk.read(EXPORTS[key][0](), "x.html")) if m.sender)

    assert first.at == datetime(2026, 3, 12, 20, 47, 12, tzinfo=UTC)


@pytest.mark.parametrize("key", ["whatsapp", "signal", "imessage"])
def test_a_clock_without_a_zone_gets_none(desk, key):
    assert all(m.at is None or m.at.tzinfo is None for m in desk.messages(desk.read(EXPORTS[key][0]())))


@pytest.mark.parametrize("key", [key for key in EXPORTS if key != "sms"])
def test_media_that_did_not_come_are_named(desk, key):
    messages = desk.messages(desk.read(EXPORTS[key][0](), "x.html"))

    assert [name for m in messages for name in m.missing] == [EXPORTS[key][1].rpartition("/")[2]]


def test_other_media_are_named_in_place_and_documents_read_in_their_turn(desk):
    ogg = b"OggS\0\2" + bytes(22) + b"\x01\x13OpusHead" + bytes(60)
    data = whatsapp(
        "13/03/2026, 09:00 - Léa: facture.pdf (fichier joint)",
        "13/03/2026, 09:01 - Léa: PTT-1.opus (fichier joint)",
    )
    draft = desk.read(data, beside={"facture.pdf": b"%PDF-1.4\n", "PTT-1.opus": ogg})
    first, second = desk.messages(draft)

    assert [(one.code, one.params["file"]) for one in first.asides] == [("chat-file-document", "facture.pdf")]
    assert [(one.code, one.params["file"]) for one in second.asides] == [("chat-file-audio", "PTT-1.opus")]
    assert second.asides[0].params["digest"] == desk.assets.put(ogg)[:16]
    assert [(one.name, one.asset) for one in draft.attached] == [
        ("facture.pdf", desk.assets.put(b"%PDF-1.4\n"))
    ]


@pytest.mark.parametrize(
    "named", ["../secret.png", "/etc/../secret.png", "a/../../secret.png", "..\\secret.png", "", "."]
)
def test_no_name_leads_out_of_what_came_with_the_chat(named):
    assert MediaIndex(["secret.png"]).find(named) is None


@pytest.mark.parametrize("named", ["photos/a.png", "./photos/a.png", "x/y/photos/a.png", "PHOTOS\\A.PNG"])
def test_a_path_is_found_from_the_chat_or_from_further_up(named):
    assert MediaIndex(["a.png", "photos/a.png"]).find(named) == "photos/a.png"


def test_telegram_tells_edits_answers_forwards_reactions_and_what_was_left_out(desk):
    reaction = {"type": "emoji", "emoji": "👎", "recent": [{"from": "B"}]}
    draft = desk.read(
        telegram(
            said("un"),
            said(
                "deux",
                id=2,
                reply_to_message_id=1,
                edited_unixtime="1",
                forwarded_from="C",
                reactions=[reaction],
            ),
            said("", id=3, photo="(File not included. Change data exporting settings to download.)"),
            said("", id=4, file="(File not included.)", media_type="voice_message"),
            {"id": 5, "type": "service", "date": "2026-03-12T22:00:00", "actor": "A", "action": "phone_call"},
        )
    )
    messages = desk.messages(draft)

    assert messages[1].asides == (
        Notice(code="chat-reply", params={"said": "un"}),
        Notice(code="chat-forwarded", params={"who": "C"}),
        Notice(code="chat-edited", params={}),
        Notice(code="chat-reaction", params={"said": "👎 B"}),
    )
    assert [message.missing for message in messages[2:4]] == [(Omitted.IMAGE,), (Omitted.AUDIO,)]
    assert (messages[4].sender, messages[4].text) == ("", "A")
    assert [aside.code for aside in messages[4].asides] == ["chat-call-tried"]
    assert not any(message.own for message in messages)


@pytest.mark.parametrize(
    ("row", "text", "told"),
    [
        ({"action": "phone_call", "discard_reason": "missed"}, "A", [("chat-call-unanswered", {})]),
        (
            {"action": "phone_call", "discard_reason": "hangup", "duration_seconds": 185},
            "A",
            [("chat-call", {"length": "0:03:05"})],
        ),
        (
            {"action": "phone_call", "discard_reason": [], "duration_seconds": "x"},
            "A",
            [("chat-call-tried", {})],
        ),
        ({"action": "pin_message", "message_id": 3}, "A", [("chat-pinned", {})]),
        ({"action": "invite_members", "members": ["B", None, "C"]}, "A · B, C", [("chat-members-added", {})]),
        ({"action": "edit_group_title", "title": "Litige"}, "A · Litige", [("chat-group-named", {})]),
        ({"action": "boost_apply"}, "A · boost apply", []),
    ],
)
def test_what_telegram_tells_itself_is_told_in_our_words(desk, row, text, told):
    service = {"id": 5, "type": "service", "date": "2026-03-12T22:00:00", "actor": "A", **row}
    _, one = desk.messages(desk.read(telegram(said("bonjour"), service)))

    assert (one.sender, one.text) == ("", text)
    assert [(aside.code, dict(aside.params)) for aside in one.asides] == told


def test_an_export_of_all_chats_of_telegram_shows_each_by_itself(desk):
    account = {"user_id": 9}
    chats = [
        {"name": name, "type": "personal_chat", "id": n, "messages": [said(name, from_id=f"user{9 * n}")]}
        for n, name in ((1, "A"), (2, "B"))
    ]
    draft = desk.read(json.dumps({"personal_information": account, "chats": {"list": chats}}).encode())

    assert codes(draft) == {"chat-several"}
    assert [[m.own for m in desk.flow(draft, n).blocks[1:]] for n in (0, 1)] == [[True], [False]]


def test_messenger_is_read_oldest_first_with_what_was_withdrawn(desk):
    rows = [
        {"senderName": "A", "timestamp": 1773348432000 + n * 1000, "text": f"n° {n}", "isUnsent": n == 1}
        for n in (2, 1, 0)
    ]
    data = json.dumps({"participants": ["A", "B"], "threadName": "B_7", "messages": rows}, ensure_ascii=False)
    messages = desk.messages(desk.read(data.encode()))

    assert [message.text for message in messages] == ["n° 0", "n° 1", "n° 2"]
    assert [message.own for message in messages] == [True] * 3
    assert [one.code for one in messages[1].asides] == ["chat-withdrawn"]


@given(st.text(st.characters(codec="utf-8")))
def test_letters_taken_for_bytes_are_mended_and_whole_ones_stay(text):
    assert mended(make.mangled(text)) == text
    assert mended("n° é") == "n° é"


@pytest.mark.parametrize(
    "data",
    [
        make.make_telegram()[:-40],
        b'{"from_id": 1, "messages": ' + b"[" * 100_000,
        b'{"from_id": 1, "messages": 5}',
        b'{"from_id": ' + b"9" * 10_000 + b"}",
        b'{"sender_name": "a", "timestamp_ms": 1600000000000, "messages": null}',
    ],
)
def test_json_that_is_no_conversation_is_refused_with_a_reason(desk, data):
    draft = desk.read(data)

    assert (draft.kind, draft.state) == (FileKind.CHAT, State.PLACEHOLDER)
    assert codes(draft) <= {"chat-damaged", "chat-empty"}


def test_values_of_the_wrong_type_cost_only_themselves(desk):
    odd = {
        "id": True,
        "type": [],
        "date": 5,
        "from": {},
        "text": [1, {"text": 2}],
        "photo": 7,
        "reactions": "x",
    }
    data = telegram(odd, 7, None, said("un"))

    assert [message.text for message in desk.messages(desk.read(data))] == ["", "un"]


def test_a_bomb_of_entities_is_refused(desk):
    entities = b'<!DOCTYPE smses [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    draft = desk.read(entities + b'<smses count="1"><sms body="&b;"/></smses>')

    assert (draft.state, codes(draft)) == (State.PLACEHOLDER, {"chat-damaged"})


def test_a_very_long_conversation_offers_to_choose_days(desk):
    lines = [f"13/03/2026, 09:00 - Léa: {n}" for n in range(3001)]

    assert codes(desk.read(whatsapp(*lines))) == {"chat-long"}


def read_as(key, data, folder):
    assets = Assets(folder)
    task = ReadTask(asset=assets.put(data), name="x", assets=str(folder), zone="Europe/Paris")
    return read_file(task)


@settings(max_examples=60)
@given(data=st.data(), key=st.sampled_from(sorted(EXPORTS)))
def test_damaged_exports_end_in_a_draft(tmp_path_factory, data, key):
    whole = EXPORTS[key][0]()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    spoilt = whole[:start] + data.draw(st.binary(max_size=12)) + whole[end:]

    draft = read_as(key, spoilt, tmp_path_factory.getbasetemp() / "spoilt")

    assert draft.bodies or draft.findings


def test_every_chat_has_a_line_in_the_registry():
    chats = {line.key for line in reader_table() if line.kind is FileKind.CHAT}

    assert chats == set(EXPORTS)


@pytest.mark.parametrize("key", [key for key in EXPORTS if key != "sms"])
def test_a_picture_that_says_where_it_was_taken_is_told(desk, key):
    maker, medium = EXPORTS[key]
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "JPEG", exif=exif)
    draft = desk.read(maker(), "x.html", beside={medium: stream.getvalue()})

    assert [(found.code, found.params["n"]) for found in draft.findings] == [("chat-gps", 1)]
