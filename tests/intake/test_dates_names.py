"""Dates in the names that telephones, systems, apps and people give to files."""

import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.dates.names import saved_in_name
from dossier.intake.dates.settle import dates_in_name
from dossier.model.moment import Precision, Source
from tests.support.patience import patience

DATED = [
    ("Screenshot_20260312-121803.png", "2026-03-12 12:18:03"),
    ("Screenshot_20260312-121803_Chrome.png", "2026-03-12 12:18:03"),
    ("Screenshot_20260821_134509_Notes.png", "2026-08-21 13:45:09"),
    ("Screenshot_20260821_134509_Vol.png", "2026-08-21 13:45:09"),
    ("Bon de livraison signé 12-03-2026.tif", "2026-03-12"),
    ("Avis de livraison 12-03-2026.pdf", "2026-03-12"),
    ("2026-03-12 billet train.pdf", "2026-03-12"),
    ("Note du 16 janvier 2026.txt", "2026-01-16"),
    ("Lettre de résiliation 2026-03-12.pdf", "2026-03-12"),
    ("Facture du 12 mars 2026.pdf", "2026-03-12"),
    ("Rechnung vom 12.03.2026.pdf", "2026-03-12"),
    ("jugement 12-03-2026.pdf", "2026-03-12"),
    ("Capture vol annulé 2026-03-18 à 09.41.07.png", "2026-03-18 09:41:07"),
    ("IMG-20260313-WA0004.jpg", "2026-03-13"),
    ("IMG_20260312_121803.jpg", "2026-03-12 12:18:03"),
    ("IMG20260312121803.jpg", "2026-03-12 12:18:03"),
    ("20260821_125210.heic", "2026-08-21 12:52:10"),
    ("20260821_125210(0).jpg", "2026-08-21 12:52:10"),
    ("PXL_20260312_101803123.jpg", "2026-03-12 10:18:03+00:00"),
    ("PXL_20260312_101803123.MP.jpg", "2026-03-12 10:18:03+00:00"),
    ("Capture d’écran 2026-03-18 à 09.41.07.png", "2026-03-18 09:41:07"),
    ("Capture d'écran 2026-03-18 à 09.41.07 (2).png", "2026-03-18 09:41:07"),
    ("Screen Shot 2026-01-22 at 9.14.55 PM.png", "2026-01-22 21:14:55"),
    ("Screen Shot 2026-01-22 at 9.14.55\u202fPM.png", "2026-01-22 21:14:55"),
    ("Screenshot 2026-03-12 at 12.18.03.png", "2026-03-12 12:18:03"),
    ("Bildschirmfoto 2026-01-22 um 21.14.55.png", "2026-01-22 21:14:55"),
    ("Schermafbeelding 2026-01-22 om 21.14.55.png", "2026-01-22 21:14:55"),
    ("Bildschirmfoto vom 2026-01-22 21-14-55.png", "2026-01-22 21:14:55"),
    ("Capture d’écran du 2026-01-22 21-14-55.png", "2026-01-22 21:14:55"),
    ("Screenshot from 2026-01-22 21-14-55.png", "2026-01-22 21:14:55"),
    ("WhatsApp Image 2026-03-13 at 10.12.14.jpeg", "2026-03-13 10:12:14"),
    ("WhatsApp Image 2026-03-13 à 10.12.14_3f2a1b.jpg", "2026-03-13 10:12:14"),
    ("Signal-2026-03-13-101214.jpg", "2026-03-13 10:12:14"),
    ("signal-2026-03-13-10-12-14-123.jpg", "2026-03-13 10:12:14"),
    ("2026-03-12 Facture.pdf", "2026-03-12"),
    ("facture_12-03-2026.pdf", "2026-03-12"),
    ("scan 12.03.26.pdf", "2026-03-12"),
    ("facture_20260312.pdf", "2026-03-12"),
    ("20260312 facture.pdf", "2026-03-12"),
    ("Screenshot 2026-03-12 121803.png", "2026-03-12 12:18:03"),
    ("Screenshot_2026-03-12-12-18-03-123_com.whatsapp.png", "2026-03-12 12:18:03"),
    ("Screenshot 2026-03-12 at 12-18-03 Suivi colis.png", "2026-03-12 12:18:03"),
    ("WIN_20260312_10_11_12_Pro.jpg", "2026-03-12 10:11:12"),
    ("photo_2026-03-13_10-12-14.jpg", "2026-03-13 10:12:14"),
    ("Adobe Scan 12 mars 2026.pdf", "2026-03-12"),
    ("Adobe Scan Mar 12, 2026.pdf", "2026-03-12"),
    ("facture 1er avril 2026.pdf", "2026-04-01"),
    ("img20260312_10121400.pdf", "2026-03-12 10:12:14"),
    ("Scan_20260312_1012.pdf", "2026-03-12 10:12"),
    ("2026-03-12 1234 facture.pdf", "2026-03-12"),
    ("20260312_121803~2.jpg", "2026-03-12 12:18:03"),
    ("VID_20260312_121803.mp4", "2026-03-12 12:18:03"),
    ("Commande 12 03 2026.pdf", "2026-03-12"),
    ("IMG_20260312_121803_HDR.jpg", "2026-03-12 12:18:03"),
    ("Page (14_05_2026 08_40_12).html", "2026-05-14 08:40:12"),
    ("Dropbox 2026-03-12 10.12.14.jpg", "2026-03-12 10:12:14"),
    ("lettre 3. April 2026.docx", "2026-04-03"),
    ("Factuur 3 april 2026.pdf", "2026-04-03"),
    ("12-MAI-26 billet.pdf", "2026-05-12"),
    ("Captura de pantalla 2026-03-16 a las 14.05.12.png", "2026-03-16 14:05:12"),
    ("Schermata 2026-03-16 alle 14.05.12.png", "2026-03-16 14:05:12"),
    ("Zrzut ekranu 2026-03-16 o 14.05.12.png", "2026-03-16 14:05:12"),
    ("Schermopname 2026-03-16 om 14.05.12.mov", "2026-03-16 14:05:12"),
    ("Bildschirmaufnahme 2026-03-16 um 14.05.12.mov", "2026-03-16 14:05:12"),
    ("Screen_Recording_20260316_140512_Chrome.mp4", "2026-03-16 14:05:12"),
    ("SmartSelect_20260316_140512_Chrome.jpg", "2026-03-16 14:05:12"),
    ("WhatsApp Bild 2026-03-16 um 14.05.12.jpg", "2026-03-16 14:05:12"),
    ("WhatsApp Image 2026-03-16 at 2.05.12 PM.jpeg", "2026-03-16 14:05:12"),
    ("00000012-PHOTO-2026-03-16-14-05-12.jpg", "2026-03-16 14:05:12"),
    ("photo_1@16-03-2026_14-05-12.jpg", "2026-03-16 14:05:12"),
    ("PTT-20260316-WA0003.opus", "2026-03-16"),
    ("VID-20260316-WA0003.mp4", "2026-03-16"),
    ("CamScanner 16-03-2026 14.05.pdf", "2026-03-16 14:05"),
    ("flameshot-2026-03-16_14-05.png", "2026-03-16 14:05"),
    ("screencapture-novadesk-example-suivi-2026-03-16-14_05_12.png", "2026-03-16 14:05:12"),
    ("P_20260316_140512_vHDR_Auto.jpg", "2026-03-16 14:05:12"),
    ("B612_20260316_140512_345.jpg", "2026-03-16 14:05:12"),
    ("lv_0_20260316140512.mp4", "2026-03-16 14:05:12"),
    ("REC20260316140512.mp3", "2026-03-16 14:05:12"),
]

