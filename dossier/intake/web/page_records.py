"""What a page's archive holds beside it: found by its address, put inside once needed."""

from collections.abc import Callable
from typing import Final

from dossier.basis import limits
from dossier.intake.web.html_clean import Resource
from dossier.intake.web.html_tokens import Kind, tokens
from dossier.intake.web.page_parts import bare_address, joined_address

Find = Callable[[str], Resource | None]
"""Finds what stands at a whole address, written as ``bare_address`` does."""

_HEAD_CHARS: Final = 100_000


class PageRecords:
    """Whatever a page can refer to by its address.

    Attributes:
        used: The addresses that were put inside.
        full: Whether something was left out because the page had grown too large.
    """

    def __init__(self, find: Find) -> None:
        """Reads nothing yet."""
        self._find = find
        self._left = limits.PAGE_INSIDE_BYTES
        self.used: set[str] = set()
        self.full = False

    def __call__(self, url: str, base: str) -> Resource | None:
        """Finds what an address means, from the page or sheet it stands in."""
        for address in dict.fromkeys((bare_address(url), bare_address(joined_address(base, url)))):
            resource = self._find(address)
            if resource is None:
                continue
            self.used.add(address)
            if len(resource.data) > self._left:
                self.full = True
                return None
            self._left -= len(resource.data)
            return resource
        return None


def start_of(html: str, url: str) -> str:
    """Gives the address that a page's relative addresses start from: its own, or what it says instead."""
    for token in tokens(html[:_HEAD_CHARS]):
        if token.kind is Kind.START and token.name == "base" and token.get("href"):
            return joined_address(url, token.get("href") or "")
        if token.kind is Kind.START and token.name == "body":
            break
    return url
