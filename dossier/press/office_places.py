"""Where LibreOffice is on a computer, and the profile in which it may do nothing but convert."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Final
from xml.sax.saxutils import escape

_NAMES: Final = {"win32": ("soffice.exe",)}
_OTHER_NAMES: Final = ("soffice", "libreoffice")

_PLACES: Final = {
    "win32": (
        "{PROGRAMFILES}\\LibreOffice\\program\\soffice.exe",
        "{PROGRAMW6432}\\LibreOffice\\program\\soffice.exe",
        "{PROGRAMFILES(X86)}\\LibreOffice\\program\\soffice.exe",
    ),
    "darwin": (
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        "{HOME}/Applications/LibreOffice.app/Contents/MacOS/soffice",
    ),
    "linux": (
        "/usr/bin/soffice",
        "/usr/local/bin/soffice",
        "/usr/lib/libreoffice/program/soffice",
        "/usr/lib64/libreoffice/program/soffice",
        "/opt/libreoffice/program/soffice",
    ),
}
"""Usual places. Not those of Flatpak and Snap, whose programs do not see our folder."""

_COMMON: Final = "/org.openoffice.Office.Common"
_SETTINGS: Final = (
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}/Security/Scripting", "DisableActiveContent", "true"),
    # Pictures and sections that a document takes from elsewhere: a network, or this very disk.
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_COMMON}/Misc", "FirstRun", "false"),
    (f"{_COMMON}/Misc", "UseOpenCL", "false"),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    # Values stand as the document's own program computed them last: 1 is never.
    ("/org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),
    ("/org.openoffice.Office.Calc/Formula/Load", "ODFRecalcMode", "1"),
)
"""What the profile says, as (path, property, value); LibreOffice passes over those that it does not know."""


def find_office(
    environment: Mapping[str, str], *, platform: str, runs: Callable[[PurePath], bool]
) -> PurePath | None:
    """Finds LibreOffice: first on the search path, then in its usual places.

    Folders of the search path that depend on where we stand are passed over.

    Args:
        environment: Variables by their names in capitals.
        platform: As ``sys.platform`` names it.
        runs: Tells whether a path is a program that can be started.
    """
    path = PureWindowsPath if platform == "win32" else PurePosixPath
    names = _NAMES.get(platform, _OTHER_NAMES)
    folders = environment.get("PATH", "").split(";" if platform == "win32" else ":")
    candidates = [path(folder) / name for folder in folders for name in names]
    candidates += [path(_filled(place, environment)) for place in _PLACES.get(platform, ())]
    return next((one for one in candidates if one.is_absolute() and runs(one)), None)


def _filled(place: str, environment: Mapping[str, str]) -> str:
    start, closing, rest = place.partition("}")
    return environment.get(start[1:], "") + rest if closing else place


def is_program(path: PurePath) -> bool:
    """Tells whether a path of this computer is a program that can be started."""
    return Path(path).is_file() and os.access(path, os.X_OK)


def write_profile(folder: Path) -> None:
    """Writes a profile of LibreOffice in which it runs no macro and follows no link.

    Raises:
        OSError: It cannot be written.
    """
    items = "".join(
        f'<item oor:path="{escape(path)}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>\n',
        "utf-8",
    )
