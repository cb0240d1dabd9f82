"""The program with a window: where it begins, and what it does first."""

import gc
import sys
from collections.abc import Sequence
from typing import Final

_MEASURED: Final = "--quit-after-first-paint"
"""Shows the start page, paints it once and ends: for measuring only, and so in no help."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Shows the window and works until it is closed."""
    # Nothing that is made until the window is painted is garbage, yet Qt's thousand classes would be
    # searched for some again and again: a tenth of the time to the first paint.
    gc.disable()
    from ui.program import run

    given = list(sys.argv[1:] if arguments is None else arguments)
    code = run([one for one in given if one != _MEASURED], measured=_MEASURED in given)
    # What is left ends with the process; looking through it once more would only make that later.
    gc.freeze()
    return code
