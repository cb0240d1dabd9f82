"""Files of ours are read by the byte; a file of any other shape is refused."""

import re

import pikepdf
import pytest

from dossier.annex.raw_read import RawFile
from dossier.basis.errors import CheckError
from tests.support import annexes

ROW = re.compile(rb"\d{10} 00000 n")
SHEET = annexes.sheet_of(annexes.Invented(number="1", pages=("one", "two"), ballast=3_000_000))


@pytest.fixture
def opened(tmp_path):
    path = tmp_path / "sheet.pdf"
    path.write_bytes(SHEET)
    with RawFile(path) as file:
        yield file


def test_objects_are_those_that_another_reader_finds(opened, tmp_path):
    with pikepdf.open(tmp_path / "sheet.pdf") as pdf:
        for one in pdf.objects:
            raw = opened.object(one.objgen[0])
            assert raw.has_stream == isinstance(one, pikepdf.Stream)
            if raw.has_stream:
                assert b"".join(opened.chunks(raw)) == one.read_raw_bytes()
                assert {key.decode() for key in raw.entries()} == set(one.stream_dict.keys())


def test_pages_come_in_order_with_their_entries(opened):
    assert [page.number for page in opened.pages()] == [5, 8]
    assert opened.pages()[0].entries[b"/Contents"] == b"6 0 R"
    assert opened.has(5)
    assert not opened.has(999)


def test_a_long_stream_is_given_in_pieces(opened):
    with pikepdf.open(opened._stream) as pdf:
        number = pdf.pages[0].Resources.XObject.DossierForm0.Metadata.objgen[0]
    raw = opened.object(number)
    assert raw.length > 3_000_000
    assert max(map(len, opened.chunks(raw))) <= 1024 * 1024


def test_a_body_longer_than_the_first_look_is_read_whole(tmp_path):
    widths = b"[" + b" ".join(b"%d" % n for n in range(60_000)) + b"]"
    path = tmp_path / "wide.pdf"
    path.write_bytes(annexes.file_of({1: b"<< /Type /Catalog >>", 2: widths}, root=1))
    with RawFile(path) as file:
        assert file.object(2).body == widths


def changed(old, new, count=1):
    assert SHEET.count(old) >= 1, old
    return SHEET.replace(old, new, count)


def with_table(change):
    """Changes the cross-reference table and leaves the rest."""
    place = SHEET.rindex(b"xref\n0")
    return SHEET[:place] + change(SHEET[place:])


MALFORMED = {
    "empty": b"",
    "no end": SHEET[:-7],
    "something behind the end": SHEET + b"\n%%EOF 1",
    "no table": changed(b"xref\n0 ", b"xrex\n0 "),
    "table elsewhere": re.sub(rb"startxref\n\d+", b"startxref\n17", SHEET),
    "table out of the file": re.sub(rb"startxref\n\d+", b"startxref\n99999999", SHEET),
    "two sections": with_table(lambda t: t.replace(b"trailer", b"0 1\n0000000000 65535 f \ntrailer")),
    "short rows": with_table(lambda t: t.replace(b" 00000 n \n", b" 00000 n\n")),
    "generation": with_table(lambda t: t.replace(b" 00000 n", b" 00001 n", 1)),
    "same place twice": with_table(lambda t: ROW.sub(ROW.findall(t)[1], t, count=1)),
    "offset of nothing": with_table(lambda t: ROW.sub(b"0000000003 00000 n", t, count=1)),
    "offset zero": with_table(lambda t: ROW.sub(b"0000000000 00000 n", t, count=1)),
    "encrypted": with_table(lambda t: t.replace(b"/Size", b"/Encrypt 4 0 R /Size")),
    "older revision": with_table(lambda t: t.replace(b"/Size", b"/Prev 9 /Size")),
    "no root": with_table(lambda t: t.replace(b"/Root", b"/Toor")),
    "root is missing": with_table(lambda t: t.replace(b"/Root 4", b"/Root 7777")),
    "another number on the object": changed(b"\n4 0 obj", b"\n9 0 obj"),
    "no end of object": changed(b"/Name (hidden) >>\nendobj", b"/Name (hidden) >>\nendobx"),
    "bytes between objects": changed(b"(hidden) >>\nendobj\n", b"(hid) >>\nendobj\nmore"),
    "page tree in a circle": changed(b"/Kids [5 0 R", b"/Kids [3 0 R"),
    "page twice": changed(b"/Kids [5 0 R 8 0 R]", b"/Kids [5 0 R 5 0 R]"),
    "no page": changed(b"/Type /Page ", b"/Type /Leaf "),
    "kids are no references": changed(b"/Kids [5 0 R 8 0 R]", b"/Kids [5 8 0 R 0 0]"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_another_shape_is_refused(name, tmp_path):
    path = tmp_path / "sheet.pdf"
    path.write_bytes(MALFORMED[name])
    with pytest.raises(CheckError, match="sheet-malformed"):
        read_whole(path)


def read_whole(path):
    with RawFile(path) as file:
        file.pages()
        for number in range(1, 30):
            if file.has(number):
                file.object(number)


@pytest.mark.parametrize("length", [b"/Length 3", b"/Length 6 0 R", b"/Lengtx 59", b"/Length 99999999999"])
def test_a_stream_whose_length_is_not_confirmed_is_refused(length, tmp_path):
    path = tmp_path / "sheet.pdf"
    objects = {1: b"<< /Type /Catalog >>", 2: b"<< %s >>\nstream\nabc def\nendstream" % length}
    path.write_bytes(annexes.file_of(objects, root=1))
    with RawFile(path) as file, pytest.raises(CheckError, match="sheet-malformed"):
        file.object(2)


def test_a_stream_that_quotes_its_own_end_is_read_to_its_length(tmp_path):
    data = b"abc\nendstream\nendobj\n9 0 obj"
    path = tmp_path / "sheet.pdf"
    path.write_bytes(annexes.file_of({1: b"<< /Type /Catalog >>", 2: annexes.stream(b"", data)}, root=1))
    with RawFile(path) as file:
        assert b"".join(file.chunks(file.object(2))) == data
        with pytest.raises(CheckError, match="sheet-malformed"):
            file.stream(1)
