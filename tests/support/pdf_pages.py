"""PDF files of one page and one feature each, written by hand so that nothing else is in them."""

import zlib
from collections.abc import Mapping

Objects = Mapping[int, bytes]

CATALOGUE, TREE, PAGE, CONTENT, FONT = 1, 2, 3, 4, 5
FIRST_FREE = 10

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"

CORNERS = b"""q 0.9 0.2 0.2 rg 10 10 40 25 re f 0.2 0.2 0.9 rg 150 260 40 30 re f
0 0.6 0 RG 3 w 10 290 m 190 10 l S Q
BT /F1 18 Tf 30 150 Td (Facture 42) Tj ET
"""
"""Something in the corners, across, and words: a page that shows when it is turned or shifted."""


def write_pdf(objects: Objects, *, trailer: bytes = b"") -> bytes:
    """Writes objects with a classic cross-reference table; object 1 is the catalogue."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets: dict[int, int] = {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        offset = offsets.get(number)
        out += b"0000000000 65535 f \n" if offset is None else b"%010d 00000 n \n" % offset
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    """Writes a stream, compressed when asked."""
    if packed:
        data, entries = zlib.compress(data), entries + b" /Filter /FlateDecode"
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def one_page(
    content: bytes = CORNERS,
    *,
    box: bytes = b"/MediaBox [0 0 200 300]",
    page: bytes = b"",
    resources: bytes = b"",
    fonts: bytes = b"/F1 5 0 R",
    catalogue: bytes = b"",
    more: Objects | None = None,
    contents: bytes = b"/Contents 4 0 R",
) -> bytes:
    """Writes a document of one page.

    Args:
        content: Its content stream.
        box: Its boxes.
        page: More entries of the page.
        resources: More entries of its resources.
        fonts: Entries of its fonts.
        catalogue: More entries of the catalogue.
        more: More objects, from ``FIRST_FREE`` on.
        contents: Its ``/Contents``, when there is more than one stream.
    """
    return write_pdf(
        {
            CATALOGUE: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
            TREE: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            PAGE: b"<< /Type /Page /Parent 2 0 R %s %s /Resources << /Font << %s >> %s >> %s >>"
            % (box, contents, fonts, resources, page),
            CONTENT: stream(content),
            FONT: HELVETICA,
            **(more or {}),
        }
    )


def pages(count: int, *, declared: int | None = None) -> bytes:
    """Writes a document of pages that say their own number, and maybe lie about how many they are."""
    kids = b" ".join(b"%d 0 R" % (10 + 2 * index) for index in range(count))
    objects = {
        CATALOGUE: b"<< /Type /Catalog /Pages 2 0 R >>",
        TREE: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count if declared is None else declared),
        FONT: HELVETICA,
    }
    for index in range(count):
        objects[10 + 2 * index] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents %d 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>" % (11 + 2 * index)
        )
        objects[11 + 2 * index] = stream(
            b"BT /F1 40 Tf 20 80 Td (Feuille %d) Tj ET" % (index + 1), packed=True
        )
    return write_pdf(objects)


TILE = stream(
    b"1 0 0 rg 0 0 5 5 re f 0 0 1 rg 5 5 5 5 re f",
    b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] /XStep 10 /YStep 10"
    b" /Resources << >> /Matrix [1 0 0 1 3 4]",
)
FADE = (
    b"<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [20 20 180 280] /Extend [true true] /Function %s >>"
    % (b"<< /FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1] /N 1 >>")
)
MASKED = stream(
    b"1 g 0 0 100 300 re f",
    b"/Type /XObject /Subtype /Form /BBox [0 0 200 300] /Group << /S /Transparency /CS /DeviceGray >>",
)
BLEND = b"1 0 0 rg 20 20 120 120 re f /B gs 0 1 0 rg 60 60 120 200 re f"
GLYPH = stream(b"500 0 0 0 400 700 d1 0 0 400 700 re f")

CONTENTS: dict[str, bytes] = {
    "plain": one_page(),
    "tiling": one_page(
        b"/Pattern cs /P scn 20 20 160 250 re f", resources=b"/Pattern << /P 10 0 R >>", more={10: TILE}
    ),
    "shading-pattern": one_page(
        b"/Pattern cs /P scn 20 20 160 250 re f",
        resources=b"/Pattern << /P << /PatternType 2 /Shading 10 0 R >> >>",
        more={10: FADE},
    ),
    "pattern-text": one_page(
        b"BT /Pattern cs /P scn /F1 60 Tf 10 150 Td (Motif) Tj ET",
        resources=b"/Pattern << /P 10 0 R >>",
        more={10: TILE},
    ),
    "shading-operator": one_page(
        b"q 20 20 100 200 re W n /S sh Q", resources=b"/Shading << /S 10 0 R >>", more={10: FADE}
    ),
    "soft-mask": one_page(
        b"/M gs 0 0 1 rg 20 20 160 260 re f",
        resources=b"/ExtGState << /M << /SMask << /S /Luminosity /G 10 0 R >> >> >>",
        more={10: MASKED},
    ),
    "blend": one_page(BLEND, resources=b"/ExtGState << /B << /BM /Multiply /ca 0.7 >> >>"),
    "blend-in-group": one_page(
        BLEND,
        resources=b"/ExtGState << /B << /BM /Multiply >> >>",
        page=b"/Group << /S /Transparency /CS /DeviceRGB /I true /K true >>",
    ),
    "type-3": one_page(
        b"BT /T3 30 Tf 20 100 Td (aaa) Tj ET",
        fonts=b"/T3 10 0 R",
        more={
            10: b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 700] /FontMatrix [0.001 0 0 0.001 0 0]"
            b" /CharProcs << /a 11 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97"
            b" /Widths [500] /Resources << >> >>",
            11: GLYPH,
        },
    ),
    "separation": one_page(
        b"/C cs 0.8 scn /O gs 20 20 100 100 re f",
        resources=b"/ColorSpace << /C [/Separation /Spot /DeviceCMYK << /FunctionType 2 /Domain [0 1]"
        b" /C0 [0 0 0 0] /C1 [0 1 1 0] /N 1 >>] >> /ExtGState << /O << /OP true /op true /OPM 1 >> >>",
    ),
    "surplus-Q": one_page(b"Q Q 0.5 0 0 0.5 0 0 cm Q " + CORNERS + b" Q Q Q"),
    "missing-Q": one_page(b"q q 0.5 0 0 0.5 20 20 cm q " + CORNERS),
    "split-token": one_page(
        contents=b"/Contents [10 0 R 11 0 R 12 0 R]",
        more={
            10: stream(b"1 0 0 rg 20 20"),
            11: stream(b"100 100 re f 0 0 1 rg"),
            12: stream(b"50 50 20 20 re f"),
        },
    ),
    "array-of-one": one_page(contents=b"/Contents [4 0 R]"),
    "form-without-resources": one_page(
        b"/X Do",
        resources=b"/XObject << /X 10 0 R >>",
        more={10: stream(CORNERS, b"/Type /XObject /Subtype /Form /BBox [0 0 200 300]")},
    ),
    "strings": one_page(
        b"/I cs 1 sc 20 20 50 50 re f 2 sc 90 90 50 50 re f",
        resources=b"/ColorSpace << /I [/Indexed /DeviceRGB 2 (\\000\\377\\(\\)\\\\\\n\\377\\000\\001)] >>",
    ),
}
"""Name of a feature of content to a document that has it."""

BOXES: dict[str, bytes] = {
    "crop-offset": b"/MediaBox [-50 -20 250 400] /CropBox [0 0 200 300]",
    "swapped": b"/MediaBox [200 300 0 0]",
    "crop-outside": b"/MediaBox [0 0 200 300] /CropBox [900 900 1000 1000]",
    "crop-larger": b"/MediaBox [0 0 200 300] /CropBox [-100 -100 1000 1000]",
    "tiny": b"/MediaBox [20 20 22 22]",
    "huge": b"/MediaBox [0 0 3000000 2000000]",
    "larger-than-frame": b"/MediaBox [0 0 2000 1500]",
}
"""Name of a shape to the boxes of a page."""


def turned(degrees: int, box: bytes = b"/MediaBox [0 0 200 300]") -> bytes:
    """Writes a page of a shape, turned."""
    return one_page(box=box, page=b"/Rotate %d" % degrees)


def layered(
    content: bytes, *, config: bytes, groups: Objects, resources: bytes = b"", more: Objects | None = None
) -> bytes:
    """Writes a page with layers: the groups are the objects 10 and 11, a membership is object 12."""
    listed = b" ".join(b"%d 0 R" % number for number in groups)
    return one_page(
        content,
        catalogue=b"/OCProperties << /OCGs [%s] /D << %s >> >>" % (listed, config),
        resources=b"/Properties << /A 10 0 R /B 11 0 R %s >> %s"
        % (b"/M 12 0 R" if more and 12 in more else b"", resources),
        more={**groups, **(more or {})},
    )


def annotated(
    *annotations: bytes, page: bytes = b"", more: Objects | None = None, catalogue: bytes = b""
) -> bytes:
    """Writes a page with annotations; their appearance streams are among ``more``."""
    return one_page(page=b"/Annots [%s] %s" % (b" ".join(annotations), page), more=more, catalogue=catalogue)


def stamp(
    matrix: bytes = b"1 0 0 1 0 0", *, box: bytes = b"0 0 50 20", entries: bytes = b"/Resources << >>"
) -> bytes:
    """Writes an appearance stream: an arrow-like mark that shows which way it stands."""
    return stream(
        b"0 0.5 0 rg 0 0 50 20 re f 1 1 0 rg 0 0 10 20 re f 1 0 0 rg 40 0 10 10 re f",
        b"/Type /XObject /Subtype /Form /BBox [%s] /Matrix [%s] %s" % (box, matrix, entries),
    )


def stamped(entries: bytes = b"", rect: bytes = b"30 200 130 240", *, kind: bytes = b"/Stamp") -> bytes:
    """Writes an annotation whose picture is object 10."""
    return b"<< /Type /Annot /Subtype %s /Rect [%s] /AP << /N 10 0 R >> %s >>" % (kind, rect, entries)
