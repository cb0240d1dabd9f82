"""What rich text says: the page that Outlook wrapped in it ([MS-OXRTFEX]), or its plain words."""

from dataclasses import dataclass, field, replace
from itertools import islice
from types import MappingProxyType
from typing import Final

from dossier.basis import limits
from dossier.intake.office.rtf_tokens import Kind, Token, tokens

_MARK_WITHIN: Final = 12
"""Tokens in which a wrapped page says that it is one ([MS-OXRTFEX] 3.1.4.1.1)."""

_UNSEEN: Final = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr "
    b"footerf ftnsep ftnsepc listtable listoverridetable revtbl rsidtbl generator themedata xmlnstbl "
    b"fldinst datafield pntext pntxta pntxtb nonshppict bkmkstart bkmkend latentstyles".split()
)
_WRITTEN: Final = MappingProxyType(
    {
        b"par": "\n",
        b"line": "\n",
        b"sect": "\n",
        b"page": "\n",
        b"row": "\n",
        b"tab": "\t",
        b"cell": "\t",
        b"lquote": "‘",
        b"rquote": "’",
        b"ldblquote": "“",
        b"rdblquote": "”",
        b"bullet": "•",
        b"endash": "–",
        b"emdash": "—",
        b"emspace": "\u2003",
        b"enspace": "\u2002",
    }
)
_SYMBOLS: Final = MappingProxyType(
    {b"~": "\xa0", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
)
_CHARSETS: Final = MappingProxyType(
    {
        77: "mac_roman",
        128: "cp932",
        129: "cp949",
        134: "gb18030",
        136: "cp950",
        161: "cp1253",
        162: "cp1254",
        163: "cp1258",
        177: "cp1255",
        178: "cp1256",
        186: "cp1257",
        204: "cp1251",
        222: "cp874",
        238: "cp1250",
    }
)
"""Charsets of fonts, of which the rest have the document's own (RTF 1.9.1, font table)."""


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside one group.

    Attributes:
        unseen: Whether nothing of it is shown.
        tag: Whether it is a piece of the wrapped page's markup.
        fonts: Whether it is the table of fonts.
        hushed: Whether it repeats the wrapped page in rich text's own words.
        hidden: Whether its letters are hidden.
        stand_ins: How many letters stand in behind one by number.
        charset: Of its bytes.
    """

    unseen: bool = False
    tag: bool = False
    fonts: bool = False
    hushed: bool = False
    hidden: bool = False
    stand_ins: int = 1
    charset: str = "cp1252"


def wrapped_page(data: bytes) -> str:
    """Gives the page that Outlook wrapped, "" when there is none, or it has no end."""
    if not _says(data, b"fromhtml"):
        return ""
    reading = _Reading(page=True)
    page = reading.run(data)
    return "" if reading.count >= limits.RTF_TOKENS - 1 else page


def is_wrapping(data: bytes) -> bool:
    """Tells rich text that only wraps a page or a plain text, and has no layout of its own."""
    return _says(data, b"fromhtml") or _says(data, b"fromtext")


def plain_words(data: bytes) -> str:
    """Gives the words of rich text, lines as its paragraphs make them; "…" ends one without an end."""
    reading = _Reading(page=False)
    words = reading.run(data)
    return f"{words}\n…" if reading.count >= limits.RTF_TOKENS - 1 else words


def _says(data: bytes, word: bytes) -> bool:
    first = islice(tokens(data), _MARK_WITHIN)
    return any(token.kind is Kind.WORD and token.data == word and token.number != 0 for token in first)


@dataclass(slots=True)
class _Reading:
    """Reads one text."""

    page: bool
    state: _State = field(default_factory=_State)
    own: str = "cp1252"
    count: int = 0
    _stack: list[_State] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _bytes: bytearray = field(default_factory=bytearray)
    _charset: str = "cp1252"
    _fonts: dict[int, str] = field(default_factory=dict)
    _font: int = 0
    _skip: int = 0
    _starred: bool = False
    _half: int = 0

    def run(self, data: bytes) -> str:
        """Gives what is to be seen."""
        for self.count, token in enumerate(tokens(data)):
            self._step(token)
        self._flush()
        return "".join(self._pieces)

    def _step(self, token: Token) -> None:
        starred, self._starred = self._starred, False
        match token.kind:
            case Kind.OPEN:
                self._stack.append(self.state)
                self._skip = 0
            case Kind.CLOSE:
                self.state = self._stack.pop() if self._stack else self.state
                self._skip = 0
            case Kind.TEXT:
                self._text(token.data)
            case Kind.SYMBOL:
                self._symbol(token.data)
            case Kind.WORD:
                self._word(token.data, token.number, starred=starred)

    @property
    def _shown(self) -> bool:
        state = self.state
        silent = state.unseen or (self.page and state.hushed and not state.tag)
        return not silent and (self.page or not state.hidden)

    def _text(self, data: bytes) -> None:
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        if self._shown and data[skipped:]:
            if self._charset != self.state.charset:
                self._flush()
                self._charset = self.state.charset
            self._bytes += data[skipped:]

    def _symbol(self, data: bytes) -> None:
        if data == b"*":
            self._starred = True
        elif self._skip:
            self._skip -= 1
        elif data in _SYMBOLS:
            self._write(_SYMBOLS[data])

    def _write(self, text: str) -> None:
        if self._shown:
            self._flush()
            self._pieces.append(text)

    def _flush(self) -> None:
        if self._bytes:
            self._pieces.append(_decoded(bytes(self._bytes), self._charset))
            self._bytes.clear()

    def _word(self, word: bytes, number: int | None, *, starred: bool) -> None:
        if word == b"htmltag" and starred:
            self.state = replace(self.state, tag=True, unseen=not self.page, charset=self.own)
        elif starred or word in _UNSEEN:
            self.state = replace(self.state, unseen=True, fonts=word == b"fonttbl")
        elif word == b"u":
            self._numbered(number or 0)
        elif word in _WRITTEN:
            self._write(_WRITTEN[word])
        else:
            self._change(word, number)

    def _change(self, word: bytes, number: int | None) -> None:
        """Lets a word change what holds from here on."""
        state = self.state
        match word:
            case b"htmlrtf":
                self.state = replace(state, hushed=number != 0)
            case b"v":
                self.state = replace(state, hidden=number != 0)
            case b"uc":
                self.state = replace(state, stand_ins=min(max(number or 0, 0), 16))
            case b"ansicpg":
                self.own = _codepage(number or 0)
                self.state = replace(state, charset=self.own)
            case b"fcharset" if state.fonts:
                self._fonts[self._font] = _CHARSETS.get(number or 0, "")
            case b"f" if state.fonts:
                self._font = number or 0
            case b"f" if not state.tag:
                self.state = replace(state, charset=self._fonts.get(number or 0) or self.own)
            case b"plain":
                self.state = replace(state, charset=self.own, hidden=False)

    def _numbered(self, number: int) -> None:
        """Writes a letter by its number; large ones come in two halves (UTF-16)."""
        code = number & 0xFFFF
        if 0xD800 <= code < 0xDC00:
            self._half = code
        elif 0xDC00 <= code < 0xE000:
            self._write(chr(0x10000 + ((self._half - 0xD800) << 10) + (code - 0xDC00)) if self._half else "")
            self._half = 0
        else:
            self._write(chr(code))
        self._skip = self.state.stand_ins


def _codepage(number: int) -> str:
    return {65001: "utf-8", 936: "gb18030"}.get(number, f"cp{number}")


def _decoded(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset, "replace")
    except LookupError:
        return data.decode("cp1252", "replace")
