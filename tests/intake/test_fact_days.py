"""Days of a dispute: what proves each of them, and what must never be taken for its proof."""

from datetime import datetime

import pytest

from dossier.intake.facts.propose import proposals
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import UNKNOWN, Moment, Precision
from dossier.model.party import Party, Role
from dossier.model.piece import MailHeader, Piece

PARTIES = (
    Party(role=Role.SELLER, name="Brume", addresses=("sav@brume.example",)),
    Party(role=Role.CONSUMER, name="Ana Roche", addresses=("ana@mail.example",)),
    Party(role=Role.BANK, name="Banque Alba"),
)
OWN, SHOP = "Ana Roche <ana@mail.example>", "Brume SAV <sav@brume.example>"


def piece(title: str, rubric: str, text: str = "", *, day: int = 0, sender: str = "", to: str = "") -> Piece:
    moment = Moment(precision=Precision.DAY, at=datetime(2026, 3, day)) if day else UNKNOWN
    preface = MailHeader(sender=sender, to=to or (SHOP if sender == OWN else OWN)) if sender else None
    return Piece(
        id=PieceId(title), title=title, rubric=RubricId(rubric), moment=moment, text=text, preface=preface
    )


def days(*pieces: Piece) -> dict[str, tuple[str, str]]:
    told = proposals(Dossier(pieces=pieces, parties=PARTIES), ())
    return {
        one.key.removeprefix("date."): (one.value[5:], one.piece)
        for one in told
        if one.key.startswith("date.")
    }


LETTER = piece(
    "Mise en demeure",
    "complaint",
    "Ana Roche\nBrume SARL\nLettre recommandée avec avis de réception n° 1A 203\n"
    "J’ai reçu le 2 mars 2026 un four, livré le 2 mars 2026. Je vous mets en demeure.",
    day=20,
)
SLIP = piece("AR 1A 203", "complaint", "La Poste – AVIS DE RÉCEPTION 1A 203\nDistribué le 25/03/2026", day=28)


def test_a_letter_is_no_proof_of_its_own_receipt():
    assert days(LETTER) == {"complaint": ("03-20", "Mise en demeure"), "notice": ("03-20", "Mise en demeure")}


@pytest.mark.parametrize(
    "proof",
    [
        SLIP,
        piece("Re", "correspondence", "Nous accusons réception de votre lettre.", day=25, sender=SHOP),
        piece("Re", "correspondence", "Wij hebben uw brief van 20 maart ontvangen.", day=25, sender=SHOP),
        piece("Re", "correspondence", "Wir haben Ihr Schreiben erhalten.", day=25, sender=SHOP),
        piece("Re", "correspondence", "We have received your letter.", day=25, sender=SHOP),
    ],
)
def test_a_slip_or_the_traders_word_proves_the_receipt(proof):
    assert days(LETTER, proof)["complaint-received"] == ("03-25", proof.title)


@pytest.mark.parametrize(
    "other",
    [
        piece("AR", "complaint", "Avis de réception\nsera distribué le 25/03/2026", day=28),
        piece("Re", "correspondence", "Nous avons bien reçu votre commande.", day=25, sender=SHOP),
        piece("Re", "correspondence", "J’ai bien reçu votre lettre.", day=25, sender="X <x@else.example>"),
        piece("Photo – AR", "complaint", day=28),
    ],
)
def test_nothing_else_proves_it(other):
    assert "complaint-received" not in days(LETTER, other)


def test_what_came_in_after_a_second_letter_may_be_that_one():
    first = piece("Réclamation", "complaint", day=6, sender=OWN)
    told = days(first, LETTER, SLIP)
    assert told["complaint"] == ("03-06", "Réclamation")
    assert "complaint-received" not in told


@pytest.mark.parametrize(
    "text",
    [
        "Brume\nVous – 06/03/2026 18:31\nJe demande la réparation au titre de la garantie légale.",
        "Brume\n6 mars 2026, 11:20 – Ana: Please refund me.\n7 mars 2026, 9:00 – Brume: Hello",
        "Ana Roche <ana@mail.example> 6. März 2026 um 19:48\nAn: Brume\nIch fordere die Erstattung.",
        "Van: Ana Roche\nVerzonden: vrijdag 6 maart 2026 11:32\nAan: Brume\nIk eis de terugbetaling.",
        "Le ven. 6 mars 2026 à 18:02, Ana <ana@mail.example> a écrit :\n> Brume,\n> Je conteste.",
    ],
)
def test_the_earliest_written_claim_is_the_complaint(text):
    assert days(piece("Messages", "correspondence", text), LETTER)["complaint"] == ("03-06", "Messages")


@pytest.mark.parametrize(
    "other",
    [
        piece("Formulaire", "complaint", "Banque Alba\nRéclamation d’opération", day=3),
        piece("Décision", "complaint", "Brume Protection\nYour complaint was examined", day=3),
        piece("Photo – réclame", "complaint", day=3),
        piece("Plainte", "complaint", "Réclamation", day=3, sender=OWN, to="Bo <bo@else.example>"),
        piece("Messages", "correspondence", "Brume – 06/03/2026 18:31\nJe demande le remboursement."),
    ],
)
def test_what_went_to_another_or_came_from_the_trader_is_no_complaint(other):
    assert days(other, LETTER)["complaint"] == ("03-20", "Mise en demeure")


