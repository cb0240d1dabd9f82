"""Rectangles and matrices of PDF space, and where a source page stands on a page of ours.

Lengths in points, origin lower left; a matrix is (a b c d e f) of ISO 32000-1, 8.3.3: it takes
(x, y) to (a x + c y + e, b x + d y + f).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from dossier.press.frame import Frame, frame_for

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

ALMOST_WHOLE = 0.9999
"""A fit this near to 1 is rounding: such a page keeps its true size."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle with ordered edges."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Width, never negative for an ordered rectangle."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height, never negative for an ordered rectangle."""
        return self.top - self.bottom

    @property
    def empty(self) -> bool:
        """Whether it holds nothing."""
        return not (self.width > 0 and self.height > 0)

    def within(self, other: "Rect") -> "Rect":
        """Gives what both share; empty when they do not meet."""
        return Rect(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )


def ordered(numbers: Iterable[float]) -> Rect:
    """Makes a rectangle of two opposite corners in any order (ISO 32000-1, 7.9.5)."""
    x0, y0, x1, y1 = numbers
    return Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def chained(first: Matrix, then: Matrix) -> Matrix:
    """Gives the matrix that does ``first`` and after it ``then``."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def moved(x: float, y: float) -> Matrix:
    """Gives the matrix of a shift."""
    return (1.0, 0.0, 0.0, 1.0, x, y)


def scaled(x: float, y: float) -> Matrix:
    """Gives the matrix of a scaling about the origin."""
    return (x, 0.0, 0.0, y, 0.0, 0.0)


def bounds(rect: Rect, matrix: Matrix) -> Rect:
    """Gives the smallest upright rectangle around a transformed one."""
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (rect.left, rect.right) for y in (rect.bottom, rect.top)]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return Rect(min(across), min(up), max(across), max(up))


def quarter_turned(quarters: int, *, x: float, y: float) -> Matrix:
    """Gives the matrix of quarter turns counter-clockwise about a point."""
    cos, sin = ((1, 0), (0, 1), (-1, 0), (0, -1))[quarters % 4]
    return chained(chained(moved(-x, -y), (cos, sin, -sin, cos, 0, 0)), moved(x, y))


def written(numbers: Iterable[float]) -> bytes:
    """Writes numbers as PDF does: at most 8 decimals, never an exponent, always the same bytes."""
    return b" ".join(_number(number) for number in numbers)


def _number(number: float) -> bytes:
    text = f"{number:.8f}".rstrip("0").rstrip(".")
    return b"0" if text in ("-0", "") else text.encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A source page as it is looked at.

    Attributes:
        box: What is shown of it, in its own space.
        turn: Quarter turns clockwise when shown.
        unit: Its ``/UserUnit``: points per unit of its space.
    """

    box: Rect
    turn: int = 0
    unit: float = 1.0

    @property
    def width(self) -> float:
        """Width as looked at, in its own units."""
        return self.box.height if self.turn % 2 else self.box.width

    @property
    def height(self) -> float:
        """Height as looked at, in its own units."""
        return self.box.width if self.turn % 2 else self.box.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a source page stands on our page.

    Attributes:
        frame: Our page.
        matrix: From the source page's space to ours.
        rect: What it covers on our page.
        scale: Size on paper over true size, at most 1.
    """

    frame: Frame
    matrix: Matrix
    rect: Rect
    scale: float


def place(shape: Shape) -> Place:
    """Stands a page upright at the top of its frame, in the middle; smaller where needed, never larger."""
    frame = frame_for(shape.width, shape.height)
    fit = min(frame.width_pt / shape.width, frame.height_pt / shape.height)
    scale = shape.unit if fit >= shape.unit * ALMOST_WHOLE else fit
    width, height = shape.width * scale, shape.height * scale
    left = frame.left_pt + (frame.width_pt - width) / 2
    bottom = frame.bottom_pt + frame.height_pt - height
    upright = chained(moved(-shape.box.left, -shape.box.bottom), _turned(shape))
    return Place(
        frame=frame,
        matrix=chained(chained(upright, scaled(scale, scale)), moved(left, bottom)),
        rect=Rect(left, bottom, left + width, bottom + height),
        scale=scale / shape.unit,
    )


def _turned(shape: Shape) -> Matrix:
    """Turns a box that stands on the origin clockwise, so that it stands on the origin again."""
    width, height = shape.box.width, shape.box.height
    return (
        IDENTITY,
        (0.0, -1.0, 1.0, 0.0, 0.0, width),
        (-1.0, 0.0, 0.0, -1.0, width, height),
        (0.0, 1.0, -1.0, 0.0, height, 0.0),
    )[shape.turn % 4]


def usable(number: float) -> bool:
    """Tells whether a number found in a file can be reckoned with."""
    return math.isfinite(number) and abs(number) < 1e9
