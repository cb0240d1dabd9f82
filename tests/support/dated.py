"""What the words of a paper say of its day, asked as the tests of its dates ask."""

from dossier.intake.dates.settle import dates_in_text
from dossier.model.moment import Moment
from dossier.model.piece import FileKind


def own(text: str, kind: FileKind = FileKind.PDF) -> Moment | None:
    """Gives the paper's own day; None when nothing says it for certain."""
    return dates_in_text(text, kind=kind).own


def is_dated(text: str, expected: str) -> bool:
    """Tells whether a paper is of a day, or of a minute where that is expected: "2026-03-12 14:05"."""
    moment = own(text)
    return moment is not None and str(moment.at).startswith(expected)


def is_only_offered(text: str) -> bool:
    """Tells whether no day of a paper is chosen, and some are offered."""
    found = dates_in_text(text, kind=FileKind.PDF)
    return found.own is None and bool(found.others)
