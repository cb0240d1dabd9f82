"""Two screen captures: the carrier's tracking on a telephone, the seller's site on a computer."""

import io

from PIL import Image, ImageDraw

from tests.support.sample_story import CARRIER_DOMAIN, CASE, ORDER, PARCEL, SELLER, SELLER_SITE, face, french

WHITE = "#ffffff"
TEXT = "#1f2328"
SOFT = "#6b7280"
RULE = "#e5e7eb"
BLUE = "#204a7a"
WARM = "#b45309"


class Screen:
    """A picture with the few strokes that a drawn screen needs."""

    def __init__(self, size: tuple[int, int], ground: str = WHITE) -> None:
        self.picture = Image.new("RGB", size, ground)
        self.draw = ImageDraw.Draw(self.picture)

    def text(
        self,
        at: tuple[float, float],
        text: str,
        size: float,
        *,
        color: str = TEXT,
        style: str = "Regular",
        anchor: str = "la",
    ) -> float:
        """Writes a line and gives its width in pixels."""
        font = face(style, size)
        self.draw.text(at, french(text), font=font, fill=color, anchor=anchor)
        return font.getlength(french(text))

    def box(
        self,
        corners: tuple[float, float, float, float],
        color: str,
        *,
        radius: float = 0,
        edge: str | None = None,
    ) -> None:
        """Fills a rectangle, its corners rounded."""
        self.draw.rounded_rectangle(corners, radius, fill=color, outline=edge, width=2)

    def rule(self, x0: float, x1: float, y: float, color: str = RULE) -> None:
        """Draws a hairline."""
        self.draw.line((x0, y, x1, y), fill=color, width=2)

    def dot(self, at: tuple[float, float], radius: float, color: str) -> None:
        """Draws a round dot, smooth because it is drawn large and shrunk."""
        side = int(radius * 2) + 2
        mask = Image.new("L", (side * 4, side * 4))
        edge = (side / 2 - radius) * 4
        ImageDraw.Draw(mask).ellipse((edge, edge, side * 4 - edge, side * 4 - edge), fill=255)
        place = (round(at[0] - side / 2), round(at[1] - side / 2))
        self.picture.paste(color, (*place, place[0] + side, place[1] + side), mask.resize((side, side)))

    def png(self) -> bytes:
        """Writes the picture as PNG with a palette, as small as flat colours allow."""
        stream = io.BytesIO()
        self.picture.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
            stream, "PNG", optimize=True
        )
        return stream.getvalue()


def _status_bar(screen: Screen) -> None:
    """The telephone's own line: the time, the network, the battery."""
    screen.text((64, 42), "12:18", 38, style="Bold")
    for bar in range(4):
        screen.box((838 + bar * 15, 76 - bar * 9, 848 + bar * 15, 84), TEXT, radius=2)
    screen.text((908, 42), "4G", 32, style="Bold")
    screen.box((970, 48, 1022, 82), WHITE, radius=8, edge=TEXT)
    screen.box((975, 53, 1006, 77), TEXT, radius=4)
    screen.box((1023, 58, 1029, 72), TEXT, radius=3)


def _address_bar(screen: Screen) -> None:
    screen.box((36, 118, 860, 214), "#eef0f3", radius=48)
    screen.draw.arc((78, 146, 102, 176), 180, 360, fill=SOFT, width=5)
    screen.box((72, 160, 108, 186), SOFT, radius=5)
    screen.text((134, 143), f"suivi.{CARRIER_DOMAIN}/TV4471009362", 34, color="#3c4149")
    screen.box((904, 138, 960, 194), WHITE, radius=12, edge=TEXT)
    screen.text((932, 165), "3", 30, style="Bold", anchor="mm")
    for row in range(3):
        screen.dot((1020, 146 + row * 20), 5, TEXT)
    screen.rule(0, 1080, 236)


