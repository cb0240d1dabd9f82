"""A reader with every fault that a library can have; which one stands in the file that it reads."""

import ctypes
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dossier.basis.assets import Assets
from dossier.intake.reader import ReadTask
from dossier.intake.weigh import Weighed, read_and_weigh

FAULT: Final = b"FAULT "
_STEP: Final = 1024 * 1024


def read_faulty(task: ReadTask) -> Weighed:
    """Reads a file as ``read_and_weigh`` does, but for those that name a fault."""
    assets = Assets(Path(task.assets))
    data = assets.path(task.asset).read_bytes()[:100]
    if data.startswith(FAULT):
        _FAULTS[data.removeprefix(FAULT).decode("ascii")](assets)
    return read_and_weigh(task)


def _spin(_: Assets) -> None:
    while True:
        pass


def _allocate(_: Assets) -> None:
    held = [bytearray(_STEP) for _ in range(1_000_000)]
    raise AssertionError(len(held))


def _read_nowhere(_: Assets) -> None:
    ctypes.string_at(0)


def _sleep_in_c(_: Assets) -> None:
    ctypes.PyDLL(None).pause()  # holds Python's lock all the while


def _write_one_file(assets: Assets) -> None:
    with (assets.folder / "flood").open("wb") as stream:
        while True:
            stream.write(bytes(_STEP))


def _write_many_files(assets: Assets) -> None:
    for number in range(1_000_000):
        assets.put(number.to_bytes(4) * (_STEP // 4))


def _stumble(_: Assets) -> None:
    raise ZeroDivisionError


_FAULTS: Final[Mapping[str, Callable[[Assets], None]]] = MappingProxyType(
    {
        "abort": lambda _: os.abort(),
        "read nowhere": _read_nowhere,
        "leave": lambda _: os._exit(0),
        "spin": _spin,
        "sleep in C": _sleep_in_c,
        "allocate": _allocate,
        "write one file": _write_one_file,
        "write many files": _write_many_files,
        "stumble": _stumble,
    }
)
