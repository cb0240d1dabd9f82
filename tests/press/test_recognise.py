"""Words are read where they stand: in four languages, turned, in long screenshots, on scanned pages."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from dossier.basis import limits
from dossier.basis.errors import WorkerError
from dossier.press import recognise as press
from dossier.press.recognise import (
    RecogniseTask,
    SilentPagesTask,
    can_recognise,
    recognise,
    silent_pages,
    try_engine,
)
from dossier.press.word_layer import turned_word
from dossier.workers.pool import Pool
from tests.support.documents import drawing
from tests.support.pictures import encoded
from tests.support.written import DUTCH, ENGLISH, FRENCH, GERMAN, overlap, scanned, written

IN_PLACE = 0.6
"""Share of a word's place that must be right; accents and tails are not counted by everybody."""


@pytest.fixture
def kept(tmp_path):
    """Writes bytes to a file and gives a task to read it."""

    def task(data: bytes, **more: int) -> RecogniseTask:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}"
        path.write_bytes(data)
        return RecogniseTask(asset=str(path), **more)

    return task


def found(page):
    return [
        (word.text, (word.left, word.top, word.width, word.height)) for line in page.lines for word in line
    ]


def share_in_place(wanted, page):
    got = found(page)
    right = [
        word for word, box in wanted if any(word == said and overlap(box, at) > IN_PLACE for said, at in got)
    ]
    return len(right) / len(wanted)


def test_it_is_installed_where_the_tests_run():
    assert can_recognise()


def test_words_of_four_languages_are_read_in_place(kept):
    right = wanted = 0.0
    for lines in (FRENCH, DUTCH, GERMAN, ENGLISH):
        picture = written(lines)
        right += share_in_place(picture.words, recognise(kept(picture.png()))) * len(picture.words)
        wanted += len(picture.words)
    assert right / wanted >= 0.95


def test_a_picture_that_was_turned_is_read_as_it_is_looked_at(kept):
    picture = written(FRENCH[:2], size_px=(1240, 260))
    on_its_side = io.BytesIO()
    picture.image.transpose(Image.Transpose.ROTATE_90).save(on_its_side, "PNG")
    page = recognise(kept(on_its_side.getvalue(), turn=1))
    assert page.turn == 1
    assert share_in_place(picture.words, page) >= 0.9


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_what_stands_upright_is_read_though_it_was_turned(kept, turn):
    picture = written(DUTCH[:2], size_px=(1240, 200))
    page = recognise(kept(picture.png(), turn=turn))
    back = [tuple(turned_word(word, -page.turn % 4) for word in line) for line in page.lines]
    assert share_in_place(picture.words, replace(page, lines=tuple(back), turn=0)) >= 0.8


def test_a_long_screenshot_is_read_in_parts_and_each_word_once(kept, monkeypatch):
    monkeypatch.setattr(press, "_TILE_ROWS", 300)
    picture = written([*FRENCH, *ENGLISH], size_px=(1100, 560))
    page = recognise(kept(picture.png()))
    assert share_in_place(picture.words, page) >= 0.95
    for name in ("Besançon.", "refusé", "delivered", "purchase."):
        assert page.text.split().count(name) == 1


def test_where_a_part_must_end_inside_a_line_the_line_is_read_once(kept, monkeypatch):
    monkeypatch.setattr(press, "_TILE_ROWS", 300)
    picture = written(["remboursement"] * 12, size_px=(700, 700), every_px=50)
    # A border along the whole height leaves no row quiet: there is no good place to cut.
    for x in range(0, 700, 8):
        picture.image.paste(200, (x, 0, x + 2, 700))
    page = recognise(kept(picture.png()))
    assert 10 <= page.text.split().count("remboursement") <= 12


def test_small_letters_are_read_larger(kept):
    picture = written(ENGLISH[:2], size_px=(520, 100), letters_px=15, every_px=28)
    assert share_in_place(picture.words, recognise(kept(picture.png()))) >= 0.8


def test_of_a_pdf_only_pages_without_words_ask_to_be_read(kept):
    scan = written(GERMAN).image
    data = scanned([scan, "Ces mots se cherchent", scan, Image.new("L", (9, 9), 255)])
    task = SilentPagesTask(asset=kept(data).asset, most=10)
    assert silent_pages(task).pages == (1, 3, 4)
    assert silent_pages(SilentPagesTask(asset=task.asset, most=2)).pages == (1,)


@pytest.mark.parametrize("rotated", [0, 90])
def test_a_scanned_page_is_read_as_it_is_shown(kept, rotated):
    picture = written(FRENCH, size_px=(1240, 1754), every_px=70)
    page = recognise(kept(scanned(["Texte", picture.image], rotated=rotated), page=2))
    assert page.number == 2
    assert share_in_place(picture.words, page) >= 0.95


def test_a_photograph_says_almost_nothing(kept):
    page = recognise(kept(encoded(drawing((900, 700)), "JPEG")))
    assert len(page.text.split()) <= 3


def test_noise_says_almost_nothing(kept):
    stream = io.BytesIO()
    Image.effect_noise((700, 500), 120).save(stream, "PNG")
    assert len(recognise(kept(stream.getvalue())).text) <= 12


def test_a_page_of_endless_words_is_cut(kept, monkeypatch):
    monkeypatch.setattr(press, "_CHARS", 60)
    page = recognise(kept(written(ENGLISH).png()))
    assert 30 <= len(page.text) <= 60


@pytest.mark.parametrize("size", [(3, 3), (1, 900), (900, 1)])
def test_tiny_pictures_have_no_words(kept, size):
    stream = io.BytesIO()
    Image.new("L", size, 0).save(stream, "PNG")
    assert recognise(kept(stream.getvalue())).lines == ()


def test_a_full_page_fits_into_a_worker(kept):
    task = kept(written(FRENCH * 6, size_px=(1240, 1754), every_px=66).png())
    with Pool(1, memory_bytes=limits.WORKER_MEMORY_BYTES // 2) as pool:
        page = pool.run(recognise, task, seconds=limits.RECOGNISE_SECONDS)
    assert page.text.split().count("remboursement") == 6


def test_what_does_not_fit_is_an_error_of_that_page(kept):
    task = kept(written(FRENCH).png())
    with Pool(1, memory_bytes=60 * limits.MIB) as pool, pytest.raises(WorkerError) as told:
        pool.run(try_engine, task, seconds=limits.RECOGNISE_SECONDS)
    assert told.value.code in ("worker-memory", "worker-crashed", "worker-failed")
