"""What is true of each proof of the sample: its date, rubric, title and traps."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tests.support.sample_story import CASE, INVOICE, ORDER

ORDER_MAIL: Final = f"Confirmation de commande {ORDER}.eml"
INVOICE_FILE: Final = f"Facture {INVOICE}.pdf"
OFFER_FILE: Final = "Fiche produit bureau Solveig.mhtml"
TERMS_FILE: Final = "Conditions générales de vente - Maison Chênelier (02_03_2026 22_05_41).html"
STATEMENT_FILE: Final = "Relevé de compte mars 2026.pdf"
CARRIER_MAIL: Final = "Avis de livraison TV4471009362.eml"
SMS_FILE: Final = "sms-20260313081502.xml"
TRACKING_FILE: Final = "Livraison/Screenshot_20260312-121803_Chrome.png"
SLIP_FILE: Final = "Livraison/Bon de livraison signé 12-03-2026.tif"
CARTON_FILE: Final = "Livraison/carton à la livraison.webp"
DESK_FILE: Final = "Photos/IMG_4127.JPG"
CORNER_FILE: Final = "Photos/IMG-20260313-WA0004.jpg"
CORNER_AGAIN_FILE: Final = "Photos/IMG-20260315-WA0011.jpg"
COMPLAINT_MAIL: Final = "Réclamation plateau fendu.eml"
REPLY_MAIL: Final = "Service client/RE_ Réclamation – plateau fendu à la livraison.eml"
REPLY_AGAIN_MAIL: Final = f"RE_ Réclamation [{CASE}].eml"
ACCOUNT_FILE: Final = "Service client/Capture d’écran 2026-03-18 à 09.41.07.png"
REFUSAL_MAIL: Final = f"Service client/Réponse définitive {CASE}.eml"
QUOTATION_FILE: Final = "Devis de réparation Vauclair.pdf"
NOTICE_FILE: Final = "Mise en demeure Maison Chênelier.pdf"
CALL_FILE: Final = "Appel service client.txt"
CHAT_FILE: Final = "Discussion WhatsApp avec Thomas.txt"
NOTE_FILE: Final = "note.jpg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is true of one file.

    Attributes:
        kind: Word of the score tool's truth files.
        date: ISO 8601 with offset, "" when nothing dates it.
        precision: "second" or "day"; "" when undated.
        source: What says so.
        rubric: Word of the score tool.
        title: A neutral title.
        accept_rubrics: Other rubrics that are right too.
        traps: What could mislead.
        repeats: File that it repeats.
        repeat_kind: How; "near …" is likely and stays in, all else is certain.
        span: First and last instant of a chat.
    """

    kind: str
    date: str
    precision: str
    source: str
    rubric: str
    title: str
    accept_rubrics: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()
    repeats: str = ""
    repeat_kind: str = ""
    span: tuple[str, ...] = ()


