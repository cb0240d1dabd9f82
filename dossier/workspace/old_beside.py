"""What an earlier export put beside an annex: told from what a person wrote on or has there by chance."""

import os
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, assert_never

from dossier.annex.bordereau_file import is_untouched_csv, is_untouched_docx
from dossier.annex.timestamp import timestamp_request
from dossier.basis.digest import Digest
from dossier.basis.limits import MIB
from dossier.model.plan import Plan
from dossier.texts.catalogue import Texts

SUMS_SUFFIX: Final = ".sha256"
REQUEST_SUFFIX: Final = ".tsq"

_MOST_BYTES: Final = 32 * MIB
"""Of a file that may be ours; a bordereau of 10,000 pieces takes some 2 MB."""

_MOST_NAMES: Final = 20
_LINE: Final = re.compile(rb"\\?[0-9a-f]{64}  (.+)")
_REQUEST_DIGEST: Final = slice(24, 56)
"""Where a question of ours holds the fingerprint, see ``timestamp_request``."""


class Bordereau(StrEnum):
    """Forms in which the bordereau is put beside an annex."""

    DOCX = "docx"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class OldBeside:
    """What stands beside an annex.

    Attributes:
        ours: What an earlier export put there, as it put it.
        strange: A bordereau that is not, or not any more.
    """

    ours: tuple[Path, ...]
    strange: tuple[Path, ...]


def bordereau_path(annex: Path, form: Bordereau, texts: Texts) -> Path:
    """Names the bordereau beside an annex."""
    return annex.with_name(f"{texts.say('annex.bordereau_beside', name=annex.stem)}.{form}")


def numbered_names(path: Path) -> Iterator[Path]:
    """Gives a name, and those that are taken instead: with (2), (3) … behind."""
    yield path
    yield from (path.with_name(f"{path.stem} ({n}){path.suffix}") for n in range(2, _MOST_NAMES))


def old_beside(
    annex: Path, pdfs: Collection[Path], plans: Sequence[Plan], *, names: Collection[str], texts: Texts
) -> OldBeside:
    """Looks at what is called as we call it.

    Args:
        annex: Where the annex is asked for.
        pdfs: The annex's files, of before and now.
        plans: What is in those of before.
        names: The rubrics' names.
        texts: The annex's language.

    Raises:
        OSError: Something there cannot be read.
    """
    ours: list[Path] = []
    strange: list[Path] = []
    sums = annex.with_suffix(SUMS_SUFFIX)
    ours += [sums] if _are_our_sums(_read(sums), os.fsencode(annex.stem)) else []
    requests = sorted({path.with_suffix(REQUEST_SUFFIX) for path in pdfs})
    ours += [path for path in requests if _is_our_request(_read(path))]
    for form in Bordereau:
        for path in filter(Path.is_file, numbered_names(bordereau_path(annex, form, texts))):
            match form:
                case Bordereau.DOCX:
                    made = is_untouched_docx(_read(path))
                case Bordereau.CSV:
                    made = is_untouched_csv(_read(path), plans, names, texts)
                case _:
                    assert_never(form)
            (ours if made else strange).append(path)
    return OldBeside(tuple(ours), tuple(strange))


def _read(path: Path) -> bytes:
    """Reads a plain file; nothing of what is none, or too large to be ours."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _MOST_BYTES:
        return b""
    return path.read_bytes()


def _are_our_sums(data: bytes, stem: bytes) -> bool:
    """Tells whether all lines are of files that are called like the annex."""
    found = [_LINE.fullmatch(line) for line in data.splitlines()]
    return bool(found) and all(line is not None and line[1].startswith(stem) for line in found)


def _is_our_request(data: bytes) -> bool:
    return bool(data) and data == timestamp_request(Digest(data[_REQUEST_DIGEST].hex()))
