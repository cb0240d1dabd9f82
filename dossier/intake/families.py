"""Files read in the workers, each with what is attached to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.errors import DossierError, PlaceError
from dossier.basis.progress import Progress
from dossier.intake.chat.apart import apart, neutral_name
from dossier.intake.dates.text import TextDates
from dossier.intake.incoming import Incoming
from dossier.intake.reader import ReadTask
from dossier.intake.weigh import Weighed, read_and_weigh
from dossier.model.draft import Attached, Draft
from dossier.model.finding import Finding, blocker, warning
from dossier.model.piece import FileKind, State
from dossier.workers.pool import Pool


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file, what its reader made of it, and the dates that its words say; None when not weighed yet."""

    incoming: Incoming
    draft: Draft
    said: TextDates | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A file, and everything inside it one level below it.

    Attributes:
        top: The file that came in.
        attached: What came inside it, and inside that, as far as it was opened.
        findings: What is to be said of the top besides its draft's own.
    """

    top: FileRead
    attached: tuple[FileRead, ...]
    findings: tuple[Finding, ...]

    @property
    def listed(self) -> tuple[Attached, ...]:
        """What the top's page lists as attached: everything that was inside it."""
        inside = (child.incoming for child in self.attached)
        return tuple(Attached(name=one.name, asset=one.digest, size=one.size) for one in inside)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading needs.

    Attributes:
        assets: Where the bytes are.
        pool: Where they are read.
        zone: IANA name of the dossier's zone.
        progress: Told about the work; may cancel it.
        passwords: What the person gave for locked files.
    """

    assets: Assets
    pool: Pool
    zone: str
    progress: Progress
    passwords: tuple[str, ...] = ()


def read_families(files: Sequence[Incoming], reading: Reading) -> list[Family]:
    """Reads files, what is attached to them, and what is attached to that.

    A ZIP among the attachments stands for its files and gives none of its own.

    Raises:
        CancelledError: The person asked to stop.
    """
    tops = [part for file in _read(files, reading, depth=0) for part in _apart(file)]
    families = [_Growing(top) for top in tops]
    level = list(zip(families, tops, strict=True))
    for depth in range(1, limits.NESTING + 1):
        wanted = [(family, inner) for family, file in level for inner in family.opened(file)]
        if not wanted:
            break
        children = _read([inner for _, inner in wanted], reading, depth=depth)
        level = [
            (family, part)
            for (family, _), child in zip(wanted, children, strict=True)
            for part in _apart(child)
        ]
        for family, child in level:
            family.take(child)
    else:
        for family, file in level:
            family.leave(file, len(file.draft.attached))
    return [family.grown() for family in families]


def _apart(file: FileRead) -> list[FileRead]:
    """Gives each proof that stands in one file; a backup's name may not tell one contact of another."""
    parts = apart(file.draft)
    if len(parts) == 1:
        return [replace(file, draft=parts[0])]
    named = neutral_name(file.incoming.name, (part.facts.get("with", "") for part in parts))
    incoming = replace(file.incoming, name=named)
    return [FileRead(incoming, replace(part, findings=_under_name(part.findings, named))) for part in parts]


def _under_name(findings: Sequence[Finding], name: str) -> tuple[Finding, ...]:
    """Gives what was noticed of a file under the name that everybody may read: a report is handed on."""
    return tuple(
        replace(found, params=found.params | {"file": name}) if "file" in found.params else found
        for found in findings
    )


