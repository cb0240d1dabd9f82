"""Case numbers of acknowledgements: found where they are surely one, left alone elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.mail.case import find_case_number
from tests.support.mails import PLAIN, mail, without
from tests.support.reading import Desk

FOUND = [
    ("", "Votre demande n° 2026-12345 a bien été enregistrée.", "2026-12345"),
    (
        "",
        "Nous accusons réception de votre réclamation. Référence du dossier : FR-2026-004512.",
        "FR-2026-004512",
    ),
    ("", "Dossier n°2026/118. Répondez à cet e-mail directement.", "2026/118"),
    ("[Ticket#2026031210001234] Votre message", "Nous avons bien reçu votre message.", "2026031210001234"),
    ("", "Votre signalement a bien été transmis. Numéro de signalement : AB12C3D4", "AB12C3D4"),
    ("", "Votre saisine a bien été enregistrée sous le numéro M2026-0042.", "M2026-0042"),
    ("", "Votre dossier a été enregistré sous la référence 2026-SAI-0042", "2026-SAI-0042"),
    ("", "Réclamation prise en compte : elle a bien été prise en compte, dossier n° 5512-26", "5512-26"),
    ("", "We have received your request. Case number: 00123456", "00123456"),
    ("", "Your complaint has been registered under reference number ECC/FR/2026/123.", "ECC/FR/2026/123"),
    ("Ticket (#5290765) created", "Thank you for contacting us. Ticket ID: 5290765", "5290765"),
    ("", "Wir bestätigen den Eingang Ihrer Anfrage. Ihr Aktenzeichen lautet: 2026/4711-SB", "2026/4711-SB"),
    ("", "Ihr Fall wurde unter der Nummer 2026-5512 angelegt", "2026-5512"),
    ("", "Ihre Anfrage wurde registriert. Vorgangsnummer: 123-456-789", "123-456-789"),
    ("", "Wij hebben uw klacht ontvangen. Uw dossiernummer is: 2026-00815.", "2026-00815"),
    ("", "Uw melding is geregistreerd onder nummer M2603-1234", "M2603-1234"),
]
LEFT = [
    "Votre demande n° 2026-12345 est en cours d’examen.",
    "Votre commande n° 123456 a bien été enregistrée.",
    "Nous avons bien reçu votre demande concernant la commande n° 998877.",
    "Nous avons bien reçu votre demande du 12/03/2026.",
    "Nous accusons réception de votre réclamation. Facture n° F2026-001.",
    "Votre demande a bien été enregistrée. Numéro de suivi : 6A12345678901",
    "Votre demande a bien été enregistrée. Numéro de commande : 12345678",
    "Votre demande relative à la commande a été enregistrée sous le numéro 2026-12345.",
    "A bien été enregistré : dossier n° 2026-11, dossier n° 2026-22",
    "We have received your order. Order number: 00123456",
    "Wir bestätigen den Eingang. Ihre Bestellnummer: 12345678",
    "Wij hebben uw vraag ontvangen. Klantnummer: 12345678",
]


@pytest.mark.parametrize(("subject", "words", "number"), FOUND)
def test_a_number_that_is_called_the_case_s_is_found(subject, words, number):
    found = find_case_number(subject, words, sender="contact@cec.example")

    assert found is not None
    assert found.number == number


@pytest.mark.parametrize("words", LEFT)
def test_other_numbers_and_other_mails_are_left_alone(words):
    assert find_case_number("Votre commande", words, sender="sav@nova.example") is None


def test_nobody_acknowledges_nothing():
    assert find_case_number(*FOUND[0][:2], sender="") is None


@given(st.text(max_size=200), st.sampled_from([row[1] for row in FOUND] + LEFT))
def test_any_words_are_looked_at_and_a_number_is_one_of_theirs(words, known):
    found = find_case_number(words, known + words, sender="a@b.example")

    assert found is None or len(found.number) >= 4


@pytest.mark.parametrize("words", ["dossier : ", "dossier n° ", "1a-", "numero de la ", " "])
def test_endless_repeats_are_looked_at_once(words):
    text = "a bien été enregistré " + words * 20_000

    assert find_case_number("", text, sender="a@b.example") is None


def test_the_draft_carries_the_number_and_says_so(tmp_path):
    header = ("From: CEC France <contact@cec.example>", *without("from"))
    draft = Desk(tmp_path).read(mail(FOUND[0][1].encode(), PLAIN, header=header))

    (told,) = draft.findings
    assert draft.case_number == "2026-12345"
    assert (told.code, told.params) == (
        "case-number-found",
        {"number": "2026-12345", "sender": "CEC France <contact@cec.example>"},
    )
