"""Lengths and sizes, named so that they cannot be mixed.

One point (pt) is 1/72 inch; the origin of a PDF page is its lower left corner (ISO 32000-1, 8.3.2.3).
"""

from typing import NewType

Pt = NewType("Pt", float)
Px = NewType("Px", int)
Dpi = NewType("Dpi", float)

PT_PER_MM = 72 / 25.4


def mm(length_mm: float) -> Pt:
    """Turns millimetres into points."""
    return Pt(length_mm * PT_PER_MM)


# ISO 216; reportlab and the PDF viewers round to these thousandths of a point.
A4_SHORT_PT = Pt(595.276)
A4_LONG_PT = Pt(841.89)
