"""How long the project file takes to save, undo, open and close, against bare SQLite with the same bytes.

Run it by hand: ``python tests/bench/bench_store.py [pieces] [megabytes]``. Ratios inside one run are what
counts: the floor is one durable change of a bare database that writes the same document as one value.
"""

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dossier.basis.codec import to_json
from dossier.model.commands.done import Act
from dossier.model.dossier import Dossier
from dossier.model.piece import FileKind, Original
from dossier.store.journal import BACK
from dossier.store.opening import create, open_file
from dossier.store.project_file import ProjectFile
from tests.support.dossiers import piece
from tests.support.store_child import steps_of

TURNS = 40
WORDS_PER_PIECE = 600
ASSET_BYTES = 3_000_000


def timed(name: str, jobs: Iterator[Callable[[], object]], *, floor: float = 0.0) -> float:
    """Prints and gives the median wall time of some jobs, and its ratio to a floor."""
    times = []
    for job in jobs:
        begin = time.perf_counter()
        job()
        times.append(time.perf_counter() - begin)
    median = statistics.median(times)
    ratio = f"{median / floor:7.2f} x" if floor else ""
    sys.stdout.write(f"{name:<44} {median * 1000:9.1f} ms {ratio:>10}   worst {max(times) * 1000:.1f} ms\n")
    return median


def invented(pieces: int) -> Dossier:
    """Makes a dossier of pieces with words."""
    chance = random.Random(1)
    known = [
        "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(3, 10))) for _ in range(4000)
    ]
    return Dossier(
        title="0",
        pieces=tuple(
            replace(piece(f"p{n}", "order"), text=" ".join(chance.choices(known, k=WORDS_PER_PIECE)))
            for n in range(pieces)
        ),
    )


def edits(dossier: Dossier) -> Iterator[Dossier]:
    """Changes one title after the other."""
    for turn in range(TURNS):
        at = turn * 37 % len(dossier.pieces)
        changed = replace(dossier.pieces[at], title=f"Titre {turn}")
        dossier = replace(dossier, pieces=(*dossier.pieces[:at], changed, *dossier.pieces[at + 1 :]))
        yield dossier


def bare(path: Path, dossier: Dossier) -> float:
    """Writes the whole document into a bare database at each edit, as durably."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("CREATE TABLE document (id INTEGER PRIMARY KEY, body BLOB)")
    bodies = [to_json(each) for each in edits(dossier)]

    def write(body: bytes) -> None:
        connection.execute("INSERT OR REPLACE INTO document VALUES (1, ?)", (body,))

    floor = timed("bare SQLite, the document as one value", (lambda b=b: write(b) for b in bodies))
    connection.close()
    return floor


def filled(file: ProjectFile, megabytes: int) -> Dossier:
    """Puts assets and names each by a piece."""
    chance = random.Random(2)
    pieces = list(file.dossier.pieces)
    for n in range(min(len(pieces), megabytes * 1_000_000 // ASSET_BYTES)):
        digest = file.put_asset(chance.randbytes(ASSET_BYTES))
        original = Original(digest=digest, name=f"{n}.pdf", size=ASSET_BYTES, kind=FileKind.PDF)
        pieces[n] = replace(pieces[n], originals=(original,))
    return replace(file.dossier, pieces=tuple(pieces))


def closing(path: Path, megabytes: int) -> None:
    """Measures closing: with nothing to forget, and with a third of the bytes."""
    file = open_file(path, who="x")
    begin = time.perf_counter()
    full = filled(file, megabytes)
    file.save(full, Act(code="add"))
    sys.stdout.write(f"{megabytes} MB put in {time.perf_counter() - begin:.1f} s\n")
    timed("close, nothing to forget", iter([file.close]))
    file = open_file(path, who="x")
    kept = [p for n, p in enumerate(full.pieces) if n % 3]
    for turn in range(101):
        file.save(replace(full, title=str(turn), pieces=tuple(kept)), Act(code="erase"))
    before = path.stat().st_size
    timed("close, a third of the bytes to forget", iter([file.close]))
    sys.stdout.write(f"given back: {(before - path.stat().st_size) / 1e6:.0f} MB\n")


def main(pieces: int, megabytes: int) -> None:
    """Measures a dossier of so many pieces and so many bytes."""
    with tempfile.TemporaryDirectory() as name:
        dossier, path = invented(pieces), Path(name) / "a.dossier"
        floor = bare(Path(name) / "bare", dossier)
        file = create(path, dossier, who="x")
        acts = edits(dossier)
        timed("save one title", (lambda d=d: file.save(d, Act(code="title")) for d in acts), floor=floor)
        timed("undo", (file.undo for _ in range(TURNS)), floor=floor)
        timed("redo", (file.redo for _ in range(TURNS)), floor=floor)
        timed("search", (lambda: file.search("abc") for _ in range(TURNS)), floor=floor)
        file.close()
        timed("open", (lambda: open_file(path, who="x").close() for _ in range(5)), floor=floor)
        file = open_file(path, who="x")
        timed("all steps", iter([lambda: steps_of(file, BACK)]), floor=floor)
        file.close()
        closing(path, megabytes)


if __name__ == "__main__":
    asked = [int(text) for text in sys.argv[1:]]
    main(asked[0] if asked else 500, asked[1] if len(asked) > 1 else 300)
