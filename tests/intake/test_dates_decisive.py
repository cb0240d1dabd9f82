"""Papers of many days of which one decides: parcels, general terms, balances, delivery notes, shops."""

import pytest

from dossier.intake.dates.settle import dates_in_name, dates_in_text
from dossier.model.piece import FileKind
from tests.support.dated import is_dated, is_only_offered, own
from tests.support.patience import patience

DATED = [
    # a parcel's way: the day on which it was handed over
    (
        "Suivi de votre envoi 8Q00712345678\nVotre colis a été livré le 22/01/2026\nHistorique\n"
        "jeu. 22 janvier 14:12 Livré\nmer. 21 janvier 17:40 Absence du destinataire",
        "2026-01-22",
    ),
    (
        "Track & trace\nZending 3232 0012\n22/01/2026 14:12 Geleverd\n21/01/2026 08:00 Onderweg\n"
        "19/01/2026 16:55 Afgegeven",
        "2026-01-22 14:12",
    ),
    ("Sendungsverfolgung\n12.03.2026 Zustellung nicht möglich\n13.03.2026 Zugestellt", "2026-03-13"),
    ("Parcel tracking\n10 March 2026 In transit\n12 March 2026 Delivered", "2026-03-12"),
    ("Seguimiento de tu envío\n10/03/2026 En tránsito\n12/03/2026 Entregado", "2026-03-12"),
    ("Tracciamento spedizione\n10/03/2026 In transito\n12/03/2026 Consegnata", "2026-03-12"),
    # the same, printed: what was seen, when it was seen; its steps are none
    (
        "06/02/2026 19:33 Suivi LK448812093FR - Colis+\nhttps://colis.example/suivi 1/1\nLivré\n"
        "22/01/2026 14:12 Votre colis est livré\n21/01/2026 17:40 Destinataire absent",
        "2026-02-06 19:33",
    ),
    ("Votre colis est livré\nNuméro de suivi LK448812093FR\nLivré le 22/01/2026", "2026-01-22"),
    ("Ihr Paket wurde zugestellt\nZugestellt am 22.01.2026\nBestellt am 17.01.2026", "2026-01-22"),
    ("Uw pakket is bezorgd\nBezorgd op 22/01/2026", "2026-01-22"),
    ("Your parcel has been delivered\nDelivered 22 January 2026", "2026-01-22"),
    *(
        (f"Suivi de colis\n09/03/2026 Pris en charge\n12 mai 2026 {step}", "2026-05-12")
        for step in (
            *("Livré", "Colis LIVRÉ", "Commande livrée", "Livré en boîte aux lettres", "Livré au gardien"),
            *("Remis contre signature au destinataire", "Retiré au point relais", "Retiré par le client"),
            *("Delivered, left with neighbour", "Collected by the customer", "Zugestellt an Empfänger"),
            *(
                "Overhandigd aan de ontvanger",
                "Zugestellt – Teillieferung 2 von 3",
                "Entregado",
                "Consegnato",
            ),
        )
    ),
    # general terms: their version
    ("Conditions générales\nVersion du 1er janvier 2026", "2026-01-01"),
    ("Conditions générales de vente\nEn vigueur au 1er octobre 2025\nLoi du 17 mars 2014", "2025-10-01"),
    ("Conditions générales d’utilisation\nDernière mise à jour : 12/12/2025\nArticle 1", "2025-12-12"),
    ("Conditions générales de vente (version 3.2 du 01/10/2025)\nArticle 1", "2025-10-01"),
    ("Algemene voorwaarden\nVersie van 1 juli 2025\nWet van 13 juni 2005", "2025-07-01"),
    ("Algemene voorwaarden\nVan toepassing vanaf 01/07/2025", "2025-07-01"),
    (
        "Allgemeine Geschäftsbedingungen\nStand: 01.11.2025\nBGB in der Fassung vom 1. Januar 2022",
        "2025-11-01",
    ),
    ("AGB\nGültig ab 01.11.2025", "2025-11-01"),
    ("Terms and Conditions\nLast updated: 3 November 2025", "2025-11-03"),
    ("Terms of sale\nEffective from 1 May 2026", "2026-05-01"),
    ("Termini e condizioni d’uso\nUltimo aggiornamento: 3 novembre 2025", "2025-11-03"),
    ("Condiciones generales\nEn vigor desde el 1 de mayo de 2026", "2026-05-01"),
    ("Conditions générales\nVersion du 01/10/2025\nImprimé le 12/03/2026", "2026-03-12"),
    # statements: the balance that closes
    ("RELEVE DE COMPTE\nSOLDE CREDITEUR AU 31.12.2025 802\nSOLDE CREDITEUR AU 30.01.2026 1565", "2026-01-30"),
    ("Relevé\nAncien solde créditeur au 31/12/2025\nNouveau solde créditeur au 30/01/2026", "2026-01-30"),
    ("Rekeningafschrift\nVorig saldo op 30.01.2026 3.977\nSaldo op 27.02.2026 6.233", "2026-02-27"),
    ("Estratto conto\nSaldo iniziale al 31/12/2025\nSaldo finale al 31/01/2026", "2026-01-31"),
    ("Extracto de cuenta\nSaldo inicial a 31/12/2025\nSaldo final a 31/01/2026", "2026-01-31"),
    ("Kontoauszug\nAlter Kontostand 31.12.2025 80\nNeuer Kontostand 30.01.2026 90", "2026-01-30"),
    ("Statement\nOpening balance 1 Jan 2026\nClosing balance 31 Jan 2026\nIssued 2 Feb 2026", "2026-01-31"),
    ("Relevé édité le 3 février 2026\nAncien solde au 02/01/2026\nNouveau solde au 02/02/2026", "2026-02-02"),
    (
        "Crédit du Val\nRelevé n° 1 arrêté au 30/01/2026\nIntérêts débiteurs au 31/12/2025 : 0,00",
        "2026-01-30",
    ),
    ("Crédit de Touraine\nDate d’arrêté : 30 janvier 2026\nAncien solde au 31.12.2025 802,11", "2026-01-30"),
    ("Décompte de charges\nPériode du 01/01/2025 au 31/12/2025\nÉtabli le 15/03/2026", "2026-03-15"),
    # what was handed over, and to whom it was
    ("Avis de réception\nPrésentée le 24/03/2026\nDistribuée le 25/03/2026", "2026-03-25"),
    ("Preuve de livraison\nLivré le 14/03/2026 à 10:11", "2026-03-14 10:11"),
    ("Bon de livraison\nDate de livraison : 12/03/2026", "2026-03-12"),
    ("Bon de livraison\nCommande du 01/03/2026\nReçu le 12/03/2026 à 14h20", "2026-03-12 14:20"),
    ("BON DE LIVRAISON\nBL n° 88120 du 19/01/2026\nLivraison prévue le 21/01/2026", "2026-01-19"),
    ("Lieferschein\nBestelldatum: 01.03.2026\nLieferdatum: 12.03.2026", "2026-03-12"),
    ("Bon de livraison\nReçu par Mme Ferréol le 12/03/2026", "2026-03-12"),
    ("Bon de livraison\nLivré au destinataire le 12/03/2026", "2026-03-12"),
    ("Leveringsbon\nGeleverd op 12 maart 2026", "2026-03-12"),
    ("Proof of delivery\nDelivered on 12 March 2026\nOrdered: 1 March 2026", "2026-03-12"),
    # of two papers that one word dates, the one that this is
    (
        "Preuve de dépôt\nDate de dépôt : 20/03/2026 à 18:02\nConservation jusqu’au 20/03/2029",
        "2026-03-20 18:02",
    ),
    ("Détail de l’opération\nDate de l’opération : 19/01/2026\nDate de valeur : 20/01/2026", "2026-01-19"),
    ("Details van de verrichting\nUitvoeringsdatum 20/01/2026\nValutadatum 21/01/2026", "2026-01-20"),
    # a bill's headline
    ("Votre facture du 3 décembre 2025\nTelvora\nFacture n° TV-88120\nPrélevé le 18/12/2025", "2025-12-03"),
    ("Uw factuur van 4 februari 2026\nFactuurnr. 91870\nTe betalen voor 19/02/2026", "2026-02-04"),
    ("Ihre Rechnung vom 4. Februar 2026\nRechnungsnummer 91870\nFällig am 19.02.2026", "2026-02-04"),
    ("Your invoice of 4 February 2026\nInvoice no 91870\nDue 19 February 2026", "2026-02-04"),
    # a letter names its reason with its day
    (
        "Esch, den 1. April 2026\nBestellung Nr. 40071 vom 18.01.2026\nSehr geehrte Damen und Herren,",
        "2026-04-01",
    ),
    ("Lyon, le 1er avril 2026\nCommande n° 4 du 18 janvier 2026 - mise en demeure\nMadame,", "2026-04-01"),
    ("Gent, 1 april 2026\nFactuur 4 van 18 januari 2026\nGeachte mevrouw,", "2026-04-01"),
    ("Leeds, 1 April 2026\nInvoice 4 of 18 January 2026\nDear Madam,", "2026-04-01"),
    # what was received tells a story
    ("Nadia\nMadame,\nReçu le 22/01/2026, l’appareil est en panne.\nTours, le 9 février 2026", "2026-02-09"),
    ("Reçu la somme de 120 €\nDate d’achat : 12/03/2026", "2026-03-12"),
    # a shop's page: when it was seen
    (
        "17/01/2026 23:05 Orélo X5\nhttps://shop.example/p 1/2\nAjouter au panier\n"
        "Avis de Marc le 03/01/2026 : très bon",
        "2026-01-17 23:05",
    ),
    (
        "17/01/2026 23:05 Orélo\nhttps://shop.example/p 1/2\nAvis clients\nMarc, le 03/01/2026",
        "2026-01-17 23:05",
    ),
    (
        "17.01.2026, 23:05 Orelo\nhttps://shop.example/p 1/2\nIn den Warenkorb\nMarc, 03.01.2026",
        "2026-01-17 23:05",
    ),
    # bookings and their bills
    (
        "Confirmation de réservation\nRéservation effectuée le 11 janvier 2026\nArrivée : 28 mars 2026",
        "2026-01-11",
    ),
    ("11/01/2026 22:41 Votre réservation\nhttps://a.example 1/1\nArrivée 28 mars 2026", "2026-01-11 22:41"),
    ("INVOICE\nArrival 31 March 2026\nDeparture 4 April 2026\nDate 04-Apr-2026\nRoom 118.00", "2026-04-04"),
    ("Rechnung\nAnreise 31.03.2026 Abreise 04.04.2026\nKassel, 04.04.2026\nZimmer 118,00", "2026-04-04"),
]

