"""Papers that speak of other papers and of events: which of their dates is their own, if any."""

import pytest

from dossier.intake.dates.settle import dates_in_text
from dossier.model.piece import FileKind
from tests.support.dated import is_dated, is_only_offered, own

DATED = [
    # a paper's own date beside those of what it speaks of
    (
        "FICHE DE RÉPARATION\nDate d'achat : 02/03/2024\nDéposé le 15/05/2026\nPanne : ne chauffe plus",
        "2026-05-15",
    ),
    ("Bon de prise en charge SAV\nDate d'achat : 02/03/2024\nDate de dépôt : 15/05/2026", "2026-05-15"),
    ("Rapport d'intervention n° 7\nDate d'achat : 02/03/2024\nÉtabli le 15/05/2026", "2026-05-15"),
    ("RAPPEL DE PAIEMENT\nDate : 03/04/2026\nFacture n° FA-33 du 01/02/2026", "2026-04-03"),
    ("Société Mirabelle\nRELANCE\nLyon, le 3 avril 2026\nFacture n° 33 du 01/02/2026", "2026-04-03"),
    ("AVOIR n° A-12 du 05/03/2026\nSur facture FA-33 du 01/02/2026", "2026-03-05"),
    ("Avis de remboursement\nDate : 05/03/2026\nDate de commande : 01/02/2026", "2026-03-05"),
    ("MISE EN DEMEURE\nFait à Lille, le 5 juin 2026\nCommande du 02/03/2026", "2026-06-05"),
    ("BON DE LIVRAISON n° 778 du 12/01/2026\nCommande n° 33 du 02/01/2026", "2026-01-12"),
    ("Bon de livraison du 12 janvier 2026\nCommande du 2 janvier 2026", "2026-01-12"),
    ("Lieferschein Nr. 12 vom 05.03.2026\nBestelldatum: 01.03.2026", "2026-03-05"),
    ("Kündigung\nMünchen, den 5. März 2026\nRechnungsdatum: 01.02.2026", "2026-03-05"),
    ("BETALINGSHERINNERING\nDatum: 3 april 2026\nFactuurdatum: 1 februari 2026", "2026-04-03"),
    ("Delivery note 55 of 12 March 2026\nOrder date: 2 March 2026", "2026-03-12"),
    ("Payment reminder\nDate: 3 April 2026\nInvoice date: 1 February 2026", "2026-04-03"),
    ("CREDIT NOTE 14 dated 3 April 2026\nInvoice 9 of 1 February 2026", "2026-04-03"),
    ("Compte rendu d'appel du 9 avril 2026\nLe vendeur refuse.", "2026-04-09"),
    ("Note du 16 janvier 2026\nLe colis est abîmé.", "2026-01-16"),
    ("Devis du 30 mars 2026, valable trois mois\nPose d'un store", "2026-03-30"),
    ("Ticket 4471 16/01/2026\nPain 1,20\nTOTAL 1,20", "2026-01-16"),
    ("Ticket de caisse n° 88 16/01/2026 18:02\nPain 1,20", "2026-01-16"),
    ("Lettre recommandée avec avis de réception Lyon, le 7 avril 2026\n\nMonsieur,", "2026-04-07"),
    ("Courrier recommandé n° 1A 203 Nantes, le 7 avril 2026\nMadame,", "2026-04-07"),
    ("Le 12 mars 2026, à Lyon\nMadame,\nJ'ai acheté un vélo.", "2026-03-12"),
    ("Gesprächsnotiz vom 9. April 2026\nHerr Lang lehnt ab.", "2026-04-09"),
    ("Verslag van 9 april 2026\nDe verkoper weigert.", "2026-04-09"),
    ("Offerte 26-12 van 30 maart 2026\nGeldig tot 30 april 2026", "2026-03-30"),
    ("Angebot Nr. 12 vom 30. März 2026\nGültig bis 30.04.2026", "2026-03-30"),
    ("Kostenvoranschlag vom 30.03.2026\nReparatur", "2026-03-30"),
    ("Procès-verbal de constat du 4 mai 2026\nNous, commissaire de justice", "2026-05-04"),
    ("Mise en demeure du 4 mai 2026\nFacture du 1er mars 2026", "2026-05-04"),
    ("2. Mahnung vom 04.05.2026\nRechnung Nr. 9 vom 01.03.2026", "2026-05-04"),
    ("ACME SAS FACTURE N° 12 du 4 mai 2026\nCommande n° 3 du 1er mai 2026", "2026-05-04"),
    ("Confirmation de commande n° 9 du 4 mai 2026\nLivraison le 9 mai 2026", "2026-05-04"),
    ("Confirmation de commande\nN° 445\nDate de commande : 04/05/2026\nLivraison : 09/05/2026", "2026-05-04"),
    ("Order confirmation\nOrder date: 4 May 2026\nEstimated delivery: 9 May 2026", "2026-05-04"),
    ("Bestelbevestiging\nBesteldatum: 04-05-2026\nVerwachte levering: 09-05-2026", "2026-05-04"),
    ("Auftragsbestätigung\nBestelldatum: 04.05.2026\nLiefertermin: 09.05.2026", "2026-05-04"),
    ("Confirmation de réservation\nDate de réservation : 04/05/2026\nArrivée : 09/07/2026", "2026-05-04"),
    ("Buchungsbestätigung\nBuchungsdatum: 04.05.2026\nAnreise: 09.07.2026", "2026-05-04"),
    ("Contrat d'assurance\nDate de souscription : 04/05/2026\nDate d'effet : 01/06/2026", "2026-05-04"),
    ("Reçu\nDate d'achat : 04/05/2026\nMontant 12 €", "2026-05-04"),
    ("Kassenbon\nKaufdatum: 04.05.2026\nSumme 12 EUR", "2026-05-04"),
    ("CONVOCATION\nLyon, le 3 avril 2026\nVous êtes convoqué à l'audience du 12 mai 2026", "2026-04-03"),
    ("Billet de concert\nÉmis le 02/02/2026\nDate : 14/05/2026\nSalle 3", "2026-02-02"),
    ("Rechnung\nDatum: 04.05.2026\nKonzert am 12.07.2026", "2026-05-04"),
    ("Facture n° 8\nDate : 04/05/2026\nPrestation : vol Nice-Paris du 12/07/2026", "2026-05-04"),
    ("Relevé d'identité et d'opérations\nArrêté de compte au 31/05/2026", "2026-05-31"),
    ("Attestation d'assurance\nDate d'effet : 01/01/2026\nFait à Lyon, le 4 mai 2026", "2026-05-04"),
    ("Réclamation\nFait à Metz, le 4 mai 2026\nAchat du 3 mars 2026", "2026-05-04"),
    ("Datum: 12-03-26\nBedrag 12,00", "2026-03-12"),
]

