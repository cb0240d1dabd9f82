"""What a content stream asks for by name, and the characters that it writes (ISO 32000-1, 7.8)."""

import logging
import re
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, Name, Object, Pdf, Stream, String

KINDS: Final = {
    "Do": "/XObject",
    "Tf": "/Font",
    "gs": "/ExtGState",
    "cs": "/ColorSpace",
    "CS": "/ColorSpace",
    "scn": "/Pattern",
    "SCN": "/Pattern",
    "sh": "/Shading",
    "BDC": "/Properties",
    "DP": "/Properties",
}
"""The operators that name a resource, and where it is found."""

OPERATORS: Final = " ".join([*KINDS, "Tj", "TJ", "'", '"', "BI", "ID", "EI"])
"""These, and those that write text or hold a picture."""

WORDS: Final = re.compile(
    rb"%[^\r\n]*"  # a comment
    rb"|(?P<operand>\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s\x00]*>|/[^\s\x00()<>\[\]{}/%]*)"
    rb"|(?P<beyond>\(|\bBI\b)"
    rb"|(?P<operator>[A-Za-z'\"][A-Za-z0-9*'\"]*)",
    re.DOTALL,
)

MOST_UNPACKED: Final = 32 * 1024 * 1024
"""Bytes; a bomb is not read to its end."""

log = logging.getLogger(__name__)

Use = tuple[str, str]
"""Kind and name of a resource, both with their slash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one content stream says.

    Attributes:
        uses: The resources that it names.
        codes: The bytes of all its texts: the characters of a font whose codes are bytes.
    """

    uses: frozenset[Use]
    codes: frozenset[int]


@dataclass(slots=True)
class _Listener:
    uses: set[Use] = field(default_factory=set)
    codes: set[int] = field(default_factory=set)

    @property
    def said(self) -> Said:
        return Said(uses=frozenset(self.uses), codes=frozenset(self.codes))

    def instruction(self, operator: str, operands: Sequence[object]) -> None:
        # Texts count whatever follows them: a damaged stream shows what stands before the damage.
        self.text(operands)
        kind = KINDS.get(operator)
        if kind:
            # The first operand of marked content is its tag, no resource.
            self.names(kind, operands[-1:] if kind == "/Properties" else operands)

    def text(self, operands: Iterable[object]) -> None:
        for operand in operands:
            if isinstance(operand, String):
                self.codes.update(bytes(operand))
            elif isinstance(operand, Array):
                self.text(operand)

    def names(self, kind: str, operands: Iterable[object]) -> None:
        for operand in operands:
            if isinstance(operand, Name):
                self.uses.add((kind, name_of(operand)))
            elif isinstance(operand, Array):
                self.names(kind, operand)


def read_content(content: bytes) -> Said:
    """Reads a content stream.

    A name that stands in a text, a comment or the bytes of an inline picture asks for nothing.

    Args:
        content: Decoded.

    Raises:
        ValueError: It cannot be told what stands in it.
    """
    if len(content) > MOST_UNPACKED:
        message = "more content than any honest page has"
        raise ValueError(message)
    try:
        return _read_strictly(content)
    except Exception as error:  # noqa: BLE001 – pikepdf raises anything on what it does not understand
        log.info("a content stream is read word by word: %r", error)
        return _read_words(content)


def _read_strictly(content: bytes) -> Said:
    heard = _Listener()
    with warnings.catch_warnings(), Pdf.new() as pdf:
        # A stream that breaks off was read as far as it goes.
        warnings.simplefilter("ignore")
        for instruction in pikepdf.parse_content_stream(Stream(pdf, content), OPERATORS):
            if isinstance(instruction, ContentStreamInlineImage):
                heard.names("/ColorSpace", _colours(instruction))
            else:
                heard.instruction(str(instruction.operator), list(instruction.operands))
    return heard.said


def _colours(image: ContentStreamInlineImage) -> list[object]:
    """Gives what an inline picture says of its colours."""
    described = image.iimage.obj
    return [described.get("/ColorSpace")]


def _read_words(content: bytes) -> Said:
    """Reads what no grammar fits, as viewers do: an operator ends what stands before it."""
    heard = _Listener()
    operands: list[object] = []
    for word in WORDS.finditer(content):
        if word["beyond"]:
            message = "texts or inline pictures whose end cannot be told"
            raise ValueError(message)
        if word["operand"]:
            operands.append(Object.parse(word["operand"]))
        elif word["operator"]:
            heard.instruction(word["operator"].decode(), operands)
            operands = []
    return heard.said


def name_of(name: Object) -> str:
    """Gives a name as a dictionary's keys are given; bytes of no charset stand for themselves."""
    return bytes(name).decode("utf-8", "surrogateescape")


def key_of(name: str) -> str | Name:
    """Gives what a dictionary of pikepdf's takes as this key."""
    if name.isascii():
        return name
    escaped = b"".join(b"#%02x" % byte for byte in name[1:].encode("utf-8", "surrogateescape"))
    made = Object.parse(b"/" + escaped)
    assert isinstance(made, Name)
    return made
