"""Where a source page may stand on our A4 page, and where our marks stand around it.

The frame leaves 12 mm left and right, 15.8 mm above and 18 mm below, so that no mark ever covers
evidence; it is a hair higher than A4 is in shape, so that an A4 page fills its width exactly.
Origin: lower left corner of the page, lengths in points.
"""

from dataclasses import dataclass

from dossier.basis.units import A4_LONG_PT, A4_SHORT_PT, Pt, mm

SIDE_PT = mm(12)
# The frame's top is a whole point: the drawing engine snaps patterns to where their page begins.
TOP_PT = Pt(A4_LONG_PT - 797)
BOTTOM_PT = mm(18)


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangle for evidence on a page of ours.

    Attributes:
        page_width_pt: Width of the page.
        page_height_pt: Height of the page.
    """

    page_width_pt: Pt
    page_height_pt: Pt

    @property
    def left_pt(self) -> Pt:
        """Left edge."""
        return SIDE_PT

    @property
    def bottom_pt(self) -> Pt:
        """Lower edge."""
        return BOTTOM_PT

    @property
    def width_pt(self) -> Pt:
        """Width."""
        return Pt(self.page_width_pt - 2 * SIDE_PT)

    @property
    def height_pt(self) -> Pt:
        """Height."""
        return Pt(self.page_height_pt - TOP_PT - BOTTOM_PT)


PORTRAIT = Frame(A4_SHORT_PT, A4_LONG_PT)
LANDSCAPE = Frame(A4_LONG_PT, A4_SHORT_PT)


def frame_for(width: float, height: float) -> Frame:
    """Chooses the page for a shape as it is looked at: wider than high stands on landscape."""
    return LANDSCAPE if width > height else PORTRAIT
