"""A sheet for every piece of the annex, made in the workers or found again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import assert_never

from dossier.annex.attachments import AttachmentLines
from dossier.annex.kept import working_folder
from dossier.annex.own_bodies import media_body, own_body
from dossier.annex.shelf import Shelf
from dossier.annex.why_unshown import why_unshown
from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.errors import DossierError, UnreadableError
from dossier.basis.progress import Progress, silent
from dossier.model.body import Body, FlowBody, ImageBody, PdfBody
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, blocker
from dossier.model.ids import PieceId
from dossier.model.piece import FileKind, Piece, State, worse
from dossier.model.recognised import NO_WORDS
from dossier.press.preface import preface_flow
from dossier.press.sheet import Headed, Sheet, SheetTask, make_sheet
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One finished sheet.

    Attributes:
        path: The sheet's file.
        sheet: Its pages.
        state: How much of the piece it shows.
        findings: What was noticed while making it, tied to the piece.
    """

    path: Path
    sheet: Sheet
    state: State
    findings: tuple[Finding, ...]


class SheetMaker:
    """Makes sheets, in the workers; what was made before from the same is only found again."""

    def __init__(
        self,
        dossier: Dossier,
        labels: Mapping[PieceId, str],
        *,
        folder: Path,
        shelf: Shelf,
        assets: Assets,
        pool: Pool,
        texts: Texts,
        progress: Progress = silent,
        patient: bool = True,
    ) -> None:
        """Makes nothing yet.

        Args:
            dossier: The dispute.
            labels: "Pièce n° 4" of each piece that stands in the annex.
            folder: Where the sheets go; it belongs to one annex alone.
            shelf: Where sheets are kept.
            assets: Where bodies are kept.
            pool: Where untrusted bytes are drawn.
            texts: The annex's language.
            progress: Told about the work; may cancel it.
            patient: Whether a piece is tried again that took too long before.
        """
        self._lines = AttachmentLines(dossier, labels, texts)
        self.folder = folder
        self._shelf = shelf
        self._assets = assets
        self._pool = pool
        self._texts = texts
        self._zone = dossier.zone
        self._noticed = dossier.findings
        self._progress = progress
        self._patient = patient

    def make_all(self, pieces: Sequence[Piece]) -> dict[PieceId, Made]:
        """Makes all sheets; a piece that cannot be drawn gets a page that says so.

        Raises:
            PlaceError: The folder or the shelf is full.
            CancelledError: The person asked to stop.
        """
        tasks = [self.task(piece) for piece in pieces]
        results = self._results(tasks)
        return {
            piece.id: (
                self.make_placeholder(piece, result)
                if isinstance(result, DossierError)
                else _made(piece, task, result)
            )
            for piece, task, result in zip(pieces, tasks, results, strict=True)
        }

    def make_placeholder(self, piece: Piece, error: DossierError) -> Made:
        """Makes a page with the file's name and fingerprint for what could not be drawn.

        Raises:
            DossierError: Not even that page can be made: our fault or a full disk.
        """
        task = self.placeholder_task(piece)
        (sheet,) = self._results([task])
        if isinstance(sheet, DossierError):
            raise sheet
        # The person hears the file's own name, which may not stand in what is made.
        params = {key: said for key, said in error.params.items() if key != "file"}
        found = blocker(error.code, **params).of(piece.id)
        return Made(path=Path(task.target), sheet=sheet, state=State.PLACEHOLDER, findings=(found,))

    def task(self, piece: Piece, *, refused: str = "") -> SheetTask:
        """Says what a piece's sheet is made from; ``refused`` is why its own could not be made."""
        bodies: tuple[Body, ...] = piece.bodies or (self._own_body(piece, refused),)
        if piece.bodies and all(original.kind is FileKind.MEDIA for original in piece.originals):
            bodies = (media_body(piece, self._assets, self._texts),)
        if piece.appendix_shown:
            bodies = (*bodies, *_appendices(piece))
        return SheetTask(
            bodies=tuple(_as_printed(body) for body in bodies),
            preface=preface_flow(piece.preface, self._lines.of(piece)),
            assets=str(self._assets.folder),
            target=str(self.folder / f"{piece.id}.pdf"),
            language=self._texts.language,
            zone=self._zone,
            headed=tuple(self._headed(piece)),
        )

    def _own_body(self, piece: Piece, refused: str) -> FlowBody:
        why = why_unshown(piece.id, self._noticed, refused=refused)
        return own_body(piece, self._assets, self._texts, zone=self._zone, why=why)

    def _headed(self, piece: Piece) -> Iterator[Headed]:
        """Gives the header blocks of a group's further parts, such as the mails of one thread."""
        at = 0
        for number, part in enumerate(piece.parts):
            preface = preface_flow(part.preface, self._lines.of(part)) if number else None
            if preface is not None:
                yield Headed(at=at, preface=preface)
            at += part.bodies

    def placeholder_task(self, piece: Piece) -> SheetTask:
        """Says what the page is made from that stands for a piece."""
        refusal = self._shelf.refusal(self.task(piece)) if piece.bodies else None
        bare = replace(piece, bodies=(), parts=(), event=None, appendix_shown=False)
        return self.task(bare, refused=refusal.code if refusal else "")

    def kept_task(self, piece: Piece) -> SheetTask:
        """Says what was made of a piece: its own sheet, or the page that stands for it; without a target."""
        task = self.task(piece)
        kept = task if self._shelf.find(task) else self.placeholder_task(piece)
        return replace(kept, target="")

    def _results(self, tasks: Sequence[SheetTask]) -> list[Sheet | DossierError]:
        """Gives the sheet of each task, found or made, at the task's target."""
        known = [self._shelf.give(task) or self._refusal(task) for task in tasks]
        open_tasks = [task for task, one in zip(tasks, known, strict=True) if one is None]
        made = iter(
            self._pool.map(make_sheet, open_tasks, seconds=allowance, progress=self._progress, stage="sheets")
        )
        results = [
            one if one is not None else self._kept(task, next(made))
            for task, one in zip(tasks, known, strict=True)
        ]
        self._shelf.drop()
        return results

    def _refusal(self, task: SheetTask) -> DossierError | None:
        error = self._shelf.refusal(task)
        return error if isinstance(error, UnreadableError) or not self._patient else None

    def _kept(self, task: SheetTask, result: Sheet | DossierError) -> Sheet | DossierError:
        if not isinstance(result, DossierError):
            self._shelf.take(task, result)
        elif all(self._assets.path(body.asset).exists() for body in task.bodies):
            # Bytes that are not there yet may come; those that are there never change.
            self._shelf.refuse(task, result)
        return result


