"""Where what we say comes from, and how sure it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from dossier.basis.codec import from_plain
from dossier.basis.data_file import read_data
from dossier.basis.resources import resources_folder


class Mark(StrEnum):
    """How far a rule was verified."""

    VERIFIED = "V"
    """Read on the body's own page or in the text of the law."""
    SECOND_HAND = "V2"
    """Read in a copy, a law firm's or the press's account."""
    NOT_VERIFIED = "NV"
    """Never shown without the words "à vérifier"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source of ``resources/sources.toml``.

    Attributes:
        id: "S21".
        name: Whose page or text it is.
        addresses: Where it was read; shown as text, never opened by the program.
        read: On which day.
    """

    id: str
    name: str
    addresses: tuple[str, ...]
    read: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What every rule says of itself: where it was read (ids of sources, at least one) and how sure it is."""

    sources: tuple[str, ...]
    mark: Mark


def load_sources(path: Path | None = None) -> dict[str, Source]:
    """Loads all sources by their ids.

    Raises:
        DossierError: ``malformed``.
    """
    return read_data(path or resources_folder() / "sources.toml", _sources)


def _sources(plain: dict[str, Any]) -> dict[str, Source]:
    return {
        key: from_plain(Source, {"id": key, **{name: _plain(value) for name, value in one.items()}})
        for key, one in plain.items()
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