NOT_DATED = [
    # when it was ordered is not when it was billed
    "FACTURE\nBoutique\nCommande n° 77 du 18/01/2026\nTotal 20 €",
    "INVOICE\nOrder no. 77 of 18 January 2026\nTotal 20 €",
    # not handed over, or nobody can tell when
    "Suivi de votre commande n° 118\nExpédiée le 05/01/2026\nLivraison prévue le 09/01/2026",
    "Track & Trace\nUw pakket wordt geleverd op 12/03/2026",
    "Parcel tracking\nYour parcel will be delivered 12 March 2026",
    "Sendungsverfolgung\n12.03.2026 Nicht zugestellt",
    "Suivi de colis\n12/03/2026 Livré\n20/03/2026 Livré",
    # handed to a man, a firm or a room of the way, back, in vain, to the wrong one, or a book
    *(
        f"Suivi de colis\n09/03/2026 Pris en charge\n10/03/2026 {step}"
        for step in (
            *(
                "Livré au transporteur",
                "Livré au centre de tri",
                "Livré à l’expéditeur",
                "Livré en point relais",
            ),
            *("Le colis n’a pu être livré", "Mal livré", "Livré à tort au n° 12", "Livré au plus tard"),
            *("Retour à l’expéditeur, livré", "Refusé, livré", "Si livré", "Livré : non", "Remis à La Poste"),
            *("Livre de poche", "LIVRE DE POCHE", "Livré chez Mondial Relay", "Retiré par le livreur"),
            *(
                "Remis contre signature au transporteur",
                "Colis perdu, déclaré livré",
                "Livraison terminée, échec",
            ),
            *(
                "Delivered to carrier",
                "Delivered to sender",
                "Delivered to local post office",
                "Wrongly delivered",
            ),
            *(
                "Delivered to agent",
                "Delivered to parcel locker",
                "Delivered to wrong address",
                "Out to be delivered",
            ),
            *("Collected by courier", "Signed For 1st Class accepted", "Delivered to Evri", "Once delivered"),
            *("Overhandigd aan PostNL", "Geleverd aan vervoerder", "Geen bezorgd", "Verkeerd bezorgd"),
            *("Bezorgd bij PostNL-punt", "Bezorgd bij sorteercentrum", "Afgehaald door de koerier"),
            *(
                "Zugestellt an Absender",
                "An DHL zugestellt",
                "Zugestellt in Packstation",
                "Falsch zugestellt",
            ),
            *("Konnte nicht zugestellt werden", "Ausgeliefert an DHL", "Kein Paket zugestellt"),
            *("Entregado al transportista", "Entregado al remitente", "Entregado en oficina de Correos"),
            *("No fue entregado", "No pudo ser entregado", "Entregado por error"),
            *("Consegnato al corriere", "Consegnato al mittente", "Consegnato al punto di ritiro"),
            *("Non consegnato", "Consegnato per errore"),
        )
    ),
    *(
        f"Bon de livraison\n{line}"
        for line in (
            *(
                "Remis au transporteur le 10/03/2026",
                "Reçu par le transporteur le 10/03/2026",
                "Remise du 10/03/2026",
            ),
            *("Reçu par DHL le 10/03/2026", "Reçu par le dépôt le 10/03/2026", "Livres le 10/03/2026"),
            *(
                "Livré à l’expéditeur le 10/03/2026",
                "Livré au plus tard le 10/03/2026",
                "Mal livré le 10/03/2026",
            ),
            *(
                "Delivered to warehouse on 10 March 2026",
                "Delivered by 10 March 2026",
                "Livré à La Poste 10/03/2026",
            ),
            *("Geleverd aan transporteur op 10/03/2026", "Zugestellt an Absender am 10.03.2026"),
            *("Entregado al transportista 10/03/2026", "Consegnato al corriere il 10/03/2026"),
        )
    ),
    "Votre colis est livré\nLivré au transporteur le 10/03/2026",
    "Avis de réception\nDate de remise : 10/03/2026",
    # somebody's own story of a parcel
    "Suivi de ma commande\n22/01/2026 livré\n05/02/2026 panne\n09/02/2026 réclamation au vendeur",
    # terms of which something else has a day
    "Conditions générales\nApplicables jusqu’au 31/12/2025",
    "Conditions générales\nVersion applicable à la commande du 12/03/2026",
    "Algemene voorwaarden\nWet van 13 juni 2005",
    "AGB\nEs gilt das Recht in der Fassung vom 1. Januar 2022",
    "Conditions d’annulation\nÀ partir du 12 juin 2026, aucun remboursement",
    "Conditions générales\nVersion du 01/10/2025\nVersion du 01/11/2025",
    # a balance of the time before
    "Relevé de compte\nSolde créditeur reporté au 31/12/2025",
    "Extracto de cuenta\nSaldo inicial a 31/12/2025",
    "Kontoauszug\nKontostand Übertrag 31.12.2025",
    # only announced
    "Bon de livraison\nDate de livraison prévue : 12/03/2026",
    "Avis de réception\nPrésenté le 14/03/2026",
    "Lieferschein\nBestelldatum: 01.03.2026",
    # a reminder of a bill
    "Votre facture du 3 décembre 2025\nFacture n° 12\nDernier rappel avant poursuites",
    # a review by itself
    "Orélo X5\nAjouter au panier\nMarc, le 03/01/2026",
    "Avis de Marc le 03/01/2026 : très bon téléphone",
    # an arrival by itself is no bill's own day
    "Facture\nVol ZZ1 Départ 10:00\nDate : 12/07/2026",
]

