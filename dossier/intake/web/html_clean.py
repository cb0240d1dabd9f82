"""Pages disarmed: what a browser would run, fetch or follow is gone, what the reader saw is kept.

The author's markup goes through as it stands, except what is dropped or put inside. Nothing visible
is added.
"""

import base64
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import unquote_to_bytes

from dossier.basis import limits
from dossier.intake.charsets import decode_page
from dossier.intake.mail.transfer import from_base64
from dossier.intake.web.css_clean import clean_css
from dossier.intake.web.html_tokens import Attribute, Kind, Token, tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something that a page refers to and that came with it.

    Attributes:
        media_type: As the container says.
        data: Its bytes.
        charset: As the container says, for style sheets and frames.
        base: Its own address, which its inner references start from.
    """

    media_type: str
    data: bytes
    charset: str = ""
    base: str = ""


Resolve = Callable[[str, str], Resource | None]
"""Finds what an address means, given the address of the page or sheet it stands in."""

BLANK: Final = "data:,"
"""An address of nothing: the browser draws its frame for a missing picture."""

_SILENT: Final = frozenset({"script", "noembed", "noframes", "iframe", "frame"})
_UNWRAPPED: Final = frozenset({"base", "object", "embed", "applet", "param", "frameset", "fencedframe"})
_PICTURES: Final = frozenset({"image", "feimage", "use"})
_DROPPED: Final = frozenset(
    "action formaction ping target manifest integrity nonce crossorigin loading dynsrc lowsrc longdesc "  # noqa: SIM905
    "srcdoc usemap profile codebase classid archive autofocus autoplay referrerpolicy fetchpriority".split()
)
_FETCHED: Final = frozenset({"src", "poster", "background"})
_FRAME_LOOKS: Final = frozenset({"width", "height", "style", "class", "id", "title", "frameborder", "align"})
_MEDIA_TYPE: Final = re.compile(r"[\w.+-]+/[\w.+-]+")
_JUNK: Final = re.compile(r"[\x00-\x20\x7f]+")
_LINE_ENDS: Final = re.compile(r"[\t\r\n]+")
_CONTROLS: Final = "".join(map(chr, range(0x21)))


def clean(html: str, *, resolve: Resolve | None = None, base: str = "", scripted: bool = True) -> str:
    """Makes one self-contained, disarmed document.

    Args:
        html: The page or the body of the mail.
        resolve: Finds what came with it; None when nothing did.
        base: Its own address, "" when unknown.
        scripted: Whether its reader's program ran scripts (browsers do, mail programs do not): what
            stands in ``noscript`` was then never seen.
    """
    return _Cleaner(resolve or _nothing, base, scripted=scripted).document(html)


def _nothing(url: str, base: str) -> Resource | None:
    del url, base
    return None


class _Cleaner:
    """Goes through the tokens of one document; frames inside get one of their own."""

    def __init__(self, resolve: Resolve, base: str, *, scripted: bool, depth: int = 0) -> None:
        self._resolve = resolve
        self._base = base
        self._scripted = scripted
        self._depth = depth

    def document(self, html: str) -> str:
        """Gives the whole document, its charset told where the author's was."""
        return "".join(_with_charset(self._kept(html)))

    def _kept(self, html: str) -> Iterator[tuple[Token, str]]:
        """Gives each token with what becomes of it."""
        unseen = False
        for token in tokens(html):
            if token.name == "noscript" and self._scripted:
                unseen = token.kind is Kind.START
            elif not unseen:
                yield token, self._becomes(token)

    def _becomes(self, token: Token) -> str:
        match token.kind:
            case Kind.COMMENT:
                return ""
            case Kind.RAW:
                return self._raw(token)
            case Kind.START:
                return self._start(token)
            case Kind.END:
                return "" if token.name in _SILENT or token.name in _UNWRAPPED else token.raw
            case Kind.TEXT:
                # A stray "<" would begin a tag with what follows once what stood between is dropped.
                return "&lt;" if token.raw == "<" else token.raw
            case Kind.DOCTYPE:
                return token.raw

    def _raw(self, token: Token) -> str:
        if token.name in _SILENT:
            return ""
        return self._sheet(token.raw, self._base) if token.name == "style" else token.raw

    def _start(self, token: Token) -> str:
        if token.name in {"iframe", "frame"}:
            return self._frame(token)
        if token.name == "link":
            return self._link(token)
        if token.name in _SILENT or token.name in _UNWRAPPED or _is_order(token):
            return ""
        kept = [self._attribute(token, attribute) for attribute in token.attributes]
        if kept == [attribute.raw for attribute in token.attributes]:
            return token.raw
        end = " />" if token.raw.endswith("/>") else ">"
        return " ".join([f"<{token.name}", *(raw for raw in kept if raw)]) + end

    def _attribute(self, token: Token, attribute: Attribute) -> str:
        """Gives an attribute as it stands, changed, or "" when it is dropped."""
        name, value = attribute.name, attribute.value
        if name.startswith("on") or name in _DROPPED:
            return ""
        if name in {"href", "xlink:href"}:
            return self._reference(token, attribute)
        if name in _FETCHED:
            # The address that the picture really had may stand in the list of alternatives only.
            found = self._address(value)
            other = self._from_set(token.get("srcset") or "") if found == value else ""
            return _written(attribute, other or found)
        if name in {"srcset", "imagesrcset", "sizes"}:
            return self._alternatives(token, attribute)
        if name == "style":
            return _written(attribute, self._sheet(value, self._base))
        return "" if _JUNK.sub("", value).lower().startswith(("javascript:", "vbscript:")) else attribute.raw

    def _reference(self, token: Token, attribute: Attribute) -> str:
        if token.name in {"a", "area"}:
            # Without any address a link would lose its colour and its line, which the reader saw.
            return f'{attribute.name}="#"'
        if token.name in _PICTURES:
            value = attribute.value.strip()
            return attribute.raw if value.startswith("#") else _written(attribute, self._address(value))
        return ""

    def _alternatives(self, token: Token, attribute: Attribute) -> str:
        """Keeps a list of alternatives only where it is all there is; one inside wins."""
        if attribute.name != "srcset":
            return ""
        if "data:" in attribute.value:
            return attribute.raw
        found = self._from_set(attribute.value)
        if found:
            return "" if token.get("src") is not None else _written(attribute, found)
        return attribute.raw if token.name == "img" and token.get("src") is None else ""

    def _from_set(self, alternatives: str) -> str:
        for candidate in alternatives.split(","):
            url = candidate.strip().partition(" ")[0]
            resource = self._resolve(url, self._base) if url else None
            if resource:
                return _inside(resource)
        return ""

    def _address(self, value: str, base: str | None = None) -> str:
        """Gives what an address becomes: what came with the page goes inside, nothing local is read."""
        plain = _LINE_ENDS.sub("", value).strip(_CONTROLS)
        lower = plain.lower()
        if not plain or lower.startswith(("data:", "#")):
            return value
        resource = self._resolve(plain, self._base if base is None else base)
        if resource:
            return _inside(resource)
        return value if lower.startswith(("http:", "https:", "//")) else BLANK

    def _sheet(self, css: str, base: str) -> str:
        def sheet(url: str) -> str | None:
            resource = self._resolve(url, base)
            return decode_page(resource.data, resource.charset) if resource else None

        cleaned = clean_css(css, url=lambda url: self._address(url, base), sheet=sheet)
        return css if cleaned == css else cleaned.replace("</", "<\\/")

    def _link(self, token: Token) -> str:
        """Puts a style sheet that came along inside; any other link is dropped."""
        if "stylesheet" not in (token.get("rel") or "").lower().split() or token.get("disabled") is not None:
            return ""
        resource = _from_data(token.get("href") or "") or self._resolve(token.get("href") or "", self._base)
        if resource is None or "alternate" in (token.get("rel") or "").lower().split():
            return ""
        css = self._sheet(decode_page(resource.data, resource.charset), resource.base or self._base)
        media = escape(token.get("media") or "all")
        safe = css.replace("</", "<\\/")
        return f'<style media="{media}">{safe}</style>'

    def _frame(self, token: Token) -> str:
        """Keeps a frame whose page came along, as a page inside the page that can do nothing."""
        resource = self._resolve(token.get("src") or "", self._base) if token.get("src") else None
        inner = token.get("srcdoc")
        if inner is None and resource and "html" in resource.media_type:
            inner = decode_page(resource.data, resource.charset)
        if inner is None or self._depth >= limits.NESTING:
            return ""
        base = resource.base if resource else self._base
        cleaner = _Cleaner(self._resolve, base, scripted=self._scripted, depth=self._depth + 1)
        looks = [self._attribute(token, looked) for looked in token.attributes if looked.name in _FRAME_LOOKS]
        page = escape(cleaner.document(inner))
        return " ".join(['<iframe sandbox=""', *looks, f'srcdoc="{page}"></iframe>'])


