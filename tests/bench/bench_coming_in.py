"""Whether the window stays at hand while 408 files come in, a long paper is leafed through, an annex is made.

Run it by hand: ``python tests/bench/bench_coming_in.py [files]``. How late a tick of a 5 ms timer is, 99
times out of 100 at most, is held against the same window idle while another process does the same: same
run, same machine, same load. Twice as late is the most that is allowed.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PIL import Image, ImageChops
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dossier.texts.catalogue import Texts
from dossier.workspace.exporting import ExportOrder
from dossier.workspace.orders import AddOrder
from tests.bench.bench_window import ROOT, Pulse, opened, project, until
from tests.support.documents import paper
from tests.support.formats import FORMATS
from tests.support.mails import mail
from ui import theme as themes
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.program import settle_down

FILES = 408
LONG_PAPER = "Contrat de construction"
LONG_PAGES = 200
STANDING = 50
PATIENCE_S = 1800.0
MOST_TIMES_IDLE = 2.0
DAY = date(2026, 8, 11)
ELSEWHERE = f"""
import sys
from pathlib import Path
from dossier.workspace.exporting import ExportOrder
from dossier.workspace.looking import LookOrder
from dossier.workspace.opening import empty_dossier, new_desk, open_desk
from dossier.workspace.orders import AddOrder
from datetime import date

work, folder = sys.argv[1], Path(sys.argv[2])
path = folder / "load.dossier"
new = lambda: new_desk(path, empty_dossier(title="load"))
with (new() if work == "add" else open_desk(path)).result() as desk:
    print("begun", flush=True)
    if work == "add":
        desk.add(AddOrder(paths=(folder / "preuves",))).result()
    elif work == "leaf":
        long = next(one.id for one in desk.present.dossier.pieces if one.title == {LONG_PAPER!r})
        for page in range(1, {LONG_PAGES} + 1):
            desk.look(LookOrder(piece=long, page=page, width_px=600)).result()
    else:
        desk.export(ExportOrder(target=folder / "load.pdf", day=date.fromisoformat({str(DAY)!r}))).result()
"""


def write_files(folder: Path, count: int) -> None:
    """Writes files of every kind that is read, all different; every sixth a photograph of some megabytes."""
    photo = Image.effect_noise((2000, 1500), 40).convert("RGB")
    samples = [sample for sample in FORMATS.values() if sample.depth == 0]
    for n in range(count):
        place = folder / f"{n:03d}"
        place.mkdir(parents=True)
        match n % 6:
            case 0:
                turned = ImageChops.offset(photo, n * 7, n * 3)
                turned.save(place / f"IMG_{n:04d}.jpg", quality=92)
            case 1 | 2:
                words = [f"Facture {n}", *(f"Ligne {line} du document {n}" for line in range(30))]
                (place / f"facture {n}.pdf").write_bytes(paper(words, pages=3))
            case 3 | 4:
                kind = "text/html; charset=utf-8" if n % 12 > 5 else "text/plain; charset=utf-8"
                body = f"<p>Message numéro {n}</p>\r\n" * 40
                (place / f"courriel {n}.eml").write_bytes(mail(body.encode(), f"Content-Type: {kind}"))
            case _:
                sample = samples[n // 6 % len(samples)]
                (place / f"{n} {sample.name}").write_bytes(sample.make())
    (folder / "contrat.pdf").write_bytes(paper([LONG_PAPER, "Article premier"], pages=LONG_PAGES))


def ninety_ninth(late_ms: list[float]) -> float:
    """Gives the delay that 99 ticks of 100 do not exceed."""
    return statistics.quantiles(late_ms, n=100)[98]


def held_against_idle(pulse: Pulse, what: str, folder: Path, *, work: str, do: Callable[[], None]) -> None:
    """Does something, after the same window was idle while another process did the same.

    Args:
        pulse: Counts how late the window is.
        what: Named in the printed lines.
        folder: Where the other process works.
        work: What it does: "add", "leaf" or "export".
        do: Does it here, until it is done.
    """
    with subprocess.Popen(
        [sys.executable, "-c", ELSEWHERE, work, str(folder)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    ) as load:
        assert load.stdout is not None
        load.stdout.readline()
        with pulse.during(f"idle, elsewhere {what}"):
            until(lambda: load.poll() is not None, patience_s=PATIENCE_S)
        assert load.returncode == 0
        idle = ninety_ninth(pulse.late_ms)
    with pulse.during(what):
        do()
    busy = ninety_ninth(pulse.late_ms)
    times = busy / idle
    mark = "   TOO LATE" if times > MOST_TIMES_IDLE else ""
    sys.stdout.write(
        f"  late, 99 of 100 at most: idle {idle:.2f} ms, at work {busy:.2f} ms: {times:.2f} x{mark}\n"
    )


def worked(window: MainWindow, begin: Callable[[], object]) -> None:
    """Begins work in the background, and waits for its end."""
    session = window.session
    assert session is not None
    ended: list[bool] = []
    session.work_ended.connect(lambda: ended.append(True))
    begin()
    until(lambda: bool(ended), patience_s=PATIENCE_S)


def leafed(window: MainWindow) -> None:
    """Leafs through the long paper, page after page as soon as each is to be seen."""
    session, bench = window.session, window.workbench
    assert session is not None
    assert bench is not None
    long = next(one.id for one in session.dossier.pieces if one.title == LONG_PAPER)
    preview = bench.desk.preview

    def is_seen(page: int) -> bool:
        return preview._shown == (long, page, False)

    bench.show_piece(long)
    for page in range(1, LONG_PAGES + 1):
        until(partial(is_seen, page))
        QTest.keyClick(preview, Qt.Key.Key_PageDown)


def main(count: int) -> None:
    """Opens a dossier and measures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project(folder / "a.dossier", STANDING)
        app = QApplication([])
        theme = themes.theme_for(app)
        themes.apply(app, theme)
        window = MainWindow(Texts("fr"), theme, Memory(folder / "window.json"))
        window.show()
        pulse = Pulse()
        opened(window, folder / "a.dossier")
        QTest.qWait(2000)
        settle_down()
        pulse.rest()
        write_files(folder / "preuves", count)
        held = partial(held_against_idle, pulse, folder=folder)
        session = window.session
        assert session is not None
        order = AddOrder(paths=(folder / "preuves",))
        held(f"{count} files come in", work="add", do=lambda: worked(window, lambda: session.add(order)))
        held(f"{LONG_PAGES} pages are leafed through", work="leaf", do=lambda: leafed(window))
        export = ExportOrder(target=folder / "annexe.pdf", day=DAY)
        held("an annex is made", work="export", do=lambda: worked(window, lambda: session.export(export)))
        window.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FILES)
