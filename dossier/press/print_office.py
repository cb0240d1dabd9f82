"""Prints office documents by LibreOffice, when it is on the computer: a foreign program, watched."""

import logging
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from dossier.basis import limits
from dossier.basis.atomic import writing_aside
from dossier.basis.errors import WorkerError
from dossier.press.finish_office import FinishedOffice, RawOffice, finish_office
from dossier.press.office_places import find_office, is_program, write_profile
from dossier.press.office_still import StillTask, still_copy
from dossier.workers.launch import FEW_VARIABLES, child_environment, start_program
from dossier.workers.pool import Pool
from dossier.workers.watch import Watch, close_pipes, family_memory_of, kill_family

log = logging.getLogger(__name__)

_TICK_SECONDS: Final = 0.1
_FINISH_SECONDS: Final = limits.SHEET_SECONDS
_STILL_SECONDS: Final = limits.READ_SECONDS
_PATIENCE: Final = 3
"""Documents in a row that it may spoil before it is no longer asked: then it is it, not they."""

_HOMES: Final = (
    *("HOME", "TEMP", "TMP", "TMPDIR", "USERPROFILE", "APPDATA", "LOCALAPPDATA"),
    *("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"),
)


class OfficePrinter:
    """LibreOffice, started anew for each document; on many computers there is none."""

    def __init__(
        self,
        pool: Pool,
        *,
        seconds: float = limits.OFFICE_SECONDS,
        memory_bytes: int = limits.PRINTER_MEMORY_BYTES,
    ) -> None:
        """Looks where it is; starts nothing.

        Args:
            pool: Where its prints, untrusted as they are, are looked at.
            seconds: Allowance for one document of no size.
            memory_bytes: Of all its processes together.
        """
        named = {name.upper(): value for name, value in os.environ.items()}
        self._program = find_office(named, platform=sys.platform, runs=is_program)
        self._pool = pool
        self._seconds = seconds
        self._memory_bytes = memory_bytes
        self._spoiled = 0

    def print(self, document: Path, target: Path, *, suffix: str, written: bool) -> FinishedOffice:
        """Prints one document.

        Args:
            document: Its bytes.
            target: Where the PDF is put; old or new, never between.
            suffix: What its name must end with, without the dot.
            written: Whether words stand in it, so that blank pages would be a failure.

        Raises:
            WorkerError: ``office-missing``, ``office-today``, ``office-failed``; or as the pool's job ended.
            PlaceError: The target cannot be written.
        """
        if self._program is None or self._spoiled >= _PATIENCE:
            raise WorkerError("office-missing")
        with tempfile.TemporaryDirectory(
            prefix="office-", dir=self._pool.scratch, ignore_cleanup_errors=True
        ) as folder:
            copy = self._still(document, Path(folder) / f"document.{suffix}")
            try:
                raw = self._convert(copy, Path(folder))
                with writing_aside(target) as aside:
                    finished = self._finish(raw, aside, written=written)
            except WorkerError:
                self._spoiled += 1
                raise
        self._spoiled = 0
        return finished

    def _still(self, document: Path, copy: Path) -> Path:
        """Copies a document so that its print bears no date of today.

        Raises:
            WorkerError: ``office-today``, it would all the same; or as the pool's job ended.
        """
        task = StillTask(document=str(document), copy=str(copy))
        if not self._pool.run(still_copy, task, seconds=_STILL_SECONDS).still:
            raise WorkerError("office-today")
        return copy

    def _finish(self, raw: Path, target: Path, *, written: bool) -> FinishedOffice:
        task = RawOffice(raw=str(raw), target=str(target), pages=limits.PRINT_PAGES)
        finished = self._pool.run(finish_office, task, seconds=_FINISH_SECONDS)
        if not finished.pages or (finished.blank and written):
            raise WorkerError("office-failed")
        return finished

    def _convert(self, copy: Path, folder: Path) -> Path:
        """Has one document converted.

        Raises:
            WorkerError: ``office-failed``; why it did not come to an end is in the log.
        """
        profile, made = folder / "profile", folder / "made"
        write_profile(profile)
        made.mkdir()
        self._run(_command(str(self._program), copy, profile=profile, made=made), folder, copy.stat().st_size)
        raw = made / "document.pdf"
        if not raw.is_file() or not raw.stat().st_size:
            raise WorkerError("office-failed")
        return raw

    def _run(self, command: list[str], folder: Path, size: int) -> None:
        try:
            process = start_program(
                "dossier.press.office_program", *command, environment=_environment(folder)
            )
        except OSError as error:
            log.info("LibreOffice cannot be started: %s", error)
            raise WorkerError("office-failed") from error
        try:
            with Watch(
                process,
                memory=lambda: family_memory_of(process.pid),
                memory_bytes=self._memory_bytes,
                tick_seconds=_TICK_SECONDS,
            ) as watch:
                watch.allow(self._seconds + limits.OFFICE_SECONDS_PER_MIB * size / limits.MIB)
                ended = process.stdout.read(1) if process.stdout else b""
        finally:
            kill_family(process)
            close_pipes(process)
        if not ended or watch.verdict is not None:
            log.info("LibreOffice was ended: %s", watch.verdict)
            raise WorkerError("office-failed")


def _command(program: str, document: Path, *, profile: Path, made: Path) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--invisible",
        "--nologo",
        "--nodefault",
        "--norestore",
        "--nolockcheck",
        "--nofirststartwizard",
        "--convert-to",
        "pdf",
        "--outdir",
        str(made),
        str(document),
    ]


def _environment(home: Path) -> dict[str, str]:
    """Gives the little that it needs; it writes nothing into the person's own folders."""
    kept = {name: value for name, value in child_environment(home).items() if name.upper() in FEW_VARIABLES}
    return (
        kept
        | dict.fromkeys(_HOMES, str(home))
        | {
            "SAL_USE_VCLPLUGIN": "svp",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "DBUS_SYSTEM_BUS_ADDRESS": "disabled:",
        }
    )
