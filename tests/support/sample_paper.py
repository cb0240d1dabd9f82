"""A PDF page drawn the way office programs draw: text in a font, rules, columns. Always the same bytes."""

import io
from collections.abc import Mapping, Sequence
from typing import Final

import pikepdf
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.support.sample_hand import Stroke
from tests.support.sample_story import font_file, french

WIDTH_PT, HEIGHT_PT = A4

OWN: Final[Mapping[str, str]] = {
    "plain": "SampleNoto",
    "bold": "SampleNoto-Bold",
    "italic": "SampleNoto-Italic",
}
"""A firm's paper: its font travels inside the file."""

TYPEWRITTEN: Final[Mapping[str, str]] = {
    "plain": "Times-Roman",
    "bold": "Times-Bold",
    "italic": "Times-Italic",
}
"""A private letter: one of the fourteen fonts that every reader has (ISO 32000-1, 9.6.2.2)."""

PLAIN_OFFICE: Final[Mapping[str, str]] = {
    "plain": "Helvetica",
    "bold": "Helvetica-Bold",
    "italic": "Helvetica-Oblique",
}
"""A bank's print-out, as old programs make it."""


def _register() -> None:
    known = pdfmetrics.getRegisteredFontNames()
    for name, style in ((OWN["plain"], "Regular"), (OWN["bold"], "Bold"), (OWN["italic"], "Italic")):
        if name not in known:
            registerFont(TTFont(name, str(font_file(style))))


class Paper:
    """Pages to be drawn upon, measured from the upper left corner in points."""

    def __init__(self, fonts: Mapping[str, str], *, size: tuple[float, float] = A4) -> None:
        _register()
        self.fonts = fonts
        self.height_pt = size[1]
        self._bytes = io.BytesIO()
        self.canvas = Canvas(self._bytes, pagesize=size, invariant=1, pageCompression=1)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 10,
        *,
        font: str = "plain",
        color: str = "#1c2329",
        align: str = "left",
    ) -> None:
        """Writes a line; ``y`` is its base line from the top, ``align`` left, right or center."""
        self.canvas.setFont(self.fonts[font], size)
        self.canvas.setFillColor(HexColor(color))
        draw = {
            "left": self.canvas.drawString,
            "right": self.canvas.drawRightString,
            "center": self.canvas.drawCentredString,
        }[align]
        draw(x, self.height_pt - y, french(text))

    def rule(self, x0: float, x1: float, y: float, *, color: str = "#c9cfd4", width: float = 0.6) -> None:
        """Draws a horizontal line."""
        self.canvas.setStrokeColor(HexColor(color))
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self.height_pt - y, x1, self.height_pt - y)

    def box(self, x: float, y: float, wide: float, tall: float, *, fill: str, edge: str = "") -> None:
        """Fills a rectangle whose upper left corner is given."""
        self.canvas.setFillColor(HexColor(fill))
        self.canvas.setStrokeColor(HexColor(edge or fill))
        self.canvas.setLineWidth(0.6)
        self.canvas.rect(x, self.height_pt - y - tall, wide, tall, stroke=int(bool(edge)), fill=1)

    def picture(self, x: float, y: float, wide: float, tall: float, png: bytes) -> None:
        """Puts a picture on the page; its upper left corner is given."""
        seen = ImageReader(io.BytesIO(png))
        self.canvas.drawImage(seen, x, self.height_pt - y - tall, wide, tall)

    def lines(
        self, x: float, y: float, texts: Sequence[str], size: float = 10, *, lead: float = 1.4
    ) -> float:
        """Writes lines below each other and gives the next base line."""
        for text in texts:
            self.text(x, y, text, size)
            y += size * lead
        return y

    def paragraph(
        self, x: float, y: float, wide: float, text: str, size: float = 10.5, *, lead: float = 1.42
    ) -> float:
        """Writes a justified paragraph and gives the base line after it."""
        rows = self._wrapped(french(text), wide, size)
        for place, row in enumerate(rows):
            last = place == len(rows) - 1
            self.canvas.setFont(self.fonts["plain"], size)
            self.canvas.setFillColor(HexColor("#1c2329"))
            spare = wide - stringWidth(row, self.fonts["plain"], size)
            gaps = row.count(" ")
            # Word spacing acts on one-byte fonts only, so each word is placed by itself.
            self._row(x, y, row, size, gap=0.0 if last or not gaps else spare / gaps)
            y += size * lead
        return y

    def _row(self, x: float, y: float, row: str, size: float, *, gap: float) -> None:
        space = stringWidth(" ", self.fonts["plain"], size) + gap
        line = self.canvas.beginText(x, self.height_pt - y)
        line.setFont(self.fonts["plain"], size)
        pen = x
        for word in row.split(" "):
            line.setTextOrigin(pen, self.height_pt - y)
            line.textOut(word + " ")
            pen += stringWidth(word, self.fonts["plain"], size) + space
        self.canvas.drawText(line)

    def _wrapped(self, text: str, wide: float, size: float) -> list[str]:
        rows: list[str] = []
        row = ""
        for word in text.split(" "):
            longer = f"{row} {word}".strip(" ")
            if row and stringWidth(longer, self.fonts["plain"], size) > wide:
                rows.append(row)
                longer = word
            row = longer
        return [*rows, row]

    def ink(self, stroke: Stroke, *, width: float = 1.1) -> None:
        """Draws a pen stroke in blue ink; its y runs downwards."""
        path = self.canvas.beginPath()
        path.moveTo(stroke[0][0], self.height_pt - stroke[0][1])
        for x, y in stroke[1:]:
            path.lineTo(x, self.height_pt - y)
        self.canvas.setStrokeColor(HexColor("#27408b"))
        self.canvas.setLineWidth(width)
        self.canvas.setLineCap(1)
        self.canvas.setLineJoin(1)
        self.canvas.drawPath(path)

    def next_page(self) -> None:
        """Ends the page and begins another."""
        self.canvas.showPage()

    def done(self, *, title: str, made_by: str, at: str, turn: int = 0, owner_password: str = "") -> bytes:
        """Gives the file.

        Args:
            title: In its properties.
            made_by: The program that claims to have made it.
            at: When it was made, as PDF writes dates ("D:20260302214655+01'00'").
            turn: ``/Rotate`` of its pages, in degrees.
            owner_password: Encrypts it; anybody may open and read it, the user password is empty.
        """
        self.canvas.showPage()
        self.canvas.save()
        with pikepdf.open(io.BytesIO(self._bytes.getvalue())) as pdf:
            for key, value in (("/Title", title), ("/Creator", made_by), ("/Producer", made_by)):
                pdf.docinfo[key] = pikepdf.String(value)
            pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = pikepdf.String(at)
            for page in pdf.pages:
                if turn:
                    page.obj["/Rotate"] = turn
            return _written(pdf, owner_password)


def _written(pdf: pikepdf.Pdf, owner_password: str) -> bytes:
    stream = io.BytesIO()
    # Decoding once takes reportlab's ASCII armour off; the streams are packed again.
    pdf.save(
        stream,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
    )
    return _locked(stream, owner_password) if owner_password else stream.getvalue()


def _locked(written: io.BytesIO, owner_password: str) -> bytes:
    stream = io.BytesIO()
    # RC4 needs no random numbers, so the same page gives the same bytes.
    lock = pikepdf.Encryption(owner=owner_password, user="", R=3, aes=False, metadata=False)
    with pikepdf.open(written) as pdf:
        pdf.save(stream, static_id=True, encryption=lock)
    return stream.getvalue()
