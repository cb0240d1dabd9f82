"""How long the window takes to be painted, and how long it ever stands still with 500 pieces in it.

Run it by hand: ``python tests/bench/bench_window.py [pieces]``. Ratios inside one run are what counts: the
floor of the first paint is a bare window of the same size. A stall is the longest time between two ticks of
a 5 ms timer in the window's own thread; nobody feels one of less than 50 ms. Beside it stands how many times
longer it is than the longest of an idle window in the same run, on the same machine under the same load.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PIL import Image
from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from dossier.basis.resources import resources_folder
from dossier.model.body import ImageBody
from dossier.model.commands.done import Act
from dossier.model.piece import FileKind, Original
from dossier.store.opening import create
from dossier.texts.catalogue import Texts
from dossier.workspace.exporting import ExportOrder
from dossier.workspace.opening import empty_dossier
from dossier.workspace.orders import AddOrder
from tests.support.dossiers import on, piece
from ui import theme as themes
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.program import settle_down
from ui.save_state import SaveState

ROOT = Path(__file__).resolve().parents[2]
BARE = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, QApplication.quit)
        return False

app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1360, 860)
painted = Painted()
window.installEventFilter(painted)
window.show()
sys.exit(app.exec())
"""
STARTS = int(os.environ.get("STARTS", "15"))
FRAMES = 120
LETTERS = "courriel au chantier malfacons"
TITLE = "Constat du mur nord"
PATIENCE_S = 120.0
IDLE_MS = 3000
TICK_MS = 5


