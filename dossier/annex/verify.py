"""Says whether a finished annex still agrees with itself, from the file alone.

It is held against the account that it carries (``stored``): the same checks as when it was made, and
for each page what it draws with. This finds what was changed by chance or by hand. It cannot find a
change by somebody who rewrites the account as well: only a copy or a fingerprint kept elsewhere can.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import pikepdf

from dossier.annex.archive import Archive
from dossier.annex.check import check_annex
from dossier.annex.raw_copy import Ledger
from dossier.annex.stored import VERSION, Stored, unpack
from dossier.basis.digest import Digest
from dossier.basis.errors import DossierError, UnreadableError
from dossier.model.check import VerifyReport
from dossier.model.plan import Plan, problems

MOST_BYTES: Final = 64 * 1024 * 1024
"""Size of the account at most; that of an annex of 10,000 pages takes some 3 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyTask:
    """A file to be verified, and what the person calls it; "" calls it as it is called."""

    path: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A file held against what it says about itself, and what it says.

    Attributes:
        report: Whether they agree.
        plan: What it says is in it, its pieces named by their numbers.
        archive: What it claims and carries, and for whom it was made.
    """

    report: VerifyReport
    plan: Plan
    archive: Archive


def run_account(task: VerifyTask) -> Account:
    """Verifies a file and gives what it says about itself; the pool's job.

    Raises:
        UnreadableError: As ``verify_annex``.
    """
    return _account_of(Path(task.path), task.name)


def run_verify(task: VerifyTask) -> VerifyReport:
    """Verifies a file; the pool's job.

    Raises:
        UnreadableError: As ``verify_annex``.
    """
    return verify_annex(Path(task.path))


def verify_annex(path: Path) -> VerifyReport:
    """Holds a finished annex against its own account.

    Raises:
        UnreadableError: ``not-an-annex``, no annex of ours or too damaged to tell; ``annex-newer``, made
            by a newer version of the program; ``cannot-read``.
    """
    return _account_of(path, path.name).report


def _account_of(path: Path, name: str) -> Account:
    name = name or path.name
    try:
        return _verified(path, name)
    except UnreadableError as error:
        raise UnreadableError(error.code, **{**error.params, "file": name}) from error
    except OSError as error:
        raise UnreadableError("cannot-read", file=name) from error
    except Exception as error:
        raise UnreadableError("not-an-annex", file=name) from error


def _verified(path: Path, name: str) -> Account:
    with pikepdf.open(path) as pdf:
        stored = _account(pdf, name)
        drawn = _drawn(pdf)
    plan = stored.plan
    pairs = enumerate(zip(stored.drawn, drawn, strict=False), 1)
    changed = [number for number, (was, now) in pairs if was != now]
    report = VerifyReport(
        title=plan.title,
        day=plan.day,
        creator=plan.creator,
        pieces=sum(1 for piece in plan.pieces if piece.parent is None),
        attached=sum(1 for piece in plan.pieces if piece.parent is not None),
        pages=len(drawn),
        check=check_annex(path, plan, sheets={}, archive=stored.archive),
        changed=tuple(changed),
    )
    return Account(report=report, plan=plan, archive=stored.archive)


def _account(pdf: pikepdf.Pdf, name: str) -> Stored:
    """Reads what the annex carries about itself.

    Raises:
        UnreadableError: ``not-an-annex`` or ``annex-newer``.
    """
    own: object = pdf.Root
    for key in ("/PieceInfo", "/Dossier", "/Private"):
        own = own.get(key) if isinstance(own, pikepdf.Dictionary) else None
    data = own.read_bytes() if isinstance(own, pikepdf.Stream) else b""
    if not data or len(data) > MOST_BYTES:
        raise UnreadableError("not-an-annex", file=name)
    plain = json.loads(data)
    if isinstance(plain, dict) and isinstance(plain.get("version"), int) and plain["version"] > VERSION:
        raise UnreadableError("annex-newer", file=name)
    try:
        stored = unpack(plain)
    except DossierError as error:
        raise UnreadableError("not-an-annex", file=name) from error
    if problems(stored.plan) or len(stored.drawn) != len(stored.plan.pages):
        raise UnreadableError("not-an-annex", file=name)
    return stored


def _drawn(pdf: pikepdf.Pdf) -> list[Digest]:
    """Sums up what each page draws with, as ``raw_copy.Ledger`` does while writing."""
    ledger = Ledger()
    for one in pdf.objects:
        is_node = isinstance(one, pikepdf.Dictionary) and one.get("/Type") in ("/Page", "/Pages")
        if is_node or not isinstance(one, pikepdf.Object):  # pikepdf gives numbers as Python's own
            continue
        stream = sha256(one.read_raw_bytes()).digest() if isinstance(one, pikepdf.Stream) else b""
        ledger.note(one.objgen[0], _children(one), stream=stream)
    return [ledger.drawn(_page_children(page.obj)) for page in pdf.pages]


def _page_children(page: pikepdf.Object) -> list[int]:
    held = [page[key] for key in ("/Resources", "/Contents", "/Group") if key in page]
    return [number for one in held for number in _own_and_children(one)]


def _own_and_children(one: object) -> Iterator[int]:
    if isinstance(one, pikepdf.Object) and one.is_indirect:
        yield one.objgen[0]
    else:
        yield from _children(one)


def _children(one: object) -> list[int]:
    """Lists the objects that one refers to, through what stands inside it."""
    found: list[int] = []
    todo: list[Sequence[object]] = [_parts(one)]
    while todo:
        for part in todo.pop():
            if isinstance(part, pikepdf.Object) and part.is_indirect:
                found.append(part.objgen[0])
            else:
                todo.append(_parts(part))
    return found


def _parts(one: object) -> Sequence[object]:
    if isinstance(one, pikepdf.Stream):
        return list(one.stream_dict.values())
    if isinstance(one, pikepdf.Dictionary):
        return list(one.values())
    return list(one) if isinstance(one, pikepdf.Array) else ()
