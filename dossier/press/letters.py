"""Which of our fonts draws which character, and in which order they stand on a line.

Every font travels with the program, so a page looks the same on every machine. A character that no
font of ours has is drawn as a box, never left out.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import groupby

from reportlab.pdfbase import pdfmetrics

from dossier.basis.resources import resources_folder
from dossier.basis.stream_safe import stream_safe
from dossier.press.bidi import LEFTWARD, levels, visual
from dossier.press.typeface import Typeface


class Face(StrEnum):
    """What the text is meant to look like; the value is the first font asked."""

    REGULAR = "NotoSans-Regular"
    BOLD = "NotoSans-Bold"
    ITALIC = "NotoSans-Italic"
    MONO = "NotoSansMono-Regular"


@dataclass(frozen=True, slots=True)
class Run:
    """Text that one font draws.

    Attributes:
        font: Its name in reportlab's registry.
        text: In the order in which it is read.
    """

    font: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """Text of a line that one font draws in one direction.

    Attributes:
        font: Its name in reportlab's registry.
        text: In the order in which it is read.
        leftward: Whether it is read from right to left.
    """

    font: str
    text: str
    leftward: bool

    def words(self) -> list[str]:
        """Gives its words and the spaces between them from left to right; each is shaped alone."""
        words = _WORD.findall(self.text)
        return words[::-1] if self.leftward else words

    def width(self) -> float:
        """Gives its width in thousandths of the type size."""
        face = typeface(self.font)
        return sum(face.advance(word, leftward=self.leftward) for word in self.words())


BOX = "□"

_EMOJI = "NotoEmoji-Regular"
_JOINED = (
    "NotoSansHebrew-Regular",
    "NotoSansArabic-Regular",
    "NotoSansDevanagari-Regular",
    "NotoSansThai-Regular",
    _EMOJI,
)
_FALLBACKS = (
    "NotoSansArmenian-Regular",
    "NotoSansGeorgian-Regular",
    *_JOINED,
    "DejaVuSans",
    "NotoSansMath-Regular",
    "DroidSansFallbackFull",
)

_WORD = re.compile(" +|[^ ]+")
_MARK = (
    "["
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"  # on any letter
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew points
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"  # Arabic vowels
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # Devanagari, Thai
    "\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef"  # looks of an emoji
    "]"
)
# What one font must draw together: a letter with its marks, a flag, emoji joined into one. Bounded,
# because a heap of marks on one letter must not become one shape of a page's length.
CLUSTER = re.compile(
    f"(?:[\U0001f1e6-\U0001f1ff]{{2}}|.)(?:{_MARK}|\u200d[^\\s\\w]|\u200c|\u200d){{0,24}}", re.DOTALL
)
_WANTS_EMOJI = re.compile("[\u200d\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
_INVISIBLE = re.compile("[\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef]")


@cache
def typeface(name: str) -> Typeface:
    """Reads a font of ours and makes it known to reportlab, once in a process."""
    face = Typeface(name, resources_folder() / "fonts" / f"{name}.ttf", letters_join=name in _JOINED)
    pdfmetrics.registerFont(face)
    return face


def clean(text: str) -> str:
    r"""Drops what has no shape: control characters, soft hyphens, invisible marks of direction.

    Line ends become ``\n`` and tabs four spaces. Letters and their marks are joined (NFC) where
    Unicode has them as one.
    """
    if text.isascii() and text.isprintable():
        return text
    lines = "\n".join(text.replace("\t", "    ").splitlines())
    if not all(map(_has_shape, set(lines))):
        lines = "".join(filter(_has_shape, lines))
    return unicodedata.normalize("NFC", stream_safe(lines))


@lru_cache(maxsize=1 << 12)
def _has_shape(character: str) -> bool:
    if character == "\n" or _INVISIBLE.match(character):
        return True
    return unicodedata.category(character) not in ("Cc", "Cf")


def split_runs(text: str, face: Face) -> tuple[Run, ...]:
    """Shares text out among the fonts, in reading order.

    Args:
        text: Any text; it is cleaned, and line ends become spaces.
        face: The look that is wanted; what its font lacks another one draws.
    """
    line = clean(text).replace("\n", " ")
    if _plain(face).issuperset(line):
        return (Run(face.value, line),) if line else ()
    parts = [run for cluster in CLUSTER.findall(line) for run in _runs_of(cluster, face)]
    return tuple(
        Run(font, "".join(run.text for run in group)) for font, group in groupby(parts, lambda run: run.font)
    )


@cache
def _plain(face: Face) -> frozenset[str]:
    """Gives what the face's own font draws one by one, so that nothing has to be looked up."""
    return frozenset(
        character
        for character in typeface(face.value).characters
        if unicodedata.category(character)[0] not in "MC" and not LEFTWARD.match(character)
    )


@lru_cache(maxsize=1 << 15)
def _runs_of(cluster: str, face: Face) -> tuple[Run, ...]:
    """Finds the font that has the whole cluster, else one for each of its characters."""
    needed = frozenset(_INVISIBLE.sub("", cluster))
    if not needed:
        return ()
    first = (_EMOJI,) if _WANTS_EMOJI.search(cluster) else ()
    for name in (*first, face.value, *_FALLBACKS):
        own = typeface(name).characters
        if needed <= own:
            # What is invisible only tells fonts that join letters how to.
            joins = own if name in _JOINED else needed
            return (Run(name, "".join(filter(joins.__contains__, cluster))),)
    if len(cluster) > 1:
        return tuple(run for character in cluster for run in _runs_of(character, face))
    return _runs_of(BOX, face)


def line_parts(text: str, face: Face) -> tuple[Part, ...]:
    """Gives a line's parts in the order in which they stand from left to right."""
    runs = split_runs(text, face)
    if not any(LEFTWARD.search(run.text) for run in runs):
        return tuple(Part(run.font, run.text, leftward=False) for run in runs)
    heights = iter(levels("".join(run.text for run in runs)))
    parts: list[Part] = []
    heights_of_parts: list[int] = []
    for run in runs:
        here = [next(heights) for _ in run.text]
        start = 0
        for height, group in groupby(here):
            end = start + len(list(group))
            parts.append(Part(run.font, run.text[start:end], leftward=height % 2 == 1))
            heights_of_parts.append(height)
            start = end
    return tuple(visual(parts, heights_of_parts))
