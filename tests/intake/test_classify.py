"""Rubrics proposed for what people really throw in; none of these disputes is known to the rules."""

import pytest

from dossier.intake.mail.way import guess_own_addresses
from dossier.intake.sorting.classify import Proposal, propose_rubric
from dossier.intake.sorting.whole import Whole
from dossier.model.draft import Draft
from dossier.model.piece import Capture, FileKind, State
from dossier.texts.catalogue import Texts

LEA = "Léa Martin <lea.martin@example.org>"
OWN = frozenset({"lea.martin@example.org"})
KNOWN = Whole(own_addresses=OWN)
SHOP = "VéloNova <contact@velonova.example>"
NOREPLY = "VéloNova <noreply@velonova.example>"
FRIEND = "Samir <samir.b@example.net>"


def proposed(draft: Draft, name: str = "x", folder: str = "", own: frozenset[str] = OWN) -> str:
    whole = Whole(own_addresses=own)
    return propose_rubric(draft, name=name, folder=folder, whole=whole).rubric


def mail(sender: str, to: str, subject: str, text: str = "") -> Draft:
    return Draft(kind=FileKind.EMAIL, sender=sender, recipients=to, subject=subject, text=text)


FROM_TRADER = [
    # non-delivery
    ("Confirmation de votre commande n° 4512", "Merci pour votre achat.", "order"),
    ("Votre commande a été expédiée", "Numéro de suivi 6A123", "delivery"),
    ("Votre colis arrive demain", "Livraison prévue mardi", "delivery"),
    ("Nous avons livré votre colis", "", "delivery"),
    ("Retard de livraison de votre commande 4512", "Nous sommes désolés", "delivery"),
    ("Votre facture n° 2026-118", "Veuillez trouver votre facture.", "order"),
    ("Confirmation de paiement", "Votre paiement de 320 € est accepté", "payment"),
    ("Votre étiquette de retour", "Collez l'étiquette sur le colis", "return"),
    ("Votre demande de retour RMA 771", "", "return"),
    ("Re: Réclamation commande 4512", "Nous refusons le remboursement.", "correspondence"),
    ("RE: Mise en demeure", "Votre demande est rejetée.", "correspondence"),
    ("Réponse à votre réclamation", "Bonjour, après étude", "correspondence"),
    ("Nous avons bien reçu votre demande", "Votre ticket 551", "correspondence"),
    ("Mise à jour de nos conditions générales de vente", "", "terms"),
    # Dutch, German, English
    ("Bevestiging van uw bestelling 99", "", "order"),
    ("Uw pakket is onderweg", "Volg uw zending", "delivery"),
    ("Antw: Klacht over fiets", "Wij weigeren", "correspondence"),
    ("Bestellbestätigung 4711", "", "order"),
    ("Ihre Sendung wurde zugestellt", "", "delivery"),
    ("AW: Widerruf", "Wir haben Ihre Nachricht erhalten", "correspondence"),
    ("Your order has shipped", "Tracking number 1Z", "delivery"),
    ("Booking confirmation XK7", "", "order"),
    ("Your flight XY12 has been cancelled", "", "delivery"),
    ("Re: Refund request", "Unfortunately we cannot", "correspondence"),
    # what names the order too, but tells of the parcel or the money
    ("Votre commande est en route", "Livraison prévue lundi.", "delivery"),
    ("Votre commande 40071 arrive bientôt", "Le transporteur vous contactera.", "delivery"),
    ("Your order is on its way", "It should arrive on Monday.", "delivery"),
    ("Je bestelling is onderweg", "", "delivery"),
    ("Ihre Ware ist unterwegs – Bestellung 40071", "", "delivery"),
    ("Ihre Bestellung wurde versendet", "Sendungsnummer 12", "delivery"),
    ("Lieferverzögerung Ihrer Bestellung 40071", "", "delivery"),
    ("Lieferung Ihrer Bestellung 12", "", "delivery"),
    ("Commande annulée", "", "delivery"),
    ("Zahlungseingang zu Ihrer Bestellung 40071", "", "payment"),
    ("Rechnung zu Ihrer Teillieferung", "", "order"),
    ("Acknowledgement of receipt", "We will answer.", "correspondence"),
    # Spanish, Italian
    ("Confirmación de reserva 8812", "Su reserva está confirmada.", "order"),
    ("Conferma di prenotazione VC-7", "", "order"),
    ("Ricevuta di pagamento", "", "payment"),
    ("Recibo de pago", "", "payment"),
    ("Respuesta a su reclamación", "No podemos devolver el dinero.", "correspondence"),
    # telecom, energy, bank
    ("Votre contrat Fibre", "Votre abonnement est enregistré", "order"),
    ("Avis de prélèvement", "", "payment"),
    ("Votre relevé de compte est disponible", "", "payment"),
]