def _is_order(token: Token) -> bool:
    """Tells a ``meta`` that commands the browser (refresh, policy, charset) from one that describes."""
    return token.name == "meta" and (token.get("http-equiv") is not None or token.get("charset") is not None)


def _written(attribute: Attribute, value: str) -> str:
    return attribute.raw if value == attribute.value else f'{attribute.name}="{escape(value)}"'


def _inside(resource: Resource) -> str:
    kind = resource.media_type if _MEDIA_TYPE.fullmatch(resource.media_type) else "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(resource.data).decode('ascii')}"


def _from_data(url: str) -> Resource | None:
    """Reads a style sheet that stands in its own address (RFC 2397)."""
    if not url.strip().lower().startswith("data:text/css"):
        return None
    head, _, body = url.partition(",")
    data = unquote_to_bytes(body)
    return Resource(media_type="text/css", data=from_base64(data).data if ";base64" in head.lower() else data)


def _with_charset(kept: Iterator[tuple[Token, str]]) -> Iterator[str]:
    """Says once, as early as the author could have, that the bytes are UTF-8."""
    told = False
    for token, raw in kept:
        early = token.kind in (Kind.COMMENT, Kind.DOCTYPE) or (token.kind is Kind.TEXT and not raw.strip())
        if told or early or token.name == "html":
            yield raw
        elif token.name == "head":
            told = True
            yield raw + '<meta charset="utf-8">'
        else:
            told = True
            yield '<meta charset="utf-8">' + raw
