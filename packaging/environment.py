"""The folder ``.venv`` beside ``pyproject.toml``: made once, filled from the pins, then left alone."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path

from words import Refusal, sentence

PINS = "packaging/constraints.txt"
DOWNLOAD_MB = 300  # measured: the wheels of the pins on Linux, those of the checks left out
ROOM_MB = 1500  # measured: 0.9 GB installed; the rest is for wheels while they are unpacked
# Wheels alone: a library that had to be compiled first would fail late and at length.
PIP_INSTALL = ("-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--only-binary=:all:")
# Words by which pip says why it failed; the first that fits decides.
REASONS = (
    ("no-room", ("No space left on device", "[Errno 28]", "not enough space on the disk")),
    ("not-writable", ("Read-only file system", "Permission denied", "[WinError 5]")),
    (
        "no-network",
        (
            "NewConnectionError",
            "Max retries exceeded",
            "Connection broken",
            "ConnectionResetError",
            "ReadTimeoutError",
            "ProxyError",
            "SSLError",
            "connection error",
            "Network is unreachable",
        ),
    ),
    ("no-library", ("No matching distribution found",)),
)


def prepare(root: Path, *, extra: str = "") -> Path:
    """Makes the environment what the project asks for.

    Args:
        root: The checkout.
        extra: Optional dependencies to install as well: ``test``.

    Returns:
        Its Python. A second call reads one small file and returns.

    Raises:
        Refusal: Why it cannot be made.
    """
    home = root / ".venv"
    _check_own(home, root)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = home / "dossier-setup.json"
    wanted = {"project": fingerprint(root), "extra": extra}
    if python.exists() and serves(stamp, wanted):
        return python
    print(sentence("making-home", folder=home), flush=True)
    begun = time.monotonic()
    stamp.unlink(missing_ok=True)
    _make(home, python)
    _install(root, python, extra=extra)
    _write(stamp, wanted)
    print(sentence("installed", seconds=round(time.monotonic() - begun)), flush=True)
    return python


def _check_own(home: Path, root: Path) -> None:
    """Refuses an environment that lies elsewhere: what is changed there would be somebody else's."""
    place = home.resolve()
    if not place.is_relative_to(root.resolve()):
        raise Refusal("not-own", folder=home, place=place)


def fingerprint(root: Path) -> str:
    """Sums up everything that decides what is installed: place, Python, declaration, pins."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    declared = {name: project[name] for name in ("build-system", "project")}
    pins = (root / PINS).read_text(encoding="utf-8")
    parts = [str(root), sys.base_prefix, sys.version_info[:2], declared, pins]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def serves(stamp: Path, wanted: dict[str, str]) -> bool:
    """Tells whether a finished set-up holds at least what is wanted."""
    try:
        found = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False  # never finished, or cut short: installing again mends it
    return bool(found["project"] == wanted["project"] and wanted["extra"] in ("", found["extra"]))


def reason_of(output: str) -> str | None:
    """Finds in what pip wrote why it failed: the code of a sentence."""
    return next((code for code, words in REASONS if any(word in output for word in words)), None)


def last_error(output: str) -> str:
    """Picks the line that says most: pip's last error, else the last line."""
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["?"]
    errors = [line.removeprefix("ERROR:").strip() for line in lines if line.startswith("ERROR:")]
    return (errors or lines)[-1]


def _make(home: Path, python: Path) -> None:
    if _works(python):
        return
    free = shutil.disk_usage(home.parent).free
    if free < ROOM_MB * 1_000_000:
        raise Refusal("no-room")
    home.mkdir(exist_ok=True)  # a folder that cannot be written says so here, as an OSError
    # The clean slate is for an environment whose Python is gone or is another version.
    done = _run([sys.executable, "-m", "venv", "--clear", str(home)])
    if done.returncode != 0:
        code = reason_of(done.stdout) or "no-home"
        raise Refusal(code, folder=home, reason=last_error(done.stdout))


def _works(python: Path) -> bool:
    """Tells whether an environment's Python starts, has pip and is of our version."""
    if not python.exists():
        return False
    done = _run([str(python), "-c", "import pip, sys; print(sys.version_info[:2] , sys.base_prefix)"])
    return done.returncode == 0 and done.stdout.strip() == f"{sys.version_info[:2]} {sys.base_prefix}"


def _install(root: Path, python: Path, *, extra: str) -> None:
    print(sentence("installing", megabytes=DOWNLOAD_MB), flush=True)
    pins = (root / PINS).as_uri()  # an address, because pip splits these variables at spaces
    done = _run(
        [str(python), *PIP_INSTALL, "--editable", f"{root}[{extra}]" if extra else str(root)],
        # Both, so that the pins hold for what builds the project too, in older and newer releases of pip.
        PIP_CONSTRAINT=pins,
        PIP_BUILD_CONSTRAINT=pins,
        PIP_USER="0",
    )
    if done.returncode == 0:
        return
    log = root / ".venv" / "dossier-setup.log"
    log.write_text(done.stdout, encoding="utf-8")
    code = reason_of(done.stdout) or "not-installed"
    raise Refusal(code, folder=root, reason=last_error(done.stdout), log=log)


def _write(stamp: Path, wanted: dict[str, str]) -> None:
    aside = stamp.with_suffix(".new")
    aside.write_text(json.dumps(wanted), encoding="utf-8")
    aside.replace(stamp)


def _run(command: Sequence[str], **variables: str) -> "subprocess.CompletedProcess[str]":
    own = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    return subprocess.run(
        command,
        env={**own, **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
