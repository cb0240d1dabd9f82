"""Titles that say what a piece is, neutrally, on one line."""

import unicodedata
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.sorting.title_cut import LONGEST
from dossier.intake.sorting.titles import propose_title
from dossier.model.draft import Draft
from dossier.model.piece import FileKind, State
from dossier.model.plan import one_line
from dossier.texts.catalogue import Texts

FR = Texts("fr")


def title(draft, name="x", texts=FR):
    return propose_title(draft, name=name, texts=texts).replace("\u00a0", " ")


def mail(sender="", to="", subject=""):
    return Draft(kind=FileKind.EMAIL, sender=sender, recipients=to, subject=subject)


NOVA, LEA = "NovaDesk <x@nova.example>", "Lea Martin <lea@example.org>"

MAILS = [
    (
        mail(NOVA, LEA, "Réponse à la réclamation"),
        "Courriel de NovaDesk à Lea Martin – Réponse à la réclamation",
    ),
    (mail(NOVA, LEA, ""), "Courriel de NovaDesk à Lea Martin"),
    (mail(NOVA, "", "Refus"), "Courriel de NovaDesk – Refus"),
    (mail("", LEA, "Refus"), "Courriel à Lea Martin – Refus"),
    (mail(), "Courriel"),
    (mail("a@b.example", "c@d.example", "x"), "Courriel de a@b.example à c@d.example – x"),
    (mail(NOVA, LEA, "RE: Re: AW: Refus"), "Courriel de NovaDesk à Lea Martin – Re : Refus"),
    (mail(NOVA, LEA, "Fwd: RE: Refus"), "Courriel de NovaDesk à Lea Martin – Tr : Refus"),
    (mail(NOVA, LEA, "TR : Refus"), "Courriel de NovaDesk à Lea Martin – Tr : Refus"),
    (mail(NOVA, LEA, "Re[2]: Refus"), "Courriel de NovaDesk à Lea Martin – Re : Refus"),
    (mail(NOVA, LEA, "RE:"), "Courriel de NovaDesk à Lea Martin"),
    (mail(NOVA, LEA, "Retour : votre colis"), "Courriel de NovaDesk à Lea Martin – Retour : votre colis"),
    (
        mail(NOVA, f"{LEA}, b@c.example, d@e.example", "x"),
        "Courriel de NovaDesk à Lea Martin et 2 autres – x",
    ),
    (mail(NOVA, LEA, "Réf : dossier 12"), "Courriel de NovaDesk à Lea Martin – Réf : dossier 12"),
    (mail(NOVA, f"{LEA}, b@c.example", "x"), "Courriel de NovaDesk à Lea Martin, b@c.example – x"),
    (mail('"Martin, Léa" <a@b.example>', LEA, "x"), "Courriel de Martin, Léa à Lea Martin – x"),
    (mail('"Lenz, Sabine" <s.lenz@b.example>', "", "x"), "Courriel de Sabine Lenz – x"),
    (mail('"Van den Berg, An" <an.vandenberg@b.example>', "", "x"), "Courriel d’An Van den Berg – x"),
    (mail('"Lenz, Kundenservice" <lenz@b.example>', "", "x"), "Courriel de Lenz, Kundenservice – x"),
    (mail('"Lenz, Boot, Sohn" <lenz@b.example>', "", "x"), "Courriel de Lenz, Boot, Sohn – x"),
]


@pytest.mark.parametrize(("draft", "expected"), MAILS)
def test_a_mail_says_from_whom_to_whom_about_what(draft, expected):
    assert title(draft) == expected


