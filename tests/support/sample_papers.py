"""The papers that came as PDF: the invoice, the account statement, the cabinetmaker's quotation."""

from tests.support.sample_hand import Hand
from tests.support.sample_paper import HEIGHT_PT, OWN, PLAIN_OFFICE, WIDTH_PT, Paper
from tests.support.sample_screens import logo
from tests.support.sample_story import (
    BANK,
    CABINETMAKER,
    CONSUMER,
    HOME,
    INVOICE,
    OAK,
    ORDER,
    PRODUCT,
    PRODUCT_DETAIL,
    SELLER,
    SELLER_ADDRESS,
    SELLER_PHONE,
    SELLER_SITE,
)

LEFT, RIGHT = 52.0, WIDTH_PT - 52.0
SOFT = "#6d757c"


def invoice() -> bytes:
    """The seller's invoice of the day of the order."""
    paper = Paper(OWN)
    paper.picture(LEFT - 6, 44, 176, 44, logo())
    paper.text(RIGHT, 66, "Facture", 24, font="bold", color=OAK, align="right")
    paper.text(RIGHT, 84, f"N° {INVOICE}", 10.5, align="right")
    paper.rule(LEFT, RIGHT, 106, color=OAK, width=1.4)
    paper.lines(LEFT, 132, (f"{SELLER} SAS", *SELLER_ADDRESS, SELLER_PHONE, SELLER_SITE), 9)
    paper.text(330, 132, "Facturé et livré à", 8.5, color=SOFT)
    paper.lines(330, 147, (CONSUMER, *HOME), 10.5)
    _invoice_facts(paper, 222)
    _invoice_table(paper, 290)
    paper.text(
        LEFT, 506, "Payé le 2 mars 2026 par carte bancaire (•••• 4417). Merci de votre confiance.", 9.5
    )
    paper.text(LEFT, 522, "Livraison prévue entre le 10 et le 13 mars 2026.", 9.5)
    _invoice_foot(paper)
    return paper.done(
        title=f"Facture {INVOICE}", made_by="Boutique en ligne 4.2", at="D:20260302214655+01'00'"
    )


def _invoice_facts(paper: Paper, top: float) -> None:
    paper.box(LEFT, top, RIGHT - LEFT, 44, fill="#f9f6f1")
    facts = (
        ("Date de facture", "2 mars 2026"),
        ("Commande", ORDER),
        ("Client", "118 204"),
        ("Paiement", "Carte"),
    )
    for place, (name, value) in enumerate(facts):
        x = LEFT + 14 + place * 126
        paper.text(x, top + 17, name, 8, color=SOFT)
        paper.text(x, top + 33, value, 10, font="bold")


def _invoice_table(paper: Paper, top: float) -> None:
    columns = (LEFT, 350.0, 420.0, RIGHT)
    for x, name in zip(columns, ("Désignation", "Qté", "Prix HT", "Total HT"), strict=True):
        paper.text(x, top, name, 8.5, color=SOFT, align="left" if x == LEFT else "right")
    paper.rule(LEFT, RIGHT, top + 8, color="#24313a", width=0.9)
    rows = (
        (PRODUCT, f"{PRODUCT_DETAIL} – réf. SOL-140-CH", "407,50 €"),
        ("Livraison à domicile", "dans la pièce choisie, deux livreurs", "32,50 €"),
    )
    for place, (name, detail, price) in enumerate(rows):
        y = top + 28 + place * 42
        paper.text(LEFT, y, name, 10.5, font="bold")
        paper.text(LEFT, y + 14, detail, 9, color=SOFT)
        for x, value in zip(columns[1:], ("1", price, price), strict=True):
            paper.text(x, y, value, 10.5, align="right")
        paper.rule(LEFT, RIGHT, y + 23)
    for place, (name, value) in enumerate((("Total HT", "440,00 €"), ("TVA 20 %", "88,00 €"))):
        paper.text(420, top + 118 + place * 18, name, 10, align="right", color=SOFT)
        paper.text(RIGHT, top + 118 + place * 18, value, 10, align="right")
    paper.box(330, top + 148, RIGHT - 330, 30, fill=OAK)
    paper.text(344, top + 168, "Total TTC", 12, font="bold", color="#ffffff")
    paper.text(RIGHT - 12, top + 168, "528,00 €", 12, font="bold", color="#ffffff", align="right")


