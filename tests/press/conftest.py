"""A web printer for the tests of this room, warm for one file of them."""

import pytest

from dossier.press.print_web import WebPrinter
from dossier.workers.pool import Pool
from tests.support.processes import none_named, wait_until


@pytest.fixture(scope="module")
def pool():
    with Pool(1) as made:
        yield made


@pytest.fixture(scope="module")
def printer(pool):
    with WebPrinter(pool) as made:
        yield made
    wait_until(lambda: none_named("WebEngine"))


@pytest.fixture
def put(tmp_path):
    def write(html, name="page.html"):
        path = tmp_path / name
        path.write_bytes(html if isinstance(html, bytes) else html.encode())
        return path

    return write


@pytest.fixture
def show(printer, put, tmp_path):
    def print_page(html, *, room_pt=0.0):
        target = tmp_path / "print.pdf"
        return printer.print(put(html), target, room_pt=room_pt), target

    return print_page
