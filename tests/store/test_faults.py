"""Killed, full, closed, failing: what was acknowledged is there, and each file is old or new."""

import collections
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KILLS_OF_A_KIND = 10
KINDS = ("add", "bring", "edit", "copy", "migrate", "forget")
FAILURES = 200
MEMORY = Path("/dev/shm")


def told_by(*words):
    """Runs a child and gives the lines that it says, each a value."""
    command = [sys.executable, "-m", *map(str, words)]
    said = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    return [json.loads(line) for line in said.splitlines()]


@pytest.mark.parametrize("kind", KINDS)
def test_of_sixty_kills_none_loses_what_was_acknowledged(tmp_path, kind, record_property):
    assert KILLS_OF_A_KIND * len(KINDS) == 60
    turns = told_by("tests.support.store_kills", kind, tmp_path, KILLS_OF_A_KIND)
    killed = sum(turn["killed"] for turn in turns)
    record_property("kills", killed)
    assert [turn for turn in turns if turn["wrong"]] == []
    assert killed == KILLS_OF_A_KIND


def test_of_two_hundred_failed_writes_none_loses_anything(record_property):
    # Not below pytest's own folder, into which an administrator's child, once nobody, cannot look; in
    # memory where it can be, for a refused write needs no disk.
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        turns = told_by("tests.support.store_faults", folder)
    assert [turn for turn in turns if turn["wrong"]] == []
    failed = [turn for turn in turns if turn["code"]]
    record_property("failures", len(failed))
    assert len(failed) >= FAILURES
    for what, least in (("job", 15), ("fault", 20)):
        counts = collections.Counter(turn[what] for turn in failed)
        assert min(counts.values()) >= least, counts
    assert {turn["job"] for turn in failed} == {turn["job"] for turn in turns}
    codes = collections.Counter(turn["code"] for turn in failed)
    clear = {"disk-full", "cannot-write", "project-older", "project-interrupted"}
    assert set(codes) <= clear, codes
    assert codes["disk-full"] >= 40
    assert codes["cannot-write"] >= 100
