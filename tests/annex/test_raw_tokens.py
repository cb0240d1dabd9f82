"""References are found where they are and nowhere else, and objects are cut where they end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.annex.raw_tokens import body_end, dictionary, entries, reference, references, renumber
from dossier.basis.errors import CheckError

TRICKY = (
    b"12 0 R",
    b"endobj",
    b">>\nstream\n",
    b"<<",
    b"[1 0 R]",
    b"%",
    b"/Name",
    b"\\",
    b"(",
    b")",
    b"x\ny",
    b"",
)


class Ref(int):
    """A reference in a tree of values."""


def escaped(text):
    return b"(" + text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def written(value, number_of):
    """Writes a tree as our writers do; the reference implementation of renumbering."""
    match value:
        case Ref():
            return b"%d 0 R" % number_of(int(value))
        case bytes():
            return value
        case list():
            return b"[" + b" ".join(written(one, number_of) for one in value) + b"]"
        case dict():
            inner = (key + b" " + written(one, number_of) for key, one in value.items())
            return b"<<\n" + b"\n".join(inner) + b"\n>>"
    raise AssertionError(value)


names = st.sampled_from([b"/Type", b"/F1", b"/a*1", b"/endobj", b"/stream", b"/12", b"/R", b"/X#20Y", b"/"])
strings = st.lists(st.sampled_from(TRICKY) | st.binary(max_size=6), max_size=4).map(b"".join).map(escaped)
hexes = st.binary(max_size=4).map(lambda data: b"<" + data.hex().encode() + b">")
numbers = st.sampled_from([b"0", b"12", b"-3", b"+.5", b"12.0", b"007", b"true", b"null"])
leaves = names | strings | hexes | numbers | st.integers(1, 99).map(Ref)
trees = st.recursive(
    leaves, lambda t: st.lists(t, max_size=4) | st.dictionaries(names, t, max_size=4), max_leaves=12
)
dictionaries = st.dictionaries(names, trees, max_size=5)


def same(number):
    return number


def moved(number):
    return number * 1000 + 7


@given(dictionaries)
def test_references_get_their_new_numbers_and_nothing_else_changes(tree):
    assert renumber(written(tree, same), moved) == written(tree, moved)


@given(dictionaries)
def test_every_reference_is_asked_for_once(tree):
    asked = []
    renumber(written(tree, same), lambda number: asked.append(number) or number)
    wanted = []
    written(tree, lambda number: wanted.append(number) or number)
    assert asked == wanted


@given(dictionaries)
def test_a_dictionary_is_cut_at_its_top_level(tree):
    assert entries(written(tree, same)) == {key: written(value, same) for key, value in tree.items()}


@given(dictionaries)
def test_what_was_cut_can_be_written_again(tree):
    cut = entries(written(tree, same))
    assert entries(dictionary(cut)) == cut


@given(dictionaries, st.sampled_from([b"\nstream\n", b" stream\r\n", b"stream\n"]))
def test_a_body_ends_before_its_stream(tree, keyword):
    body = written(tree, same)
    data = b"5 0 obj\n" + body + keyword + b"binary >> endobj"
    assert body_end(data, 7) == (8 + len(body), 8 + len(body) + len(keyword), True)


@given(trees)
def test_a_body_ends_before_endobj(tree):
    body = written(tree, same)
    assert body_end(b"5 0 obj\n" + body + b"\nendobj\n", 7) == (9 + len(body), 15 + len(body), False)


@given(dictionaries, st.data())
def test_a_body_cut_short_has_no_end(tree, data):
    body = written(tree, same)
    cut = data.draw(st.integers(0, len(body)))
    assert body_end(body[:cut], 0) is None


def test_comments_are_left_as_they_are():
    body = b"<< % 3 0 R (\n/A 3 0 R >>"
    assert renumber(body, moved) == b"<< % 3 0 R (\n/A 3007 0 R >>"
    assert entries(b"<< /A % (one\n 1 /B 2 >>") == {b"/A": b"1", b"/B": b"2"}


@pytest.mark.parametrize(
    "body",
    [
        b"(a(b)c)",
        b"(open",
        b"<< /A 3 1 R >>",
        b"[ ) ]",
    ],
)
def test_what_our_writers_never_make_is_not_renumbered(body):
    with pytest.raises(CheckError, match="sheet-malformed"):
        renumber(body, moved)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[1 2]",
        b"<< /A 1",
        b"<< /A >>",
        b"<< /A [1 >>",
        b"<< /A 1 /A 2 >>",
        b"<< 1 2 >>",
        b"<< /A 1 >> 2",
        b"<< /A 1 >> )",
        b"<< /A ] >>",
    ],
)
def test_what_is_no_dictionary_is_not_cut(body):
    with pytest.raises(CheckError, match="sheet-malformed"):
        entries(body)


def test_references_are_read_strictly():
    assert reference(b" 12 0 R ") == 12
    assert references(b"[ 1 0 R\n2 0 R ]") == [1, 2]
    assert references(b"[]") == []
    for wrong in (None, b"", b"12", b"12 1 R", b"[1 0 R]"):
        with pytest.raises(CheckError):
            reference(wrong)
    for wrong in (None, b"1 0 R", b"[1]", b"[1 0 R 2]", b"[1 1 R]"):
        with pytest.raises(CheckError):
            references(wrong)


def test_long_unclosed_strings_are_refused_at_once():
    with pytest.raises(CheckError):
        renumber(b"(" * 20_000, moved)
    assert body_end(b"<< /A " + b"(x" * 20_000, 0) is None
    assert body_end(b"<" * 50_000, 0) is None
