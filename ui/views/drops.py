"""What is being dropped: files, our own pieces or rubrics, pictures and words from elsewhere."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QMimeData

from dossier.model.ids import PieceId, RubricId
from ui.models.carried import MIME as PIECES_MIME
from ui.models.carried import carried

RUBRIC_MIME: Final = "application/x-dossier-rubric"
PROMISED_MIME: Final = 'application/x-qt-windows-mime;value="FileGroupDescriptorW"'
MAIL_MIME: Final = "message/rfc822"
LISTED_MAIL_MIME: Final = "text/x-moz-message"
LINK_MIME: Final = "text/x-moz-url"

PICTURES: Final = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/webp": "webp",
    "image/heic": "heic",
    "image/tiff": "tif",
    "image/gif": "gif",
    "image/bmp": "bmp",
}
"""Pictures that come as a file's own bytes, the best first, and how such a file ends."""

TAKEN: Final = (
    PROMISED_MIME,
    MAIL_MIME,
    *PICTURES,
    "application/x-qt-image",
    "text/html",
    "text/plain",
    LISTED_MAIL_MIME,
    LINK_MIME,
    "text/uri-list",
)
"""What other programs give without a file that can be taken in, or be told why it cannot."""


def dropped_paths(data: QMimeData) -> tuple[Path, ...]:
    """Lists the files and folders on this machine, each once, as they were dropped.

    Addresses of the web among them are left aside: nothing is ever fetched.
    """
    names = (url.toLocalFile() for url in data.urls() if url.isLocalFile())
    return tuple(dict.fromkeys(Path(name) for name in names if name))


def carries_data(data: QMimeData) -> bool:
    """Tells whether another program gives something without a file: a mail, a picture, words, an address."""
    if data.hasFormat(PIECES_MIME) or data.hasFormat(RUBRIC_MIME) or dropped_paths(data):
        return False
    return data.hasImage() or any(data.hasFormat(name) for name in TAKEN)


def carried_pieces(data: QMimeData) -> tuple[PieceId, ...]:
    """Lists the pieces that are dragged inside the window; empty for anything else."""
    return carried(data) if data.hasFormat(PIECES_MIME) else ()


def rubric_data(rubric: RubricId) -> QMimeData:
    """Packs a rubric that is dragged to another place."""
    data = QMimeData()
    data.setData(RUBRIC_MIME, QByteArray(rubric.encode()))
    return data


def carried_rubric(data: QMimeData) -> RubricId | None:
    """Tells which rubric is dragged; None for anything else."""
    if not data.hasFormat(RUBRIC_MIME):
        return None
    return RubricId(bytes(data.data(RUBRIC_MIME).data()).decode())
