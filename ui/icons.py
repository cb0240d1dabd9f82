"""Small drawings in the colours of the theme, from the strokes in ``resources/icons``.

Qt's own image plugin reads the SVG: no QtSvg is imported, and nothing is loaded before the first icon.
"""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QIcon, QImageReader, QPixmap

from dossier.basis.resources import resources_folder

_SIDE_PX = 20
_SCALES = (1, 2, 3)
_APP_SIDES_PX = (16, 24, 32, 48, 64, 128, 256)


def icon(name: str, colour: str) -> QIcon:
    """Draws an icon, sharp on screens of up to three times the common density.

    Args:
        name: A file of the icons' folder, without its ending.
        colour: As #rrggbb; takes the place of ``currentColor``.

    Raises:
        FileNotFoundError: There is no such drawing: our fault.
    """
    drawing = (_folder() / f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode("ascii"))
    made = QIcon()
    for scale in _SCALES:
        pixmap = _drawn(drawing, _SIDE_PX * scale)
        pixmap.setDevicePixelRatio(scale)
        made.addPixmap(pixmap)
    return made


def app_icon() -> QIcon:
    """Draws the program's own icon in the sizes that desktops ask for."""
    drawing = (_folder() / "dossier.svg").read_bytes()
    made = QIcon()
    for side in _APP_SIDES_PX:
        made.addPixmap(_drawn(drawing, side))
    return made


def _folder() -> Path:
    return resources_folder() / "icons"


def _drawn(drawing: bytes, side_px: int) -> QPixmap:
    buffer = QBuffer()
    buffer.setData(QByteArray(drawing))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(side_px, side_px))
    return QPixmap.fromImageReader(reader)
