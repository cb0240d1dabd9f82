"""Papers that cite other papers, in their lines, in their enclosures or as a story: whose day is told."""

from datetime import date

import pytest

from dossier.intake.dates.settle import date_findings, dates_in_text, settle
from dossier.model.draft import Draft
from dossier.model.piece import FileKind

DATED = [
    # the topmost title is the paper's; what stands below it is cited
    ("VOLTALIA\nFacture d'électricité n° 118 du 4 juin 2026\nRelevé du compteur le 02/06/2026", "2026-06-04"),
    ("Rechnung Nr. 8 vom 04.06.2026\nLieferschein Nr. 7 vom 02.06.2026", "2026-06-04"),
    ("Factuur nr. 8 van 04/06/2026\nWerkorder 7 van 02/06/2026", "2026-06-04"),
    ("FACTUUR 8\nLeverbon 7 van 02/06/2026\nFactuurdatum 04/06/2026", "2026-06-04"),
    ("Devis n° 8 du 04/06/2026\nRapport d'expertise du 02/06/2026", "2026-06-04"),
    ("Invoice 8 dated 4 June 2026\nWork order 7 of 2 June 2026", "2026-06-04"),
    ("Afrekening\nFactuurdatum 04/06/2026\nAfschrift van 01/06/2026", "2026-06-04"),
    ("Votre facture du 4 juin 2026\nRelevé du 1er mai 2026 au 31 mai 2026", "2026-06-04"),
    ("Constat\nAppareil déposé le 06/02/2026\nRapport établi le 9 février 2026", "2026-02-09"),
    ("Confirmation de commande\nMerci\nCommande n° CH-26 · passée le 2 mars 2026", "2026-03-02"),
    # a balance below zero, a count: no span of days
    (
        "Kontoauszug 4/2026\nKontostand am 31.03.2026   1.204,50\nKontostand am 30.04.2026   -794,50",
        "2026-04-30",
    ),
    (
        "Relevé de compte\nSolde créditeur au 31/03/2026 12,00\nNouveau solde débiteur au 30/04/2026 - 12.40",
        "2026-04-30",
    ),
    ("FACTURE\nDate : 11/05/2026 - 12 articles\nTotal 12,00", "2026-05-11"),
    # a letter's own bare day, above the list of what it is about
    ("Madame,\n- Facture n° 88 du 11 mai 2026\nVeuillez agréer\nLe 18 mai 2026", "2026-05-18"),
    ("Monsieur Paul Martin\n12 rue Verte\nFACTURE n° 8 du 1er mai 2026", "2026-05-01"),
    # a till's clock beside the end of an exchange
    ("CARREFOUR\nTOTAL     43,89\nÉchange jusqu'au 21/04/2026\n22-03-2026 17:58  C04", "2026-03-22"),
    ("Aachen\nBeleg-Nr. 4471\nSumme EUR 39,99\nGarantie bis 14.02.2028\n14.02.2026  11:20 Uhr", "2026-02-14"),
    # the name of a mailbox, how many were signed, and "ce"
    ("Contrat\nFait en deux exemplaires à Lyon, le 17 janvier 2026\nLoi du 3 mars 2020", "2026-01-17"),
    ("Contract\nOpgemaakt in twee exemplaren te Gent op 17 januari 2026", "2026-01-17"),
    ("Madame,\nBruxelles, ce 21 mars 2026", "2026-03-21"),
    ("Van: N\nVerzonden: maandag 16 maart 2026 19:12\nAan: g\nBeste mevrouw,", "2026-03-16"),
]

