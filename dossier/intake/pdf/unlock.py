"""Opens a locked PDF with what the person knows, into a copy without a lock; the original stays as it is."""

import logging
import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

log = logging.getLogger(__name__)

_TRIED: Final = 32
"""Passwords tried on one file; the strongest lock takes a twentieth of a second for each."""


def unlock(path: Path, passwords: Sequence[str], target: Path) -> bool:
    """Tries passwords in their order, and writes a copy without a lock with the first that opens the file.

    No password is kept, logged or written.

    Args:
        path: The locked file; only read.
        passwords: What to try.
        target: Where the copy goes; the same file and password give the same bytes.

    Returns:
        Whether one of them opened it.
    """
    tried = list(dict.fromkeys(passwords))[:_TRIED]
    by_qpdf = (partial(_by_qpdf, written) for word in tried for written in _writings(word))
    by_pdfium = (partial(_by_pdfium, word) for word in tried)
    return any(_opens(engine, path, target) for engine in (*by_qpdf, *by_pdfium))


def _writings(password: str) -> tuple[str | bytes, ...]:
    """Gives a password as old programs may have written it: their bytes depend on the machine."""
    composed = unicodedata.normalize("NFC", password)
    charsets = () if composed.isascii() else ("utf-8", "cp1252", "mac_roman", "cp850")
    old = (composed.encode(charset, "ignore") for charset in charsets)
    return tuple(dict.fromkeys((password, composed, *old)))


def _opens(engine: Callable[[Path, Path], None], path: Path, target: Path) -> bool:
    try:
        engine(path, target)
    except Exception as error:  # noqa: BLE001 – whatever is raised on these bytes, it did not open
        # Only the kind of error: its words could hold what was tried.
        log.info("a password does not open %s: %s", path.name, type(error).__name__)
        return False
    return True


def _by_qpdf(password: str | bytes, path: Path, target: Path) -> None:
    with pikepdf.open(path, password=password, suppress_warnings=True) as document:
        document.save(target, encryption=False, deterministic_id=True)


def _by_pdfium(password: str, path: Path, target: Path) -> None:
    """Asks pdfium, which knows ciphers that qpdf does not."""
    document = pypdfium2.PdfDocument(path, password=password)
    try:
        document.save(target, flags=pdfium.FPDF_REMOVE_SECURITY)
    finally:
        document.close()
