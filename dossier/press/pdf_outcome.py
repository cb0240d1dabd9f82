"""What became of a PDF: its pages, how much of it is shown, what was noticed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dossier.basis import limits
from dossier.basis.errors import UnreadableError
from dossier.model.finding import Finding, blocker, note, warning
from dossier.model.piece import State
from dossier.press.pdf_source import Source
from dossier.press.sheet_page import PageDrawing


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfPage:
    """One page.

    Attributes:
        number: Which page of the source, from 1.
        drawing: The page of ours; None when nothing can show it.
        blank: Whether the source's page shows nothing and nothing of it was lost.
        torn: Whether a part of its content is lost for every reader.
    """

    number: int
    drawing: PageDrawing | None
    blank: bool = False
    torn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfPages:
    """A whole PDF.

    Attributes:
        pages: In order.
        state: How much of it is shown.
        findings: What was noticed.
    """

    pages: tuple[PdfPage, ...]
    state: State
    findings: tuple[Finding, ...]


def outcome(
    source: Source,
    pages: Sequence[PdfPage],
    *,
    wanted: Sequence[int],
    repaired: bool,
    pictures: Iterable[int],
    personal: int,
) -> PdfPages:
    """Sums up.

    Args:
        source: The PDF.
        pages: What became of each page.
        wanted: The numbers of the pages that were asked for.
        repaired: Whether the file had to be mended, or only pdfium could read a page of it.
        pictures: Places of the pages that became pictures.
        personal: How many photos lost what they told of people.

    Raises:
        UnreadableError: ``pdf-unreadable``; it has none of the pages that were asked for.
    """
    if not pages:
        raise UnreadableError("pdf-unreadable", file="")
    unreadable = [page.number for page in pages if page.drawing is None]
    redrawn = [index + 1 for index in pictures if index + 1 not in unreadable]
    torn = [page.number for page in pages if page.torn and page.drawing]
    partial = unreadable or torn or len(wanted) > len(pages)
    mended = repaired or redrawn
    findings = (
        *([warning("repaired")] if repaired else []),
        *(_incomplete(source) if len(wanted) > len(pages) else ()),
        *(blocker("page-unreadable", page=number) for number in unreadable),
        *([warning("page-torn", pages=listed(torn), n=len(torn))] if torn else []),
        *([note("re-rendered", pages=listed(redrawn), n=len(redrawn))] if redrawn else []),
        *([note("picture-data-removed", n=personal)] if personal else []),
        *([note("fields-drawn")] if source.redrawn else []),
        *(source.survey.told([page.number - 1 for page in pages]) if source.survey else ()),
    )
    state = State.PARTIAL if partial else State.REPAIRED if mended else State.OK
    return PdfPages(pages=tuple(pages), state=state, findings=findings)


def _incomplete(source: Source) -> Iterator[Finding]:
    if source.total > source.count:
        yield warning("pages-missing", shown=source.count, total=source.total)
    if source.count > limits.PDF_PAGES:
        yield warning("pages-cut", shown=limits.PDF_PAGES, total=source.count)


def listed(numbers: Sequence[int]) -> str:
    """Writes page numbers for people: "1–3, 7".

    Args:
        numbers: In rising order.
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