PICTURES = [
    # screenshots: what the name adds, else the clock, else the name
    ("Screenshot_20261003_174512_Carrier.png", {}, "Capture d’écran – Carrier"),
    ("Capture suivi colis.png", {}, "Capture du suivi – colis"),
    ("Capture d’écran 2026-03-18 à 09.41.07.png", {}, "Capture d’écran, 9 h 41"),
    ("Capture d'écran 2025-11-26 102233.png", {}, "Capture d’écran, 10 h 22"),
    ("Screen Shot 2026-01-22 at 9.14.55\u202fPM.png", {}, "Capture d’écran, 21 h 14"),
    ("Screen Shot 2026-01-22 at 12.05.55 AM.png", {}, "Capture d’écran, 0 h 05"),
    ("Screenshot_2026-03-12-12-18-03-123_com.whatsapp.png", {}, "Capture d’écran, 12 h 18"),
    ("Bildschirmfoto 2026-01-22 um 21.14.55.png", {}, "Capture d’écran, 21 h 14"),
    ("Bildschirmfoto vom 2025-12-02 08-00-00.png", {}, "Capture d’écran, 8 h 00"),
    ("Schermafdruk van 2025-11-29 10-11-12.png", {}, "Capture d’écran, 10 h 11"),
    ("Schermafbeelding 2025-11-28 om 09.15.00.png", {}, "Capture d’écran, 9 h 15"),
    ("Capture d’écran (12).png", {}, "Capture d’écran (12)"),
    ("Capture d’écran.png", {}, "Capture d’écran"),
    ("Screenshot (7).png", {}, "Capture d’écran – Screenshot (7)"),
    ("IMG_0412.PNG", {"screenshot": "1"}, "Capture d’écran – IMG_0412"),
    # what a camera or an app named
    ("IMG_20260312_121803.jpg", {}, "Photo, 12 h 18"),
    ("IMG_E0412.JPG", {}, "Photo – IMG_E0412"),
    ("PANO_20260113_101112.jpg", {}, "Photo, 10 h 11"),
    ("20260514_055210.heic", {"camera": "x"}, "Photo, 5 h 52"),
    ("IMG-20260313-WA0004.jpg", {}, "Image WhatsApp n° 4"),
    ("WhatsApp Image 2026-03-13 at 10.12 (1).jpeg", {}, "Image WhatsApp, 10 h 12"),
    ("FullSizeRender.jpg", {}, "Image – FullSizeRender"),
    ("image0.jpeg", {}, "Image – image0"),
    ("anim.gif", {}, "Image – anim"),
    ("123456.jpg", {}, "Image – 123456"),
    ("Scan_20260115.tiff", {}, "Image – Scan_20260115"),
    ("Unbenannt.png", {}, "Image – Unbenannt"),
    # what a person named, without its date
    ("2025-11-18 fuite.jpg", {}, "Fuite"),
    ("20251118-fuite cuisine.jpg", {}, "Fuite cuisine"),
    ("2026 03 12 bon signé.tif", {}, "Bon signé"),
    ("18.11.2025 fuite.jpg", {}, "Fuite"),
    ("fuite 18 11 2025.jpg", {}, "Fuite"),
    ("fuite_20251118_1012.jpg", {}, "Fuite"),
    ("PXL_20251122_073000123.jpg", {}, "Photo – PXL_20251122_073000123"),
    ("portrait de la cuve.jpg", {}, "Portrait de la cuve"),
    ("robinet 3.jpg", {"camera": "x"}, "Photo – robinet 3"),
    ("photo du cadre.jpg", {}, "Photo du cadre"),
    ("brouillon.jpg", {}, "Brouillon"),
    ("colis_abime.jpg", {}, "Colis abime"),
]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("PXL_20260205_184512345.jpg", "Photo, 19 h 45"),
        ("PXL_20260205_184512345.PORTRAIT.jpg", "Photo, 19 h 45"),
        ("20260205_184512.jpg", "Photo, 19 h 45"),
        ("WhatsApp Image 2026-02-05 at 18.45.12.jpeg", "Image WhatsApp, 19 h 45"),
        ("Capture d’écran 2026-02-05 à 18.45.12.png", "Capture d’écran, 19 h 45"),
        ("DSC00012.JPG", "Photo – DSC00012"),
        ("fuite_20260205_1845.jpg", "Fuite"),
    ],
)
def test_no_title_names_another_clock_than_the_date_beside_it(name, expected):
    shown = datetime(2026, 2, 5, 19, 45, 12)
    said = propose_title(Draft(kind=FileKind.IMAGE), name=name, texts=FR, shown=shown)
    assert said.replace("\u00a0", " ") == expected


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_read_however_its_accents_are_written(form):
    name = unicodedata.normalize(form, "Capture d’écran 2026-01-17 à 23.05.41.png")
    assert title(Draft(kind=FileKind.IMAGE), name) == "Capture d’écran, 23 h 05"
    assert (
        title(Draft(kind=FileKind.PDF), unicodedata.normalize(form, "Facture payée.pdf")) == "Facture payée"
    )


