"""What is asked of an open dossier, and what it answers."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dossier.basis.errors import PlaceError
from dossier.model.commands.done import Act
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding
from dossier.model.ids import PieceId, RubricId


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Where the dossier stands, all of it on disk.

    Attributes:
        dossier: What was saved last.
        undoable: The act that ``undo`` takes back.
        redoable: The act that ``redo`` does again.
        read_only: Why nothing can be saved; None when it can.
        noticed: Remarks that the dossier does not keep.
        awaited: Names of the files that are kept and still being read; they are no pieces yet.
    """

    dossier: Dossier
    undoable: Act | None = None
    redoable: Act | None = None
    read_only: PlaceError | None = None
    noticed: tuple[Finding, ...] = ()
    awaited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of files that were added: the new pieces, and every remark about them."""

    present: Present
    pieces: tuple[PieceId, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOrder:
    """Files to add.

    Attributes:
        paths: Files, folders and zips.
        day: The day it is: a file's time as late as that says when it was copied.
        rubric: Where the person dropped them; None lets the program propose.
        pasted: Those of the paths that we named ourselves: neither their name nor their time says
            anything about their date.
        leave_out: Files below the paths that are no proofs: the annex made last time.
    """

    paths: tuple[Path, ...]
    day: date | None = None
    rubric: RubricId | None = None
    pasted: frozenset[Path] = frozenset()
    leave_out: tuple[Path, ...] = ()