def sheet_file(task: SheetTask, *, shelf: Shelf, pool: Pool) -> Path:
    """Finds a sheet, or makes it once more when it was dropped.

    Raises:
        DossierError: As the worker says.
    """
    if shelf.find(task) is None:
        with working_folder(shelf.folder) as folder:
            here = replace(task, target=str(folder / "sheet.pdf"))
            shelf.take(here, pool.run(make_sheet, here, seconds=allowance(here)))
        shelf.drop()
    return shelf.path(task)


def allowance(task: SheetTask) -> float:
    """Gives the seconds that a sheet may take."""
    pages = sum(_pages(body, Assets(Path(task.assets))) for body in task.bodies)
    return limits.SHEET_SECONDS + limits.SHEET_SECONDS_PER_PAGE * pages


def _pages(body: Body, assets: Assets) -> int:
    """Gives how many pages a body takes; of words that are to be laid out, about how many."""
    match body:
        case PdfBody():
            return body.pages
        case FlowBody():
            path = assets.path(body.asset)
            size = path.stat().st_size if path.exists() else 0
            return min(1 + size // limits.FLOW_PAGE_BYTES, limits.FLOW_PAGES)
        case ImageBody():
            return 1
        case _:
            assert_never(body)


def _as_printed(body: Body) -> Body:
    """Leaves out that no words were found in a picture: its page is the one made before they were sought."""
    if isinstance(body, FlowBody) or body.words != NO_WORDS:
        return body
    return replace(body, words=None)


def _appendices(piece: Piece) -> tuple[FlowBody, ...]:
    """Lists what is printed behind a piece: of a group each part's own."""
    parts = piece.parts[1:] if piece.parts else ()
    return tuple(one for one in (piece.appendix, *(part.appendix for part in parts)) if one is not None)


def _made(piece: Piece, task: SheetTask, sheet: Sheet) -> Made:
    state = worse(piece.state, sheet.state)
    findings = tuple(finding.of(piece.id) for finding in sheet.findings)
    return Made(path=Path(task.target), sheet=sheet, state=state, findings=findings)
