"""Reads a PDF: what it says, how many pages it has, and how well it opens.

The chain is the measured one (pypdf, then pikepdf as repairer, then pdfium). Nothing is kept of a
repair here: the body names the original, and the press repairs it again when it draws it.
"""

import logging
import re
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium

from dossier.basis.digest import Digest
from dossier.basis.errors import UnreadableError
from dossier.intake.pdf_title import title_line
from dossier.intake.pdf_words import PdfWords, read_words
from dossier.intake.reader import Source
from dossier.model.body import PdfBody
from dossier.model.draft import Draft
from dossier.model.finding import Finding, note
from dossier.model.moment import Moment, Precision
from dossier.model.moment import Source as DateSource
from dossier.model.piece import FileKind, State

log = logging.getLogger(__name__)

_LISTED_ATTACHMENTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """What an engine says of the file.

    Attributes:
        pages: How many pages it counts; 0 when it cannot tell.
        created: The raw creation date of the metadata.
        attachments: Names of files inside.
        encrypted: Whether there is a password, be it an empty one.
        rescued: Whether only a repair opened it.
    """

    pages: int = 0
    created: str = ""
    attachments: tuple[str, ...] = ()
    encrypted: bool = False
    rescued: bool = False


def read_pdf(source: Source) -> Draft:
    """Reads a PDF.

    Raises:
        UnreadableError: ``locked``; it wants a password. ``damaged``; nothing opens it.
    """
    with tempfile.TemporaryDirectory() as aside:
        opened, words = _open(source, Path(aside) / "repaired.pdf")
    pages = opened.pages or (words.pages if words else 0)
    if not pages:
        raise UnreadableError("locked" if opened.encrypted else "damaged", file=source.name)
    text = words.text if words else ""
    findings: list[Finding] = []
    if opened.rescued:
        findings.append(note("repaired", file=source.name))
    if opened.attachments:
        names = ", ".join(opened.attachments[:_LISTED_ATTACHMENTS])
        findings.append(note("pdf-attachments", file=source.name, n=len(opened.attachments), names=names))
    return Draft(
        kind=FileKind.PDF,
        bodies=(PdfBody(asset=Digest(source.path.name), pages=pages),),
        moments=_created(opened.created),
        text=text,
        subject=title_line(words.lines) if words else "",
        findings=tuple(findings),
        state=State.REPAIRED if opened.rescued else State.OK,
        facts={"pages": str(pages), **({} if text.strip() else {"scan": "1"})},
    )


def _open(source: Source, repaired: Path) -> tuple[_Opened, PdfWords | None]:
    """Opens the file with the first engine that can, and reads its words with pdfium.

    Raises:
        UnreadableError: ``locked``.
    """
    opened = _by_pypdf(source)
    words, locked = _words(source.path)
    opened = replace(opened, encrypted=opened.encrypted or locked)
    if opened.pages and words:
        return opened, words
    mended = _by_pikepdf(source, repaired)
    if mended is None:
        # pdfium alone opens it, pypdf alone does, or nobody.
        return replace(opened, rescued=bool(words) and not opened.pages), words
    # pypdf alone cannot open every lock with an empty key; that is no damage.
    mended = replace(mended, rescued=not opened.pages and not mended.encrypted)
    return (opened if opened.pages else mended), words or _words(repaired)[0]


def _by_pypdf(source: Source) -> _Opened:
    """Asks pypdf; what it cannot say stays empty."""
    encrypted = False
    try:
        reader = pypdf.PdfReader(source.path, strict=False)
        encrypted = reader.is_encrypted
        if encrypted and not reader.decrypt(""):
            return _Opened(encrypted=True)
        pages = len(reader.pages)
        for page in reader.pages[:1]:
            page.get("/Contents")
        metadata = reader.metadata
        created = str(metadata.creation_date_raw or "") if metadata else ""
        return _Opened(
            pages=pages, created=created, attachments=tuple(reader.attachments), encrypted=encrypted
        )
    except Exception:  # damaged files raise anything; the next engine is asked
        log.info("pypdf cannot read %s", source.path.name, exc_info=True)
        return _Opened(encrypted=encrypted)


def _by_pikepdf(source: Source, repaired: Path) -> _Opened | None:
    """Asks pikepdf, which repairs as it opens, and writes the repaired file without its password.

    Raises:
        UnreadableError: ``locked``.
    """
    try:
        with pikepdf.open(source.path, password="") as document:
            pages = len(document.pages)
            document.save(repaired, encryption=False)
            created = document.docinfo.get("/CreationDate", "") if "/Info" in document.trailer else ""
            return _Opened(
                pages=pages,
                created=str(created),
                attachments=tuple(document.attachments),
                encrypted=document.is_encrypted,
            )
    except pikepdf.PasswordError as error:
        raise UnreadableError("locked", file=source.name) from error
    except Exception:  # damaged files raise anything; the next engine is asked
        log.info("pikepdf cannot read %s", source.path.name, exc_info=True)
        return None


def _words(path: Path) -> tuple[PdfWords | None, bool]:
    """Asks pdfium for the words, and whether a lock that it cannot open is in the way."""
    try:
        return read_words(path), False
    except (pypdfium2.PdfiumError, OSError) as error:
        log.info("pdfium cannot read %s", path.name, exc_info=True)
        locked = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        return None, getattr(error, "err_code", None) in locked


# ISO 32000-1, 7.9.4: D:YYYYMMDDHHmmSSOHH'mm
_PDF_DATE = re.compile(
    r"^(?:D:)?(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(?:([zZ])|([+-])(\d{2})'?(\d{2})?'?)?"
)


def _created(raw: str) -> tuple[Moment, ...]:
    """Reads the creation date of the metadata; a malformed one says nothing."""
    match = _PDF_DATE.match(raw.strip())
    if not match:
        return ()
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        at = datetime(year, month, day, hour, minute, second, tzinfo=_zone(match))
    except ValueError:
        return ()
    precision = Precision.SECOND if match[4] else Precision.DAY
    if precision is Precision.DAY:
        at = at.replace(tzinfo=None)
    return (Moment(precision=precision, at=at, source=DateSource.PDF_METADATA, evidence=raw.strip()[:200]),)


def _zone(match: re.Match[str]) -> timezone | None:
    """Reads the offset of a PDF date.

    Raises:
        ValueError: There is no such offset.
    """
    if match[7]:
        return timezone(timedelta(0))
    if not match[8]:
        return None
    ahead = timedelta(hours=int(match[9]), minutes=int(match[10] or 0))
    return timezone(-ahead if match[8] == "-" else ahead)
