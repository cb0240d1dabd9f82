"""What the window remembers between two days: never anything out of a dossier but its title."""

import json
import logging
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QStandardPaths

from dossier.basis.errors import DossierError

_log = logging.getLogger(__name__)

_MOST_RECENT: Final = 8
_FILE: Final = "window.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentDossier:
    """A dossier that was open.

    Attributes:
        path: Where it stood.
        title: What it was called.
        pieces: How many pieces it had.
        opened: The day it was last open, by this computer's clock.
    """

    path: str
    title: str
    pieces: int
    opened: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """All of it.

    Attributes:
        language: Of the window; "" follows the system.
        recent: The latest first.
        geometry: The window's place and size, as Qt writes them in base64; "" for none yet.
    """

    language: str = ""
    recent: tuple[RecentDossier, ...] = field(default=())
    geometry: str = ""


class Memory:
    """Keeps it in one small file of the person's; without a place to keep it, it is forgotten."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.now = self._read()

    def remember_language(self, language: str) -> None:
        """Keeps the language that was chosen."""
        self._keep(replace(self.now, language=language))

    def remember_geometry(self, geometry: str) -> None:
        """Keeps where the window stands."""
        if geometry != self.now.geometry:
            self._keep(replace(self.now, geometry=geometry))

    def remember(self, dossier: RecentDossier) -> None:
        """Puts a dossier first among the recent ones."""
        others = [one for one in self.now.recent if one.path != dossier.path]
        self._keep(replace(self.now, recent=(dossier, *others)[:_MOST_RECENT]))

    def forget(self, path: Path) -> None:
        """Takes a dossier off the recent ones; the file itself is not touched."""
        self._keep(replace(self.now, recent=tuple(o for o in self.now.recent if o.path != str(path))))

    def _read(self) -> Remembered:
        try:
            return _remembered(json.loads(self._path.read_bytes()))
        except FileNotFoundError:
            return Remembered()
        except (OSError, ValueError, KeyError, TypeError, OverflowError) as error:
            _log.info("what the window remembered is unreadable: %s", error)
            return Remembered()

    def _keep(self, remembered: Remembered) -> None:
        from dossier.basis.atomic import writing_aside  # not before the first paint

        self.now = remembered
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with writing_aside(self._path) as aside:
                aside.write_text(json.dumps(asdict(remembered), default=date.isoformat), "utf-8")
        except (OSError, DossierError) as error:
            _log.info("the window cannot remember: %s", error)


def _remembered(plain: dict[str, Any]) -> Remembered:
    """Reads what was written; by hand, because the codec takes longer to load than the window to paint.

    Raises:
        KeyError: Something is missing.
        TypeError: The same.
        ValueError: A day is none, or something is not written as we write it.
        OverflowError: A number is none.
    """
    str(plain["geometry"]).encode("ascii")
    return Remembered(
        language=str(plain["language"]),
        geometry=str(plain["geometry"]),
        recent=tuple(
            RecentDossier(
                path=str(one["path"]),
                title=str(one["title"]),
                pieces=int(one["pieces"]),
                opened=date.fromisoformat(one["opened"]),
            )
            for one in plain["recent"]
        ),
    )


def memory_file() -> Path:
    """Tells where this computer keeps a program's settings for this person."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(folder) / _FILE
