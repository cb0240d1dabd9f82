"""The web engine's program, seen from outside: started, asked, watched. No Qt here."""

import logging
import re
import tempfile
from pathlib import Path
from typing import IO, Final

from dossier.basis import limits
from dossier.basis.codec import from_json, to_json
from dossier.basis.errors import DossierError, PrinterMissingError, WorkerError
from dossier.press.web_page import Order, Outcome
from dossier.workers.launch import FEW_VARIABLES, child_environment, start_program
from dossier.workers.messages import ProtocolError, receive, send
from dossier.workers.watch import Verdict, Watch, close_pipes, family_memory_of, kill_family, runs

_log = logging.getLogger(__name__)

_TICK_SECONDS: Final = 0.2
_COMPLAINT_CHARS: Final = 4000
_MISSING = (
    re.compile(r"ImportError: (?:[^\s:]*/)?([\w.+-]+\.so[.\d]*)"),  # Linux
    re.compile(r"Library not loaded: (?:\S*/)?(\S+)"),  # macOS
    re.compile(r"DLL load failed while importing (\w+)"),  # Windows
    re.compile(r"No module named '([\w.]+)'"),
)
_REFUSES_ROOT: Final = "Running as root without --no-sandbox"

_FLAGS: Final = (
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-dev-shm-usage",  # containers give it 64 MB; it takes the temporary folder then
    "--disable-domain-reliability",
    "--disable-gpu",
    "--disable-sync",
    "--force-color-profile=srgb",
    # A second lock: whatever slipped past policy and interceptor finds no name and no number anywhere.
    '--host-resolver-rules="MAP * ~NOTFOUND"',
    "--no-first-run",
    "--no-pings",
)

# Never set by us: Chromium refuses to run as root without it, and a build machine says so.
_KEPT: Final = FEW_VARIABLES | {"QTWEBENGINE_DISABLE_SANDBOX"}


def _environment(home: Path) -> dict[str, str]:
    """Gives the little that the program needs; it writes nothing into the person's own folders."""
    kept = {name: value for name, value in child_environment(home).items() if name.upper() in _KEPT}
    places = ("HOME", "TEMP", "TMP", "TMPDIR", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
    folders = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")
    return (
        kept
        | dict.fromkeys((*places, *folders), str(home))
        | {
            "QT_QPA_PLATFORM": "offscreen",
            "QTWEBENGINE_CHROMIUM_FLAGS": " ".join(_FLAGS),
            # Nothing of the desktop is asked: no theme, no accessibility bus.
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "DBUS_SYSTEM_BUS_ADDRESS": "disabled:",
            "QT_NO_XDG_DESKTOP_PORTAL": "1",
        }
    )


class WebProgram:
    """One running printer, for one thread."""

    def __init__(self, *, seconds: float, memory_bytes: int, scratch: Path) -> None:
        """Starts it and waits until it is ready.

        Args:
            seconds: Allowance for an order.
            memory_bytes: Of all its processes together.
            scratch: Where its own home stands.

        Raises:
            WorkerError: ``printer-missing`` with the library that it lacks, ``printer-root``, or
                ``print-timeout`` and ``print-memory`` when it took too much already to start.
        """
        self._seconds = seconds
        self._memory_bytes = memory_bytes
        self._home = tempfile.TemporaryDirectory(prefix="web-", dir=scratch, ignore_cleanup_errors=True)
        with tempfile.TemporaryFile(dir=scratch) as complaints:
            try:
                self._process = start_program(
                    "dossier.press.web",
                    environment=_environment(Path(self._home.name)),
                    complaints=complaints,
                )
            except OSError as error:
                self._home.cleanup()
                raise PrinterMissingError("printer-missing", what=str(error.filename)) from error
            try:
                with self._watch() as watch:
                    watch.allow(limits.PRINTER_START_SECONDS)
                    ready = self._hear()
                if watch.verdict is not None:
                    raise WorkerError(_CODES[watch.verdict])
                if ready is None:
                    raise why_not(_tail(complaints))
            except WorkerError:
                self.end()
                raise

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return runs(self._process)

    def order(self, order: Order) -> Outcome:
        """Has one page printed.

        Raises:
            WorkerError: ``print-timeout``, ``print-memory`` or ``print-failed``; it must be ended then.
        """
        with self._watch() as watch:
            watch.allow(self._seconds)
            try:
                send(_pipe(self._process.stdin), to_json(order))
                answer = self._hear()
            except OSError as error:
                _log.debug("printer is gone: %s", error)
                answer = None
        if answer is None or watch.verdict is not None:
            # Its parts die one after the other: one may still answer that another is gone.
            raise WorkerError(_CODES[watch.verdict])
        try:
            outcome = from_json(Outcome, answer)
        except DossierError as error:
            raise WorkerError("print-failed") from error
        if not outcome.done:
            raise WorkerError("print-failed")
        return outcome

    def end(self) -> None:
        """Kills it with all its processes, whatever they do, and removes what they wrote."""
        kill_family(self._process)
        close_pipes(self._process)
        self._home.cleanup()

    def _watch(self) -> Watch:
        return Watch(
            self._process,
            memory=lambda: family_memory_of(self._process.pid),
            memory_bytes=self._memory_bytes,
            tick_seconds=_TICK_SECONDS,
        )

    def _hear(self) -> bytes | None:
        try:
            return receive(_pipe(self._process.stdout))
        except ProtocolError as error:
            raise WorkerError("print-failed") from error


_CODES: Final = {
    None: "print-failed",
    Verdict.STOPPED: "print-failed",
    Verdict.TIMEOUT: "print-timeout",
    Verdict.MEMORY: "print-memory",
}


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise AssertionError("started without pipes")
    return pipe


def _tail(complaints: IO[bytes]) -> str:
    complaints.seek(0)
    said = complaints.read().decode("utf-8", "replace")[-_COMPLAINT_CHARS:]
    _log.debug("the printer did not start:\n%s", said)
    return said


def why_not(said: str) -> WorkerError:
    """Reads from what the program said on standard error why it did not start."""
    if _REFUSES_ROOT in said:
        return PrinterMissingError("printer-root")
    found = (pattern.search(said) for pattern in _MISSING)
    names = [match[1] for match in found if match is not None]
    return PrinterMissingError("printer-missing", what=names[0] if names else "QtWebEngine")
