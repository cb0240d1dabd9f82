"""Heaps of marks are parted, so that every normal form is made in a time that grows with the text."""

import unicodedata
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from dossier.basis.stream_safe import stream_safe

_TEXT = st.text(st.sampled_from("aé \u0301\u0316\u05b0\u0344\u4e00€"), max_size=200)


def longest_heap(text):
    groups = groupby(text, key=lambda char: unicodedata.combining(char) > 0)
    return max((len(list(group)) for marks, group in groups if marks), default=0)


@given(text=_TEXT, heap=st.integers(0, 90))
def test_nothing_is_lost_and_no_heap_is_longer_than_thirty(text, heap):
    made = stream_safe(text + "\u0301\u0316" * heap)
    assert made.replace("\u034f", "") == text + "\u0301\u0316" * heap
    assert longest_heap(made) <= 30


@given(text=st.text(max_size=40))
def test_what_people_write_stays_as_it_is(text):
    if longest_heap(text) <= 30:
        assert stream_safe(text) == text


def test_a_heap_of_any_height_can_be_normalised():
    made = stream_safe("e" + "\u0301\u0316" * 200_000)
    assert len(unicodedata.normalize("NFKC", made)) >= 400_000
