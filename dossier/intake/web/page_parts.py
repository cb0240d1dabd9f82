"""What came along with a page: found by Content-ID and Content-Location, put inside once needed."""

import re
from collections.abc import Iterable
from urllib.parse import unquote, urldefrag, urljoin

from dossier.basis import limits
from dossier.intake.mail.mime import Part
from dossier.intake.mail.parts import payload
from dossier.intake.mail.words import one_line
from dossier.intake.web.capture import without_login
from dossier.intake.web.html_clean import Resource


class PageParts:
    """The parts that a page can refer to; remembers which ones it did.

    Attributes:
        used: Identities of the parts that were put inside.
        full: Whether something was left out because the page had grown too large.
    """

    def __init__(self, parts: Iterable[Part], base: str = "") -> None:
        """Sorts the parts by their names.

        Args:
            parts: Everything beside the page.
            base: What relative Content-Locations start from.
        """
        self._named: dict[str, Part] = {}
        for part in parts:
            identity = one_line(part.header("content-id").decode("utf-8", "replace")).strip("<> ")
            location = re.sub(r"\s+", "", part.header("content-location").decode("utf-8", "replace"))
            for name in (f"cid:{identity}" if identity else "", location, joined_address(base, location)):
                if name:
                    self._named.setdefault(bare_address(name), part)
        self._left = limits.PAGE_INSIDE_BYTES
        self.used: set[int] = set()
        self.full = False

    def __call__(self, url: str, base: str) -> Resource | None:
        """Finds what an address means, from the page or sheet it stands in."""
        part = self._named.get(bare_address(url)) or self._named.get(bare_address(joined_address(base, url)))
        if part is None:
            return None
        data = payload(part).data
        self.used.add(id(part))
        if len(data) > self._left:
            self.full = True
            return None
        self._left -= len(data)
        location = part.header("content-location").decode("utf-8", "replace").strip()
        return Resource(
            media_type=part.media_type,
            data=data,
            charset=part.parameter("content-type", "charset"),
            base=joined_address(base, location) or base,
        )


def bare_address(url: str) -> str:
    """Gives an address without login, fragment and percent signs, as different programs write it."""
    plain = unquote(without_login(urldefrag(url.strip())[0]))
    return "cid:" + plain[4:].strip("<>") if plain[:4].lower() == "cid:" else plain


def joined_address(base: str, url: str) -> str:
    """Gives the whole address of what is named from somewhere."""
    try:
        return urljoin(base, url) if url else ""
    except ValueError:  # brackets that are no IPv6 address
        return url
