"""Reads web archives (WARC, ARC): the page that was captured first, with what was captured for it."""

import tempfile
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from dossier.basis import limits
from dossier.basis.errors import UnreadableError
from dossier.intake.archive.job import unpacked_at_most
from dossier.intake.charsets import decode_page
from dossier.intake.mail.dates import header_date
from dossier.intake.mail.words import main_value, one_line, parameters
from dossier.intake.reader import Source
from dossier.intake.web.capture import Saved, web_address
from dossier.intake.web.html_clean import Resource
from dossier.intake.web.page_parts import bare_address, joined_address
from dossier.intake.web.page_records import PageRecords, start_of
from dossier.intake.web.read_web import cut_short, page_draft
from dossier.intake.web.response import Answer, read_answer
from dossier.intake.web.warc_records import Record, Records
from dossier.model.draft import Draft
from dossier.model.finding import Finding, note, warning
from dossier.model.piece import State, worse

_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})

_HOPS: Final = 5
_GIVEN: Final = frozenset({200, 203})
_ELSEWHERE: Final = frozenset({301, 302, 303, 307, 308})


def read_warc(source: Source) -> Draft:
    """Reads the main page of a web archive; others in it are counted and told.

    Raises:
        OSError: The file cannot be read.
        UnreadableError: ``page-not-inside``: it holds no page that a server gave.
    """
    size = source.path.stat().st_size
    records = Records(source.path, unpacked_at_most(size))
    with tempfile.TemporaryFile() as aside:
        shelf = _Shelf(aside)
        for record in records:
            shelf.take(record)
        if shelf.main is None:
            raise UnreadableError("page-not-inside")
        page = shelf.main
        kept = shelf.load(page)
        resources = PageRecords(shelf.find)
        html = decode_page(kept.data, kept.charset)
        draft = page_draft(source, html, page.saved, resolve=resources, base=start_of(html, page.url))
        others = len(shelf.pages - resources.used - {bare_address(page.url)})
    told: list[Finding] = [note("page-others-inside", file=source.name, n=others)] if others else []
    if records.torn:
        told.append(warning("page-record-torn", file=source.name))
    state = State.PARTIAL if records.torn else draft.state
    draft = replace(draft, findings=(*draft.findings, *told), state=worse(state, draft.state))
    return cut_short(draft, source) if resources.full or shelf.full else draft


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stored:
    """Where one answer stands, and what it is.

    Attributes:
        url: Its address.
        date: When it was captured, as written.
        start: Its place in the file aside.
        size: Its bytes.
        content_type: As the server said.
    """

    url: str
    date: str
    start: int
    size: int
    content_type: bytes

    @property
    def saved(self) -> Saved:
        """Where it stood and when it was captured."""
        at = header_date(self.date)
        evidence = f"WARC-Date: {one_line(self.date)}" if at else ""
        return Saved(url=web_address(self.url), at=at, evidence=evidence)


class _Shelf:
    """Keeps every answer aside, found by its address; the first of each counts.

    Attributes:
        main: The page that was captured first; None as long as there is none.
        pages: The addresses of all pages.
        full: Whether answers were left out because there are too many.
    """

    def __init__(self, aside: BinaryIO) -> None:
        self._aside = aside
        self._end = 0
        self._there: dict[str, _Stored] = {}
        self._by_digest: dict[bytes, _Stored] = {}
        self._elsewhere: dict[str, str] = {}
        self.main: _Stored | None = None
        self.pages: set[str] = set()
        self.full = False

    def take(self, record: Record) -> None:
        """Keeps what a record holds of a page, if it does."""
        match record.kind:
            case "response":
                answer = read_answer(record.block)
                if answer is not None:
                    self._take_answer(record, answer)
            case "resource":
                self._put(record, record.block, record.header.get("content-type", b""))
            case "revisit":
                self._take_again(record)

    def _take_answer(self, record: Record, answer: Answer) -> None:
        if answer.status in _GIVEN:
            self._put(record, answer.body, answer.header.get("content-type", b"text/html"))
        elif answer.status in _ELSEWHERE:
            target = answer.header.get("location", b"").decode("utf-8", "replace")
            self._elsewhere.setdefault(
                bare_address(record.url), bare_address(joined_address(record.url, target))
            )

    def _take_again(self, record: Record) -> None:
        """Finds what a record repeats that was captured before (ISO 28500, 6.7)."""
        first = record.header.get("warc-refers-to-target-uri", b"").decode("utf-8", "replace").strip("<> ")
        digest = record.header.get("warc-payload-digest", b"")
        stored = self._by_digest.get(digest) or self._there.get(bare_address(first))
        if stored is not None:
            self._there.setdefault(bare_address(record.url), stored)

    def _put(self, record: Record, body: bytes, content_type: bytes) -> None:
        address = bare_address(record.url)
        if not body or address in self._there:
            return
        if self._end + len(body) > limits.WARC_KEPT_BYTES:
            self.full = True
            return
        self._aside.seek(self._end)
        self._aside.write(body)
        stored = _Stored(
            url=record.url, date=record.date, start=self._end, size=len(body), content_type=content_type
        )
        self._end += len(body)
        self._there[address] = stored
        if digest := record.header.get("warc-payload-digest", b""):
            self._by_digest.setdefault(digest, stored)
        if main_value(content_type) in _PAGES and web_address(record.url):
            self.pages.add(address)
            self.main = self.main or stored

    def find(self, address: str) -> Resource | None:
        """Gives what stands at an address, or where that one leads to."""
        for _ in range(_HOPS):
            if stored := self._there.get(address):
                return self.load(stored)
            address = self._elsewhere.get(address, "")
        return None

    def load(self, stored: _Stored) -> Resource:
        """Reads an answer back."""
        self._aside.seek(stored.start)
        return Resource(
            media_type=main_value(stored.content_type),
            data=self._aside.read(stored.size),
            charset=parameters(stored.content_type).get("charset", ""),
            base=stored.url,
        )
