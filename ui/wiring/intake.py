"""Files on their way into the dossier: chosen, dropped, or pasted."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
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
from ui.wiring.pasting import Gathered, brought, moment_words, new_file
from ui.wiring.telling import Telling

_PROJECT: Final = ".dossier"
_MOST_NAMES: Final = 5


class Intake(QObject):
    """Adds what the person brings, and tells what came of it.

    Attributes:
        project_brought: A project file was dropped or chosen (``Path``): it is no proof, but can be opened.
        remarks_wanted: The person wants to see the remarks about what was added.
    """

    project_brought = Signal(object)
    remarks_wanted = Signal()

    def __init__(self, session: Session, page: DeskPage, telling: Telling, *, texts: Texts) -> None:
        super().__init__(page)
        self._session, self._page, self._telling, self._texts = session, page, telling, texts
        self._after = ""
        self._left: tuple[str, ...] = ()
        pieces, rubrics = page.pieces, page.rubrics
        pieces.view.files_dropped.connect(self.add_paths)
        pieces.view.data_dropped.connect(self.add_data)
        rubrics.view.files_dropped.connect(self.add_paths)
        pieces.add_wanted.connect(self.choose_files)
        session.added.connect(self._tell_added)
        session.worked.connect(page.status.work.set_work)
        session.work_ended.connect(page.status.work.clear)
        page.status.cancel_wanted.connect(session.stop_work)

    def choose_files(self, *, after: str = "") -> None:
        """Asks for files and adds them.

        Args:
            after: What to say as well once they are added.
        """
        if not self._session.may_change():
            return
        names, _ = QFileDialog.getOpenFileNames(self._window, self._texts.say("window.choose_files"))
        self._after = after if names else ""
        self.add_paths(tuple(map(Path, names)))

    def choose_folder(self) -> None:
        """Asks for a folder and adds everything in it."""
        name = QFileDialog.getExistingDirectory(self._window, self._texts.say("window.choose_folder"))
        self.add_paths((Path(name),) if name else ())

    def add_paths(self, paths: Sequence[Path], rubric: RubricId | None = None) -> None:
        """Adds files and folders, to a rubric when they were dropped on one.

        A project file is no proof: alone it is opened, among others it is left out, and said so.
        """
        projects = [path for path in paths if path.suffix.casefold() == _PROJECT and path.is_file()]
        proofs = tuple(path for path in paths if path not in projects)
        if proofs:
            self._add(AddOrder(paths=proofs, rubric=rubric))
        if projects and not proofs and len(projects) == 1:
            self.project_brought.emit(projects[0])
        elif projects:
            self._session.refused.emit(UsageError("project-no-proof", file=projects[0].name))

    def paste(self) -> None:
        """Adds what lies in the clipboard."""
        # There is none where the system has no clipboard, or somebody has just emptied it.
        self.add_data(QGuiApplication.clipboard().mimeData() or QMimeData())

    def add_data(self, data: QMimeData) -> None:
        """Adds what was pasted or dragged out of another program: files, a picture, or words."""
        if paths := dropped_paths(data):
            self.add_paths(paths)
            return
        try:
            made = brought(data)
        except UsageError as error:
            self._session.refused.emit(error)
            return
        if not made.files:
            self._session.refused.emit(UsageError("nothing-to-paste"))
        elif self._session.may_change():
            self._write(made)

    def _add(self, order: AddOrder, *, left: tuple[str, ...] = ()) -> None:
        """Adds files; which others were promised but not given is told once they are added."""
        if self._session.may_change():
            self._left = left
            self._session.add(order)

    def _write(self, made: Gathered) -> None:
        """Writes to the folder that goes when the dossier is closed, then adds what was written."""
        ours = self._texts.say("window.pasted", at=moment_words())
        folder = self._session.scratch / "pasted"

        def written() -> AddOrder:
            paths = [new_file(folder, one.name or ours, one.suffix) for one in made.files]
            for one, path in zip(made.files, paths, strict=True):
                one.write(path)
            unnamed = frozenset(path for one, path in zip(made.files, paths, strict=True) if not one.name)
            return AddOrder(paths=tuple(paths), pasted=unnamed)

        self._session.prepare(written, partial(self._add, left=made.left))

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
        after, self._after = self._after if new else "", ""
        left, self._left = self._left, ()
        self._telling.say(
            " ".join(words for words in (said, self._say_left(left), after) if words),
            Tone.LOOK if grave or left else Tone.GOOD,
            offer=self._texts.say("window.act_findings") if about else "",
            act=self.remarks_wanted.emit,
        )

    def _say_left(self, left: tuple[str, ...]) -> str:
        """Says which files the other program promised but did not give."""
        if not left:
            return ""
        names = ", ".join((*left[:_MOST_NAMES], "…") if len(left) > _MOST_NAMES else left)
        return self._texts.error(UsageError("files-not-given", n=len(left), names=names))

    @property
    def _window(self) -> QWidget:
        return self._page.window()