class _Growing:
    """A family whose members are still being read."""

    def __init__(self, top: FileRead) -> None:
        self._top = top
        self._attached: list[FileRead] = []
        self._findings: list[Finding] = []
        self._room = limits.ATTACHMENTS

    def opened(self, file: FileRead) -> list[Incoming]:
        """Gives what is inside a member, as much as one proof may hold."""
        inside = file.draft.attached[: self._room]
        self._room -= len(inside)
        self.leave(file, len(file.draft.attached) - len(inside))
        return [
            replace(
                _incoming(inner, self._top.incoming.folder),
                sent=_sent(file, inner),
                within=(within := self._within(file)),
                within_size=(file.incoming.within_size or file.incoming.size) if within else 0,
            )
            for inner in inside
        ]

    def _within(self, holder: FileRead) -> str:
        """Names the wrappings that give no piece of their own, from the outermost to the holder."""
        if holder is self._top or not _is_wrapping(holder.draft):
            return ""
        return " / ".join(filter(None, (holder.incoming.within, holder.incoming.name)))

    def take(self, child: FileRead) -> None:
        """Takes a file that was inside; of a mere wrapping only what was noticed."""
        if _is_wrapping(child.draft):
            self._findings.extend(child.draft.findings)
        else:
            self._attached.append(child)

    def leave(self, file: FileRead, count: int) -> None:
        """Says that files inside a member are not opened."""
        if count:
            self._findings.append(warning("nested-too-deep", file=file.incoming.name, n=count))

    def grown(self) -> Family:
        return Family(top=self._top, attached=tuple(self._attached), findings=tuple(self._findings))


def _is_wrapping(draft: Draft) -> bool:
    return not draft.bodies and bool(draft.attached)


def _incoming(inner: Attached, folder: str) -> Incoming:
    return Incoming(
        name=inner.name, folder=folder, asset=inner.asset, digest=inner.asset, size=inner.size, modified=None
    )


def _sent(holder: FileRead, inner: Attached) -> tuple[datetime, ...] | None:
    """Tells when a file was sent in a chat: what is inside of one that was sent came with that."""
    own = {one.asset: one.at for one in holder.draft.sent}
    return own.get(inner.asset) if holder.incoming.sent is None else holder.incoming.sent


def _read(files: Sequence[Incoming], reading: Reading, *, depth: int) -> list[FileRead]:
    """Reads files in the workers; the same bytes under the same name are read once.

    Raises:
        PlaceError: ``scratch-full``; there is no room to work.
        CancelledError: The person asked to stop.
    """
    tasks: dict[object, ReadTask] = {}
    for file in files:
        task = _task(file, reading, depth)
        if task is not None:
            tasks[_key(task)] = task
    results = reading.pool.map(
        read_and_weigh,
        list(tasks.values()),
        seconds=lambda task: _allowance(reading.assets.path(task.asset)),
        progress=reading.progress,
        stage="read",
    )
    answers = dict(zip(tasks, results, strict=True))
    read = []
    for file in files:
        task = _task(file, reading, depth)
        answer = answers[_key(task)] if task is not None else DossierError(file.trouble)
        if isinstance(answer, PlaceError):
            raise answer  # a full disk says nothing about the file
        weighed = _unreadable(file, answer) if isinstance(answer, DossierError) else answer
        read.append(FileRead(file, weighed.draft, weighed.said))
    return read


def _task(file: Incoming, reading: Reading, depth: int) -> ReadTask | None:
    if file.asset is None or file.trouble:
        return None
    return ReadTask(
        asset=file.asset,
        name=file.name,
        assets=str(reading.assets.folder),
        zone=reading.zone,
        depth=depth,
        beside={path: inner.asset for path, inner in file.beside.items() if inner.asset is not None},
        passwords=reading.passwords,
    )


def _key(task: ReadTask) -> object:
    return task.asset, task.name, tuple(sorted(task.beside.items()))


def _allowance(path: Path) -> float:
    return limits.READ_SECONDS + limits.READ_SECONDS_PER_MIB * path.stat().st_size / limits.MIB


def _unreadable(file: Incoming, error: DossierError) -> Weighed:
    """Makes a piece of what could not be read: nothing is lost, and it is said."""
    found = blocker(error.code, **{**error.params, "file": file.name})
    draft = Draft(kind=FileKind.OTHER, state=State.PLACEHOLDER, findings=(found,))
    return Weighed(draft=draft, said=TextDates())
