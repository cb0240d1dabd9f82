"""The destination is old or new, never between, whatever fails."""

import errno
import os
from pathlib import Path

import pytest

from dossier.basis.atomic import writing_aside
from dossier.basis.errors import PlaceError


def write_half(target, failure):
    with writing_aside(target) as aside:
        aside.write_bytes(b"half")
        raise failure


def test_new_bytes_are_put_in_place_whole(tmp_path):
    target = tmp_path / "annexe.pdf"
    target.write_bytes(b"old")
    with writing_aside(target) as aside:
        aside.write_bytes(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["annexe.pdf"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_failing_disk_leaves_the_old_file_and_no_crumbs(tmp_path, number):
    target = tmp_path / "annexe.pdf"
    target.write_bytes(b"old")
    with pytest.raises(PlaceError) as caught:
        write_half(target, OSError(number, os.strerror(number)))
    assert caught.value.code == ("disk-full" if number == errno.ENOSPC else "cannot-write")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["annexe.pdf"]


def test_our_own_failure_leaves_the_old_file_too(tmp_path):
    target = tmp_path / "annexe.pdf"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        write_half(target, ZeroDivisionError())
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["annexe.pdf"]


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(PlaceError) as caught, writing_aside(tmp_path / "nowhere" / "a.pdf"):
        raise AssertionError("never entered")
    assert caught.value.params["file"] == "a.pdf"


@pytest.mark.parametrize("name", ["é" * 100 + ".pdf", "a" * 200 + ".pdf"])
def test_long_names_in_other_scripts_are_written(tmp_path, name):
    target = tmp_path / name
    with writing_aside(target) as aside:
        aside.write_bytes(b"new")
    assert target.read_bytes() == b"new"


def test_the_file_gets_the_usual_permissions(tmp_path):
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    with writing_aside(tmp_path / "made") as aside:
        aside.write_bytes(b"")
    assert Path(tmp_path / "made").stat().st_mode == plain.stat().st_mode
