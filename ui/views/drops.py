"""What is being dropped: files, our own pieces or rubrics, pictures and words from elsewhere."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData

from dossier.model.ids import PieceId, RubricId
from ui.models.carried import MIME as PIECES_MIME
from ui.models.carried import carried

RUBRIC_MIME = "application/x-dossier-rubric"


def dropped_paths(data: QMimeData) -> tuple[Path, ...]:
    """Lists the files and folders on this machine, each once, as they were dropped.

    Addresses of the web among them are left aside: nothing is ever fetched.
    """
    names = (url.toLocalFile() for url in data.urls() if url.isLocalFile())
    return tuple(dict.fromkeys(Path(name) for name in names if name))


def carries_data(data: QMimeData) -> bool:
    """Tells whether a picture or words can be taken in, as a browser gives them without a file.

    A bare address is not enough: what stands there would have to be fetched.
    """
    if data.hasFormat(PIECES_MIME) or data.hasFormat(RUBRIC_MIME) or dropped_paths(data):
        return False
    return data.hasImage() or data.hasHtml() or data.hasFormat("text/plain")


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
