"""A small complete annex from invented sheets: plan, our own pages, marks, sheets, and the file.

The sheets have the form that ``dossier.press.sheet_file`` tells; they are written here by hand, so
that the assembler is tried against the form and not against its writer.
"""

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import reportlab
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from dossier.annex.assemble import assemble
from dossier.basis.digest import Digest, digest_of
from dossier.basis.progress import silent
from dossier.model.ids import PieceId, RubricId
from dossier.model.plan import Bookmark, Link, PageKind, Plan, PlannedPage, PlannedPiece

FONT = "Vera"
ROW_PT = 30.0
TOP_ROW_PT = 740.0
ROWS = 22  # of the one bordereau page; pieces beyond have no line


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """A piece to be: its number, its rubric, and what stands on each of its pages.

    Attributes:
        number: "2" or "2.1".
        rubric: Key of its rubric, also its printed name.
        pages: Words on each page; "" leaves a page blank.
        landscape: Whether all its pages are.
        layered: Whether each page has a shown and a hidden layer.
        ballast: Bytes of a stream that its first page refers to, for weight.
    """

    number: str
    rubric: str = "order"
    pages: tuple[str, ...] = ("evidence",)
    landscape: bool = False
    layered: bool = False
    ballast: int = 0

    @property
    def key(self) -> PieceId:
        """Its id."""
        return PieceId(f"id-{self.number}")

    @property
    def parent(self) -> PieceId | None:
        """The id of the piece that it is attached to."""
        top, dot, _ = self.number.partition(".")
        return PieceId(f"id-{top}") if dot else None

    @property
    def title(self) -> str:
        """Its title, with a figure in it that is no page number."""
        return f"Facture 12 de l’envoi {self.number} (n° 8)"

    @property
    def fingerprint(self) -> Digest:
        """The digest of its invented original."""
        return digest_of(self.number.encode())


