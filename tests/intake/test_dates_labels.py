"""Weekdays, places and labels around a paper's own day, in six languages."""

import pytest

from dossier.model.piece import FileKind
from tests.support.dated import is_dated, is_only_offered, own

_LETTER_FR = "Nadia Ferréol\n14 rue des Tanneurs\n37000 Tours\n{}\nObjet : panne\nMadame, Monsieur,"

DATED = [
    # a weekday cut short
    ("FACTURE F-12\nDate de facture : ven. 17/04/2026\nÉchéance : dim. 17/05/2026", "2026-04-17"),
    ("FACTURE F-12\nDate : ven 17 avril 2026\nÉchéance : 17/05/2026", "2026-04-17"),
    ("Invoice 12\nInvoice date: Fri. 17 April 2026\nDue date: 17 May 2026", "2026-04-17"),
    ("Rechnung 12\nRechnungsdatum: Fr. 17.04.2026\nFällig: So. 17.05.2026", "2026-04-17"),
    ("Rechnung 12\nRechnungsdatum: Fr 17.04.2026\nFällig: So 17.05.2026", "2026-04-17"),
    ("Factuur 12\nFactuurdatum: vr. 17-04-2026\nVervaldatum: zo. 17-05-2026", "2026-04-17"),
    ("Factura 12\nFecha: vie. 17/04/2026\nVencimiento: dom. 17/05/2026", "2026-04-17"),
    ("Fattura 12\nData: ven. 17/04/2026\nScadenza: dom. 17/05/2026", "2026-04-17"),
    # a place
    ("Claire\nEsch/Alzette, den 1. April 2026\nSehr geehrte Damen und Herren,", "2026-04-01"),
    ("Sophie\nMilano, lì 9 aprile 2026\nOggetto: reclamo\nGentili Signori,\nil 28 marzo 2026", "2026-04-09"),
    ("Sophie\nMadrid, a 9 de abril de 2026\nEstimados señores:\nel 28 de marzo de 2026", "2026-04-09"),
    ("Sophie\nEn Madrid, a 9 de abril de 2026\nEstimados señores:\nel 28 de marzo de 2026", "2026-04-09"),
    (_LETTER_FR.format("Tours le 20 mars 2026"), "2026-03-20"),
    (_LETTER_FR.format("À Tours le 20 mars 2026"), "2026-03-20"),
    (_LETTER_FR.format("Tours 20 mars 2026"), "2026-03-20"),
    (_LETTER_FR.format("En Avignon, le 20 mars 2026"), "2026-03-20"),
    *(
        (f"Joke\n{address}\nAntwerpen 9 februari 2026\nGeachte,", "2026-02-09")
        for address in (
            "Meir 12, 2018 Antwerpen",
            "B-2000 Antwerpen",
            "Joke, Meir 3 – 9000 Antwerpen",
            "Meir 3 9000 Antwerpen",
        )
    ),
    ("Joke\nKouter 3, 9000 Gent\nGent 9 februari 2026\nGeachte,", "2026-02-09"),
    ("Joke\nGeachte,\nopgezegd op 10/11/2025\nGedaan te Gent, 9 februari 2026", "2026-02-09"),
    ("Joke\nGeachte,\nopgezegd op 10/11/2025\nGedaan te Gent op 9 februari 2026", "2026-02-09"),
    ("Nora\nFriedrichstraße 3, 10117 Berlin\nBerlin den 9. Februar 2026\nSehr geehrte Damen", "2026-02-09"),
    # a label with two words
    ("LIEFERSCHEIN\nAuftrag 40071\nDatum / Date: 02.03.2026", "2026-03-02"),
    ("Reklamation\nTransaktion 18/01/2026\nOrt, Datum: Esch-sur-Alzette, 16.04.2026", "2026-04-16"),
    (
        "Formulaire de contestation\nOpération du 18/01/2026\nDate et signature : 16/04/2026 C. W.",
        "2026-04-16",
    ),
    ("Formulaire\nOpération du 18/01/2026\nLieu et date : Lyon, le 16/04/2026", "2026-04-16"),
    ("Formulier\nVerrichting van 18/01/2026\nPlaats en datum: Gent, 16/04/2026", "2026-04-16"),
    ("Claim form\nTransaction of 18/01/2026\nPlace and date: Dover, 16 April 2026", "2026-04-16"),
    ("Rechnung\nRechnungsdatum/Leistungsdatum: 25.02.2026\nFällig: 11.03.2026", "2026-02-25"),
    ("Rechnung\nRechnungs- und Lieferdatum: 25.02.2026\nFällig: 11.03.2026", "2026-02-25"),
    ("Facture 12\nDate de facture / livraison : 25/02/2026\nÉchéance : 11/03/2026", "2026-02-25"),
    # a label of one kind of paper
    ("Creditnota CN-1\nDatum creditnota: 16/03/2026\nBetreft factuur TV-2 van 03/12/2025", "2026-03-16"),
    ("Telvora SA\nDate de la lettre : 20/02/2026\nVotre lettre du 09/02/2026\nMadame,", "2026-02-20"),
    ("BON DE LIVRAISON\nBL n° 88120 du 19/01/2026\nCommande 24018 du 18/01/2026", "2026-01-19"),
    # Spanish and Italian papers
    ("FACTURA 2026/017\nFecha: 07/04/2026\nVencimiento: 22/04/2026\nCliente: Sophie", "2026-04-07"),
    ("Factura nº 12\nFecha factura: 07/04/2026\nFecha vencimiento: 22/04/2026", "2026-04-07"),
    ("Fattura n. 45 del 07/04/2026\nScadenza: 22/04/2026\nCliente: Sophie", "2026-04-07"),
    ("FATTURA\nNumero 45\nData 07/04/2026\nScadenza pagamento 22/04/2026", "2026-04-07"),
    ("Ricevuta di pagamento\nData: 07/04/2026\nPagato il 06/04/2026\nTotale 85,00 €", "2026-04-07"),
    ("Estratto conto\nPeriodo dal 01/01/2026 al 31/01/2026\n12/01/2026 VACANZE 1.185,00", "2026-01-31"),
    ("Conferma di prenotazione\nData prenotazione: 11/01/2026\nArrivo 28/03/2026", "2026-01-11"),
    ("Confirmación de reserva\nFecha de reserva: 11/01/2026\nLlegada: 28/03/2026", "2026-01-11"),
    ("Preventivo n. 7 del 30 marzo 2026\nValido fino al 30 aprile 2026", "2026-03-30"),
    ("Sollecito di pagamento\nMilano, 3 aprile 2026\nFattura n. 33 del 01/02/2026", "2026-04-03"),
]

