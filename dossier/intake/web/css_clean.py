"""Style sheets made self-contained: pictures and imported sheets put inside, nothing else changed."""

import re
from collections.abc import Callable
from typing import Final

from dossier.basis import limits

_URL: Final = re.compile(
    r"url\(\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^()\"'\s]*+))\s*+\)", re.IGNORECASE
)
_IMPORT: Final = re.compile(
    r"@import\s*+(?:url\(\s*+)?(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^)\"';\s]++))"
    r"\s*+\)?(?P<media>[^;{}]*+);?",
    re.IGNORECASE,
)

_ADDRESS_SHOWN: Final = re.compile(r"content\s*+:[^;{}]*+(?=[;}])", re.IGNORECASE)
"""What a sheet writes behind each link on paper: addresses that nobody saw on the screen."""

_TOUCHED: Final = ("url(", "@import", "attr(")

UrlChange = Callable[[str], str]
SheetSource = Callable[[str], str | None]


def clean_css(css: str, *, url: UrlChange, sheet: SheetSource, depth: int = 0) -> str:
    """Makes one style sheet self-contained.

    Args:
        css: The sheet.
        url: Gives what an address becomes.
        sheet: Gives the text of an imported sheet, None when it is not at hand: it is left out.
        depth: How deep in imports we are.
    """
    if not any(word in css.lower() for word in _TOUCHED):
        return css

    def imported(found: re.Match[str]) -> str:
        text = sheet(_target(found)) if depth < limits.NESTING else None
        if text is None:
            return ""
        inner = clean_css(text, url=url, sheet=sheet, depth=depth + 1)
        media = found["media"].strip()
        return f"@media {media} {{{inner}}}" if media else inner

    pieces = []
    at = 0
    for found in _IMPORT.finditer(css):
        pieces.append(_with_urls(css[at : found.start()], url))
        pieces.append(imported(found))
        at = found.end()
    pieces.append(_with_urls(css[at:], url))
    return "".join(pieces)


def _with_urls(css: str, url: UrlChange) -> str:
    def changed(found: re.Match[str]) -> str:
        target = _target(found)
        new = url(target)
        if new == target:
            return found[0]
        quoted = new.replace("\\", "%5C").replace('"', "%22").replace("\n", "")
        return f'url("{quoted}")'

    return _URL.sub(changed, _ADDRESS_SHOWN.sub(_without_address, css))


def _without_address(found: re.Match[str]) -> str:
    return "" if re.search(r"attr\(\s*(?:xlink:)?href", found[0], re.IGNORECASE) else found[0]


def _target(found: re.Match[str]) -> str:
    return (found["double"] or found["single"] or found["bare"] or "").strip()
