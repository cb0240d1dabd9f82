"""Bytes are kept under their own name and never change."""

import hashlib

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
