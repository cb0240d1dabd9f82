"""Office documents that nobody means well: every one ends in a draft, soon and small."""

import random
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.basis import limits
from dossier.intake.office.grid import MOST_ROWS
from dossier.model.draft import OfficeBody
from dossier.model.piece import State
from tests.support import make_office as make
from tests.support.make_office_excel import cell, sheet, sheet_parts, sheet_row
from tests.support.make_office_open import odf, ods_cell, ods_row
from tests.support.make_office_parts import changed, packed, parts_of
from tests.support.make_office_word import paragraph, run, word_body, word_parts
from tests.support.patience import patience
from tests.support.reading import Desk, codes

MAKERS = ("docx", "xlsx", "pptx", "odt", "ods", "odp", "rtf", "csv", "encrypted", "doc")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk(tmp_path_factory.mktemp("assets"))


def read_soon(desk, data):
    with patience():
        return desk.read(data)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(MAKERS), seed=st.integers(0, 2**32), spoilt=st.integers(1, 12))
def test_a_spoilt_file_is_still_a_draft(desk, kind, seed, spoilt):
    data = bytearray(getattr(make, f"make_{kind}")())
    dice = random.Random(seed)
    for _ in range(spoilt):
        data[dice.randrange(len(data))] = dice.randrange(256)
    if dice.random() < 0.3:
        del data[dice.randrange(len(data)) :]

    desk.read(bytes(data))


_WRITING = ("w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "mc:Fallback")
_TAGS = st.sampled_from(
    (*_WRITING, "w:ins", "w:del", "w:numPr", "w:ilvl", "w:commentRangeStart", "w:footnoteReference")
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    tags=st.lists(
        st.tuples(_TAGS, st.sampled_from(["<", "/", "<>"]), st.text("a1é\u202e", max_size=3)), max_size=40
    )
)
def test_any_order_of_tags_is_still_a_draft(desk, tags):
    body = ""
    for tag, shape, text in tags:
        body += {"<": f"<{tag} w:val='{text}' w:id='{text}'>", "/": f"</{tag}>", "<>": f"<{tag}/>"}[
            shape
        ] + text

    desk.read(packed(word_parts(body)))


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pptx", "odt", "ods", "odp"])
def test_each_part_may_be_missing_or_empty_or_another(desk, kind):
    parts = parts_of(getattr(make, f"make_{kind}")())
    for name in parts:
        desk.read(packed({other: data for other, data in parts.items() if other != name}))
        desk.read(packed({**parts, name: b""}))
        desk.read(
            packed({**parts, name: parts["META-INF/manifest.xml" if kind[0] == "o" else "_rels/.rels"]})
        )


def test_a_bomb_of_zeros_is_not_unpacked(desk):
    data = changed(make.make_docx(), word__document_dot_xml=word_body(paragraph(run("0" * 80_000_000))))

    tracemalloc.start()
    try:
        draft = read_soon(desk, data)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert '"office-cut"' in desk.assets.read(draft.bodies[0].instead[0].asset).decode()
    assert len(draft.text) <= limits.TEXT_CHARS
    assert most < 100_000_000


def test_a_bomb_beside_the_text_leaves_the_text(desk):
    styles = '<w:styles xmlns:w="w">' + "<w:style/>" * 3_000_000 + "</w:styles>"

    draft = read_soon(desk, changed(make.make_docx(), word__styles_dot_xml=styles))

    assert "quatorze heures" in draft.text
    assert '"office-cut"' in desk.assets.read(draft.bodies[0].instead[0].asset).decode()


def test_entities_are_refused(desk):
    laughs = "".join(f'<!ENTITY e{at} "&e{at - 1};&e{at - 1};">' for at in range(1, 40))
    bomb = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">{laughs}]><d>&e39;</d>'

    assert codes(read_soon(desk, changed(make.make_docx(), word__document_dot_xml=bomb))) >= {"damaged"}


@pytest.mark.parametrize("tag", ["w:p", "w:tbl", "w:r", "w:ins", "mc:Fallback", "w:x"])
def test_deep_markup_is_read_without_depth(desk, tag):
    deep = 60_000
    draft = read_soon(desk, packed(word_parts(f"<{tag}>" * deep + run("au fond") + f"</{tag}>" * deep)))

    assert draft.state is not State.LEFT_OUT


def test_a_million_cells_are_cut_and_said(desk):
    row = "".join(cell(f"{chr(65 + at)}1", "12.5") for at in range(20))
    data = packed(sheet_parts([("Grand", "visible", sheet(sheet_row(1, row) * 50_000))]))

    draft = read_soon(desk, data)

    [shown] = draft.bodies[0].instead
    flow = desk.assets.read(shown.asset).decode()
    assert '"rows-cut"' in flow
    assert len(flow) < 4_000_000


def test_repeated_cells_of_open_document_are_no_bomb(desk):
    full = ods_row(ods_cell("x", times=1_000_000), times=1_000_000)

    draft = read_soon(desk, odf("spreadsheet", f'<table:table table:name="B">{full * 20}</table:table>'))

    assert isinstance(draft.bodies[0], OfficeBody)
    assert len(desk.assets.read(draft.bodies[0].instead[0].asset)) < 5_000_000


def test_strange_numbers_and_places_say_what_they_hold(desk):
    rows = sheet_row(
        1,
        cell("A1", "99999999999999999999", style=1),
        cell("ZZZZZZ1", "1"),
        cell("B1", "nan", style=1),
        cell("C1", "-5", style=3),
        cell("D1", "1e308", style=2),
        cell("E1", "9999999", kind="s"),
        cell("F1", "60", style=1),
        cell("G1", "1", style=999),
    )

    draft = desk.read(packed(sheet_parts([("?", "visible", sheet(rows))])))

    assert "99999999999999999999" in draft.text
    assert "-5" in draft.text


def test_a_hundred_thousand_rows_of_a_list_are_cut_and_said(desk):
    draft = read_soon(desk, make.make_csv(rows=100_000))

    [cut] = [found for found in draft.findings if found.code == "rows-cut"]
    assert (draft.state, cut.params["n"]) == (State.PARTIAL, MOST_ROWS)
