"""Files that are kept in the project file and listed, and still to be read.

They are no pieces yet: nothing of them is in the dossier's value until all of it is known, and then it
comes as one act. Until then a note in the file says what is to be read, so that a program that ends
early loses nothing.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dossier.basis.clock import today, zone_named
from dossier.basis.codec import from_json, to_json
from dossier.basis.digest import Digest
from dossier.intake.expand import Expanded
from dossier.intake.incoming import NO_DIGEST, Incoming
from dossier.model.finding import Finding
from dossier.model.ids import RubricId
from dossier.workspace.orders import AddOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """What one act of adding will read.

    Attributes:
        files: As they came in; where they stood on the person's disk is nobody's business any more.
        findings: What was noticed when they were looked for.
        rubric: As of ``AddOrder``.
        day: On which they were added: no date is taken from it, whenever they are read.
    """

    files: tuple[Incoming, ...]
    findings: tuple[Finding, ...]
    rubric: RubricId | None
    day: date

    @property
    def names(self) -> tuple[str, ...]:
        """What they are called."""
        return tuple(file.name for file in self.files)

    @property
    def digests(self) -> tuple[Digest, ...]:
        """Their bytes, and those of the files beside them."""
        return tuple(dict.fromkeys(one.asset for one in _with_beside(self.files) if one.asset is not None))


def awaited_of(order: AddOrder, found: Expanded, *, zone: str) -> Awaited:
    """Makes what is to be noted of files that were found.

    Args:
        order: By which they are added.
        found: The files.
        zone: IANA name of the dossier's zone.
    """
    files = tuple(_without_place(file) for file in found.files)
    day = order.day or today(zone_named(zone))
    return Awaited(files=files, findings=found.findings, rubric=order.rubric, day=day)


def _without_place(file: Incoming) -> Incoming:
    return replace(file, place="", beside={path: _without_place(one) for path, one in file.beside.items()})


def _with_beside(files: Sequence[Incoming]) -> Iterator[Incoming]:
    for file in files:
        yield file
        yield from _with_beside(tuple(file.beside.values()))


def without(awaited: Awaited, damaged: Collection[Digest]) -> Awaited:
    """Has files whose bytes are damaged come in as what cannot be read: each is told by its name."""
    return replace(awaited, files=tuple(_unless(file, damaged) for file in awaited.files))


def _unless(file: Incoming, damaged: Collection[Digest]) -> Incoming:
    beside = {path: _unless(one, damaged) for path, one in file.beside.items()}
    if file.asset not in damaged:
        return replace(file, beside=beside)
    return replace(file, beside=beside, asset=None, digest=NO_DIGEST, trouble="awaited-damaged")


def note_of(awaited: Sequence[Awaited]) -> bytes:
    """Writes what is to be read; nothing when there is nothing."""
    return to_json(tuple(awaited), tuple[Awaited, ...]) if awaited else b""


def noted(note: bytes) -> tuple[Awaited, ...]:
    """Reads what is to be read.

    Raises:
        DossierError: ``malformed``.
    """
    return from_json(tuple[Awaited, ...], note) if note else ()
