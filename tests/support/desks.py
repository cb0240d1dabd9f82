"""Project files to work on, made of a few proofs, and what tests ask of open ones."""

import os
import threading
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from dossier.basis.errors import CancelledError, UsageError
from dossier.basis.progress import Progress
from dossier.model.commands.note_event import note_event
from dossier.model.commands.together import Command
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import UNKNOWN
from dossier.model.piece import Event, Piece
from dossier.workspace.desk import Desk
from dossier.workspace.opening import empty_dossier, new_desk
from dossier.workspace.orders import Added, AddOrder
from tests.support.documents import drawing, paper
from tests.support.mails import encoded as as_part
from tests.support.mails import mail, multipart, part
from tests.support.pictures import encoded
from tests.support.processes import wait_until

DAY = date(2026, 11, 22)
INVOICE = paper(["Facture 2026-118", "Date de facture : 12/03/2026"])
LETTER = paper(["Mise en demeure", "Lyon, le 7 avril 2026"])
SECRET = bytes(range(33, 97)) + b" nobody else writes this 7041 " + bytes(range(96, 32, -1))
"""Bytes of no known kind, which are easily found again."""
_LONG_AGO = 1_600_000_000


def write_proofs(folder: Path) -> Path:
    """Makes a folder of six proofs: a letter twice, a mail with its invoice, a picture, words."""
    (folder / "copies").mkdir(parents=True)
    files = {
        "lettre.pdf": LETTER,
        "copies/lettre.pdf": LETTER,
        "courriel.eml": mail_with("facture.pdf", INVOICE),
        "fissure.png": encoded(drawing(), "PNG"),
        "note é.txt": "Le vendeur a promis un échange.".encode(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
        os.utime(folder / name, (_LONG_AGO, _LONG_AGO))
    return folder


def mail_with(name: str, data: bytes) -> bytes:
    """Makes a mail with one PDF attached."""
    kind, body = multipart(
        "mixed",
        part(f"Voici {name}.".encode(), "Content-Type: text/plain; charset=utf-8"),
        part(
            as_part(data),
            "Content-Type: application/pdf",
            f'Content-Disposition: attachment; filename="{name}"',
            "Content-Transfer-Encoding: base64",
        ),
    )
    return mail(body, kind)


def write_project(path: Path, paths: Iterable[Path] = ()) -> None:
    """Makes a project file of proofs."""
    with new_desk(path, empty_dossier(title="Martin contre Brume")).result() as desk:
        if paths:
            desk.add(AddOrder(paths=tuple(paths), day=DAY)).result()


def named(dossier: Dossier, file: str) -> Piece:
    """Finds the first piece that has a file of that name."""
    return next(piece for piece in dossier.pieces if file in (one.name for one in piece.originals))


def call(what: str) -> Command:
    """Makes the act of noting a call down."""
    event = Event(who="Atelier Brume", what=what)
    return lambda now: note_event(now, event, title=what, rubric=RubricId("order"), moment=UNKNOWN)


def is_closing(desk: Desk) -> bool:
    """Tells whether a desk takes no more work, by asking for a picture of a piece that there is not."""
    error = desk.thumbnail(PieceId("nobody"), width_px=8).exception()
    assert isinstance(error, UsageError | CancelledError), error
    return isinstance(error, CancelledError)


def at_stage(wanted: str, act: Callable[[], object]) -> Progress:
    """Does something in the middle of long work, once, when it comes to a stage."""
    begun = threading.Event()

    def tell(stage: str, done: int, total: int) -> None:
        if stage == wanted and not begun.is_set():
            begun.set()
            act()

    return tell


def closing(desk: Desk) -> Callable[[], threading.Thread]:
    """Makes what closes a desk from another thread, and goes on when that has begun."""

    def act() -> threading.Thread:
        thread = threading.Thread(target=desk.close)
        thread.start()
        wait_until(lambda: is_closing(desk))
        return thread

    return act


def stop() -> None:
    """Wishes to stop.

    Raises:
        CancelledError: Always.
    """
    raise CancelledError()


def added(desk: Desk, *paths: Path, progress: Progress | None = None) -> Added:
    """Adds files and waits."""
    order = AddOrder(paths=paths, day=DAY)
    return (desk.add(order) if progress is None else desk.add(order, progress=progress)).result()
