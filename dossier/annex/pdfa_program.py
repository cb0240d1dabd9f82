"""The shapes of an embedded font: which there are and how wide each is, in thousandths of the type size."""

import io
from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from typing import Any, Final, Protocol

from fontTools.cffLib import CFFFontSet
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.pens.basePen import NullPen
from fontTools.t1Lib import T1Font
from fontTools.ttLib import TTFont

from dossier.annex.pdfa_reason import Reason, require

_TABLES: Final = ("head", "hhea", "hmtx", "maxp")
_ONE_BYTE: Final = ("/Type1", "/MMType1")
_PRIVATE_USE: Final = (0, 0xF000, 0xF100, 0xF200)


class Program(Protocol):
    """The shapes of one font.

    Attributes:
        kinds: Kinds of fonts that may bring such a program ("/TrueType").
        names: What its glyphs are called; empty when they have numbers only.
        numbers: The numbers by which a font of many letters calls its glyphs.
        encoding: The name of what each code shows by itself; empty without any.
    """

    kinds: tuple[str, ...]
    names: Set[str]
    numbers: Set[int]
    encoding: Mapping[int, str]

    def width(self, glyph: int | str | None) -> float | None:
        """Measures a glyph; None when there is none of that number or name."""


class TrueTypeProgram:
    """Shapes in TrueType, or in the one wrapping that OpenType gives to both kinds."""

    def __init__(self, data: bytes) -> None:
        """Reads the tables."""
        self._font: Any = TTFont(io.BytesIO(data), lazy=True)
        for table in _TABLES:
            require(table in self._font, Reason.FONT, f"no table {table}")
        outlined = "glyf" in self._font and "loca" in self._font
        require(outlined or "CFF " in self._font, Reason.FONT, "no outlines")
        self.kinds: tuple[str, ...] = ("/TrueType", "/CIDFontType2") if outlined else ("/CIDFontType0",)
        self._count = int(self._font["maxp"].numGlyphs)
        self.names: Set[str] = frozenset()
        self.numbers: Set[int] = frozenset(range(self._count))
        self.encoding: Mapping[int, str] = {}
        self._scale = 1000 / int(self._font["head"].unitsPerEm)
        raw, count = self._font.reader["hmtx"], int(self._font["hhea"].numberOfHMetrics)
        self._advances = [int.from_bytes(raw[4 * at : 4 * at + 2], "big") for at in range(count)]

    def width(self, glyph: int | str | None) -> float | None:
        """Measures a glyph by its number."""
        if not isinstance(glyph, int) or not 0 < glyph < self._count or not self._advances:
            return None
        return self._advances[min(glyph, len(self._advances) - 1)] * self._scale

    @cached_property
    def _maps(self) -> dict[tuple[int, int], dict[int, int]]:
        require("cmap" in self._font, Reason.FONT, "no table cmap")
        number = self._font.getGlyphID
        return {
            (table.platformID, table.platEncID): {code: number(name) for code, name in table.cmap.items()}
            for table in self._font["cmap"].tables
            if hasattr(table, "cmap")
        }

    def by_code(self) -> dict[int, int | str | None]:
        """Maps the codes of a font of signs (ISO 32000-1, 9.6.6.4; ISO 19005-2, 6.2.11.6)."""
        maps = self._maps
        require(len(maps) == 1 or (3, 0) in maps, Reason.FONT, "several maps of signs")
        chosen = maps.get((3, 0)) or next(iter(maps.values()))
        bases = _PRIVATE_USE if (3, 0) in maps else _PRIVATE_USE[:1]
        return {
            code: next((chosen[base + code] for base in bases if base + code in chosen), None)
            for code in range(256)
        }

    def by_character(self, character: str) -> int | None:
        """Finds the glyph of a character; None when there is none."""
        maps = self._maps
        require((3, 1) in maps, Reason.FONT, "no map of characters")
        return maps[3, 1].get(ord(character)) if len(character) == 1 else None


class CffProgram:
    """Shapes in the compact form (Adobe Technical Note 5176)."""

    def __init__(self, data: bytes) -> None:
        """Reads the one font of the set."""
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(data), None)
        (name,) = fonts.keys()
        self._top: Any = fonts[name]
        self._shapes: Any = self._top.CharStrings
        self._many = hasattr(self._top, "ROS")
        # Readers disagree on the widths of programs whose parts count them from different beginnings.
        parts = {part.Private.nominalWidthX for part in self._top.FDArray} if self._many else set()
        require(len(parts) <= 1, Reason.UNSURE, "widths counted from several beginnings")
        self._scale = 1000 * float(self._top.FontMatrix[0])
        self.kinds: tuple[str, ...] = ("/CIDFontType0",) if self._many else (*_ONE_BYTE, "/CIDFontType0")
        self.names: Set[str] = frozenset() if self._many else frozenset(self._shapes.keys())
        self._named = {self._number(place, name): name for place, name in enumerate(self._top.charset)}
        self.numbers: Set[int] = frozenset(self._named)
        self.encoding: Mapping[int, str] = {} if self._many else _encoding(self._top.Encoding)

    def _number(self, place: int, name: str) -> int:
        return int(name[3:]) if self._many and name.startswith("cid") else place

    def by_code(self) -> dict[int, int | str | None]:
        """Maps the numbers of a font of many letters to names; what has none is told as None."""
        return {**dict.fromkeys(range(65536)), **self._named}

    def width(self, glyph: int | str | None) -> float | None:
        """Measures a glyph by its name."""
        return _drawn_width(self._shapes, glyph, self._scale)


class Type1Program:
    """Shapes in the old form (Adobe Type 1 Font Format)."""

    def __init__(self, data: bytes) -> None:
        """Reads and unlocks the program."""
        font = T1Font.__new__(T1Font)  # its own opening takes a path only
        font.data, font.encoding = data, "ascii"
        font.parse()
        self._shapes: Any = font.getGlyphSet()
        self._scale = 1000 * float(font["FontMatrix"][0])
        self.kinds: tuple[str, ...] = _ONE_BYTE
        self.names: Set[str] = frozenset(self._shapes.keys())
        self.numbers: Set[int] = frozenset()
        self.encoding: Mapping[int, str] = _encoding(font["Encoding"])

    def width(self, glyph: int | str | None) -> float | None:
        """Measures a glyph by its name."""
        found = _drawn_width(self._shapes, glyph, self._scale)
        if found is not None:
            program = self._shapes[glyph].program
            # A width that is calculated is read as nothing by other readers.
            require("hsbw" in program[2:3], Reason.UNSURE, f"{glyph} calculates its width")
        return found


def _encoding(told: str | Sequence[str]) -> dict[int, str]:
    """Gives the names of a program's own codes; the standard ones are named only."""
    return dict(enumerate(StandardEncoding if isinstance(told, str) else told))


def _drawn_width(shapes: Any, glyph: int | str | None, scale: float) -> float | None:  # noqa: ANN401 - without types
    """Measures a glyph that tells its width while it is drawn."""
    if not isinstance(glyph, str) or glyph not in shapes:
        return None
    shape = shapes[glyph]
    shape.draw(NullPen())
    return float(shape.width) * scale
