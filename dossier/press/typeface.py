"""One font file: its shaping, and its way into a PDF.

reportlab writes a TrueType font as several simple fonts of 256 characters, names characters beyond
U+FFFF wrongly and cannot name a ligature at all. Here a font goes in once, as a composite font of
two-byte codes (ISO 32000-1, 9.7), where each code is a glyph *and* the words it stands for, so that
what is read back from the page is what was written.
"""

import copy
import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple
from weakref import WeakKeyDictionary

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFont

# Ligatures of Latin stay letters, so that every reader of the page finds the words again.
_LETTERS_APART = {"liga": False, "clig": False, "dlig": False}
# Read backwards, an opening bracket has the shape of a closing one; readers of PDF look at the shape.
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_WORDS_REMEMBERED = 1 << 15
_REMEMBERED = 48  # characters; longer words are seldom met twice
_CODES_PER_BLOCK = 100  # ISO 32000-1 9.10.3 takes this bound from Adobe technical note 5014


class Glyph(NamedTuple):
    """One drawn shape (a named tuple, because there are a million in a long text).

    Attributes:
        number: Its index in the font file.
        text: The characters it stands for; "" for the further shapes of one character.
        advance: How far the pen moves, in thousandths of the type size.
        right: How far right of the pen it stands, in the same unit.
        up: How far above the line it stands, in the same unit.
    """

    number: int
    text: str
    advance: float
    right: float = 0.0
    up: float = 0.0


@dataclass(slots=True)
class _Use:
    """What one document uses of a font.

    Attributes:
        codes: Glyph and words to code, in the order of first use; code 0 stays free.
        words: Words written already, with their size and direction.
    """

    codes: dict[tuple[int, str], int] = field(default_factory=dict)
    words: dict[tuple[str, float, bool], str] = field(default_factory=dict)

    def code(self, glyph: Glyph) -> str:
        """Gives a glyph's code as four hexadecimal digits."""
        return f"{self.codes.setdefault((glyph.number, glyph.text), len(self.codes) + 1):04X}"


class Typeface(TTFont):
    """A font file as reportlab registers it; one composite font in each document."""

    def __init__(self, name: str, path: Path, *, letters_join: bool) -> None:
        """Reads the file.

        Args:
            name: Under which reportlab knows it.
            path: A static TrueType file.
            letters_join: Whether ligatures belong to the script (Arabic, emoji), not to the ornament.

        Raises:
            reportlab.pdfbase.ttfonts.TTFError: It is not such a file.
        """
        super().__init__(name, str(path))
        self._features = {} if letters_join else _LETTERS_APART
        self._shaper = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
        self._uses: WeakKeyDictionary[pdfdoc.PDFDocument, _Use] = WeakKeyDictionary()

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character that it can draw."""
        return frozenset(map(chr, self.face.charToGlyph))

    def shape(self, text: str, *, leftward: bool = False) -> tuple[Glyph, ...]:
        """Turns characters into glyphs in the order in which they stand from left to right."""
        shape = _shaped if len(text) <= _REMEMBERED else Typeface._shape
        return shape(self, text, leftward=leftward)

    def advance(self, text: str, *, leftward: bool = False) -> float:
        """Gives how far the pen moves for characters, in thousandths of the type size."""
        if len(text) <= _REMEMBERED:
            return sum(glyph.advance for glyph in self.shape(text, leftward=leftward))
        units: int = sum(place.x_advance for place in self._laid(text, leftward=leftward).glyph_positions)
        per_em: int = self.face.unitsPerEm
        return units * 1000 / per_em

    def _laid(self, text: str, *, leftward: bool) -> hb.Buffer:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if leftward else "ltr"
        hb.shape(self._shaper, buffer, self._features)
        return buffer

    def _shape(self, text: str, *, leftward: bool) -> tuple[Glyph, ...]:
        buffer = self._laid(text, leftward=leftward)
        scale = 1000 / self.face.unitsPerEm
        spans = _spans([info.cluster for info in buffer.glyph_infos], len(text))
        return tuple(
            Glyph(
                number=info.codepoint,
                text=text[span].translate(_MIRRORED) if leftward else text[span],
                advance=place.x_advance * scale,
                right=place.x_offset * scale,
                up=place.y_offset * scale,
            )
            for info, place, span in zip(buffer.glyph_infos, buffer.glyph_positions, spans, strict=True)
        )

    def width_of(self, index: int) -> float:
        """Gives the width that the font file itself says, in thousandths of the type size."""
        units: int = self.face.hmetrics[index][0]
        per_em: int = self.face.unitsPerEm
        return units * 1000 / per_em

    def written(self, word: str, document: pdfdoc.PDFDocument, *, size_pt: float, leftward: bool) -> str:
        """Writes a word as operators that show it and move the pen behind it (ISO 32000-1, 9.4.3)."""
        use = self._uses.setdefault(document, _Use())
        key = (word, size_pt, leftward)
        if key not in use.words:
            if len(use.words) > _WORDS_REMEMBERED:
                use.words.clear()
            use.words[key] = self._operators(self.shape(word, leftward=leftward), use, size_pt)
        return use.words[key]

    def _operators(self, glyphs: Iterable[Glyph], use: "_Use", size_pt: float) -> str:
        operators = []
        for up, group in groupby(glyphs, lambda glyph: glyph.up):
            shown = "".join(self._shown(glyph, use.code(glyph)) for glyph in group).replace("><", "")
            # The rise outlives the operator, so it is taken back at once.
            rise = f"{up * size_pt / 1000:.3f}"
            operators.append(f"{rise} Ts [{shown}] TJ 0 Ts " if up else f"[{shown}] TJ ")
        return "".join(operators)

    def _shown(self, glyph: Glyph, code: str) -> str:
        """Writes a glyph with what shifts it and the next one; positive numbers go left."""
        rest = self.width_of(glyph.number) + glyph.right - glyph.advance
        before = f"{-glyph.right:.3f} " if glyph.right else ""
        after = f"{rest:.3f} " if abs(rest) > 0.01 else ""
        return f"{before}<{code}>{after}"

    def getSubsetInternalName(  # noqa: N802  reportlab's name
        self,
        subset: int,  # noqa: ARG002  reportlab's parameter: here a font is never shared out
        doc: pdfdoc.PDFDocument,
    ) -> str:
        """Gives the name under which the page's operators call the font."""
        if self.fontName not in doc.fontMapping:
            doc.fontMapping[self.fontName] = f"/F{len(doc.fontMapping) + 1}"
            doc.delayedFonts.append(self)
        return str(doc.fontMapping[self.fontName])

    def splitString(  # noqa: N802  reportlab's name
        self,
        text: str,
        doc: pdfdoc.PDFDocument,
        encoding: str = "utf-8",  # noqa: ARG002  reportlab's parameter: only text is ever given
    ) -> list[tuple[int, bytes]]:
        """Encodes text for reportlab's own text calls."""
        use = self._uses.setdefault(doc, _Use())
        return [(0, bytes.fromhex("".join(map(use.code, self.shape(text)))))]

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802  reportlab's name
        """Writes what was used of the font into a document (called once, when it is saved)."""
        used = self._uses.pop(doc, _Use()).codes
        name = f"{_tag(used)}+{self.fontName}"
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{name}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([self._descendant(doc, name, [0, *(i for i, _ in used)])]),
                "ToUnicode": _stream(doc, _to_unicode([text for _, text in used]), f"words:{name}"),
            }
        )
        # The stubs say "some object"; reportlab makes this one a dictionary in every document.
        fonts: pdfdoc.PDFDictionary = doc.idToObject["BasicFonts"]  # type: ignore[assignment]  # see above
        # An object of its own, so that a page copied elsewhere brings it once.
        fonts[self.getSubsetInternalName(0, doc)[1:]] = _reference(doc, font, f"font:{name}")

    def _descendant(
        self, doc: pdfdoc.PDFDocument, name: str, indexes: list[int]
    ) -> pdfdoc.PDFObjectReference:
        """Writes the glyphs; ``indexes`` holds each code's glyph."""
        face = copy.copy(self.face)
        # reportlab's subset maker takes characters: here the codes play their part.
        face.charToGlyph = dict(enumerate(indexes))
        widths = [round(self.width_of(index), 3) for index in indexes]
        # The stubs leave reportlab's subset maker without types.
        descriptor = face.addSubsetObjects(doc, name, range(len(indexes)))  # type: ignore[no-untyped-call]  # see above
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{name}",
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": descriptor,
                "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray(widths)]),
                "CIDToGIDMap": _stream(doc, _new_indexes(indexes), f"glyphs:{name}"),
            }
        )
        return _reference(doc, font, f"descendant:{name}")


