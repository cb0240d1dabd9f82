"""Whether a font brings a shape, of the width that it says, for every code that is shown with it.

ISO 19005-2, 6.2.11. Only the kinds that can be judged wholly are; everything else is an obstacle.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
from fontTools.agl import toUnicode
from reportlab.pdfbase import _fontdata  # type: ignore[attr-defined]  # the stubs leave it out

from dossier.annex.pdfa_program import CffProgram, Program, TrueTypeProgram, Type1Program
from dossier.annex.pdfa_reason import ObstacleError, Reason, require

_SLACK: Final = 1.0
"""Thousandths of the type size by which a width may differ (6.2.11.5)."""

_SYMBOLIC: Final = 4
_ENCODINGS: Final = ("/WinAnsiEncoding", "/MacRomanEncoding")


@dataclass(frozen=True, slots=True)
class Letters:
    """What codes of a font show.

    Attributes:
        wide: Bytes of one code.
        widths: What the font says of its codes, in thousandths.
        otherwise: Width of every other code; None when there is none.
        glyphs: Which glyph each code shows; a code that is not there shows what has its own number.
        own_numbers: Whether codes that are not in ``glyphs`` are numbers of glyphs.
        program: The shapes.
    """

    wide: int
    widths: Mapping[int, float]
    otherwise: float | None
    glyphs: Mapping[int, int | str | None]
    own_numbers: bool
    program: Program

    def show(self, text: bytes) -> None:
        """Judges a string.

        Raises:
            ObstacleError: ``GLYPH``.
        """
        require(len(text) % self.wide == 0, Reason.GLYPH, "half a code")
        codes = {text[i : i + self.wide] for i in range(0, len(text), self.wide)}
        for code in codes:
            self._judge(int.from_bytes(code, "big"))

    def _judge(self, code: int) -> None:
        glyph = self.glyphs.get(code, code if self.own_numbers else None)
        found = self.program.width(glyph) if glyph not in (None, 0, ".notdef") else None
        require(found is not None, Reason.GLYPH, f"code {code} has no shape")
        said = self.widths.get(code, self.otherwise)
        right = said is not None and found is not None and abs(said - found) <= _SLACK
        require(right, Reason.GLYPH, f"code {code} is {found} wide, not {said}")


def letters_of(font: Any) -> Letters:  # noqa: ANN401 - pikepdf's objects have no types
    """Reads a font that is not drawn by content of its own (Type 3).

    Raises:
        ObstacleError: It cannot be kept, or not be judged.
    """
    match str(font.get("/Subtype")):
        case "/Type0":
            return _composite(font)
        case "/TrueType":
            return _simple(font, _program(font))
        case "/Type1" | "/MMType1":
            return _simple(font, _program(font))
        case other:
            raise ObstacleError(Reason.UNSURE, f"font of kind {other}")


def _descriptor(font: Any) -> Any:  # noqa: ANN401
    descriptor = font.get("/FontDescriptor")
    require(isinstance(descriptor, pikepdf.Dictionary), Reason.FONT, f"{font.get('/BaseFont')}")
    return descriptor


def _program(font: Any) -> Program:  # noqa: ANN401
    """Opens the shapes that a font brings.

    Raises:
        ObstacleError: ``FONT``, it brings none; ``GLYPH``, its list of them is not theirs.
    """
    descriptor = _descriptor(font)
    files = [key for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in descriptor]
    require(len(files) == 1, Reason.FONT, f"{font.get('/BaseFont')} is not embedded")
    stream = descriptor[files[0]]
    data, kind = stream.read_bytes(), str(stream.get("/Subtype", ""))
    program = _opened(files[0], kind, data)
    require(str(font.get("/Subtype")) in program.kinds, Reason.FONT, f"{files[0]} {kind}")
    if "/CharSet" in descriptor:
        told = {f"{name}" for name in str(descriptor["/CharSet"]).split("/") if name.strip()}
        require(told - {".notdef"} == program.names - {".notdef"}, Reason.GLYPH, "/CharSet")
    if "/CIDSet" in descriptor:
        bits = descriptor["/CIDSet"].read_bytes()
        told_numbers = {8 * at + bit for at, byte in enumerate(bits) for bit in range(8) if byte & 128 >> bit}
        require(told_numbers == program.numbers, Reason.GLYPH, "/CIDSet")
    return program


def _opened(file: str, kind: str, data: bytes) -> Program:
    match file, kind:
        case "/FontFile", _:
            return Type1Program(data)
        case "/FontFile2", _:
            return TrueTypeProgram(data)
        case _, "/Type1C" | "/CIDFontType0C":
            return CffProgram(data)
        case _, "/OpenType":
            return TrueTypeProgram(data)
        case _:
            raise ObstacleError(Reason.UNSURE, f"{file} {kind}")


def _simple(font: Any, program: Program) -> Letters:  # noqa: ANN401
    for key in ("/BaseFont", "/FirstChar", "/LastChar", "/Widths"):
        require(key in font, Reason.FONT, f"a font without {key}")
    descriptor = _descriptor(font)
    first, last = int(font["/FirstChar"]), int(font["/LastChar"])
    widths = {first + at: float(width) for at, width in enumerate(font["/Widths"])}
    require(len(widths) == last - first + 1, Reason.FONT, "/Widths")
    symbolic = bool(int(descriptor.get("/Flags", 0)) & _SYMBOLIC)
    glyphs: Mapping[int, int | str | None]
    if isinstance(program, TrueTypeProgram):
        glyphs = program.by_code() if symbolic else _by_unicode(font, program)
        require(not symbolic or "/Encoding" not in font, Reason.FONT, "a symbolic font with an encoding")
    else:
        glyphs = dict(_by_name(font, program))
    missing = float(descriptor.get("/MissingWidth", 0))
    return Letters(1, widths, missing, glyphs, own_numbers=False, program=program)


def _by_unicode(font: Any, program: TrueTypeProgram) -> dict[int, int | str | None]:  # noqa: ANN401
    """Maps the codes of a font of letters by way of their characters (6.2.11.6)."""
    encoding = font.get("/Encoding")
    base = encoding.get("/BaseEncoding") if isinstance(encoding, pikepdf.Dictionary) else encoding
    require(str(base) in _ENCODINGS, Reason.FONT, f"encoding {base}")
    names = dict(enumerate(_fontdata.encodings[str(base)[1:]])) | dict(_differences(encoding))
    return {code: program.by_character(toUnicode(name)) for code, name in names.items() if name}


def _by_name(font: Any, program: Program) -> Iterator[tuple[int, str]]:  # noqa: ANN401
    encoding = font.get("/Encoding")
    base = encoding.get("/BaseEncoding") if isinstance(encoding, pikepdf.Dictionary) else encoding
    if base is None:
        yield from program.encoding.items()
    else:
        require(str(base)[1:] in _fontdata.encodings, Reason.FONT, f"encoding {base}")
        yield from ((at, name) for at, name in enumerate(_fontdata.encodings[str(base)[1:]]) if name)
    yield from _differences(encoding)


def _differences(encoding: Any) -> Iterator[tuple[int, str]]:  # noqa: ANN401
    if not isinstance(encoding, pikepdf.Dictionary):
        return
    code = 0
    for one in encoding.get("/Differences", ()):
        if isinstance(one, pikepdf.Name):
            yield code, str(one)[1:]
            code += 1
        else:
            code = int(one)


def _composite(font: Any) -> Letters:  # noqa: ANN401
    require(str(font.get("/Encoding")) in ("/Identity-H", "/Identity-V"), Reason.UNSURE, "a map of codes")
    (inner,) = font["/DescendantFonts"]
    program = _program(inner)
    glyphs: dict[int, int | str | None] = {}
    if str(inner.get("/Subtype")) == "/CIDFontType2":
        places = inner.get("/CIDToGIDMap")
        require(places is not None, Reason.FONT, "/CIDToGIDMap")
        if isinstance(places, pikepdf.Stream):
            data = places.read_bytes()
            pairs = range(0, len(data) - 1, 2)
            glyphs = {at // 2: int.from_bytes(data[at : at + 2], "big") for at in pairs}
            glyphs |= dict.fromkeys(range(len(data) // 2, 65536))
        else:
            require(str(places) == "/Identity", Reason.FONT, "/CIDToGIDMap")
    elif isinstance(program, CffProgram):
        glyphs = program.by_code()
    otherwise = float(inner.get("/DW", 1000))
    return Letters(
        2, dict(_spread(inner.get("/W", ()))), otherwise, glyphs, own_numbers=True, program=program
    )


def _spread(listed: Any) -> Iterator[tuple[int, float]]:  # noqa: ANN401
    """Reads the widths of a font of many letters (ISO 32000-1, 9.7.4.3)."""
    parts = iter(listed)
    for first in parts:
        second = next(parts)
        if isinstance(second, pikepdf.Array):
            yield from ((int(first) + at, float(width)) for at, width in enumerate(second))
        else:
            require(int(second) <= 65535, Reason.FONT, "/W")
            width = float(next(parts))
            yield from ((code, width) for code in range(int(first), int(second) + 1))
