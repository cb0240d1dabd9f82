"""Conversations as each program exports them: one story, said in every format."""

import json
from datetime import UTC, datetime
from html import escape
from xml.sax.saxutils import quoteattr

from tests.support.chats import backup, mms, sms, whatsapp
from tests.support.mails import encoded, png

SELLER, CONSUMER = "Boutique Néo", "Léa Roche"

STORY = (
    (SELLER, datetime(2026, 3, 12, 20, 47, 12, tzinfo=UTC), "Votre colis est arrivé 📦"),
    (CONSUMER, datetime(2026, 3, 13, 8, 1, 5, tzinfo=UTC), "Il est cassé :\nvoyez la fente"),
    (SELLER, datetime(2026, 3, 15, 9, 30, 0, tzinfo=UTC), "Nous ne remboursons pas."),
)
"""Who, when, what; the second message comes with a picture."""

PHOTO = "photos/photo_1.png"


def make_whatsapp() -> bytes:
    """Makes WhatsApp's text, as an iPhone writes it with its media."""
    lines = [
        "[12/03/2026 21:47:12] Boutique Néo: \u200eLes messages et les appels sont chiffrés de bout en bout.",
        "[12/03/2026 21:47:12] Boutique Néo: Votre colis est arrivé 📦",
        "[13/03/2026 09:01:05] Léa Roche: Il est cassé :",
        "voyez la fente \u200e<pièce jointe : 00000003-PHOTO-2026-03-13-09-01-05.png>",
        "[15/03/2026 10:30:00] Boutique Néo: Nous ne remboursons pas.",
    ]
    return whatsapp(*lines)


def make_sms() -> bytes:
    """Makes a backup of SMS Backup & Restore with a picture."""
    (_, first, said), (_, second, answer), (_, third, last) = STORY
    picture = encoded(png(8, 8)).decode().replace("\n", "")
    parts = (
        f'<part ct="image/png" cl="p.png" data="{picture}" /><part ct="text/plain" text={quoted(answer)} />'
    )
    rows = [
        sms(said, millis(first), name=SELLER, address="+33600000000"),
        mms(millis(second), parts, box=2, name=SELLER),
        sms(last, millis(third), name=SELLER, address="06 00 00 00 00"),
    ]
    return backup(rows)


def make_telegram() -> bytes:
    """Makes ``result.json`` of one chat with one person."""
    rows: list[object] = [
        {
            "id": 1,
            "type": "service",
            "date": "2026-03-12T21:00:00",
            "actor": SELLER,
            "action": "joined_telegram",
        }
    ]
    for number, (sender, at, text) in enumerate(STORY, 2):
        row: dict[str, object] = {
            "id": number,
            "type": "message",
            "date": at.strftime("%Y-%m-%dT%H:%M:%S"),
            "date_unixtime": str(int(at.timestamp())),
            "from": sender,
            "from_id": "user77" if sender == SELLER else "user11",
            "text": [text[:5], {"type": "bold", "text": text[5:]}],
        }
        rows.append(row | ({"photo": PHOTO, "reply_to_message_id": 2} if number == 3 else {}))
    return dumped({"name": SELLER, "type": "personal_chat", "id": 77, "messages": rows})


def make_telegram_html() -> bytes:
    """Makes ``messages.html``."""
    rows = ['<div class="message service" id="message-1"><div class="body details">12 March 2026</div></div>']
    for number, (sender, at, text) in enumerate(STORY, 1):
        link = f'<a class="photo_wrap clearfix pull_left" href="{PHOTO}"></a>'
        media = f'<div class="media_wrap clearfix">{link}</div>'
        rows.append(
            f'<div class="message default clearfix" id="message{number}">'
            '<div class="pull_left userpic_wrap"><div class="initials">X</div></div><div class="body">'
            f'<div class="pull_right date details" title="{at:%d.%m.%Y %H:%M:%S} UTC+00:00">{at:%H:%M}</div>'
            f'<div class="from_name">\n{escape(sender)} \n</div>{media if number == 2 else ""}'
            f'<div class="text">\n{escape(text).replace(chr(10), "<br>")}\n</div></div></div>'
        )
    head = f'<div class="page_header"><div class="content"><div class="text bold">{SELLER}</div></div></div>'
    page = f'<div class="page_wrap">{head}<div class="page_body chat_page"><div class="history">'
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title>'
        f'<link href="css/style.css" rel="stylesheet"/></head><body>{page}{"".join(rows)}</div></div></div>'
        "</body></html>"
    ).encode()


def make_meta_chat() -> bytes:
    """Makes ``message_1.json`` of Messenger, the newest message first, its letters taken for Latin-1."""
    rows: list[dict[str, object]] = []
    for sender, at, text in STORY:
        photos = {"photos": [{"uri": f"your_activity/messages/inbox/x/{PHOTO}", "creation_timestamp": 1}]}
        row: dict[str, object] = {"sender_name": mangled(sender), "timestamp_ms": millis(at)}
        rows.insert(0, row | {"content": mangled(text)} | (photos if sender == CONSUMER else {}))
    people = [{"name": mangled(SELLER)}, {"name": mangled(CONSUMER)}]
    return dumped(
        {"participants": people, "messages": rows, "title": mangled(SELLER), "thread_path": "inbox/x"}
    )


def make_signal() -> bytes:
    """Makes the Markdown of signal-export."""
    lines = []
    for sender, at, text in STORY:
        media = " ![photo_1](./media/photo_1.png)" if sender == CONSUMER else ""
        lines.append(f"[{at:%Y-%m-%d %H:%M:%S}] {'Me' if sender == CONSUMER else sender}: {text}{media}")
    return ("\n\n".join(lines) + "\n(- Me: 👎 -)\n").encode()


def make_imessage() -> bytes:
    """Makes the text of imessage-exporter."""
    blocks = []
    for sender, at, text in STORY:
        own = sender == CONSUMER
        media = "/Users/lea/Library/Messages/Attachments/ab/photo_1.png\n" if own else ""
        read = " (Read by you after 5 seconds)" if not own else ""
        blocks.append(f"{at:%b %d, %Y %l:%M:%S %p}{read}\n{'Me' if own else sender}\n{media}{text}\n")
    return ("\n".join(blocks) + "Tapbacks:\nDisliked by Me\n").encode()


def quoted(text: str) -> str:
    """Writes an attribute of XML whose line ends stay."""
    return quoteattr(text, {"\n": "&#10;"})


def millis(at: datetime) -> int:
    """Gives an instant as telephones count it."""
    return int(at.timestamp() * 1000)


def mangled(text: str) -> str:
    """Takes each byte of UTF-8 for a letter of its own."""
    return text.encode().decode("latin-1")


def dumped(value: object) -> bytes:
    """Writes JSON as programs do: every letter beyond ASCII escaped."""
    return json.dumps(value, indent=1).encode()
