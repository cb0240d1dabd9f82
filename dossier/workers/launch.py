"""Starts a module of ours as a program of its own, the same way in a checkout and from a wheel."""

import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Final

import dossier

_log = logging.getLogger(__name__)


FEW_VARIABLES: Final = frozenset(
    {
        "FONTCONFIG_FILE",
        "FONTCONFIG_PATH",
        "LANG",
        "LC_ALL",
        "LD_LIBRARY_PATH",
        "MALLOC_ARENA_MAX",
        "PATH",
        "PYTHONHASHSEED",
        "PYTHONPATH",
        "PYTHONUTF8",
        "SYSTEMDRIVE",
        "SYSTEMROOT",
        "WINDIR",
    }
)
"""What of the environment a foreign program needs; the rest is nobody's business but the person's."""


def _package_root() -> Path:
    return Path(str(dossier.__file__)).resolve().parent.parent


def child_environment(scratch: Path) -> dict[str, str]:
    """Gives the environment without proxies and without settings that change how Python runs.

    Args:
        scratch: Where temporary files go.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith("PYTHON") and not name.upper().endswith("_PROXY")
    }
    return kept | {
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch)),
        "PYTHONPATH": str(_package_root()),
        "PYTHONUTF8": "1",
        # The order of a set decides bytes in some libraries; the same input gives the same bytes.
        "PYTHONHASHSEED": "0",
        # Each further arena of glibc reserves 64 MiB of the address space that is limited.
        "MALLOC_ARENA_MAX": "1",
    }


def start_program(
    module: str, *arguments: str, environment: Mapping[str, str], complaints: IO[bytes] | None = None
) -> subprocess.Popen[bytes]:
    """Starts ``python -m module`` with unbuffered pipes at its standard input and output.

    It stands in a session of its own: Ctrl+C in the terminal is the parent's business.

    Args:
        module: Name of the module.
        arguments: What it gets after its name.
        environment: All that it knows of ours.
        complaints: File for what it says on standard error; without one, that is seen only by
            somebody who asked for debug messages.

    Raises:
        OSError: The system starts no more programs.
    """
    # -P: the current folder is the person's, and no place to import from.
    command = [sys.executable, "-P", "-m", module, *arguments]
    seen = _log.isEnabledFor(logging.DEBUG)
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
    return subprocess.Popen(
        command,
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints or (None if seen else subprocess.DEVNULL),
        env=dict(environment),
        start_new_session=True,
        creationflags=flags,
    )
