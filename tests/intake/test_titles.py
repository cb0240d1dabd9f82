"""Titles that say what a piece is, neutrally, on one line."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.titles import LONGEST, propose_title
from dossier.model.draft import Draft
from dossier.model.piece import FileKind
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
    (mail(NOVA, f"{LEA}, b@c.example, d@e.example", "x"), "Courriel de NovaDesk à Lea Martin +2 – x"),
    (mail('"Martin, Léa" <a@b.example>', LEA, "x"), "Courriel de Martin, Léa à Lea Martin – x"),
]


@pytest.mark.parametrize(("draft", "expected"), MAILS)
def test_a_mail_says_from_whom_to_whom_about_what(draft, expected):
    assert title(draft) == expected


PICTURES = [
    ("Screenshot_20260514_061203_Wallet.png", {}, "Capture d’écran – Wallet"),
    ("Capture d’écran 2026-03-18 à 09.41.07.png", {}, "Capture d’écran"),
    ("Screen Shot 2026-01-22 at 9.14.55\u202fPM.png", {}, "Capture d’écran"),
    ("Capture suivi colis.png", {}, "Capture d’écran – suivi colis"),
    ("Screenshot_2026-03-12-12-18-03-123_com.whatsapp.png", {}, "Capture d’écran"),
    ("Bildschirmfoto 2026-01-22 um 21.14.55.png", {}, "Capture d’écran"),
    ("IMG_0412.PNG", {"screenshot": "1"}, "Capture d’écran"),
    ("IMG_20260312_121803.jpg", {}, "Photo – IMG_20260312_121803"),
    ("IMG-20260313-WA0004.jpg", {}, "Photo – IMG-20260313-WA0004"),
    ("20260514_055210.heic", {"camera": "x"}, "Photo – 20260514_055210"),
    ("taxi.jpg", {"camera": "x"}, "Photo – taxi"),
    ("photo du cadre.jpg", {}, "Photo du cadre"),
    ("note.jpg", {}, "Note"),
    (
        "WhatsApp Image 2026-03-13 at 10.12.14 (1).jpeg",
        {},
        "Image – WhatsApp Image 2026-03-13 at 10.12.14 (1)",
    ),
    ("colis_abime.jpg", {}, "Colis abime"),
    ("123456.jpg", {}, "Image – 123456"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), PICTURES)
def test_a_picture_says_how_it_was_made_and_what_its_name_adds(name, facts, expected):
    assert title(Draft(kind=FileKind.IMAGE, facts=facts), name) == expected


CHATS = [
    ({"messages": "4"}, "AuroraWings", "sms.xml", "SMS échangés avec AuroraWings (4 messages)"),
    (
        {"messages": "1", "with": "Ana, Bo"},
        "",
        "Discussion.txt",
        "Messages échangés avec Ana, Bo (1 message)",
    ),
    ({}, "", "x.txt", "Messages"),
]


@pytest.mark.parametrize(("facts", "sender", "name", "expected"), CHATS)
def test_a_chat_says_with_whom_and_how_long(facts, sender, name, expected):
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
    ("Facture n° 2026-118 – Hôtel", "x.pdf", "Facture n° 2026-118 – Hôtel"),
    ("", "2026-03-12_Facture_EDF (1).pdf", "Facture EDF"),
    ("", "facture_12-03-2026.pdf", "Facture"),
    ("", "F2026-118.pdf", "F2026-118"),
    ("", "Scan_20260312_1012.pdf", "Document PDF"),
    ("", "20260312.pdf", "Document PDF"),
    ("", "hotel_zaventem.pdf", "Hotel zaventem"),
    ("", "", "Document PDF"),
    ("Ligne\none\x00\u202etwo", "x.pdf", "Ligne one two"),
]


@pytest.mark.parametrize(("subject", "name", "expected"), PAPERS)
def test_a_paper_is_called_what_it_calls_itself_else_by_its_cleaned_name(subject, name, expected):
    assert title(Draft(kind=FileKind.PDF, subject=subject), name) == expected


def test_the_grammar_speaks_the_dossiers_language():
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
