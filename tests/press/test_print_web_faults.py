"""The web page printer among hostile pages and failures: one error, and the next page prints."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from dossier.basis import limits
from dossier.basis.digest import digest_of_file
from dossier.basis.errors import PlaceError, WorkerError
from dossier.basis.limits import MIB
from dossier.press.print_web import WebPrinter
from dossier.press.web_program import why_not
from dossier.workers.watch import memory_of
from tests.support.faults import echo
from tests.support.patience import AMPLE_SECONDS
from tests.support.prints import text_of
from tests.support.processes import alive, wait_until

ROOT = Path(__file__).resolve().parents[2]
ROOM_PT = 100.0
DOCTYPE = "<!doctype html>"
FILL = "<p>fill</p>" * 60


# What is hostile --------------------------------------------------------------------------------

HOSTILE = """<!doctype html><html><head><base href="http://base.invalid/">
<meta http-equiv="refresh" content="0;url=http://refresh.invalid/">
<style>@import url("http://import.invalid/i.css");
@font-face{font-family:x;src:url(http://font.invalid/f)} body{font-family:x;background:url(http://back.invalid/b)}</style>
<link rel=stylesheet href="http://style.invalid/a.css"><link rel=preconnect href="http://connect.invalid">
<link rel=prefetch href="http://prefetch.invalid/p"><link rel=manifest href="http://manifest.invalid/m">
<script>document.write("RAN1")</script><script src="http://script.invalid/s.js"></script>
<script type=module>document.body.append("RAN2")</script></head>
<body onload="document.body.append('RAN3')"><p>VISIBLE</p>
<img src="http://img.invalid/x.png" alt="ALT" onerror="document.body.append('RAN4')">
<img src="{secret}" alt="LOCAL"><iframe src="{secret}"></iframe><object data="{secret}"></object>
<embed src="{secret}"><link rel=stylesheet href="{secret}">
<iframe src="http://frame.invalid/"></iframe>
<iframe srcdoc="<script>parent.document.body.append('RAN5')</script>"></iframe>
<iframe src="data:text/html,<script>parent.document.body.append('RAN6')</script>"></iframe>
<iframe src="javascript:parent.document.body.append('RAN7')"></iframe>
<video src="http://video.invalid/v" autoplay controls poster="http://poster.invalid/p"></video>
<svg onload="document.body.append('RAN8')"><script>document.write('RAN9')</script></svg>
<form action="http://form.invalid/">
<input autofocus onfocus="document.body.append('RAN10')" value=FIELD></form>
<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>
<script>1</script><image href='http://inner.invalid/'/></svg>">
</body></html>"""


def test_a_hostile_page_runs_nothing_fetches_nothing_and_is_printed(show, put):
    secret = put("<p>SECRET</p>", "secret.html").as_uri()
    printed, target = show(HOSTILE.replace("{secret}", secret))
    text = text_of(target)
    assert "VISIBLE" in text
    assert "ALT" in text
    assert "FIELD" in text
    assert "RAN" not in text
    assert "SECRET" not in text
    assert {"img.invalid", "style.invalid", "import.invalid", "back.invalid"} <= set(printed.blocked)
    assert all(host.endswith(".invalid") for host in printed.blocked)


@pytest.mark.parametrize("address", ["http://refresh.invalid/", "", "data:text/html,ELSEWHERE"])
def test_a_page_that_wants_to_go_elsewhere_stays(show, address):
    refresh = f"<meta http-equiv=refresh content='0;url={address}'>"
    _, target = show(f"{DOCTYPE}{refresh}<p>STAYS</p>")
    assert text_of(target) == "STAYS"


def test_a_page_makes_no_name_or_date_of_its_own_in_the_print(show):
    _, target = show(
        f"{DOCTYPE}<title>T</title><meta name=author content=A><p>words</p><a href='http://x.invalid'>l</a>"
    )
    data = target.read_bytes()
    assert not [
        name for name in (b"/Info", b"/ID", b"/Metadata", b"Date", b"/Annots", b"/URI") if name in data
    ]


def test_an_honest_page_wants_nothing(show):
    printed, _ = show(f"{DOCTYPE}<a href='http://shop.invalid/'>http://shop.invalid/</a>")
    assert printed.blocked == ()


# The same bytes ---------------------------------------------------------------------------------

SHADES = "<div style='background:linear-gradient(red,blue);opacity:.5'>é 😀 €</div>"
MANY_THINGS = HOSTILE.replace("{secret}", "file:///nowhere") + SHADES + FILL

PRINT_ONCE = """
import sys
from pathlib import Path
from dossier.press.print_web import WebPrinter
from dossier.workers.pool import Pool

with Pool(1) as pool, WebPrinter(pool, seconds=600.0) as printer:
    printer.print(Path(sys.argv[1]), Path(sys.argv[2]), room_pt=100.0)
"""


def test_the_same_page_gives_the_same_bytes_also_in_another_process(printer, put, tmp_path):
    html = put(MANY_THINGS)
    first, second, third = (tmp_path / f"{name}.pdf" for name in "abc")
    printer.print(html, first, room_pt=ROOM_PT)
    printer.print(html, second, room_pt=ROOM_PT)
    subprocess.run(
        [sys.executable, "-c", PRINT_ONCE, str(html), str(third)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7"},
        check=True,
        timeout=AMPLE_SECONDS,
    )
    assert digest_of_file(first) == digest_of_file(second) == digest_of_file(third)


# What fails -------------------------------------------------------------------------------------


def code_of(printer, html, target):
    with pytest.raises(WorkerError) as caught:
        printer.print(html, target)
    return caught.value.code


def family():
    return [child.pid for child in psutil.Process().children(recursive=True)]


def test_a_page_that_never_ends_is_killed_and_the_next_one_prints(pool, put, tmp_path, monkeypatch):
    # Parsing and laying out 60,000 boxes in boxes takes from 15 seconds on a quiet machine to for ever.
    endless = put(DOCTYPE + "<div>" * 60_000 + "deep", "endless.html")
    target = tmp_path / "print.pdf"
    pool.run(echo, "warm", seconds=AMPLE_SECONDS)
    others = set(family())
    with WebPrinter(pool) as printer:
        printer.print(put(f"{DOCTYPE}<p>before"), target)
        engine = set(family()) - others
        monkeypatch.setattr(printer._program, "_seconds", 2.0)  # only this page has so little time
        assert code_of(printer, endless, target) == "print-timeout"
        assert text_of(target) == "before"
        assert engine
        wait_until(lambda: not any(alive(process_id) for process_id in engine))
        printer.print(put(f"{DOCTYPE}<p>after"), target)
    assert text_of(target) == "after"


def test_a_page_that_takes_too_much_memory_is_killed(pool, put, tmp_path):
    endless = put(DOCTYPE + "<div>" * 60_000 + "deep", "endless.html")
    target = tmp_path / "print.pdf"
    pool.run(echo, "warm", seconds=AMPLE_SECONDS)
    others = set(family())
    with WebPrinter(pool) as printer:
        printer.print(put(f"{DOCTYPE}<p>before"), target)
        # How much the engine takes by itself differs from machine to machine.
        at_rest = sum(memory_of(process_id) for process_id in set(family()) - others)
    with WebPrinter(pool, memory_bytes=at_rest + 60 * MIB) as printer:
        assert code_of(printer, endless, target) == "print-memory"
    assert text_of(target) == "before"


def test_an_engine_that_takes_too_much_memory_to_start_is_not_called_missing(pool, put, tmp_path):
    with WebPrinter(pool, memory_bytes=MIB) as printer:
        assert code_of(printer, put(f"{DOCTYPE}<p>words"), tmp_path / "print.pdf") == "print-memory"


def test_an_engine_that_was_killed_is_replaced(pool, put, tmp_path):
    html, target = put(f"{DOCTYPE}<p>words"), tmp_path / "print.pdf"
    pool.run(echo, "warm", seconds=AMPLE_SECONDS)
    before = set(family())
    with WebPrinter(pool) as printer:
        printer.print(html, target)
        engine = set(family()) - before
        for process_id in engine:
            # Some of its helpers end by themselves while we look.
            with contextlib.suppress(psutil.NoSuchProcess):
                psutil.Process(process_id).kill()
        wait_until(lambda: not any(alive(process_id) for process_id in engine))
        target.unlink()
        printer.print(html, target)
    assert text_of(target) == "words"


@pytest.mark.skipif(sys.platform != "linux", reason="asked of Linux")
def test_the_engine_and_its_children_dump_no_core_and_write_no_endless_file(pool, put, tmp_path):
    pool.run(echo, "warm", seconds=AMPLE_SECONDS)
    before = set(family())
    with WebPrinter(pool) as printer:
        printer.print(put(f"{DOCTYPE}<p>words"), tmp_path / "print.pdf")
        engine = [one for one in psutil.Process().children(recursive=True) if one.pid not in before]
        held = []
        for one in engine:
            # Some of its helpers end by themselves while we look.
            with contextlib.suppress(psutil.NoSuchProcess):
                held.append((one.rlimit(psutil.RLIMIT_CORE)[1], one.rlimit(psutil.RLIMIT_FSIZE)[1]))
    assert len(held) > 1
    assert set(held) == {(0, limits.PRINT_BYTES)}


def test_a_page_that_kills_its_engine_costs_one_error(printer, put, tmp_path):
    # 1,500 tables in tables overflow the stack of the engine's layout.
    deep = put(DOCTYPE + "<table><tr><td>" * 1500 + "deep", "deep.html")
    target = tmp_path / "print.pdf"
    assert code_of(printer, deep, target) in {"print-failed", "print-timeout"}
    assert not target.exists()
    printer.print(put(f"{DOCTYPE}<p>next"), target)
    assert text_of(target) == "next"


def test_no_document_is_an_error_and_costs_nothing_else(printer, put, tmp_path):
    target = tmp_path / "print.pdf"
    assert code_of(printer, tmp_path / "nothing.html", target) == "print-failed"
    printer.print(put(f"{DOCTYPE}<p>next"), target)
    assert text_of(target) == "next"


@pytest.mark.parametrize(
    "html",
    [
        "<p style='display:none'>words that nobody sees</p>",
        "<p style='color:#fff'>white on white</p>",
        "<img style='display:none' src='data:image/png;base64," + "A" * 400 + "'>",
    ],
)
def test_a_blank_print_of_a_page_that_shows_something_is_an_error(printer, put, tmp_path, html):
    target = tmp_path / "print.pdf"
    target.write_bytes(b"old")
    assert code_of(printer, put(DOCTYPE + html), target) == "print-empty"
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html><head><title>Only a title</title><style>p{color:red}</style></head><body><br></body></html>",
        "<p>&nbsp;&#8203;</p><img width=1 height=1 src='http://pixel.invalid/'>",
    ],
)
def test_a_blank_print_of_a_blank_page_is_one_page(show, html):
    printed, target = show(html)
    assert printed.pages == 1
    assert text_of(target).strip() == ""


def test_a_target_that_cannot_be_written_is_said_to_be(printer, put, tmp_path):
    with pytest.raises(PlaceError):
        printer.print(put("<p>words"), tmp_path / "nowhere" / "print.pdf")


def test_a_missing_library_is_named(pool, put, tmp_path, monkeypatch):
    libraries = tmp_path / "lib"
    libraries.mkdir()
    (libraries / "libnss3.so").write_bytes(b"")
    monkeypatch.setenv("LD_LIBRARY_PATH", str(libraries))
    html, target = put("<p>words"), tmp_path / "print.pdf"
    with WebPrinter(pool) as printer:
        for _ in range(2):  # the second time it is not even tried
            with pytest.raises(WorkerError) as caught:
                printer.print(html, target)
            assert caught.value.code == "printer-missing"
            assert caught.value.params == {"what": "libnss3.so"}


@pytest.mark.parametrize(
    ("said", "code", "what"),
    [
        ("ImportError: libEGL.so.1: cannot open shared object file", "printer-missing", "libEGL.so.1"),
        ("ImportError: /usr/lib/libnspr4.so: file too short", "printer-missing", "libnspr4.so"),
        (
            "ImportError: DLL load failed while importing QtWebEngineCore: …",
            "printer-missing",
            "QtWebEngineCore",
        ),
        ("ModuleNotFoundError: No module named 'PySide6'", "printer-missing", "PySide6"),
        ("Library not loaded: @rpath/QtCore.framework/QtCore", "printer-missing", "QtCore"),
        ("something else", "printer-missing", "QtWebEngine"),
    ],
)
def test_what_the_engine_says_at_its_start_is_understood(said, code, what):
    error = why_not(f"Traceback\n  …\n{said}\n")
    assert (error.code, dict(error.params)) == (code, {"what": what})


def test_the_refusal_to_run_as_root_is_understood():
    said = "[1:1:ERROR:x.cc:105] Running as root without --no-sandbox is not supported. See https://crbug.com/638180."
    assert why_not(said).code == "printer-root"


def test_nothing_is_written_into_the_persons_own_folders(pool, put, tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    with WebPrinter(pool) as printer:
        printer.print(put(MANY_THINGS), tmp_path / "print.pdf")
    assert list(home.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "page.html", "print.pdf"]


def test_a_printer_that_was_never_used_starts_nothing(pool):
    before = family()
    with WebPrinter(pool):
        assert family() == before
