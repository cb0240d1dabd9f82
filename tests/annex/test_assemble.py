"""What is assembled is what was planned, byte for byte the same each time, and nothing else."""

import hashlib
import re
import subprocess
import sys
import zlib
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from dossier.annex.assemble import assemble
from dossier.basis.errors import CancelledError, CheckError
from dossier.model.plan import Link, PageKind
from tests.support import annexes
from tests.support.annexes import USUAL, Invented

LAYERED = (
    Invented(number="1", pages=("Calque un",), layered=True),
    Invented(number="2", pages=("Sans calque",)),
    Invented(number="3", pages=("Calque trois", "Calque encore"), layered=True),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return annexes.ingredients(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def annex(made, tmp_path_factory):
    return made.assemble(tmp_path_factory.mktemp("annex") / "annex.pdf")


@pytest.fixture
def pdf(annex):
    with pikepdf.open(annex) as opened:
        yield opened


def texts(path):
    """The words of each page."""
    with pypdfium2.PdfDocument(path) as document:
        found = []
        for page in document:
            text = page.get_textpage()
            found.append(text.get_text_range())
            text.close()
            page.close()
        return found


def picture(path, page, hide=0):
    """A drawn page as bytes; the lowest ``hide`` points, where marks stand, are left out."""
    with pypdfium2.PdfDocument(path) as document:
        drawn = document[page - 1]
        box = drawn.get_mediabox()
        drawn.set_cropbox(34.1, hide, box[2] - 34.1, box[3] - 34.1)
        bitmap = drawn.render(scale=0.5)
        data = bytes(bitmap.buffer)
        bitmap.close()
        drawn.close()
        return data


def test_another_reader_has_nothing_to_complain_of(pdf):
    assert pdf.check_pdf_syntax() == []
    assert pdf.pdf_version == "1.7"


def test_every_page_of_a_sheet_comes_with_its_words_its_picture_and_its_marks(made, annex):
    words = texts(annex)
    for piece in made.plan.pieces:
        sheet = made.sheets[piece.piece]
        for within, alone in enumerate(texts(sheet), 1):
            number = piece.first + within - 1
            assert words[number - 1].startswith(alone)
            assert f"{number} / {len(words)}" in words[number - 1]
            assert made.plan.footer_words(number) in words[number - 1]
            assert picture(annex, number, hide=51) == picture(sheet, within, hide=51)


def test_our_own_pages_keep_their_words_and_get_their_marks(made, annex):
    words = texts(annex)
    fronts = texts(made.front)
    numbers = [n for n, page in enumerate(made.plan.pages, 1) if page.kind is not PageKind.PIECE]
    for number, front in zip(numbers, fronts, strict=True):
        assert words[number - 1].startswith(front)
        assert words[number - 1].endswith(f"{number} / {len(words)}")


def test_marks_stand_where_they_were_drawn_whatever_the_page_left_behind(made, annex):
    """Our own pages shift their space by a quarter point; the marks must not move with it."""
    with pypdfium2.PdfDocument(annex) as finished, pypdfium2.PdfDocument(made.marks) as marks:
        for number in range(len(finished)):
            assert last_letter(finished, number) == last_letter(marks, number)


def last_letter(document, number):
    """Where the last letter of the page number stands."""
    page = document[number]
    text = page.get_textpage()
    whole = text.get_text_range()
    found = re.search(rf"{number + 1} / \d+", whole)
    boxes = [text.get_charbox(i) for i in range(text.count_chars()) if text.get_charbox(i)[1] < 40]
    text.close()
    page.close()
    assert found
    return max(boxes, key=lambda box: box[2])


def test_the_catalogue_says_what_readers_need_and_nothing_more(pdf, made):
    root = pdf.Root
    assert set(root.keys()) == {
        "/Type",
        "/Version",
        "/Pages",
        "/Lang",
        "/PageMode",
        "/ViewerPreferences",
        "/PageLabels",
        "/Outlines",
        "/Metadata",
        "/PieceInfo",
        "/OutputIntents",
    }
    assert str(root.Lang) == "fr"
    assert root.PageMode == "/UseOutlines"
    assert root.ViewerPreferences.DisplayDocTitle
    assert [page.label for page in pdf.pages] == [str(n) for n in range(1, len(made.plan.pages) + 1)]


def test_both_places_for_metadata_say_the_same_and_know_no_clock(pdf, made):
    info = {key: str(value) for key, value in pdf.docinfo.items()}
    assert info == {
        "/Title": made.plan.title,
        "/Author": made.plan.author,
        "/Creator": made.plan.creator,
        "/Producer": made.plan.creator,
        "/CreationDate": "D:20260312",
        "/ModDate": "D:20260312",
    }
    with pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
        assert meta["dc:title"] == made.plan.title
        assert meta["dc:creator"] == [made.plan.author]
        assert meta["xmp:CreateDate"] == meta["xmp:ModifyDate"] == "2026-03-12"
        assert meta["pdf:Producer"] == meta["xmp:CreatorTool"] == made.plan.creator
    assert "/Filter" not in pdf.Root.Metadata


@pytest.mark.parametrize("words", ["A & B <c> ]]>", "(a\\b)", "Ο φίλος – ‏שלום‏ 😀", "é"])
def test_any_words_may_be_title_author_and_bookmark(words, tmp_path):
    made = annexes.ingredients(tmp_path)
    marks = (replace(made.plan.bookmarks[0], title=words), *made.plan.bookmarks[1:])
    plan = replace(made.plan, title=words, author=words, bookmarks=marks)
    with pikepdf.open(replace(made, plan=plan).assemble(tmp_path / "annex.pdf")) as pdf:
        assert str(pdf.docinfo.Title) == str(pdf.docinfo.Author) == words
        assert str(pdf.Root.Outlines.First.Title) == words
        with pdf.open_metadata() as meta:
            assert meta["dc:title"] == words


def test_bookmarks_open_to_the_rubrics(pdf, made):
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [b.title for b in made.plan.bookmarks if not b.depth]
        rubric = outline.root[1]
        assert rubric.is_closed
        assert [item.title for item in rubric.children] == [
            b.title for b in made.plan.bookmarks if b.depth == 1 and b.page < 10
        ]
        assert rubric.children[1].children[0].title == made.plan.bookmarks[4].title


def test_destinations_are_explicit_and_keep_the_readers_zoom(pdf, made):
    assert len(pdf.pages[1].Annots) == len(made.plan.links)
    for annot, link in zip(pdf.pages[1].Annots, made.plan.links, strict=True):
        assert set(annot.keys()) == {"/Type", "/Subtype", "/Rect", "/Border", "/F", "/Dest"}
        assert annot.Dest[0].objgen == pdf.pages[link.target - 1].obj.objgen
        assert list(annot.Dest)[1:] == ["/XYZ", None, None, None]
        assert [float(x) for x in annot.Rect] == pytest.approx(link.rect, abs=0.001)
        assert list(annot.Border) == [0, 0, 0]
        assert int(annot.F) == 4
    assert all("/Annots" not in page for n, page in enumerate(pdf.pages, 1) if n != 2)


def test_fonts_are_there_once_however_many_pages_use_them(pdf):
    files = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/Length1" in one.stream_dict]
    assert len(files) == 2  # of our own pages, and of the marks


def test_no_object_is_left_over_and_numbers_are_dense(pdf, annex):
    numbers = sorted(int(n) for n in re.findall(rb"\n(\d+) 0 obj\n", annex.read_bytes()))
    assert numbers == list(range(1, len(pdf.objects) + 1))
    seen, todo = set(), [pdf.trailer]
    while todo:
        one = todo.pop()
        if isinstance(one, pikepdf.Object) and one.is_indirect:
            if one.objgen in seen:
                continue
            seen.add(one.objgen)
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            todo.extend(dict(one.items()).values())
        elif isinstance(one, pikepdf.Array):
            todo.extend(one)
    assert len(seen) == len(pdf.objects)


def test_what_no_page_of_a_sheet_needs_stays_out(tmp_path):
    made = annexes.ingredients(tmp_path)
    sheet = made.sheets[made.plan.pieces[0].piece]
    sheet.write_bytes(with_secret(sheet.read_bytes()))
    assert b"held back" not in made.assemble(tmp_path / "annex.pdf").read_bytes()


def with_secret(sheet):
    """Adds an object that the catalogue refers to and no page."""
    numbers = [int(n) for n in re.findall(rb"\n(\d+) 0 obj\n", sheet)]
    objects = {n: re.search(rb"\n%d 0 obj\n(.*?)\nendobj\n" % n, sheet, re.DOTALL)[1] for n in numbers}
    secret = max(numbers) + 1
    objects[secret] = annexes.stream(b"", b"a piece that was held back")
    objects[4] = objects[4].replace(b"/Catalog", b"/Catalog /Secret %d 0 R" % secret)
    return annexes.file_of(objects, root=4)


def test_the_same_ingredients_give_the_same_bytes_in_another_process(made, annex, tmp_path):
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tests.support import annexes\n"
        "folder = Path(sys.argv[1])\n"
        "annexes.ingredients(folder).assemble(folder / 'annex.pdf')\n"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, env={"PYTHONHASHSEED": "7"})
    assert (tmp_path / "annex.pdf").read_bytes() == annex.read_bytes()


def test_the_identifier_changes_with_the_content(tmp_path, annex):
    other = annexes.ingredients(tmp_path, (*USUAL[:-1], replace(USUAL[-1], pages=("Autre relevé",))))
    with pikepdf.open(annex) as one, pikepdf.open(other.assemble(tmp_path / "annex.pdf")) as two:
        assert bytes(one.trailer.ID[0]) != bytes(two.trailer.ID[0])
        assert bytes(one.trailer.ID[0]) == bytes(one.trailer.ID[1])


def test_sheets_with_layers_share_two_and_keep_the_hidden_hidden(tmp_path):
    made = annexes.ingredients(tmp_path, LAYERED)
    annex = made.assemble(tmp_path / "annex.pdf")
    with pikepdf.open(annex) as pdf:
        properties = pdf.Root.OCProperties
        assert [str(group.Name) for group in properties.OCGs] == ["shown", "hidden"]
        assert [group.objgen for group in properties.D.ON] == [properties.OCGs[0].objgen]
        assert [group.objgen for group in properties.D.OFF] == [properties.OCGs[1].objgen]
        assert len(properties.D.Order) == 0
        assert sum(getattr(one, "get", dict)("/Type") == "/OCG" for one in pdf.objects) == 2
    for piece in made.plan.pieces:
        for within in range(1, piece.pages + 1):
            alone = picture(made.sheets[piece.piece], within, hide=51)
            assert picture(annex, piece.first + within - 1, hide=51) == alone


def test_layers_are_not_spoken_of_when_there_are_none(pdf):
    assert "/OCProperties" not in pdf.Root


def spoil(path, old, new):
    data = path.read_bytes()
    assert data.count(old) >= 1
    path.write_bytes(data.replace(old, new.ljust(len(old)), 1))


SPOILED_SHEETS = {
    "a link": (b"/Type /Page /Parent 3 0 R", b"/Annots 3 0 R /Parent 3 0 R"),
    "a turned page": (b"/MediaBox [0 0 595.276 841.890]", b"/MediaBox [0 0 841.890 595.276]"),
    "another size": (b"/MediaBox [0 0 595.276 841.890]", b"/MediaBox [0 0 500 841.890]"),
    "an origin elsewhere": (b"/MediaBox [0 0 595.276 841.890]", b"/MediaBox [1 0 595.276 841.890]"),
    "no content": (b"/Contents 6 0 R", b"/Xontents 6 0 R"),
    "content in parts": (b"/Contents 6 0 R", b"/Contents [6 0]"),
    "no place for marks": (b"/DossierMark 7 0 R", b"/DossierMurk 7 0 R"),
    "no layer where one is kept": (b"/Type /OCG", b"/Type /XYZ"),
    "a missing object": (b"/DossierForm0 13 0 R", b"/DossierForm0 99 0 R"),
    "another generation": (b"/DossierForm0 13 0 R", b"/DossierForm0 13 1 R"),
}


@pytest.mark.parametrize("name", SPOILED_SHEETS)
def test_a_sheet_of_another_shape_is_refused(name, tmp_path):
    made = annexes.ingredients(tmp_path)
    spoil(made.sheets[made.plan.pieces[0].piece], *SPOILED_SHEETS[name])
    with pytest.raises(CheckError, match="sheet-malformed"):
        made.assemble(tmp_path / "annex.pdf")


@pytest.mark.parametrize("file", ["front", "marks"])
def test_own_pages_in_the_wrong_number_are_refused(file, made, tmp_path):
    fewer = replace(
        made.plan, pages=made.plan.pages[:2], pieces=(), links=(), bookmarks=made.plan.bookmarks[:1]
    )
    path = tmp_path / "fewer.pdf"
    (annexes.draw_front if file == "front" else annexes.draw_marks)(
        path, replace(fewer, pages=fewer.pages[:1])
    )
    with pytest.raises(CheckError, match="pages, not"):
        replace(made, **{file: path}).assemble(tmp_path / "annex.pdf")


def test_a_sheet_with_fewer_pages_than_planned_is_refused(made, tmp_path):
    sheets = {**made.sheets, made.plan.pieces[0].piece: made.sheets[made.plan.pieces[3].piece]}
    with pytest.raises(CheckError, match="1 pages, not 2"):
        replace(made, sheets=sheets).assemble(tmp_path / "annex.pdf")


def test_a_plan_that_contradicts_itself_is_refused_before_anything_is_written(made, tmp_path):
    plan = replace(made.plan, links=(Link(page=2, rect=(0.0, 0.0, 9.0, 9.0), target=99),))
    target = tmp_path / "annex.pdf"
    with pytest.raises(CheckError, match="plan-broken"):
        replace(made, plan=plan).assemble(target)
    assert not target.exists()


def test_it_tells_how_far_it_is_and_can_be_stopped(made, tmp_path):
    told = []

    def note(stage, done, total):
        told.append((stage, done, total))
        if len(told) == 3:
            raise CancelledError

    with pytest.raises(CancelledError):
        assemble(
            made.plan,
            front=made.front,
            sheets=made.sheets,
            marks=made.marks,
            target=tmp_path / "annex.pdf",
            progress=note,
        )
    assert told == [("assemble", 5, 12), ("assemble", 7, 12), ("assemble", 10, 12)]


def test_streams_travel_untouched(tmp_path):
    made = annexes.ingredients(tmp_path, (Invented(number="1", ballast=3_000_000),))
    with pikepdf.open(made.sheets[made.plan.pieces[0].piece]) as sheet:
        wanted = {hashlib.sha256(one.read_raw_bytes()).digest() for one in sheet.objects if is_stream(one)}
    with pikepdf.open(made.assemble(tmp_path / "annex.pdf")) as pdf:
        found = {hashlib.sha256(one.read_raw_bytes()).digest() for one in pdf.objects if is_stream(one)}
    empty_mark = hashlib.sha256(b"").digest()
    assert wanted - found == {empty_mark}


def is_stream(one):
    return isinstance(one, pikepdf.Stream)


def test_what_the_file_carries_about_itself_names_nothing_that_is_not_printed(pdf, made):
    own = zlib.decompress(pdf.Root.PieceInfo.Dossier.Private.read_raw_bytes()).decode()
    assert "id-" not in own
    assert all(piece.number in own for piece in made.plan.pieces)


def test_memory_does_not_grow_with_what_sheets_hold(tmp_path):
    script = (
        "import sys, tracemalloc\n"
        "from pathlib import Path\n"
        "from tests.support import annexes\n"
        "folder = Path(sys.argv[1])\n"
        "made = annexes.ingredients(folder, [annexes.Invented(number='1', ballast=60_000_000)])\n"
        "tracemalloc.start()\n"
        "made.assemble(folder / 'annex.pdf')\n"
        "print(tracemalloc.get_traced_memory()[1], (folder / 'annex.pdf').stat().st_size)\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
    )
    peak, size = map(int, found.stdout.split())
    assert size > 60_000_000
    assert peak < 8_000_000