def _tag(used: Iterable[tuple[int, str]]) -> str:
    """Makes the six letters that name a subset (ISO 32000-1, 9.6.4), the same for the same glyphs."""
    digest = hashlib.sha256(repr(list(used)).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


@lru_cache(maxsize=1 << 15)
def _shaped(face: Typeface, text: str, *, leftward: bool) -> tuple[Glyph, ...]:
    return face._shape(text, leftward=leftward)


def _spans(starts: list[int], length: int) -> list[slice]:
    """Says which characters each glyph stands for, given where each glyph's cluster begins."""
    edges = [*sorted(set(starts)), length]
    following = dict(pairwise(edges))
    seen: set[int] = set()
    spans = []
    for start in starts:
        spans.append(slice(start, start if start in seen else following[start]))
        seen.add(start)
    return spans


def _new_indexes(indexes: list[int]) -> bytes:
    """Maps codes to the glyphs of the subset, which stand in the order of their first code."""
    order: dict[int, int] = {}
    return b"".join(order.setdefault(index, len(order)).to_bytes(2, "big") for index in indexes)


def _to_unicode(texts: list[str]) -> bytes:
    """Writes the map from codes to words (ISO 32000-1, 9.10.3); code 0 is never used."""
    lines = [f"<{code:04X}> <{_utf16(text)}>" for code, text in enumerate(texts, 1)]
    blocks = [lines[i : i + _CODES_PER_BLOCK] for i in range(0, len(lines), _CODES_PER_BLOCK)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks if block
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()


def _utf16(text: str) -> str:
    """Writes words in UTF-16; every kind of space is read back as a plain one, so that search finds it."""
    plain = "".join(" " if unicodedata.category(character) == "Zs" else character for character in text)
    return plain.encode("utf-16-be").hex().upper()


def _stream(doc: pdfdoc.PDFDocument, content: bytes, name: str) -> pdfdoc.PDFObjectReference:
    return _reference(doc, pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress]), name)


def _reference(doc: pdfdoc.PDFDocument, thing: pdfdoc.PDFObject, name: str) -> pdfdoc.PDFObjectReference:
    """Makes a thing an object of the document, called by its number from now on."""
    reference: pdfdoc.PDFObjectReference = doc.Reference(  # type: ignore[no-untyped-call]  # bare in the stubs
        thing, name
    )
    return reference
