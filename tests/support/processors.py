"""The processors of the machine, shared out among test processes that run side by side."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def keep_to_a_share(number: int, of: int) -> None:
    """Leaves this process its share, so that the program under test starts no worker without room.

    Args:
        number: Which of the processes this is, from 0.
        of: How many there are.
    """
    if sys.platform == "linux":
        own = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, own[number % of :: of] or own)


@contextmanager
def on_all_processors() -> Iterator[None]:
    """Lets the program use the whole machine, as it does for a person."""
    if sys.platform != "linux":
        yield
        return
    share = os.sched_getaffinity(0)
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    try:
        yield
    finally:
        os.sched_setaffinity(0, share)
