"""Our marks on every page: its number, the piece's footer, the stamp. All outside the frame."""

from dossier.annex.layout import LEFT_PT, Box, Item, Text
from dossier.basis.units import mm
from dossier.model.plan import PageKind, Plan
from dossier.press.fonts import Face, text_width
from dossier.press.frame import SIDE_PT
from dossier.press.ink import ACCENT, SOFT
from dossier.texts.catalogue import Texts

FOOT_Y_PT = mm(9)
STAMP_SIZE_PT = 10.5
STAMP_HEIGHT_PT = mm(6.2)
STAMP_PAD_PT = 8.0
STAMP_TOP_PT = mm(5.6)


def marks_of(plan: Plan, number: int, texts: Texts) -> list[Item]:
    """Gives what we write in the margins of a page.

    Args:
        plan: The annex.
        number: The page, 1-based.
        texts: The annex's language.
    """
    page = plan.pages[number - 1]
    # Our own words have wider margins than the frame of the pieces; each footer stands below its text.
    side = LEFT_PT if page.piece is None else SIDE_PT
    items: list[Item] = [
        Text(
            x_pt=page.size_pt[0] - side,
            y_pt=FOOT_Y_PT,
            text=plan.page_words(number),
            size_pt=8.2,
            face=Face.BOLD,
            right=True,
        )
    ]
    if page.piece is not None:
        items.extend(piece_marks(plan.footer_words(number), plan.stamp_words(number), size_pt=page.size_pt))
    elif page.kind not in (PageKind.COVER, PageKind.BLANK):
        footer = texts.say(f"annex.foot_{page.kind}")
        items.append(Text(x_pt=side, y_pt=FOOT_Y_PT, text=footer, size_pt=8.2, colour=SOFT))
    return items


def piece_marks(footer: str, stamp: str, *, size_pt: tuple[float, float]) -> list[Item]:
    """Gives what we write in the margins of a piece's page, but for the number of the page.

    Args:
        footer: At the bottom left: "Pièce n° 4 · 2/5".
        stamp: Above the frame: "Pièce n° 4"; "" on all but the first page.
        size_pt: Width and height of the page.
    """
    items: list[Item] = [Text(x_pt=SIDE_PT, y_pt=FOOT_Y_PT, text=footer, size_pt=8.2, colour=SOFT)]
    if stamp:
        items.extend(_stamp(stamp, *size_pt))
    return items


def _stamp(label: str, width_pt: float, height_pt: float) -> list[Item]:
    """Draws the stamp in the upper margin, at the right, where it covers nothing."""
    box = text_width(label, Face.BOLD, STAMP_SIZE_PT) + 2 * STAMP_PAD_PT
    left = width_pt - SIDE_PT - box
    bottom = height_pt - STAMP_TOP_PT - STAMP_HEIGHT_PT
    return [
        Box(x_pt=left, y_pt=bottom, width_pt=box, height_pt=STAMP_HEIGHT_PT),
        Text(
            x_pt=left + STAMP_PAD_PT,
            y_pt=bottom + (STAMP_HEIGHT_PT - STAMP_SIZE_PT * 0.72) / 2,
            text=label,
            size_pt=STAMP_SIZE_PT,
            face=Face.BOLD,
            colour=ACCENT,
        ),
    ]
