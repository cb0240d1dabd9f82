"""Files that broke off: shown as far as they go, in every format, and never called whole."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dossier.basis.errors import UnreadableError
from dossier.press.pixels import decode
from dossier.press.tiff_rows import shortened_tiff
from dossier.press.whole import ends_early, jpeg_is_whole, missing_bytes
from tests.support import pictures as make


def photo() -> Image.Image:
    """Makes a picture whose upper third is dark noise, the rest light."""
    image = Image.effect_noise((300, 400), 30).point(lambda value: 120 + value // 3)
    image.paste(Image.effect_noise((300, 130), 30).point(lambda value: value // 4), (0, 0))
    return image.convert("RGB")


PHOTO = photo()

WHOLE = {
    "png": make.encoded(PHOTO, "PNG"),
    "jpeg": make.encoded(PHOTO, "JPEG", quality=85),
    "progressive": make.encoded(PHOTO, "JPEG", quality=85, progressive=True),
    "webp": make.encoded(PHOTO, "WEBP", quality=80),
    "webp-lossless": make.encoded(PHOTO, "WEBP", lossless=True),
    "gif": make.encoded(PHOTO, "GIF"),
    "tiff": make.encoded(PHOTO, "TIFF"),
    "tiff-packed": make.strips_first(PHOTO),
    "avif": make.encoded(PHOTO, "AVIF"),
    "jp2": make.encoded(PHOTO, "JPEG2000"),
}


@pytest.fixture
def kept(tmp_path):
    def _kept(data):
        path = tmp_path / "picture"
        path.write_bytes(data)
        return path

    return _kept


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_file_is_whole(kept, kind):
    path = kept(WHOLE[kind])
    assert not ends_early(path)
    pixels = decode(path, 0)
    assert (pixels.image.size, pixels.partial) == ((300, 400), False)


@pytest.mark.parametrize("share", [0.55, 0.8])
@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_cut_off_shows_its_start_and_is_called_partial(kept, kind, share):
    pixels = decode(kept(make.cut(WHOLE[kind], share)), 0)
    assert pixels.partial
    upper = pixels.image.convert("L").crop((20, 10, 280, 60)).getextrema()
    assert upper[0] < 80


def test_a_heic_cut_off_is_never_called_whole(kept):
    data = make.heic()
    assert not decode(kept(data), 0).partial
    assert decode(kept(data[:-20]), 0).partial


def test_a_jpeg_whose_end_is_zeros_is_partial(kept):
    data = WHOLE["jpeg"]
    path = kept(data[: len(data) * 6 // 10] + bytes(len(data) * 4 // 10))
    assert not jpeg_is_whole(path)
    assert decode(path, 0).partial


@pytest.mark.parametrize("after", [b"", bytes(64), b"\0\0\0\x18ftypmp42" + b"film" * 99, WHOLE["jpeg"]])
def test_what_a_telephone_writes_behind_a_jpeg_does_not_matter(kept, after):
    path = kept(WHOLE["jpeg"] + after)
    assert jpeg_is_whole(path)
    assert not decode(path, 0).partial


def test_a_length_that_makes_no_sense_is_not_filled_up(kept):
    data = b"RIFF\xff\xff\xff\xffWEBP" + WHOLE["webp"][12:]
    assert ends_early(kept(data))
    with pytest.raises(UnreadableError):
        decode(kept(make.cut(data, 0.5)), 0)


@given(
    data=st.binary(max_size=200),
    start=st.sampled_from([b"", b"RIFF", b"\0\0\0\x20ftypheic", b"\0\0\0\0ftyp"]),
)
def test_any_bytes_have_a_length(data, start):
    assert missing_bytes(io.BytesIO(start + data)) >= 0


@given(share=st.floats(0.3, 1.0))
def test_a_shortened_tiff_shows_the_rows_that_are_there(share):
    data = make.cut(WHOLE["tiff-packed"], share)
    shorter = shortened_tiff(data)
    if shorter is None:
        assert len(data) == len(WHOLE["tiff-packed"]) or share < 0.35
        return
    image = Image.open(io.BytesIO(shorter))
    assert 0 < image.height < PHOTO.height
    assert image.tobytes() == PHOTO.crop((0, 0, 300, image.height)).tobytes()


@given(changes=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 255)), max_size=8))
def test_a_damaged_tiff_is_never_worse_than_unreadable(changes):
    data = bytearray(WHOLE["tiff-packed"])
    for at, value in changes:
        data[at] = value
    shortened_tiff(bytes(data[: len(data) // 2]))
