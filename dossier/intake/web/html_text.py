"""The words of a page that its reader sees."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from dossier.basis import limits
from dossier.intake.web.html_tokens import Kind, Token, tokens

_UNSEEN: Final = frozenset({"head", "template", "noscript", "select", "datalist", "object"})
_UNSEEN_RAW: Final = frozenset({"script", "style", "title", "iframe", "noembed", "noframes"})
_VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr frame".split()  # noqa: SIM905
)
_LINES: Final = frozenset(
    "address article aside blockquote body br center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 "  # noqa: SIM905
    "h6 header hr li main nav ol p pre section table tbody thead tr ul".split()
)
_CELLS: Final = frozenset({"td", "th"})
_ENDED_BY_NEXT: Final = frozenset({"p", "li"})
_HIDING: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)

_SPACES: Final = re.compile(r"[ \t\r\f\v\xa0\u200b-\u200d\u2007\u202f\u034f\xad\ufeff]+")
_LINE_ENDS: Final = re.compile(r" ?\n ?")
_MANY_LINES: Final = re.compile(r"\n{3,}")


def visible_text(html: str) -> str:
    """Gives the words that are seen, lines as the blocks make them, capped.

    Left out: what is written for machines, and elements that their own ``style`` or ``hidden``
    attribute hides (the preview line of newsletters).
    """
    pieces: list[str] = []
    length = 0
    for piece in _pieces(html):
        pieces.append(piece)
        length += len(piece)
        if length > limits.TEXT_CHARS:
            break
    text = _SPACES.sub(" ", unescape("".join(pieces)))
    text = _MANY_LINES.sub("\n\n", _LINE_ENDS.sub("\n", text)).strip()
    return text[: limits.TEXT_CHARS]


def page_title(html: str) -> str:
    """Gives a page's title on one line, "" when it has none before its body."""
    for token in tokens(html):
        if token.kind is Kind.RAW and token.name == "title":
            return " ".join(unescape(token.raw).split())
        if token.kind is Kind.START and token.name in _LINES:
            return ""
    return ""


def _pieces(html: str) -> Iterator[str]:
    hidden, depth = "", 0
    for token in tokens(html):
        if hidden and token.kind is Kind.START and hidden in _ENDED_BY_NEXT and token.name == hidden:
            hidden = ""
        if hidden:
            # Only elements of the same name are counted: others may be left unclosed.
            if token.name == hidden and token.kind in (Kind.START, Kind.END):
                depth += 1 if token.kind is Kind.START else -1
                hidden = hidden if depth else ""
        elif token.kind is Kind.START and _hides(token):
            hidden, depth = token.name, 1
        else:
            yield _piece(token)


def _hides(token: Token) -> bool:
    if token.name in _VOID or token.raw.endswith("/>"):
        return False
    if token.name in _UNSEEN or token.get("hidden") is not None:
        return True
    return _HIDING.search(token.get("style") or "") is not None and token.name not in {"html", "body"}


def _piece(token: Token) -> str:
    match token.kind:
        case Kind.TEXT:
            return token.raw.replace("\n", " ").removeprefix("<![CDATA[")
        case Kind.RAW:
            return "" if token.name in _UNSEEN_RAW else token.raw
        case Kind.START | Kind.END:
            return "\n" if token.name in _LINES else " " if token.name in _CELLS else ""
        case _:
            return ""
