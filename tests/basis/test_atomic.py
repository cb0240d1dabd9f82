"""The destination is old or new, never between, whatever fails."""

import contextlib
import errno
import os
from pathlib import Path

import pytest

from dossier.basis.atomic import remove_crumbs, writing_aside
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


@pytest.mark.parametrize("name", ["open", "fsync", "chmod", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EIO, errno.EROFS])
def test_a_system_that_refuses_any_step_leaves_the_file_old_or_new(tmp_path, monkeypatch, name, number):
    target = tmp_path / "annexe.pdf"
    target.write_bytes(b"old")

    def refused(*_args, **_options):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, name, refused)
    with pytest.raises(PlaceError) as caught, writing_aside(target) as aside:
        aside.write_bytes(b"new")
    assert caught.value.code == ("disk-full" if number in (errno.ENOSPC, errno.EDQUOT) else "cannot-write")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("annexe.pdf", b"old")]


def _refused_second(real, number):
    turns = [0]

    def called(*args):
        turns[0] += 1
        if turns[0] == 2:
            raise OSError(number, os.strerror(number))
        return real(*args)

    return called


@pytest.mark.parametrize(
    ("number", "told"), [(errno.EIO, True), (errno.EINVAL, False), (errno.ENOTSUP, False)]
)
def test_a_folder_that_cannot_be_synced_is_told_only_when_its_disk_fails(tmp_path, monkeypatch, number, told):
    target = tmp_path / "annexe.pdf"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", _refused_second(os.fsync, number))
    with pytest.raises(PlaceError) if told else contextlib.nullcontext(), writing_aside(target) as aside:
        aside.write_bytes(b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("annexe.pdf", b"new")]


def test_what_cannot_be_tidied_away_does_not_hide_what_went_wrong(tmp_path, monkeypatch):
    target = tmp_path / "annexe.pdf"

    def refused(*_args, **_options):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "unlink", refused)
    with pytest.raises(PlaceError) as caught:
        write_half(target, OSError(errno.ENOSPC, "full"))
    assert caught.value.code == "disk-full"


def test_what_a_killed_program_left_is_gone_a_day_later_and_nothing_else_is(tmp_path):
    target, alike = tmp_path / ("a" * 60 + "1.pdf"), tmp_path / ("a" * 60 + "2.pdf")
    left = []
    for path in (target, alike):
        with writing_aside(path) as aside:
            aside.write_bytes(b"new")
            left.append(aside)
        aside.write_bytes(b"half")
        aside.with_name(aside.name + "-journal").write_bytes(b"half")
    with writing_aside(target) as aside:
        aside.write_bytes(b"newer")
    assert left[0].exists()  # another program may still be writing it
    for path in tmp_path.iterdir():
        os.utime(path, (1_000_000_000, 1_000_000_000))
    with writing_aside(target) as aside:
        aside.write_bytes(b"newest")
    names = {target.name, alike.name, left[1].name, left[1].name + "-journal"}
    assert {path.name for path in tmp_path.iterdir()} == names
    remove_crumbs(alike, idle_seconds=0)
    assert {path.name for path in tmp_path.iterdir()} == {target.name, alike.name}


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


def test_the_mask_of_new_files_is_asked_of_nobody(tmp_path, monkeypatch):
    """To ask for it is to change it for a moment, under every other thread."""

    def asked(_mask):
        raise AssertionError("asked")

    monkeypatch.setattr(os, "umask", asked)
    with writing_aside(tmp_path / "made") as aside:
        aside.write_bytes(b"")
    assert (tmp_path / "made").exists()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444, 0o666])
def test_a_file_that_is_replaced_keeps_its_permissions_and_is_never_open_to_more(tmp_path, mode):
    target = tmp_path / "annexe.pdf"
    target.write_bytes(b"old")
    target.chmod(mode)
    with writing_aside(target) as aside:
        assert aside.stat().st_mode & 0o177 & ~mode == 0
        aside.write_bytes(b"new")
    assert (target.stat().st_mode & 0o777, target.read_bytes()) == (mode, b"new")