@pytest.mark.parametrize(
    ("caption", "name", "expected"),
    [
        ("Dépenses du séjour VC-7K2Q9", "depenses.csv", "Dépenses du séjour VC-7K2Q9"),
        ("", "tracking.csv", "Tracking"),
    ],
)
def test_a_list_of_values_is_called_what_stands_above_its_columns(caption, name, expected):
    assert title(Draft(kind=FileKind.TEXT, subject=caption, facts={"rows": "3"}), name) == expected


@pytest.mark.parametrize(("name", "facts", "expected"), PICTURES)
def test_a_picture_says_how_it_was_made_and_what_its_name_adds(name, facts, expected):
    assert title(Draft(kind=FileKind.IMAGE, facts=facts), name) == expected


CHATS = [
    ({"messages": "4"}, "AuroraWings", "sms.xml", "Conversation par SMS avec AuroraWings"),
    (
        {"messages": "1", "with": "Ana, Bo"},
        "",
        "Discussion.txt",
        "Conversation avec Ana, Bo",
    ),
    ({}, "", "x.txt", "Conversation"),
]


@pytest.mark.parametrize(("facts", "sender", "name", "expected"), CHATS)
def test_a_chat_says_with_whom_and_not_how_long_since_it_may_be_cut(facts, sender, name, expected):
    assert title(Draft(kind=FileKind.CHAT, sender=sender, facts=facts), name) == expected


def test_a_page_says_its_title_and_where_it_stood():
    page = Draft(kind=FileKind.WEB, subject="Conditions générales", facts={"host": "www.site.example"})
    assert title(page) == "Page web « Conditions générales » (www.site.example)"
    assert (
        title(Draft(kind=FileKind.WEB, facts={"host": "www.site.example"}), "")
        == "Page web (www.site.example)"
    )
    assert title(Draft(kind=FileKind.WEB, subject="Suivi")) == "Page web « Suivi »"


def test_a_long_page_title_leaves_room_for_the_host():
    page = Draft(kind=FileKind.WEB, subject="mot " * 100, facts={"host": "www.site.example"})
    assert title(page).endswith("…» (www.site.example)".replace("…»", "… »"))


PAPERS = [
    ("Facture n° 2026-118 – Atelier", "x.pdf", "Facture n° 2026-118 – Atelier"),
    ("", "2026-03-12_Facture_EDF (1).pdf", "Facture EDF"),
    ("", "facture_12-03-2026.pdf", "Facture"),
    ("", "F2026-118.pdf", "F2026-118"),
    ("", "Scan_20260312_1012.pdf", "Document PDF – Scan_20260312_1012"),
    ("", "Scan0001.pdf", "Document PDF – Scan0001"),
    ("", "Scan0001 facture.pdf", "Facture"),
    ("", "20260312.pdf", "Document PDF – 20260312"),
    ("", "Sans titre.pdf", "Document PDF"),
    ("", "untitled (3).pdf", "Document PDF – untitled (3)"),
    ("", "pension_les_tilleuls.pdf", "Pension les tilleuls"),
    ("", "", "Document PDF"),
    ("Ligne\none\x00\u202etwo three four", "x.pdf", "Ligne one two three four"),
    # a bare heading says less than the name that a person gave
    ("FACTURE", "FACTURE.pdf", "Facture"),
    ("FACTURE", "2025-10-02 Facture chaudière.pdf", "Facture chaudière"),
    ("Service de médiation", "accusé réception médiateur.pdf", "Accusé réception médiateur"),
    ("Plan", "A3 plan.pdf", "A3 plan"),
    ("Ticket de caisse", "ticket.pdf", "Ticket de caisse"),
    ("Attestation de ramonage", "paysage.pdf", "Attestation de ramonage"),
    ("Devis n° 2025-0412", "devis signé par nous deux.pdf", "Devis n° 2025-0412"),
    (
        "Réclamation, porte voilée à la pose",
        "Lettre au vendeur du 3 mars.pdf",
        "Réclamation, porte voilée à la pose",
    ),
    ("Version n° 30 du 30 septembre 2021", "conditions de vente.pdf", "Conditions de vente"),
    ("Last updated 3 March 2026", "terms.pdf", "Terms"),
    ("Version longue du contrat", "x.pdf", "Version longue du contrat"),
    # no shouting
    ("RAPPEL DE PAIEMENT", "x.pdf", "Rappel de paiement"),
    ("DERNIER AVIS EDF F2026-118", "x.pdf", "Dernier avis EDF F2026-118"),
    ("LRAR", "x.pdf", "LRAR"),
    ("INVOICE / FACTURA No. 26-01877", "x.pdf", "Invoice / factura No. 26-01877"),
    ("FACTURE N° 12", "x.pdf", "Facture N° 12"),
    ("RECHNUNG Nr. 12", "x.pdf", "Rechnung Nr. 12"),
    ("Notre FACTURE", "x.pdf", "Notre FACTURE"),
    # code, tables and markup are no headings
    ("BEGIN:VCALENDAR", "rendez-vous technicien.ics", "Rendez-vous technicien"),
    ("Date;montant", "tableau frais.csv", "Tableau frais"),
    ("date,montant,motif", "frais.txt", "Frais"),
    ("alert(1)", "app.js", "App"),
    ("body{color:#222}", "style.css", "Style"),
    ("<html lang=fr>", "page enregistrée.txt", "Page enregistrée"),
    ("Réclamation (suite)", "x.pdf", "Réclamation (suite)"),
]


