"""The one folder for everything that is only needed while the program runs.

It holds copies of somebody's proofs, so nothing of it may outlive the program: it is removed at the
end, and what a program that was killed left behind is removed by the next one.
"""

import logging
import re
import shutil
import tempfile
from pathlib import Path
from typing import Final

import psutil

_log = logging.getLogger(__name__)

_NAME: Final = re.compile(r"dossier-(\d+)-\w+")


def new_scratch() -> Path:
    """Makes a folder that names its process, for this person's eyes only.

    Raises:
        OSError: There is no place for it.
    """
    sweep()
    return Path(tempfile.mkdtemp(prefix=f"dossier-{psutil.Process().pid}-"))


def sweep() -> None:
    """Removes the folders of programs that are gone; those of others are not ours to remove."""
    for folder in Path(tempfile.gettempdir()).glob("dossier-*"):
        found = _NAME.fullmatch(folder.name)
        if found and not psutil.pid_exists(int(found[1])) and not folder.is_symlink():
            remove(folder)


def remove(folder: Path) -> None:
    """Removes a folder and all in it; what the system refuses to remove stays for the next sweep."""
    shutil.rmtree(folder, onerror=lambda _, path, error: _log.debug("cannot remove %s: %s", path, error[1]))