NOT_DATED = [
    "Capture d'écran (12).png",
    "scan 26-03-12.pdf",
    "scan 21-03-22.pdf",
    "FA-20260312-001.pdf",
    "FA-20260312.pdf",
    "2026-0312.pdf",
    "facture 2026-0312.pdf",
    "2026-03-12-0045.pdf",
    "BE68 5390 0754 7034.pdf",
    "0470.12.03.26.txt",
    "06 12 03 20 26.txt",
    "IMG_0412.HEIC",
    "CamScanner 03-12-2026 10.12.pdf",
    "releve mai 2026.pdf",
    "extrait_mai.pdf",
    "sms-20260516091422.xml",
    "du 2026-03-12 au 2026-03-20.pdf",
    "IMG_20261399_999999.jpg",
    "2026-02-30.pdf",
    "EAN 2026031212345.pdf",
    "FR7630006000012026031200.pdf",
    "colis 6A12032026123.pdf",
    "CMD-20260312.pdf",
    "facture-20260312-001.pdf",
    "20260312-001.pdf",
    "INV20260312.pdf",
    "1710345134000.jpg",
    "FB_IMG_1710345134000.jpg",
    "received_1234567890123.jpeg",
    "WhatsApp Chat - 12.03.2026.txt",
    # the day of something else, or of another paper
    "Echéance 2026-04-15.pdf",
    "facture à payer avant le 15-04-2026.pdf",
    "conditions valables jusqu'au 31.12.2026.pdf",
    "Contrat expire le 2027-01-31.pdf",
    "Réponse à votre courrier du 3 mars 2026.pdf",
    "Réponse au courrier du 3 mars 2026.pdf",
    "Séjour du 12 au 15 mars 2026.pdf",
    "relevé du 1er au 31 mars 2026.pdf",
    "12-15 mars 2026.pdf",
    "du 12 mars 2026 au 15.pdf",
    "Livraison prévue le 12-03-2026.pdf",
    "Naissance 04-05-2001.pdf",
    "Vol du 14 mai 2026.pdf",
    "Concert 2026-05-14 20h30.pdf",
    "RDV 14-05-2026.pdf",
    "audience_2026-05-14.pdf",
    "Train Paris-Lyon 2026-05-14.pdf",
    "depuis le 12-03-2026.pdf",
    "Due date 2026-04-15.pdf",
    "pay by 2026-04-15.pdf",
    "valid until 31.12.2026.pdf",
    "Flight 14 May 2026.pdf",
    "your letter of 3 March 2026.pdf",
    "Reply to letter of 3 March 2026.pdf",
    "fällig am 15.04.2026.pdf",
    "gültig bis 31.12.2026.pdf",
    "Ihr Schreiben vom 3. März 2026.pdf",
    "Abreise 14.05.2026.pdf",
    "Mahnung zur Rechnung vom 12.03.2026.pdf",
    "te betalen voor 15-04-2026.pdf",
    "geldig tot 31-12-2026.pdf",
    "Vlucht 14 mei 2026.pdf",
    "uw brief van 3 maart 2026.pdf",
    "Relance facture FA-33 du 01-02-2026.pdf",
    "Annulation commande du 3 mars 2026.pdf",
    "",
    "....",
    "2026",
]


