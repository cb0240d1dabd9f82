"""Stands in for LibreOffice: obeys the same command line, and does what its document tells it.

A document begins with one word and a line end; what follows belongs to the word.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

_PROFILE = "-env:UserInstallation="


def put_on_path(folder: Path) -> Path:
    """Writes a program named ``soffice`` that runs this module, and gives its folder."""
    folder.mkdir()
    program = folder / "soffice"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{Path(__file__).resolve()}" "$@"\n', "utf-8")
    program.chmod(0o755)
    return folder


def main(arguments: list[str]) -> None:
    """Converts, or fails in the manner asked for."""
    document = Path(arguments[-1])
    target = Path(arguments[arguments.index("--outdir") + 1]) / f"{document.stem}.pdf"
    word, _, rest = document.read_bytes().partition(b"\n")
    match word.decode("ascii"):
        case "print":
            target.write_bytes(rest)
        case "tell":
            _tell(Path(rest.decode("utf-8")), arguments)
        case "hang":
            time.sleep(100_000)
        case "eat":
            held = [b"\x01" * (16 << 20) for _ in range(100)]
            time.sleep(100_000 * len(held))
        case "crash":
            os.abort()
        case "leave-somebody":
            # Its own child outlives it, as a program started by a macro would.
            child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
            Path(rest.decode("utf-8")).write_text(str(child.pid), "ascii")


def _tell(place: Path, arguments: list[str]) -> None:
    """Writes down what it was given and what it may do."""
    address = next(word for word in arguments if word.startswith(_PROFILE)).removeprefix(_PROFILE)
    profile = Path(unquote(urlsplit(address).path))
    told = {
        "arguments": arguments,
        "environment": dict(os.environ),
        "settings": (profile / "user" / "registrymodifications.xcu").read_text("utf-8"),
        "interfaces": [line.split(":")[0].strip() for line in _interfaces()],
    }
    place.write_text(json.dumps(told), "utf-8")


def _interfaces() -> list[str]:
    listed = Path("/proc/self/net/dev")
    return listed.read_text("ascii").splitlines()[2:] if listed.exists() else []


if __name__ == "__main__":
    main(sys.argv[1:])
