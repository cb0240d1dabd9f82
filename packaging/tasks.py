"""What ``start.py`` can be asked for: the window, the demonstration, the checks, the command line."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import environment
import linux
from words import Refusal, sentence

ROOT = Path(__file__).resolve().parent.parent
# -P: a file of the person's folder that is named like a library must never be run.
COMMAND_LINE = ("-P", "-m", "dossier")
WINDOW = ("-P", "-m", "ui")
CHECKS = (
    ("ruff check", ("-m", "ruff", "check", ".")),
    ("ruff format", ("-m", "ruff", "format", "--check", ".")),
    ("mypy", ("-m", "mypy")),
    ("lint-imports", ("-c", "from importlinter.cli import lint_imports_command as lint; lint()")),
)
# A file's tests stay together because they share their warm workers.
TESTS = ("-m", "pytest", "-n", "logical", "--dist", "loadfile")


def run(arguments: Sequence[str]) -> int:
    """Sets up what a command needs and runs it.

    Raises:
        Refusal: ``usage``, or why the set-up could not be done.
    """
    match list(arguments):
        case ["app", *rest]:
            return _call(_python(window=True), *WINDOW, *rest)
        case ["demo", *rest] if "--no-window" not in rest and linux.has_display():
            return _call(_python(window=True), *WINDOW, "--example")
        case ["demo", *rest]:
            return _call(_python(), *COMMAND_LINE, "demo", *(word for word in rest if word != "--no-window"))
        case ["cli", *rest]:
            return _call(_python(), *COMMAND_LINE, *rest)
        case ["test", *rest]:
            return _check(_python(extra="test"), rest)
        case _:
            raise Refusal("usage")


def _python(*, extra: str = "", window: bool = False) -> Path:
    linux.provide(window=window)
    return environment.prepare(ROOT, extra=extra)


def _surroundings() -> dict[str, str]:
    own = dict(os.environ)
    own.pop("PYTHONPATH", None)  # another project's libraries
    own.pop("PYTHONHOME", None)
    if linux.is_root():
        # Chromium refuses to start its sandbox for root, as in a container. Set here, for the child
        # alone: the program itself never weakens the sandbox of an ordinary person.
        own["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    return own


def _call(python: Path, *words: str) -> int:
    code = subprocess.run([python, *words], env=_surroundings(), check=False).returncode
    return code if code >= 0 else 128 - code


def _check(python: Path, words: Sequence[str]) -> int:
    """Runs every check, also after one that failed; the tests last, so that their line closes."""
    results = [_checked(name, python, command) for name, command in CHECKS]
    print(flush=True)
    code, closing = _tested(python, words)
    for line, passed in results:
        if not passed:
            print(line)
    print(closing, flush=True)
    return 0 if code == 0 and all(passed for _, passed in results) else 1


def _checked(name: str, python: Path, command: Sequence[str]) -> tuple[str, bool]:
    begun = time.monotonic()
    done = subprocess.run(
        [python, *command],
        cwd=ROOT,
        env=_surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    passed = done.returncode == 0
    line = sentence("passed" if passed else "failed", name=name, seconds=round(time.monotonic() - begun))
    print(line if passed else f"{line}\n{done.stdout.rstrip()}", flush=True)
    return line, passed


def _tested(python: Path, words: Sequence[str]) -> tuple[int, str]:
    """Runs the tests and shows their output, but for the closing line, which is given back."""
    colour = "yes" if sys.stdout.isatty() else "no"
    closing = ""
    around = {**_surroundings(), "QT_QPA_PLATFORM": "offscreen"}
    around.pop("PYTHONDONTWRITEBYTECODE", None)  # they start the program often; it compiles once
    with subprocess.Popen(
        [python, *TESTS, f"--color={colour}", *words],
        cwd=ROOT,
        env=around,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as tests:
        for line in filter(str.strip, tests.stdout or ()):
            if closing:
                print(closing, flush=True)
            closing = line.rstrip("\n")
    return tests.returncode, closing
