"""Takes pictures of every screen, to be looked at.

    python -m tests.screens.take [FOLDER] [--only WORDS] [--looks fr-light,en-dark]

writes FOLDER/<language>-<light|dark>/<screen>.png (FOLDER is build/screens unless given), and the main
screens again at twice the density (<look>-200) and in a window of 1024 × 640 (<look>-small). No screen is
needed. The sample is really taken in and exported; every wait is for a fact, never for a time.

    python -m tests.screens.take --references
    python -m tests.screens.take --readme

renew the references of tests/screens/test_screens.py, and the pictures of the README.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.platform == "linux" and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from PySide6.QtWidgets import QApplication, QWidget

from tests.screens import walks
from tests.support.screens_ui import Look, Studio, sample_files

LOOKS = tuple(Look(language, dark) for dark in (False, True) for language in ("fr", "en"))
SMALL_PX = (1024, 640)


def main() -> int:
    """Takes what is asked for."""
    options = _options()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    looks = [look for look in LOOKS if look.name in options.looks.split(",")]
    with tempfile.TemporaryDirectory() as scratch:
        studio = Studio(app, Path(options.scratch or scratch))
        if options.references:
            from tests.screens.keeping import renew

            renew(studio)
        elif options.readme:
            from tests.screens.readme import take_readme

            take_readme(studio)
        else:
            for look in looks:
                _take(studio, look, options)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.screens.take", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/screens"))
    parser.add_argument("--only", default="", help="only screens whose name holds one of these, by commas")
    parser.add_argument("--looks", default=",".join(look.name for look in LOOKS))
    parser.add_argument("--plain", action="store_true", help="neither the small window nor 200 %%")
    parser.add_argument("--references", action="store_true", help="renew the references of the test")
    parser.add_argument("--readme", action="store_true", help="renew the pictures of the README")
    parser.add_argument("--scratch", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--dense", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _take(studio: Studio, look: Look, options: argparse.Namespace) -> None:
    if options.dense:
        _save(_main_ways(studio, look), options.folder / f"{look.name}-200", options.only)
        return
    _save(_all_ways(studio, look), options.folder / look.name, options.only)
    if not options.plain:
        small = _resized(_main_ways(studio, look))
        _save(small, options.folder / f"{look.name}-small", options.only)
        _take_dense(studio, look, options)


def _take_dense(studio: Studio, look: Look, options: argparse.Namespace) -> None:
    """Takes the main screens in a process of its own: Qt reads the density once."""
    command = [sys.executable, "-m", "tests.screens.take", str(options.folder), "--dense"]
    command += ["--looks", look.name, "--only", options.only, "--scratch", str(studio.folder)]
    subprocess.run(command, check=True, env={**os.environ, "QT_SCALE_FACTOR": "2"})


def _all_ways(studio: Studio, look: Look) -> Iterator[tuple[str, QWidget]]:
    yield from walks.start(studio, look)
    yield from walks.empty(studio, look)
    yield from walks.states(studio, look)
    yield from walks.dialogs(studio, look)
    yield from walks.asked(studio, look)
    yield from walks.sent(studio, look)
    yield from walks.many(studio, look)
    project = _project(studio, look)
    yield from walks.sample(studio, look, project)
    yield from walks.exported(studio, look, project)


def _main_ways(studio: Studio, look: Look) -> Iterator[tuple[str, QWidget]]:
    yield from walks.start(studio, look)
    yield from walks.empty(studio, look)
    yield from walks.asked(studio, look)
    yield from walks.sent(studio, look)
    yield from walks.sample(studio, look, _project(studio, look))
    yield from walks.exported(studio, look, _project(studio, look))


def _project(studio: Studio, look: Look) -> Path:
    return studio.taken_in(f"sample-{look.language}", sample_files(), language=look.language)


def _resized(steps: Iterable[tuple[str, QWidget]]) -> Iterator[tuple[str, QWidget]]:
    for name, widget in steps:
        widget.resize(*SMALL_PX)
        yield name, widget


def _save(steps: Iterable[tuple[str, QWidget]], folder: Path, only: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [word for word in only.split(",") if word]
    for name, widget in steps:
        if not wanted or any(word in name for word in wanted):
            widget.grab().save(str(folder / f"{name}.png"))


if __name__ == "__main__":
    raise SystemExit(main())
