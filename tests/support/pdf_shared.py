"""PDF files whose two pages share what only the second shows: a secret that must stay behind."""

from collections.abc import Callable, Mapping

from tests.support.pdf_pages import HELVETICA, stream, write_pdf

Objects = Mapping[int, bytes]

PICTURE_SIDE = 12

LETTERS = b"BT /F1 20 Tf 20 150 Td (Bonjour) Tj ET"
"""What the first page shows."""

FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 200 300] "


def secret_form(secret: bytes, entries: bytes = b"/Resources << /Font << /F1 5 0 R >> >>") -> bytes:
    """Writes a form that shows a secret, packed."""
    return stream(b"BT /F1 9 Tf 20 100 Td (%s) Tj ET" % secret, FORM + entries, packed=True)


def secret_picture(secret: bytes) -> bytes:
    """Writes a picture whose bytes are a secret, packed."""
    size = PICTURE_SIDE * PICTURE_SIDE
    pixels = (secret * (size // len(secret) + 1))[:size]
    entries = b"/Type /XObject /Subtype /Image /Width %d /Height %d " % (PICTURE_SIDE, PICTURE_SIDE)
    return stream(pixels, entries + b"/ColorSpace /DeviceGray /BitsPerComponent 8", packed=True)


def two_pages(
    secret: bytes,
    first: bytes = LETTERS,
    *,
    second: bytes = b"/S Do q 50 0 0 50 9 9 cm /P Do Q",
    resources: bytes = b"/XObject << /S 20 0 R /P 21 0 R >>",
    fonts: bytes = b"",
    page: bytes = b"",
    catalogue: bytes = b"",
    inherit: bool = False,
    more: Objects | None = None,
) -> bytes:
    """Writes a document of two pages.

    Args:
        secret: What objects 20, a form, and 21, a picture, hold.
        first: Content of the first page.
        second: Content of the second page.
        resources: More entries of the resources that both share.
        fonts: More entries of their fonts.
        page: More entries of the first page.
        catalogue: More entries of the catalogue.
        inherit: Whether the resources stand above the pages.
        more: More objects, from 22 on.
    """
    shared, own = (b"/Resources 6 0 R", b"") if inherit else (b"", b"/Resources 6 0 R")
    one = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] /Contents %d 0 R %s %s >>"
    return write_pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
            2: b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 %s >>" % shared,
            3: one % (7, own, page),
            4: one % (8, own, b""),
            5: HELVETICA,
            6: b"<< /Font << /F1 5 0 R %s >> %s >>" % (fonts, resources),
            7: stream(first),
            8: stream(second),
            20: secret_form(secret),
            21: secret_picture(secret),
            **(more or {}),
        }
    )


SECRETS = b"/S 20 0 R /P 21 0 R"


def _nested(secret: bytes) -> bytes:
    return two_pages(
        secret,
        b"/A Do",
        resources=b"/XObject << /A 22 0 R /B 23 0 R %s >>" % SECRETS,
        more={
            22: stream(b"/B Do", FORM + b"/Resources 6 0 R"),
            23: stream(LETTERS, FORM + b"/Resources 6 0 R"),
        },
    )


def _lodging(secret: bytes) -> bytes:
    return two_pages(
        secret,
        b"/A Do",
        resources=b"/XObject << /A 22 0 R /B 23 0 R %s >>" % SECRETS,
        more={22: stream(b"q /B Do Q", FORM, packed=True), 23: stream(LETTERS, FORM)},
    )


def _pattern(secret: bytes) -> bytes:
    tile = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] /XStep 10 /YStep 10"
    return two_pages(
        secret,
        b"/Pattern cs /T scn 20 20 160 250 re f",
        resources=b"/Pattern << /T 22 0 R >> /XObject << %s >>" % SECRETS,
        more={22: stream(b"1 0 0 rg 0 0 5 5 re f", tile + b" /Resources 6 0 R")},
    )


def _glyphs(secret: bytes) -> bytes:
    return two_pages(
        secret,
        b"BT /T3 30 Tf 20 100 Td (aaa) Tj ET",
        second=b"BT /T3 30 Tf 20 100 Td (abz) Tj ET",
        fonts=b"/T3 22 0 R",
        resources=b"",
        more={
            22: b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 700] /FontMatrix [0.001 0 0 0.001 0 0]"
            b" /CharProcs << /a 23 0 R /b 24 0 R /c 25 0 R >> /Encoding << /Differences [97 /a /b 122 /c] >>"
            b" /FirstChar 97 /LastChar 98 /Widths [500 500] /Resources << /XObject << %s >> >> >>" % SECRETS,
            23: stream(b"500 0 0 0 400 700 d1 0 0 400 700 re f"),
            24: stream(b"500 0 d0 /S Do /P Do % " + secret),
            25: stream(b"500 0 d0 BT /F1 9 Tf (%s) Tj ET" % secret),
        },
    )


def _soft_mask(secret: bytes) -> bytes:
    group = b"/Group << /S /Transparency /CS /DeviceGray >> /Resources 6 0 R"
    return two_pages(
        secret,
        b"/M gs 0 0 1 rg 20 20 160 260 re f",
        resources=b"/ExtGState << /M << /SMask << /S /Luminosity /G 22 0 R >> >>"
        b" /N << /SMask << /S /Luminosity /G 20 0 R >> >> >> /XObject << %s >>" % SECRETS,
        more={22: stream(b"1 g 0 0 100 300 re f", FORM + group)},
    )