def written(moment):
    return str(moment.at.date() if moment.precision is Precision.DAY else moment.at)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("name", "expected"), DATED)
def test_a_name_that_says_a_date_is_read(form, name, expected):
    moment = dates_in_name(unicodedata.normalize(form, name))
    full = expected if len(expected) != 16 else expected + ":00"
    assert written(moment) == full
    assert moment.precision is {10: Precision.DAY, 16: Precision.MINUTE}.get(len(expected), Precision.SECOND)
    assert moment.source is Source.FILE_NAME
    assert moment.evidence == name


@pytest.mark.parametrize("name", NOT_DATED)
def test_a_number_is_no_date_and_two_dates_are_none(name):
    assert dates_in_name(name) is None


def test_a_pixel_telephone_writes_utc_and_every_other_one_the_wall_clock():
    assert dates_in_name("PXL_20260312_101803123.jpg").at.utcoffset().total_seconds() == 0
    assert dates_in_name("IMG_20260312_101803.jpg").at.tzinfo is None


def test_folders_before_the_name_say_nothing():
    assert dates_in_name("2026-01-01/scan.pdf") is None
    assert dates_in_name("2026-01-01\\Screenshot_20260312-121803.png").at == datetime(2026, 3, 12, 12, 18, 3)


@given(st.text(max_size=60))
def test_no_name_breaks_it(name):
    moment = dates_in_name(name)
    assert moment is None or moment.known


@given(
    day=st.dates(min_value=date(2000, 1, 1), max_value=date(2079, 12, 31)),
    clock=st.times(),
    form=st.sampled_from(
        [
            "IMG_{day:%Y%m%d}_{clock:%H%M%S}.jpg",
            "Screenshot_{day:%Y%m%d}-{clock:%H%M%S}.png",
            "Capture d’écran {day:%Y-%m-%d} à {clock:%H.%M.%S}.png",
            "Screenshot from {day:%Y-%m-%d} {clock:%H-%M-%S}.png",
            "signal-{day:%Y-%m-%d}-{clock:%H%M%S}.jpg",
        ]
    ),
)
def test_every_day_and_clock_of_a_device_comes_back(day, clock, form):
    moment = dates_in_name(form.format(day=day, clock=clock))
    assert moment.at == datetime.combine(day, clock.replace(microsecond=0))


@given(digits=st.from_regex(r"[A-Z]{2}\d{2}(?: \d{4}){4,5}", fullmatch=True))
def test_an_account_number_is_never_a_date(digits):
    assert dates_in_name(f"virement {digits}.pdf") is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("1773666312000.jpg", True),
        ("FB_IMG_1773666312345.jpg", True),
        ("mmexport1773666312345.jpg", True),
        ("IMG_1773666312345 (2).jpg", True),
        ("EAN 1773666312345.pdf", False),
        ("facture 1773666312345.pdf", False),
        ("received_1773666312345678.jpeg", False),
        ("2773666312345.jpg", False),
    ],
)
def test_milliseconds_alone_are_when_an_app_saved_the_file(name, said):
    moment = saved_in_name(name)
    assert (moment is not None) == said
    if moment is not None:
        assert moment.at.replace(microsecond=0) == datetime.fromisoformat("2026-03-16T13:05:12+00:00")
        assert moment.precision is Precision.ABOUT


@pytest.mark.parametrize(
    ("begin", "more", "said"),
    [
        ("facture 2026-03-12 ", "a", "2026-03-12"),
        ("x" * 292 + " ", "12-03-2026", None),
        ("facture ", "12 ", None),
        ("facture ", "a_", None),
    ],
)
def test_of_a_name_without_end_only_the_beginning_is_read(begin, more, said):
    with patience():
        moment = dates_in_name(begin + more * 20_000)
    assert (str(moment.at.date()) if moment else None) == said
