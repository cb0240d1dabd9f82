"""What stands in a saved page's own folder: found by its path, put inside the page once needed."""

import posixpath
import unicodedata
from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote, urlsplit

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.digest import Digest
from dossier.intake.sniff import sniff_start
from dossier.intake.web.html_clean import Resource

_TYPES: Final = MappingProxyType(
    {
        ".css": "text/css",
        ".svg": "image/svg+xml",
        ".html": "text/html",
        ".htm": "text/html",
        ".woff": "font/woff",
        ".woff2": "font/woff2",
        ".ttf": "font/ttf",
        ".otf": "font/otf",
    }
)
_PICTURES: Final = frozenset({"jpeg", "png", "gif", "webp", "bmp", "avif"})


class PageFolder:
    """The files that a page can refer to by a path.

    Attributes:
        full: Whether something was left out because the page had grown too large.
    """

    def __init__(self, beside: Mapping[str, Digest], assets: Assets) -> None:
        """Reads nothing yet.

        Args:
            beside: Paths as seen from the page, in NFC, to what stands there.
            assets: Where it stands.
        """
        self._beside = beside
        self._assets = assets
        self._left = limits.PAGE_INSIDE_BYTES
        self.full = False

    def __call__(self, url: str, base: str) -> Resource | None:
        """Finds what an address means, from the page ("") or from the file of the folder it stands in."""
        path = _path(url, base)
        digest = self._beside.get(path)
        if digest is None:
            return None
        data = self._assets.read(digest)
        if len(data) > self._left:
            self.full = True
            return None
        self._left -= len(data)
        return Resource(media_type=_media_type(path, data), data=data, base=path)


def _path(url: str, base: str) -> str:
    """Gives the path that an address means, "" for addresses of the web and of disks."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # brackets that are no IPv6 address
        return ""
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return ""
    written = unicodedata.normalize("NFC", unquote(parts.path))
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), written)) if written else ""


def _media_type(path: str, data: bytes) -> str:
    """Tells pictures by their bytes, for browsers name them as the site did; the rest by its ending."""
    start = sniff_start(data[:64])
    ending = PurePosixPath(path).suffix.lower()
    return f"image/{start}" if start in _PICTURES else _TYPES.get(ending, "application/octet-stream")