def _invoice_foot(paper: Paper) -> None:
    paper.rule(LEFT, RIGHT, HEIGHT_PT - 84)
    legal = (
        f"{SELLER} SAS au capital de 40 000 € – RCS Nantes 000 000 000 – TVA FR00 000 000 000",
        "Garantie légale de conformité de deux ans, garantie des vices cachés. Plateau garanti 5 ans.",
        f"Conditions générales de vente et médiateur de la consommation : {SELLER_SITE}/cgv",
    )
    for place, line in enumerate(legal):
        paper.text(WIDTH_PT / 2, HEIGHT_PT - 66 + place * 13, line, 8, color=SOFT, align="center")


_ENTRIES = (
    ("01/03", "SOLDE PRÉCÉDENT", "", "1 842,17"),
    ("02/03", "PRÉLÈVEMENT RÉGIE DES EAUX DU VALLON", "38,60", ""),
    ("03/03", "CARTE 02/03 MAISON CHENELIER NANTES", "528,00", ""),
    ("05/03", "PRÉLÈVEMENT LOYER MONTÉE DES GLYCINES", "780,00", ""),
    ("09/03", "CARTE 07/03 LIBRAIRIE DU TILLEUL LYON", "24,90", ""),
    ("16/03", "PRÉLÈVEMENT ÉNERGIE DES DEUX RIVES", "64,20", ""),
    ("23/03", "RETRAIT DAB 21/03 LYON 5E", "60,00", ""),
    ("27/03", "VIREMENT SALAIRE ATELIER DES CARTES", "", "2 140,00"),
    ("30/03", "CARTE 30/03 EBENISTERIE VAUCLAIR LYON", "45,00", ""),
)


def statement() -> bytes:
    """The bank's statement for March, encrypted against changes, with no password to open it."""
    paper = Paper(PLAIN_OFFICE)
    blue = "#123f6d"
    paper.box(0, 0, WIDTH_PT, 14, fill=blue)
    paper.text(LEFT, 56, BANK, 17, font="bold", color=blue)
    paper.text(LEFT, 72, "Agence de Lyon Vieux-Pont – 01 99 00 21 40", 8.5, color=SOFT)
    paper.text(RIGHT, 56, "Relevé de compte", 15, font="bold", align="right")
    paper.text(RIGHT, 72, "Relevé n° 3 arrêté au 31 mars 2026", 9.5, align="right")
    paper.lines(340, 116, (f"Mme {CONSUMER}", *HOME), 10.5)
    paper.box(LEFT, 180, RIGHT - LEFT, 40, fill="#eef3f8")
    paper.text(LEFT + 12, 196, "Compte courant – titulaire : Mme H. Marchadier", 9)
    paper.text(LEFT + 12, 211, "IBAN FR76 •••• •••• •••• •••• •••• 417   BIC ••••••••", 9)
    _statement_table(paper, 250, blue)
    paper.text(LEFT, HEIGHT_PT - 60, "Document à conserver. Les opérations non contestées dans les délais "
               "légaux sont réputées acceptées.", 7.5, color=SOFT)  # fmt: skip
    paper.text(RIGHT, HEIGHT_PT - 60, "Page 1 / 1", 7.5, color=SOFT, align="right")
    return paper.done(
        title="Relevé de compte n° 3",
        made_by="Editique 7",
        at="D:20260401043012+02'00'",
        owner_password="banque-fictive",
    )


def _statement_table(paper: Paper, top: float, blue: str) -> None:
    debit, credit = 440.0, RIGHT - 8
    paper.box(LEFT, top - 14, RIGHT - LEFT, 21, fill=blue)
    for x, name, align in ((LEFT + 8, "Date", "left"), (LEFT + 60, "Nature de l'opération", "left"),
                           (debit, "Débit (€)", "right"), (credit, "Crédit (€)", "right")):  # fmt: skip
        paper.text(x, top, name, 9, font="bold", color="#ffffff", align=align)
    for place, (day, what, out, into) in enumerate(_ENTRIES):
        y = top + 26 + place * 22
        paper.text(LEFT + 8, y, day, 9.5)
        paper.text(LEFT + 60, y, what, 9.5, font="bold" if not place else "plain")
        paper.text(debit, y, out, 9.5, align="right")
        paper.text(credit, y, into, 9.5, align="right")
        paper.rule(LEFT, RIGHT, y + 7)
    y = top + 26 + len(_ENTRIES) * 22
    paper.text(LEFT + 60, y, "TOTAL DES MOUVEMENTS", 9.5)
    paper.text(debit, y, "1 540,70", 9.5, align="right")
    paper.text(credit, y, "2 140,00", 9.5, align="right")
    paper.text(LEFT + 60, y + 24, "NOUVEAU SOLDE AU 31 MARS 2026", 10, font="bold")
    paper.text(credit, y + 24, "2 441,47", 10, font="bold", align="right")
    paper.rule(LEFT, RIGHT, y + 33, color=blue, width=1)


