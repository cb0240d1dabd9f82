"""What was said by telephone: text messages, a WhatsApp export, a note of a call."""

from datetime import datetime
from xml.sax.saxutils import quoteattr
from zoneinfo import ZoneInfo

from tests.support.sample_story import (
    BROTHER,
    CASE,
    CONSUMER,
    PARCEL,
    SELLER_PHONE,
    french,
)

PARIS = ZoneInfo("Europe/Paris")
BROTHER_PHONE = "+33639984188"

RECEIVED, SENT = 1, 2

_SMS = (
    (
        "TransVallee",
        RECEIVED,
        "2026-03-11T18:40:12",
        f"TransVallee : votre colis {PARCEL} sera livre demain 12/03 entre 13h et 17h.",
    ),
    (
        "TransVallee",
        RECEIVED,
        "2026-03-12T13:38:55",
        "TransVallee : votre livreur arrive dans 15 minutes environ. Preparez votre signature !",
    ),
    (
        BROTHER_PHONE,
        SENT,
        "2026-03-12T14:06:21",
        "Le bureau est arrivé 📦 mais le carton est enfoncé dans un angle 😬 et le livreur est reparti "
        "sans attendre que j'ouvre",
    ),
    (BROTHER_PHONE, RECEIVED, "2026-03-12T14:08:02", "Aïe. Tu l'as noté sur le bon au moins ?"),
    (
        BROTHER_PHONE,
        SENT,
        "2026-03-12T14:09:37",
        "Oui ✍️ « carton enfoncé, contenu non vérifié ». Tu passes ce soir pour le déballer ?",
    ),
    (BROTHER_PHONE, RECEIVED, "2026-03-12T14:10:15", "Ok 👍 18h"),
    (
        "TransVallee",
        RECEIVED,
        "2026-03-12T14:21:40",
        f"TransVallee : votre colis {PARCEL} a ete livre a 13h57. Merci de votre confiance.",
    ),
)

_SMS_LINE = (
    '  <sms protocol="0" address={address} date="{ms}" type="{kind}" subject="null" body={body} toa="null" '
    'sc_toa="null" service_center="null" read="1" status="-1" locked="0" date_sent="{sent}" sub_id="1" '
    'readable_date="{shown}" contact_name={contact} />'
)


def _milliseconds(wall_clock: str) -> int:
    return int(datetime.fromisoformat(wall_clock).replace(tzinfo=PARIS).timestamp()) * 1000


def _sms(who: str, kind: int, at: str, body: str) -> str:
    ms = _milliseconds(at)
    day = datetime.fromisoformat(at)
    return _SMS_LINE.format(
        address=quoteattr(who),
        ms=ms,
        kind=kind,
        body=quoteattr(french(body) if who == BROTHER_PHONE else body),
        sent=0 if kind == SENT else ms - 2000,
        shown=f"{day.day} mars 2026 {day:%H:%M:%S}",
        contact=quoteattr(BROTHER if who == BROTHER_PHONE else "(Unknown)"),
    )


def sms_backup() -> bytes:
    """The XML of "SMS Backup & Restore": the carrier's messages and some to the brother."""
    lines = [
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>",
        "<!--File Created By SMS Backup & Restore v10.21.003 on 13/03/2026 08:15:02-->",
        f'<smses count="{len(_SMS)}" backup_set="00000000-0000-4000-8000-000000004471" '
        f'backup_date="{_milliseconds("2026-03-13T08:15:02")}">',
        *(_sms(*entry) for entry in _SMS),
        "</smses>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


_CHAT = (
    ("12/03/2026, 21:04", BROTHER, "Bien rentré. Pas trop dépitée pour le bureau ?"),
    ("12/03/2026, 21:09", CONSUMER,
     "Si 😟 23 cm de fente sur un plateau neuf…\nEt j'avais vidé toute la pièce"),
    ("12/03/2026, 21:10", BROTHER, "Le carton était enfoncé pile à cet angle, ce n'est pas un hasard"),
    ("12/03/2026, 21:12", CONSUMER, "Je leur écris demain avec les photos, ils vont bien le remplacer 🤞"),
    ("13/03/2026, 08:05", CONSUMER, "<Médias omis>"),
    ("13/03/2026, 08:05", CONSUMER, "L'angle ce matin, en pleine lumière"),
    ("13/03/2026, 08:11", BROTHER, "Ah oui quand même 😳 On voit que le bois est écrasé"),
    ("13/03/2026, 08:12", BROTHER, "On l'a déballé à deux : si besoin, je te fais une attestation"),
    ("15/03/2026, 20:31", BROTHER, "<Médias omis>"),
    ("15/03/2026, 20:31", BROTHER, "Je te renvoie la photo, au cas où. Des nouvelles du magasin ?"),
    ("15/03/2026, 20:40", CONSUMER, "Toujours rien. Je les appelle mardi s'ils n'ont pas répondu"),
)  # fmt: skip

_CHAT_FIRST = (
    "12/03/2026, 21:04 - Les messages et les appels sont chiffrés de bout en bout. Aucun tiers, pas même "
    "WhatsApp, ne peut les lire ou les écouter. Appuyez pour en savoir plus."
)


def whatsapp_export() -> bytes:
    """A WhatsApp export of an Android telephone in French, "sans médias"."""
    lines = [_CHAT_FIRST, *(f"{at} - {who}: {text}" for at, who, text in _CHAT)]
    return (french("\n".join(lines)).replace("\u00a0-", " -") + "\n").encode("utf-8")


CALL_NOTE = french(f"""\
Appel du 9 avril 2026 au service client

Maison Chênelier, {SELLER_PHONE}, de 10 h 20 à 10 h 34
Interlocutrice : Mme Perrin, dossier {CASE}

- Elle confirme avoir reçu ma lettre recommandée la veille.
- Elle reconnaît que le transporteur a signalé un carton abîmé à l'agence, avant la livraison.
- Elle dit qu'elle « ne peut rien faire de plus » et que le remboursement « n'est pas prévu ».
- Je demande une réponse écrite. Elle ne s'y engage pas.
- Je l'informe que je saisirai le médiateur si rien n'est réglé à la fin du délai.

Rédigé le 9 avril 2026, juste après avoir raccroché.
H. Marchadier
""")


def call_note() -> bytes:
    """The consumer's own note of a call, a plain text file."""
    return CALL_NOTE.encode("utf-8")
