"""Takes out of a document's XML what LibreOffice would fill in with today's date.

What stands on the page stays: the words and values that the document's own program wrote there last.
Markup is read by its tags, changed in its bytes, and otherwise left as it is.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

_MARKUP: Final = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[?!][^>]*>"
    rb"|<(?P<close>/?)(?P<prefix>[\w.-]+:)?(?P<name>[\w.-]++)"
    rb"(?P<said>[^>\"']*+(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*+)*)>",
    re.DOTALL,
)
_WORD_FIELDS: Final = frozenset(
    {"CREATEDATE", "DATE", "FILENAME", "PRINTDATE", "SAVEDATE", "TIME", "USERNAME"}
)
"""Fields of Word (ECMA-376 part 1, 17.16.5) that LibreOffice computes anew."""

_WORD_DATES: Final = frozenset(b"dayLong dayShort monthLong monthShort yearLong yearShort".split())
_TEXT_FIELDS: Final = frozenset(
    b"author-name creation-date creation-time date file-name modification-date modification-time "
    b"print-date print-time time".split()
)
"""Fields of OpenDocument (ODF 1.3 part 3, 7.3) that it computes anew."""

_HEADERS: Final = frozenset(b"evenFooter evenHeader firstFooter firstHeader oddFooter oddHeader".split())
_CODE: Final = re.compile(rb"(&amp;&amp;)|&amp;[DFTZ]")
"""Day, file, time and folder in the head of a sheet (ECMA-376 part 1, 18.3.1.46); a double sign is a sign."""

_VOLATILE: Final = re.compile(rb"\b(?:TODAY|NOW)\s*\(", re.IGNORECASE)
_FORMULA: Final = re.compile(rb"""\stable:formula=(?:"[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True)
class _Tag:
    begin: int
    end: int
    prefix: bytes
    name: bytes
    said: bytes
    closing: bool

    @property
    def alone(self) -> bool:
        return self.said.endswith(b"/")

    def value(self, attribute: bytes) -> str:
        """Gives what an attribute says, whatever its prefix."""
        found = re.search(rb"[\s:]" + attribute + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", self.said)
        return html.unescape((found[1] or found[2] or b"").decode("utf-8", "replace")) if found else ""


@dataclass(slots=True)
class _Edits:
    """Changes of one text, gathered and made at once."""

    xml: bytes
    made: list[tuple[int, int, bytes]] = field(default_factory=list)

    def put(self, begin: int, end: int, instead: bytes = b"") -> None:
        self.made.append((begin, end, instead))

    def done(self) -> bytes:
        """Gives the text with all of them; of two at one place the first."""
        parts: list[bytes] = []
        at = 0
        for begin, end, instead in sorted(self.made):
            if begin >= at:
                parts += (self.xml[at:begin], instead)
                at = end
        return b"".join((*parts, self.xml[at:]))


def _tags(xml: bytes) -> Iterator[_Tag]:
    for found in _MARKUP.finditer(xml):
        if found["name"]:
            prefix = found["prefix"] or b""
            yield _Tag(*found.span(), prefix, found["name"], found["said"], bool(found["close"]))


def _elements(xml: bytes, names: Iterable[bytes]) -> Iterator[tuple[_Tag, int, bytes]]:
    """Lists elements that hold none of their own name: the opening, where they end, what is inside."""
    begun: dict[bytes, _Tag | None] = dict.fromkeys(names)
    for tag in _tags(xml):
        if tag.name not in begun:
            continue
        first = begun[tag.name]
        if tag.closing and first:
            yield first, tag.end, xml[first.end : tag.begin]
        elif tag.alone:
            yield tag, tag.end, b""
        begun[tag.name] = None if tag.closing or tag.alone else tag


@dataclass(slots=True)
class _Field:
    """A field of Word that begins, is said, is shown and ends, each in an element of its own."""

    said: str = ""
    marks: list[tuple[int, int]] = field(default_factory=list)


def _is_moving(instruction: str) -> bool:
    return not _WORD_FIELDS.isdisjoint(instruction.upper().split()[:1])


def still_word(xml: bytes) -> bytes:
    """Makes plain text of the dates in a part of a Word document."""
    edits = _Edits(xml)
    fields: list[_Field] = []
    for tag, end, inside in _elements(xml, (b"fldChar", b"instrText", *_WORD_DATES)):
        kind = tag.value(b"fldCharType")
        if tag.name in _WORD_DATES:
            edits.put(tag.begin, end)
            continue
        if kind == "begin":
            fields.append(_Field())
        if not fields:
            continue
        fields[-1].marks.append((tag.begin, end))
        if tag.name == b"instrText":
            fields[-1].said += html.unescape(inside.decode("utf-8", "replace"))
        elif kind == "end":
            _let_go(fields.pop(), edits)
    _still_simple_fields(xml, edits)
    return edits.done()


def _let_go(done: _Field, edits: _Edits) -> None:
    if _is_moving(done.said):
        for begin, end in done.marks:
            edits.put(begin, end)


def _still_simple_fields(xml: bytes, edits: _Edits) -> None:
    moving: list[bool] = []
    for tag in _tags(xml):
        if tag.name != b"fldSimple":
            continue
        moves = moving.pop() if tag.closing and moving else _is_moving(tag.value(b"instr"))
        if moves:
            edits.put(tag.begin, tag.end)
        if not tag.closing and not tag.alone:
            moving.append(moves)


def still_slide(xml: bytes) -> bytes:
    """Makes plain text of the dates in a part of a presentation (ECMA-376 part 1, 21.1.2.2.4)."""
    edits = _Edits(xml)
    for tag, end, inside in _elements(xml, (b"fld",)):
        if tag.value(b"type").startswith("datetime"):
            kept = b"".join(inside[one.begin : stop] for one, stop, _ in _elements(inside, (b"rPr", b"t")))
            name = tag.prefix + b"r"
            edits.put(tag.begin, end, b"<" + name + b">" + kept + b"</" + name + b">" if kept else b"")
    return edits.done()


def still_open_document(xml: bytes, *, words: bool = True) -> bytes:
    """Makes plain text of the dates in a part of an OpenDocument.

    Args:
        xml: The part.
        words: Whether what stands in them was seen on a page; in the heads of sheets it never was.
    """
    edits = _Edits(xml)
    for tag, end, inside in _elements(xml, _TEXT_FIELDS):
        if tag.prefix == b"text:":
            said = b"<text:span>" + inside + b"</text:span>" if words else b""
            edits.put(tag.begin, end, said)
    for tag in _tags(xml):
        if tag.name == b"date-time-decl" and b"current-date" in tag.said:
            edits.put(tag.begin, tag.end, xml[tag.begin : tag.end].replace(b"current-date", b"fixed"))
    return edits.done()


def is_of_today(xml: bytes) -> bool:
    """Tells whether a formula asks for the day."""
    return _VOLATILE.search(xml) is not None


def without_formulas(xml: bytes) -> tuple[bytes, bool]:
    """Leaves the values of a sheet of Excel alone, and tells whether all its formulas had one."""
    edits, whole = _Edits(xml), True
    for tag, end, inside in _elements(xml, (b"c",)):
        formula = next(_elements(inside, (b"f",)), None)
        if formula:
            begin = tag.end + formula[0].begin
            edits.put(begin, min(tag.end + formula[1], end))
            whole = whole and any(said for _, _, said in _elements(inside, (b"v",)))
    return edits.done(), whole


def without_open_formulas(xml: bytes) -> tuple[bytes, bool]:
    """Does the same for the tables of an OpenDocument."""
    edits, whole = _Edits(xml), True
    for tag in _tags(xml):
        found = _FORMULA.search(tag.said) if tag.name == b"table-cell" else None
        if found:
            at = tag.begin + 1 + len(tag.prefix) + len(tag.name)
            edits.put(at + found.start(), at + found.end())
            whole = whole and b"office:value-type=" in tag.said
    return edits.done(), whole


def still_sheet_heads(xml: bytes) -> bytes:
    """Takes day, time and file out of the heads and feet of a sheet of Excel."""
    edits = _Edits(xml)
    for tag, _, inside in _elements(xml, _HEADERS):
        still = _CODE.sub(lambda found: found[1] or b"", inside)
        edits.put(tag.end, tag.end + len(inside), still)
    return edits.done()