_WORKS = (
    ("Dépose du plateau, enlèvement et retour à l'atelier", "1", "72,00"),
    ("Ouverture de la fente, collage sous serre-joints, trois jours de séchage", "1", "118,00"),
    ("Reprise de l'angle écrasé : greffe de chêne assortie au fil", "1", "86,00"),
    ("Ponçage de tout le plateau et deux couches d'huile", "1", "64,00"),
)


_OPINION = (
    "Avis : la fente suit le fil du bois sur 23 cm et part d'un angle écrasé. Les fibres sont comprimées "
    "de l'extérieur vers l'intérieur : la trace est celle d'un choc, non d'un défaut de séchage ni d'un "
    "mauvais usage. Après réparation, le plateau sera solide, mais la reprise restera visible."
)


def quotation() -> bytes:
    """The cabinetmaker's quotation: drawn upright on a tall page that is shown turned (``/Rotate`` 90)."""
    wide, tall = HEIGHT_PT, WIDTH_PT
    paper = Paper(OWN, size=(wide, tall))
    _turn_drawing(paper)
    green = "#3d5a40"
    paper.text(50, 62, CABINETMAKER, 20, font="bold", color=green)
    paper.lines(50, 80, ("31 passage du Copeau, 69001 Lyon", "01 99 00 65 08"), 9)
    paper.text(wide - 50, 62, "Devis n° 26-118", 17, font="bold", align="right")
    paper.text(wide - 50, 80, "Devis du 30 mars 2026", 9.5, align="right")
    paper.text(wide - 50, 93, "valable trois mois", 9.5, align="right")
    paper.rule(50, wide - 50, 106, color=green, width=1.2)
    paper.text(50, 128, f"Pour : {CONSUMER}, {HOME[0]}, {HOME[1]}", 10)
    paper.text(
        50, 144, "Objet : plateau de bureau en chêne massif, 140 × 70 cm, fendu et enfoncé à un angle", 10
    )
    _works(paper, wide, 182, green)
    paper.box(50, 366, wide - 100, 48, fill="#f1f4ef")
    paper.paragraph(64, 386, wide - 128, _OPINION, 9.8)
    visit = "Déplacement et examen du 30 mars 2026 : 45,00 € réglés par carte, déduits en cas de commande."
    paper.text(50, 446, visit, 9)
    paper.text(wide - 230, 478, "Pour l'atelier, P. Vauclair", 9.5)
    for stroke in Hand(size=2.6, seed=41).write("P. Vauclair", wide - 226, 516):
        paper.ink(stroke)
    return paper.done(title="Devis 26-118", made_by="Devis facile", at="D:20260330172210+02'00'", turn=90)


def _turn_drawing(paper: Paper) -> None:
    """Turns the page's own grid so that it reads upright once the page is shown turned by 90°."""
    paper.canvas.setPageSize((WIDTH_PT, HEIGHT_PT))
    paper.canvas.translate(WIDTH_PT, 0)
    paper.canvas.rotate(90)


def _works(paper: Paper, wide: float, top: float, green: str) -> None:
    columns = (
        (50.0, "Travaux", "left"),
        (wide - 190, "Qté", "right"),
        (wide - 60, "Montant TTC (€)", "right"),
    )
    paper.box(50, top - 15, wide - 100, 22, fill=green)
    for x, name, align in columns:
        paper.text(x + (10 if x == 50 else 0), top, name, 9.5, font="bold", color="#ffffff", align=align)
    for place, row in enumerate(_WORKS):
        y = top + 26 + place * 25
        for (x, _, align), cell in zip(columns, row, strict=True):
            paper.text(x + (10 if x == 50 else 0), y, cell, 10, align=align)
        paper.rule(50, wide - 50, y + 9)
    y = top + 26 + len(_WORKS) * 25 + 8
    paper.text(wide - 190, y, "Total TTC", 12, font="bold", align="right")
    paper.text(wide - 60, y, "340,00", 12, font="bold", align="right")
    paper.text(60, y, "TVA non applicable, article 293 B du code général des impôts", 8.5, color=SOFT)