@pytest.mark.parametrize(("subject", "name", "expected"), PAPERS)
def test_a_paper_is_called_what_it_calls_itself_else_by_its_cleaned_name(subject, name, expected):
    assert title(Draft(kind=FileKind.PDF, subject=subject), name) == expected


@pytest.mark.parametrize("kind", FileKind)
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("relevé protégé.pdf", "Relevé protégé"),
        ("cassée.jpg", "Cassée"),
        ("IMG_0412.jpg", "IMG_0412"),
        ("20260312.pdf", "20260312"),
        ("winmail.dat", "Winmail"),
    ],
)
def test_what_cannot_be_read_is_called_by_its_name(kind, name, expected):
    assert title(Draft(kind=kind, state=State.PLACEHOLDER), name) == expected


def test_no_break_spaces_of_french_survive():
    answer = propose_title(mail(NOVA, LEA, "Re: Refus"), name="x", texts=FR)
    page = propose_title(Draft(kind=FileKind.WEB, subject="Suivi"), name="x", texts=FR)
    shot = propose_title(
        Draft(kind=FileKind.IMAGE), name="Capture d’écran 2026-03-18 à 09.41.07.png", texts=FR
    )
    assert "Re\u00a0: Refus" in answer
    assert "«\u00a0Suivi\u00a0»" in page
    assert shot.endswith("9\u00a0h\u00a041")
    assert one_line(answer + page + shot) == answer + page + shot


def test_the_grammar_speaks_the_dossiers_language():
    english = Texts("en")
    many = mail(NOVA, f"{LEA}, b@c.example, d@e.example", "x")
    assert title(many, texts=english) == "E-mail from NovaDesk to Lea Martin and 2 others – x"
    shot = Draft(kind=FileKind.IMAGE)
    assert title(shot, "Screenshot 2025-12-01 at 9.05.33 PM.png", english) == "Screenshot, 21:05"
    assert title(mail(NOVA, LEA, "Re: x"), texts=Texts("en")) == "E-mail from NovaDesk to Lea Martin – Re: x"


def test_a_long_title_is_cut_at_a_word():
    cut = title(mail(NOVA, LEA, "remboursement " * 30))
    assert len(cut) <= LONGEST
    assert cut.endswith("remboursement…")


@given(
    kind=st.sampled_from(FileKind),
    subject=st.text(max_size=200),
    sender=st.text(max_size=80),
    name=st.text(max_size=80),
    host=st.text(max_size=300),
)
def test_every_title_is_one_printable_line_and_never_empty(kind, subject, sender, name, host):
    draft = Draft(
        kind=kind, subject=subject, sender=sender, facts={"host": host, "messages": "3", "with": sender}
    )
    made = propose_title(draft, name=name, texts=FR)
    assert 1 <= len(made) <= LONGEST
    assert made == made.strip()
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in made)
