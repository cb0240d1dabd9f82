"""How a title names people and things: "d’Aurora Wings", "du service client", "Capture du suivi"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from dossier.basis.data_file import read_data
from dossier.basis.resources import resources_folder
from dossier.intake.sorting.rubrics import plain
from dossier.texts.catalogue import Texts

_ARTICLE: Final = re.compile(r"(les?) (?=\S)", re.IGNORECASE)
_VOWEL: Final = re.compile(r"(?!oui|onz|uhlan)(?:[aeiou]|y[bcdfghjklmnpqrstvwxz])")
_JOINED: Final = frozenset({"de", "du", "des", "la", "le", "l", "d"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleWords:
    """The tables of ``resources/rubrics/titles.toml``.

    Attributes:
        nouns: By language, a noun's first word to the article that it wants.
        screens: Plain words of a screenshot's name to what it shows.
        short_forms: Lower-case short forms to the words that they stand for.
        bare: Plain headings that only say what sort of thing something is.
    """

    nouns: Mapping[str, Mapping[str, str]]
    screens: Mapping[str, str]
    short_forms: Mapping[str, str]
    bare: frozenset[str]


@cache
def title_words(path: Path | None = None) -> TitleWords:
    """Loads the tables, the program's own unless another file is named.

    Raises:
        DossierError: ``malformed``.
    """
    return read_data(path or resources_folder() / "rubrics" / "titles.toml", _title_words)


def _title_words(data: dict[str, Any]) -> TitleWords:
    return TitleWords(
        nouns={
            language: {word: article for article, words in table.items() for word in words}
            for language, table in data["nouns"].items()
        },
        screens={words: row["shows"] for row in data["screen"] for words in row["words"]},
        short_forms=data["short_forms"],
        bare=frozenset(data["bare"]["headings"]),
    )


def named(way: str, name: str, texts: Texts) -> str:
    """Puts what a language wants before a name.

    Args:
        way: "of", "to" or "with", keys under ``[title]`` together with the form.
        name: Of a person, a firm or an office, not empty.
        texts: The title's language.
    """
    article = _ARTICLE.match(name)
    nouns = title_words().nouns.get(texts.language)
    if nouns is None or "@" in name:
        return texts.say(f"title.{way}_plain", name=name)
    if article:
        # "Le Bon Coin" wrote: "du Bon Coin".
        return texts.say(f"title.{way}_{article[1].lower()}", name=name[article.end() :])
    first = plain(name).split()[:1]
    form = nouns.get(first[0]) if first else None
    if form is None:
        form = "vowel" if _VOWEL.match(plain(name).lstrip()) else "plain"
    return texts.say(f"title.{way}_{form}", name=name)


def shown_on_screen(about: str) -> tuple[str, str]:
    """Tells what a screenshot shows, by what its name adds.

    Returns:
        What it shows, a key under ``[title]`` behind "screen_", and the other words of the name; both
        "" and all the words when nothing tells.
    """
    words = about.split()
    for length in (3, 2, 1):
        for place in range(len(words) - length + 1):
            shows = title_words().screens.get(plain(" ".join(words[place : place + length])).strip())
            if shows is not None:
                rest = [*words[:place], *words[place + length :]]
                return shows, " ".join(_without_edges(rest))
    return "", about


def _without_edges(words: list[str]) -> list[str]:
    """Leaves out the little words that joined what was taken out: "du", "de la"."""
    while words and plain(words[0]).strip() in _JOINED:
        words = words[1:]
    while words and plain(words[-1]).strip() in _JOINED:
        words = words[:-1]
    return words
