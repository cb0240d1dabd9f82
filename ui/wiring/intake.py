"""Files on their way into the dossier: chosen, dropped, or pasted."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from dossier.basis.errors import UsageError
from dossier.model.finding import Level
from dossier.model.ids import RubricId
from dossier.model.remarks import remarks
from dossier.texts.catalogue import Texts
from dossier.texts.counts import pieces_and_attached
from dossier.workspace.orders import Added, AddOrder
from ui.session import Session
from ui.theme import Tone
from ui.views.desk_page import DeskPage
from ui.views.drops import dropped_paths


class Intake(QObject):
    """Adds what the person brings, and tells what came of it."""

    def __init__(self, session: Session, page: DeskPage, *, texts: Texts) -> None:
        super().__init__(page)
        self._session, self._page, self._texts = session, page, texts
        self._pasted = 0
        pieces, rubrics = page.pieces, page.rubrics
        pieces.view.files_dropped.connect(self.add_paths)
        pieces.view.data_dropped.connect(self.add_data)
        rubrics.view.files_dropped.connect(self.add_paths)
        pieces.add_wanted.connect(self.choose_files)
        session.added.connect(self._tell_added)
        session.worked.connect(page.status.work.set_work)
        session.work_ended.connect(page.status.work.clear)
        page.status.cancel_wanted.connect(session.stop_work)

    def choose_files(self) -> None:
        """Asks for files and adds them."""
        names, _ = QFileDialog.getOpenFileNames(self._window, self._texts.say("window.choose_files"))
        self.add_paths(tuple(map(Path, names)))

    def choose_folder(self) -> None:
        """Asks for a folder and adds everything in it."""
        name = QFileDialog.getExistingDirectory(self._window, self._texts.say("window.choose_folder"))
        self.add_paths((Path(name),) if name else ())

    def add_paths(self, paths: Sequence[Path], rubric: RubricId | None = None) -> None:
        """Adds files and folders, to a rubric when they were dropped on one."""
        if paths:
            self._session.add(AddOrder(paths=tuple(paths), rubric=rubric))

    def paste(self) -> None:
        """Adds what lies in the clipboard."""
        self.add_data(QGuiApplication.clipboard().mimeData())

    def add_data(self, data: QMimeData) -> None:
        """Adds what was pasted or dragged out of another program: files, a picture, or words."""
        if paths := dropped_paths(data):
            self.add_paths(paths)
            return
        made = self._as_file(data)
        if made is None:
            self._session.refused.emit(UsageError("nothing-to-paste"))
            return
        self._session.add(AddOrder(paths=(made,), pasted=frozenset((made,))))

    def _as_file(self, data: QMimeData) -> Path | None:
        """Writes what is pasted to a file of its own, in the folder that goes when the dossier is closed."""
        if data.hasImage():
            picture = data.imageData()
            target = self._new_path("png")
            return target if isinstance(picture, QImage) and picture.save(str(target)) else None
        for suffix, words in (("html", data.html()), ("txt", data.text())):
            if words.strip():
                target = self._new_path(suffix)
                target.write_text(words, "utf-8", errors="backslashreplace")
                return target
        return None

    def _new_path(self, suffix: str) -> Path:
        # The name says when it was pasted; it is never taken for the date of the proof.
        self._pasted += 1
        at = datetime.now().astimezone().strftime("%Y-%m-%d %H.%M.%S")
        folder = self._session.scratch / "pasted" / str(self._pasted)
        folder.mkdir(parents=True)
        return folder / f"{self._texts.say('window.pasted', at=at)}.{suffix}"

    def _tell_added(self, added: Added) -> None:
        """Says how many pieces came in, and how many remarks there are about them."""
        new = frozenset(added.pieces)
        dossier = added.present.dossier
        tops = sum(1 for piece in dossier.pieces if piece.id in new and piece.parent is None)
        about = [one for one in remarks(dossier) if one.piece in new or one in added.findings]
        grave = sum(1 for one in about if one.level is not Level.NOTE)
        said = self._texts.say("window.added", pieces=pieces_and_attached(self._texts, tops, len(new) - tops))
        if not new:
            said = self._texts.say("window.added_nothing")
        if grave:
            said = f"{said} {self._texts.say('window.added_remarks', n=grave)}"
        self._page.banner.say(
            said,
            Tone.LOOK if grave else Tone.GOOD,
            action=self._texts.say("window.act_findings") if about else "",
        )

    @property
    def _window(self) -> QWidget:
        return self._page.window()
