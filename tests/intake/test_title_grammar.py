"""Titles as people would say them: elision and contraction, sent and received, names in natural case."""

import pytest

from dossier.intake.sorting.title_case import natural_name
from dossier.intake.sorting.title_cut import LONGEST
from dossier.intake.sorting.title_grammar import named, shown_on_screen, title_words
from dossier.intake.sorting.titles import propose_title
from dossier.model.draft import Draft
from dossier.model.piece import FileKind
from dossier.texts.catalogue import Texts

FR, EN = Texts("fr"), Texts("en")
OWN = frozenset({"lea@example.org"})
LEA = "Léa Martin <lea@example.org>"

NAMES = [
    ("NovaDesk", "de NovaDesk", "à NovaDesk", "avec NovaDesk"),
    ("Aurora Wings", "d’Aurora Wings", "à Aurora Wings", "avec Aurora Wings"),
    ("Électro Sud", "d’Électro Sud", "à Électro Sud", "avec Électro Sud"),
    ("Œuvres & Cie", "d’Œuvres & Cie", "à Œuvres & Cie", "avec Œuvres & Cie"),
    ("Yves Petit", "d’Yves Petit", "à Yves Petit", "avec Yves Petit"),
    ("Yann Petit", "de Yann Petit", "à Yann Petit", "avec Yann Petit"),
    ("Ouisport", "de Ouisport", "à Ouisport", "avec Ouisport"),
    ("Service client", "du Service client", "au Service client", "avec le Service client"),
    ("équipe NovaDesk", "de l’équipe NovaDesk", "à l’équipe NovaDesk", "avec l’équipe NovaDesk"),
    ("Relation Client", "de la Relation Client", "à la Relation Client", "avec la Relation Client"),
    ("Le Bon Meuble", "du Bon Meuble", "au Bon Meuble", "avec le Bon Meuble"),
    ("Les Tilleuls", "des Tilleuls", "aux Tilleuls", "avec les Tilleuls"),
    ("Leroux", "de Leroux", "à Leroux", "avec Leroux"),
    ("a@b.example", "de a@b.example", "à a@b.example", "avec a@b.example"),
    ("+32470000000", "de +32470000000", "à +32470000000", "avec +32470000000"),
    ("—", "de —", "à —", "avec —"),
]


@pytest.mark.parametrize(("name", "of", "to", "together"), NAMES)
def test_french_elides_and_contracts_before_a_name(name, of, to, together):
    assert (named("of", name, FR), named("to", name, FR), named("with", name, FR)) == (of, to, together)


@pytest.mark.parametrize("name", [name for name, *_ in NAMES])
def test_english_leaves_names_alone(name):
    said = (named("of", name, EN), named("to", name, EN), named("with", name, EN))
    assert said == (f"from {name}", f"to {name}", f"with {name}")


@pytest.mark.parametrize(
    ("written", "natural"),
    [
        ("LUCAS VANDENBROUCKE", "Lucas Vandenbroucke"),
        ("ANNE-MARIE DE LA TOUR", "Anne-Marie de la Tour"),
        ("NOVADESK", "Novadesk"),
        ("SNCF CONNECT", "SNCF Connect"),
        ("EDF ENERGIE", "EDF Energie"),
        ("JEAN DUPONT", "Jean Dupont"),
        ("jean dupont", "Jean Dupont"),
        ("LIGNE D’OR", "Ligne d’Or"),
        ("SEAN O'BRIEN", "Sean O'Brien"),
        ("EDF", "EDF"),
        ("eBay", "eBay"),
        ("leboncoin", "leboncoin"),
        ("service client novadesk", "service client novadesk"),
        ("McDonald Frères", "McDonald Frères"),
        ("", ""),
    ],
)
def test_names_are_written_as_names(written, natural):
    assert natural_name(written) == natural


def mail(sender, to, subject="Refus") -> Draft:
    return Draft(kind=FileKind.EMAIL, sender=sender, recipients=to, subject=subject)


@pytest.mark.parametrize(
    ("draft", "french", "english"),
    [
        (
            mail("NovaDesk <sav@nova.example>", LEA, "Réponse à la réclamation"),
            "Courriel de NovaDesk – Réponse à la réclamation",
            "E-mail from NovaDesk – Réponse à la réclamation",
        ),
        (
            mail(LEA, "SERVICE CLIENT <sav@nova.example>"),
            "Courriel au Service Client – Refus",
            "E-mail to Service Client – Refus",
        ),
        (mail("AURORA WINGS <a@aw.example>", LEA, "RE: Vol"), "Courriel d’Aurora Wings – Re : Vol", None),
        (
            mail("a1b2c3@marketplace.amazon.fr", LEA),
            "Courriel de marketplace.amazon.fr – Refus",
            "E-mail from marketplace.amazon.fr – Refus",
        ),
        # to oneself, and between others, both are named
        (mail(LEA, LEA), "Courriel de Léa Martin à Léa Martin – Refus", None),
        (mail("Ana <a@b.example>", "Bo <b@c.example>"), "Courriel d’Ana à Bo – Refus", None),
    ],
)
def test_a_mail_is_received_from_or_sent_to_somebody(draft, french, english):
    said = propose_title(draft, name="x.eml", texts=FR, own=OWN)
    assert said.replace("\u00a0", " ") == french
    assert english is None or propose_title(draft, name="x.eml", texts=EN, own=OWN) == english


def test_a_long_subject_is_cut_at_a_word():
    said = propose_title(mail("NovaDesk <x@n.example>", LEA, "mot entier " * 30), name="x", texts=FR, own=OWN)
    assert len(said) <= LONGEST == 120
    assert said.endswith(("mot…", "entier…"))


