"""JPEG as a PDF may hold it: the coded picture byte for byte, without what it says about its maker.

A telephone writes places, times, names, a second small picture and sometimes whole further pictures
into the segments around the coded data. None of it is needed to see the picture and all of it is
personal, so it never reaches an annex; the untouched original keeps it. The colour profile stands beside
the picture in a PDF, without its words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# ITU-T T.81, table B.1: the frames that DCTDecode must know (ISO 32000-1, 7.4.8).
_FRAMES_HELD = frozenset({0xC0, 0xC1, 0xC2})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN, _END = 0xDA, 0xD9
_TABLES = frozenset({0xC4, 0xCC, 0xDB, 0xDD})
_NEXT_MARKER = re.compile(b"\xff[^\x00\xd0-\xd7\xff]")
_JFIF, _ICC, _ADOBE = b"JFIF\x00", b"ICC_PROFILE\x00", b"Adobe"


@dataclass(frozen=True, slots=True, kw_only=True)
class JpegPicture:
    """A JPEG that can stand in a PDF.

    Attributes:
        data: Its bytes without any metadata; tables and coded data are the source's own.
        width_px: As stored, before orientation.
        height_px: As stored.
        components: 1 for grey, 3 for colour.
        profile: Its ICC profile, b"" when it has none.
    """

    data: bytes
    width_px: int
    height_px: int
    components: int
    profile: bytes


@dataclass(frozen=True, slots=True)
class _Segment:
    """One marker with what follows it, coded data included."""

    marker: int
    body: bytes
    whole: bytes


def bare_jpeg(data: bytes) -> JpegPicture | None:
    """Takes the metadata out of a JPEG.

    Returns:
        None when it is not whole, or not of a kind that every PDF reader draws alike: arithmetic,
        lossless or 12-bit coding, four colours, several frames.
    """
    segments = list(_segments(data))
    if not segments or segments[-1].marker != _END:
        return None
    frames = [segment for segment in segments if segment.marker in _FRAMES]
    if len(frames) != 1 or frames[0].marker not in _FRAMES_HELD or len(frames[0].body) < 9:
        return None
    body = frames[0].body
    height, width, components = int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big"), body[5]
    if body[0] != 8 or not (width and height) or not _colours_are_clear(segments, body):
        return None
    return JpegPicture(
        data=b"\xff\xd8" + b"".join(_kept(segment) for segment in segments),
        width_px=width,
        height_px=height,
        components=components,
        profile=_profile(segments),
    )


def _colours_are_clear(segments: list[_Segment], frame: bytes) -> bool:
    """Tells whether all readers guess the same colours: grey, or three that are not named R, G, B."""
    components = frame[5]
    if components == 1:
        return True
    marked = any(s.marker == 0xEE and s.body.startswith(_ADOBE) for s in segments)
    return components == 3 and (marked or frame[6::3][:3] != b"RGB")


def _segments(data: bytes) -> Iterator[_Segment]:
    """Walks through the markers; stops silently where the bytes stop making sense."""
    at = 2 if data.startswith(b"\xff\xd8") else len(data)
    while (found := _marker_at(data, at)) is not None:
        start = found
        marker = data[start + 1]
        if marker == _END:
            yield _Segment(marker, b"", data[start : start + 2])
            return
        length = int.from_bytes(data[start + 2 : start + 4], "big")
        at = start + 2 + length
        if length < 2 or at > len(data):
            return
        body = data[start + 4 : at]
        if marker == _SCAN:
            after = _NEXT_MARKER.search(data, at)
            at = after.start() if after else len(data)
        yield _Segment(marker, body, data[start:at])


def _marker_at(data: bytes, at: int) -> int | None:
    """Finds the marker that must stand here, after any number of fill bytes (T.81, B.1.1.2)."""
    while data[at : at + 2] == b"\xff\xff":
        at += 1
    return at if data[at : at + 1] == b"\xff" and data[at + 1 : at + 2] not in (b"", b"\x00") else None


def _kept(segment: _Segment) -> bytes:
    if segment.marker in _TABLES or segment.marker in _FRAMES or segment.marker in (_SCAN, _END):
        return segment.whole
    if segment.marker == 0xE0 and segment.body.startswith(_JFIF) and len(segment.body) >= 14:
        # Without the small picture that may follow: it can show what was cut off the large one.
        return b"\xff\xe0\x00\x10" + segment.body[:12] + b"\x00\x00"
    if segment.marker == 0xEE and segment.body.startswith(_ADOBE):
        return b"\xff\xee\x00\x0e" + segment.body[:12] if len(segment.body) >= 12 else b""
    return b""


def _profile(segments: list[_Segment]) -> bytes:
    """Joins the chunks of the ICC profile in their order (ICC.1, annex B.4)."""
    chunks = [s.body for s in segments if s.marker == 0xE2 and s.body.startswith(_ICC) and len(s.body) > 14]
    return b"".join(body[14:] for body in sorted(chunks, key=lambda body: body[12]))
