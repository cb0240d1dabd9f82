"""What the program noticed: a level, a code, parameters, and the piece."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from dossier.model.ids import PieceId

_NAMING: Final = ("first", "second", "of", "holder")
"""Parameters that hold a piece's id; its file or title then stands in another parameter."""

_NAMING_SEVERAL: Final = "pieces"
"""The parameter that holds the ids of several pieces, in their order, with spaces between."""


class Level(StrEnum):
    """How much it matters: a blocker stops sending, a warning asks, a note tells."""

    BLOCKER = "blocker"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One remark; its sentence stands under ``[finding]`` in the language files.

    A remark that names another piece holds that piece's id too, so that it can be let go with it.
    """

    level: Level
    code: str
    params: dict[str, str | int] = field(default_factory=dict)
    piece: PieceId | None = None

    def of(self, piece: PieceId) -> "Finding":
        """Gives the same remark, tied to a piece."""
        return replace(self, piece=piece)

    def renamed(self, ids: Mapping[PieceId, PieceId]) -> "Finding":
        """Gives the same remark when pieces that it names have other ids now; two may be one now."""
        if not ids or self.named.isdisjoint(ids):
            return self
        params = {**self.params, **{name: ids.get(one, one) for name, one in self._others.items()}}
        if self.several:
            pieces = dict.fromkeys(ids.get(one, one) for one in self.several)
            params |= {_NAMING_SEVERAL: " ".join(pieces), "n": len(pieces)}
        piece = self.piece if self.piece is None else ids.get(self.piece, self.piece)
        return replace(self, params=params, piece=piece)

    @property
    def named(self) -> frozenset[PieceId]:
        """Every piece that the remark names: the one it is tied to, and others by their ids."""
        others = {*self._others.values(), *self.several}
        return frozenset(others if self.piece is None else {*others, self.piece})

    @property
    def _others(self) -> dict[str, PieceId]:
        """The parameters that name a piece; under the same name a number counts something ("3 of 12")."""
        told = ((name, self.params.get(name)) for name in _NAMING)
        return {name: PieceId(one) for name, one in told if one and isinstance(one, str)}

    @property
    def several(self) -> tuple[PieceId, ...]:
        """The pieces that it proposes to see together, in the order they are read."""
        return tuple(PieceId(one) for one in str(self.params.get(_NAMING_SEVERAL, "")).split())


_GRAVITY = (Level.NOTE, Level.WARNING, Level.BLOCKER)


def once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Keeps one of several remarks of the same code on the same piece: the gravest, in its first place.

    Remarks with different parameters are different remarks (pages, files).
    """
    kept: dict[tuple[str, PieceId | None, tuple[tuple[str, str | int], ...]], Finding] = {}
    for finding in findings:
        key = (finding.code, finding.piece, tuple(sorted(finding.params.items())))
        known = kept.get(key)
        if known is None or _GRAVITY.index(finding.level) > _GRAVITY.index(known.level):
            kept[key] = finding
    return tuple(kept.values())


def blocker(code: str, **params: str | int) -> Finding:
    """Makes a remark that stops sending."""
    return Finding(level=Level.BLOCKER, code=code, params=params)


def warning(code: str, **params: str | int) -> Finding:
    """Makes a remark that asks the person something."""
    return Finding(level=Level.WARNING, code=code, params=params)


def note(code: str, **params: str | int) -> Finding:
    """Makes a remark that only tells."""
    return Finding(level=Level.NOTE, code=code, params=params)