USUAL = (
    Invented(number="1", pages=("Confirmation de commande", "Suite de la commande")),
    Invented(number="2", pages=("Facture", "", "Annexe de la facture")),
    Invented(number="2.1", pages=("Photo jointe",), landscape=True),
    Invented(number="3", rubric="payment", pages=("Relevé bancaire",)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingredients:
    """Everything that an annex is assembled from.

    Attributes:
        plan: What is planned.
        front: Our own pages.
        marks: The marks of all pages.
        sheets: The sheet of each piece.
    """

    plan: Plan
    front: Path
    marks: Path
    sheets: Mapping[PieceId, Path] = field(default_factory=dict)

    def assemble(self, target: Path) -> Path:
        """Writes the annex."""
        assemble(
            self.plan,
            front=self.front,
            sheets=self.sheets,
            marks=self.marks,
            target=target,
            progress=silent,
        )
        return target


def ingredients(folder: Path, pieces: Sequence[Invented] = USUAL) -> Ingredients:
    """Makes a plan for some pieces, and every file that the plan needs."""
    folder.mkdir(parents=True, exist_ok=True)
    plan = plan_of(pieces)
    sheets = {piece.key: folder / f"{piece.number}.pdf" for piece in pieces}
    for piece in pieces:
        sheets[piece.key].write_bytes(sheet_of(piece))
    draw_front(folder / "front.pdf", plan)
    draw_marks(folder / "marks.pdf", plan)
    return Ingredients(plan=plan, front=folder / "front.pdf", marks=folder / "marks.pdf", sheets=sheets)


def plan_of(pieces: Sequence[Invented]) -> Plan:
    """Plans a cover, one bordereau page, a divider before each rubric, the pieces, an integrity page."""
    pages = [PlannedPage(kind=PageKind.COVER), PlannedPage(kind=PageKind.BORDEREAU)]
    marks = [Bookmark(title="Bordereau des pièces", page=2)]
    planned: list[PlannedPiece] = []
    rubric = ""
    for piece in pieces:
        if piece.rubric != rubric:
            rubric = piece.rubric
            pages.append(PlannedPage(kind=PageKind.DIVIDER))
            marks.append(Bookmark(title=f"Rubrique « {rubric} »", page=len(pages)))
        planned.append(_planned(piece, first=len(pages) + 1))
        title = f"{planned[-1].label} – {planned[-1].title}"
        marks.append(Bookmark(title=title, page=len(pages) + 1, depth=2 if piece.parent else 1))
        for within, words in enumerate(piece.pages, 1):
            pages.append(
                PlannedPage(
                    kind=PageKind.PIECE,
                    piece=piece.key,
                    within=within,
                    of=len(piece.pages),
                    landscape=piece.landscape,
                    blank=not words,
                )
            )
    pages.append(PlannedPage(kind=PageKind.INTEGRITY))
    marks.append(Bookmark(title="Intégrité (fichiers)", page=len(pages)))
    return Plan(
        title="Garnier contre Lumaro – cafetière",
        language="fr",
        day=date(2026, 3, 12),
        pieces=tuple(planned),
        pages=tuple(pages),
        bookmarks=tuple(marks),
        links=tuple(_link(row, piece) for row, piece in enumerate(planned[:ROWS])),
        author="Louise Garnier",
        creator="Dossier 0",
    )


def _planned(piece: Invented, *, first: int) -> PlannedPiece:
    return PlannedPiece(
        piece=piece.key,
        number=piece.number,
        label=f"Pièce n° {piece.number}",
        title=piece.title,
        day="12/03/2026",
        rubric=RubricId(piece.rubric),
        parent=piece.parent,
        first=first,
        pages=len(piece.pages),
        fingerprints=(piece.fingerprint,),
    )


def _link(row: int, piece: PlannedPiece) -> Link:
    bottom = TOP_ROW_PT - ROW_PT * row
    return Link(
        page=2,
        rect=(57.0, bottom, 538.0, bottom + ROW_PT - 1),
        target=piece.first,
        text=piece.title,
        number=str(piece.first),
    )


def canvas_at(path: Path) -> Canvas:
    """Opens a canvas with an embedded font and no clock."""
    rl_config.useA85 = 0
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))
    return Canvas(str(path), initialFontName=FONT, invariant=1, pageCompression=1)  # type: ignore[arg-type]


def draw_front(path: Path, plan: Plan) -> None:
    """Draws the pages that are not a piece's."""
    canvas = canvas_at(path)
    drawings: dict[PageKind, Callable[[Canvas, Plan], None]] = {
        PageKind.BORDEREAU: _draw_bordereau,
        PageKind.INTEGRITY: _draw_integrity,
    }
    for page in plan.pages:
        if page.kind is not PageKind.PIECE:
            canvas.setPageSize(page.size_pt)
            # A page of ours may leave its graphics state as it likes.
            canvas.setFont(FONT, 11)
            canvas.translate(0, 0.25)
            drawings.get(page.kind, _draw_title)(canvas, plan)
            canvas.showPage()
    canvas.save()


def _draw_title(canvas: Canvas, plan: Plan) -> None:
    canvas.drawString(80, 700, plan.title)


def _draw_bordereau(canvas: Canvas, plan: Plan) -> None:
    for link, piece in zip(plan.links, plan.pieces, strict=False):
        bottom = link.rect[1] + 14
        canvas.drawString(60, bottom, piece.number)
        canvas.drawString(100, bottom, piece.day)
        canvas.drawString(180, bottom, piece.title)
        canvas.drawRightString(536, bottom, link.number)


def _draw_integrity(canvas: Canvas, plan: Plan) -> None:
    for row, piece in enumerate(plan.pieces):
        column, line = divmod(row, ROWS * 2)
        canvas.setFont(FONT, 11 if len(plan.pieces) <= ROWS * 2 else 2)
        canvas.drawString(60 + 100 * column, 700 - 14 * line, "".join(piece.fingerprints))