@pytest.mark.parametrize(
    ("about", "shows", "rest"),
    [
        ("suivi colis livré", "tracking", "colis livré"),
        ("du suivi de la commande 12", "tracking", "commande 12"),
        ("track and trace pakket", "tracking", "pakket"),
        ("mon compte", "account", ""),
        ("rien de tel", "", "rien de tel"),
        ("", "", ""),
    ],
)
def test_a_screenshot_says_what_it_shows(about, shows, rest):
    assert shown_on_screen(about) == (shows, rest)


@pytest.mark.parametrize("texts", [FR, EN])
def test_everything_a_screenshot_can_show_has_words(texts):
    for shows in title_words().screens.values():
        assert texts.has(f"title.screen_{shows}")


SHOTS = [
    (
        "Capture suivi colis livré.png",
        "Capture du suivi – colis livré",
        "Screenshot of the tracking – colis livré",
    ),
    ("Screenshot_20260312_121803_Tracking.png", "Capture du suivi", "Screenshot of the tracking"),
]


@pytest.mark.parametrize(("name", "french", "english"), SHOTS)
def test_a_screenshot_of_something_is_called_so(name, french, english):
    draft = Draft(kind=FileKind.IMAGE)
    assert propose_title(draft, name=name, texts=FR) == french
    assert propose_title(draft, name=name, texts=EN) == english


@pytest.mark.parametrize(
    ("facts", "name", "expected"),
    [
        ({"app": "WhatsApp", "with": "NOVADESK SAV"}, "x.zip", "Conversation WhatsApp avec Novadesk SAV"),
        (
            {"with": "Atelier Brume"},
            "Discussion WhatsApp avec X.txt",
            "Conversation WhatsApp avec l’Atelier Brume",
        ),
        ({"app": "Telegram"}, "result.json", "Conversation Telegram"),
        ({"with": "Ana"}, "sms-2026.xml", "Conversation par SMS avec Ana"),
    ],
)
def test_a_conversation_names_its_app_and_the_other(facts, name, expected):
    assert propose_title(Draft(kind=FileKind.CHAT, facts=facts), name=name, texts=FR) == expected


@pytest.mark.parametrize(
    ("subject", "text", "expected"),
    [
        (
            "Facture n° 2026-114",
            "NovaDesk SAS\n12 rue du Port\nFacture n° 2026-114",
            "Facture n° 2026-114 – NovaDesk SAS",
        ),
        ("Facture NovaDesk SAS", "NovaDesk SAS\n12 rue", "Facture NovaDesk SAS"),
        ("Facture n° 3 – NovaDesk", "Autre SARL", "Facture n° 3 – NovaDesk"),
        ("Facture n° 3", "sans forme", "Facture n° 3"),
        ("Constat", "NovaDesk SAS", "Constat"),
    ],
)
def test_an_invoice_says_whose_it_is_when_its_head_does(subject, text, expected):
    draft = Draft(kind=FileKind.PDF, subject=subject, text=text)
    assert propose_title(draft, name="f.pdf", texts=FR) == expected


def test_the_names_of_machines_say_nothing():
    draft = Draft(kind=FileKind.PDF)
    for name in ("3f2a9c1e-77aa-4c1d-9e2f-0a1b2c3d4e5f.pdf", "a3f2a9c1e77aa4c1d9e2f0a1b2c3d4e5f.pdf"):
        assert propose_title(draft, name=name, texts=FR) == "Document PDF"


ORDER = "Confirmation de votre commande de deux chaises pliantes et d’une table de jardin en acacia"


@pytest.mark.parametrize("number", ["n° 2026-118", "nr. 2026/118", "#118-2026", "numéro 118"])
def test_a_long_title_keeps_its_number(number):
    said = propose_title(
        mail("NovaDesk <x@n.example>", LEA, f"{ORDER} en notre magasin {number} du 3 mars"),
        name="x",
        texts=FR,
        own=OWN,
    )
    assert said.startswith("Courriel de NovaDesk – Confirmation de votre commande")
    assert said.endswith(f"… {number}")
    assert len(said) <= LONGEST


def test_a_title_that_shows_a_number_is_only_cut():
    said = propose_title(
        mail("NovaDesk <x@n.example>", LEA, f"N° 118 : {ORDER} et le dossier n° 220"),
        name="x",
        texts=FR,
        own=OWN,
    )
    assert said.endswith("…")
    assert "N° 118" in said


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("rdv.txt", "Rendez-vous"),
        ("Rdv garage.txt", "Rendez-vous garage"),
        ("fact. 118 velo.txt", "Facture 118 velo"),
        ("Le rdv du garage.txt", "Le rendez-vous du garage"),
        ("rdv-chez-moi.txt", "Rdv-chez-moi"),
        ("Refactoring.txt", "Refactoring"),
    ],
)
def test_short_forms_are_written_in_full(name, expected):
    assert propose_title(Draft(kind=FileKind.TEXT), name=name, texts=FR) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Note sans date.\n\nAppel du vendeur : il refuse.\n",
            "Note sans date – Appel du vendeur : il refuse",
        ),
        ("NOTE\n---\n12\nLe vélo est tombé en panne.", "NOTE – Le vélo est tombé en panne"),
        ("Note sans date.", "Note sans date"),
        ("Livraison refusée par Meubles S.A.", "Livraison refusée par Meubles S.A."),
    ],
)
def test_a_bare_note_says_its_first_words(text, expected):
    draft = Draft(kind=FileKind.TEXT, subject=text.partition("\n")[0], text=text)
    assert propose_title(draft, name="a.txt", texts=FR).replace("\u00a0", " ") == expected
