"""Where a saved page stood and when it was saved, as the program that saved it wrote down."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import Final
from urllib.parse import urlsplit

from dossier.intake.mail.dates import YEARS, header_date
from dossier.intake.web.html_tokens import Kind, Token, tokens
from dossier.model.moment import Moment, Precision, Source

_HEAD_CHARS: Final = 100_000
_TAIL_CHARS: Final = 10_000
_EVIDENCE_CHARS: Final = 200
_SINGLE_FILE_URL: Final = re.compile(r"^\s*url:\s*(\S+)", re.MULTILINE)
_SINGLE_FILE_DATE: Final = re.compile(r"^\s*(saved date:\s*([^\n]+?))\s*$", re.MULTILINE)
_SAVED_FROM: Final = re.compile(r"saved from url=\(\d{4}\)(\S+)", re.IGNORECASE)
_ARCHIVED: Final = re.compile(
    r"https?://(?:web\.archive\.org/web|archive\.(?:today|ph|is|li|md|vn|fo))/"
    r"(\d{14}|\d{4}\.\d{2}\.\d{2}-\d{6})(?:[a-z]{2}_)?/(\S+)",
    re.IGNORECASE,
)
_SHOWN_BY_ARCHIVE: Final = re.compile(
    # What the Internet Archive writes behind each page that it shows.
    r"FILE ARCHIVED ON (\S{8}) (\w{3} \d\d), (\d{4}) AND RETRIEVED FROM THE\s+INTERNET ARCHIVE ON "
    r"(\S{8}) (\w{3} \d\d), (\d{4})"
)
_LOGIN: Final = re.compile(r"(https?://)[^/?#\\]*@", re.IGNORECASE)
_MIRRORED: Final = re.compile(r"(Mirrored from (\S+) by HTTrack[^,]*,\s*([^\n]*?GMT))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What a saved page says about its saving.

    Attributes:
        url: Where it stood, "" when it does not say.
        at: When it was saved, None when it does not say.
        evidence: The words that say when.
        archived: When a public archive took the page that was saved from there, as its page says.
    """

    url: str = ""
    at: datetime | None = None
    evidence: str = ""
    archived: "Saved | None" = None

    def moments(self) -> tuple[Moment, ...]:
        """Gives the moment when the page stood like this: an archive's own, then that of the saving."""
        archived = archived_page(self.url) or self.archived
        own = [(archived.at, archived.evidence)] if archived else []
        return tuple(
            Moment(
                precision=Precision.SECOND,
                at=at,
                source=Source.WEB_CAPTURE,
                evidence=said[:_EVIDENCE_CHARS],
            )
            for at, said in (*own, (self.at, self.evidence))
            if at is not None
        )

    @property
    def host(self) -> str:
        """The site, without "www."; of a page in an archive the one that it was taken from."""
        archived = archived_page(self.url)
        return host_of(archived.url if archived else self.url)


def archived_page(url: str) -> Saved | None:
    """Reads what the address of a page in a public archive says: what was taken, and when.

    The Internet Archive and archive.today write the instant, in UTC, before the page's own address.
    """
    found = _ARCHIVED.match(url)
    if found is None:
        return None
    digits = re.sub(r"\D", "", found[1])
    try:
        at = datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:  # a month of 13
        return None
    return Saved(url=web_address(found[2]), at=at, evidence=url) if at.year in YEARS else None


def host_of(url: str) -> str:
    """Gives the site of an address, "" when it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # brackets that are no IPv6 address
        return ""


def without_login(url: str) -> str:
    """Takes the name and the password out of an address, which is printed and sent to others."""
    return _LOGIN.sub(r"\1", url)


def web_address(url: str) -> str:
    """Gives the address when it is one of the web, else ""; without anybody's password."""
    plain = re.sub(r"[\x00-\x20]", "", unescape(url))
    shown = without_login(plain)
    return shown if shown.lower().startswith(("http://", "https://")) and host_of(shown) else ""


def saved_page(html: str) -> Saved:
    """Reads what saving programs leave at the start of a page.

    SingleFile, Save Page WE, the browsers' "saved from url" and HTTrack say it themselves; else the
    page's own word about its address counts, if it does not contradict itself.
    """
    said = _from_single_file(html)
    own: dict[str, str] = {}
    for token in tokens(html[:_HEAD_CHARS]):
        if token.kind is Kind.COMMENT:
            said = _merged(said, _from_comment(token.raw))
        elif token.kind is Kind.START and token.name == "meta":
            said = _merged(said, _from_meta(token))
            if token.get("property") == "og:url":
                own.setdefault("og", web_address(token.get("content") or ""))
        elif token.kind is Kind.START and token.name == "link" and token.get("rel") == "canonical":
            own.setdefault("canonical", web_address(token.get("href") or ""))
    said = _merged(said, _from_tail(html))
    agreed = {url for url in own.values() if url}
    return said if said.url or len(agreed) != 1 else _merged(said, Saved(url=agreed.pop()))


def _from_tail(html: str) -> Saved:
    """Reads when the Internet Archive took a page, and when it was fetched from there."""
    found = _SHOWN_BY_ARCHIVE.search(html[-_TAIL_CHARS:])
    if found is None:
        return Saved()
    taken, fetched = (
        header_date(f"{day} {year} {time} +0000")
        for time, day, year in (found.groups()[:3], found.groups()[3:])
    )
    said = " ".join(found[0].split())
    return Saved(at=fetched, evidence=said, archived=Saved(at=taken, evidence=said))


def _merged(first: Saved, second: Saved) -> Saved:
    """Keeps what was said first."""
    return Saved(
        url=first.url or second.url,
        at=first.at or second.at,
        evidence=first.evidence or second.evidence,
        archived=first.archived or second.archived,
    )


def _from_single_file(html: str) -> Saved:
    """Reads SingleFile's comment, where SingleFile writes it: the first one, before all but ``html``.

    Anybody could have written one further down: what stands in a page is its author's or a visitor's.
    """
    for token in tokens(html[:_HEAD_CHARS]):
        if token.kind is Kind.COMMENT and "SingleFile" in token.raw:
            url = _SINGLE_FILE_URL.search(token.raw)
            date = _SINGLE_FILE_DATE.search(token.raw)
            at = header_date(date[2]) if date else None
            said = date[1] if date and at else ""
            return Saved(url=web_address(url[1]) if url else "", at=at, evidence=said)
        blank = token.kind in (Kind.COMMENT, Kind.DOCTYPE) or not token.raw.strip("\ufeff \t\r\n\f")
        if not blank and token.name != "html":
            break
    return Saved()


def _from_comment(raw: str) -> Saved:
    if "SingleFile" in raw:  # read before, where it may stand
        return Saved()
    if found := _SAVED_FROM.search(raw):
        return Saved(url=web_address(found[1]))
    if found := _MIRRORED.search(raw):
        at = header_date(found[3])
        url = web_address("http://" + found[2])
        return Saved(url=url, at=at, evidence=found[1].replace(found[2], url[len("http://") :]) if at else "")
    return Saved()


def _from_meta(token: Token) -> Saved:
    """Reads what Save Page WE leaves."""
    content = token.get("content") or ""
    match token.get("name"):
        case "savepage-url":
            return Saved(url=web_address(content))
        case "savepage-date":
            at = header_date(content)
            return Saved(at=at, evidence=f"savepage-date: {content}" if at else "")
        case _:
            return Saved()
