"""How work on strangers' words grows with them: pages of the web, account numbers, lines of a letter.

Run it by hand: ``python tests/bench/bench_growth.py``. Four times as many words may take some four times as
long: the ratio of the two, in one run, is what counts.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dossier.intake.web.html_clean import clean
from dossier.intake.web.html_text import visible_text
from dossier.press.fonts import Face, wrap
from dossier.recipients.bank import without_bank

FEW, MANY = 100_000, 400_000
MOST = 2.0 * MANY / FEW
LEAST_SECONDS = 0.02
"""What takes less is not held to a ratio of its own: most of it is the clock's."""

WORK: dict[str, tuple[Callable[[str], object], tuple[str, ...]]] = {
    "clean a page": (clean, ("<div>", "<!--", "<a b='", "<", "<a b ", "<img src=a ", "<svg><![CDATA[")),
    "see a page": (visible_text, ("<div>", "<!--", "<a b='", "<", "<title>", "mot ")),
    "hide accounts": (without_bank, ("FR76 ", "BE68 5390 0754 7035 ", "carte 1", "1 ", "a")),
    "break lines": (lambda words: wrap(words, face=Face.REGULAR, size_pt=9, width_pt=500), ("mot ", "QUJD")),
}


def seconds(work: Callable[[str], object], words: str) -> float:
    """Does it; CPU seconds, the best of three."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        work(words)
        taken.append(time.process_time() - begun)
    return max(LEAST_SECONDS, min(taken))


def main() -> int:
    """Compares, unit by unit."""
    slow = False
    for name, (work, units) in WORK.items():
        for unit in units:
            few, many = (seconds(work, unit * (size // len(unit))) for size in (FEW, MANY))
            late = many / few > MOST
            slow |= late
            print(  # noqa: T201
                f"{name:14} {unit!r:24} {few:6.3f} s {many:6.3f} s  {many / few:5.1f} x"
                f"{'  TOO SLOW' if late else ''}"
            )
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
