"""What was on paper: the signed delivery slip, scanned, and a note on a loose sheet."""

import io
import random

from PIL import Image, ImageDraw, ImageFilter, TiffImagePlugin

from tests.support.sample_hand import Hand, ink_stroke, signature
from tests.support.sample_story import CARRIER, CARRIER_PHONE, CONSUMER, HOME, PARCEL, SELLER, face, french
from tests.support.sample_textures import clouds, lay, lit, plaster, shadow, taken, tint

PAGE = (1240, 1754)
"""A4 at 150 dpi, in pixels."""

DPI = 150


class Form:
    """One printed page in grey, to be written on and scanned."""

    def __init__(self) -> None:
        self.picture = Image.new("L", PAGE, 255)
        self.draw = ImageDraw.Draw(self.picture)

    def text(
        self, at: tuple[float, float], text: str, size: float, *, bold: bool = False, grey: int = 20
    ) -> None:
        """Prints a line."""
        font = face("Bold" if bold else "Regular", size)
        self.draw.text(at, french(text), font=font, fill=grey)

    def field(self, box: tuple[int, int, int, int], label: str, *lines: str) -> None:
        """Prints a framed field with its label."""
        self.draw.rectangle(box, outline=60, width=2)
        self.text((box[0] + 14, box[1] + 8), label, 18, grey=90)
        for row, line in enumerate(lines):
            self.text((box[0] + 14, box[1] + 40 + row * 34), line, 25, bold=row == 0)

    def tick(self, at: tuple[int, int], label: str, *, ticked: bool) -> None:
        """Prints a box to tick, ticked by pen or not."""
        x, y = at
        self.draw.rectangle((x, y, x + 28, y + 28), outline=40, width=2)
        if ticked:
            ink_stroke(self.draw, [(x + 3, y + 4), (x + 27, y + 26)], color=30, pen=4)
            ink_stroke(self.draw, [(x + 26, y + 1), (x + 2, y + 29)], color=30, pen=4)
        self.text((x + 46, y - 4), label, 25)

    def hand(self, at: tuple[float, float], text: str, *, size: float = 4.4, seed: int = 12) -> None:
        """Writes on it by hand."""
        Hand(size=size, seed=seed).ink(self.picture, text, at, color=35, pen=3.6)

    def scanned(self, *, degrees: float, seed: int) -> Image.Image:
        """Gives the page as a cheap scanner does: askew, black or white, with dust."""
        askew = self.picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
        rng = random.Random(seed)
        draw = ImageDraw.Draw(askew)
        for _ in range(60):
            x, y = rng.randint(0, PAGE[0]), rng.randint(0, PAGE[1])
            draw.ellipse((x, y, x + rng.randint(1, 3), y + rng.randint(1, 3)), fill=90)
        draw.line((PAGE[0] - 9, 0, PAGE[0] - 5, PAGE[1]), fill=120, width=3)
        return askew.point([0] * 150 + [255] * 106).convert("1", dither=Image.Dither.NONE)


def _slip_head(form: Form, title: str, page: int) -> None:
    form.draw.rectangle((80, 80, 1160, 150), fill=30)
    form.text((104, 90), CARRIER, 38, bold=True, grey=255)
    form.text((80, 176), title, 46, bold=True)
    form.text((1010, 190), f"Page {page} / 2", 24)


def _slip_front() -> Image.Image:
    form = Form()
    _slip_head(form, "Bon de livraison", 1)
    form.field((80, 270, 610, 450), "Expéditeur", SELLER, "8 quai des Ébénistes", "44200 Nantes")
    form.field((630, 270, 1160, 450), "Destinataire", CONSUMER, *HOME)
    form.field((80, 470, 430, 570), "N° de colis", PARCEL)
    form.field((450, 470, 610, 570), "Tournée", "214")
    form.field((630, 470, 890, 570), "Date", "12/03/2026")
    form.field((910, 470, 1160, 570), "Poids", "41 kg")
    form.text((80, 620), "Détail", 28, bold=True)
    form.draw.line((80, 664, 1160, 664), fill=40, width=3)
    for row, cells in enumerate(
        (("Colis", "Désignation", "Quantité"), ("1 / 1", "Meuble, carton 152 × 82 × 22 cm", "1"))
    ):
        for x, cell in zip((90, 280, 1000), cells, strict=True):
            form.text((x, 676 + row * 50), cell, 25, bold=row == 0)
    form.draw.line((80, 778, 1160, 778), fill=40, width=2)
    form.text((80, 830), "État du colis à la livraison", 28, bold=True)
    form.tick((90, 890), "Colis en bon état", ticked=False)
    form.tick((90, 940), "Colis reçu avec réserves (à décrire ci-dessous)", ticked=True)
    form.draw.rectangle((80, 1000, 1160, 1180), outline=60, width=2)
    form.text((94, 1008), "Réserves du destinataire", 18, grey=90)
    form.hand((120, 1088), "carton enfoncé, contenu non vérifié,", size=4.9)
    form.hand((124, 1154), "le livreur n'attend pas", size=4.9, seed=13)
    form.field((80, 1230, 450, 1430), "Heure de remise")
    form.hand((130, 1350), "13 h 57", size=5.2, seed=14)
    form.field((470, 1230, 1160, 1430), "Nom et signature du destinataire")
    form.hand((496, 1320), "H. Marchadier", size=3.7, seed=15)
    ink_stroke(form.draw, signature(830, 1392, 9.5), color=30, pen=4)
    form.text(
        (80, 1480), "La signature atteste la remise du colis, et non l'état de son contenu.", 21, grey=60
    )
    form.text((80, 1640), f"{CARRIER} – {CARRIER_PHONE} – exemplaire du destinataire", 19, grey=90)
    return form.scanned(degrees=0.7, seed=1)


