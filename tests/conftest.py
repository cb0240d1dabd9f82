"""What holds for every test: no screen, no network, no silent warning, nothing left running."""

import gc
import logging
import multiprocessing.resource_tracker
import os
import socket
import sys
import threading

import psutil
import pytest
from hypothesis import HealthCheck, settings

from tests.support.patience import give_ample_time
from tests.support.processors import keep_to_a_share

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.platform == "linux" and os.geteuid() == 0:
    # Chromium refuses to start its sandbox for root, as in a container.
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

if "PYTEST_XDIST_WORKER" in os.environ:
    worker = os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw")
    keep_to_a_share(int(worker), int(os.environ["PYTEST_XDIST_WORKER_COUNT"]))

# A loaded machine is slow, and that is no fault of the code under test: no limit, no deadline.
give_ample_time()
# Always the same examples, so that a change is judged by what it changed; ``--hypothesis-profile
# search`` looks for new ones.
settings.register_profile(
    "search", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("same", settings.get_profile("search"), derandomize=True, database=None)
settings.load_profile("same")

_REFUSED_EVENTS = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}
_SECONDS_TO_END = 60.0


def _refuse_network(event, args):
    """Stops what Python asks of a network; a ``except Exception`` in the code cannot swallow it."""
    if event == "socket.getaddrinfo":
        pytest.fail(f"a test asked the network for {args[0]!r}")
    if event in _REFUSED_EVENTS and args[0].family in (socket.AF_INET, socket.AF_INET6):
        pytest.fail(f"a test used the network: {event} {args[1]!r}")


sys.addaudithook(_refuse_network)


def pytest_collection_finish():
    """Takes what all tests are made of out of every later look for garbage: it is most of the heap."""
    gc.collect()
    gc.freeze()


class _Heard(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_warning_goes_unheard(request):
    """Fails a test in which anything logs a warning; one that expects it asks for ``caplog`` and looks."""
    heard = _Heard()
    root = logging.getLogger()
    root.addHandler(heard)
    yield
    root.removeHandler(heard)
    if "caplog" not in request.fixturenames and heard.lines:
        pytest.fail("logged unexpectedly:\n" + "\n".join(heard.lines), pytrace=False)


@pytest.fixture(scope="module", autouse=True)
def _nothing_is_left_running():
    """Fails a file whose tests leave a thread or a process behind; warm workers live for one file."""
    threads, processes = set(threading.enumerate()), set(_children())
    yield
    for thread in set(threading.enumerate()) - threads:
        thread.join(_SECONDS_TO_END)
    _, alive = psutil.wait_procs(set(_children()) - processes, timeout=_SECONDS_TO_END)
    left = [thread.name for thread in set(threading.enumerate()) - threads]
    left += [" ".join(process.cmdline()) for process in alive if process.is_running()]
    if left:
        pytest.fail("left running:\n" + "\n".join(left), pytrace=False)


def _children():
    """Lists this process's children, but for the one that multiprocessing keeps until the end."""
    tracker = getattr(multiprocessing.resource_tracker, "_resource_tracker", None)
    kept = getattr(tracker, "_pid", None)
    return [child for child in psutil.Process().children(recursive=True) if child.pid != kept]
