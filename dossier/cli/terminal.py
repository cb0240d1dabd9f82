"""What the person at the terminal reads."""

import os
import signal
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager
from threading import Event
from types import FrameType
from typing import Final, TypeVar

from dossier.basis.errors import CancelledError, DossierError
from dossier.basis.progress import Progress, silent
from dossier.model.finding import Finding, Level
from dossier.texts.catalogue import Texts

T = TypeVar("T")

ENDING: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""How a person, a system or a closed terminal ends a command."""

_DEAF_SECONDS: Final = 0.5
"""Some systems hear nothing while a thread waits."""

_BAR_LETTERS = 24

_DATED_BY_HAND: Final = ("undated", "ambiguous-dates", "date-order-")
"""How codes begin that ask for a date."""

_UNSEEN: Final = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Kinds of characters that are not seen but do something: Unicode general categories."""


def refuse(texts: Texts, error: DossierError) -> int:
    """Says what went wrong, and gives the exit code that goes with it."""
    tell(texts.error(error))
    return error.exit_code


def tell(line: str) -> None:
    """Says something beside the answer."""
    if sys.stderr is not None:
        print(_shown(line), file=sys.stderr, flush=True)  # noqa: T201 - the person reads it


def until_stopped(work: Callable[[Progress], "Future[T]"], progress: Progress) -> T:
    """Waits for work in another thread; who stops the command stops the work first, and it leaves nothing.

    Raises:
        DossierError: As the work says; ``cancelled``, it was stopped.
        KeyboardInterrupt: Who stops it did not want to wait for that either.
    """
    stopped = Event()

    def heeding(stage: str, done: int, total: int) -> None:
        progress(stage, done, total)
        if stopped.is_set():
            raise CancelledError

    with _noting(stopped):
        running = work(heeding)
        while not running.done():
            wait((running,), timeout=_DEAF_SECONDS)
        return running.result()  # it may have been done by then


@contextmanager
def _noting(stopped: Event) -> Iterator[None]:
    """Notes the first wish to stop, at whatever moment: an interrupt may come while work is handed over."""

    def note(_signal: int, _frame: FrameType | None) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()

    here = threading.current_thread() is threading.main_thread()
    # What is ignored stays so: in the background of a script, and under nohup.
    heard = [one for one in ENDING if here and signal.getsignal(one) is signal.default_int_handler]
    for one in heard:
        signal.signal(one, note)
    try:
        yield
    finally:
        for one in heard:
            signal.signal(one, signal.default_int_handler)


def answer(lines: Sequence[str]) -> None:
    """Prints the answer; nobody has to read it to its end (``| head``)."""
    try:
        print("\n".join(map(_shown, lines)), flush=True)  # noqa: T201 - the answer
    except BrokenPipeError:
        # Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _shown(text: str) -> str:
    """Makes a line harmless for a terminal: names of files may hold commands for it, and line ends."""
    return "".join("�" if unicodedata.category(char) in _UNSEEN else char for char in text)


def progress_bar(texts: Texts) -> Progress:
    """Draws a bar on a terminal, nothing in a pipe."""
    if sys.stderr is None or not sys.stderr.isatty():
        return silent

    def draw(stage: str, done: int, total: int) -> None:
        share = done / total if total else 0.0
        bar = "█" * round(share * _BAR_LETTERS)
        end = "\r" if done < total or not total else "\n"
        line = f"{texts.say(f'stage.{stage}'):<46.46} {bar:<{_BAR_LETTERS}} {done}/{total or '?'}"
        print(f"\r{line}", end=end, file=sys.stderr, flush=True)  # noqa: T201 - the bar itself

    return draw


def told_remarks(findings: Sequence[Finding], texts: Texts, *, dating: str) -> list[str]:
    """Says every remark, the gravest first, and how to date what has no date (the key ``dating``)."""
    lines: list[str] = []
    for level in (Level.BLOCKER, Level.WARNING, Level.NOTE):
        said = _remarks([finding for finding in findings if finding.level is level], texts)
        if said:
            lines.extend(["", texts.say(f"level.{level}")])
            lines.extend(f"  – {sentence}" for sentence in said)
    if any(finding.code.startswith(_DATED_BY_HAND) for finding in findings):
        lines.extend(["", texts.say(dating)])
    return lines


def _remarks(findings: Sequence[Finding], texts: Texts) -> list[str]:
    """Says each remark; pieces that nothing dates are named together."""
    undated = [str(finding.params.get("file", "")) for finding in findings if finding.code == "undated"]
    together = len(undated) > 1
    alone = [finding for finding in findings if not (together and finding.code == "undated")]
    # What the window does at a click is said otherwise where there is none.
    said = [texts.finding(finding, first="terminal") for finding in alone]
    if together:
        said.append(texts.say("cli.undated", files=", ".join(f"« {name} »" for name in undated)))
    return said
