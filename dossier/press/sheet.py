"""The job of a worker: everything that a piece prints, as one sheet.

Whatever a body is, it ends as pages of ours: a picture and a flow are first laid out as PDF pages
of the frame's size, and every PDF page, ours or somebody's, becomes a form on a page that we write.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, assert_never

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.atomic import writing_aside
from dossier.basis.codec import from_json
from dossier.basis.errors import UnreadableError
from dossier.model.body import Body, FlowBody, ImageBody, PdfBody
from dossier.model.finding import Finding, Level, blocker, note, warning
from dossier.model.flow import Flow, Notice
from dossier.model.piece import State, worse
from dossier.model.recognised import Recognised, RecognisedPage
from dossier.press.flow import FlowSetting, draw_flow, flow_height
from dossier.press.flow_head import HeadedChat, headed_chat
from dossier.press.frame import LANDSCAPE, PORTRAIT, Frame
from dossier.press.image import draw_image
from dossier.press.pdf_chain import draw_own_pdf, draw_pdf
from dossier.press.pdf_geometry import Rect
from dossier.press.pdf_margin import draw_margin, in_margin, is_extract, margin_words
from dossier.press.pdf_outcome import PdfPage, listed
from dossier.press.raster import Raster, pixels
from dossier.press.sheet_page import PageDrawing, turned
from dossier.press.sheet_writer import ComposedPage, write_sheet
from dossier.press.word_layer import draw_layer
from dossier.texts.catalogue import Texts

RENDERER: Final = 6
"""Raised whenever the same task gives other pages than before: kept sheets are then made again."""

INK_SCALE: Final = 0.4
"""Pixels per point for looking whether anything stands on a page."""

DARK_BELOW: Final = 215
"""Of 255; what is paler is hardly seen on paper."""

HARDLY_ANY_INK: Final = 0.0002
"""Share of dark points under which a page is called blank: a lone full stop, a speck of dust."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """A header block further on in a piece: each mail of a thread begins with its own.

    Attributes:
        at: Before which body it stands, from 0; that count of bodies may be all there are.
        preface: The block.
    """

    at: int
    preface: Flow


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTask:
    """What a worker is asked for.

    Attributes:
        bodies: What to print, in order.
        preface: The header block above the first page's content.
        assets: Folder of the assets.
        target: Where to write the sheet.
        language: Of our own words.
        zone: IANA name of the dossier's zone.
        headed: The header blocks further on, rising.
    """

    bodies: tuple[Body, ...]
    preface: Flow | None
    assets: str
    target: str
    language: str
    zone: str
    headed: tuple[Headed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage:
    """One page of a sheet.

    Attributes:
        landscape: Whether it lies.
        blank: Whether it shows nothing, or hardly anything, as its source does.
        scale: Size on paper over true size, at most 1.
    """

    landscape: bool
    blank: bool
    scale: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a worker answers.

    Attributes:
        pages: In order.
        state: How much of the bodies is shown.
        findings: What was noticed, without a piece.
    """

    pages: tuple[SheetPage, ...]
    state: State
    findings: tuple[Finding, ...]


def make_sheet(task: SheetTask) -> Sheet:
    """Makes a sheet and writes it to its target, whole or not at all.

    Raises:
        UnreadableError: Nothing of the bodies can be shown: ``locked``, ``pdf-unreadable``, or what
            the picture's reader says.
        PlaceError: The target cannot be written.
    """
    target = Path(task.target)
    # Beside the target: a worker that is killed leaves its crumbs in a folder that is removed.
    with writing_aside(target) as aside, _folder_beside(target) as folder:
        drawn = _Desk(task, Path(folder)).draw()
        with aside.open("wb") as stream:
            write_sheet(stream, [_composed(page) for page in drawn.pages])
    pages = tuple(_seen(target, drawn.pages))
    blank = [number for number, page in enumerate(pages, 1) if page.blank]
    told = [note("blank-page", pages=listed(blank), n=len(blank))] if blank else []
    return Sheet(pages=pages, state=drawn.state, findings=(*drawn.findings, *told))


def _folder_beside(target: Path) -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="sheet-", dir=target.parent)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    drawing: PageDrawing
    over: PageDrawing | None = None
    words: PageDrawing | None = None
    margin: PageDrawing | None = None


