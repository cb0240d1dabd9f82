"""Papers and pictures for the readers' tests: invoices and letters in four languages, made here."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pikepdf
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from dossier.basis.assets import Assets
from dossier.intake.reader import Source

_LEFT_PT, _TOP_PT, _LINE_PT = 60, 780, 16

INVOICES = {
    "fr": (
        "Facture n° 2026-118",
        "Date de facture : 12/03/2026",
        "Échéance : 11/04/2026",
        "Total TTC : 320,00 €",
    ),
    "en": ("Invoice 2026-118", "Invoice date: 12 March 2026", "Due date: 11 April 2026", "Total: EUR 320.00"),
    "nl": ("Factuur 2026-118", "Factuurdatum: 12-03-2026", "Vervaldatum: 11-04-2026", "Totaal: 320,00 EUR"),
    "de": (
        "Rechnung Nr. 2026-118",
        "Rechnungsdatum: 12.03.2026",
        "Fällig am 11.04.2026",
        "Summe: 320,00 EUR",
    ),
}
"""Lines of the same invoice of 12 March 2026, due on 11 April."""

LETTERS = {
    "fr": ("Bruxelles, le 12 mars 2026", "Madame, Monsieur,", "Le 3 février 2026 j’ai commandé un vélo."),
    "en": ("London, 12 March 2026", "Dear Sir or Madam,", "On 3 February 2026 I ordered a bicycle."),
    "nl": ("Gent, 12 maart 2026", "Geachte heer, mevrouw,", "Op 3 februari 2026 heb ik een fiets besteld."),
    "de": (
        "Berlin, den 12. März 2026",
        "Sehr geehrte Damen und Herren,",
        "Am 3. Februar 2026 bestellte ich ein Rad.",
    ),
}
"""Lines of the same letter of 12 March 2026 that tells of 3 February."""


def paper(lines: Sequence[str], *, pages: int = 1, title_pt: float = 18, created: str | None = None) -> bytes:
    """Makes a PDF whose first line is large.

    Args:
        lines: What stands on the first page; the other pages only say their number.
        pages: How many.
        title_pt: Size of the first line's letters.
        created: Raw creation date for the metadata; None leaves none.
    """
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for page in range(pages):
        for place, line in enumerate(lines if page == 0 else [f"page {page + 1}"]):
            canvas.setFont("Helvetica", title_pt if place == 0 else 10)
            canvas.drawString(_LEFT_PT, _TOP_PT - place * _LINE_PT, line)
        canvas.showPage()
    canvas.save()
    return _rewritten(stream.getvalue(), created)


def _rewritten(data: bytes, created: str | None) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        if "/Info" in document.trailer:
            del document.trailer["/Info"]
        if created is not None:
            document.docinfo["/CreationDate"] = created
        document.save(stream, deterministic_id=True)
    return stream.getvalue()


def locked(data: bytes, *, user: str, strength: Literal[2, 3, 4, 6] = 4) -> bytes:
    """Puts a password on a PDF; strength 2 and 3 are RC4, 4 is AES-128, 6 is AES-256."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        rights = pikepdf.Encryption(
            owner="owner", user=user, R=strength, aes=strength >= 4, metadata=strength >= 4
        )
        document.save(stream, encryption=rights)
    return stream.getvalue()


def with_file(data: bytes, name: str, content: bytes) -> bytes:
    """Puts a file inside a PDF."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.attachments[name] = content
        document.save(stream)
    return stream.getvalue()


def drawing(size: tuple[int, int] = (320, 240), *, seed: int = 1) -> Image.Image:
    """Draws a picture of coarse blocks that no other seed gives."""
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    wide, high = size[0] / 9, size[1] / 8
    value = seed * 2654435761 % 2**32
    for row in range(8):
        for column in range(9):
            value = (value * 1664525 + 1013904223) % 2**32
            grey = value >> 24
            box = (column * wide, row * high, (column + 1) * wide, (row + 1) * high)
            pen.rectangle(box, fill=(grey, grey, grey))
    return picture


def source_of(folder: Path, data: bytes, name: str, *, passwords: tuple[str, ...] = ()) -> Source:
    """Keeps bytes as an original, as intake does, and gives what a reader gets."""
    assets = Assets(folder / "assets")
    path = assets.path(assets.put(data))
    return Source(
        path=path, name=name, assets=assets, head=data[:65536], zone="Europe/Paris", passwords=passwords
    )
