"""What is put beside an annex on request: its fingerprints, questions for a time stamp, its bordereau."""

import os
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, assert_never

from dossier.annex.bordereau_file import Line, bordereau_csv, bordereau_docx, lines_of
from dossier.annex.placing import refuse_taken
from dossier.annex.timestamp import timestamp_request
from dossier.basis.atomic import place_error
from dossier.basis.digest import Digest, digest_of
from dossier.basis.errors import PlaceError
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, warning
from dossier.model.plan import Plan
from dossier.model.report import AnnexFile
from dossier.texts.catalogue import Texts
from dossier.workspace.old_beside import (
    REQUEST_SUFFIX,
    SUMS_SUFFIX,
    Bordereau,
    bordereau_path,
    numbered_names,
    old_beside,
)

_ESCAPES: Final = {b"\\": b"\\\\", b"\n": b"\\n", b"\r": b"\\r"}
_TO_ESCAPE: Final = re.compile(rb"[\\\n\r]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """What is wanted beside an annex.

    Attributes:
        sums: Whether its fingerprints are, as ``sha256sum -c`` reads them.
        requests: Whether a question for a time stamp is, for each PDF.
        bordereau: In which forms its bordereau is.
    """

    sums: bool = False
    requests: bool = False
    bordereau: tuple[Bordereau, ...] = ()

    def targets(self, annex: Path, texts: Texts) -> tuple[Path, ...]:
        """Names what is known to be written before the annex is made; volumes may add to it."""
        wanted = [annex.with_suffix(SUMS_SUFFIX)] if self.sums else []
        wanted += [annex.with_suffix(REQUEST_SUFFIX)] if self.requests else []
        return (*wanted, *(bordereau_path(annex, form, texts) for form in self.bordereau))


NOTHING: Final = Handing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What is put beside an annex, and what of an earlier one goes.

    Attributes:
        written: Bytes by their place.
        gone: What an earlier export put there and this one does not.
        findings: What the person must know of it.
    """

    written: Mapping[Path, bytes] = field(default_factory=dict)
    gone: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()


def sums_of(files: Mapping[Path, Digest], folder: Path) -> bytes:
    """Lists the SHA-256 of files, one a line, as ``sha256sum -c`` of GNU coreutils reads them.

    Args:
        files: Which ones; below the folder they are named from there, so that both can move.
        folder: Where the list goes.
    """
    return b"".join(sum_line(digest, _from(path, folder)) for path, digest in files.items())


def sum_line(digest: Digest, name: bytes) -> bytes:
    r"""Writes one line; names with ``\``, line feeds or carriage returns as coreutils escapes them."""
    escaped = _TO_ESCAPE.sub(lambda found: _ESCAPES[found[0]], name)
    mark = b"\\" if escaped != name else b""
    return mark + digest.encode() + b"  " + escaped + b"\n"


def _from(path: Path, folder: Path) -> bytes:
    """Names a file from a folder, with the slashes of every system's ``sha256sum``."""
    where, start = Path(os.path.abspath(path)), Path(os.path.abspath(folder))  # noqa: PTH100 - links stay as they are
    name = where.relative_to(start) if where.is_relative_to(start) else where
    return os.fsencode(name.as_posix())


def handed(
    wanted: Handing,
    dossier: Dossier,
    annex: Path,
    *,
    files: Sequence[AnnexFile],
    further: Mapping[Path, Digest],
    plans: Sequence[Plan],
    earlier: Mapping[Path, Plan],
    texts: Texts,
    day: date,
) -> Handed:
    """Makes whatever is wanted beside an annex; nothing is written yet.

    Args:
        wanted: What that is.
        dossier: As the recipient gets to know it.
        annex: Where the annex was asked for; what is beside it takes its name.
        files: The annex's PDFs.
        further: Other files that are exported with them.
        plans: What is in each of the PDFs.
        earlier: The PDFs of an earlier export of the same dossier, with what is in each.
        texts: The annex's language.
        day: Of the annex.

    Raises:
        PlaceError: ``target-taken``, somebody else's file has a name of ours; ``cannot-write``.
    """
    rubrics = {rubric.id: rubric.name(texts.language) for rubric in dossier.rubrics}
    pdfs = [Path(file.path) for file in files]
    places = {annex, *earlier, *pdfs}
    try:
        old = old_beside(annex, places, list(earlier.values()), names=list(rubrics.values()), texts=texts)
    except OSError as error:
        raise place_error(error, annex) from error
    lines = lines_of(plans, [file.label for file in files], rubrics=rubrics)
    title = plans[0].title if plans else dossier.title
    made = {
        _free(bordereau_path(annex, form, texts), old.ours): _bordereau(
            form, lines, texts, title=title, day=day
        )
        for form in (wanted.bordereau if plans else ())
    }
    if wanted.requests:
        made |= {Path(one.path).with_suffix(REQUEST_SUFFIX): timestamp_request(one.digest) for one in files}
    if wanted.sums and files:
        told = {Path(one.path): one.digest for one in files} | dict(further)
        told |= {path: digest_of(data) for path, data in made.items()}
        made[annex.with_suffix(SUMS_SUFFIX)] = sums_of(told, annex.parent)
    refuse_taken(list(made), annex, old.ours)
    gone = tuple(path for path in old.ours if path not in made)
    return Handed(written=made, gone=gone, findings=_staying(old.strange))


def _staying(paths: Sequence[Path]) -> tuple[Finding, ...]:
    names = ", ".join(path.name for path in paths)
    return (warning("old-files-stay", n=len(paths), names=names),) if paths else ()


def _free(path: Path, ours: Collection[Path]) -> Path:
    """Finds a name that nobody uses, or we: on a bordereau somebody may have written.

    Raises:
        PlaceError: ``target-taken``.
    """
    for name in numbered_names(path):
        if name in ours or not (name.is_file() or name.is_symlink()):
            return name
    raise PlaceError("target-taken", file=path.name, folder=str(path.parent))


def _bordereau(form: Bordereau, lines: Sequence[Line], texts: Texts, *, title: str, day: date) -> bytes:
    match form:
        case Bordereau.CSV:
            return bordereau_csv(lines, texts)
        case Bordereau.DOCX:
            return bordereau_docx(lines, texts, title=title, day=day)
        case _:
            assert_never(form)
