"""What keeps the window at hand while other threads work: short turns, few tellings."""

import gc
import sys
import time

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from dossier.basis.errors import CancelledError
from ui.long_work import LongWork
from ui.program import settle_down
from ui.widgets.labels import ElidedLabel

FILES = 408
TELLINGS_PER_SECOND = 8


class Counting(QWidget):
    """Counts how often what stands in it asks to be laid out."""

    asked = 0

    def event(self, event: QEvent) -> bool:
        self.asked += event.type() == QEvent.Type.LayoutRequest
        return super().event(event)


@pytest.fixture
def as_it_was():
    interval, collecting = sys.getswitchinterval(), gc.isenabled()
    yield
    sys.setswitchinterval(interval)
    gc.unfreeze()
    (gc.enable if collecting else gc.disable)()


def test_no_other_thread_keeps_the_window_waiting_for_long(as_it_was):
    gc.disable()  # as it is while the window is made
    settle_down()
    assert sys.getswitchinterval() <= 0.001
    assert gc.isenabled()


@pytest.mark.parametrize("total", [FILES, 0])  # 0 while nobody knows how many there will be
def test_many_steps_are_few_tellings_and_a_known_end_is_always_told(total):
    told = []
    work = LongWork(lambda *step: told.append(step))
    begin = time.monotonic()
    for done in range(1, FILES + 1):
        work.progress("read", done, total)
    seconds = time.monotonic() - begin
    assert told[0] == ("read", 1, total)
    assert (told[-1] == ("read", FILES, FILES)) or not total
    assert len(told) <= 2 + seconds * TELLINGS_PER_SECOND


def test_a_wish_to_stop_is_heard_at_a_step_that_is_not_told():
    told = []
    work = LongWork(lambda *step: told.append(step))
    work.progress("read", 1, FILES)
    work.stop()
    with pytest.raises(CancelledError):
        work.progress("read", 2, FILES)
    assert told == [("read", 1, FILES)]


def test_a_line_that_is_told_again_moves_nothing_around_it(qtbot):
    around = Counting()
    qtbot.addWidget(around)
    label = ElidedLabel("Lecture des fichiers")
    QHBoxLayout(around).addWidget(label)
    around.show()
    QApplication.sendPostedEvents()
    around.asked = 0
    for _ in range(FILES):
        label.set_whole("Lecture des fichiers")
        QApplication.sendPostedEvents()
    assert around.asked == 0
    label.set_whole("Rangement")
    QApplication.sendPostedEvents()
    assert around.asked == 1
    assert (label.text(), label.accessibleName()) == ("Rangement", "Rangement")
