"""What holds for every test of the window: it leaves nothing behind."""

import gc
import shutil
import threading

import psutil
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from dossier.texts.catalogue import Texts
from tests.support.ui_journey import Person
from tests.support.ui_project import make_project
from ui import theme as themes
from ui.main_window import MainWindow
from ui.memory import Memory

_SECONDS_TO_END = 5.0


@pytest.fixture(autouse=True)
def _nothing_of_the_window_is_left():
    """Fails a test that leaves a window, a running timer, a thread or a process."""
    gc.freeze()  # below, garbage is looked for among what this test made, not in all that there is
    threads, processes = set(threading.enumerate()), set(psutil.Process().children())
    yield
    for thread in set(threading.enumerate()) - threads:
        thread.join(_SECONDS_TO_END)
    left = [f"thread {thread.name}" for thread in set(threading.enumerate()) - threads]
    _, alive = psutil.wait_procs(set(psutil.Process().children()) - processes, timeout=_SECONDS_TO_END)
    left += [f"process {process.pid}" for process in alive if not _is_tracker(process)]
    left += _left_in_qt()
    if left:
        pytest.fail("left behind:\n" + "\n".join(left), pytrace=False)


@pytest.fixture(scope="session")
def made_project(tmp_path_factory):
    """Makes the small project file once."""
    return make_project(tmp_path_factory.mktemp("project"))


@pytest.fixture
def project(made_project, tmp_path):
    """Gives a copy of the small project file."""
    return shutil.copy(made_project, tmp_path / "Litige.dossier")


@pytest.fixture
def start(qtbot, qapp, tmp_path):
    """Shows the window at its start page."""
    theme = themes.theme_for(qapp)
    themes.apply(qapp, theme)
    window = MainWindow(Texts("fr"), theme, Memory(tmp_path / "memory.json"))
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitExposed(window):
        pass
    yield Person(qtbot, window)
    window.close()
    qapp.setStyleSheet("")


@pytest.fixture
def person(start, project):
    """Opens the small project file in the window."""
    start.window.open_path(project)
    start.see_bench()
    return start


def _left_in_qt():
    app = QApplication.instance()
    if app is None:
        return []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    windows = [widget for widget in QApplication.topLevelWidgets() if isValid(widget)]
    left = [f"window {type(widget).__name__} {widget.objectName()}" for widget in windows]
    timers = [one for one in app.findChildren(QTimer) if one.isActive()]
    for widget in windows:
        widget.deleteLater()
    return left + [f"timer of {_owner(timer)}" for timer in timers]


def _owner(timer: QObject):
    parent = timer.parent()
    return type(parent).__name__ if parent is not None else "nobody"


def _is_tracker(process):
    """Tells the process that multiprocessing keeps until the end."""
    return any("resource_tracker" in word for word in process.cmdline())
