"""The standard rubrics and the words that speak for them, loaded from data."""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, Final

from dossier.basis.data_file import read_data
from dossier.basis.errors import DossierError
from dossier.basis.resources import resources_folder
from dossier.model.ids import RubricId
from dossier.model.rubric import OTHER, Rubric

POINTS: Final[Mapping[str, int]] = MappingProxyType({"strong": 8, "good": 5, "weak": 2})
"""What a word is worth in a title; in running text a quarter of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that speak for a rubric.

    Attributes:
        words: In plain letters, as ``plain`` writes them.
        points: What they are worth in a title.
        needle: What to look for in a text that ``plain`` wrote: whole words, a word's beginning or end.
        whole: The first of them that stands in such a text as a whole word; "" when none needs to.
    """

    words: str
    points: int
    needle: str
    whole: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricWords:
    """The words of one rubric; ``title_only`` words say nothing in running text."""

    rubric: RubricId
    phrases: tuple[Phrase, ...]
    title_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """Words that speak for another rubric beside others: who posts a registered letter sends no thing back.

    Attributes:
        rubric: The one they speak for then.
        words: Of phrases of any rubric.
        beside: What makes it so.
        text: Whether it may also stand below the title.
        disputes: The kinds of disputes in which it holds; empty for all.
    """

    rubric: RubricId
    words: frozenset[str]
    beside: tuple[Phrase, ...]
    text: bool
    disputes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricSet:
    """Rubrics in the order of the annex, and what is known about each.

    Attributes:
        rubrics: In order.
        folders: Plain folder name to rubric.
        words: What speaks for each rubric.
        advisers: Whoever settles disputes out of court.
        offices: Parts of addresses that no private person uses.
        demands: How a consumer asks for something.
        calls: How the note of a call begins.
        idle: What says nothing, though one of its words alone would.
        instead: Words that speak for another rubric beside others.
        naming: What a folder's name is searched for when it is not known as a whole.
    """

    rubrics: tuple[Rubric, ...]
    folders: Mapping[str, RubricId]
    words: tuple[RubricWords, ...]
    advisers: tuple[Phrase, ...]
    offices: tuple[Phrase, ...]
    demands: tuple[Phrase, ...]
    calls: tuple[Phrase, ...]
    idle: tuple[Phrase, ...]
    instead: tuple[Instead, ...]
    naming: "FolderWords"


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderWords:
    """What the words of a folder's name tell.

    Attributes:
        fillers: Words that say nothing.
        carriers: Words that say what kind of files it holds.
        clear: Phrases that tell a rubric in any folder's name, without fillers.
        told: Phrases that tell one in the name of a folder that a carrier begins.
    """

    fillers: frozenset[str]
    carriers: frozenset[str]
    clear: tuple[tuple[Phrase, RubricId], ...]
    told: tuple[tuple[Phrase, RubricId], ...]