def _composed(page: _Page) -> ComposedPage:
    margin = page.margin and in_margin(page.margin, page.drawing.place.frame)
    return ComposedPage(base=page.drawing, over=page.over, words=page.words, margin=margin)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    pages: tuple[_Page, ...] = ()
    state: State = State.OK
    findings: tuple[Finding, ...] = field(default_factory=tuple)

    def then(self, other: "_Drawn") -> "_Drawn":
        return _Drawn(
            pages=self.pages + other.pages,
            state=worse(self.state, other.state),
            findings=self.findings + other.findings,
        )


def _seen(sheet: Path, pages: tuple[_Page, ...]) -> Iterator[SheetPage]:
    """Looks at every finished page."""
    with Raster(sheet, forms=False) as drawn:
        for index, page in enumerate(pages):
            place = page.drawing.place
            yield SheetPage(
                landscape=place.frame == LANDSCAPE,
                blank=_ink(drawn, index, place.frame) <= HARDLY_ANY_INK,
                scale=round(place.scale, 6),
            )


def _ink(drawn: Raster, index: int, frame: Frame) -> float:
    """Measures the share of dark points in a page's frame."""
    left, bottom = frame.left_pt, frame.bottom_pt
    picture = drawn.draw(
        index,
        width_px=pixels(frame.width_pt * INK_SCALE),
        height_px=pixels(frame.height_pt * INK_SCALE),
        crop=Rect(left, bottom, left + frame.width_pt, bottom + frame.height_pt),
    ).convert("L")
    return sum(picture.histogram()[:DARK_BELOW]) / (picture.width * picture.height)