_BACK = (
    ("1. Vérification", "Le destinataire vérifie le nombre et l'état des colis en présence du livreur."),
    ("", "Le livreur lui en laisse le temps."),
    ("2. Réserves", "Toute anomalie visible est écrite sur le bon, datée et signée."),
    ("", "Une réserve peut être confirmée par lettre dans les dix jours lorsque le contenu"),
    ("", "n'a pas pu être vérifié devant le livreur."),
    ("3. Emballage", "L'emballage est conservé jusqu'à la fin du traitement de la réclamation."),
    ("4. Réclamation", "Elle est adressée à l'expéditeur, qui reste responsable envers son client."),
)


def _slip_back() -> Image.Image:
    form = Form()
    _slip_head(form, "Réception et réserves", 2)
    y = 290
    for title, line in _BACK:
        if title:
            y += 28
            form.text((80, y), title, 26, bold=True)
            y += 42
        form.text((80, y), line, 25)
        y += 38
    top = y + 60
    form.draw.rectangle((80, top, 1160, top + 320), outline=60, width=2)
    form.text((94, top + 10), "Cadre réservé à l'agence", 20, grey=90)
    form.tick((110, top + 64), "Emballage d'origine", ticked=False)
    form.tick((110, top + 114), "Colis reconditionné à l'agence", ticked=True)
    form.hand((120, top + 220), "angle enfoncé au déchargement, 11/03", size=4.5, seed=21)
    form.hand((124, top + 282), "reconditionné 17 h 50", size=4.5, seed=22)
    form.hand((960, top + 120), "L. B.", size=5.6, seed=23)
    form.text((80, 1640), f"{CARRIER} – {CARRIER_PHONE} – exemplaire du destinataire", 19, grey=90)
    return form.scanned(degrees=-0.5, seed=2)


def delivery_slip() -> bytes:
    """The delivery slip, both sides, as a two-page black-and-white TIFF (fax compression, group 4)."""
    stream = io.BytesIO()
    front, back = _slip_front(), _slip_back()
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    front.save(
        stream,
        "TIFF",
        compression="group4",
        dpi=(DPI, DPI),
        tiffinfo=tags,
        save_all=True,
        append_images=[back],
    )
    return stream.getvalue()


_NOTE = (
    "Bureau - à faire",
    "1. retrouver la facture (mail)",
    "2. devis chez M. Vauclair",
    "3. relevé de la banque : 528 €",
    "4. lettre recommandée",
    "",
    "Mme Perrin, SAV 88214",
    "rappeler avant 11 h !",
)


def _ruled_paper(size: tuple[int, int]) -> Image.Image:
    paper = tint(clouds(random.Random(8), size, (4, 5)), (238, 234, 222), (247, 244, 234), (252, 250, 243))
    draw = ImageDraw.Draw(paper)
    for y in range(130, size[1] - 40, 84):
        draw.line((0, y, size[0], y), fill=(186, 204, 222), width=2)
    draw.line((118, 0, 118, size[1]), fill=(226, 150, 150), width=3)
    return paper


def note_photo() -> Image.Image:
    """A to-do list on ruled paper, photographed askew on a table; 900 × 1060. Nothing dates it."""
    paper = _ruled_paper((900, 1080))
    for row, line in enumerate(_NOTE):
        hand = Hand(size=4.3, seed=30 + row, unrest=1.2)
        hand.ink(paper, line, (146, 206 + row * 84), color=(28, 44, 108), pen=4.2)
    draw = ImageDraw.Draw(paper)
    for stroke in ([(146, 226), (300, 221), (482, 228)], [(140, 272), (380, 264), (738, 274)]):
        ink_stroke(draw, [(float(x), float(y)) for x, y in stroke], color=(28, 44, 108), pen=4)
    table = plaster(91, (900, 1060), (112, 100, 90))
    quad = ((70.0, 66.0), (838.0, 40.0), (866.0, 998.0), (40.0, 1016.0))
    shadow(table, [(x + 14, y + 18) for x, y in quad], blur=16, strength=0.6)
    lay(table, paper.filter(ImageFilter.GaussianBlur(0.4)), quad)
    return taken(lit(table, at=(0.2, 0.1), reach=1.4, dark=0.62), 92, grain=0.025)