NOT_DATED = [
    # a purchase, an order, an invoice that the paper only speaks of
    "FICHE DE RÉPARATION\nDate d'achat : 02/03/2024\nPanne : ne chauffe plus",
    "Formulaire de retour\nDate d'achat : 02/03/2024\nMotif : taille",
    "Bon de retour\nDate de commande : 02/03/2026\nN° de commande : 44",
    "Rapport d'intervention\nDate d'achat : 02/03/2024\nTechnicien : M. Roy",
    "Rapport d'expertise\nDate d'achat : 02/03/2024\nDate de facture : 02/03/2024",
    "Magasin Lumen\nGarantie 2 ans\nDate d'achat : 02/03/2024\nMontant 59 €",
    "Lumen SARL\nDossier 445\nDate d'achat : 02/03/2024\nPanne : écran noir",
    "RAPPEL DE PAIEMENT\nFacture n° FA-33 du 01/02/2026\nÀ régler sans délai",
    "Lumen SARL\n2e rappel\nDate de facture : 01/02/2026\nMontant dû 12 €",
    "RELANCE AMIABLE\nFacture FA-33 du 01/02/2026 échue le 01/03/2026",
    "AVOIR\nFacture n° FA-33 du 01/02/2026\nMontant remboursé 12 €",
    "Avoir n° 3 sur facture n° 33 du 01/02/2026",
    "Note de crédit\nDate de facture : 01/02/2026",
    "Avis de remboursement\nCommande du 02/03/2026\nPayé le 03/03/2026",
    "MISE EN DEMEURE\nCommande du 02/03/2026\nMonsieur,",
    "Kündigung\nRechnungsdatum: 01.02.2026\nVertragsnummer 12",
    "Kündigungsbestätigung\nVertragsdatum 01.02.2024\nEnde 31.12.2026",
    "Zahlungserinnerung\nRechnung Nr. 42 vom 01.02.2026\nBetrag 12 EUR",
    "Betalingsherinnering\nFactuurdatum: 01-02-2026\nBedrag 12 EUR",
    "Aanmaning\nFactuur 42 van 1 februari 2026",
    "Payment reminder\nInvoice date: 1 February 2026\nAmount due 12",
    "Final notice\nInvoice 77 of 1 February 2026",
    "Lieferschein\nBestelldatum: 01.02.2026\nKundennummer 3",
    "BON DE LIVRAISON\nCommande n° 33 du 02/01/2026",
    "Delivery note\nOrder date: 2 January 2026",
    "Packing slip\nOrdered: 2 January 2026\nQty 1",
    "Shipping confirmation\nOrder placed 2 January 2026",
    "Pakbon\nBesteldatum: 02-01-2026",
    "Avis d'expédition\nDate de commande : 02/01/2026",
    "Annulation de réservation\nDate de réservation : 02/01/2026",
    "Cancellation confirmation\nBooking date: 2 January 2026",
    "Stornierung\nBuchungsdatum: 02.01.2026",
    "Annulering\nBoekingsdatum: 02-01-2026",
    "Annulation du 3 mars 2026",
    "Lettre de résiliation\nDate de souscription : 02/01/2024",
    "Résiliation\nContrat du 2 janvier 2024",
    "Termination notice\nContract date: 2 January 2024",
    "Opzegging\nOvereenkomst van 2 januari 2024",
    "Widerrufsformular\nBestellt am 02.01.2026\nErhalten am 05.01.2026",
    "Formulaire de rétractation\nCommandé le 02/01/2026\nReçu le 05/01/2026",
    "Déclaration de sinistre du 3 mars 2026\nBris de glace",
    "Service report\nPurchase date: 02/03/2024\nFault: no power",
    "Warranty claim\nDate of purchase: 2 March 2024",
    "Reparaturauftrag\nKaufdatum: 02.03.2024\nDefekt: Display",
    "Reparatiebon\nAankoopdatum: 02-03-2024",
    "Facture n° 8\nDate de commande : 02/03/2026\nTotal 12 €",
    # events
    "Concert des Lilas\nDate : 14/05/2026\nPlace 12",
    "CARTE D'EMBARQUEMENT\nDate : 14/05/2026\nPorte B4",
    "Boarding pass\nDate: 14 May 2026\nGate B4",
    "Bordkarte\nDatum: 14.05.2026\nSitz 3A",
    "Instapkaart\nDatum: 14-05-2026",
    "Billet de train\nDate : 14/05/2026\nVoiture 4",
    "Fahrkarte\nDatum: 14.05.2026\nWagen 4",
    "Rendez-vous\nDate : 14/05/2026\nDr Petit",
    "Confirmation de rendez-vous\nDate : 14/05/2026 à 10:00",
    "Your appointment\nDate: 14 May 2026\nRoom 2",
    "Terminbestätigung\nDatum: 14.05.2026",
    "Uw afspraak\nDatum: 14-05-2026",
    "CONVOCATION\nDate : 14/05/2026 à 9h00\nTribunal judiciaire",
    "Notice of hearing\nDate: 14 May 2026",
    "Vorladung\nDatum: 14.05.2026",
    "Eintrittskarte\nMünchen, 14. Mai 2026\nReihe 4",
    "Théâtre du Port\nParis, 14 mai 2026\nRang B",
    "Confirmation de réservation\nDate : 14/05/2026\n2 personnes",
    "Invitation\nDate : 14/05/2026\nSalle des fêtes",
    "Programme du festival\n14 mai 2026",
    "Annulation\nVol Nice-Paris\nDate : 14/05/2026",
    # a year of two figures that may stand first
    "Datum: 26-03-12\nBedrag 12,00",
    "Date : 26-03-12\nTotal 12,00",
    "Date : 26/03/12\nTotal 12,00",
]


@pytest.mark.parametrize(("text", "expected"), DATED)
def test_a_paper_is_dated_by_its_own_words(text, expected):
    assert is_dated(text, expected)


@pytest.mark.parametrize("text", NOT_DATED)
def test_what_a_paper_speaks_of_does_not_date_it_but_is_offered(text):
    assert is_only_offered(text)


@pytest.mark.parametrize(
    "text",
    [
        "Note du 16 janvier 2026",
        "Compte rendu d'appel du 9 avril 2026",
        "Devis du 30 mars 2026, valable trois mois",
    ],
)
def test_a_plain_text_is_dated_by_its_title(text):
    assert own(f"{text}\nVoici la suite.", FileKind.TEXT) is not None


def test_both_readings_of_a_short_year_are_offered():
    found = dates_in_text("Datum: 26-03-12", kind=FileKind.PDF)
    assert {str(moment.at.date()) for moment in found.others} == {"2012-03-26", "2026-03-12"}