class _Desk:
    """Draws the bodies of one task; every file it makes stands in one folder until the sheet is written."""

    def __init__(self, task: SheetTask, folder: Path) -> None:
        self._task = task
        self._folder = folder
        self._assets = Assets(Path(task.assets))
        self._setting = FlowSetting(language=task.language, zone=task.zone, assets=self._assets)
        self._made = 0

    def draw(self) -> _Drawn:
        """Draws everything, each header block before the bodies that it belongs to."""
        bodies, headed = self._task.bodies, self._task.headed
        ends = (*(one.at for one in headed), len(bodies))
        drawn = self._headed(bodies[: ends[0]], self._task.preface)
        for one, end in zip(headed, ends[1:], strict=True):
            drawn = drawn.then(self._headed(bodies[one.at : end], one.preface))
        return drawn

    def _headed(self, bodies: tuple[Body, ...], preface: Flow | None) -> _Drawn:
        if preface is None:
            return self._bodies(bodies)
        if bodies and isinstance(bodies[0], FlowBody):
            blocks = preface.blocks + self._flow(bodies[0]).blocks
            return self._bodies(bodies[1:], begun=self._laid_out(Flow(blocks=blocks)))
        header = self._laid_out(preface)
        if not bodies:
            return header
        drawn = self._bodies(bodies)
        if self._has_room(bodies[0], preface) and drawn.pages[0].drawing.place.frame == PORTRAIT:
            first_page = replace(drawn.pages[0], over=header.pages[0].drawing)
            return replace(drawn, pages=(first_page, *drawn.pages[1:]))
        return header.then(drawn)

    def _has_room(self, body: Body, preface: Flow) -> bool:
        if not isinstance(body, PdfBody) or not body.printed:
            return False
        if body.turn % 4 or (body.chosen is not None and 1 not in body.chosen):
            return False  # the room is at the top of the first page, as it was printed
        return flow_height(preface, setting=self._setting) <= body.room_pt

    def _bodies(self, bodies: tuple[Body, ...], begun: _Drawn | None = None) -> _Drawn:
        """Draws each body; one that cannot be shown among others that can leaves a notice."""
        drawn = begun or _Drawn()
        refusals: list[UnreadableError] = []
        for number, body in enumerate(bodies, 1):
            try:
                drawn = drawn.then(self._body(body))
            except UnreadableError as error:
                refusals.append(error)
                lost = blocker("page-unreadable", page=number)
                drawn = drawn.then(_Drawn(pages=self._notice(number), state=State.PARTIAL, findings=(lost,)))
        alone = begun is None and not self._task.headed
        if alone and refusals and len(refusals) == len(bodies):
            raise refusals[0]
        return drawn

    def _body(self, body: Body) -> _Drawn:
        match body:
            case ImageBody():
                return self._image(body)
            case FlowBody():
                return self._text(body)
            case PdfBody():
                return self._pdf(body)
            case _:
                assert_never(body)

    def _image(self, body: ImageBody) -> _Drawn:
        target = self._new_file()
        words = self._words(body)
        report = draw_image(body, self._assets.path(body.asset), target, words=words[0] if words else None)
        state = State.PARTIAL if report.partial else State.OK
        return _Drawn(pages=self._own(target), state=state, findings=report.findings)

    def _pdf(self, body: PdfBody) -> _Drawn:
        made = draw_pdf(self._assets.path(body.asset), self._new_folder(), chosen=body.chosen)
        read = {page.number: page for page in self._words(body)}
        pages = [page for one in made.pages for page in self._pdf_page(one, body, read.get(one.number))]
        # What a print of ours loses on the way here (links) was told when it was printed, or is no loss.
        notable = [finding for finding in made.findings if not body.printed or finding.level != Level.NOTE]
        if body.chosen is not None and is_extract(body):
            notable.append(note("pages-chosen", pages=listed(body.chosen), of=body.pages, n=len(body.chosen)))
        words = margin_words(body, {finding.code for finding in notable}, Texts(self._task.language))
        return _Drawn(pages=self._with_margin(pages, *words), state=made.state, findings=tuple(notable))

    def _with_margin(self, pages: Sequence[_Page], first: str, other: str) -> tuple[_Page, ...]:
        """Writes what the reader must know above the first page, and above the others."""
        said = dict.fromkeys(words for words in (first, other if len(pages) > 1 else "") if words)
        lines = {words: draw_margin(words, self._new_file(), self._new_folder()) for words in said}
        return tuple(
            replace(page, margin=lines.get(other if number else first)) for number, page in enumerate(pages)
        )

    def _pdf_page(self, page: PdfPage, body: PdfBody, words: RecognisedPage | None) -> tuple[_Page, ...]:
        if page.drawing is None:
            return self._notice(page.number)
        drawing = turned(page.drawing, body.turn)
        if words is None or not words.lines:
            return (_Page(drawing=drawing),)
        layer = draw_layer(words, drawing.place, body.turn, self._new_file())
        (drawn,) = draw_own_pdf(layer, self._new_folder())
        return (_Page(drawing=drawing, words=drawn),)

    def _words(self, body: ImageBody | PdfBody) -> tuple[RecognisedPage, ...]:
        """Gives what was recognised in a body."""
        if body.words is None:
            return ()
        return from_json(Recognised, self._assets.read(body.words)).pages

    def _text(self, body: FlowBody) -> _Drawn:
        chat = self._chat(body)
        drawn = self._laid_out(chat.flow)
        if not chat.left_out:
            return drawn
        return replace(drawn, state=State.PARTIAL, findings=(warning("chat-not-all", n=chat.left_out),))

    def _flow(self, body: FlowBody) -> Flow:
        return self._chat(body).flow

    def _chat(self, body: FlowBody) -> HeadedChat:
        """Gives text as it is printed: of a chat only the days that the person chose."""
        return headed_chat(
            from_json(Flow, self._assets.read(body.asset)),
            language=self._task.language,
            zone=self._task.zone,
            since=body.since,
            until=body.until,
        )

    def _laid_out(self, flow: Flow) -> _Drawn:
        target = self._new_file()
        made = draw_flow(flow, target, setting=self._setting)
        if not made.cut:
            return _Drawn(pages=self._own(target))
        told = warning("flow-cut", n=limits.FLOW_PAGES)
        return _Drawn(pages=self._own(target), state=State.PARTIAL, findings=(told,))

    def _notice(self, number: int) -> tuple[_Page, ...]:
        return self._laid_out(Flow(blocks=(Notice(code="page-unreadable", params={"page": number}),))).pages

    def _own(self, made: Path) -> tuple[_Page, ...]:
        return tuple(_Page(drawing=drawing) for drawing in draw_own_pdf(made, self._new_folder()))

    def _new_file(self) -> Path:
        return self._new_folder() / "own.pdf"

    def _new_folder(self) -> Path:
        self._made += 1
        folder = self._folder / str(self._made)
        folder.mkdir()
        return folder