FROM_CONSUMER = [
    ("Où est mon colis ?", "Bonjour, je n'ai rien reçu.", "correspondence"),
    ("Réclamation commande 4512", "Je demande le remboursement.", "complaint"),
    ("Mise en demeure", "Je vous mets en demeure de livrer.", "complaint"),
    ("Demande de remboursement", "Bonjour", "complaint"),
    ("Vélo livré avec un cadre fissuré", "Je demande la réparation ou le remboursement.", "complaint"),
    ("Klacht over bestelling 99", "Ik eis terugbetaling", "complaint"),
    ("Beschwerde Bestellung 4711", "Ich fordere Erstattung", "complaint"),
    ("Complaint about order 99", "I request a refund", "complaint"),
    ("Rétractation", "J'exerce mon droit de rétractation.", "return"),
    ("Question sur le modèle", "Bonjour, quelle taille ?", "correspondence"),
]


@pytest.mark.parametrize(("subject", "text", "rubric"), FROM_TRADER)
@pytest.mark.parametrize("sender", [SHOP, NOREPLY])
def test_a_mail_to_the_consumer_goes_where_its_words_say(sender, subject, text, rubric):
    assert proposed(mail(sender, LEA, subject, text)) == rubric


@pytest.mark.parametrize(("subject", "text", "rubric"), FROM_CONSUMER)
def test_a_mail_of_the_consumer_complains_or_just_writes(subject, text, rubric):
    assert proposed(mail(LEA, SHOP, subject, text)) == rubric


@pytest.mark.parametrize(
    ("sender", "to"),
    [
        (LEA, "Médiateur de la consommation <saisine@exemple.example>"),
        ("Centre Européen des Consommateurs <info@cec.example>", LEA),
        (LEA, "Ombudsdienst <klachten@ombuds.example>"),
        ("Schlichtungsstelle <post@schlichtung.example>", LEA),
        (LEA, "UFC-Que Choisir Lyon <contact@assoc.example>"),
    ],
)
def test_whoever_settles_out_of_court_is_known_by_name(sender, to):
    found = propose_rubric(mail(sender, to, "Dossier 771"), name="x.eml", folder="", whole=KNOWN)
    assert (found.rubric, found.reason) == ("amicable", "sender")


def test_a_friend_who_forwards_is_an_exchange():
    assert proposed(mail(FRIEND, LEA, "Fwd: refus ?", "Regarde ce qu'ils ont répondu")) == "correspondence"


def test_a_mail_of_nobody_known_is_sorted_by_what_it_asks():
    asks = mail(
        "Ana <ana@example.net>", "Bo <bo@example.net>", "Commande 12", "Je vous mets en demeure de livrer."
    )
    tells = mail("no-reply@shop.example", "ana@example.net", "Commande 12", "Votre commande est confirmée.")
    assert proposed(asks, own=frozenset()) == "complaint"
    assert proposed(tells, own=frozenset()) == "order"


def test_what_one_forwards_to_oneself_stays_the_shops_mail():
    assert proposed(mail(LEA, LEA, "TR : Confirmation de commande 4512")) == "order"


