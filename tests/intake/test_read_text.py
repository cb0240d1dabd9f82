"""Plain text is shown as it was typed."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.basis.assets import Assets
from dossier.intake.flow_text import SHOWN_CHARS, paragraphs, tidy
from dossier.model.flow import Flow, Style
from dossier.model.piece import FileKind, State
from dossier.press.flow import FlowSetting, flow_rows
from dossier.press.flow_rows import Words
from tests.support.reading import Desk, codes


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_text_is_cut_at_blank_lines_and_keeps_its_line_ends(desk):
    draft = desk.read(
        b"# Appel du 3 mars\r\n\r\nligne 1\r\nligne 2\r\n\r\n\r\n> pas une citation\r\n", "note.md"
    )

    assert draft.kind is FileKind.TEXT
    assert [(block.style, block.text) for block in desk.paragraphs(draft)] == [
        (Style.BODY, "# Appel du 3 mars"),
        (Style.BODY, "ligne 1\nligne 2"),
        (Style.BODY, "> pas une citation"),
    ]
    assert draft.subject == "Appel du 3 mars"
    assert draft.findings == ()


@pytest.mark.parametrize("first", ["x" * 130, "12/03", "{"])
def test_a_first_line_that_is_no_heading_names_nothing(desk, first):
    assert desk.read(f"{first}\n\nsuite".encode()).subject == ""


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_words_are_right_in_every_charset(desk, codec):
    assert desk.read("Réponse promise à l’été".encode(codec)).text == "Réponse promise à l’été"


def test_holes_of_zeros_do_not_make_a_text_unknown(desk):
    draft = desk.read(b"Bonjour\0\0monde\r\n" * 200)

    assert (draft.kind, draft.state, draft.text.splitlines()[0]) == (FileKind.TEXT, State.OK, "Bonjourmonde")


def test_a_heap_of_marks_is_parted_before_anybody_sorts_it(desk):
    draft = desk.read(("e" + "\u0301\u0316" * 5000).encode())

    assert "\u034f" in draft.text


def test_blank_text_is_said(desk):
    draft = desk.read(b" \n\n\t\n")

    assert (draft.state, draft.bodies, codes(draft)) == (State.PLACEHOLDER, (), {"text-empty"})


def test_a_log_without_end_is_cut_and_said(desk):
    draft = desk.read(b"une ligne du journal\n" * (SHOWN_CHARS // 20))

    assert (draft.state, codes(draft)) == (State.PARTIAL, {"text-cut"})
    assert sum(len(block.text) for block in desk.paragraphs(draft)) <= SHOWN_CHARS


def test_a_paragraph_of_any_length_stays_one(desk):
    long = ("Je vous écris pour la troisième fois. " * 900).strip()
    listed = "\n".join(f"ligne {number}" for number in range(500))

    assert [block.text for block in desk.paragraphs(desk.read(f"{long}\n\n{listed}".encode()))] == [
        long,
        listed,
    ]


_LINES = st.lists(
    st.one_of(
        st.sampled_from(["", " ", "\t", "> avant", ">", "-- "]),
        st.text("abcé .,;-\u00a0", max_size=60).map(lambda line: line * 150),
        st.text("mot é12 ", max_size=30),
    ),
    max_size=30,
)


@given(lines=_LINES, quotes=st.booleans())
def test_the_words_drawn_are_the_words_of_the_source_and_so_are_the_blank_lines(
    tmp_path_factory, lines, quotes
):
    source = tidy("\n".join(lines))
    blocks = paragraphs(source, quotes=quotes)
    setting = FlowSetting(language="fr", zone="Europe/Paris", assets=Assets(tmp_path_factory.getbasetemp()))
    rows = list(flow_rows(Flow(blocks=blocks), setting))
    drawn = "".join(mark.text for row in rows for mark in row.marks if isinstance(mark, Words))
    said = "\n".join(re.sub("^> ?", "", line) if quotes else line for line in source.split("\n"))

    assert re.sub(r"\s", "", drawn) == re.sub(r"\s", "", said)
    # Only a blank line, or another voice, stands between two paragraphs.
    voices = sum(1 for one, other in pairwise(blocks) if one.style is not other.style)
    blank = len(re.findall(r"(?<=\S)[^\S\n]*\n(?:[^\S\n]*\n)+(?=[^\n]*\S)", said))
    assert sum(row.gap for row in rows) <= blank + voices
    assert sum(row.gap for row in rows) >= blank