_STEPS = (
    ("En cours de livraison", "Jeu. 12 mars, 08:41", "Lyon 5e, tournée 214", BLUE),
    ("Colis reconditionné : emballage abîmé", "Mer. 11 mars, 17:52", "Agence Lyon Sud", WARM),
    ("Arrivé à l'agence de livraison", "Mer. 11 mars, 06:15", "Agence Lyon Sud", "#9ca3af"),
    ("En transit", "Mar. 10 mars, 23:30", "Plateforme de Bourges", "#9ca3af"),
    ("Pris en charge", "Mar. 10 mars, 19:03", "Agence de Nantes", "#9ca3af"),
)


def _step(screen: Screen, top: int, step: tuple[str, str, str, str], *, last: bool) -> None:
    title, when, where, color = step
    if not last:
        screen.draw.line((94, top + 28, 94, top + 206), fill="#d1d5db", width=6)
    screen.dot((94, top + 28), 21, color)
    screen.text((150, top), title, 40, style="Bold", color=TEXT if color != WARM else WARM)
    screen.text((150, top + 60), when, 35, color="#3c4149")
    screen.text((150, top + 108), where, 35, color=SOFT)


def tracking_capture() -> bytes:
    """The tracking page at 12:18 on the day of the delivery, 1080 × 2340."""
    screen = Screen((1080, 2340))
    _status_bar(screen)
    _address_bar(screen)
    screen.box((0, 238, 1080, 368), BLUE)
    screen.text((56, 270), "TransVallée", 52, color=WHITE, style="Bold")
    for row in range(3):
        screen.box((966, 280 + row * 22, 1024, 287 + row * 22), WHITE, radius=3)
    screen.text((56, 414), "Suivi de votre colis", 54, style="Bold")
    screen.text((56, 496), f"N° {PARCEL}", 38, color=SOFT)
    screen.box((40, 580, 1040, 852), "#eaf1f9", radius=24)
    screen.text((84, 616), "Livraison prévue aujourd'hui", 46, style="Bold", color=BLUE)
    screen.text((84, 688), "Jeudi 12 mars, entre 13 h et 17 h", 40)
    screen.text((84, 754), "14 montée des Glycines, 69005 Lyon", 36, color="#3c4149")
    screen.text((56, 918), "Étapes", 44, style="Bold")
    for place, step in enumerate(_STEPS):
        _step(screen, 1010 + place * 206, step, last=place == len(_STEPS) - 1)
    screen.rule(0, 1080, 2066)
    screen.text((56, 2098), f"Expéditeur : {SELLER}", 36, color="#3c4149")
    screen.text((56, 2152), "1 colis, 41 kg", 36, color=SOFT)
    screen.box((0, 2228, 1080, 2340), "#f7f8fa")
    screen.box((400, 2292, 680, 2302), "#4b5563", radius=5)
    return screen.png()


def _window(screen: Screen) -> None:
    """The browser's frame on a computer: its buttons, one tab, the address."""
    screen.box((0, 0, 1440, 46), "#dfe1e5")
    for place, color in enumerate(("#f26056", "#f5bd2e", "#5ec553")):
        screen.dot((26 + place * 26, 23), 7.5, color)
    screen.box((108, 8, 398, 60), WHITE, radius=10)
    screen.dot((130, 26), 8, "#8a5a2b")
    screen.text((146, 15), f"Ma demande {CASE}", 15)
    screen.text((372, 13), "×", 17, color=SOFT)
    screen.text((414, 12), "+", 20, color=SOFT)
    screen.box((0, 46, 1440, 96), WHITE)
    for x, sign in ((30, "‹"), (66, "›")):
        screen.text((x, 70), sign, 30, color=TEXT if x == 30 else "#b6bac1", anchor="mm")
    screen.box((104, 54, 1330, 88), "#eef0f3", radius=17)
    screen.text((126, 60), f"{SELLER_SITE}/mon-compte/demandes/{CASE}", 15, color="#3c4149")
    screen.rule(0, 1440, 96)