NOT_DATED = [
    # a title below the salutation, or among the enclosures
    "Madame,\nVeuillez trouver :\n- Facture n° 88 du 11 mai 2026",
    "Geachte mevrouw,\nFactuur nr 88 van 11 mei 2026",
    "Sehr geehrte Damen und Herren,\nRechnung vom 11.05.2026",
    "Dear Sir,\nI write to you.\nEnclosures:\nInvoice no. 88 dated 11 May 2026",
    "Beste,\nIk klaag.\nBijlagen:\nVerslag van 12 mei 2026\nOfferte van 13 mei 2026",
    "Madame,\nJe conteste.\nAnnexes :\nDevis du 12 mai 2026\nContrat n° 4 du 11 mai 2026",
    # another's paper under a title of the same kind
    "RAPPORT D'EXPERTISE\nPièces reçues :\nRapport du patrouilleur du 03/03/2026\nPanne du 03/03/2026",
    "ATTESTATION DE SUIVI\nCertificat médical du 03/03/2026\nConsultation du 04/03/2026",
    # the first event of a story
    "Commande le 3 mars 2026, livraison le 10 mars 2026, retour le 16 mars 2026.",
    "Note sur mon litige\nCommande du 3 mars 2026\nLivraison du 10 mars 2026",
    "Bestelling op 3 maart 2026\nLevering op 10 maart 2026\nRetour op 16 maart 2026",
    "Bestellt am 3. März 2026\nGeliefert am 10. März 2026",
    "Order placed 3 March 2026\nDelivered 10 March 2026\nReturned 16 March 2026",
    # no paper cites one of a later day: the title below may be the paper's own
    "Commande n° 33 du 01/02/2026\nFACTURE n° 88 du 05/02/2026",
    "Devis n° 33 du 01/02/2026\nFacture n° 88\nDate de facture : 05/02/2026",
    "Lieferschein Nr. 7 vom 02.06.2026\nRechnung Nr. 8 vom 04.06.2026",
    # what is written over the copy of an invoice
    "FACTURE N° 88\n2e RAPPEL\nDate de facture : 09/03/2026\nÉchéance : 08/04/2026",
    "FACTURE N° 88\nDu 14/05/2026 - 16/05/2026\nTotal 12,00",
    # the ticket that a refund is of
    "TICKET DE REMBOURSEMENT\nTicket d'origine du 22/03/2026\n05/06/2026 17:22",
    "Kassenbon\nUrsprünglicher Beleg vom 22.03.2026\n05.06.2026 17:22",
    "Solde\nTotal à payer jusqu'au 21/04/2026\nVotre abonnement 22/03/2026",
    # the head of a quoted mail
    "RE: Klacht\nBeste mevrouw,\nwij betwisten dit.\nVan: N\nVerzonden: maandag 16 maart 2026 19:12\nAan: g",
    "RE: Klacht\nWij betwisten dit hierbij volledig.\nVan: N\nVerzonden: 16 maart 2026 19:12\nAan: g",
]


@pytest.mark.parametrize(("text", "expected"), DATED)
def test_a_paper_is_dated_by_its_own_title(text, expected):
    moment = dates_in_text(text, kind=FileKind.PDF).own
    assert moment is not None
    assert str(moment.at.date()) == expected


@pytest.mark.parametrize("text", NOT_DATED)
@pytest.mark.parametrize("kind", [FileKind.PDF, FileKind.TEXT])
def test_what_a_paper_cites_is_offered_and_never_chosen(text, kind):
    found = dates_in_text(text, kind=kind)
    assert found.own is None
    assert found.others


@pytest.mark.parametrize(
    ("text", "code", "day"),
    [
        ("KEURINGSBEWIJS\nGezien : 20/01/2026\nGeldig tot : 20/01/2027", "undated-but", "2026-01-20"),
        ("GARANTIE\nGarantie valable jusqu'au 22/03/2028", "undated-future", "2028-03-22"),
        ("Facture du 12 mars 2062\nCommande du 3 mars 2026", "undated-future", "2062-03-12"),
        ("Stand: März 2025\nPreise", "undated-no-day", None),
        ("Prix de mars 2025\nSouvenir du 3 mars 2026, je crois", "undated-but", "2026-03-03"),
    ],
)
def test_what_is_valid_until_or_names_no_day_hides_no_likelier_date(text, code, day):
    draft, latest = Draft(kind=FileKind.PDF, text=text), date(2026, 6, 1)
    moments = settle(draft, name="a.pdf", modified=None, latest=latest)
    (found,) = date_findings(moments, name="a.pdf", draft=draft, latest=latest)
    assert (found.code, found.params.get("day")) == (code, day)
