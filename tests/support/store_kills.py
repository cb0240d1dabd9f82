"""Forks a worker on a project file, kills it at a random moment, and looks at what is left; many times.

``python -m tests.support.store_kills KIND FOLDER KILLS`` says one JSON line for each turn; one that ended
before it could be killed is looked at too, and does not count.
"""

import json
import os
import random
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from dossier.basis.atomic import CRUMB_SECONDS
from dossier.basis.digest import Digest, digest_of
from dossier.basis.errors import DossierError
from dossier.model.commands.done import Act
from dossier.model.dossier import Dossier
from dossier.store.opening import create, open_file
from dossier.store.project_file import ProjectFile
from tests.support.patience import AMPLE_SECONDS
from tests.support.store_child import (
    KEPT_COPY,
    LATER,
    History,
    asset,
    filled,
    lost_bytes,
    piece_of,
    state_of,
    with_piece,
    wrong_inside,
)

Say = Callable[[str], None]
KEPT = 4_400_000
ORPHAN = 5_000_000
AT_ONCE = 3
SEED = 20260811


def add(path: Path, say: Say) -> None:
    """Puts assets and saves pieces that name them, without end."""
    with open_file(path, who="Léa") as project:
        for number in range(10, 10_000):
            digest = project.put_asset(asset(number))
            say(f"asset {number}")
            _save_piece(project, number, digest, say)


def bring(path: Path, say: Say) -> None:
    """Puts files, several in one change, and saves pieces that name them, without end."""
    folder = path.parent.with_name("sources")
    folder.mkdir(exist_ok=True)
    with open_file(path, who="Léa") as project:
        for first in range(10, 10_000, AT_ONCE):
            numbers = range(first, first + AT_ONCE)
            digests = {digest_of(asset(number)): folder / str(number) for number in numbers}
            for number, source in zip(numbers, digests.values(), strict=True):
                source.write_bytes(asset(number))
            project.put_assets(digests)
            for number in numbers:
                say(f"asset {number}")
            for number, digest in zip(numbers, digests, strict=True):
                _save_piece(project, number, digest, say)


def _save_piece(project: ProjectFile, number: int, digest: Digest, say: Say) -> None:
    piece = piece_of(digest, f"piece {number}", words=2000)
    project.save(with_piece(project.dossier, piece, title=str(number)), Act(code="add"))
    say(f"saved {number}")


def after_add(path: Path, said: list[str]) -> list[str]:
    """Looks for what was acknowledged."""
    assets = [int(line.split()[1]) for line in said if line.startswith("asset")]
    saved = [int(line.split()[1]) for line in said if line.startswith("saved")]
    last = saved[-1] if saved else 2
    with open_file(path, who="x") as project:
        wrong = _looked_at(project, path)
        wrong += lost_bytes(project, {digest_of(asset(n)): asset(n) for n in assets})
        if int(project.dossier.title) not in (last, max(last + 1, 10)):
            wrong.append(f"title {project.dossier.title} after {last}")
        if [int(p.id.split()[1]) for p in project.dossier.pieces[2:]] != list(
            range(10, int(project.dossier.title) + 1)
        ):
            wrong.append("pieces are missing")
    return wrong


def edit(path: Path, say: Say) -> None:
    """Saves, undoes and redoes, without end."""
    history = History(SEED)
    with open_file(path, who="Léa") as project:
        while True:
            match history.next_act():
                case "save":
                    project.save(Dossier(title=history.present), Act(code="title"))
                case "undo":
                    project.undo()
                case _:
                    project.redo()
            say(f"done {history.count}")


def after_edit(path: Path, said: list[str]) -> list[str]:
    """Holds the file against the list of values, at the last acknowledged act or the one after it."""
    history = History(SEED)
    for _ in said:
        history.next_act()
    allowed = [history.state()]
    history.next_act()
    allowed.append(history.state())
    with open_file(path, who="x") as project:
        wrong = [*wrong_inside(path)]
        if state_of(project) not in allowed:
            wrong.append(f"{state_of(project)} is none of {allowed}")
    return wrong


def copy(path: Path, say: Say) -> None:
    """Writes an asset, a copy and a new file beside the project, without end."""
    with open_file(path, who="Léa") as project:
        for number in range(1000):
            project.asset_to(digest_of(asset(7, size=KEPT)), path.with_name("out"))
            say("out")
            say("again")
            # A copy is a dossier, which none is written over: each finds another file there.
            path.with_name("spare").write_bytes(b"old")
            path.with_name("spare").replace(path.with_name("copy"))
            project.copy_to(path.with_name("copy"))
            say("copy")
            create(path.with_name(f"new {number}"), Dossier(title="new"), who="x").close()
            say(f"new {number}")


def after_copy(path: Path, said: list[str]) -> list[str]:
    """Looks at what was written, and that crumbs do not outlive the next writing a day later."""
    wrong = []
    out, twin = path.with_name("out"), path.with_name("copy")
    if out.read_bytes() != asset(7, size=KEPT) and ("out" in said or out.read_bytes() != b"old"):
        wrong.append("the asset is between")
    if twin.read_bytes() != b"old" or [one for one in said if one in ("again", "copy")][-1:] == ["copy"]:
        with open_file(twin, who="x") as project:
            wrong += _looked_at(project, twin)
    for line in said:
        if line.startswith("new") and not path.with_name(line).exists():
            wrong.append(f"{line} is gone")
    for made in path.parent.glob("new *"):
        open_file(made, who="x").close()
    for crumb in path.parent.iterdir():
        if crumb.name.endswith((".part", ".part-journal")):
            long_ago = time.time() - CRUMB_SECONDS - 60
            os.utime(crumb, (long_ago, long_ago))
    with open_file(path, who="x") as project:
        wrong += _looked_at(project, path)
        project.asset_to(digest_of(asset(7, size=KEPT)), out)
        twin.write_bytes(b"old")
        project.copy_to(twin)
    for number in range(1000):  # the one that was being made, whichever it was
        if not path.with_name(f"new {number}").exists():
            create(path.with_name(f"new {number}"), Dossier(), who="x").close()
            break
    names = {"out", "copy", "spare", path.name} | {p.name for p in path.parent.glob("new *")}
    return wrong + [f"{p.name} is left" for p in path.parent.iterdir() if p.name not in names]


