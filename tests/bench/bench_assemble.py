"""How long an annex of many pages takes to assemble, check and verify, against joining with pypdf.

Run it by hand: ``python tests/bench/bench_assemble.py [pages]``. Ratios inside one run are what counts.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from pypdf import PdfWriter

from dossier.annex.check import check_annex
from dossier.annex.verify import verify_annex
from tests.support import annexes

T = TypeVar("T")
PAGES_PER_PIECE = 10
RUNS = 3


def timed(name: str, job: Callable[[], T], *, floor: float = 0.0) -> float:
    """Prints and gives the best processor time of some runs, and its ratio to a floor."""
    best = 1e9
    for _ in range(RUNS):
        begin = time.process_time()
        job()
        best = min(best, time.process_time() - begin)
    ratio = f"{best / floor:6.2f} x" if floor else ""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(f"{name:<28} {best:7.2f} s {ratio:>9}   peak so far {peak} MB\n")
    return best


def joined(made: annexes.Ingredients, target: Path) -> None:
    """Joins the sheets alone with pypdf."""
    writer = PdfWriter()
    for sheet in made.sheets.values():
        writer.append(sheet, import_outline=False)
    writer.write(target)
    writer.close()


def main(pages: int) -> None:
    """Measures an annex of about so many pages."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        words = tuple(f"Ligne {n}" for n in range(PAGES_PER_PIECE))
        count = pages // PAGES_PER_PIECE
        pieces = [annexes.Invented(number=str(n), pages=words, ballast=400_000) for n in range(1, count + 1)]
        made = annexes.ingredients(folder, pieces)
        annex = folder / "annex.pdf"
        size = sum(sheet.stat().st_size for sheet in made.sheets.values()) / 1e6
        sys.stdout.write(f"{len(made.plan.pages)} pages, {size:.0f} MB\n")
        mine = timed("assemble", lambda: made.assemble(annex))
        timed("pypdf append + write", lambda: joined(made, folder / "joined.pdf"), floor=mine)
        timed("check", lambda: check_annex(annex, made.plan, sheets=made.sheets), floor=mine)
        timed("verify", lambda: verify_annex(annex), floor=mine)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
