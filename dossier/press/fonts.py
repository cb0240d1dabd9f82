"""Our type: how wide it is, where a line ends, how it is drawn."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfgen.canvas import Canvas

from dossier.press.letters import CLUSTER, Face, Run, clean, line_parts, split_runs, typeface

__all__ = [
    "Face",
    "Run",
    "clean",
    "draw_text",
    "new_canvas",
    "register_fonts",
    "split_runs",
    "text_width",
    "wrap",
]

# A line may end at these spaces; not at the no-break ones (U+00A0, U+2007, U+202F).
_BREAKING = " \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
# Ideographs and syllables of the Far East, between which a line may end.
_WIDE = "\u1100-\u115f\u2e80-\u2fff\u3001-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60"
_WIDE += "\U00020000-\U0003ffff"
_PIECE = re.compile(f"[{_BREAKING}]+|[{_WIDE}]|[^{_BREAKING}{_WIDE}]+")
_GOOD_ENDS = frozenset("/?&=-_.,;:@+%)|")
_HALF_FULL = 0.6
_REMEMBERED = 40  # characters; longer pieces are seldom met twice
_MOST_IN_LINE = 600  # characters; twice what a line of small type holds


def register_fonts() -> None:
    """Makes our faces known to reportlab, whose registry is the process's; a second call does nothing.

    The fonts of other scripts are read when a character asks for them.
    """
    rl_config.useA85 = 0
    for face in Face:
        typeface(face.value)


def new_canvas(target: Path) -> Canvas:
    """Opens a PDF to draw on: no base-14 font, no clock, no random number, compressed, binary.

    Args:
        target: Where it goes when it is saved.
    """
    register_fonts()
    first = Face.REGULAR.value  # else every page would name Helvetica, which is not embedded
    return Canvas(
        str(target),
        initialFontName=first,  # type: ignore[arg-type]  # the stubs know its default, None, only
        invariant=1,
        pageCompression=1,
    )


def text_width(text: str, face: Face, size_pt: float) -> float:
    """Measures one line, in points."""
    return sum(_width(piece, face) for piece in _PIECE.findall(text)) * size_pt / 1000


def _width(piece: str, face: Face) -> float:
    return _short_width(piece, face) if len(piece) <= _REMEMBERED else _measured(piece, face)


@lru_cache(maxsize=1 << 16)
def _short_width(piece: str, face: Face) -> float:
    return _measured(piece, face)


def _measured(piece: str, face: Face) -> float:
    return sum(part.width() for part in line_parts(piece, face))


def draw_text(
    canvas: Canvas, x_pt: float, y_pt: float, text: str, *, face: Face, size_pt: float, colour: str
) -> None:
    """Draws one line from a point on its base line.

    Args:
        canvas: From ``new_canvas``.
        x_pt: Left end.
        y_pt: Base line.
        text: Any text; what is read from right to left is put so.
        face: The look.
        size_pt: Type size.
        colour: "#rrggbb".
    """
    canvas.setFillColor(HexColor(colour))
    document: PDFDocument = canvas._doc  # type: ignore[attr-defined]  # reportlab gives no other way to it
    pen = x_pt
    for part in line_parts(text, face):
        font = typeface(part.font)
        name = font.getSubsetInternalName(0, document)
        shown = "".join(
            font.written(word, document, size_pt=size_pt, leftward=part.leftward) for word in part.words()
        )
        canvas.addLiteral(
            f"BT {name} {size_pt:g} Tf 1 0 0 1 {pen:.3f} {y_pt:.3f} Tm "
            + shown.replace("] TJ [", "").replace("><", "")
            + "ET"
        )
        pen += part.width() * size_pt / 1000


def wrap(text: str, *, face: Face, size_pt: float, width_pt: float) -> tuple[str, ...]:
    """Breaks text into lines that are no wider than a width.

    Lines end at spaces, between ideographs, and inside a word only when the word alone is too wide.
    Nothing but spaces at the ends of lines is lost. Work grows with the text, not with its square.

    Returns:
        At least one line; "" for an empty text and for each empty line.
    """
    limit = width_pt * 1000 / size_pt
    return tuple(line for whole in clean(text).split("\n") for line in _filled(whole, face, limit))


def _filled(text: str, face: Face, limit: float) -> Iterator[str]:
    held: list[str] = []
    used = 0.0
    for piece in _PIECE.findall(text):
        width = _room_of(piece, face, limit)
        if used + width <= limit or piece.isspace():
            held.append(piece)
            used += width
            continue
        # A word that must be broken anyhow begins beside the others when there is room.
        room = limit - used if width > limit and used < limit * _HALF_FULL else 0.0
        if not room:
            if line := "".join(held).rstrip():
                yield line
            held = []
        first, *rest = _broken(piece, face, room or limit, limit) if width > limit else [piece]
        held.append(first)
        for further in rest:
            yield "".join(held)
            held = [further]
        used = _width("".join(held), face)
    yield "".join(held).rstrip()


def _room_of(piece: str, face: Face, limit: float) -> float:
    """Measures a piece, where every character takes some room: marks without width would fill one line."""
    if len(piece) > _MOST_IN_LINE:
        return 2 * limit
    return max(_width(piece, face), len(piece) * limit / _MOST_IN_LINE)


def _broken(word: str, face: Face, first: float, limit: float) -> list[str]:
    """Breaks a word that is wider than a line, after a sign in the line's last third if there is one."""
    clusters = CLUSTER.findall(word)
    pieces: list[str] = []
    start = 0
    while start < len(clusters):
        end = _end_of_line(clusters, start, face, limit if pieces else first)
        pieces.append("".join(clusters[start:end]))
        start = end
    return pieces


def _end_of_line(clusters: list[str], start: int, face: Face, limit: float) -> int:
    end, used = start, 0.0
    while end < len(clusters) and used <= limit:
        used += _room_of(clusters[end], face, limit)
        end += 1
    # Joined letters are not as wide as the same letters alone: what will be drawn is measured.
    while end > start + 1 and _width("".join(clusters[start:end]), face) > limit:
        end -= 1
    if end == len(clusters):
        return end
    earliest = start + (end - start) * 2 // 3
    return next((i + 1 for i in range(end - 1, earliest, -1) if clusters[i] in _GOOD_ENDS), end)
