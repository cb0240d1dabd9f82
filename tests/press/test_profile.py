"""Colour profiles lose their words and keep their colours."""

import io

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from dossier.model.body import ImageBody
from dossier.press.image import draw_image
from dossier.press.profile import bare_profile
from tests.support import pictures as make

OWNER = b"Ecran de Louise"


def named() -> bytes:
    """Makes a profile of version 2 that is named after its owner."""
    profile = bytearray(make.swapped_profile())
    words = b"desc" + bytes(4) + len(OWNER).to_bytes(4, "big") + OWNER + bytes(90)
    table = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * profile[131], 12)}
    at = table[b"desc"]
    profile[at + 4 : at + 12] = len(profile).to_bytes(4, "big") + len(words).to_bytes(4, "big")
    profile[48:56], profile[8] = b"LOUISE01", 2
    profile += words
    profile[:4] = len(profile).to_bytes(4, "big")
    return bytes(profile)


def seen(profile: bytes) -> bytes:
    source = Image.merge("RGB", [Image.linear_gradient("L").rotate(turn) for turn in (0, 90, 180)])
    changed = ImageCms.profileToProfile(
        source, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
    )
    return changed.tobytes()


@pytest.mark.parametrize("profile", [make.swapped_profile(), named()], ids=["new", "old"])
def test_the_same_colours_are_seen_without_the_words(profile):
    bare = bare_profile(profile)
    assert seen(bare) == seen(profile)
    assert OWNER not in bare
    assert b"LOUISE01" not in bare
    assert ImageCms.getProfileDescription(io.BytesIO(bare)).strip() == "RGB"
    assert bare_profile(bare) == bare


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_the_name_of_a_screen_does_not_reach_the_page(tmp_path, kind):
    source, target = tmp_path / "picture", tmp_path / "sheet.pdf"
    source.write_bytes(make.encoded(make.corners(), kind, icc_profile=named()))
    assert OWNER in source.read_bytes() or kind == "PNG"  # packed there
    draw_image(ImageBody(asset="0" * 64, width_px=120, height_px=160), source, target)
    reader = pypdf.PdfReader(target)
    streams = [reader.get_object(number) for number in range(1, reader.trailer["/Size"])]
    unpacked = b"".join(one.get_data() for one in streams if hasattr(one, "get_data"))
    assert OWNER not in target.read_bytes() + unpacked


@given(
    cut=st.integers(0, 600),
    changes=st.lists(st.tuples(st.integers(128, 250), st.integers(0, 255)), max_size=6),
)
def test_any_profile_gives_one_or_none(cut, changes):
    data = bytearray(named())
    for at, value in changes:
        data[at] = value
    assert isinstance(bare_profile(bytes(data[:cut])), bytes)
