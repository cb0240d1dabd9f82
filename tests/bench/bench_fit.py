"""How long photos take to fit a size: samples and a correction, against halving the quality until it fits.

Run it by hand: ``python tests/bench/bench_fit.py [photos] [megabytes]``. Both begin with the same decoded
photos, in one run; the ratio of their times is what counts.
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PIL import ImageChops

from dossier.annex.fit import LOW, Fitter
from dossier.annex.fit_plan import STEPS
from dossier.annex.fit_work import Workshop
from dossier.annex.sheets import Made
from dossier.basis.progress import silent
from dossier.model.ids import PieceId
from dossier.workers.pool import Pool
from tests.support import fits
from tests.support.pictures import encoded

QUALITIES = (40, 92)
MOST_SHARE = 0.6


def photos(count: int) -> dict[str, bytes]:
    """Makes photos of 12 megapixels, all different."""
    scenes = [fits.photo(seed, (4000, 3000)) for seed in range(3)]
    return {
        f"photo {n}.jpg": encoded(
            ImageChops.offset(scenes[n % 3], n * 37, n * 11), "JPEG", quality=88 + n % 8
        )
        for n in range(count)
    }


def halved(made: dict[PieceId, Made], folder: Path, pool: Pool, budget: int) -> tuple[float, int, float]:
    """Codes all photos at each quality that halving asks for; gives seconds of coding, passes, size."""
    work = Workshop(made, folder=folder, pool=pool, progress=silent)
    found = work.prepare(STEPS, sampled=False)
    begin, best = time.monotonic(), 0
    for dpi in STEPS:
        low, high = QUALITIES
        while low <= high:
            middle = (low + high) // 2
            size = work.code([(one.piece, one.coding(dpi, middle)) for one in found]).size
            low, high = (middle + 1, high) if size <= budget else (low, middle - 1)
            best = max(best, size if size <= budget else 0)
        if best:
            break
    return time.monotonic() - begin, work.passes, best


def main(count: int, megabytes: float) -> None:
    """Measures once, both ways."""
    budget = round(megabytes * 1e6)
    with tempfile.TemporaryDirectory() as name, Pool(2) as pool:
        folder = Path(name)
        made = fits.sheets(folder, photos(count))
        size = sum(one.path.stat().st_size for one in made.values())
        sys.stdout.write(f"{count} photos, {size / 1e6:.1f} MB, to {megabytes} MB\n")
        alone = Workshop(made, folder=folder / "c", pool=pool, progress=silent)
        begin = time.monotonic()
        alone.prepare(STEPS, sampled=False)
        bare = time.monotonic() - begin
        begin = time.monotonic()
        fitted = Fitter(made, folder=folder / "a", pool=pool).to(budget)
        whole = time.monotonic() - begin
        seconds, passes, best = halved(made, folder / "b", pool, budget)
        for words, took, times, landed in (
            ("sampled", whole - bare, fitted.passes, fitted.size),
            ("halved", seconds, passes, best),
        ):
            sys.stdout.write(
                f"{words:<10} {took:6.2f} s {times:3d} passes {landed / budget:7.3f} of the size\n"
            )
        sys.stdout.write(f"decoding   {bare:6.2f} s, in both\nratio      {(whole - bare) / seconds:6.2f}\n")
        wrong = [
            *(["sampling takes too long"] if (whole - bare) / seconds > MOST_SHARE else []),
            *(
                ["the size is missed"]
                if fitted.reached and fitted.size < LOW * budget - budget // 100
                else []
            ),
        ]
        if wrong:
            sys.exit("; ".join(wrong))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main(
        int(arguments[0]) if arguments else 24,
        float(arguments[1]) if len(arguments) > 1 else 6.0,
    )
