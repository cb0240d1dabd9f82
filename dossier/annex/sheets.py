"""A sheet for every piece of the annex, made in the workers."""

from dataclasses import dataclass, replace
from pathlib import Path

from dossier.annex.order import Order
from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.codec import to_json
from dossier.basis.errors import DossierError
from dossier.basis.progress import Progress
from dossier.model.body import Body, FlowBody, PdfBody
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, blocker
from dossier.model.flow import Field, Fields, Flow, Heading, Notice
from dossier.model.ids import PieceId
from dossier.model.piece import MailHeader, Piece, State, worse
from dossier.press.preface import preface_flow
from dossier.press.sheet import Sheet, SheetTask, make_sheet
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
    """Makes the sheets of one annex, in the workers."""

    def __init__(
        self,
        dossier: Dossier,
        order: Order,
        *,
        folder: Path,
        assets: Assets,
        pool: Pool,
        texts: Texts,
        progress: Progress,
    ) -> None:
        """Makes nothing yet.

        Args:
            dossier: The dispute.
            order: The annex in words.
            folder: Where the sheets go; it belongs to this annex alone.
            assets: Where bodies are kept.
            pool: Where untrusted bytes are drawn.
            texts: The annex's language.
            progress: Told about the work; may cancel it.
        """
        self._entries = {entry.piece.id: entry for entry in order.entries}
        self._lines = _AttachmentLines(dossier, order, texts)
        self.folder = folder
        self._assets = assets
        self._pool = pool
        self._texts = texts
        self._zone = dossier.zone
        self._progress = progress

    def make_all(self) -> dict[PieceId, Made]:
        """Makes all sheets; a piece that cannot be drawn gets a page that says so.

        Raises:
            CancelledError: The person asked to stop.
        """
        entries = list(self._entries.values())
        tasks = [self._task(entry.piece) for entry in entries]
        results = self._pool.map(
            make_sheet, tasks, seconds=_allowance, progress=self._progress, stage="sheets"
        )
        return {
            entry.piece.id: (
                self.make_placeholder(entry.piece.id, result)
                if isinstance(result, DossierError)
                else _made(entry.piece, task, result)
            )
            for entry, task, result in zip(entries, tasks, results, strict=True)
        }

    def make_placeholder(self, wanted: PieceId, error: DossierError) -> Made:
        """Makes a page with the file's name and fingerprint for what could not be drawn.

        Raises:
            DossierError: Not even that page can be made: our fault or a full disk.
        """
        piece = self._entries[wanted].piece
        task = self._task(replace(piece, bodies=()))
        sheet = self._pool.run(make_sheet, task, seconds=limits.SHEET_SECONDS)
        file = piece.originals[0].name if piece.originals else piece.title
        found = blocker(error.code, **{**error.params, "file": file}).of(piece.id)
        return Made(path=Path(task.target), sheet=sheet, state=State.PLACEHOLDER, findings=(found,))

    def _task(self, piece: Piece) -> SheetTask:
        bodies: tuple[Body, ...] = piece.bodies or (_placeholder(piece, self._assets, self._texts),)
        return SheetTask(
            bodies=bodies,
            preface=preface_flow(piece.preface, self._lines.of(piece)),
            assets=str(self._assets.folder),
            target=str(self.folder / f"{piece.id}.pdf"),
            language=self._texts.language,
            zone=self._zone,
        )


def _allowance(task: SheetTask) -> float:
    pages = sum(body.pages if isinstance(body, PdfBody) else 1 for body in task.bodies)
    return limits.SHEET_SECONDS + limits.SHEET_SECONDS_PER_PAGE * pages


def _made(piece: Piece, task: SheetTask, sheet: Sheet) -> Made:
    state = worse(piece.state, sheet.state)
    findings = tuple(finding.of(piece.id) for finding in sheet.findings)
    return Made(path=Path(task.target), sheet=sheet, state=state, findings=findings)


def _placeholder(piece: Piece, assets: Assets, texts: Texts) -> FlowBody:
    files = tuple(
        Fields(
            rows=(
                Field(label="file", text=original.name, strong=True),
                Field(label="size", text=texts.size(original.size)),
                Field(label="sha256", text=original.digest or "—"),
            )
        )
        for original in piece.originals
    )
    flow = Flow(blocks=(Heading(text=piece.title), Notice(code="placeholder", params={}), *files))
    return FlowBody(asset=assets.put(to_json(flow)))


class _AttachmentLines:
    """Says in a mail's header block what became of each attachment."""

    def __init__(self, dossier: Dossier, order: Order, texts: Texts) -> None:
        self._labels = {entry.piece.id: entry.label for entry in order.entries}
        self._texts = texts
        self._children: dict[PieceId, list[Piece]] = {}
        for piece in dossier.pieces:
            if piece.parent is not None:
                self._children.setdefault(piece.parent, []).append(piece)

    def of(self, parent: Piece) -> list[str]:
        """Gives one line for each attachment; one that the person holds back leaves no name."""
        if not isinstance(parent.preface, MailHeader):
            return []
        children = [
            child
            for child in self._children.get(parent.id, ())
            if child.included and not child.binned and child.originals
        ]
        return [line for child in children if (line := self._line(child))]

    def _line(self, child: Piece) -> str:
        original = child.originals[0]
        name = original.name or self._texts.say("annex.attachment_unnamed")
        size = self._texts.size(original.size)
        if child.id in self._labels:
            return self._texts.say(
                "annex.attachment_line", name=name, size=size, label=self._labels[child.id]
            )
        twin = self._labels.get(child.duplicate_of) if child.duplicate_of else None
        if twin is not None:
            return self._texts.say("annex.attachment_same", name=name, size=size, label=twin)
        return ""
