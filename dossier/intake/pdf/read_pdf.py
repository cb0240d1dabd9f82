"""Reads a PDF: what it says, how many pages it has, what lies inside it, and how well it opens.

pdfium reads the words, qpdf (pikepdf) all that is not on a page; pypdf, which is slow, is asked only
where these two are not sure. Nothing is kept of a repair here: the body names the original, and the
press repairs it again when it draws it. Of a locked file an unlocked copy is kept beside the original.
"""

import logging
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from dossier.basis.digest import Digest
from dossier.basis.errors import UnreadableError
from dossier.intake.flow_text import keep_flow
from dossier.intake.pdf.date import created_moments
from dossier.intake.pdf.facts import PdfFacts, facts_of
from dossier.intake.pdf.files import Inside, files_inside
from dossier.intake.pdf.title import title_line
from dossier.intake.pdf.unlock import unlock
from dossier.intake.pdf.words import PdfWords, read_words
from dossier.intake.reader import Source
from dossier.model.body import PdfBody
from dossier.model.draft import Draft, DraftBody
from dossier.model.finding import Finding, note, warning
from dossier.model.flow import Notice
from dossier.model.piece import FileKind, State

log = logging.getLogger(__name__)

_EMPTY_COVER: Final = re.compile(
    r"(?:adobe|acrobat)\W.{0,80}?(?:reader|acrobat|portfolio|porte-?documents?)"
    r"|(?:portfolio|porte-?documents?).{0,200}?(?:adobe|acrobat)",
    re.IGNORECASE | re.DOTALL,
)
_WAITING_PAGE: Final = re.compile(
    r"please wait\W.{0,300}?(?:pdf\s+viewer|adobe)"
    r"|veuillez patienter\W.{0,300}?(?:lecteur\s+pdf|visionneuse|adobe)"
    r"|bitte warten\W.{0,300}?(?:pdf[\s-]*viewer|adobe)"
    r"|(?:een ogenblik geduld|wacht u? ?alstublieft)\W.{0,300}?(?:pdf[\s-]*viewer|adobe)",
    re.IGNORECASE | re.DOTALL,
)
_STANDING_IN: Final = 2
"""Pages at most of what stands in for something else: a portfolio's cover, a form that does not show."""

_STANDING_IN_CHARS: Final = 2500

_TELLING_CHARS: Final = 8
"""Letters and figures that nobody sees: fewer are a mark of a template, not even a date."""
_TOLD_CHARS: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """What the engines say of a file.

    Attributes:
        asset: What is to be shown: the original, or its unlocked copy.
        pages: How many pages there are; 0 when nothing opens it.
        words: What pdfium reads; None when it cannot.
        facts: What the catalogue tells.
        inside: The files inside.
        rescued: Whether only a repair opened it.
        unlocked: Whether a password of the person's was needed.
    """

    asset: Digest
    pages: int = 0
    words: PdfWords | None = None
    facts: PdfFacts = field(default_factory=PdfFacts)
    inside: Inside = field(default_factory=Inside)
    rescued: bool = False
    unlocked: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return self.words.text if self.words else ""

    @property
    def stands_in(self) -> bool:
        """Whether its pages can be a stand-in only: few, with few words."""
        return self.pages <= _STANDING_IN and len(self.text) <= _STANDING_IN_CHARS

    @property
    def portfolio(self) -> bool:
        """Whether it is a folder of files that could be taken out."""
        return self.facts.portfolio and bool(self.inside.files)

    @property
    def waiting(self) -> bool:
        """Whether its pages only ask to wait for a form that no other program shows."""
        said = self.stands_in and _WAITING_PAGE.search(self.text) is not None
        return self.facts.xfa and (self.facts.dynamic or said)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Structure:
    """What qpdf says.

    Attributes:
        facts: What the catalogue tells.
        inside: The files inside.
        sound: Whether it had nothing to mend.
    """

    facts: PdfFacts
    inside: Inside
    sound: bool


def read_pdf(source: Source) -> Draft:
    """Reads a PDF.

    Raises:
        UnreadableError: ``locked``; it wants a password that the person did not give. ``damaged``;
            nothing opens it.
    """
    opened = _open(source)
    if not opened.pages:
        raise UnreadableError("damaged", file=source.name)
    known = opened.text.strip()
    return Draft(
        kind=FileKind.PDF,
        bodies=_bodies(opened, source),
        moments=created_moments(opened.facts.created),
        text=opened.text,
        unseen=opened.words.unseen if opened.words else "",
        subject=title_line(opened.words.lines) if opened.words and not opened.waiting else "",
        attached=opened.inside.files,
        findings=tuple(_told(opened, source)),
        state=_state(opened),
        facts={"pages": str(opened.pages), **({} if known else {"scan": "1"})},
    )


def _bodies(opened: _Opened, source: Source) -> tuple[DraftBody, ...]:
    """Gives the pages; of a portfolio first what it is, and no cover that says only how to open it."""
    document = PdfBody(asset=opened.asset, pages=opened.pages)
    if not opened.portfolio:
        return (document,)
    said = Notice(code="pdf-portfolio", params={"n": len(opened.inside.files)})
    page = keep_flow((said,), source.assets)
    empty = opened.stands_in and (not opened.text.strip() or _EMPTY_COVER.search(opened.text))
    return (page,) if empty else (page, document)


def _state(opened: _Opened) -> State:
    if opened.waiting:
        return State.PARTIAL
    return State.REPAIRED if opened.rescued else State.OK


