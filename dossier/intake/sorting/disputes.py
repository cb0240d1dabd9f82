"""What kind of dispute all files together speak of: it tells where those that say little belong."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from dossier.basis.data_file import read_data
from dossier.basis.errors import DossierError
from dossier.basis.resources import resources_folder
from dossier.intake.sorting.rubrics import Phrase, found_in, phrase_of, plain
from dossier.model.ids import RubricId

_TEXT_CHARS: Final = 2000
"""Of each file: what a paper is about stands at its beginning."""

_IN_TITLE: Final = 2
_LEAST: Final = 3
_CLEARLY: Final = 1.5
"""The kind that is told must weigh so much more than the next one."""

_REASONS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeKind:
    """A kind of dispute.

    Attributes:
        id: Stable key, never shown.
        words: What its files speak of.
        photo: The rubric of a photo that nothing names.
        mute: By rubric, words that say nothing there.
        adds: By rubric, words that speak for it in titles and names.
        like: The kind that this one is a case of, "" for none.
        rather: What says that it is not this case.
        common: Whether many disputes speak of it beside their own.
    """

    id: str
    words: tuple[Phrase, ...]
    photo: RubricId
    mute: Mapping[RubricId, frozenset[str]]
    adds: Mapping[RubricId, tuple[Phrase, ...]]
    like: str
    rather: tuple[Phrase, ...]
    common: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """What the files of one dossier are about.

    Attributes:
        kind: Which kind it is.
        told_by: The words that most files have in common, as people are told why.
    """

    kind: DisputeKind
    told_by: str

    @property
    def id(self) -> str:
        """The kind's stable key."""
        return self.kind.id


@cache
def dispute_kinds(path: Path | None = None) -> tuple[DisputeKind, ...]:
    """Loads the kinds of disputes, the program's own unless another file is named.

    Raises:
        DossierError: ``malformed``; the file holds a field nobody knows.
    """
    return read_data(
        path or resources_folder() / "rubrics" / "disputes.toml",
        lambda data: tuple(_kinds(data["dispute"])),
    )


def _kinds(rows: list[dict[str, Any]]) -> Iterator[DisputeKind]:
    by_id = {row["id"]: row for row in rows}
    for row in rows:
        yield _kind({**by_id[row["like"]], **row} if "like" in row else row)


def _kind(row: dict[str, Any]) -> DisputeKind:
    strange = sorted(row.keys() - {"id", "words", "photo", "mute", "adds", "like", "rather", "common"})
    if strange:
        raise DossierError("malformed", where=f"{row['id']}: {strange}")
    return DisputeKind(
        id=row["id"],
        words=_phrases(row["words"]),
        photo=RubricId(row["photo"]),
        mute=MappingProxyType(
            {RubricId(name): frozenset(said) for name, said in row.get("mute", {}).items()}
        ),
        adds=MappingProxyType({RubricId(name): _phrases(said) for name, said in row.get("adds", {}).items()}),
        like=row.get("like", ""),
        rather=_phrases(row.get("rather", ())),
        common=row.get("common", False),
    )


def _phrases(words: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(phrase_of(one, strength="good") for one in words)


def guess_dispute(files: Iterable[tuple[str, str]]) -> Dispute | None:
    """Guesses the kind of dispute from what the files call themselves and say.

    Args:
        files: Of each file its title (or subject and name) and its words.

    Returns:
        The kind that clearly most of them speak of, or None: most disputes are about a thing bought.
    """
    points: Counter[str] = Counter()
    said: dict[str, Counter[str]] = {kind.id: Counter() for kind in dispute_kinds()}
    cases: Counter[str] = Counter()
    for title, text in files:
        head, body = plain(title), plain(text[:_TEXT_CHARS])
        for kind in dispute_kinds():
            in_head, in_body = _found(kind.words, head), _found(kind.words, body)
            points[kind.id] += _IN_TITLE if in_head else 1 if in_body else 0
            said[kind.id].update(in_head | in_body)
            if kind.like:
                cases[kind.id] += bool(in_head | in_body) - bool(_found(kind.rather, head + body))
    told = _told(points)
    if told is None:
        return None
    case = next((kind for kind in dispute_kinds() if kind.like == told.id and cases[kind.id] > 0), told)
    most = sorted(said[told.id].items(), key=lambda one: (-one[1], one[0]))
    return Dispute(kind=case, told_by=", ".join(words for words, _ in most[:_REASONS]))


def _told(points: Mapping[str, int]) -> DisputeKind | None:
    """Gives the kind that is clearly told; a common one only when nothing else is spoken of."""
    kinds = [kind for kind in dispute_kinds() if not kind.like]
    own = [kind for kind in kinds if not kind.common]
    if all(points[kind.id] < _LEAST for kind in own):
        own = [kind for kind in kinds if kind.common]
    best = max(own, key=lambda kind: points[kind.id])
    next_best = max((points[kind.id] for kind in own if kind is not best), default=0)
    return best if points[best.id] >= max(_LEAST, next_best * _CLEARLY) else None


def _found(phrases: Iterable[Phrase], text: str) -> set[str]:
    return {phrase.words for phrase in found_in(phrases, text)}