def _appearance(secret: bytes) -> bytes:
    return two_pages(
        secret,
        page=b"/Annots [<< /Type /Annot /Subtype /Stamp /Rect [0 0 200 300] /AP << /N 22 0 R >> >>"
        b" << /Type /Annot /Subtype /Stamp /Rect [0 0 200 300] /AP << /N 23 0 R >> >>]",
        resources=b"/XObject << %s >>" % SECRETS,
        more={
            22: stream(b"0 1 0 rg 30 200 100 40 re f", FORM + b"/Resources 6 0 R"),
            23: stream(b"BT /F1 20 Tf 9 9 Td (Vu) Tj ET", FORM),
        },
    )


def _marked(secret: bytes) -> bytes:
    return two_pages(
        secret,
        b"/Span /M0 BDC %s EMC /Span <</MCID 0>> BDC EMC" % LETTERS,
        second=b"/Span /M1 BDC EMC",
        resources=b"/Properties << /M0 << /ActualText (Bonjour) /Next 22 0 R >> /M1 22 0 R >>",
        more={22: b"<< /ActualText (%s) /E (%s) >>" % (secret, secret)},
    )


def _private(secret: bytes) -> bytes:
    image = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    hidden = b" /Original 21 0 R /Alternates [<< /Image 21 0 R >>] /Metadata 24 0 R /PieceInfo 24 0 R"
    return two_pages(
        secret,
        b"q 50 0 0 50 20 20 cm /I Do Q /A Do",
        resources=b"/XObject << /I 22 0 R /A 23 0 R %s >>" % SECRETS,
        page=b"/Thumb 21 0 R /Metadata 24 0 R /PieceInfo << /X 24 0 R >> /B [24 0 R] /StructParents 0"
        b" /Group << /S /Transparency /CS /DeviceRGB /Own 20 0 R >>",
        catalogue=b"/Metadata 24 0 R /Names << /Dests << /Names [(%s) [4 0 R /Fit]] >> >> /StructTreeRoot"
        b" << /K << /S /P /Pg 4 0 R /ActualText (%s) >> >>" % (secret, secret),
        more={
            22: stream(b"\x40", image + hidden),
            23: stream(LETTERS, FORM + b"/Resources 6 0 R /Next 20 0 R /Ref << /F (x) >>"),
            24: stream(secret, b"/Type /Metadata /Subtype /XML"),
        },
    )


def _odd_words(secret: bytes) -> bytes:
    """Names in texts, comments, marks and inline pictures ask for nothing; escaped ones do."""
    return two_pages(
        secret,
        b"BT/F1 20 Tf 20 150 Td(Bon\\)(/S Do)/P Do)Tj ET % /S Do\r q 9 0 0 9 0 0 cm BI/W 5/H 2/CS/G/BPC 8 ID"
        b" /S Do/P Do EI Q\n/S BMC/P<</S/P/X(/S Do)>>BDC\0q\t1 0 0\f1 0 0 cm/A#20#2f% x\nDo Q EMC EMC",
        resources=b"/XObject << /A#20#2F 22 0 R %s >>" % SECRETS,
        more={22: stream(b"1 0 0 rg 20 20 50 50 re f", FORM)},
    )


def _same_names(secret: bytes) -> bytes:
    """A font and a form may bear one name."""
    return two_pages(
        secret,
        LETTERS.replace(b"/F1", b"/S"),
        fonts=b"/S 5 0 R /P 5 0 R",
        resources=b"/XObject << %s >> /ColorSpace << /P /DeviceGray >> /Shading << /P 22 0 R >>" % SECRETS,
        more={22: b"<< /ShadingType 2 /ColorSpace /DeviceGray /Own (%s) >>" % secret},
    )


def _layered(secret: bytes) -> bytes:
    return two_pages(
        secret,
        b"/OC /L0 BDC %s EMC" % LETTERS,
        second=b"/OC /L1 BDC /S Do EMC",
        resources=b"/Properties << /L0 22 0 R /L1 23 0 R >> /XObject << %s >>" % SECRETS,
        catalogue=b"/OCProperties << /OCGs [22 0 R 23 0 R] /D << /OFF [23 0 R] >> >>",
        more={22: b"<< /Type /OCG /Name (%s) >>" % secret, 23: b"<< /Type /OCG /Name (%s) >>" % secret},
    )


SHARED: dict[str, Callable[[bytes], bytes]] = {
    "one-dictionary": two_pages,
    "inherited": lambda secret: two_pages(secret, inherit=True),
    "nested": _nested,
    "without-own-resources": _lodging,
    "pattern": _pattern,
    "type-3": _glyphs,
    "soft-mask": _soft_mask,
    "appearance": _appearance,
    "marked": _marked,
    "private-keys": _private,
    "odd-words": _odd_words,
    "same-names": _same_names,
    "layers": _layered,
}
"""Name of a way to share to what writes such a document of a secret."""