PAPERS = [
    ("Facture n° 2026-118", "facture.pdf", "Facture n° 2026-118\nTotal TTC 320 €", "order"),
    ("Bon de commande", "bdc.pdf", "Bon de commande signé", "order"),
    ("Relevé de compte mars 2026", "releve_mars.pdf", "ancien solde", "payment"),
    ("", "extrait_mars.pdf", "Extrait de compte 03/2026", "payment"),
    ("Kontoauszug März", "auszug.pdf", "", "payment"),
    ("Hotel Miramar – Invoice 77", "hotel.pdf", "Guest\nRoom 118,00\nPaid by card", "loss"),
    ("Reçu de taxi", "scan1.pdf", "", "loss"),
    ("Facture de réparation", "garage.pdf", "Réparation du cadre", "loss"),
    ("Devis n° 12 – salle de bains", "devis.pdf", "Devis", "offer"),
    ("Conditions générales de vente", "cgv.pdf", "Article 1", "terms"),
    ("Allgemeine Geschäftsbedingungen", "agb.pdf", "", "terms"),
    ("Algemene voorwaarden", "av.pdf", "", "terms"),
    ("Bon de livraison", "bl.pdf", "", "delivery"),
    ("Attestation de retard", "retard.pdf", "", "delivery"),
    ("Carte d’embarquement", "boarding.pdf", "", "delivery"),
    ("Rapport d’expertise", "rapport.pdf", "constat de fissures", "defect"),
    ("", "mise_en_demeure_LRAR.pdf", "Paris, le 5 juin 2026", "complaint"),
    ("", "courrier.pdf", "Madame, Monsieur, je vous mets en demeure de me rembourser", "complaint"),
    ("", "Etiquette_retour.pdf", "", "return"),
    ("Fiche SAV", "sav.pdf", "Prise en charge", "return"),
    ("Code de la consommation, article L. 216-6", "loi.pdf", "", "law"),
    ("Procuration", "procuration.pdf", "", "mandates"),
    ("", "carte_identite.pdf", "", "mandates"),
    ("Attestation de témoin", "temoin.pdf", "", "witness"),
    ("Constat de carence du médiateur", "carence.pdf", "", "amicable"),
    ("Billet électronique", "billet.pdf", "vol départ arrivée", "order"),
    ("Contrat d’abonnement mobile", "contrat.pdf", "", "order"),
    ("Facture d’électricité", "elec.pdf", "", "order"),
    ("Lettre de résiliation", "resil.pdf", "", "correspondence"),
    ("", "document.pdf", "", "other"),
    # "reçu le" is no receipt, and a town hall no hotel
    ("Reçu le 22/01/2026, l’appareil est en panne", "lettre.pdf", "", "defect"),
    ("Colis reçu ce matin", "note.pdf", "", "delivery"),
    ("Reçu de paiement", "r.pdf", "", "payment"),
    ("Reçu n° 12", "r.pdf", "", "payment"),
    ("Reçu de M. Martin le 3 mars la somme de 50 €", "r.pdf", "", "payment"),
    ("Reçu le 12 mars en espèces", "r.pdf", "", "payment"),
    ("Facture – Garage de l’Hôtel de Ville", "f.pdf", "", "order"),
    ("Hôtel des Pins, 3 place de l’Hôtel de Ville", "f.pdf", "Facture", "loss"),
    # a registered letter that is posted complains, a parcel that is posted comes back
    ("Preuve de dépôt – Lettre recommandée", "p.pdf", "", "complaint"),
    ("Preuve de dépôt", "p.pdf", "Lettre recommandée en ligne", "complaint"),
    ("Récépissé de dépôt – envoi recommandé", "p.pdf", "", "complaint"),
    ("Einlieferungsbeleg", "p.pdf", "Einschreiben International RR 048", "complaint"),
    ("Einlieferungsbeleg", "p.pdf", "Paket 12 kg", "return"),
    ("Récépissé de dépôt", "p.pdf", "Colis de retour", "return"),
    # what a longer name says better
    ("Conditions de résiliation", "r.pdf", "", "terms"),
    ("Conditions de livraison", "l.pdf", "", "terms"),
    ("Liefer- und Zahlungsbedingungen", "l.pdf", "", "terms"),
    ("Leveringsvoorwaarden", "l.pdf", "", "terms"),
    ("réclamation commande du 18/01/2026", "l.pdf", "réclamation commande du 18/01/2026", "complaint"),
    ("Angebot mit Zahlungsbedingungen", "a.pdf", "", "offer"),
    ("Reçu de dépôt de garantie", "r.pdf", "", "payment"),
    # bank, delivery
    ("Détail de l’opération", "d.pdf", "CARTE 19/01", "payment"),
    ("Creditnota CN-12", "c.pdf", "", "payment"),
    ("Speditionsauftrag", "s.pdf", "", "delivery"),
]