def plain(text: str) -> str:
    """Writes a text as plain words: no accents, no case, one space around each word and each end."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    for mark in filter(unicodedata.combining, set(letters)):
        letters = letters.replace(mark, "")
    return " " + " ".join(re.findall(r"[^\W_]+", letters)) + " "


@cache
def load_rubrics(path: Path | None = None) -> RubricSet:
    """Loads a rubric set, the standard one unless another is named.

    Raises:
        DossierError: ``malformed``; the file holds a field nobody knows, or a folder's name twice.
    """
    return read_data(path or resources_folder() / "rubrics" / "standard.toml", _rubric_set)


def _rubric_set(data: dict[str, Any]) -> RubricSet:
    rows: list[dict[str, Any]] = data["rubric"]
    return RubricSet(
        rubrics=tuple(Rubric(id=RubricId(row["id"]), names=row["names"]) for row in rows),
        folders=MappingProxyType(_folders(rows)),
        words=tuple(_words(row) for row in rows),
        advisers=tuple(_phrase(words, points=0) for words in data["advisers"]),
        offices=tuple(_phrase(words, points=0) for words in data["offices"]),
        demands=tuple(_phrase(words, points=0) for words in data["demands"]),
        calls=tuple(_phrase(words, points=0) for words in data["calls"]),
        idle=tuple(_phrase(words, points=0) for words in data["idle"]),
        instead=tuple(_instead(row) for row in data["instead"]),
        naming=_naming(rows, data),
    )


def _words(row: dict[str, Any]) -> RubricWords:
    known = {"id", "names", "folders", "title_only", *POINTS}
    if not known >= row.keys():
        raise DossierError("malformed", where=f"{row['id']}: {sorted(row.keys() - known)}")
    phrases = (
        _phrase(words, points=points) for kind, points in POINTS.items() for words in row.get(kind, ())
    )
    return RubricWords(
        rubric=RubricId(row["id"]), phrases=tuple(phrases), title_only=row.get("title_only", False)
    )


def _instead(row: dict[str, Any]) -> Instead:
    return Instead(
        rubric=RubricId(row["rubric"]),
        words=frozenset(row["words"]),
        beside=tuple(_phrase(words, points=0) for words in row["beside"]),
        text=row["text"],
        disputes=frozenset(row.get("disputes", ())),
    )


def phrase_of(words: str, *, strength: str) -> Phrase:
    """Makes a phrase of words in a data file; a star ends a beginning of a word."""
    return _phrase(words, points=POINTS[strength])


def _phrase(words: str, *, points: int) -> Phrase:
    bare = plain(words)
    needle = bare.lstrip() if words.startswith("*") else bare
    needle = needle.rstrip() if words.endswith("*") else needle
    return Phrase(words=bare.strip(), points=points, needle=needle, whole=_first_whole(needle))


def _first_whole(needle: str) -> str:
    """Gives the first word with a blank on either side; what has none may be a part of a longer one."""
    found = re.search(r" (\w+) ", needle)
    return found[1] if found else ""


def _folders(rows: list[dict[str, Any]]) -> dict[str, RubricId]:
    folders: dict[str, RubricId] = {}
    for row in rows:
        names = {plain(name).strip() for name in (row["id"], *row["names"].values(), *row.get("folders", ()))}
        twice = sorted(names & folders.keys())
        if twice:
            raise DossierError("malformed", where=f"{row['id']}: {twice}")
        folders.update(dict.fromkeys(names, RubricId(row["id"])))
    return folders


def _naming(rows: list[dict[str, Any]], data: dict[str, Any]) -> FolderWords:
    fillers, carriers = frozenset(data["fillers"]), frozenset(data["carriers"])
    unsaid = {*data["vague"], *carriers}
    clear, told = [], []
    for row in (row for row in rows if row["id"] != OTHER):
        rubric = RubricId(row["id"])
        names = {*row["names"].values(), *row.get("folders", ()), *row.get("strong", ())}
        clear += [(_bare(words, fillers), rubric) for words in sorted(names) if words not in unsaid]
        told += [(_bare(words, fillers), rubric) for words in row.get("good", ()) if words not in unsaid]
    return FolderWords(fillers=fillers, carriers=carriers, clear=tuple(clear), told=tuple(told))


def _bare(words: str, fillers: frozenset[str]) -> Phrase:
    """Makes a phrase without the words that say nothing: "suivi de colis" is "suivi colis"."""
    kept = " ".join(word for word in plain(words).split() if word not in fillers)
    return _phrase("*" * words.startswith("*") + kept + "*" * words.endswith("*"), points=0)


def rubric_for_folder(folder: str) -> RubricId | None:
    """Finds the rubric that a folder is named after.

    Args:
        folder: A path of any depth, "" for none; the innermost known name decides.
    """
    known = load_rubrics().folders
    for part in reversed(PurePosixPath(folder.replace("\\", "/")).parts):
        for name in _spellings(part):
            if name in known:
                return known[name]
        told = _told_by_words(part)
        if told is not None:
            return told
    return None


def _spellings(part: str) -> Iterator[str]:
    """Gives a folder's name, and without the number or letter that only orders it ("03 - Livraison")."""
    name = plain(part).strip()
    yield name
    yield re.sub(r"^(?:\d+|r\d+|[a-z])(?: \d+)* ", "", name)
    # "Conditions générales (CGV)" and "Livraison – suivi" may be known by their first half.
    yield plain(re.split(r"[(\[–—-]", re.sub(r"^[\W\d_]+", "", part), maxsplit=1)[0]).strip()
    fillers = load_rubrics().naming.fillers
    yield " ".join(word for word in name.split() if word not in fillers and not word.isdecimal())


def _told_by_words(part: str) -> RubricId | None:
    """Finds the rubric that some words of a folder's name tell: all of them the same, or the first."""
    rules = load_rubrics().naming
    words = [word for word in plain(part).split() if word not in rules.fillers and not word.isdecimal()]
    carried = bool(words) and words[0] in rules.carriers
    text = f" {' '.join(word for word in words if word not in rules.carriers)} "
    phrases = (*rules.clear, *rules.told) if carried else rules.clear
    found = [(phrase, rubric) for phrase, rubric in phrases if phrase.needle in text]
    longest = set(longest_of(phrase for phrase, _ in found))
    told = {rubric for phrase, rubric in found if phrase in longest}
    first = {rubric for phrase, rubric in found if phrase in longest and text.startswith(phrase.needle)}
    if len(told) == 1:
        return told.pop()
    return first.pop() if len(first) == 1 else None


def longest_of(found: Iterable[Phrase]) -> list[Phrase]:
    """Leaves out phrases that stand inside longer ones found too."""
    kept: list[Phrase] = []
    for phrase in sorted(found, key=lambda phrase: -len(phrase.words)):
        if not any(phrase.words in longer.words for longer in kept):
            kept.append(phrase)
    return kept


def found_in(
    phrases: Iterable[Phrase], text: str, *, words: Container[str] | None = None
) -> Iterator[Phrase]:
    """Gives the phrases that stand in a text.

    Args:
        phrases: What is looked for.
        text: As ``plain`` wrote it.
        words: Its words, of a text in which many phrases are looked for: most are told by one word.
    """
    if words is not None:
        phrases = (phrase for phrase in phrases if not phrase.whole or phrase.whole in words)
    return (phrase for phrase in phrases if phrase.needle in text)


def without_idle(found: Iterable[Phrase], text: str) -> Iterator[Phrase]:
    """Gives the phrases found in a text that stand there otherwise than in words that say nothing."""
    idle = list(found_in(load_rubrics().idle, text))
    rest = text
    for phrase in idle:
        rest = rest.replace(phrase.needle, " ")
    return (one for one in found if one.needle in rest or any(no.words in one.words for no in idle))
