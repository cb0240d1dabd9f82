"""What is put beside an annex on request: its fingerprints, questions for a time stamp, its bordereau.

Every file is written aside and put in place when all of them are whole; until then the old ones stand.
"""

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final, assert_never

from dossier.annex.bordereau_file import Line, bordereau_csv, bordereau_docx, lines_of
from dossier.annex.timestamp import timestamp_request
from dossier.basis.atomic import place_error, writing_aside
from dossier.basis.digest import Digest, digest_of_file
from dossier.model.dossier import Dossier
from dossier.model.piece import Original
from dossier.model.plan import Plan
from dossier.texts.catalogue import Texts
from dossier.workspace.targets import refuse_bad_targets

SUMS_SUFFIX: Final = ".sha256"
REQUEST_SUFFIX: Final = ".tsq"

_ESCAPES: Final = {b"\\": b"\\\\", b"\n": b"\\n", b"\r": b"\\r"}
_TO_ESCAPE: Final = re.compile(rb"[\\\n\r]")
_ESCAPED: Final = re.compile(rb"\\([\\nr])")
_LINE: Final = re.compile(rb"(\\?)([0-9a-f]{64}) [ *](.+)", re.DOTALL)
_UNESCAPED: Final = {b"\\": b"\\", b"n": b"\n", b"r": b"\r"}


class Bordereau(StrEnum):
    """Forms in which the bordereau is put beside an annex."""

    DOCX = "docx"
    CSV = "csv"


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


def put_sums(files: Sequence[Path], target: Path, *, originals: Sequence[Original] = ()) -> Path:
    """Writes the SHA-256 of files, one a line, as ``sha256sum -c`` of GNU coreutils reads them.

    Args:
        files: Which ones; below the target's folder they are named from there, so that both can move.
        target: Where the list goes.
        originals: Proofs that must not be overwritten.

    Raises:
        PlaceError: ``cannot-write``, ``disk-full``, ``target-is-folder``, ``no-such-folder``; ``cannot-read``
            is told as ``cannot-write``.
        UsageError: ``target-is-source``, ``target-is-dossier``.
    """
    try:
        lines = [sum_line(digest_of_file(path), _from(path, target.parent)) for path in files]
    except OSError as error:
        raise place_error(error, target) from error
    _put({target: b"".join(lines)}, originals)
    return target


def sum_line(digest: Digest, name: bytes) -> bytes:
    r"""Writes one line; names with ``\``, line feeds or carriage returns as coreutils escapes them."""
    escaped = _TO_ESCAPE.sub(lambda found: _ESCAPES[found[0]], name)
    mark = b"\\" if escaped != name else b""
    return mark + digest.encode() + b"  " + escaped + b"\n"


def read_sums(data: bytes) -> tuple[tuple[Digest, bytes], ...]:
    """Reads such a list: each digest and its file's name; lines of another form are passed over."""
    rows = []
    for line in data.split(b"\n"):
        found = _LINE.fullmatch(line.rstrip(b"\r"))
        if found is not None:
            name = _ESCAPED.sub(lambda one: _UNESCAPED[one[1]], found[3]) if found[1] else found[3]
            rows.append((Digest(found[2].decode()), name))
    return tuple(rows)


def _from(path: Path, folder: Path) -> bytes:
    """Names a file from a folder, with the slashes of every system's ``sha256sum``."""
    where, start = Path(os.path.abspath(path)), Path(os.path.abspath(folder))  # noqa: PTH100 - links stay as they are
    name = where.relative_to(start) if where.is_relative_to(start) else where
    return os.fsencode(name.as_posix())


def put_requests(files: Sequence[Path], *, originals: Sequence[Original] = ()) -> tuple[Path, ...]:
    """Writes beside each PDF the question that a time stamp service answers (RFC 3161).

    Raises:
        PlaceError: As ``put_sums``.
        UsageError: As ``put_sums``.
    """
    wanted: dict[Path, bytes] = {}
    for path in files:
        try:
            wanted[path.with_suffix(REQUEST_SUFFIX)] = timestamp_request(digest_of_file(path))
        except OSError as error:
            raise place_error(error, path) from error
    _put(wanted, originals)
    return tuple(wanted)


