"""Drawings are printed as pictures: no script, nothing loaded, bombs refused."""

import base64
import contextlib
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.basis.errors import UnreadableError
from dossier.intake.picture.read_svg import read_svg
from dossier.intake.reader import format_of
from dossier.intake.sniff import sniff
from dossier.model.draft import HtmlBody
from dossier.model.piece import FileKind
from tests.support.documents import source_of
from tests.support.pictures import make_svg

BOMB = (
    b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><svg xmlns="x"><text>&b;</text></svg>'
)


def test_a_drawing_becomes_a_page_with_its_words(tmp_path):
    source = source_of(tmp_path, make_svg(), "plan.svg")
    assert format_of(sniff(source.path, source.head)).key == "svg"
    draft = read_svg(source)
    assert (draft.kind, draft.subject, draft.text) == (
        FileKind.IMAGE,
        "Plan du salon",
        "Fissure près de la fenêtre",
    )
    (body,) = draft.bodies
    assert isinstance(body, HtmlBody)


def test_its_own_bytes_stand_in_the_page_as_a_picture_and_nothing_else(tmp_path):
    hostile = make_svg(
        b"<script>document.title=1</script><foreignObject><img src='http://a.invalid/'/></foreignObject>"
    )
    source = source_of(tmp_path, hostile, "plan.svg")
    page = source.assets.read(read_svg(source).bodies[0].asset).decode()
    inside = re.search(r'src="data:image/svg\+xml;base64,([A-Za-z0-9+/=]*)"', page)
    assert base64.b64decode(inside[1]) == hostile
    rest = page.replace(inside[0], "")
    assert "script" not in rest
    assert "invalid" not in rest


@pytest.mark.parametrize("data", [BOMB, b"<svg", b"<svg xmlns='x'><g></svg>", b"", b"\0" * 50])
def test_what_is_no_drawing_is_damaged(tmp_path, data):
    with pytest.raises(UnreadableError) as refusal:
        read_svg(source_of(tmp_path, data, "plan.svg"))
    assert (refusal.value.code, refusal.value.params) == ("damaged", {"file": "plan.svg"})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.binary(max_size=60), at=st.integers(0, 300))
def test_any_bytes_end_in_a_draft_or_a_refusal(tmp_path, data, at):
    whole = make_svg()
    with contextlib.suppress(UnreadableError):
        assert read_svg(source_of(tmp_path, whole[:at] + data + whole[at:], "plan.svg")).bodies


def test_depth_costs_nothing(tmp_path):
    deep = b"<svg xmlns='x'>" + b"<g>" * 30_000 + b"<text>fond</text>" + b"</g>" * 30_000 + b"</svg>"
    assert read_svg(source_of(tmp_path, deep, "plan.svg")).text == "fond"
