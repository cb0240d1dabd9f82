"""The people of a header line: as the standard says, and still found where its reader falls over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.people import people_in


def test_names_and_addresses_are_taken_apart():
    assert people_in('"Martin, Léa" <lea@example.org>, bob@example.org (Bob)', "x") == [
        ("Martin, Léa", "lea@example.org"),
        ("Bob", "bob@example.org"),
        ("", "x"),
    ]


@pytest.mark.parametrize("rubbish", ["(" * 5000, "a:" * 5000, "<" * 5000, "(a:" * 5000])
def test_endless_nesting_costs_the_names_only(rubbish):
    people = people_in(f"Léa <lea@example.org>, {rubbish} bob@example.org")
    assert "lea@example.org" in {address for _, address in people}


@given(st.lists(st.text(alphabet='ab@.,:;<>()[]"\\ \r\n', max_size=200), max_size=3))
def test_any_line_gives_pairs(lines):
    assert all(len(pair) == 2 for pair in people_in(*lines))