WAY = "{};{};{};{};{}\nRS5520118840;25.02.2026;17:30;Kassel;{}\nRS5520118840;02.03.2026;14:20;Esch;{}"
TABLES = [
    WAY.format("Sendung", "Datum", "Uhrzeit", "Ort", "Status", "Abholung", "Zugestellt"),
    WAY.format("numero", "date", "heure", "lieu", "evenement", "Pris en charge", "Livré"),
    WAY.format("parcel", "date", "time", "place", "event", "Picked up", "Delivered"),
    WAY.format("zending", "datum", "tijd", "plaats", "status", "Opgehaald", "Bezorgd"),
]


@pytest.mark.parametrize(("text", "expected"), DATED)
def test_the_day_that_decides_is_chosen(text, expected):
    assert is_dated(text, expected)


@pytest.mark.parametrize("text", NOT_DATED)
def test_where_none_decides_the_days_are_only_offered(text):
    assert is_only_offered(text)


@pytest.mark.parametrize("text", TABLES)
def test_a_table_of_a_parcels_way_is_of_its_delivery(text):
    moment = own(text, FileKind.TEXT)
    assert moment is not None
    assert str(moment.at) == "2026-03-02 14:20:00"


@pytest.mark.parametrize(
    "text",
    [
        "date;evenement;lieu\n18/01/2026;commande;Tours\n22/01/2026;livré;Tours",
        "numero;date;heure;evenement\n118;18/01/2026;10:00;Livré\n119;22/01/2026;10:00;Livré",
        "date;libellé;montant\n22/01/2026;livré;12",
    ],
)
def test_another_table_is_not(text):
    assert own(text, FileKind.TEXT) is None


