"""How long it takes to read the words of a page, against making the sheet of it.

Run it by hand: ``python tests/bench/bench_recognise.py``. Ratios inside one run are what counts.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dossier.basis.assets import Assets
from dossier.model.body import PdfBody
from dossier.press.recognise import RecogniseTask, recognise, try_engine
from dossier.press.sheet import SheetTask, make_sheet
from tests.support.documents import drawing
from tests.support.pictures import encoded
from tests.support.written import FRENCH, scanned, written

RUNS = 3


def timed(name: str, job: Callable[[], object], *, floor: float = 0.0) -> float:
    """Prints and gives the best processor time of some runs, and its ratio to a floor."""
    best = 1e9
    for _ in range(RUNS):
        begin = time.process_time()
        job()
        best = min(best, time.process_time() - begin)
    ratio = f"{best / floor:6.2f} x" if floor else ""
    sys.stdout.write(f"{name:<32} {best:7.2f} s {ratio:>9}\n")
    return best


def main() -> None:
    """Measures a dense page, an ordinary one, a photograph."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        assets = Assets(folder / "assets")
        dense = written(FRENCH * 9, size_px=(1240, 1754), letters_px=28, every_px=46)
        scan = assets.put(scanned([dense.image]))
        letter = assets.put(written(FRENCH * 3, size_px=(1240, 1754)).png())
        photo = assets.put(encoded(drawing((2400, 1800)), "JPEG"))
        task = SheetTask(
            bodies=(PdfBody(asset=scan, pages=1),),
            preface=None,
            assets=str(assets.folder),
            target=str(folder / "sheet.pdf"),
            language="fr",
            zone="Europe/Paris",
        )
        sheet = timed("the sheet of a dense scan", lambda: make_sheet(task))
        timed(
            "opening the engine",
            lambda: try_engine(RecogniseTask(asset=str(assets.path(scan)))),
            floor=sheet,
        )
        for said, asset, page in (
            ("a dense scan", scan, 1),
            ("a letter as picture", letter, 0),
            ("a photograph", photo, 0),
        ):
            one = RecogniseTask(asset=str(assets.path(asset)), page=page)
            timed(f"the words of {said}", lambda one=one: recognise(one), floor=sheet)  # type: ignore[misc]


if __name__ == "__main__":
    main()
