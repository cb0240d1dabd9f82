"""A small project file with a piece of each sort, to open a window on."""

from datetime import date
from email.message import EmailMessage
from pathlib import Path

from dossier.workspace.opening import empty_dossier, new_desk
from dossier.workspace.orders import AddOrder
from tests.support.documents import drawing, paper

_DAY = date(2026, 8, 11)

FIRST, SECOND = "fissure 1.png", "fissure 2.png"
DOCUMENT, LETTER, MAIL, INVOICE = "contrat.pdf", "lettre.txt", "commande.eml", "facture.pdf"


def make_files(folder: Path) -> list[Path]:
    """Writes two pictures, a document of three pages, a letter, and a mail with an invoice attached."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed, name in ((1, FIRST), (2, SECOND)):
        drawing(seed=seed).save(folder / name)
    (folder / DOCUMENT).write_bytes(paper(["Contrat de vente", "Fait le 2 mars 2026"], pages=3))
    (folder / LETTER).write_text("Madame, Monsieur,\nle bureau est arrivé cassé.\n", "utf-8")
    (folder / MAIL).write_bytes(_mail_with_invoice())
    return sorted(path for path in folder.iterdir() if path.is_file())


def make_project(folder: Path) -> Path:
    """Makes a project file of these, closed again."""
    path = folder / "Litige.dossier"
    with new_desk(path, empty_dossier(title="Bureau fendu")).result() as desk:
        desk.add(AddOrder(paths=tuple(make_files(folder / "preuves")), day=_DAY)).result()
    return path


def _mail_with_invoice() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "SAV <sav@boutique.example>", "Camille <camille@courriel.example>"
    mail["Subject"], mail["Date"] = "Votre commande", "Mon, 02 Mar 2026 09:30:00 +0100"
    mail.set_content("Bonjour,\nvoici la facture de votre commande.\n")
    invoice = paper(["Facture 118", "Payée le 2 mars 2026"])
    mail.add_attachment(invoice, maintype="application", subtype="pdf", filename=INVOICE)
    return mail.as_bytes()
