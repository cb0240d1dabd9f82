"""Bytes are kept under their own name and never change."""

import hashlib

import pytest

from dossier.basis import limits
from dossier.basis.assets import Assets


def test_bytes_and_files_get_the_same_name(tmp_path):
    source = tmp_path / "photo.jpg"
    source.write_bytes(b"\xff\xd8 proof")
    assets = Assets(tmp_path / "assets")
    assert (
        assets.put(b"\xff\xd8 proof")
        == assets.put_file(source)
        == hashlib.sha256(b"\xff\xd8 proof").hexdigest()
    )
    assert assets.read(assets.put_file(source)) == b"\xff\xd8 proof"
    assert source.read_bytes() == b"\xff\xd8 proof"


def test_nothing_but_the_named_file_is_left(tmp_path):
    assets = Assets(tmp_path)
    digest = assets.put(b"a")
    assets.put(b"a")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [assets.path(digest)]


@pytest.mark.parametrize("size", [0, 1, limits.MIB, 3 * limits.MIB + 7])
def test_a_file_of_any_size_is_copied_whole_and_stays_its_own(tmp_path, size):
    data = bytes(range(251)) * (size // 251 + 1)
    source = tmp_path / "photo.jpg"
    source.write_bytes(data[:size])
    assets = Assets(tmp_path / "assets")
    digest = assets.put_file(source)
    assert digest == hashlib.sha256(data[:size]).hexdigest()
    assert not assets.path(digest).samefile(source)
    source.write_bytes(b"edited afterwards")
    assert assets.read(digest) == data[:size]


def test_a_file_that_cannot_be_read_leaves_nothing(tmp_path):
    assets = Assets(tmp_path / "assets")
    for source in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(OSError, match=r"directory"):
            assets.put_file(source)
    assert list(assets.folder.iterdir()) == []
