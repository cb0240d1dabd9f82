"""Sounds and films: what their containers say, and never a crash whatever they hold."""

import struct
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.media_length import MediaFacts, media_facts
from dossier.intake.read_media import clock_of
from dossier.model.flow import Fields, Notice
from dossier.model.moment import Source
from dossier.model.piece import FileKind, State
from tests.support.media import box, element, make_audio, make_avi, make_matroska, make_video
from tests.support.reading import Desk, codes

MADE = datetime(2026, 5, 14, 8, 22, 31, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "assets")


@pytest.fixture
def facts(tmp_path):
    def read(data):
        path = tmp_path / "media"
        path.write_bytes(data)
        return media_facts(path)

    return read


@pytest.mark.parametrize(
    ("data", "seconds", "made"),
    [
        (make_audio(seconds=2), 2.0, None),
        (make_video(seconds=65), 65.0, MADE),
        (make_video(seconds=65, wide=True), 65.0, MADE),
        (make_matroska(), 12.5, None),
        (make_avi(), 10.0, None),
        (b"#!AMR\n" + bytes(100), None, None),
    ],
    ids=["wav", "mp4", "mp4-64-bit", "webm", "avi", "amr"],
)
def test_a_container_says_how_long_it_is_and_when_it_was_made(facts, data, seconds, made):
    assert facts(data) == MediaFacts(seconds=seconds, made=made)


@pytest.mark.parametrize("year", [1904, 1970])
def test_a_clock_that_was_never_set_says_nothing(facts, year):
    assert facts(make_video(made=datetime(year, 1, 1, tzinfo=UTC))).made is None


def test_a_length_that_cannot_be_is_not_believed(facts):
    for_ever = make_video(seconds=5_000_000)
    endless = box(b"ftyp", b"isom") + box(
        b"moov", box(b"mvhd", bytes(12) + struct.pack(">II", 600, 0xFFFFFFFF) + bytes(80))
    )
    assert facts(for_ever).seconds is None
    assert facts(endless).seconds is None


def test_a_page_stands_for_a_film_and_says_where_it_is(desk):
    draft = desk.read(make_video(), "déballage.mp4")
    assert (draft.kind, draft.state) == (FileKind.MEDIA, State.OK)
    fields, notice = desk.flow(draft).blocks
    assert isinstance(fields, Fields)
    assert [(row.label, row.text) for row in fields.rows][:2] == [
        ("film", "déballage.mp4"),
        ("length", "1:05"),
    ]
    assert len(fields.rows[2].text) == 64
    assert notice == Notice(code="media-beside", params={})
    assert codes(draft) == {"film-beside"}
    (moment,) = draft.moments
    assert (moment.at, moment.source, moment.evidence) == (
        MADE,
        Source.MEDIA_METADATA,
        "2026-05-14 08:22:31 UTC",
    )


def id3(artist):
    frame = b"TPE1" + (len(artist) + 1).to_bytes(4, "big") + b"\0\0\0" + artist
    return b"ID3\x03\0\0\0\0\0" + bytes([len(frame)]) + frame + b"\xff\xfb\x90\x64" + bytes(413)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (make_video(more=box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+48.8577+002.295/"))), {"media-place"}),
        (make_video(more=box(b"trak", box(b"udta", box(b"loci", bytes(20))))), {"media-place"}),
        (make_video(more=box(b"meta", b"keys mdtacom.apple.quicktime.location.ISO6709")), {"media-place"}),
        (
            make_video(more=box(b"udta", box(b"auth", b"Camille") + box(b"\xa9xyz", b""))),
            {"media-place", "media-owner"},
        ),
        (make_video() + box(b"uuid", b'<x exif:GPSLatitude="48,51N"/>'), {"media-place"}),
        (make_matroska(more=element(b"\x12\x54\xc3\x67", b"ARTIST Camille")), {"media-owner"}),
        (id3(b"Camille"), {"media-owner"}),
        (make_video(more=box(b"udta", box(b"\xa9nam", b"loci"))), set()),
        (make_matroska(), set()),
        (id3(b""), set()),
    ],
)
def test_what_a_file_tells_of_its_maker_is_told_before_it_is_handed_over(desk, data, told):
    assert (
        codes(desk.read(data, "film.mp4")) - {"film-beside", "sound-beside", "not-what-its-name-says"} == told
    )


def test_a_sound_without_a_time_is_undated(desk):
    draft = desk.read(make_audio(), "message.wav")
    assert draft.moments == ()
    assert codes(draft) == {"sound-beside"}


def test_a_damaged_film_is_still_a_page(desk):
    whole = make_video()
    draft = desk.read(whole[:60], "coupé.mp4")
    assert draft.kind is FileKind.MEDIA
    assert [row.label for row in desk.flow(draft).blocks[0].rows] == ["film", "sha256"]


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "0:01"), (65, "1:05"), (3599.6, "1:00:00"), (3725, "1:02:05")]
)
def test_a_length_is_written_as_players_show_it(seconds, said):
    assert clock_of(seconds) == said


STARTS = [
    b"\0\0\0\x18ftypisom",
    b"\x1a\x45\xdf\xa3",
    b"RIFF\0\0\0\0AVI ",
    b"ID3\x03",
    b"OggS",
    b"fLaC",
    b"RIFF",
]


@given(
    start=st.sampled_from([*STARTS, make_video()[:70], make_matroska()[:30], make_audio()[:40]]),
    rest=st.binary(max_size=300),
)
def test_any_bytes_end_in_facts_that_can_be(tmp_path_factory, start, rest):
    path = tmp_path_factory.mktemp("any") / "media"
    path.write_bytes(start + rest)
    found = media_facts(path)
    assert found.seconds is None or 0 < found.seconds < 31 * 24 * 3600
    assert found.made is None or found.made.year >= 1990
