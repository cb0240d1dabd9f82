"""Shows a file in the system's own file manager, chosen where the system can do that."""

import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

_MANAGER: Final = "org.freedesktop.FileManager1"
_PLACE: Final = "/org/freedesktop/FileManager1"


def open_file(path: Path) -> None:
    """Opens a file with the program that the person uses for such files."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def reveal(path: Path, *, platform: str = sys.platform) -> None:
    """Shows a file in its folder; where it cannot be chosen there, the folder alone."""
    command = command_for(path, platform=platform)
    shown = _started(command) if command else platform == "linux" and _asked_manager(path)
    if not shown:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def command_for(path: Path, *, platform: str) -> tuple[str, ...]:
    """Gives the program that shows a file, with its arguments; none where the desktop is asked."""
    if platform == "win32":
        # Two arguments: Qt would put quotes around the whole of one, which Explorer does not read.
        return "explorer.exe", "/select,", QDir.toNativeSeparators(str(path))
    if platform == "darwin":
        return "/usr/bin/open", "-R", str(path)
    return ()


def _started(command: tuple[str, ...]) -> bool:
    begun = QProcess.startDetached(command[0], list(command[1:]))
    return bool(begun[0] if isinstance(begun, tuple) else begun)


def _asked_manager(path: Path) -> bool:
    """Asks the desktop's file manager, by the freedesktop.org interface that most of them have.

    The request is sent without waiting; false when there is no desktop to be asked.
    """
    from PySide6.QtDBus import QDBusConnection, QDBusMessage  # costs nothing before it is needed

    bus = QDBusConnection.sessionBus()
    interface = bus.interface() if bus.isConnected() else None
    if interface is None or not _offered(interface.activatableServiceNames().value()):
        return False
    message = QDBusMessage.createMethodCall(_MANAGER, _PLACE, _MANAGER, "ShowItems")
    message.setArguments([[QUrl.fromLocalFile(str(path)).toString()], ""])
    return bool(bus.send(message))


def _offered(names: object) -> bool:
    return isinstance(names, list) and _MANAGER in names
