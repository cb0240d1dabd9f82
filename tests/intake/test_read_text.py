"""Plain text is shown as it was typed."""

import pytest

from dossier.intake.flow_text import SHOWN_CHARS
from dossier.model.flow import Style
from dossier.model.piece import FileKind, State
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


def test_blank_text_is_said(desk):
    draft = desk.read(b" \n\n\t\n")

    assert (draft.state, draft.bodies, codes(draft)) == (State.PLACEHOLDER, (), {"text-empty"})


def test_a_log_without_end_is_cut_and_said(desk):
    draft = desk.read(b"une ligne du journal\n" * (SHOWN_CHARS // 20))

    assert (draft.state, codes(draft)) == (State.PARTIAL, {"text-cut"})
    assert sum(len(block.text) for block in desk.paragraphs(draft)) <= SHOWN_CHARS
