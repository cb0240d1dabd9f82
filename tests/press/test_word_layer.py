"""Recognised words lie over the picture where they stand in it: found, copied, and never seen."""

import io
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from dossier.basis.assets import Assets
from dossier.basis.codec import to_json
from dossier.model.body import ImageBody, PdfBody
from dossier.model.flow import Flow, Paragraph
from dossier.model.recognised import Recognised, RecognisedPage, Word
from dossier.press.fonts import register_fonts
from dossier.press.sheet import SheetTask, make_sheet
from dossier.press.word_layer import draw_words, turned_word
from tests.support.written import ENGLISH, FRENCH, scanned, written

SHARES = st.floats(0, 1)
WORDS = st.builds(Word, st.text(min_size=1, max_size=9), SHARES, SHARES, SHARES, SHARES)


@pytest.fixture
def assets(tmp_path):
    return Assets(tmp_path / "assets")


@pytest.fixture
def sheet(tmp_path, assets):
    """Makes the sheet of bodies and opens it."""
    opened = []

    def make(*bodies, preface=None):
        task = SheetTask(
            bodies=bodies,
            preface=preface,
            assets=str(assets.folder),
            target=str(tmp_path / f"{len(opened)}.pdf"),
            language="fr",
            zone="Europe/Paris",
        )
        make_sheet(task)
        opened.append(pypdfium2.PdfDocument(task.target))
        return opened[-1]

    yield make
    for document in opened:
        document.close()


def known(picture, number=1, turn=0):
    """Gives what a perfect reader would have read."""
    lines = tuple((Word(word, *box),) for word, box in picture.words)
    return RecognisedPage(number=number, lines=lines, turn=turn)


def keep(assets, *pages):
    return assets.put(to_json(Recognised(pages=pages)))


def said(document, page=0):
    text = document[page].get_textpage()
    try:
        return text.get_text_range()
    finally:
        text.close()


def place_of(document, word, page=0):
    """Finds a word; gives its box on the page in points."""
    text = document[page].get_textpage()
    try:
        found = text.search(word).get_next()
        assert found is not None, word
        boxes = [text.get_charbox(found[0] + at) for at in range(found[1])]
        return (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )
    finally:
        text.close()


def ink_box(document, page=0):
    """Gives where the page is dark, in points."""
    picture = document[page].render(scale=1).to_pil().convert("L").point(lambda v: 255 * (v < 128))
    left, top, right, bottom = picture.getbbox()
    return left, picture.height - bottom, right, picture.height - top


def pixels(document):
    return [document[page].render(scale=1).to_pil().tobytes() for page in range(len(document))]


def image_body(assets, picture, **more):
    wide, high = picture.image.size
    return ImageBody(asset=assets.put(picture.png()), width_px=wide, height_px=high, **more)


@given(WORDS, st.integers(0, 9))
def test_turning_on_and_back_leads_to_the_same_place(word, quarters):
    again = turned_word(turned_word(word, quarters), -quarters % 4)
    for name in ("left", "top", "width", "height"):
        assert getattr(again, name) == pytest.approx(getattr(word, name), abs=1e-9)


@pytest.mark.parametrize("turn", range(4))
def test_every_word_of_a_picture_is_found_over_its_ink_however_it_is_turned(assets, sheet, turn):
    picture = written(["Besançon"], size_px=(800, 300))
    body = image_body(assets, picture, turn=turn)
    bare = sheet(body)
    worded = sheet(replace(body, words=keep(assets, known(picture))))
    left, bottom, right, top = place_of(worded, "Besançon")
    dark = ink_box(bare)
    assert (left, bottom, right, top) == pytest.approx(dark, abs=6)
    assert pixels(bare) == pixels(worded)


@pytest.mark.parametrize("turn", range(4))
def test_words_that_were_read_on_the_turned_picture_stand_where_it_shows_them(assets, sheet, turn):
    picture = written(["remboursement"], size_px=(900, 300))
    lying = replace(picture, image=picture.image.transpose(Image.Transpose.ROTATE_90))
    words = keep(assets, known(picture, turn=1))
    made = sheet(image_body(assets, lying, turn=turn, words=words))
    assert place_of(made, "remboursement") == pytest.approx(ink_box(made), abs=6)