def bordereau_path(annex: Path, form: Bordereau, texts: Texts) -> Path:
    """Names the bordereau beside an annex."""
    return annex.with_name(f"{texts.say('annex.bordereau_beside', name=annex.stem)}.{form}")


def put_bordereau(
    dossier: Dossier,
    plans: Sequence[Plan],
    labels: Sequence[str],
    annex: Path,
    *,
    forms: Sequence[Bordereau],
    texts: Texts,
    title: str = "",
    day: date,
) -> tuple[Path, ...]:
    """Writes the bordereau of an annex beside it, as a text document or a table.

    Args:
        dossier: As the recipient gets to know it.
        plans: What is in each of the annex's files.
        labels: What each of them is called.
        annex: The annex; the bordereau takes its name.
        forms: In which forms.
        texts: The annex's language.
        title: What stands above it; by default the annex's own title.
        day: Of the annex.

    Raises:
        PlaceError: As ``put_sums``.
        UsageError: As ``put_sums``.
    """
    rubrics = {rubric.id: rubric.name(texts.language) for rubric in dossier.rubrics}
    lines = lines_of(plans, labels, rubrics=rubrics)
    above = title or (plans[0].title if plans else dossier.title)
    wanted = {
        bordereau_path(annex, form, texts): _bordereau(form, lines, texts, title=above, day=day)
        for form in forms
    }
    _put(wanted, [file for piece in dossier.pieces for file in piece.originals])
    return tuple(wanted)


def put_handing(
    wanted: Handing,
    dossier: Dossier,
    annex: Path,
    *,
    files: Sequence[Path],
    further: Sequence[Path] = (),
    plans: Sequence[Plan],
    labels: Sequence[str],
    texts: Texts,
    day: date,
) -> tuple[Path, ...]:
    """Puts beside an annex whatever is wanted.

    Args:
        wanted: What that is.
        dossier: As the recipient gets to know it.
        annex: Where the annex was asked for; what is beside it takes its name.
        files: The annex's PDFs.
        further: Other files that were exported with them.
        plans: What is in each of the PDFs.
        labels: What each of them is called.
        texts: The annex's language.
        day: Of the annex.

    Returns:
        What was written.

    Raises:
        PlaceError: As ``put_sums``.
        UsageError: As ``put_sums``.
    """
    originals = [file for piece in dossier.pieces for file in piece.originals]
    made: list[Path] = []
    if wanted.bordereau and plans:
        forms = wanted.bordereau
        made += put_bordereau(dossier, plans, labels, annex, forms=forms, texts=texts, day=day)
    if wanted.requests:
        made += put_requests(files, originals=originals)
    if wanted.sums and files:
        listed = (*files, *further, *made)
        made.append(put_sums(listed, annex.with_suffix(SUMS_SUFFIX), originals=originals))
    return tuple(made)


def _bordereau(form: Bordereau, lines: Sequence[Line], texts: Texts, *, title: str, day: date) -> bytes:
    match form:
        case Bordereau.CSV:
            return bordereau_csv(lines, texts)
        case Bordereau.DOCX:
            return bordereau_docx(lines, texts, title=title, day=day)
        case _:
            assert_never(form)


def _put(wanted: Mapping[Path, bytes], originals: Sequence[Original]) -> None:
    """Writes files: each keeps its old bytes until all new ones are whole."""
    refuse_bad_targets(list(wanted), originals=originals) if wanted else None
    with ExitStack() as opened:
        for target, data in wanted.items():
            aside = opened.enter_context(writing_aside(target))
            try:
                aside.write_bytes(data)
            except OSError as error:
                raise place_error(error, target) from error