def draw_marks(path: Path, plan: Plan) -> None:
    """Draws the page number, footer and stamp of each page."""
    canvas = canvas_at(path)
    for number, page in enumerate(plan.pages, 1):
        width, height = page.size_pt
        canvas.setPageSize(page.size_pt)
        canvas.setFont(FONT, 8)
        canvas.drawRightString(width - 36, 26, plan.page_words(number))
        canvas.drawString(36, 26, plan.footer_words(number))
        canvas.drawRightString(width - 36, height - 24, plan.stamp_words(number))
        canvas.showPage()
    canvas.save()


def sheet_of(piece: Invented) -> bytes:
    """Writes a sheet: each page one form of words in the frame, its place for marks left empty."""
    objects: dict[int, bytes] = {
        1: b"<< /Type /OCG /Name (shown) >>",
        2: b"<< /Type /OCG /Name (hidden) >>",
    }
    count = len(piece.pages)
    font, ballast, first_form = 5 + 3 * count, 6 + 3 * count, 7 + 3 * count
    kids = b" ".join(b"%d 0 R" % (5 + 3 * i) for i in range(count))
    objects[3] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    states = b"/D << /ON [1 0 R] /OFF [2 0 R] /Order [] >>"
    objects[4] = b"<< /Type /Catalog /Pages 3 0 R /OCProperties << /OCGs [1 0 R 2 0 R] %s >> >>" % states
    width, height = (841.89, 595.276) if piece.landscape else (595.276, 841.89)
    for i, words in enumerate(piece.pages):
        number = 5 + 3 * i
        names = b"/DossierForm0 %d 0 R /DossierMark %d 0 R" % (first_form + i, number + 2)
        box = b"[0 0 %.3f %.3f]" % (width, height)
        objects[number] = (
            b"<< /Type /Page /Parent 3 0 R /MediaBox %s " % box
            + b"/Resources << /XObject << %s >> >> /Contents %d 0 R >>" % (names, number + 1)
        )
        objects[number + 1] = stream(b"", b"q 1 0 0 1 34.016 51.024 cm /DossierForm0 Do Q\n/DossierMark Do")
        objects[number + 2] = stream(b"/Type /XObject /Subtype /Form /BBox [0 0 0 0]", b"")
        more = b"/Metadata %d 0 R" % ballast if i == 0 else b""
        objects[first_form + i] = _form(words, piece, font=font, height=height, more=more)
    objects[font] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects[ballast] = stream(b"", (b"dead weight %s " % piece.number.encode()) * (1 + piece.ballast // 14))
    return file_of(objects, root=4)


def _form(words: str, piece: Invented, *, font: int, height: float, more: bytes) -> bytes:
    shown = b"BT /F1 16 Tf 40 %d Td (%s) Tj ET" % (int(height) - 160, words.encode("cp1252"))
    content = b"0.8 0.1 0.1 rg 40 40 %d 60 re f 0 g %s" % (40 + 9 * len(words), shown) if words else b""
    resources = b"/Font << /F1 %d 0 R >>" % font
    if piece.layered:
        content = b"/OC /Y BDC %s EMC /OC /N BDC 0 0 1 rg 0 0 500 700 re f EMC" % content
        resources += b" /Properties << /Y 1 0 R /N 2 0 R >>"
    data = zlib.compress(content)
    box = b"[0 0 %.3f %.3f]" % ((773.858, 510.236) if piece.landscape else (527.244, 756.85))
    head = b"/Type /XObject /Subtype /Form /BBox %s /Resources << %s >> /Filter /FlateDecode %s"
    return stream(head % (box, resources, more), data)


def stream(values: bytes, data: bytes) -> bytes:
    """Writes the body of a stream object."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (values, len(data), data)


def file_of(objects: Mapping[int, bytes], *, root: int) -> bytes:
    """Writes objects, numbered without gaps, as a file with a classic cross-reference table."""
    parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
    offsets = []
    for number in sorted(objects):
        offsets.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, objects[number]))
    start = sum(map(len, parts))
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(offsets) + 1, rows))
    parts.append(b"trailer\n<< /Size %d /Root %d 0 R >>\n" % (len(offsets) + 1, root))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
    return b"".join(parts)
