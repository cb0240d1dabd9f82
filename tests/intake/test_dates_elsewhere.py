"""Days that a paper says of something else: a balance to come, a law, what is to pay, a story's place."""

import pytest

from dossier.intake.dates.settle import dates_in_text
from dossier.model.piece import FileKind

_TERMS = {
    "Conditions générales de vente": (
        "Code de la consommation\nVersion en vigueur au 1er octobre 2021",
        "Convention de Montréal\nen vigueur le 28 juin 2004",
        "Soumises à la loi Hamon\nSociété Orélo\nVersion du 13 juin 2014",
    ),
    "Terms and Conditions": (
        "Consumer Rights Act 2015\neffective from 1 October 2015",
        "Montreal Convention\nin force from 28 June 2004",
    ),
    "Algemene voorwaarden": (
        "Wetboek van economisch recht\nvan toepassing vanaf 31 mei 2014",
        "Verdrag van Montreal\ngeldig vanaf 28 juni 2004",
    ),
    "Allgemeine Geschäftsbedingungen": (
        "Es gilt das Bürgerliche Gesetzbuch\nin der Fassung vom 2. Januar 2002",
        "Montrealer Übereinkommen\ngültig ab 28. Juni 2004",
    ),
    "Condiciones generales": ("Código de comercio\nEn vigor desde el 1 de mayo de 2014",),
    "Condizioni generali": ("Codice del consumo\nin vigore dal 6 settembre 2005",),
}
_BILLS = {
    "FACTURE n° 88123\nTotal 39,99 € TTC": (
        *("Prélèvement le 05/04/2026", "Prélèvement automatique le 05/04/2026", "1re mensualité 05/04/2026"),
        *(
            "Renouvellement 05/04/2027",
            "Installation le 05/04/2026",
            "Date d'installation : 05/04/2026",
            "Fin de garantie : 05/04/2028",
        ),
        *("À régler au plus tard le\n05/04/2026", "Prélèvement\nle 05/04/2026"),
        *(
            "Payé par prélèvement le 05/04/2026",
            "Travaux réalisés le 05/02/2026",
            "05/04/2026 prélèvement SEPA",
        ),
    ),
    "Factuur 12\nBedrag 39,99 EUR": (
        *("Incasso op 05/04/2026", "Domiciliëring 05/04/2026", "Verlenging op 05/04/2027"),
        "Ten laatste\n05/04/2026",
    ),
    "Invoice 12\nTotal 39.99": (
        *("Direct debit 15/04/2026", "To be paid on 15/04/2026", "First instalment 15/04/2026"),
        *("Renewal 15/04/2027", "Warranty ends\n15/04/2028"),
    ),
    "Rechnung Nr. 12\nBetrag 39,99 EUR": (
        *("Abbuchung am 15.04.2026", "SEPA-Lastschrift am 15.04.2026", "1. Rate 15.04.2026"),
        *("Garantieende 15.04.2028", "Zu zahlen\n15.04.2026"),
    ),
    "Factura 12\nImporte 39,99": ("Cargo en cuenta 15/04/2026", "1.ª cuota 15/04/2026"),
    "Fattura n. 12\nImporto 39,99": ("Addebito il 15/04/2026", "Prima rata 15/04/2026"),
}
NOT_DATED = [
    # with what a talk was about, or what was said in it
    "Appel au service client, ils disent que le colis est parti le 4 mars 2026",
    "Appel au SAV pour un rendez-vous le 4 mars 2026",
    "Gebeld met Telvora over de factuur van 4 maart 2026",
    "Telefonat mit Herrn Meier wegen der Rechnung vom 4. März 2026",
    "Call with support about the order of 4 March 2026",
    # not there yet
    "Suivi de colis\n20/03/2026 Pris en charge\nLivré d'ici le 25/03/2026",
    "Suivi de colis\n20/03/2026 Pris en charge\nSoyez livré le 25/03/2026",
    "Sendungsverfolgung\n16.03.2026 Abgeholt\n18.03.2026 In die Zustellbasis ausgeliefert",
    *(f"{title}\n{lines}" for title, rows in _TERMS.items() for lines in rows),
    *(f"{title}\n{line}" for title, rows in _BILLS.items() for line in rows),
    # a story that is cut before a place
    *(
        f"Jean Martin\n37000 Tours\n{story}"
        for story in (
            "Madame, Monsieur,\nj'ai visité votre magasin de\nTours le 3 février 2026\net acheté",
            "Madame, Monsieur,\nJ'ai acheté ce téléphone à la boutique de\nLyon, le 3 février 2026\net",
            "Madame, Monsieur,\nLe contrat a été signé dans vos locaux à\nParis, le 3 février 2026.",
            "Madame, Monsieur,\nAchat magasin Orélo\nTours 3 février 2026",
            "Dear Sir,\nI bought this telephone at your shop in\nLondon, 3 February 2026\nand",
            "Geachte heer,\nik kocht dit toestel in uw winkel te\nGent, 3 februari 2026\nen",
            "Sehr geehrte Damen,\nich war in Ihrem Laden in\nBerlin, den 3. Februar 2026\nund",
            "Estimados señores:\ncompré el teléfono en la tienda de\nMadrid, 3 de febrero de 2026",
            "Gentili Signori,\nho comprato il telefono nel negozio di\nRoma, 3 febbraio 2026",
        )
    ),
]
_BALANCES = {
    "Relevé de compte\nSolde créditeur au 31/03/2026 : 120,00": (
        "Prochain relevé arrêté au 30/04/2026",
        "Prochain relevé\narrêté au 30/04/2026",
        "Période suivante du 01/04/2026 au 30/04/2026",
        "Solde prévisionnel : solde créditeur au 30/04/2026 : 20,00",
        "Taux d'intérêt débiteur arrêté au 31/12/2026",
        "Solde débiteur au 05/04/2026 prélevé sur votre compte",
    ),
    "Account statement\nClosing balance 31/03/2026 £120": (
        "Your next statement closing date 30/04/2026",
        "Minimum payment will be taken from new balance 20/04/2026",
    ),
    "Kontoauszug\nKontostand am 31.03.2026 120 EUR": ("Nächster Kontostand am 30.04.2026",),
    "Rekeninguittreksel\nNieuw saldo op 31/03/2026": ("Volgend uittreksel: saldo op 30/04/2026",),
    "Extracto de cuenta\nSaldo final a 31/03/2026": ("Próximo extracto: saldo final a 30/04/2026",),
    "Estratto conto\nSaldo finale al 31/03/2026": ("Prossimo estratto: saldo finale al 30/04/2026",),
}
DATED = [
    *((f"{paper}\n{line}", "2026-03-31") for paper, rows in _BALANCES.items() for line in rows),
    # the terms' own day, beside a law
    ("Conditions générales\nLoi du 17 mars 2014\nLes présentes sont en vigueur au 01/10/2025", "2025-10-01"),
    ("Conditions générales\nOrélo, code APE 4791B\nVersion du 01/10/2025", "2025-10-01"),
    # the bill's own day, beside what is to pay or was done
    ("FACTURE n° 8\nDate : 02/03/2026\nPrélèvement le 05/04/2026", "2026-03-02"),
    ("FACTURE N° 2026-118 02/03/2026\nTotal 12 €", "2026-03-02"),
    ("FACTURE 2026-118\n02/03/2026 18:02\nTotal 12 €", "2026-03-02"),
    ("Facture d'acompte du 02/03/2026\nTotal 12 €", "2026-03-02"),
    ("Facture d'installation n° 8 du 02/03/2026\nTotal 12 €", "2026-03-02"),
    ("Reçu\nPayé par prélèvement le 05/04/2026\nMontant 12 €", "2026-04-05"),
    # a letter's own place
    ("Jean\nMadame,\nMerci.\nFait en deux exemplaires à\nTours, le 3 mars 2026", "2026-03-03"),
    ("Jean\n37000 Tours\nMadame,\nMerci.\nCordialement\nTours le 3 mars 2026", "2026-03-03"),
]


@pytest.mark.parametrize("text", NOT_DATED)
def test_a_day_of_something_else_is_only_offered(text):
    found = dates_in_text(text, kind=FileKind.PDF)
    assert found.own is None
    assert found.others


@pytest.mark.parametrize(("text", "expected"), DATED)
def test_it_leaves_the_papers_own_day(text, expected):
    own = dates_in_text(text, kind=FileKind.PDF).own
    assert own is not None
    assert str(own.at.date()) == expected
