"""A foreign page made ready for the web engine: its own bytes stay, ours stand where they count."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.press.web_page import POLICY, Order, prepared

MARK = b"\xef\xbb\xbf"
OURS = re.compile(rb"<meta http-equiv=\"Content-Security-Policy\".*?</style>", re.DOTALL)


def order(room_pt=0.0, width_pt=500.0):
    return Order(html="", target="", width_pt=width_pt, height_pt=700.0, room_pt=room_pt, pages=1)


@given(html=st.one_of(st.binary(max_size=200), st.text(alphabet="<!-doctype> ?\nhml", max_size=60)))
def test_the_page_keeps_every_byte(html):
    data = html if isinstance(html, bytes) else html.encode()
    made = prepared(data, order())
    assert made.startswith(MARK)
    assert len(OURS.findall(made)) == 1 + len(OURS.findall(data))
    assert OURS.sub(b"", made[len(MARK) :], count=1) == data.removeprefix(MARK)


@pytest.mark.parametrize(
    "before",
    [
        "<!doctype html>",
        "<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'\n 'http://www.w3.org/TR/html4/strict.dtd'>",
        "\n <!-- saved from url --><!doctype html>",
        "<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html>",
        "\ufeff<!doctype html>",
        "<!-- " + "long " * 5000 + "--><!doctype html>",
    ],
)
def test_ours_stands_right_after_the_doctype(before):
    made = prepared(f"{before}<html><head>".encode(), order()).decode("utf-8-sig")
    head, ours, rest = made.partition("<meta http-equiv")
    assert head == before.removeprefix("\ufeff")
    assert ours
    assert rest.endswith("<html><head>")


@pytest.mark.parametrize("html", ["", "<html>", "words <!doctype html>", "<p><!-- <!doctype html> --></p>"])
def test_without_a_doctype_ours_stands_first(html):
    assert prepared(html.encode(), order()).startswith(MARK + b"<meta http-equiv")


def test_the_room_is_a_share_of_the_width():
    assert b"margin-top: 20.0000%" in prepared(b"", order(room_pt=100.0, width_pt=500.0))
    assert b"margin-top: 0.0000%" in prepared(b"", order())


def test_the_policy_allows_what_the_page_holds_itself_and_nothing_else():
    allowed = dict(part.strip().split(" ", 1) for part in POLICY.split(";"))
    assert allowed.pop("default-src") == "'none'"
    assert allowed.pop("style-src") == "'unsafe-inline' data:"
    assert set(allowed.values()) == {"data:", "'none'"}
    assert "script-src" not in allowed


def test_a_page_that_begins_with_a_million_comments_is_prepared_at_once():
    assert prepared(b"<!--" * 1_000_000, order()).count(b"<!--") == 1_000_000