_EVENTS = (
    ("13 mars 2026, 19:27", "Demande enregistrée", "Plateau fendu à la livraison, 2 pièces jointes"),
    ("16 mars 2026, 11:04", "Transporteur consulté",
     "Réponse : « emballage abîmé à l'agence Lyon Sud le 11 mars, reconditionné »"),
    ("17 mars 2026, 09:12", "Réponse envoyée",
     "Remplacement et remboursement refusés : bon signé sans réserve précise"),
    ("17 mars 2026, 09:13", "Demande close", "Bon d'achat de 50 € proposé"),
)  # fmt: skip


def _events(screen: Screen, top: int) -> None:
    screen.text((400, top), "Historique", 22, style="Bold")
    for place, (when, title, detail) in enumerate(_EVENTS):
        y = top + 50 + place * 84
        if place < len(_EVENTS) - 1:
            screen.draw.line((409, y + 12, 409, y + 94), fill="#d8d2c8", width=3)
        screen.dot((409, y + 12), 8, "#8a5a2b" if place != 1 else WARM)
        screen.text((434, y), title, 17, style="Bold")
        screen.text((1296, y + 1), when, 15, color=SOFT, anchor="ra")
        screen.text((434, y + 27), detail, 16, color="#3c4149")


def _menu(screen: Screen) -> None:
    for place, entry in enumerate(("Mes commandes", "Mes demandes", "Mes adresses", "Mes informations")):
        y = 250 + place * 46
        chosen = entry == "Mes demandes"
        if chosen:
            screen.box((104, y - 10, 340, y + 32), "#f4efe7", radius=6)
        screen.text(
            (120, y), entry, 16, style="Bold" if chosen else "Regular", color="#8a5a2b" if chosen else TEXT
        )


def account_capture() -> bytes:
    """The customer's account on the seller's site, the request closed; 1440 × 900."""
    screen = Screen((1440, 900))
    _window(screen)
    screen.text((104, 116), SELLER, 27, style="Bold", color="#24313a")
    screen.text((1336, 124), "Bureaux    Tables    Rangements    Mon compte", 15, color=SOFT, anchor="ra")
    screen.draw.line((0, 172, 1440, 172), fill="#8a5a2b", width=3)
    screen.text((104, 196), f"Mon compte  ›  Mes demandes  ›  {CASE}", 14, color=SOFT)
    _menu(screen)
    wide = screen.text((400, 244), f"Demande {CASE}", 30, style="Bold")
    screen.box((424 + wide, 252, 516 + wide, 284), "#e5e7eb", radius=16)
    screen.text((470 + wide, 267), "Close", 15, style="Bold", color="#4b5563", anchor="mm")
    facts = (
        ("Commande", f"{ORDER} du 2 mars 2026"),
        ("Article", "Bureau assis-debout Solveig 140 × 70 cm, chêne massif"),
        ("Livraison", "12 mars 2026, 13:57"),
        ("Motif", "Produit abîmé – plateau fendu"),
    )
    screen.box((400, 306, 1320, 476), "#f9f6f1", radius=8)
    for place, (name, value) in enumerate(facts):
        screen.text((424, 322 + place * 36), name, 16, color=SOFT)
        screen.text((560, 322 + place * 36), value, 16)
    _events(screen, 508)
    return screen.png()


def logo() -> bytes:
    """The seller's mark: an acorn and its name, 440 × 110 (shown at half that size)."""
    big = Image.new("RGB", (1760, 440), WHITE)
    draw = ImageDraw.Draw(big)
    draw.ellipse((70, 130, 290, 400), fill="#c58f54")
    draw.polygon([(150, 380), (210, 380), (180, 430)], fill="#c58f54")
    draw.pieslice((40, 40, 320, 330), 180, 360, fill="#8a5a2b")
    draw.rounded_rectangle((40, 176, 320, 222), 23, fill="#6f461f")
    draw.line([(180, 50), (196, 14)], fill="#6f461f", width=24)
    draw.text((390, 60), "Maison", font=face("Regular", 118), fill="#24313a")
    draw.text((390, 190), "Chênelier", font=face("Bold", 176), fill="#24313a")
    stream = io.BytesIO()
    small = big.resize((440, 110), Image.Resampling.LANCZOS)
    small.quantize(64, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        stream, "PNG", optimize=True
    )
    return stream.getvalue()
