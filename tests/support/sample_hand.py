"""Handwriting without a font: letters as pen strokes, a little different each time they are drawn.

A letter is a width and its strokes, points "x,y" on a grid: base line 0, small letters 6, ascenders
11, descenders −5. Strokes run smoothly through their points (Catmull-Rom).
"""

import itertools
import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw

Point = tuple[float, float]
Stroke = list[Point]
Ink = int | tuple[int, int, int]

_LETTERS: Final[Mapping[str, str]] = {
    "a": "6.2|5,5 3,6 1.2,5 .6,2.5 1.6,.2 3.4,.6 4.8,3 5,5.6;5,5.6 4.9,2 5.4,.2 6.2,.6",
    "b": "5.6|.8,11 .8,5 .8,.4;.8,4 2.6,6 4.6,5 4.8,2 3,.1 .8,.8",
    "c": "5.2|4.8,5 3.2,6.1 1.2,4.8 .7,2.6 1.6,.4 3.4,.1 5,1.2",
    "d": "6.2|4.8,5 3,6 1,4.8 .6,2.4 1.8,.2 3.6,.6 5,3;5.1,11 5,5 5.1,1 6.2,.4",
    "e": "5.4|.8,3 2.6,3.2 4.6,3.8 4.4,5.6 2.8,6.1 1,4.8 .7,2.4 1.8,.3 3.6,.1 5.2,1.4",
    "f": "4.2|4.8,10 3.6,11 2.4,9.6 2.2,5 2,0;.6,6 4,6.2",
    "g": "5.8|5,5 3,6 1,4.8 .8,2.4 2,.4 3.8,.8 5,3.2;5.1,5.8 5,0 4.4,-4 2.4,-5 .8,-3.8",
    "h": "5.8|.9,11 .8,5 .8,0;.8,3.6 2.4,6 4.2,5.6 4.6,3 4.6,.4 5.4,.2",
    "i": "2.6|1,6 1,2 1.4,.1 2.2,.6;1,8.4 1.1,8.8",
    "ı": "2.6|1,6 1,2 1.4,.1 2.2,.6",
    "j": "2.8|1.6,6 1.6,0 1.2,-4 0,-5 -.8,-4;1.6,8.4 1.7,8.8",
    "k": "5|.9,11 .8,0;4.2,6 2.6,4.2 1,2.8;1.8,3.5 3.2,1.6 4.6,0",
    "l": "2.8|.9,11 .9,3 1.2,.4 2.2,.4",
    "m": "7.4|.8,6 .8,0;.8,4 2.2,6 3.4,5 3.4,0;3.4,4 4.8,6 6,5 6.1,1 6.8,.2",
    "n": "5.8|.8,6 .8,0;.8,4 2.4,6 4,5.4 4.3,2 4.5,.4 5.4,.3",
    "o": "5.6|3,6 1.2,5 .6,2.8 1.6,.3 3.4,.1 5,2 4.9,4.6 3,6 2.6,5.9",
    "p": "5.6|.8,6 .8,0 .6,-5;.8,4.4 2.6,6.1 4.6,5 4.8,2.4 3.2,.2 .9,.8",
    "q": "5.8|5,5 3,6 1,4.8 .8,2.4 2,.4 3.8,.8 5,3.2;5.1,5.9 5,-4.8 6,-4",
    "r": "4|.8,6 .9,0;.9,3.8 2,5.6 3.8,6",
    "s": "4.8|4.2,5.4 2.6,6.1 1,5 1.6,3.6 3.6,2.6 4.2,1.2 2.6,0 .6,.8",
    "t": "4|2,9.4 1.9,3 2.4,.4 4,.5;.4,6.4 4,6.6",
    "u": "6|.8,6 .8,2 1.8,.1 3.6,.8 4.6,3;4.7,6 4.7,1.6 5.8,.3",
    "v": "4.8|.4,6 1.4,3 2.4,0 3.4,3 4.6,6.1",
    "x": "4.8|.6,6 2.4,3 4.4,0;4.4,6 2.4,3 .4,0",
    "y": "5.4|.6,6 1,3 2.6,2 4.4,4;4.7,6 4.4,0 3.6,-4 1.8,-5 .6,-4",
    "z": "5.2|.6,5.8 2.6,6 4.4,6;4.4,6 .6,.2;.6,.2 2.6,.4 4.8,.4",
    "A": "6|.4,0 1.7,5 3,10;3,10 4.4,5 5.8,0;1.4,3.8 4.8,3.9",
    "B": "5.4|.9,10 .9,0;.5,9.6 3.4,9.8 4.4,7.6 3.2,5.4 1,5.2;1,5.2 4,5 5,2.6 3.6,.2 .5,.1",
    "C": "5.8|5.4,8.6 3.4,10 1.2,8 .6,4.6 1.8,.8 3.8,.1 5.6,1.6",
    "D": "6|.9,10 .9,0;.4,9.8 3.4,9.8 5.6,7 5.4,3 3.2,.3 .5,.1",
    "H": "6.2|.8,10 .8,0;5.2,10 5.3,0;.8,5 5.2,5.2",
    "L": "5|.9,10 .8,0;.8,.2 2.8,0 4.8,.2",
    "M": "7|.6,0 1,10;1,10 3.6,4;3.6,4 6.2,10;6.2,10 6.6,0",
    "N": "6.4|.8,0 1,10;1,10 3,5 5.2,0;5.2,0 5.4,10",
    "P": "5.4|.9,10 .9,0;.5,9.6 3.4,10 5,8 4.2,5.4 1,4.8",
    "R": "5.6|.9,10 .9,0;.5,9.6 3.4,10 5,8 4.2,5.4 1,4.8;2.4,4.9 5.2,0",
    "S": "5.4|4.8,8.8 3,10 1,8.4 1.6,6 4,4.6 4.8,2.2 3,.1 .6,1.2",
    "V": "5.6|.4,10 1.6,5 2.8,0;2.8,0 4,5 5.4,10",
    "0": "5.4|2.8,9 1,7 .7,4 1.6,.4 3.4,.1 4.8,3 4.6,7 2.8,9",
    "1": "3.6|.6,6.8 2.4,9;2.4,9 2.3,0",
    "2": "5.4|.8,7.4 2.2,9 4.2,8 4,5.6 2,2.4 .6,.3;.6,.3 2.6,.3 5,.4",
    "3": "5.2|.9,8.2 2.6,9 4.2,7.6 3.6,5.4 2,4.8;2,4.8 4.4,4 4.6,1.6 2.8,0 .6,.8",
    "4": "5.6|3.4,9 2,6 .5,3.2;.5,3.2 5.2,3.3;3.9,5.4 3.7,0",
    "5": "5.2|4.6,9 1.4,8.9;1.4,8.9 1.1,5.2;1.1,5.2 3,5.6 4.6,4 4.2,1.2 2.4,0 .6,.8",
    "6": "5.2|4.2,8.8 2,7 .8,4 1.2,1 2.8,0 4.6,1.6 4.2,4 2.4,4.8 1,3.2",
    "7": "5|.6,8.8 4.8,9;4.8,9 2.8,4 2,0;1.2,4.6 4.2,4.8",
    "8": "5.4|2.8,4.8 1,6.6 1.6,8.6 3.4,9 4.4,7.2 2.8,4.8 .9,2.6 1.6,.3 3.6,.1 4.8,2.2 2.8,4.8",
    "9": "5.2|4.4,7 2.8,4.6 1,5.6 1.2,8.2 3,9 4.5,7 4.4,3 3.4,0",
    " ": "4|",
    ".": "2.4|1,0 1.2,.3",
    ",": "2.4|1.2,.4 1,-1 .4,-1.8",
    ":": "2.6|1,0 1.2,.3;1,4.2 1.2,4.5",
    "-": "5|.8,3 4,3.2",
    "'": "2|1.2,10.6 .8,8.6",
    "?": "5|.8,8.4 2.4,10 4.2,8.6 3.4,6.2 2.2,4.6 2.2,3;2.2,0 2.3,.4",
    "!": "2.6|1.2,10 1.1,3;1.1,0 1.2,.4",
    "+": "5.4|.8,3.6 4.8,3.7;2.8,5.8 2.7,1.4",
    "=": "5.4|.8,4.6 4.8,4.7;.8,2.4 4.8,2.5",
    "(": "3|2.4,11 1,7 1,2 2.4,-1.6",
    ")": "3|.4,11 1.8,7 1.8,2 .4,-1.6",
    "€": "6|5.2,8.4 3.6,9.4 1.8,7.4 1.4,4.6 2.2,1 4,.1 5.4,1.2;.4,5.6 4.4,5.8;.4,3.8 4,3.9",
    "/": "4|.2,-1 2,4.5 3.8,10",
    ">": "5|.8,6 4.2,3.4 .8,.8",
}  # fmt: skip

