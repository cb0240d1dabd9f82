"""Ends for what would never end by itself, so late that a busy machine never meets one."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from dossier.basis import limits

AMPLE_SECONDS: Final = 600.0
"""For honest work, whatever else the machine does meanwhile."""

_MORE: Final = 20.0
_PROCESSOR_SECONDS: Final = 60.0


def give_ample_time() -> None:
    """Lengthens every limit of time of the program, so that no honest work meets one.

    To be called before anything is imported that copies a limit. Whoever tests that a time runs out sets
    a short one.
    """
    for name in [name for name in vars(limits) if name.endswith("_SECONDS")]:
        setattr(limits, name, _MORE * getattr(limits, name))


@contextmanager
def patience() -> Iterator[None]:
    """Ends work of this process that goes on and on: what grows faster than what it is given does.

    Only the processor's own time for it counts, and more than ten times what it takes is allowed.

    Raises:
        TimeoutError: It took a minute of a processor.
    """
    if sys.platform == "win32":  # which has no such alarm
        yield
        return

    def enough(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, enough)
    signal.setitimer(signal.ITIMER_VIRTUAL, _PROCESSOR_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