def _told(opened: _Opened, source: Source) -> list[Finding]:
    name, facts = source.name, opened.facts
    inside = opened.inside.told(name)
    if opened.portfolio:
        inside = (note("pdf-portfolio", file=name, n=len(opened.inside.files)), *_but_counted(inside))
    return [
        *([note("opened-with-password", file=name)] if opened.unlocked else []),
        *([warning("repaired", file=name)] if opened.rescued else []),
        *([note("signed", file=name)] if facts.signed else []),
        *([warning("xfa-form", file=name)] if opened.waiting else []),
        *_unseen(opened, name),
        *inside,
    ]


def _unseen(opened: _Opened, name: str) -> list[Finding]:
    """Tells of words that no reader sees, when there are enough of them to mean something."""
    words = " ".join(opened.words.unseen.split()) if opened.words else ""
    if sum(char.isalnum() for char in words) < _TELLING_CHARS:
        return []
    return [note("words-unseen", file=name, words=words[:_TOLD_CHARS])]


def _but_counted(inside: Sequence[Finding]) -> list[Finding]:
    return [found for found in inside if found.code != "pdf-attachments"]


def _open(source: Source) -> _Opened:
    """Opens the file with every engine that it needs.

    Raises:
        UnreadableError: ``locked``.
    """
    asset = Digest(source.path.name)
    words, locked = _words(source.path)
    structure, sealed = _structure(source)
    if words is None and structure is None and (locked or sealed):
        return _unlocked(source)
    sure = words is not None and structure is not None and structure.sound
    if sure and words and structure and structure.facts.declared == words.pages:
        facts, inside = structure.facts, structure.inside
        return _Opened(asset=asset, pages=words.pages, words=words, facts=facts, inside=inside)
    return _doubtful(source, words, structure, sealed=sealed)


def _doubtful(
    source: Source, words: PdfWords | None, structure: _Structure | None, *, sealed: bool
) -> _Opened:
    """Asks the other engines about a file that the first two do not agree on.

    Raises:
        UnreadableError: ``locked``.
    """
    pages, asked = _by_pypdf(source.path)
    sealed = sealed or asked
    mended, more = (0, None) if structure is None or (pages and words) else _mended(source.path)
    words = words or more
    found = pages or mended or (words.pages if words else 0)
    if not found and sealed:
        raise UnreadableError("locked", file=source.name)
    return _Opened(
        asset=Digest(source.path.name),
        pages=found,
        words=words,
        facts=structure.facts if structure else PdfFacts(),
        inside=structure.inside if structure else Inside(),
        # A rare cipher that not every engine knows is no damage.
        rescued=bool(found) and not pages and not sealed,
    )


def _unlocked(source: Source) -> _Opened:
    """Opens a locked file with what the person knows.

    Raises:
        UnreadableError: ``locked``.
    """
    with tempfile.TemporaryDirectory() as aside:
        copy = Path(aside) / "unlocked.pdf"
        if not source.passwords or not unlock(source.path, source.passwords, copy):
            raise UnreadableError("locked", file=source.name)
        asset = source.assets.put_file(copy)
    opened = _open(replace(source, path=source.assets.path(asset), passwords=()))
    return replace(opened, unlocked=True)


def _words(path: Path) -> tuple[PdfWords | None, bool]:
    """Asks pdfium for the words, and whether a lock that it cannot open is in the way."""
    try:
        return read_words(path), False
    except (pypdfium2.PdfiumError, OSError) as error:
        log.info("pdfium cannot read %s", path.name, exc_info=True)
        locked = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        return None, getattr(error, "err_code", None) in locked


def _structure(source: Source) -> tuple[_Structure | None, bool]:
    """Asks qpdf for all that is not on a page, and whether there is a password, be it an empty one."""
    try:
        with pikepdf.open(source.path, suppress_warnings=True) as document:
            facts, inside = facts_of(document), files_inside(document, source.assets)
            sound = not document.get_warnings()
            return _Structure(facts=facts, inside=inside, sound=sound), document.is_encrypted
    except pikepdf.PasswordError:
        return None, True
    except Exception:  # damaged files raise anything; the next engine is asked
        log.info("pikepdf cannot read %s", source.path.name, exc_info=True)
        return None, False


def _mended(path: Path) -> tuple[int, PdfWords | None]:
    """Counts the pages that qpdf finds, and has pdfium read what it makes of them."""
    pages = 0
    try:
        with pikepdf.open(path, suppress_warnings=True) as document, tempfile.TemporaryDirectory() as aside:
            pages = len(document.pages)
            copy = Path(aside) / "mended.pdf"
            document.save(copy, encryption=False)
            return pages, _words(copy)[0]
    except Exception:  # damaged files raise anything; what was counted so far stands
        log.info("pikepdf cannot mend %s", path.name, exc_info=True)
        return pages, None


def _by_pypdf(path: Path) -> tuple[int, bool]:
    """Asks pypdf how many pages there are, 0 when it cannot tell, and whether there is a password."""
    import pypdf  # loaded for few files only

    encrypted = False
    try:
        reader = pypdf.PdfReader(path, strict=False)
        encrypted = reader.is_encrypted
        if encrypted and not reader.decrypt(""):
            return 0, True
        for page in reader.pages[:1]:
            page.get("/Contents")
        return len(reader.pages), encrypted
    except Exception:  # damaged files raise anything; the next engine is asked
        log.info("pypdf cannot read %s", path.name, exc_info=True)
        return 0, encrypted