_MARKS: Final[Mapping[str, tuple[str, str]]] = {
    "é": ("e", "2.6,8 4.2,9.8"),
    "è": ("e", "4,8 2.4,9.8"),
    "ê": ("e", "1.8,8 3,9.6;3,9.6 4.2,8"),
    "à": ("a", "3.8,8 2.2,9.8"),
    "û": ("u", "1.6,8 2.8,9.6;2.8,9.6 4,8"),
    "ç": ("c", "3.2,0 3.6,-1.6 2.4,-2.4"),
    "î": ("ı", "0,8 1.1,9.6;1.1,9.6 2.2,8"),
}


def _points(written: str) -> Stroke:
    pairs = (pair.split(",") for pair in written.split())
    return [(float(x), float(y)) for x, y in pairs]


def _letter(char: str) -> tuple[float, list[Stroke]]:
    base, mark = _MARKS.get(char, (char, ""))
    width, strokes = _LETTERS[base].split("|")
    written = [*filter(None, strokes.split(";")), *filter(None, mark.split(";"))]
    return float(width), [_points(stroke) for stroke in written]


def smooth(points: Stroke, *, steps: int = 8) -> Stroke:
    """Gives the points of a curve that runs through the given ones."""
    if len(points) < 3:
        return points
    padded = [points[0], *points, points[-1]]
    curve: Stroke = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            curve.append((_catmull(p0[0], p1[0], p2[0], p3[0], t), _catmull(p0[1], p1[1], p2[1], p3[1], t)))
    return [*curve, points[-1]]


