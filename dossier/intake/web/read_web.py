"""Reads saved web pages: HTML as browsers and SingleFile save it, and MHTML."""

from dataclasses import replace

from dossier.basis import limits
from dossier.intake.charsets import decode_page
from dossier.intake.mail.dates import header_date
from dossier.intake.mail.mime import Part, cut
from dossier.intake.mail.parts import payload
from dossier.intake.mail.words import header_words, one_line
from dossier.intake.reader import Source
from dossier.intake.web.capture import Saved, saved_page, web_address
from dossier.intake.web.html_clean import Resolve, clean
from dossier.intake.web.html_text import page_title, visible_text
from dossier.intake.web.page_folder import PageFolder
from dossier.intake.web.page_parts import PageParts
from dossier.model.draft import Draft, HtmlBody
from dossier.model.finding import Finding, note, warning
from dossier.model.piece import Capture, FileKind, State

_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read_html(source: Source) -> Draft:
    """Reads a page in one file, with the files of its own folder when it was saved "complete".

    Raises:
        OSError: The file cannot be read.
    """
    html = decode_page(source.path.read_bytes())
    folder = PageFolder(source.beside, source.assets)
    draft = page_draft(source, html, saved_page(html), resolve=folder)
    return cut_short(draft, source) if folder.full else draft


def read_mhtml(source: Source) -> Draft:
    """Reads a page saved with its pictures in one MIME file (RFC 2557), however it is broken.

    Raises:
        OSError: The file cannot be read.
    """
    whole = cut(source.path.read_bytes())
    root = _root(whole)
    base = web_address(header_words(root.header("content-location")))
    resources = PageParts((leaf for leaf in whole.leaves() if leaf is not root), base)
    html = decode_page(payload(root).data, root.parameter("content-type", "charset"))
    saved = _saved(whole, base)
    title = header_words(whole.header("subject"))
    draft = page_draft(source, html, saved, title=title, resolve=resources, base=base)
    return cut_short(draft, source) if resources.full else draft


def cut_short(draft: Draft, source: Source) -> Draft:
    """Says that not everything of a page is shown."""
    told = (*draft.findings, warning("text-cut", file=source.name))
    return replace(draft, findings=told, state=State.PARTIAL)


def _root(whole: Part) -> Part:
    """Finds the page itself: the part that is named as the start, else the first page."""
    leaves = list(whole.leaves())
    wanted = whole.parameter("content-type", "start").strip("<> ")
    named = [leaf for leaf in leaves if wanted and wanted in header_words(leaf.header("content-id"))]
    pages = [leaf for leaf in leaves if leaf.media_type in _PAGES]
    return (named or pages or leaves)[0]


def _saved(whole: Part, base: str) -> Saved:
    written = one_line(whole.header("date").decode("utf-8", "replace"))
    at = header_date(written)
    url = web_address(header_words(whole.header("snapshot-content-location"))) or base
    return Saved(url=url, at=at, evidence=f"Date: {written}" if at else "")


def page_draft(
    source: Source,
    html: str,
    saved: Saved,
    *,
    title: str = "",
    resolve: Resolve | None = None,
    base: str = "",
) -> Draft:
    """Gives the draft of a page, disarmed and with what came along inside it.

    Args:
        source: The file.
        html: The page as it came.
        saved: What is known of its saving.
        title: What it is called when it does not say itself.
        resolve: Finds what came along.
        base: What its relative addresses start from.
    """
    page = clean(html, resolve=resolve, base=base)
    words = visible_text(page)
    subject = page_title(html) or title
    findings: tuple[Finding, ...] = () if words else (note("page-without-text", file=source.name),)
    return Draft(
        kind=FileKind.WEB,
        bodies=(HtmlBody(asset=source.assets.put(page.encode("utf-8", "replace"))),),
        preface=Capture(url=saved.url, at=saved.at),
        moments=saved.moments(),
        text=f"{subject}\n\n{words}"[: limits.TEXT_CHARS],
        subject=subject,
        findings=findings,
        facts={"host": saved.host} if saved.host else {},
    )