NOT_DATED = [
    # a word with a capital is no place unless an address says so
    "Nadia\nPanne le 20 mars 2026\nObjet : panne\nMadame, Monsieur,",
    "Sophie\n75001 Paris\nRetrait le 20 mars 2026\nMadame, Monsieur,",
    # what stands behind figures is no town
    *(
        f"Nadia\nMadame,\n{story}"
        for story in (
            "commande 88120 colis\nColis 20/03/2026",
            "Contrat 88120 signature\nSignature le 20 mars 2026",
            "Contrat 88120 Signature\nSignature le 20 mars 2026",
            "réf 88120 intervention\nIntervention le 20 mars 2026",
            "relevé : 4500 km\nKm 20/03/2026",
            "J’ai payé 1500 Euros\nEuros 12/03/2026",
            "achat 12 mars 2026 panne\npanne 20/03/2026",
            "achat 12 mars, 2026 Suite\nSuite 20/03/2026",
            "achat 12/03/2026 Suite\nSuite 20/03/2026",
            "2026 Suite\nSuite 20/03/2026",
            "37000 Tours\ntours 20/03/2026",
        )
    ),
    "Nadia\n" + "Ligne\n" * 10 + "88120 Suite\nMadame,\nSuite 20/03/2026",
    # nor is what goes on with a story, or what was sent or received
    *(
        f"Nadia\nMadame,\n{words} 20 mars 2026\nj’ai appelé."
        for words in (
            *("En retard, le", "En Retard, le", "Ensuite, le", "ensuite, le", "Panne, le", "Finalement, le"),
            *(
                "Sans réponse, le",
                "Hélas, le",
                "Courrier reçu trop tard, le",
                "Lettre recommandée à Orélo, le",
            ),
            *("Courrier reçu le", "Facture n° 33 du", "Lettre reçue le", "Réclamation reçue le"),
        )
    ),
    "Nadia\nMadame,\n12/03/2026 à Carrefour",
    "Joke\nBrief ontvangen op 12/03/2026",
    "Sehr geehrte Damen,\nRechnung 12 vom 01.02.2026",
    # what a letter is about, in every language
    *(
        f"Joke\n{subject}: FACTUUR 33\nGeachte,\nFactuurdatum: 01/02/2026"
        for subject in (
            "Betreft",
            "Onderwerp",
            "Oggetto",
            "Asunto",
            "Betreff",
            "Objet",
            "Concerne",
            "Subject",
        )
    ),
    "Théâtre du Port\n75001 Paris\nParis le 14 mai 2026\nRang B",
    "Concert des Lilas\nLieu et date : Paris, le 14 mai 2026\nRang B",
    "Vernissage\nEinladung\nOrt, Datum: Berlin, 14.05.2026",
    "Invitation\nChère Madame,\n69003 Lyon\nLyon, 14 mai 2026",
    "Reclamo\nOrdine n. 77 del 18/01/2026\nGentili Signori,",
    "Dernier paiement. Solde au. 12/03/2026",
    # Spanish and Italian papers of something else
    "Biglietto\nData: 14/05/2026\nPosto 12",
    "Billete de tren\nFecha: 14/05/2026\nCoche 4",
    "Prenotazione\nData: 14/05/2026\n2 persone",
    "Fattura n. 33\nScadenza: 22/04/2026",
    "Factura 12\nFecha de vencimiento: 22/04/2026",
    "Disdetta\nContratto del 2 gennaio 2024",
    "La vostra fattura del 2 gennaio 2026",
    "Gentile cliente,\nconsegna entro il 12/03/2026",
    "Estimada clienta:\nentrega hasta el 12/03/2026",
]