def started(arguments: list[str], settings: Path) -> float:
    """Starts a program, waits for its end, and gives the seconds."""
    place = {"XDG_CONFIG_HOME": str(settings), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-P", *arguments], check=True, env=os.environ | place)
    return time.perf_counter() - begin


def first_paint(folder: Path) -> None:
    """Measures the start page against a bare window, one after the other in turn."""
    times: dict[str, list[float]] = {"bare window": [], "start page": []}
    for turn in range(STARTS + 1):
        one = started(["-c", BARE], folder), started(["-m", "ui", "--quit-after-first-paint"], folder)
        if turn:  # the first of each reads from the disk
            for name, seconds in zip(times, one, strict=True):
                times[name].append(seconds)
    floor = times["bare window"]
    for name, each in times.items():
        median, least = statistics.median(each), min(each)
        sys.stdout.write(
            f"{name:<44} {median * 1000:7.1f} ms {median / statistics.median(floor):6.2f} x"
            f"   least {least * 1000:.1f} ms {least / min(floor):.2f} x\n"
        )


class Pulse(QObject):
    """Ticks every 5 ms, and remembers the longest time without a tick."""

    def __init__(self) -> None:
        super().__init__()
        self._since = QElapsedTimer()
        self.worst_ms = 0.0
        self.idle_ms = 0.0
        self.late_ms: list[float] = []
        ticking = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        ticking.timeout.connect(self._tick)
        ticking.start()

    @contextmanager
    def during(self, what: str) -> Iterator[None]:
        """Prints the longest time without a tick."""
        QTest.qWait(50)
        self.worst_ms = 0.0
        self.late_ms.clear()
        self._since.start()
        begin = time.perf_counter()
        yield
        QTest.qWait(20)
        took = time.perf_counter() - begin
        mark = "   STALL" if self.worst_ms > 50 else ""
        ratio = f"{self.worst_ms / self.idle_ms:6.1f} x idle" if self.idle_ms else ""
        sys.stdout.write(
            f"{what:<44} {self.worst_ms:7.1f} ms longest gap {ratio:>13}   in {took:5.1f} s{mark}\n"
        )
        sys.stdout.flush()

    def rest(self) -> None:
        """Takes the longest gap of a window in which nothing happens as the measure of all others."""
        with self.during("an idle window"):
            QTest.qWait(IDLE_MS)
        self.idle_ms = self.worst_ms

    def _tick(self) -> None:
        gap_ms = self._since.nsecsElapsed() / 1e6
        self.worst_ms = max(self.worst_ms, gap_ms)
        self.late_ms.append(max(0.0, gap_ms - TICK_MS))
        self._since.start()


def until(fact: Callable[[], bool], *, patience_s: float = PATIENCE_S) -> None:
    """Lets the window live until something is so."""
    end = time.monotonic() + patience_s
    while not fact():
        if time.monotonic() > end:
            raise TimeoutError
        QTest.qWait(5)


def project(path: Path, count: int) -> None:
    """Makes a project file whose pieces have words, and a picture each."""
    dossier = empty_dossier(title="Chantier Delorme")
    file = create(path, dossier, who="bench")
    pieces = []
    for n in range(count):
        rubric = dossier.rubrics[n * len(dossier.rubrics) // count].id
        made = piece(f"p{n:03d}", rubric, moment=on(n % 12 + 1, 1))
        picture = BytesIO()
        Image.new("RGB", (320, 240), (n % 256, n * 7 % 256, 160)).save(picture, "PNG")
        digest = file.put_asset(picture.getvalue())
        original = Original(
            digest=digest, name=f"photo {n}.png", size=len(picture.getvalue()), kind=FileKind.IMAGE
        )
        body = ImageBody(asset=digest, width_px=320, height_px=240)
        words = f"Constat numéro {n} du chantier : courriel sur les malfaçons du mur. " * 20
        pieces.append(replace(made, originals=(original,), bodies=(body,), text=words))
    file.save(replace(dossier, pieces=tuple(pieces)), Act(code="add", params={"n": count}))
    file.close()


def opened(window: MainWindow, path: Path) -> None:
    """Opens the project file, and waits until its pieces are listed."""
    window.open_path(path)
    until(lambda: window.workbench is not None and window.workbench.pieces.rowCount() > 0)


def typed(field: QLineEdit, words: str) -> list[float]:
    """Types, and gives the milliseconds that each letter took to be in the field."""
    taken = []
    for letter in words:
        begin = time.perf_counter()
        QTest.keyClick(field, letter)
        field.repaint()
        taken.append((time.perf_counter() - begin) * 1000)
        QTest.qWait(40)
    return taken


def told(what: str, taken: list[float]) -> None:
    """Prints what each step took."""
    sys.stdout.write(f"{what:<44} {statistics.median(taken):7.2f} ms each, worst {max(taken):.2f} ms\n")


def scroll(window: MainWindow, pulse: Pulse) -> None:
    """Goes through the whole list, frame by frame, while small pictures arrive."""
    bench = window.workbench
    assert bench is not None
    view, taken = bench.desk.pieces.view, []
    bar = view.verticalScrollBar()
    with pulse.during("scrolling through all rows"):
        for frame in range(FRAMES + 1):
            begin = time.perf_counter()
            bar.setValue(bar.maximum() * frame // FRAMES)
            view.viewport().repaint()
            taken.append((time.perf_counter() - begin) * 1000)
            QTest.qWait(10)
    told("  a scrolled frame", taken)


def search(window: MainWindow, pulse: Pulse) -> None:
    """Types into the search field, and takes the words away again."""
    bench = window.workbench
    assert bench is not None
    field = bench.desk.pieces.search
    with pulse.during("typing a search"):
        taken = typed(field, LETTERS)
        QTest.qWait(500)
    told("  a letter", taken)
    with pulse.during("clearing the search"):
        field.clear()
        QTest.qWait(500)


def change(window: MainWindow, pulse: Pulse) -> None:
    """Types titles, takes them back and does them again."""
    bench, session = window.workbench, window.session
    assert bench is not None
    assert session is not None
    taken: list[float] = []
    with pulse.during("typing and keeping five titles"):
        for piece in session.dossier.pieces[250:255]:
            bench.show_piece(piece.id)
            QTest.qWait(100)
            field = bench.desk.card.findChild(QLineEdit, "card-title")
            field.setFocus()
            field.selectAll()
            taken += typed(field, TITLE)
            QTest.keyClick(field, Qt.Key.Key_Return)
            until(lambda: session.save_state is SaveState.SAVED)
    told("  a letter", taken)
    for what, act in (("undo, five times", session.undo), ("redo, five times", session.redo)):
        with pulse.during(what):
            for _ in range(5):
                act()
                until(lambda: session.save_state is SaveState.SAVED)


def work(window: MainWindow, pulse: Pulse, folder: Path) -> None:
    """Adds the sample and makes an annex in the background."""
    bench, session = window.workbench, window.session
    assert bench is not None
    assert session is not None
    ended: list[bool] = []
    session.work_ended.connect(lambda: ended.append(True))
    with pulse.during("adding the sample's files"):
        session.add(AddOrder(paths=(resources_folder() / "sample",)))
        until(lambda: bool(ended))
    bench.doers["export"]()
    ended.clear()
    with pulse.during("exporting"):
        session.export(ExportOrder(target=folder / "annexe.pdf", day=date(2026, 8, 11)))
        until(lambda: bool(ended))


def close(window: MainWindow, pulse: Pulse, path: Path) -> None:
    """Goes to the start page and back again; then lets the window go."""
    with pulse.during("closing, to the start page"):
        window.close_dossier()
        QTest.qWait(1000)
    with pulse.during("opening it again"):
        opened(window, path)
    with pulse.during("closing and opening again at once"):
        window.close_dossier()
        opened(window, path)
    gone = QElapsedTimer()
    gone.start()
    window.windowHandle().visibleChanged.connect(lambda _: told("until the window is gone", [gone.elapsed()]))
    window.close()
    told("until everything is closed behind it", [gone.elapsed()])


def main(count: int) -> None:
    """Measures all of it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first_paint(folder)
        project(folder / "a.dossier", count)
        app = QApplication([])
        theme = themes.theme_for(app)
        themes.apply(app, theme)
        window = MainWindow(Texts("fr"), theme, Memory(folder / "window.json"))
        window.show()
        pulse = Pulse()
        QTest.qWait(500)
        settle_down()
        pulse.rest()
        with pulse.during(f"opening a dossier of {count} pieces"):
            opened(window, folder / "a.dossier")
        scroll(window, pulse)
        search(window, pulse)
        change(window, pulse)
        work(window, pulse, folder)
        close(window, pulse, folder / "a.dossier")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
