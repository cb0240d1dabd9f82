"""The colours of everything that we draw, by what they are for; "#rrggbb", sRGB."""

from typing import Final

INK: Final = "#1b2530"
"""Words."""

SOFT: Final = "#596675"
"""Words that stand back: labels, times, quotes. 5.9 to 1 on white, so that they are read on paper."""

LINE: Final = "#d5dce4"
"""Hairlines."""

ACCENT: Final = "#1d4f7a"
"""Numbers, links, and what is ours among somebody's evidence."""

TINT: Final = "#e8f0f7"
"""The ground of a notice, and of what the consumer said."""

PALE: Final = "#f5f7f9"
"""The ground of what somebody else said."""

EDGE: Final = "#c9d8e6"
"""The line around ``TINT``."""

QUOTED: Final = "#b9c3ce"
"""The bar beside earlier words, and beside what is shown twice."""