@pytest.mark.parametrize(("subject", "name", "text", "rubric"), PAPERS)
def test_a_paper_goes_where_its_title_and_name_say(subject, name, text, rubric):
    assert proposed(Draft(kind=FileKind.PDF, subject=subject, text=text), name) == rubric


PICTURES = [
    ("parking gare.jpg", {}, "loss"),
    ("Screenshot_20260312-121803_Wallet.png", {}, "other"),
    ("Screenshot boarding pass.png", {}, "delivery"),
    ("carte d’embarquement.png", {}, "delivery"),
    ("Capture vol retardé.png", {}, "delivery"),
    ("Screenshot_20260312-121803_NordAirlines.png", {}, "other"),
    ("Nord Airlines.png", {}, "delivery"),
    ("colis_abime.jpg", {}, "defect"),
    ("écran cassé 2.jpg", {}, "defect"),
    ("fente du plateau.jpg", {}, "defect"),
    ("ticket de caisse.jpg", {}, "order"),
    ("Preuve de dépôt.jpg", {}, "return"),
    ("Capture suivi colis.png", {}, "delivery"),
    ("Screenshot_20260312-121803_PayPal.jpg", {}, "payment"),
    ("Screenshot_20260312-121803_WhatsApp.jpg", {}, "correspondence"),
    ("annonce leboncoin.png", {}, "offer"),
    ("Screenshot_20260312-121803.png", {}, "other"),
    ("WhatsApp Image 2026-03-13 at 10.12.14.jpeg", {}, "other"),
    ("image.jpg", {}, "other"),
    ("Capture d\u2019e\u0301cran 2026-01-17 a\u0300 23.05.41.png", {}, "other"),
    ("AR 1A 203 448 9921 3.jpg", {"camera": "x"}, "complaint"),
    ("IMG_0412.PNG", {}, "other"),
    ("IMG_20260312_121803.jpg", {}, "defect"),
    ("photo.jpg", {"camera": "Fairphone FP5"}, "defect"),
]


@pytest.mark.parametrize(("name", "facts", "rubric"), PICTURES)
def test_a_picture_goes_where_its_name_says_and_a_photo_shows_a_thing(name, facts, rubric):
    assert proposed(Draft(kind=FileKind.IMAGE, facts=facts), name) == rubric


PAGES = [
    (
        "Table Linden 160",
        "https://meubles.example/linden",
        "349 €\nAjouter au panier\nEn stock\nLivraison offerte, livraison en 5 jours, suivi de votre colis",
        "offer",
    ),
    ("Poêle Arve 9 kW", "https://poeles.example/arve", "Garantie pièces. 2 180 €", "offer"),
    (
        "Suivi de votre colis",
        "https://c.example/",
        "En transit\nNos offres : 12 € Ajouter au panier",
        "delivery",
    ),
    ("Conditions générales de vente", "https://c.example/", "Panier 12 € Ajouter au panier", "terms"),
    ("Notes de lecture", "https://blog.example/", "Un texte sans rien", "other"),
    ("Suivi de votre colis", "https://www.colis.example/suivi?id=1", "", "delivery"),
    (
        "Vélo électrique X200 – VéloNova",
        "https://velonova.example/x200",
        "1 999 € Ajouter au panier",
        "offer",
    ),
    ("Conditions générales de vente", "https://velonova.example/cgv", "", "terms"),
    ("Article L216-6 – Code de la consommation – Légifrance", "https://legifrance.example/", "", "law"),
    ("VéloNova", "https://velonova.example/retours/politique-de-retour", "", "terms"),
    ("Mon compte – commande 4512", "https://velonova.example/compte", "", "order"),
]


@pytest.mark.parametrize(("subject", "url", "text", "rubric"), PAGES)
def test_a_page_goes_where_its_title_and_address_say(subject, url, text, rubric):
    draft = Draft(kind=FileKind.WEB, subject=subject, text=text, preface=Capture(url=url))
    assert proposed(draft, "page.html") == rubric