def test_all_words_are_copied_in_their_order(assets, sheet):
    picture = written(FRENCH)
    body = image_body(assets, picture, words=keep(assets, known(picture)))
    assert said(sheet(body)).split() == [word for word, _ in picture.words]


def test_of_a_long_screenshot_each_word_stands_once_on_its_own_page(assets, sheet):
    lines = [f"message{row} ENVOYE{row}" for row in range(70)]
    picture = written(lines, size_px=(720, 4300))
    body = image_body(assets, picture)
    bare, worded = sheet(body), sheet(replace(body, words=keep(assets, known(picture))))
    assert len(worded) >= 3
    pages = [said(worded, page).split() for page in range(len(worded))]
    assert sorted(word for page in pages for word in page) == sorted(word for word, _ in picture.words)
    assert all(pages)
    assert pixels(bare) == pixels(worded)
    last = pages[-1][-1]
    assert place_of(worded, last, len(worded) - 1)[1] < ink_box(worded, len(worded) - 1)[1] + 12


@pytest.mark.parametrize("rotated", [0, 90, 180, 270])
@pytest.mark.parametrize("turn", [0, 1])
def test_words_of_a_scan_stand_over_its_ink(assets, sheet, rotated, turn):
    picture = written(["Besançon"], size_px=(1240, 1754))
    data = scanned([picture.image, "Page écrite"], rotated=rotated)
    body = PdfBody(asset=assets.put(data), pages=2, turn=turn)
    bare = sheet(body)
    worded = sheet(replace(body, words=keep(assets, known(picture))))
    assert place_of(worded, "Besançon") == pytest.approx(ink_box(bare), abs=6)
    assert said(bare).strip() == ""
    assert said(worded, 1).strip() == "Page écrite"
    assert pixels(bare) == pixels(worded)


def test_of_chosen_pages_each_has_its_own_words(assets, sheet):
    first, third = written(["premier"], size_px=(1240, 1754)), written(["troisième"], size_px=(1240, 1754))
    data = scanned([first.image, "deuxième", third.image])
    words = keep(assets, known(first), known(third, number=3))
    body = PdfBody(asset=assets.put(data), pages=3, chosen=(2, 3), words=words)
    made = sheet(body)
    assert ["deuxième" in said(made, page) for page in (0, 1)] == [True, False]
    assert ["troisième" in said(made, page) for page in (0, 1)] == [False, True]
    assert "premier" not in said(made, 0) + said(made, 1)


def test_a_page_with_a_header_block_keeps_its_words_too(assets, sheet):
    picture = written(["réclame"], size_px=(1240, 1754))
    body = PdfBody(
        asset=assets.put(scanned([picture.image])),
        pages=1,
        printed=True,
        room_pt=400,
        words=keep(assets, known(picture)),
    )
    made = sheet(body, preface=Flow(blocks=(Paragraph(text="De la boutique"),)))
    assert len(made) == 1
    assert {"boutique", "réclame"} <= set(said(made).split())


def test_other_scripts_and_signs_are_written_as_they_were_read(assets, sheet):
    words = ("Ελλάδα", "Привет", "528,90€", "œuvre", "Straße")
    lines = tuple((Word(word, 0.1, 0.1 + 0.15 * at, 0.3, 0.05),) for at, word in enumerate(words))
    picture = written(ENGLISH[:1], size_px=(900, 600))
    body = image_body(assets, picture, words=keep(assets, RecognisedPage(number=1, lines=lines)))
    assert said(sheet(body)).split() == list(words)


@given(st.lists(WORDS, max_size=5))
def test_no_word_however_odd_spoils_a_page(words):
    register_fonts()
    stream = io.BytesIO()
    canvas = Canvas(stream)
    page = RecognisedPage(number=1, lines=(tuple(words),))
    draw_words(canvas, page, x_pt=0, y_pt=0, width_pt=300, height_pt=400, turn=1)
    canvas.showPage()
    canvas.save()
    document = pypdfium2.PdfDocument(stream.getvalue())
    try:
        assert len(document) == 1
    finally:
        document.close()
