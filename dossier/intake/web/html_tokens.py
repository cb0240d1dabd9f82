"""HTML cut into tokens as a browser does (WHATWG HTML, 13.2.5), in linear time.

The standard library's parser is not used: on unclosed comments and quotes it looks for the end again
and again, and it does not end raw text where browsers do.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from html import unescape
from typing import Final


class Kind(Enum):
    """What a token is."""

    TEXT = auto()
    RAW = auto()
    START = auto()
    END = auto()
    COMMENT = auto()
    DOCTYPE = auto()


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a start tag.

    Attributes:
        name: In lower case.
        value: Without quotes, its character references replaced.
        raw: As it stands.
    """

    name: str
    value: str
    raw: str


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of the markup.

    Attributes:
        kind: What it is.
        raw: The markup as it stands.
        name: Of a tag, or of the element whose raw text this is; lower case.
        attributes: Of a start tag, in order, each name once.
    """

    kind: Kind
    raw: str
    name: str = ""
    attributes: tuple[Attribute, ...] = ()

    def get(self, name: str) -> str | None:
        """Gives an attribute's value, None when the tag has none of that name."""
        return next((found.value for found in self.attributes if found.name == name), None)


_RAW_NAMES: Final = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
_RAW_ENDS: Final = {name: re.compile(rf"</{name}(?=[ \t\n\r\f/>])", re.IGNORECASE) for name in _RAW_NAMES}
_FOREIGN: Final = frozenset({"svg", "math"})

_TAG_NAME: Final = re.compile(r"[A-Za-z][^ \t\n\r\f/>]*+")
_SPACE: Final = " \t\n\r\f"
_ATTRIBUTE: Final = re.compile(
    rf"[{_SPACE}/]*+(?:(?P<end>>)|(?P<name>=?[^{_SPACE}/>=]*+)(?:[{_SPACE}]*+=[{_SPACE}]*+"
    rf"(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>(?![\"'])[^{_SPACE}>]*+)))?)"
)
_COMMENT_END: Final = re.compile(r"--!?>")
_UNCLOSED: Final = re.compile(rf"[{_SPACE}]*+=")


def tokens(text: str) -> Iterator[Token]:
    """Cuts markup into tokens; their raw parts, joined, are the markup a browser reads.

    What stands inside an unfinished tag at the end is dropped, as browsers do.
    """
    text = text.replace("\0", "")
    at, foreign = 0, 0
    while at < len(text):
        begin = text.find("<", at)
        if begin != at:
            stop = begin if begin >= 0 else len(text)
            yield Token(Kind.TEXT, text[at:stop])
            at = stop
            continue
        token = _markup(text, at, foreign=foreign > 0)
        if token is None:
            return
        yield token
        at += len(token.raw)
        if token.name in _FOREIGN and token.kind is Kind.START and not token.raw.endswith("/>"):
            foreign += 1
        elif token.name in _FOREIGN and token.kind is Kind.END:
            foreign = max(0, foreign - 1)
        elif token.kind is Kind.START and _holds_raw_text(token, foreign=foreign > 0):
            raw = _raw_text(text, at, token.name)
            yield Token(Kind.RAW, raw, token.name)
            at += len(raw)


def _holds_raw_text(token: Token, *, foreign: bool) -> bool:
    """Tells elements whose text holds no tags; in drawings and formulas only scripts are taken so."""
    if foreign:
        return token.name == "script" and not token.raw.endswith("/>")
    return token.name in _RAW_ENDS or token.name == "plaintext"


def _raw_text(text: str, at: int, name: str) -> str:
    end = _RAW_ENDS[name].search(text, at) if name in _RAW_ENDS else None
    return text[at : end.start()] if end else text[at:]


def _markup(text: str, at: int, *, foreign: bool) -> Token | None:
    """Reads what a "<" begins; None when the text ends inside a tag."""
    following = text[at + 1 : at + 3]
    if following[:1].isascii() and following[:1].isalpha():
        return _start_tag(text, at)
    if following[:1] == "/" and following[1:].isascii() and following[1:].isalpha():
        return _end_tag(text, at)
    if text.startswith("<!--", at):
        return _comment(text, at)
    if foreign and text.startswith("<![CDATA[", at):
        return _until(text, at, "]]>", Kind.TEXT)
    if text[at : at + 9].lower() == "<!doctype":
        return _until(text, at, ">", Kind.DOCTYPE)
    if following[:1] in {"!", "?", "/"} and following[:1]:
        return _until(text, at, ">", Kind.COMMENT)
    return Token(Kind.TEXT, "<")


def _until(text: str, at: int, mark: str, kind: Kind) -> Token:
    end = text.find(mark, at)
    return Token(kind, text[at : end + len(mark)] if end >= 0 else text[at:])


def _comment(text: str, at: int) -> Token:
    for short in ("<!-->", "<!--->"):
        if text.startswith(short, at):
            return Token(Kind.COMMENT, short)
    end = _COMMENT_END.search(text, at + 4)
    return Token(Kind.COMMENT, text[at : end.end()] if end else text[at:])


def _end_tag(text: str, at: int) -> Token | None:
    name = _TAG_NAME.match(text, at + 2)
    end = text.find(">", at)
    if end < 0 or name is None:
        return None
    return Token(Kind.END, text[at : end + 1], name[0].lower())


def _start_tag(text: str, at: int) -> Token | None:
    name = _TAG_NAME.match(text, at + 1)
    assert name is not None
    place = name.end()
    attributes: dict[str, Attribute] = {}
    while found := _ATTRIBUTE.match(text, place):
        if found["end"]:
            return Token(Kind.START, text[at : found.end()], name[0].lower(), tuple(attributes.values()))
        if found.end() == place or _UNCLOSED.match(text, found.end()):
            return None
        # Of two attributes of one name the first counts (13.2.5.33).
        attribute = _attribute(found)
        attributes.setdefault(attribute.name, attribute)
        place = found.end()
    return None


def _attribute(found: re.Match[str]) -> Attribute:
    value = found["double"] or found["single"] or found["bare"] or ""
    return Attribute(found["name"].lower(), unescape(value), found[0].lstrip(_SPACE + "/"))
