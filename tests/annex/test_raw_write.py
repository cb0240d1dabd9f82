"""A file written from front to back is one that other readers accept without repair."""

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.annex import raw_write
from dossier.annex.raw_catalogue import put_outline, put_page_tree, text_string
from dossier.annex.raw_read import RawFile
from dossier.annex.raw_tokens import dictionary
from dossier.annex.raw_write import RawWriter
from dossier.basis.errors import CheckError
from dossier.model.plan import Bookmark


def finished(build):
    """Writes a file of some pages with what ``build`` adds to the catalogue, and opens it."""
    stream = io.BytesIO()
    writer = RawWriter(stream)
    info = writer.new()
    writer.put(info, b"<< >>")
    root = writer.new()
    writer.put(root, dictionary({b"/Type": b"/Catalog", **build(writer)}))
    writer.finish(root=root, info=info)
    pdf = pikepdf.open(stream)
    assert pdf.check_pdf_syntax() == []
    return pdf


def put_pages(writer, count):
    pages = [writer.new() for _ in range(count)]
    tree, parents = put_page_tree(writer, pages)
    for number, page in enumerate(pages, 1):
        body = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 9 %d] /Resources << >> >>"
        writer.put(page, body % (parents[page], number))
    return pages, tree


@pytest.mark.parametrize("count", [1, 2, 63, 64, 65, 128, 4096, 4097])
def test_the_page_tree_is_balanced_and_in_order(count):
    with finished(lambda writer: {b"/Pages": b"%d 0 R" % put_pages(writer, count)[1]}) as pdf:
        assert [int(page.MediaBox[3]) for page in pdf.pages] == list(range(1, count + 1))
        assert int(pdf.Root.Pages.Count) == count
        depth = 0
        node = pdf.Root.Pages
        while "/Kids" in node:
            assert len(node.Kids) <= 64
            node = node.Kids[0]
            depth += 1
        assert depth <= 3


outlines = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3), st.text(max_size=8)), max_size=20)


def steps(rows):
    """Makes each depth at most one more than the one before."""
    depth = -1
    for wanted, page, title in rows:
        depth = min(wanted, depth + 1)
        yield Bookmark(title=title, page=page, depth=depth)


def flat(items, depth=0):
    for item in items:
        yield depth, item.title, item
        yield from flat(item.children, depth + 1)


@given(outlines)
def test_another_reader_finds_the_outline_as_it_was_planned(rows):
    marks = list(steps((d, p, t.encode("utf-8", "ignore").decode()) for d, p, t in rows))

    def build(writer):
        pages, tree = put_pages(writer, 3)
        return {b"/Pages": b"%d 0 R" % tree, b"/Outlines": b"%d 0 R" % put_outline(writer, marks, pages)}

    with finished(build) as pdf, pdf.open_outline() as outline:
        found = list(flat(outline.root))
        assert [(depth, title) for depth, title, _ in found] == [(mark.depth, mark.title) for mark in marks]
        targets = [pdf.pages.index(pikepdf.Page(item.destination[0])) + 1 for _, _, item in found]
        assert targets == [mark.page for mark in marks]
        assert all(item.is_closed for _, _, item in found if item.children)
        shown = sum(mark.depth == 0 for mark in marks)
        assert int(pdf.Root.Outlines.get("/Count", 0)) == shown


@given(st.text(max_size=20).filter(lambda text: text.encode("utf-8", "ignore").decode() == text))
def test_words_come_back_from_a_text_string(words):
    assert str(pikepdf.Object.parse(text_string(words))) == words


def test_a_number_without_an_object_is_refused():
    writer = RawWriter(io.BytesIO())
    root = writer.new()
    writer.put(root, b"<< >>")
    writer.new()
    with pytest.raises(CheckError, match="object 2 was never written"):
        writer.finish(root=root, info=root)


def test_an_object_written_twice_is_refused():
    writer = RawWriter(io.BytesIO())
    number = writer.new()
    writer.put(number, b"1")
    with pytest.raises(CheckError, match="written twice"):
        writer.put(number, b"2")


def test_more_objects_than_viewers_bear_are_refused(monkeypatch):
    monkeypatch.setattr(raw_write, "MOST_OBJECTS", 3)
    writer = RawWriter(io.BytesIO())
    writer.new()
    writer.new()
    with pytest.raises(CheckError, match="annex-too-large"):
        writer.new()


def identifier(stream_data, body):
    stream = io.BytesIO()
    writer = RawWriter(stream)
    root, page = writer.new(), writer.new()
    writer.put(root, body)
    writer.put_data(page, {}, stream_data)
    writer.finish(root=root, info=root)
    return stream.getvalue().split(b"/ID [")[1][:35]


def test_the_identifier_tells_different_content_and_nothing_else():
    one = identifier(b"a", b"<< /A 1 >>")
    assert one == identifier(b"a", b"<< /A 1 >>")
    assert len({one, identifier(b"b", b"<< /A 1 >>"), identifier(b"a", b"<< /A 2 >>")}) == 3


def test_what_is_written_is_read_by_our_own_reader(tmp_path):
    path = tmp_path / "file.pdf"
    with path.open("wb") as stream:
        writer = RawWriter(stream)
        root = writer.new()
        pages, tree = put_pages(writer, 200)
        writer.put(root, b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
        writer.finish(root=root, info=root)
    with RawFile(path) as file:
        assert [page.number for page in file.pages()] == pages