def test_a_parcel_that_did_not_come_offers_the_last_step_first():
    text = (
        "Suivi de colis\n18/01/2026 Pris en charge\n20/01/2026 Arrivé au tri\nLivraison prévue le 22/01/2026"
    )
    found = dates_in_text(text, kind=FileKind.PDF)
    assert [moment.at.day for moment in found.others] == [20, 18, 22]


def test_a_letter_offers_its_own_line_before_its_story():
    text = "Nadia\nMadame,\nJe vous ai écrit le 3 mars 2026, en panne depuis 2025.\nLe 9 avril 2026\nNadia"
    found = dates_in_text(text, kind=FileKind.PDF)
    assert found.others[0].at.month == 4


def test_a_saved_page_of_terms_is_not_dated_by_its_version():
    found = dates_in_text("Conditions générales\nVersion du 1er janvier 2026", kind=FileKind.WEB)
    assert found.own is None
    assert found.others


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("export_BE68539007547034_20260302_1957.csv", "2026-03-02 19:57:00"),
        ("FR7630006000011234567890189-20260302.csv", "2026-03-02 00:00:00"),
        ("BE68539007547034_20260302_195712.xlsx", "2026-03-02 19:57:12"),
    ],
)
def test_a_banks_table_names_the_moment_at_which_it_was_made(name, expected):
    moment = dates_in_name(name)
    assert moment is not None
    assert str(moment.at) == expected


@pytest.mark.parametrize(
    "name",
    [
        *("export_20260302_1957.csv", "sms-20260302195700.xml", "BE68539007547034_20261302.csv"),
        *("FR7612345678901234567890123-20260302.csv", "BE68539007547034_20260302_1957.pdf"),
        *(
            "echeance FR7630006000011234567890189-20260312.csv",
            "echeance FR7630006000011234567890189-20260312.pdf",
        ),
        *("reservation_AB12CDEFGHIJ34_20260712.pdf", "billet_AB12CDEFGHIJ34-20260712.csv"),
        "vol_de12abcdefghij_20260712.pdf",
    ],
)
def test_another_export_does_not(name):
    assert dates_in_name(name) is None


@pytest.mark.parametrize(
    "unit", ["version 1.1.1.1.1", "1", "version v", "livré ", "date de livraison par a ", "a de du "]
)
def test_words_without_end_are_read_in_time(unit):
    for title in ("Conditions générales\n", "Suivi de colis\n", "Bon de livraison\n"):
        text = title + unit * (25_000 // len(unit)) + " 12/03/2026"
        with patience():
            own(text)