def migrate(path: Path, say: Say) -> None:
    """Brings the file to a later version."""
    say("begun")
    open_file(path, who="Léa", migrations=LATER).close()
    say("brought")


def after_migrate(path: Path, said: list[str]) -> list[str]:
    """Opens it with the program that it was made by, unless it is wholly at the later version."""
    wrong, kept = [], path.with_name(KEPT_COPY)
    try:
        with open_file(path, who="x") as project:
            wrong += _looked_at(project, path)
            if "brought" in said:
                wrong.append("it is old again")
    except DossierError as error:
        if error.code != "newer-file":
            raise
    with open_file(path, who="x", migrations=LATER) as project:
        wrong += _looked_at(project, path)
    with open_file(kept, who="x") as project:
        wrong += _looked_at(project, kept)
    return wrong


def forget(path: Path, say: Say) -> None:
    """Closes, which forgets what nothing names, after an act that can be undone."""
    project = open_file(path, who="Léa")
    project.save(Dossier(title="3"), Act(code="remove"))
    say("saved")
    project.close()
    say("closed")


def after_forget(path: Path, said: list[str]) -> list[str]:
    """Undoes the act and looks for the bytes that it needs."""
    with open_file(path, who="x") as project:
        wrong = wrong_inside(path)
        if project.dossier.title == "3":
            project.undo()
        elif "saved" in said:
            wrong.append("the act is gone")
        wrong += _looked_at(project, path)
        if "closed" in said and project.has(digest_of(asset(8, size=ORPHAN))):
            wrong.append("nothing was forgotten")
    return wrong


def _looked_at(project: ProjectFile, path: Path) -> list[str]:
    wrong = wrong_inside(path) + lost_bytes(project, {digest_of(asset(7, size=KEPT)): asset(7, size=KEPT)})
    if [piece.title for piece in project.dossier.pieces][:2] != ["piece 1", "piece 2"]:
        wrong.append("a piece is gone")
    return wrong


KINDS: dict[str, tuple[Callable[[Path, Say], None], Callable[[Path, list[str]], list[str]]]] = {
    "add": (add, after_add),
    "bring": (bring, after_add),
    "edit": (edit, after_edit),
    "copy": (copy, after_copy),
    "migrate": (migrate, after_migrate),
    "forget": (forget, after_forget),
}
ENDLESS_SECONDS = {"add": 0.35, "bring": 0.35, "edit": 0.25, "copy": 0.25}
NAMES = {"a.dossier", KEPT_COPY}


def killed(work: Callable[[Path, Say], None], path: Path, seconds: float) -> tuple[list[str], bool]:
    """Runs work in a process of its own, kills it, and gives what it said was done."""
    ear, mouth = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(ear)

        def say(line: str) -> None:
            os.write(mouth, f"{line}\n".encode())

        work(path, say)
        os._exit(0)
    os.close(mouth)
    heard, end = b"", time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and select.select([ear], [], [], left)[0]:
        data = os.read(ear, 65536)
        if not data:
            break
        heard += data
    os.kill(process, signal.SIGKILL)
    while data := os.read(ear, 65536):
        heard += data
    os.close(ear)
    _, status = os.waitpid(process, 0)
    return heard.decode().splitlines(), os.WIFSIGNALED(status)


def main(kind: str, folder: Path, kills: int) -> None:
    """Kills so many workers of one kind, each on a fresh copy of one file."""
    template = folder / "template"
    if kind == "edit":
        create(template, Dossier(title="0"), who="x").close()
    else:
        filled(template, kept_bytes=KEPT, orphan_bytes=ORPHAN)
    longest = ENDLESS_SECONDS.get(kind) or _duration(kind, folder / "first", template)
    chance, died, turn = random.Random(f"{SEED} {kind}"), 0, 0
    while died < kills:
        turn += 1
        told = _turn(kind, folder / str(turn), template, chance.uniform(0, longest))
        if told["killed"]:
            died += 1
        else:
            longest *= 0.8  # it is quicker than it was, on a machine that has grown quiet
        sys.stdout.write(json.dumps(told) + "\n")


def _duration(kind: str, place: Path, template: Path) -> float:
    begin = time.monotonic()
    _turn(kind, place, template, AMPLE_SECONDS, look=False)
    return time.monotonic() - begin


def _turn(kind: str, place: Path, template: Path, seconds: float, *, look: bool = True) -> dict[str, object]:
    work, after = KINDS[kind]
    place.mkdir()
    path = place / "a.dossier"
    shutil.copyfile(template, path)
    for name in ("out", "copy") if kind == "copy" else ():
        (place / name).write_bytes(b"old")
    said, died = killed(work, path, seconds)
    left = sorted(p.name for p in place.iterdir())
    wrong = after(path, said) if look else []
    if kind != "copy":
        wrong += [f"{p.name} is left" for p in place.iterdir() if p.name not in NAMES]
    shutil.rmtree(place)
    return {"said": len(said), "killed": died, "wrong": wrong, "left": left}


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
