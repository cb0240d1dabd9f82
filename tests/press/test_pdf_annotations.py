"""Annotations become ink: where the reader saw them, and only those that the reader saw."""

import pytest

from tests.support.pdf_pages import annotated, one_page, stamp, stamped, stream
from tests.support.sheets import by_pike, by_pypdf, unlikeness

READERS = {"pypdf": by_pypdf, "pikepdf": by_pike}
SAME = 0.002
CLIPPED = 0.005
"""A clipped edge may fall on the next pixel; a stamp in a wrong place is ten times this."""

NOTHING = one_page()
FORM = b"/Type /XObject /Subtype /Form"


@pytest.fixture(params=READERS)
def reader(request):
    return READERS[request.param]


def is_true(source, reader):
    sheet, (rect,) = reader(source)
    return unlikeness(source, sheet, rect) <= CLIPPED


def shows_nothing(source, reader):
    sheet, (rect,) = reader(source)
    return unlikeness(NOTHING, sheet, rect) <= SAME


MATRICES = {
    "plain": stamp(),
    "quarter": stamp(b"0 1 -1 0 0 0"),
    "half-quarter": stamp(b"0.7071 0.7071 -0.7071 0.7071 0 0"),
    "offset-box": stamp(b"1 0 0 1 -30 -40", box=b"5 5 45 15"),
    "scaled": stamp(b"3 0 0 0.2 0 0"),
    "no-subtype": stream(b"1 0 0 rg 0 0 50 20 re f", b"/BBox [0 0 50 20] /Resources << >>"),
    "no-resources": stream(
        b"BT /F1 12 Tf 1 5 Td (Vu) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 50 20]"
    ),
}


@pytest.mark.parametrize("matrix", MATRICES)
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_stamp_stands_where_it_stood(matrix, turn, reader):
    source = annotated(stamped(), page=b"/Rotate %d" % turn, more={10: MATRICES[matrix]})
    assert is_true(source, reader)
    assert not shows_nothing(source, reader) or turn


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_stamp_that_never_turns_stays_upright(turn, reader):
    source = annotated(stamped(b"/F 16", b"60 150 110 170"), page=b"/Rotate %d" % turn, more={10: stamp()})
    assert is_true(source, reader)


@pytest.mark.parametrize(
    "annotation",
    [
        stamped(b"/F 2"),
        stamped(b"/F 32"),
        stamped(kind=b"/Popup"),
        stamped(kind=b"/Widget"),
        stamped(rect=b"50 50 50 90"),
        b"null",
        b"<< /Subtype /Stamp >>",
        b"[]",
    ],
)
def test_what_the_reader_did_not_see_is_not_shown(annotation, reader):
    assert shows_nothing(annotated(annotation, more={10: stamp()}), reader)


@pytest.mark.parametrize(
    ("flags", "shown"), [(b"/FT /Tx /F 1", False), (b"/FT /Tx /F 4", True), (b"/FT /Sig /F 1", True)]
)
def test_an_invisible_field_is_not_shown(flags, shown, reader):
    field = stamped(flags + b" /T (s)", kind=b"/Widget").replace(b"/N 10", b"/N 13")
    source = one_page(
        page=b"/Annots [12 0 R]", catalogue=b"/AcroForm << /Fields [12 0 R] >>", more={12: field, 13: stamp()}
    )
    assert shows_nothing(source, reader) is not shown
    assert is_true(source, reader)


def test_a_link_with_a_picture_shows_it(reader):
    source = annotated(stamped(kind=b"/Link"), more={10: stamp()})
    assert is_true(source, reader)
    assert not shows_nothing(source, reader)


@pytest.mark.parametrize(("state", "shown"), [(b"/AS /Yes", True), (b"/AS /Off", False), (b"", False)])
def test_a_box_is_ticked_as_it_was(state, shown, reader):
    source = one_page(
        page=b"/Annots [12 0 R]",
        catalogue=b"/AcroForm << /Fields [12 0 R] >>",
        more={
            10: stamp(),
            11: stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 50 20] /Resources << >>"),
            12: b"<< /Type /Annot /Subtype /Widget /FT /Btn /T (b) /Rect [30 200 130 240]"
            b" /AP << /N << /Yes 10 0 R /Off 11 0 R >> >> %s >>" % state,
        },
    )
    assert shows_nothing(source, reader) is not shown
    assert not state or is_true(source, reader)  # without a state pdfium draws a frame of its own


def test_a_state_without_a_picture_shows_nothing(reader):
    annotation = (
        b"<< /Type /Annot /Subtype /Stamp /Rect [30 200 130 240] /AS /Lost /AP << /N << /Yes 10 0 R >> >> >>"
    )
    assert shows_nothing(annotated(annotation, more={10: stamp()}), reader)


def test_annotations_are_painted_in_their_order(reader):
    over = stream(
        b"0 0 1 rg 0 0 50 20 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 50 20] /Resources << >>"
    )
    below, above = stamped(), stamped().replace(b"10 0 R", b"11 0 R")
    for order in ((below, above), (above, below)):
        assert is_true(annotated(*order, more={10: stamp(), 11: over}), reader)


def test_an_annotation_does_not_leave_its_page(reader):
    source = annotated(stamped(rect=b"-500 -500 900 900"), more={10: stamp()})
    assert is_true(source, reader)


def test_edge_s_free_text_goes_into_its_rectangle(reader):
    """The key is pdfium's, but only its own pictures of marked text stand in page space."""
    source = annotated(stamped(b"/PDFIUM_HasGeneratedAP true", kind=b"/FreeText"), more={10: stamp()})
    assert is_true(source, reader)
    assert not shows_nothing(source, reader)