def _catmull(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """How somebody writes.

    Attributes:
        size: Length of one grid unit, in the units of the drawing.
        slant: Lean to the right, as dx/dy.
        unrest: How much letters differ, 0 for none.
        seed: Of the differences; the same seed writes the same.
    """

    size: float
    slant: float = 0.16
    unrest: float = 1.0
    seed: int = 1

    def write(self, text: str, x: float, y: float) -> list[Stroke]:
        """Writes a line: its strokes, y running downwards, ``y`` being the base line."""
        rng = random.Random(f"{self.seed} {text}")
        strokes: list[Stroke] = []
        pen = x
        for place, char in enumerate(text):
            width, letter = _letter(char)
            wave = math.sin(place / 5 + self.seed) * 0.35 * self.unrest
            scale = self.size * (1 + rng.uniform(-0.06, 0.06) * self.unrest)
            lift = wave + rng.uniform(-0.25, 0.25) * self.unrest
            turn = self.slant + rng.uniform(-0.05, 0.05) * self.unrest
            for stroke in letter:
                shaken = [(px + rng.uniform(-0.12, 0.12) * self.unrest, py) for px, py in stroke]
                strokes.append(
                    [(pen + (px + py * turn) * scale, y - (py + lift) * scale) for px, py in smooth(shaken)]
                )
            pen += (width + 0.7 + rng.uniform(-0.25, 0.3) * self.unrest) * scale
        return strokes

    def ink(self, picture: Image.Image, text: str, at: Point, *, color: Ink, pen: float) -> None:
        """Draws a line on a picture with a round pen of the given width in pixels."""
        draw = ImageDraw.Draw(picture)
        for stroke in self.write(text, at[0], at[1]):
            ink_stroke(draw, stroke, color=color, pen=pen)


def ink_stroke(draw: ImageDraw.ImageDraw, stroke: Stroke, *, color: Ink, pen: float) -> None:
    """Draws one stroke, thinner where the pen runs fast."""
    for (x0, y0), (x1, y1) in itertools.pairwise(stroke):
        length = math.hypot(x1 - x0, y1 - y0)
        radius = pen / 2 * (1.08 - min(length / (pen * 12), 0.3))
        steps = max(1, int(length / max(radius * 0.5, 0.5)))
        for step in range(steps + 1):
            x, y = x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=color)


SIGNATURE: Final = _points(
    "0,4 2,11 4,2 5,-1 6,9 6.4,1 8,6 9,2.4 10,5.6 11,2 12,5 12.6,9.6 13,1 14,4.6 15,1.6 16,4.2 "
    "17,2 19,6 20,1.4 22,3.6 25,2 30,5.4 24,-2 12,-3 6,-2.4"
)


def signature(x: float, y: float, size: float) -> Stroke:
    """The consumer's signature as one stroke; ``y`` is its base line, downwards."""
    return smooth([(x + px * size, y - py * size) for px, py in SIGNATURE])
