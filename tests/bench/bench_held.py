"""How the search for what is held back grows with the words that it goes through.

Run it by hand: ``python tests/bench/bench_held.py``. Four times as many words may take some four times as
long: the ratio of the two, in one run, is what counts.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dossier.annex.withheld import Veil, veil_of
from dossier.model.commands.privacy import hold_details
from dossier.model.detail import Detail
from dossier.recipients.profile import load_profile
from tests.support.telling import TELLING

UNITS = (
    *("Facture du 12/03/2026 : 5 € ", "0612 ", "06 12 34 56 7 ", "hélène ", "  ", "3000 6000 "),
    *("a@", "1 3 4 9.", "FR76 ", "compte ****", "12 r. ", "h. "),
)
FEW, MANY = 50_000, 200_000
MOST = 2.0 * MANY / FEW


def everything() -> Veil:
    """Gives the veil of a dossier all of whose details are held back."""
    held = hold_details(TELLING, "generic", tuple(Detail)).dossier
    return veil_of(held, load_profile("generic"))


def seconds(veil: Veil, words: str) -> float:
    """Searches words; CPU seconds, the best of three."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        veil.shows(words)
        taken.append(time.process_time() - begun)
    return min(taken)


def main() -> int:
    """Compares, unit by unit."""
    veil, slow = everything(), False
    for unit in UNITS:
        few, many = (seconds(veil, unit * (size // len(unit))) for size in (FEW, MANY))
        late = many / few > MOST
        slow |= late
        print(  # noqa: T201
            f"{unit!r:34} {few:6.3f} s {many:6.3f} s  {many / few:5.1f} x{'  TOO SLOW' if late else ''}"
        )
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
