"""Saved pages, as browsers and SingleFile write them, and as they break."""

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