TRUTHS: Final[Mapping[str, Truth]] = {
    OFFER_FILE: Truth(
        kind="webpage",
        date="2026-03-01T21:14:36+01:00",
        precision="second",
        source="MHTML Date header",
        rubric="commande",
        title="Page du produit, la veille de la commande",
        traps=("the page names 10 and 13 March, the promised delivery",),
    ),
    ORDER_MAIL: Truth(
        kind="email",
        date="2026-03-02T21:47:12+01:00",
        precision="second",
        source="Date header",
        rubric="commande",
        title="Confirmation de commande",
        traps=("HTML with an inline logo, invoice attached",),
    ),
    INVOICE_FILE: Truth(
        kind="pdf",
        date="2026-03-02T00:00:00+01:00",
        precision="day",
        source="text of the page",
        rubric="paiement",
        title="Facture (528,00 €)",
        accept_rubrics=("commande",),
        traps=("keep once: as the attachment of the mail or alone, not both",),
        repeats=ORDER_MAIL,
        repeat_kind="byte-identical to an attachment of that mail",
    ),
    TERMS_FILE: Truth(
        kind="webpage",
        date="2026-03-02T22:05:41+01:00",
        precision="second",
        source="SingleFile comment «saved date»",
        rubric="conditions",
        title="Conditions générales de vente",
        traps=("the terms say they hold since 15 January 2026",),
    ),
    CARRIER_MAIL: Truth(
        kind="email",
        date="2026-03-11T17:32:09+00:00",
        precision="second",
        source="topmost Received header",
        rubric="livraison",
        title="Avis de livraison du transporteur",
        traps=("no Date header", "in UTC: 18:32 in Paris"),
    ),
    SMS_FILE: Truth(
        kind="chat",
        date="2026-03-11T18:40:12+01:00",
        precision="second",
        source="date of the first message (epoch ms)",
        rubric="livraison",
        title="SMS du transporteur et messages à Thomas",
        accept_rubrics=("échanges",),
        traps=("file name is the day of the backup (13 March)", "emoji in messages"),
        span=("2026-03-11T18:40:12+01:00", "2026-03-12T14:21:40+01:00"),
    ),
    SLIP_FILE: Truth(
        kind="scan",
        date="2026-03-12T00:00:00+01:00",
        precision="day",
        source="file name",
        rubric="livraison",
        title="Bon de livraison signé, avec réserves",
        traps=("two pages in one TIFF", "day first in the name: 12 March, not 3 December"),
    ),
    TRACKING_FILE: Truth(
        kind="screenshot",
        date="2026-03-12T12:18:03+01:00",
        precision="second",
        source="file name",
        rubric="livraison",
        title="Suivi du colis : emballage abîmé, reconditionné",
        traps=("the hours in the picture are the parcel's, not the capture's",),
    ),
    CARTON_FILE: Truth(
        kind="photo",
        date="2026-03-12T18:09:47+01:00",
        precision="second",
        source="EXIF DateTimeOriginal",
        rubric="livraison",
        title="Photo du carton enfoncé",
        accept_rubrics=("constat",),
        traps=("EXIF inside WebP",),
    ),
    DESK_FILE: Truth(
        kind="photo",
        date="2026-03-12T18:34:02+01:00",
        precision="second",
        source="EXIF DateTimeOriginal",
        rubric="constat",
        title="Photo du plateau fendu",
        traps=("EXIF orientation 6", "no offset in EXIF: the dossier's zone", "GPS time is in UTC"),
    ),
    CHAT_FILE: Truth(
        kind="chat",
        date="2026-03-12T21:04:00+01:00",
        precision="second",
        source="date of the first message",
        rubric="échanges",
        title="Discussion WhatsApp avec Thomas",
        traps=("media left out of the export",),
        span=("2026-03-12T21:04:00+01:00", "2026-03-15T20:40:00+01:00"),
    ),
    CORNER_FILE: Truth(
        kind="photo",
        date="2026-03-13T00:00:00+01:00",
        precision="day",
        source="file name",
        rubric="constat",
        title="Photo de l’angle écrasé",
        traps=("WhatsApp strips EXIF",),
    ),
    COMPLAINT_MAIL: Truth(
        kind="email",
        date="2026-03-13T19:26:44+01:00",
        precision="second",
        source="Date header",
        rubric="réclamation",
        title="Réclamation à Maison Chênelier",
        traps=("photo and letter attached",),
    ),
    CORNER_AGAIN_FILE: Truth(
        kind="photo",
        date="2026-03-15T00:00:00+01:00",
        precision="day",
        source="file name",
        rubric="constat",
        title="La même photo, renvoyée",
        repeats=CORNER_FILE,
        repeat_kind="near: the same picture, smaller and recompressed",
    ),
    REPLY_MAIL: Truth(
        kind="email",
        date="2026-03-17T09:12:30+01:00",
        precision="second",
        source="Date header",
        rubric="échanges",
        title="Réponse du service client : refus",
        traps=("quotes the complaint of 13 March",),
    ),
    REPLY_AGAIN_MAIL: Truth(
        kind="email",
        date="2026-03-17T09:12:30+01:00",
        precision="second",
        source="Date header",
        rubric="échanges",
        title="Le même message, exporté une seconde fois",
        traps=("other line ends and two more header lines",),
        repeats=REPLY_MAIL,
        repeat_kind="the same Message-ID",
    ),
    ACCOUNT_FILE: Truth(
        kind="screenshot",
        date="2026-03-18T09:41:07+01:00",
        precision="second",
        source="file name",
        rubric="échanges",
        title="Compte client : demande close",
        traps=("dates of the request inside the picture",),
    ),
    REFUSAL_MAIL: Truth(
        kind="email",
        date="2026-03-24T15:40:05+00:00",
        precision="second",
        source="Date header",
        rubric="échanges",
        title="Refus définitif",
        traps=("+0000: 16:40 in Paris", "ISO 8859-15 in subject and body"),
    ),
    QUOTATION_FILE: Truth(
        kind="pdf",
        date="2026-03-30T00:00:00+02:00",
        precision="day",
        source="text of the page",
        rubric="frais",
        title="Devis et avis de l’ébéniste",
        accept_rubrics=("constat",),
        traps=("/Rotate 90",),
    ),
    STATEMENT_FILE: Truth(
        kind="pdf",
        date="2026-03-31T00:00:00+02:00",
        precision="day",
        source="text of the page",
        rubric="paiement",
        title="Relevé de compte de mars 2026",
        traps=("encrypted (RC4, R3), empty user password", "many dates of transactions"),
    ),
    NOTICE_FILE: Truth(
        kind="pdf",
        date="2026-04-07T00:00:00+02:00",
        precision="day",
        source="text of the page",
        rubric="mise-en-demeure",
        title="Mise en demeure",
        traps=("names five earlier days",),
    ),
    CALL_FILE: Truth(
        kind="text",
        date="2026-04-09T00:00:00+02:00",
        precision="day",
        source="text",
        rubric="échanges",
        title="Note d’un appel au service client",
    ),
    NOTE_FILE: Truth(
        kind="photo",
        date="",
        precision="",
        source="none",
        rubric="divers",
        title="Note manuscrite",
        traps=("undated: no EXIF, and the name says nothing",),
    ),
}
"""In the order of time; a day alone stands before that day's hours, what is undated last."""


