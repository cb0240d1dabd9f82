"""A dispute with everything that recipients' measures are about: photos, words, names, a bank account."""

import io
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from dossier.model.commands.facts import set_facts, set_parties
from dossier.texts.typed_facts import typed_facts
from dossier.workspace.desk import Desk
from dossier.workspace.opening import empty_dossier, new_desk
from tests.support.desks import added, write_proofs
from tests.support.documents import paper
from tests.support.fits import photo
from tests.support.mails import mail

CONSUMER, SURNAME = "Anne-Élise Lefèvre-Dubois", "Lefèvre-Dubois"
IBAN, PHONE = "FR7630006000011234567890189", "+32 2 555 01 23"
TRACES = (
    *("elise", "lefevre", "dubois", "anneelise", "lefevredubois", "quaidestanneurs", "1000bruxelles"),
    *("annelisecourriel", "25550123", "fr7630006"),
)
"""What of the consumer must stand nowhere, letters and digits alone, without accents."""
TITLE = f"{SURNAME} contre Atelier Brume"
FACTS = (
    "dispute=defect",
    f"consumer.name={CONSUMER}",
    "consumer.country=BE",
    "consumer.postal=3 quai des Tanneurs\n1000 Bruxelles",
    f"consumer.phone={PHONE}",
    "consumer.addresses=anne.lise@courriel.example",
    f"consumer.iban={IBAN}",
    "seller.name=Atelier Brume",
    "seller.country=FR",
    "seller.addresses=atelier-brume.example",
    "reference.order=AB-2026-0412",
    "reference.customer=LEFEVRE_DUBOIS-77",
    "price=528,00",
    "payment=card",
    f"happened=Le plateau est fendu. {CONSUMER.upper()} attend, au 02 555 01 23.",
    "asked=Le remboursement.",
    "tried=Deux réclamations.",
    "claim=Bureau de Mme Lefevre Dubois:528@order.pdf",
    "date.contract=2026-03-02@order.pdf",
    "date.complaint=2026-03-14@complaint.eml",
)
PAPERS = {
    "order.pdf": ["Confirmation de commande AB-2026-0412", "Bruxelles, le 2 mars 2026"],
    "payment.pdf": ["Relevé de compte", "Date : 05/03/2026", "Atelier Brume 528,00 EUR", f"IBAN {IBAN}"],
    "delivery.pdf": ["Bon de livraison", "Livré le 12/03/2026"],
    "terms.pdf": ["Conditions générales de vente", "Version du 1er janvier 2026"],
    "facture-lefevre-dubois.pdf": ["Facture du bureau", "Date : 16/03/2026"],
    unicodedata.normalize("NFD", "Reçu Anne-Élise.pdf"): ["Reçu de caisse", "Date : 17/03/2026"],
    "quote.pdf": ["Devis de réparation", "Date : 18/03/2026"],
}
MAILS = (
    ("complaint.eml", "Sat, 14", f"Je réclame le remplacement du plateau. {CONSUMER}"),
    ("answer.eml", "Fri, 20", "Nous refusons."),
    ("again.eml", "Wed, 25", "Je maintiens ma demande."),
)
PHOTOS = 4


def measured_project(folder: Path) -> Path:
    """Makes the project file: some twenty pieces, photos of 0.3 MB each among them."""
    proofs = write_proofs(folder / "proofs")
    for name, lines in PAPERS.items():
        (proofs / name).write_bytes(paper(lines, pages=2))
    for number in range(PHOTOS):
        stream = io.BytesIO()
        photo(number + 1, (800, 600)).save(stream, "JPEG", quality=92)
        (proofs / f"IMG_20260312_1014{number:02d}.jpg").write_bytes(stream.getvalue())
    for name, day, words in MAILS:
        (proofs / name).write_bytes(_mail(name, day, words, theirs=name == "answer.eml"))
    path = folder / "litige.dossier"
    with new_desk(path, empty_dossier(title=TITLE)).result() as desk:
        added(desk, proofs)
        tell_facts(desk, FACTS)
    return path


def tell_facts(desk: Desk, words: Sequence[str]) -> None:
    """Says facts as they are typed, pieces by their files' names."""
    dossier = desk.present.dossier
    names = {file.name: piece.id for piece in dossier.pieces for file in piece.originals}
    typed = typed_facts(words, dossier, piece=lambda name: names[name])
    desk.act(lambda now: set_parties(now, typed.parties)).result()
    desk.act(lambda now: set_facts(now, typed.facts)).result()


def _mail(name: str, day: str, words: str, *, theirs: bool) -> bytes:
    sender, to = "sav@atelier-brume.example", "anne.lise@courriel.example"
    header = (
        f"From: {sender if theirs else to}",
        f"To: {to if theirs else sender}",
        f"Date: {day} Mar 2026 10:00:00 +0100",
        f"Subject: Plateau fendu ({name})",
        "Content-Type: text/plain; charset=utf-8",
    )
    return mail(words.encode(), header=header)
