"""Sounds and films of a few bytes, whose containers say how long they are."""

import io
import struct
import wave
from datetime import UTC, datetime


def make_audio(*, seconds: float = 2.0) -> bytes:
    """Writes silence as WAV."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * round(8000 * seconds))
    return out.getvalue()


def make_video(
    *, seconds: float = 65.0, made: datetime | None = None, wide: bool = False, more: bytes = b""
) -> bytes:
    """Writes an MP4 without pictures: its brands, and a movie header with length and time, then more."""
    at = made or datetime(2026, 5, 14, 8, 22, 31, tzinfo=UTC)
    since = round((at - datetime(1904, 1, 1, tzinfo=UTC)).total_seconds())
    times = (
        struct.pack(">QQIQ", since, since, 600, round(seconds * 600))
        if wide
        else struct.pack(">IIII", since, since, 600, round(seconds * 600))
    )
    header = bytes([int(wide), 0, 0, 0]) + times + bytes(80)
    return (
        box(b"ftyp", b"isom\0\0\2\0isommp42") + box(b"free", b"") + box(b"moov", box(b"mvhd", header) + more)
    )


def box(name: bytes, content: bytes) -> bytes:
    """Writes a box of an ISO base media file."""
    return struct.pack(">I", 8 + len(content)) + name + content


def element(number: bytes, content: bytes) -> bytes:
    """Writes an EBML element of less than 127 bytes."""
    return number + bytes([0x80 | len(content)]) + content


def make_matroska(*, seconds: float = 12.5, more: bytes = b"") -> bytes:
    """Writes a WebM without tracks, then more elements."""
    info = element(b"\x2a\xd7\xb1", (1_000_000).to_bytes(3, "big")) + element(
        b"\x44\x89", struct.pack(">d", seconds * 1000)
    )
    head = element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", b"webm"))
    return (
        head + b"\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff" + element(b"\x15\x49\xa9\x66", info) + more
    )


def make_avi(*, micros: int = 40_000, frames: int = 250) -> bytes:
    """Writes an AVI that has only its main header."""
    header = struct.pack("<IIIIII", micros, 0, 0, 0, frames, 0) + bytes(32)
    avih = b"avih" + struct.pack("<I", len(header)) + header
    hdrl = b"LIST" + struct.pack("<I", 4 + len(avih)) + b"hdrl" + avih
    return b"RIFF" + struct.pack("<I", 4 + len(hdrl)) + b"AVI " + hdrl
