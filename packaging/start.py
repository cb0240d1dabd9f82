"""Sets Dossier up and runs it: ``python3 packaging/start.py app``, ``demo``, ``test`` or ``cli ARGS``.

Standard library only. This file and ``words.py`` are written for Python 3.8 too; everything else is
imported once the Python that runs us is known to be able to read it.
"""

import errno
import importlib.util
import io
import sys
from typing import List, Tuple

from words import Refusal, sentence

OLDEST = (3, 11)  # tomllib, StrEnum, ``python -P``
NEWEST = (3, 14)  # what PySide6 6.11 has wheels for
NEEDED_MODULES = ("ctypes", "sqlite3", "ssl", "venv", "zlib")  # lacking where Python was built by hand


def check_python(found: Tuple[int, int]) -> None:
    """Refuses a Python that is too old, too new or incomplete."""
    if not OLDEST <= found <= NEWEST:
        oldest, newest, this = (".".join(map(str, version)) for version in (OLDEST, NEWEST, found))
        raise Refusal("wrong-python", oldest=oldest, newest=newest, found=this)
    lacking = [name for name in NEEDED_MODULES if importlib.util.find_spec(name) is None]
    if lacking:
        raise Refusal("incomplete-python", names=", ".join(lacking))


def refusal_of(error: OSError) -> Refusal:
    """Finds the sentence for what the system refused."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Refusal("no-room")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) and error.filename:
        return Refusal("not-writable", folder=error.filename)
    return Refusal("system-error", reason=error.strerror or type(error).__name__, place=error.filename or "?")


def main(arguments: List[str]) -> int:
    """Does what was asked.

    Returns:
        The exit code of the command that ran; 2 for wrong usage, 3 when nothing could be done.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A pipe on Windows has a code page without ’; a question mark is better than a traceback.
            stream.reconfigure(errors="replace", line_buffering=True)
    try:
        check_python(sys.version_info[:2])
        import tasks

        return tasks.run(arguments)
    except Refusal as refusal:
        reason = refusal
    except OSError as error:
        reason = refusal_of(error)
    except KeyboardInterrupt:
        return 130
    print(sentence(reason.code, **reason.params), file=sys.stderr)
    return reason.exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
