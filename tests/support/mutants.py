"""Files spoilt as disks, mail servers and people spoil them, always in the same way."""

import random
from collections.abc import Callable
from typing import Final

_RUBBISH: Final = (
    b"\xff" * 8,
    bytes(64),
    b"\xff\xff\xff\x7f",
    b"%" * 300,
    b"<" * 1000,
    b"(" * 3000,
    b"{" * 500,
    b"=" * 4000,
    b"-" * 1000 + b"\n",
)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(1, len(data)) :]


def _flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 40)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _hole(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    size = min(512, len(data) - start)
    data[start : start + size] = bytes(size)


def _count(data: bytearray, chance: random.Random) -> None:
    """Changes the figures in it: lengths, numbers, offsets."""
    places = [place for place, byte in enumerate(data) if 0x30 <= byte <= 0x39]
    for _ in range(min(len(places), 20)):
        data[chance.choice(places)] = chance.choice(b"0123456789-")


def _repeat(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    data[start:start] = data[start : start + chance.randint(1, 2000)] * chance.randint(1, 50)


def _swap(data: bytearray, chance: random.Random) -> None:
    size = chance.randint(1, 200)
    one, other = chance.randrange(len(data)), chance.randrange(len(data))
    data[one : one + size], data[other : other + size] = (
        data[other : other + size],
        data[one : one + size],
    )


def _put_in(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(data))
        data[start:start] = chance.choice(_RUBBISH)


def _text_mode(data: bytearray, _: random.Random) -> None:
    data[:] = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


_WAYS: Final[tuple[Callable[[bytearray, random.Random], None], ...]] = (
    _cut,
    _flip,
    _hole,
    _count,
    _repeat,
    _swap,
    _put_in,
    _text_mode,
)


def mutant(data: bytes, seed: str) -> bytes:
    """Spoils a file; the same seed spoils it in the same way."""
    chance = random.Random(seed)
    made = bytearray(data)
    chance.choice(_WAYS)(made, chance)
    return bytes(made)
