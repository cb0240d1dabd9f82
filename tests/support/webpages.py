"""Saved pages, as browsers and SingleFile write them, and as they break."""

import plistlib
from collections.abc import Sequence

from tests.support.mails import multipart, part, png

LOGO = png(40, 20)
PAGE_URL = "https://www.boutique.example/suivi/42"


def single_file(body: str, *, url: str = PAGE_URL, date: str = "") -> bytes:
    """Makes a page as SingleFile saves it."""
    said = date or "Sun Jun 07 2026 10:00:00 GMT+0200 (heure d’été d’Europe centrale)"
    comment = f"<!--\n Page saved with SingleFile \n url: {url} \n saved date: {said}\n-->"
    page = f'<!DOCTYPE html> <html lang="fr">{comment}<head><meta charset=utf-8><title>Suivi</title>'
    return f"{page}</head><body>{body}</body></html>".encode()


def mhtml(html: str, *parts: bytes, date: str = "Thu, 14 May 2026 08:40:12 -0000") -> bytes:
    """Makes a page as Chromium saves it; more parts beside the page."""
    root = part(
        html.encode(),
        "Content-Type: text/html",
        "Content-ID: <frame-1@mhtml.blink>",
        "Content-Transfer-Encoding: binary",
        f"Content-Location: {PAGE_URL}",
    )
    line, body = multipart("related", root, *parts, boundary="----MultipartBoundary--x----")
    header = (
        "From: <Saved by Blink>",
        f"Snapshot-Content-Location: {PAGE_URL}",
        "Subject: =?utf-8?Q?Suivi=20=E2=80=93=20colis?=",
        f"Date: {date}",
        "MIME-Version: 1.0",
        line,
    )
    return "\r\n".join(header).encode() + b"\r\n\r\n\r\n" + body


def beside(data: bytes, kind: str, location: str) -> bytes:
    """Makes a part beside the page."""
    return part(
        data, f"Content-Type: {kind}", "Content-Transfer-Encoding: binary", f"Content-Location: {location}"
    )


def make_html() -> bytes:
    """Makes a saved page."""
    return single_file("<p>bonjour</p>")


def make_mhtml() -> bytes:
    """Makes a page saved with its parts."""
    return mhtml("<p>bonjour</p>")


def safari_resource(url: str, data: bytes, kind: str = "text/html") -> dict[str, object]:
    """Makes one resource of Safari's web archives."""
    return {
        "WebResourceURL": url,
        "WebResourceData": data,
        "WebResourceMIMEType": kind,
        "WebResourceTextEncodingName": "UTF-8",
    }


def make_webarchive(
    html: bytes = b"<title>Suivi</title><p>bonjour</p>",
    *beside: dict[str, object],
    frames: Sequence[dict[str, object]] = (),
    binary: bool = True,
) -> bytes:
    """Makes a page as Safari saves it."""
    whole = {
        "WebMainResource": safari_resource(PAGE_URL, html),
        "WebSubresources": list(beside),
        "WebSubframeArchives": list(frames),
    }
    return plistlib.dumps(whole, fmt=plistlib.FMT_BINARY if binary else plistlib.FMT_XML)


def answer(body: bytes, *lines: str, kind: str = "text/html", status: str = "200 OK") -> bytes:
    """Makes what a web server answered."""
    head = "\r\n".join((f"HTTP/1.1 {status}", f"Content-Type: {kind}", *lines))
    return head.encode() + b"\r\n\r\n" + body


def record(kind: str, url: str, block: bytes, *lines: str, length: int | None = None) -> bytes:
    """Makes one record of a web archive (ISO 28500)."""
    size = len(block) if length is None else length
    head = (
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2026-03-12T20:47:12Z",
        *lines,
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {size}",
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def make_warc() -> bytes:
    """Makes a web archive of one page."""
    page = answer(b"<title>Suivi</title><p>bonjour</p>")
    return record("warcinfo", "", b"software: x\r\n") + record("response", PAGE_URL, page)
