"""Who stops a command stops its work first, at whatever moment the wish comes."""

import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from dossier.basis.errors import CancelledError
from dossier.basis.progress import silent
from dossier.cli.terminal import ENDING, until_stopped

PATIENCE_SECONDS = 30

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@pytest.fixture(autouse=True)
def heard():
    """Has everything heard that ends a command, as its start sees to it."""
    before = {one: signal.signal(one, signal.default_int_handler) for one in ENDING}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


@pytest.fixture
def elsewhere():
    with ThreadPoolExecutor(1) as threads:
        yield threads


def endless(progress):
    """Works until it is stopped, and a long time at most."""
    for _ in range(PATIENCE_SECONDS * 100):
        progress("read", 0, 1)
        Event().wait(0.01)


@pytest.mark.parametrize("ending", ENDING)
def test_a_wish_that_comes_while_work_is_handed_over_stops_it(elsewhere, ending):
    handed = []

    def work(progress):
        handed.append(elsewhere.submit(endless, progress))
        signal.raise_signal(ending)
        return handed[0]

    with pytest.raises(CancelledError):
        until_stopped(work, silent)
    assert handed[0].done()
    assert [signal.getsignal(one) for one in ENDING] == [signal.default_int_handler] * len(ENDING)


def test_a_wish_that_comes_before_work_is_handed_over_stops_it(elsewhere):
    def work(progress):
        signal.raise_signal(signal.SIGINT)
        return elsewhere.submit(endless, progress)

    with pytest.raises(CancelledError):
        until_stopped(work, silent)


def test_work_that_is_done_before_it_hears_of_the_wish_is_done(elsewhere):
    def work(_):
        done = elsewhere.submit(lambda: "done")
        done.result()
        signal.raise_signal(signal.SIGINT)
        return done

    assert until_stopped(work, silent) == "done"


def test_who_asks_twice_does_not_wait(elsewhere):
    free = Event()

    def work(_):
        running = elsewhere.submit(free.wait, PATIENCE_SECONDS)
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        return running

    with pytest.raises(KeyboardInterrupt):
        until_stopped(work, silent)
    free.set()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_is_ignored_stays_ignored(elsewhere):
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def work(progress):
        signal.raise_signal(signal.SIGINT)
        return elsewhere.submit(progress, "read", 0, 1)

    assert until_stopped(work, silent) is None
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
