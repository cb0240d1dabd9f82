"""Program: stands between us and LibreOffice, so that it has no network and leaves nobody behind.

It starts what it is told, tells with one byte that this has ended, and waits to be ended itself with
all that was started: while it lives its session can be killed as a whole.
"""

import os
import subprocess
import sys
from typing import Final

from dossier.basis import limits
from dossier.workers.caps import no_core_dump, no_endless_file, no_network

ENDED: Final = b"."

_OURS_ALONE: Final = ("PYTHON", "MALLOC_ARENA_MAX")
"""Settings for our own Python, which would change how the one inside LibreOffice runs."""


def main(command: list[str]) -> None:
    """Runs a command to its end.

    Args:
        command: A program and its arguments.

    Raises:
        OSError: It cannot be started.
    """
    no_network()
    no_core_dump()
    no_endless_file(limits.PRINT_BYTES)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(_OURS_ALONE)}
    silent = subprocess.DEVNULL
    subprocess.run(command, stdin=silent, stdout=silent, stderr=silent, env=environment, check=False)
    sys.stdout.buffer.write(ENDED)
    sys.stdout.flush()
    sys.stdin.buffer.read()


if __name__ == "__main__":
    main(sys.argv[1:])
