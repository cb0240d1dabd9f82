from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from dossier.model.ids import RubricId
from tests.support.lists import files_in_hand, pieces_in_hand
from ui.views.drops import carried_pieces, carried_rubric, carries_data, dropped_paths, rubric_data


def test_files_on_this_machine_are_taken_once_each_and_addresses_of_the_web_never():
    data = files_in_hand(
        "file:///tmp/b%C3%A9ton%20a.eml", "https://example.org/x.png", "file:///tmp/z", "file:///tmp/z"
    )
    assert dropped_paths(data) == (Path("/tmp/béton a.eml"), Path("/tmp/z"))
    assert not carries_data(data)


def test_an_address_of_the_web_is_no_file_but_may_be_dropped_to_be_told_so():
    data = files_in_hand("https://example.org/x.png")
    assert dropped_paths(data) == ()
    assert carries_data(data)


@pytest.mark.parametrize(
    "fill",
    [
        lambda data: data.setText("Bonjour"),
        lambda data: data.setHtml("<b>Bonjour</b>"),
        lambda data: data.setImageData(QImage(2, 2, QImage.Format.Format_RGB32)),
    ],
    ids=["text", "html", "picture"],
)
def test_words_and_pictures_of_a_browser_are_taken(qapp, fill):
    data = QMimeData()
    fill(data)
    assert carries_data(data)


def test_a_picture_that_comes_with_its_file_is_taken_as_the_file():
    data = files_in_hand("file:///tmp/photo.jpg")
    data.setHtml("<img src='photo.jpg'>")
    assert dropped_paths(data) == (Path("/tmp/photo.jpg"),)
    assert not carries_data(data)


def test_what_is_ours_is_not_mistaken_for_words():
    assert not carries_data(pieces_in_hand("a"))
    assert carried_pieces(pieces_in_hand("b", "a")) == ("b", "a")
    rubric = rubric_data(RubricId("échanges"))
    assert carried_rubric(rubric) == "échanges"
    assert carried_pieces(rubric) == ()
    assert carried_rubric(pieces_in_hand("a")) is None
    assert not carries_data(rubric)
