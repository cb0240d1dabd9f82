import gc
from pathlib import Path

import psutil
import pytest

from dossier.basis.errors import UnreadableError
from dossier.basis.units import Dpi
from dossier.press.raster import Raster, draw_page
from tests.support.pdf_pages import annotated, one_page, pages, stamp, stamped, stream, turned


@pytest.fixture
def file(tmp_path):
    def written(data):
        path = tmp_path / "a.pdf"
        path.write_bytes(data)
        return path

    return written


def test_a_page_is_drawn_as_it_is_looked_at(file):
    picture = draw_page(file(turned(90)), 0, dpi=Dpi(72))
    assert picture.size == (300, 200)
    assert picture.mode == "RGB"
    assert draw_page(file(one_page()), 0, dpi=Dpi(144)).size == (400, 600)


def test_colours_are_not_swapped(file):
    picture = draw_page(file(one_page(b"1 0 0 rg 0 0 200 300 re f")), 0, dpi=Dpi(72))
    assert picture.getpixel((100, 100)) == (255, 0, 0)


def test_a_page_of_kilometres_is_drawn_small(file):
    picture = draw_page(
        file(one_page(box=b"/MediaBox [0 0 3000000 1000000]")), 0, dpi=Dpi(150), longest_px=600
    )
    assert picture.size == (600, 200)


def test_an_annotation_left_out_is_the_same_one_at_every_drawing(file):
    blue = stream(b"0 0 1 rg 0 0 50 20 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 50 20]")
    below, above = stamped(), stamped(rect=b"30 100 130 140").replace(b"10 0 R", b"11 0 R")
    path = file(annotated(below, above, more={10: stamp(), 11: blue}))
    with Raster(path) as raster:
        for _ in range(3):
            picture = raster.draw(0, width_px=200, height_px=300, without=[0])
            assert picture.getpixel((80, 180)) == (0, 0, 255)
            assert picture.getpixel((40, 70)) == (255, 255, 255)


def test_pages_are_counted(file):
    with Raster(file(pages(7))) as raster:
        assert len(raster) == 7


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"\x89PNG"])
def test_what_is_no_pdf_is_refused(data, file):
    with pytest.raises(UnreadableError, match="pdf-unreadable"):
        draw_page(file(data), 0, dpi=Dpi(72))


def test_a_page_that_is_not_there_is_refused(file):
    with pytest.raises(UnreadableError, match="pdf-unreadable"):
        draw_page(file(pages(1)), 5, dpi=Dpi(72))


def test_no_handle_stays_open(file):
    path = file(pages(3))
    gc.disable()
    try:
        with Raster(path) as raster:
            for index in range(len(raster)):
                raster.draw(index, width_px=20, height_px=20)
            assert path.name in names_of_open_files()
        draw_page(path, 0, dpi=Dpi(30))
        assert path.name not in names_of_open_files()
    finally:
        gc.enable()


def names_of_open_files():
    return {Path(opened.path).name for opened in psutil.Process().open_files()}
