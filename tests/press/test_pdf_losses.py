"""What a PDF loses on its way to paper, and what is told of it; fields and layers keep their looks."""

import pytest

from dossier.model.piece import State
from tests.support.pdf_facts import facts_of
from tests.support.pdf_pages import CORNERS, annotated, layered, one_page, stamp
from tests.support.sheets import by_chain

SAME = 0.002


@pytest.fixture
def draw(tmp_path):
    return lambda source: by_chain(source, tmp_path)


FIELD = (
    b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (t) /V (Bonjour) /DA (/F1 20 Tf 0 g)"
    b" /Rect [30 200 180 240] %s >>"
)


def form(field, entries=b""):
    return one_page(
        page=b"/Annots [10 0 R]",
        catalogue=b"/AcroForm << /Fields [10 0 R] /DR << /Font << /F1 5 0 R >> >> %s >>" % entries,
        more={10: field, 11: stamp()},
    )


@pytest.mark.parametrize(
    "source",
    [form(FIELD % b""), form(FIELD % b"/AP << /N 11 0 R >>", b"/NeedAppearances true")],
    ids=["without-picture", "stale-picture"],
)
def test_values_are_drawn_where_the_file_holds_no_picture_of_them(source, draw):
    made = draw(source)
    assert made.steps == ["pypdf"]
    assert made.codes == ["fields-drawn", "form-flattened"]
    assert made.unlike() <= SAME
    assert "Bonjour" in facts_of(made.sheet).texts[0]


def test_a_form_with_its_own_pictures_is_left_alone(draw):
    made = draw(form(FIELD % b"/AP << /N 11 0 R >>"))
    assert made.codes == ["form-flattened"]
    assert made.result.state is State.OK


@pytest.mark.parametrize("kind", [b"/Highlight", b"/Underline", b"/StrikeOut", b"/Squiggly"])
def test_marked_text_stands_where_its_quadrilaterals_are(kind, draw):
    source = annotated(
        b"<< /Type /Annot /Subtype %s /C [1 0 0] /Rect [0 0 20 20]"
        b" /QuadPoints [30 170 130 170 30 145 130 145] >>" % kind
    )
    made = draw(source)
    assert "fields-drawn" in made.codes
    assert made.unlike() <= SAME
    assert made.steps == ["pypdf"]


def test_what_is_lost_is_counted(draw):
    link = b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://x.invalid) >> >>"
    signature = (
        b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (s) /V << /Type /Sig /Contents <00> >>"
        b" /Rect [9 9 60 40] /AP << /N 10 0 R >> >>"
    )
    source = one_page(
        page=b"/Annots [%s %s 12 0 R << /Subtype /Sound /Rect [0 0 9 9] /AP << /N 10 0 R >> >>"
        b" << /Subtype /Stamp /F 2 /Rect [0 0 9 9] >> << /Subtype /FileAttachment /Rect [0 0 9 9]"
        b" /AP << /N 10 0 R >> >>]" % (link, link),
        catalogue=b"/AcroForm << /Fields [12 0 R] /XFA (x) >> /NeedsRendering true"
        b" /OpenAction << /S /JavaScript /JS (1) >>",
        more={10: stamp(), 12: signature},
    )
    made = draw(source)
    assert {finding.code: finding.params for finding in made.result.findings} == {
        "links-removed": {"n": 2},
        "annotations-hidden": {"n": 1},
        "media-removed": {"n": 1},
        "form-flattened": {},
        "signed": {},
        "xfa-form": {},
        "actions-removed": {},
    }
    assert made.result.state is State.OK


def test_a_form_with_pages_of_its_own_and_a_place_for_a_signature_are_no_loss(draw):
    empty = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (s) /V << /Type /Sig >> /Rect [9 9 60 40]"
    source = one_page(
        page=b"/Annots [12 0 R]",
        catalogue=b"/AcroForm << /Fields [12 0 R] /XFA (x) >>",
        more={10: stamp(), 12: empty + b" /AP << /N 10 0 R >> >>"},
    )
    assert draw(source).codes == ["form-flattened"]


def test_a_hidden_layer_is_told_and_does_not_send_the_page_down_the_chain(draw):
    groups = {10: b"<< /Type /OCG /Name (A) >>", 11: b"<< /Type /OCG /Name (B) >>"}
    source = layered(CORNERS + b"/OC /A BDC 0 0 200 300 re f EMC", config=b"/OFF [10 0 R]", groups=groups)
    made = draw(source)
    assert (made.steps, made.codes) == (["pypdf"], ["hidden-layers"])
    assert made.unlike() <= SAME


def test_an_annotation_behind_a_hidden_layer_is_no_reason_to_fall_back(draw):
    """pdfium shows such an annotation all the same; the comparison must know better."""
    annotation = b"<< /Subtype /Stamp /Rect [30 30 180 280] /AP << /N 13 0 R >> /OC 10 0 R >>"
    source = one_page(
        page=b"/Annots [%s]" % annotation,
        catalogue=b"/OCProperties << /OCGs [10 0 R] /D << /OFF [10 0 R] >> >>",
        more={10: b"<< /Type /OCG /Name (A) >>", 13: stamp()},
    )
    made = draw(source)
    assert made.steps == ["pypdf"]
    assert made.unlike(one_page()) <= SAME
