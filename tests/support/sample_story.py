"""Who, what and when in the sample dispute: an oak desk that arrives cracked. Everything is invented.

Domains end in ``.example`` (RFC 2606), telephone numbers come from the ranges that the French
numbering plan keeps for fiction (01 99 00 and 06 39 98), account numbers are masked.
"""

import re
from pathlib import Path
from typing import Final

from PIL import ImageFont

from dossier.basis.resources import resources_folder

CONSUMER: Final = "Hélène Marchadier"
CONSUMER_MAIL: Final = "helene.marchadier@courriel.example"
CONSUMER_PHONE: Final = "06 39 98 41 27"
HOME: Final = ("14 montée des Glycines", "69005 Lyon")
BROTHER: Final = "Thomas"

SELLER: Final = "Maison Chênelier"
SELLER_ADDRESS: Final = ("8 quai des Ébénistes", "44200 Nantes")
SELLER_SITE: Final = "www.maison-chenelier.example"
SELLER_DOMAIN: Final = "maison-chenelier.example"
SELLER_PHONE: Final = "01 99 00 47 12"

CARRIER: Final = "TransVallée Messagerie"
CARRIER_DOMAIN: Final = "transvallee.example"
CARRIER_PHONE: Final = "01 99 00 83 60"
CABINETMAKER: Final = "Ébénisterie Vauclair"
BANK: Final = "Banque des Deux Fleuves"
MEDIATOR: Final = "Médiation Maison et Habitat"

PRODUCT: Final = "Bureau assis-debout Solveig 140 × 70 cm"
PRODUCT_DETAIL: Final = "plateau chêne massif, piétement noir"
ORDER: Final = "CH-260302-4471"
INVOICE: Final = "FA-2026-03187"
PARCEL: Final = "TV 4471 0093 62"
CASE: Final = "SAV-88214"

INK: Final = "#24313a"
OAK: Final = "#8a5a2b"

_THIN = (
    (re.compile(r" (?=[:;?!»€%])"), "\u00a0"),
    (re.compile(r"(?<=«) "), "\u00a0"),
    (re.compile(r"(?<=n°) "), "\u00a0"),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), "\u00a0"),
    (re.compile(r"(?<=\d) (?=(?:cm|kg|mm|h|ans|jours|mois)\b)"), "\u00a0"),
    (re.compile(r"(?<=\bL\.) (?=\d)"), "\u00a0"),
)


def french(text: str) -> str:
    """Sets a text as French printers do: curly apostrophes, no-break spaces."""
    text = re.sub(r"(?<=\w)'", "’", text)
    for pattern, space in _THIN:
        text = pattern.sub(space, text)
    return text


def font_file(style: str = "Regular") -> Path:
    """Finds one of the fonts that travel with the program: Regular, Bold, Italic."""
    return resources_folder() / "fonts" / f"NotoSans-{style}.ttf"


def face(style: str, size: float) -> ImageFont.FreeTypeFont:
    """Opens a font for drawing on a picture, laid out the same way on every machine."""
    return ImageFont.truetype(font_file(style), size, layout_engine=ImageFont.Layout.BASIC)