def truth_document(proofs: Mapping[str, bytes]) -> dict[str, object]:
    """Writes the truth of the sample as the score tool reads it."""
    shown = [
        path for path, truth in TRUTHS.items() if not truth.repeats or truth.repeat_kind.startswith("near")
    ]
    return {
        "case": "sample_bureau_fendu",
        "title": "Bureau livré fendu, remplacement et remboursement refusés (FR)",
        "time_zone": "Europe/Paris",
        "pieces": [_entry(path, truth, proofs[path]) for path, truth in TRUTHS.items()],
        "expected_order_chronological": [_name(path) for path in shown],
        "note": "Chronology is by instant. A day stands before its own hours. Undated pieces come last.",
    }


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _entry(path: str, truth: Truth, data: bytes) -> dict[str, object]:
    entry: dict[str, object] = {
        "file": _name(path),
        "folder": path.rpartition("/")[0],
        "kind": truth.kind,
        "date": truth.date or None,
        "date_precision": truth.precision or None,
        "date_source": truth.source,
        "rubric": truth.rubric,
        "title": truth.title,
        "duplicate_of": _name(truth.repeats) or None,
        "duplicate_kind": truth.repeat_kind or None,
        "undated": not truth.date,
        "traps": list(truth.traps),
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
    }
    if truth.accept_rubrics:
        entry["accept_rubrics"] = list(truth.accept_rubrics)
    if truth.span:
        entry["span"] = list(truth.span)
    return entry
