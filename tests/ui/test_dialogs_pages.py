"""Page numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.texts.catalogue import Texts
from ui.dialogs.page_numbers import PagesUnclearError, read_pages, write_pages

FRENCH = Texts("fr")


@given(st.sets(st.integers(1, 60), min_size=1))
def test_what_is_written_is_read_back(pages):
    rising = tuple(sorted(pages))
    assert read_pages(write_pages(rising), last=60, texts=FRENCH) == rising


@given(st.text(max_size=30))
def test_anything_is_read_or_explained(text):
    try:
        pages = read_pages(text, last=9, texts=FRENCH)
    except PagesUnclearError:
        return
    assert pages
    assert pages == tuple(sorted(set(pages)))
    assert set(pages) <= set(range(1, 10))


@pytest.mark.parametrize(
    ("text", "pages"),
    [("1-3, 5", (1, 2, 3, 5)), ("5;1 – 2", (1, 2, 5)), ("3 3 3", (3,)), ("4—4", (4,))],
)
def test_the_usual_ways_of_writing_are_understood(text, pages):
    assert read_pages(text, last=6, texts=FRENCH) == pages


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("", "missing", {}),
        (" , ", "missing", {}),
        ("1, deux", "unclear", {"part": "deux"}),
        ("1-", "unclear", {"part": "1-"}),
        ("0", "beyond", {"page": 0, "last": 6}),
        ("2-7", "beyond", {"page": 7, "last": 6}),
        ("3-1", "backwards", {"part": "3-1"}),
    ],
)
def test_what_is_wrong_is_said(text, key, words):
    with pytest.raises(PagesUnclearError) as caught:
        read_pages(text, last=6, texts=FRENCH)
    assert str(caught.value) == FRENCH.say(f"window.dialog_pages_{key}", **words)
