"""A page left empty, so that what follows begins on a right-hand page when both sides are printed."""

from dossier.annex.layout import OwnPage, Text
from dossier.basis.units import A4_LONG_PT, A4_SHORT_PT
from dossier.model.plan import PageKind
from dossier.press.fonts import Face, text_width
from dossier.press.ink import SOFT
from dossier.texts.catalogue import Texts

SIZE_PT = 9.2


def blank_page(texts: Texts) -> OwnPage:
    """Lays it out: it says that nothing is missing."""
    words = texts.say("annex.blank_page")
    left = (A4_SHORT_PT - text_width(words, Face.REGULAR, SIZE_PT)) / 2
    item = Text(x_pt=left, y_pt=A4_LONG_PT / 2, text=words, size_pt=SIZE_PT, colour=SOFT)
    return OwnPage(kind=PageKind.BLANK, items=(item,))