CALLS = [
    ("Appel service client.txt", "J'appelle. Je demande le remboursement, on me dit de patienter."),
    ("note.txt", "Appel du 3 mars à la mairie\nJe demande le remboursement, ils refusent."),
    ("Entretien téléphonique réclamation.txt", "Je demande le remboursement."),
    ("n.txt", "Telefoongesprek met de winkel\nIk eis terugbetaling"),
    ("n.txt", "Phone call with the shop: I request a refund"),
    ("Anruf Kundendienst.txt", "Ich fordere Erstattung"),
]


@pytest.mark.parametrize(("name", "text"), CALLS)
def test_a_note_of_a_call_is_an_exchange_whatever_was_asked(name, text):
    note = Draft(kind=FileKind.TEXT, text=text, subject=text.partition("\n")[0])
    assert proposed(note, name) == "correspondence"


UNREADABLE = [
    ("cassé.pdf", "other"),
    ("vide.txt", "other"),
    ("tronquée.jpg", "other"),
    ("écran.jpg", "other"),
    ("rapport d’expertise.pdf", "defect"),
    ("facture.pdf", "order"),
    ("releve de compte.pdf", "payment"),
    ("", "other"),
]


@pytest.mark.parametrize("kind", [FileKind.PDF, FileKind.OTHER, FileKind.IMAGE, FileKind.OFFICE])
@pytest.mark.parametrize(("name", "rubric"), UNREADABLE)
def test_what_cannot_be_read_is_sorted_only_by_a_clear_name(kind, name, rubric):
    assert proposed(Draft(kind=kind, state=State.PLACEHOLDER), name) == rubric


REASONS = [
    (Draft(kind=FileKind.PDF), "x.pdf", "Livraison", ("folder", "Livraison")),
    (Draft(kind=FileKind.PDF), "Relevé bancaire.pdf", "", ("words", "Relevé bancaire")),
    (
        mail(LEA, "Médiateur <a@mediateur.example>", "x"),
        "x.eml",
        "",
        ("sender", "Médiateur <a@mediateur.example>"),
    ),
    (Draft(kind=FileKind.CHAT), "x.txt", "", ("kind", "")),
    (Draft(kind=FileKind.PDF), "x.pdf", "", ("nothing", "")),
]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("draft", "name", "folder", "expected"), REASONS)
def test_every_reason_can_be_told_to_the_person(draft, name, folder, expected, language):
    found = propose_rubric(draft, name=name, folder=folder, whole=KNOWN)
    assert (found.reason, found.words) == expected
    assert found.words in Texts(language).say(f"reason.{found.reason}", words=found.words)


def test_no_reason_is_left_without_a_test():
    keys = {key for key in sorted(Texts("fr").keys()) if key.startswith("reason.")}
    in_test_disputes = {"reason.dispute"}
    assert keys == {f"reason.{reason}" for *_, (reason, _) in REASONS} | in_test_disputes


def test_a_chat_is_an_exchange_unless_a_carrier_writes():
    talk = Draft(kind=FileKind.CHAT, text="On se voit demain ? Le vendeur ne répond pas")
    assert proposed(talk, "chat.txt") == "correspondence"


def test_a_known_folder_wins_over_every_word():
    found = propose_rubric(
        mail(SHOP, LEA, "Confirmation de commande"),
        name="x.eml",
        folder="Preuves/04 - Livraison",
        whole=KNOWN,
    )
    assert found == Proposal(rubric=found.rubric, reason="folder", words="Preuves/04 - Livraison")
    assert found.rubric == "delivery"


def test_the_consumer_is_who_stands_in_most_mails_on_both_sides():
    drafts = [
        mail(NOREPLY, LEA, "a"),
        mail(LEA, SHOP, "b"),
        mail(SHOP, LEA, "c"),
        mail(FRIEND, LEA, "d"),
        Draft(kind=FileKind.PDF, sender="x@y.example"),
    ]
    assert guess_own_addresses(drafts) == OWN


def test_between_two_who_only_write_to_each_other_the_office_is_not_the_consumer():
    assert guess_own_addresses([mail(LEA, SHOP, "a"), mail(SHOP, LEA, "b")]) == OWN


@pytest.mark.parametrize(
    "drafts", [[], [mail(NOREPLY, LEA, "a")], [mail(LEA, FRIEND, "a"), mail(FRIEND, LEA, "b")]]
)
def test_nobody_is_guessed_when_nothing_tells(drafts):
    assert guess_own_addresses(drafts) == frozenset()
