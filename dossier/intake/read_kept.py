"""Keeps what is known but not shown: a page stands for it, and says what helps."""

from dossier.intake.reader import Source
from dossier.model.draft import Draft
from dossier.model.finding import warning
from dossier.model.piece import FileKind, State


def read_unshown(source: Source) -> Draft:
    """Keeps a document that only the program that made it can print."""
    return not_shown(source, FileKind.OFFICE, "not-shown")


def read_closed(source: Source) -> Draft:
    """Keeps a container that is not opened."""
    return not_shown(source, FileKind.OTHER, "not-shown-archive")


def read_unknown(source: Source) -> Draft:
    """Keeps what nothing here knows."""
    return not_shown(source, FileKind.OTHER, "unknown-format")


def not_shown(source: Source, kind: FileKind, code: str) -> Draft:
    """Gives the draft of a file that a page stands for; the code says why and what helps."""
    return Draft(kind=kind, state=State.PLACEHOLDER, findings=(warning(code, file=source.name),))