def test_a_complaint_of_which_only_another_paper_tells_leaves_the_day_open():
    told_of = piece("Rappel", "complaint", "Ma réclamation du 3 mars 2026 est sans réponse.", day=20)
    assert "complaint" not in days(told_of)
    there = piece("Réclamation", "complaint", day=3, sender=OWN)
    assert days(told_of, there)["complaint"] == ("03-03", "Réclamation")


def test_a_page_that_registers_a_complaint_proves_both():
    page = piece("Klacht", "correspondence", "Brume\nBedankt, uw klacht is geregistreerd", day=4)
    told = days(page, LETTER)
    assert (told["complaint"], told["complaint-received"]) == (("03-04", "Klacht"), ("03-04", "Klacht"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Nous maintenons notre position.", "03-30"),
        ("Aucune indemnité n’est due.", "03-30"),
        ("Wij betalen niet terug.", "03-30"),
        ("Eine Erstattung ist leider nicht möglich.", "03-30"),
        ("We cannot refund your order.", "03-30"),
        ("Non possiamo rimborsare il soggiorno.", "03-30"),
        ("Votre dossier est transmis.", None),
        ("Bitte gedulden Sie sich.", None),
    ],
)
def test_only_a_refusal_of_the_trader_is_its_answer(text, day):
    answer = piece("Re", "correspondence", text, day=30, sender=SHOP)
    assert days(LETTER, answer).get("answer", (None,))[0] == day
    assert "answer" not in days(
        LETTER, piece("Re", "correspondence", text, day=30, sender="X <x@else.example>")
    )


@pytest.mark.parametrize(
    ("title", "text", "sender", "proves"),
    [
        ("Demande enregistrée", "Imprimez le bon de retour et déposez le colis.", SHOP, False),
        ("Bon de retour", "Édité le 11 mars 2026. À glisser dans le colis.", "", False),
        ("Remboursement", "Vous serez remboursé dès que votre retour est bien reçu.", SHOP, False),
        ("Preuve de dépôt", "Colis 6A123 déposé", "", True),
        ("Retour", "Votre colis a bien été reçu dans notre entrepôt.", SHOP, True),
        ("Retour", "Nous avons bien reçu votre retour.", SHOP, True),
        ("Retour", "We have received your return.", SHOP, True),
        ("Retour", "Ihre Rücksendung ist eingegangen.", SHOP, True),
        ("Retour", "Uw retour is ontvangen.", SHOP, True),
    ],
)
def test_only_a_slip_or_the_traders_word_proves_a_return(title, text, sender, proves):
    assert ("return" in days(piece(title, "return", text, day=11, sender=sender))) is proves


@pytest.mark.parametrize(
    ("pieces", "day"),
    [
        ((piece("Facture", "order", "Date de commande : 01/03/2026", day=2),), "03-01"),
        ((piece("Rechnung", "order", "Bestelldatum 01.03.2026", day=2),), "03-01"),
        ((piece("Facture", "order", "Total", day=2),), None),
        ((piece("Commande", "order", "Merci", day=2),), "03-02"),
        (
            (
                piece("A", "order", "Votre commande du 01/03/2026", day=2),
                piece("B", "order", "Votre commande du 02/03/2026", day=2),
            ),
            None,
        ),
    ],
)
def test_the_contract_is_of_the_day_that_papers_write_for_the_order(pieces, day):
    assert days(*pieces).get("contract", (None,))[0] == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Livré\njeudi 5 mars 2026 à 14:12", "03-05"),
        ("05/03/2026 14:12 Votre colis est livré", "03-05"),
        ("Votre colis a été livré.", "03-09"),
        ("05.03.2026;Zugestellt – Teillieferung 2 von 3 Packstücken", None),
        ("Votre colis a été remis au transporteur.", None),
        ("Le colis sera livré le 05/03/2026", None),
    ],
)
def test_a_delivery_is_of_the_day_beside_its_words(text, day):
    assert days(piece("Suivi", "delivery", text, day=9)).get("receipt", (None,))[0] == day


def test_a_bill_that_writes_the_month_first_is_read_so():
    bill = piece("Receipt", "payment", "Paid on 01/11/2026\nCheck-in 03/28/2026", day=12)
    assert days(bill)["payment"][0] == "01-11"


@pytest.mark.parametrize(
    "text",
    [
        "Date de commande : 18/01/2026",
        "Commande n° 2026-01-18",
        "Commande : 20260118",
        "Commande : 528.00",
        "Commande : 1.249,90 €",
        "Service client : 0969363900",
        "Client : 69002 Lyon",
    ],
)
def test_a_day_a_sum_a_telephone_or_a_postcode_is_no_number(text):
    told = proposals(Dossier(pieces=(piece("order", "order", text),), parties=PARTIES), ())
    assert [one.key for one in told if one.key.startswith("reference.")] == []


def test_a_bill_of_somebody_else_gives_no_number():
    hotel = piece("Hôtel", "loss", "Invoice 2026/1187")
    assert proposals(Dossier(pieces=(hotel,), parties=PARTIES), ()) == ()
    bill = piece("Facture", "order", "Klantnummer: 7741-220")
    (told,) = proposals(Dossier(pieces=(bill,), parties=PARTIES), ())
    assert (told.key, told.value) == ("reference.customer", "7741-220")