CALLS = [
    "Appel au service client le 14/01/2026 à 14 h 35, 22 minutes d’attente.",
    "Gebeld met Telvora op 14 januari 2026 om 14u35. Kevin belooft een creditnota.",
    "Appel au 0800 12 345 le 14/01/2026 à 14 h 35, 22 minutes d’attente.",
    "Appel téléphonique du 14/01/2026 à 14 h 35",
    "Telefonat mit Herrn Lang am 14.01.2026 um 14:35 Uhr",
    "Call with Kevin on 14 January 2026 at 14:35",
]


@pytest.mark.parametrize(("text", "expected"), DATED)
def test_a_paper_is_dated_by_the_words_around_its_day(text, expected):
    assert is_dated(text, expected)


@pytest.mark.parametrize("text", NOT_DATED)
def test_a_day_of_something_else_is_only_offered(text):
    assert is_only_offered(text)


@pytest.mark.parametrize("text", CALLS)
def test_a_note_of_a_call_is_of_the_day_and_hour_of_the_call(text):
    moment = own(f"{text}\nVoici la suite.", FileKind.TEXT)
    assert moment is not None
    assert str(moment.at) == "2026-01-14 14:35:00"


@pytest.mark.parametrize(
    "text",
    [
        "Appel de fonds pour le 14/01/2026\nSyndic",
        "Lyon, le 3 mars 2026\nMadame,\nAppel au service client le 14/01/2026",
        "Appel à la grève du 14/01/2026",
        "Call before 14 January 2026",
        "Appel interjeté le 14/01/2026",
        "Appel du 14/01/2026",
        "Appel en garantie du 14/01/2026",
        "Appel au boycott du 14/01/2026",
        "Chat perdu le 14/01/2026",
        "Call with Kevin scheduled on 14 January 2026",
    ],
)
def test_a_call_further_down_or_to_come_dates_nothing(text):
    moment = own(text, FileKind.TEXT)
    assert moment is None or str(moment.at.date()) == "2026-03-03"
