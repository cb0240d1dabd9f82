"""The day on which a page was printed or saved, and the labels of papers that disputes are made of."""

import pytest

from dossier.intake.dates.settle import dates_in_text
from dossier.model.piece import FileKind

DATED = [
    (
        "16/03/2026 14:05\nSuivi de colis\nLivré le 14/03/2026\nhttps://suivi.example/6A 1/1",
        "2026-03-16 14:05",
    ),
    ("Suivi https://suivi.example/6A\nLivré le 14/03/2026\n1 sur 2 16/03/2026, 14:05", "2026-03-16 14:05"),
    ("3/16/26, 2:05 PM Tracking\nIn transit\nhttps://post.example/orders 1/1", "2026-03-16 14:05"),
    ("16.03.26, 14:05 Sendungsverfolgung\nhttps://paket.example/1 1/1", "2026-03-16 14:05"),
    ("16-03-2026 14:05 Track & Trace\nhttps://post.example/1 1/1", "2026-03-16 14:05"),
    # what a paper says of itself comes before the day on which it was printed
    ("16/03/2026 14:05\nFACTURE\nDate de facture : 12/03/2026\nhttps://a.example/f 1/1", "2026-03-12"),
    ("Facture du 12 mars 2026\nTotal 12\nImprimé le 16/03/2026", "2026-03-12"),
    ("Suivi colis\nImprimé le 16/03/2026 à 14:05\nLivré le 14/03/2026", "2026-03-16 14:05"),
    ("Page enregistrée le 16/03/2026 à 14:05 depuis https://a.example\nConditions", "2026-03-16 14:05"),
    ("Page consultée le 16 mars 2026\nConditions générales de vente", "2026-03-16"),
    ("Printed on 16 March 2026\nTracking\nDelivered 14 March 2026", "2026-03-16"),
    ("Gedruckt am 16.03.2026 14:05\nSendungsverfolgung", "2026-03-16 14:05"),
    ("Afgedrukt op 16-03-2026 14:05\nTrack & trace", "2026-03-16 14:05"),
    ("Preuve de dépôt\nDéposé le 12/03/2026 à 10:11\nBureau de poste", "2026-03-12 10:11"),
    ("Certificate of posting\nPosting date: 12/03/2026 for your parcel 13/03/2026 due", "2026-03-12"),
    ("Einlieferungsbeleg\nAufgegeben am 12.03.2026", "2026-03-12"),
    ("Bon de livraison n° 5\nDate du bon : 12/03/2026", "2026-03-12"),
    ("Lieferschein\nLieferscheindatum: 12.03.2026\nBestelldatum: 01.03.2026", "2026-03-12"),
    ("Relevé de compte\nDate d'arrêté : 31/03/2026\n12/03/2026 ACHAT 12", "2026-03-31"),
    ("Avis d'opération\nDate d'opération : 12/03/2026\nDate de valeur : 13/03/2026", "2026-03-12"),
    ("FACTURA 12\nFecha de la factura: 3 de marzo de 2026", "2026-03-03"),
    ("FATTURA n. 12\nData fattura: 3 marzo 2026", "2026-03-03"),
    ("Zahlungsbeleg\nDatum: 3. April 2026, 14.05 Uhr\nBetrag 12", "2026-04-03 14:05"),
    ("Reçu\nDate de paiement : 12/03/2026 à 14h05m12s", "2026-03-12 14:05:12"),
    ("Attestation\nFait le 3 mars 2026 à 14 heures 05", "2026-03-03 14:05"),
    ("CONFIRMATION DE COMMANDE\nCommande passée le mardi 3 mars 2026 à 14 h 05", "2026-03-03 14:05"),
]

NOT_DATED = [
    "Carte d'embarquement\nImprimé le 13/05/2026\nVol du 14/05/2026",
    "16/03/2026 14:05 le colis est parti et il est arrivé plus tard",
    "Présenté le 14/03/2026\nDistribué le 15/03/2026",
    "Date d'opération Date de valeur Libellé\n12/03/2026 13/03/2026 ACHAT\n14/03/2026 15/03/2026 ACHAT",
]


@pytest.mark.parametrize(("text", "expected"), DATED)
def test_the_day_is_read(text, expected):
    moment = dates_in_text(text, kind=FileKind.PDF).own
    assert moment is not None
    assert str(moment.at if ":" in expected else moment.at.date())[: len(expected)] == expected


@pytest.mark.parametrize("text", NOT_DATED)
def test_the_day_of_something_else_is_only_offered(text):
    found = dates_in_text(text, kind=FileKind.PDF)
    assert found.own is None
    assert found.others


def test_a_plain_text_is_not_dated_by_its_printing():
    assert dates_in_text("Imprimé le 16/03/2026", kind=FileKind.TEXT).own is None
