"""LibreOffice is a foreign program: found, asked, watched, and never missed when it fails."""

import json
import logging

import pypdfium2
import pytest

from dossier.basis import limits
from dossier.basis.errors import WorkerError
from dossier.press.office_places import find_office
from dossier.press.print_office import OfficePrinter
from dossier.workers.pool import Pool
from tests.support.office_program import put_on_path
from tests.support.pdf_pages import one_page, pages
from tests.support.processes import alive, none_named, wait_until

BLANK = one_page(b"")


@pytest.fixture(scope="module")
def pool():
    with Pool(1) as made:
        yield made


@pytest.fixture
def office_on_path(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", f"{put_on_path(tmp_path / 'bin')}:/usr/bin:/bin")


@pytest.fixture
def ask(pool, tmp_path, office_on_path):
    """Orders prints of documents that say what becomes of them."""

    def order(data, *, written=False, **caps):
        document = tmp_path / "original"
        document.write_bytes(data)
        target = tmp_path / "print.pdf"
        printer = OfficePrinter(pool, **caps)
        return printer.print(document, target, suffix="docx", written=written)

    return order


def left_in(pool):
    return [path.name for path in pool.scratch.iterdir() if path.name.startswith("office-")]


def test_a_document_becomes_a_pdf_with_its_words(ask, tmp_path):
    found = ask(b"print\n" + one_page(), written=True)

    assert (found.pages, found.more, found.blank, found.text.strip()) == (1, False, False, "Facture 42")
    with pypdfium2.PdfDocument(tmp_path / "print.pdf") as printed:
        assert printed[0].get_textpage().get_text_bounded().strip() == "Facture 42"


def test_it_gets_a_profile_of_its_own_and_little_else(ask, tmp_path, pool, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://espion.example")
    monkeypatch.setenv("DISPLAY", ":7")
    told = tmp_path / "told.json"

    with pytest.raises(WorkerError, match="office-failed"):
        ask(b"tell\n" + str(told).encode())

    said = json.loads(told.read_text("utf-8"))
    assert said["arguments"][-1].endswith("document.docx")
    assert {"--headless", "--norestore", "--nolockcheck", "--convert-to", "pdf"} <= set(said["arguments"])
    assert str(pool.scratch) in said["environment"]["HOME"]
    assert {"HTTP_PROXY", "DISPLAY", "PYTHONPATH"}.isdisjoint(said["environment"])
    for setting in ("MacroSecurityLevel", "DisableMacrosExecution", "BlockUntrustedRefererLinks"):
        assert setting in said["settings"]
    assert set(said["interfaces"]) <= {"lo"}, "it stands in a network of its own"


def test_nothing_of_it_stays(ask, pool):
    ask(b"print\n" + one_page())

    assert left_in(pool) == []
    wait_until(lambda: none_named("office"))


@pytest.mark.parametrize("data", [b"crash\n", b"nothing\n", b"print\n", b"print\n%PDF-1.7 not at all"])
def test_a_print_that_is_none_is_refused(ask, pool, tmp_path, data):
    with pytest.raises(WorkerError):
        ask(data)

    assert not (tmp_path / "print.pdf").exists()
    assert left_in(pool) == []


def test_blank_pages_of_a_written_document_are_no_print(ask):
    assert ask(b"print\n" + BLANK).blank
    with pytest.raises(WorkerError, match="office-failed"):
        ask(b"print\n" + BLANK, written=True)


@pytest.mark.parametrize(
    ("word", "caps", "why"),
    [("hang", {"seconds": 2.0}, "timeout"), ("eat", {"memory_bytes": 300 * limits.MIB}, "memory")],
)
def test_one_that_takes_too_much_is_ended(ask, pool, caplog, word, caps, why):
    with (
        caplog.at_level(logging.INFO, "dossier.press.print_office"),
        pytest.raises(WorkerError, match="office-failed"),
    ):
        ask(word.encode() + b"\n", **caps)

    assert caplog.messages == [f"LibreOffice was ended: {why}"]
    wait_until(lambda: none_named("office"))
    assert left_in(pool) == []


def test_what_it_leaves_running_is_ended_too(ask, tmp_path):
    place = tmp_path / "pid"

    with pytest.raises(WorkerError, match="office-failed"):
        ask(b"leave-somebody\n" + str(place).encode())

    wait_until(lambda: not alive(int(place.read_text("ascii"))))


def test_a_print_without_end_is_cut(ask, tmp_path):
    found = ask(b"print\n" + pages(limits.PRINT_PAGES + 3))

    assert (found.pages, found.more) == (limits.PRINT_PAGES, True)
    with pypdfium2.PdfDocument(tmp_path / "print.pdf") as printed:
        assert len(printed) == limits.PRINT_PAGES


def test_after_three_failures_in_a_row_it_is_not_asked_again(pool, tmp_path, office_on_path):
    printer = OfficePrinter(pool)
    document = tmp_path / "original"
    seen = []
    for data in (b"crash\n", b"crash\n", b"print\n" + one_page(), *[b"crash\n"] * 4):
        document.write_bytes(data)
        try:
            printer.print(document, tmp_path / "print.pdf", suffix="odt", written=False)
            seen.append("printed")
        except WorkerError as error:
            seen.append(error.code)

    assert seen == [*["office-failed"] * 2, "printed", *["office-failed"] * 3, "office-missing"]


def test_a_computer_without_it_says_so(pool, tmp_path, monkeypatch):
    monkeypatch.setattr("dossier.press.print_office.find_office", lambda *_, **__: None)
    document = tmp_path / "original"
    document.write_bytes(b"print\n")

    with pytest.raises(WorkerError, match="office-missing"):
        OfficePrinter(pool).print(document, tmp_path / "print.pdf", suffix="odt", written=False)


@pytest.mark.parametrize(
    ("platform", "environment", "there", "found"),
    [
        ("linux", {"PATH": "/a:/b"}, {"/b/soffice", "/usr/bin/soffice"}, "/b/soffice"),
        ("linux", {"PATH": "/a"}, {"/a/libreoffice"}, "/a/libreoffice"),
        ("linux", {"PATH": ".:bin:"}, {"soffice", "bin/soffice", "./soffice"}, None),
        ("linux", {}, {"/usr/lib/libreoffice/program/soffice"}, "/usr/lib/libreoffice/program/soffice"),
        ("linux", {}, set(), None),
        (
            "darwin",
            {"HOME": "/Users/c"},
            {"/Users/c/Applications/LibreOffice.app/Contents/MacOS/soffice"},
            "/Users/c/Applications/LibreOffice.app/Contents/MacOS/soffice",
        ),
        ("darwin", {"HOME": ""}, {"/usr/bin/soffice"}, None),
        (
            "win32",
            {"PATH": "x;C:\\W", "PROGRAMFILES": "C:\\Program Files"},
            {"x\\soffice.exe", "C:\\Program Files\\LibreOffice\\program\\soffice.exe"},
            "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
        ),
        ("win32", {"PATH": ""}, {"\\LibreOffice\\program\\soffice.exe"}, None),
    ],
)
def test_it_is_found_on_the_path_or_in_its_places(platform, environment, there, found):
    place = find_office(environment, platform=platform, runs=lambda path: str(path) in there)

    assert (None if place is None else str(place)) == found
