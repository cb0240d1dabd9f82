"""Layers are baked: what was hidden stays hidden, and no viewer offers to show it."""

import pytest

from tests.support.pdf_pages import layered, one_page, stream
from tests.support.pixels import drawn, ink, share_that_differs
from tests.support.sheets import by_pike, by_pypdf, objects_of, unlikeness

READERS = {"pypdf": by_pypdf, "pikepdf": by_pike}
SAME = 0.002

TWO = b"/OC /A BDC 1 0 0 rg 10 10 80 80 re f EMC /OC /B BDC 0 0 1 rg 100 100 80 80 re f EMC"
MEMBER = TWO + b" /OC /M BDC 0 0.6 0 rg 10 200 180 80 re f EMC"
GROUPS = {10: b"<< /Type /OCG /Name (A) >>", 11: b"<< /Type /OCG /Name (B) >>"}
RED, BLUE = (50, 250), (140, 160)
GREEN = (100, 60)


def member(entries):
    return {12: b"<< /Type /OCMD " + entries + b" >>"}


CASES = {
    "all-on": (layered(TWO, config=b"", groups=GROUPS), True, True),
    "one-off": (layered(TWO, config=b"/OFF [10 0 R]", groups=GROUPS), False, True),
    "base-off": (layered(TWO, config=b"/BaseState /OFF /ON [10 0 R]", groups=GROUPS), True, False),
    "usage": (
        layered(
            TWO,
            config=b"/AS [<< /Event /View /Category [/View] /OCGs [10 0 R 11 0 R] >>]",
            groups={
                10: b"<< /Type /OCG /Name (A) /Usage << /View << /ViewState /OFF >> >> >>",
                11: b"<< /Type /OCG /Name (B) /Usage << /View << /ViewState /ON >> >> >>",
            },
        ),
        False,
        True,
    ),
    "design-only": (
        layered(
            TWO,
            config=b"/OFF [10 0 R 11 0 R]",
            groups={10: b"<< /Type /OCG /Name (A) /Intent /Design >>", 11: GROUPS[11]},
        ),
        True,
        False,
    ),
    "not-listed": (
        one_page(
            TWO,
            resources=b"/Properties << /A 10 0 R /B 11 0 R >>",
            catalogue=b"/OCProperties << /OCGs [11 0 R] /D << /OFF [11 0 R] >> >>",
            more=GROUPS,
        ),
        True,
        False,
    ),
}


@pytest.fixture(params=READERS)
def reader(request):
    return READERS[request.param]


def seen(sheet, rect):
    crop = (rect.left, rect.bottom, rect.right, rect.top)
    return drawn(sheet, size=(200, 300), crop=crop)


@pytest.mark.parametrize("case", CASES)
def test_groups_are_as_they_were(case, reader):
    source, red, blue = CASES[case]
    sheet, (rect,) = reader(source)
    picture = seen(sheet, rect)
    assert (picture.getpixel(RED) == (255, 0, 0)) is red
    assert (picture.getpixel(BLUE) == (0, 0, 255)) is blue
    assert unlikeness(source, sheet, rect) <= SAME


@pytest.mark.parametrize(
    ("entries", "shown"),
    [
        (b"/OCGs [10 0 R 11 0 R]", True),
        (b"/OCGs 10 0 R", False),
        (b"/OCGs [10 0 R 11 0 R] /P /AllOn", False),
        (b"/OCGs [10 0 R 11 0 R] /P /AnyOff", True),
        (b"/OCGs [10 0 R 11 0 R] /P /AllOff", False),
        (b"/OCGs [10 0 R] /P /AllOff", True),
        (b"/VE [/And 11 0 R [/Not 10 0 R]]", True),
        (b"/VE [/Or 10 0 R [/And 10 0 R 11 0 R]]", False),
    ],
)
def test_memberships_compute_the_same(entries, shown, reader):
    source = layered(MEMBER, config=b"/OFF [10 0 R]", groups=GROUPS, more=member(entries))
    sheet, (rect,) = reader(source)
    assert (seen(sheet, rect).getpixel(GREEN) == (0, 153, 0)) is shown
    assert unlikeness(source, sheet, rect) <= SAME


@pytest.mark.parametrize("place", ["inside-a-form", "on-a-form", "on-an-image"])
def test_a_hidden_group_hides_wherever_it_stands(place, reader):
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 200 300] /Resources << /Properties << /A 10 0 R >> >>"
    image = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    inside = {
        "inside-a-form": stream(b"/OC /A BDC 0 0 200 300 re f EMC", form),
        "on-a-form": stream(b"0 0 200 300 re f", form + b" /OC 10 0 R"),
        "on-an-image": stream(b"\x00", image + b" /OC 10 0 R"),
    }
    source = layered(
        b"q 200 0 0 300 0 0 cm /X Do Q" if place == "on-an-image" else b"/X Do",
        config=b"/OFF [10 0 R]",
        groups=GROUPS,
        resources=b"/XObject << /X 13 0 R >>",
        more={13: inside[place]},
    )
    sheet, (rect,) = reader(source)
    assert ink(seen(sheet, rect)) == 0


@pytest.mark.parametrize("of", ["group", "membership"])
def test_an_annotation_behind_a_hidden_layer_does_not_travel(of, reader):
    entry = b"/OC 10 0 R" if of == "group" else b"/OC 12 0 R"
    source = one_page(
        page=b"/Annots [<< /Type /Annot /Subtype /Stamp /Rect [50 50 90 90] /AP << /N 13 0 R >> "
        + entry
        + b" >>]",
        catalogue=b"/OCProperties << /OCGs [10 0 R 11 0 R] /D << /OFF [10 0 R] >> >>",
        more={
            **GROUPS,
            **member(b"/OCGs [10 0 R 11 0 R] /P /AllOn"),
            13: stream(b"% secret\n1 0 0 rg 0 0 9 9 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"),
        },
    )
    sheet, (rect,) = reader(source)
    assert unlikeness(one_page(), sheet, rect) <= SAME
    assert b"secret" not in sheet


def test_exactly_two_groups_are_left_and_nobody_can_switch(reader):
    sheet, _ = reader(CASES["one-off"][0])
    objects = objects_of(sheet)
    assert [number for number, body in objects.items() if b"/Type /OCG" in body] == [1, 2]
    assert b"(A)" not in sheet
    assert b"/OCGs [1 0 R 2 0 R] /D << /ON [1 0 R] /OFF [2 0 R] /Order [] >>" in objects[4]


def test_the_picture_is_the_same_for_a_viewer_that_knows_no_layers():
    one, other = (
        CASES["all-on"][0],
        one_page(TWO.replace(b"/OC /A BDC", b"").replace(b"/OC /B BDC", b"").replace(b"EMC", b"")),
    )
    sheet, (rect,) = by_pypdf(one)
    assert share_that_differs(seen(sheet, rect), drawn(other)) == 0
