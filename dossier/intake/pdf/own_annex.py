"""Knows an annex of ours among the proofs: what it holds would stand in the new one twice."""

import mmap
from pathlib import Path

from dossier.basis import limits
from dossier.basis.marks import ANNEX_MARK
from dossier.intake.pdf.read_pdf import read_pdf
from dossier.intake.reader import Source
from dossier.model.draft import Draft
from dossier.model.finding import note
from dossier.model.piece import FileKind, State


def read_pdf_or_annex(source: Source) -> Draft:
    """Reads a PDF; an annex of ours is kept and left out, and that is said.

    Raises:
        OSError: It cannot be read.
        UnreadableError: As ``read_pdf``.
    """
    if not is_own_annex(source.path):
        return read_pdf(source)
    told = note("own-annex", file=source.name)
    return Draft(kind=FileKind.PDF, state=State.LEFT_OUT, findings=(told,))


def is_own_annex(path: Path) -> bool:
    """Tells an annex of ours, without parsing it.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.rfind(ANNEX_MARK, max(0, len(data) - limits.ANNEX_END_BYTES)) >= 0
