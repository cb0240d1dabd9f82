"""Codes become words here and nowhere else."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dossier.basis.errors import DossierError, Param, UsageError
from dossier.basis.resources import resources_folder

if TYPE_CHECKING:
    from babel import Locale

    from dossier.model.finding import Finding

Sentence = str | dict[str, str]

_ISO_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def language_codes(folder: Path | None = None) -> tuple[str, ...]:
    """Lists the languages there are, by their files."""
    place = folder or resources_folder() / "languages"
    return tuple(sorted(path.stem for path in place.glob("*.toml")))


class Texts:
    """The words of one language.

    A sentence is a string with ``{named}`` places, or a table of plural forms (CLDR categories
    "one", "other" …) chosen by the parameter ``n``.
    """

    def __init__(self, language: str, *, folder: Path | None = None) -> None:
        """Loads a language.

        Raises:
            UsageError: ``unknown-language``; there is no file of that name.
        """
        place = folder or resources_folder() / "languages"
        path = place / f"{language}.toml"
        if language not in language_codes(place):
            raise UsageError("unknown-language", language=language)
        self.language = language
        self._sections: Mapping[str, Mapping[str, Sentence]] = tomllib.loads(path.read_text("utf-8"))

    @cached_property
    def locale(self) -> "Locale":
        """The CLDR locale, for plurals, months and numbers."""
        from babel import Locale  # the window is painted before the first plural is needed

        return Locale.parse(str(self._sections["language"]["locale"]))

    def say(self, key: str, /, **params: Param) -> str:
        """Gives a sentence.

        Args:
            key: "section.name", as in the language file.
            params: What its places name; ``n`` also chooses the plural form.

        Raises:
            KeyError: The language file lacks the key or the call lacks a parameter: our fault.
        """
        section, _, name = key.partition(".")
        sentence: Any = self._sections[section][name]
        if isinstance(sentence, dict):
            form = self.locale.plural_form(int(params["n"]))
            sentence = sentence.get(form, sentence["other"])
        return str(sentence.format(**params))

    def has(self, key: str) -> bool:
        """Tells whether there is a sentence of that key."""
        section, _, name = key.partition(".")
        return name in self._sections.get(section, {})

    def forms(self, key: str) -> tuple[str, ...]:
        """Gives a sentence as it stands in the file, each of its plural forms."""
        section, _, name = key.partition(".")
        sentence = self._sections[section][name]
        return tuple(sentence.values()) if isinstance(sentence, dict) else (str(sentence),)

    def keys(self) -> frozenset[str]:
        """Lists every key, for the test that all languages have the same."""
        return frozenset(f"{section}.{name}" for section, names in self._sections.items() for name in names)

    def finding(self, finding: "Finding") -> str:
        """Says what was noticed, and always about which file when it is known.

        A refusal that stopped one file only is a finding too; its sentence stands under ``[error]``.
        """
        own = f"finding.{finding.code}"
        key = own if self.has(own) else f"error.{finding.code}"
        said = self.say(key, **{name: self._shown(value) for name, value in finding.params.items()})
        file = str(finding.params.get("file", ""))
        if not file or file in said:
            return said
        return self.say("annex.about_file", file=file, said=said[:1].lower() + said[1:])

    def _shown(self, value: Param) -> Param:
        """Writes a day among parameters ("2026-03-12") as the language does."""
        if not (isinstance(value, str) and _ISO_DAY.fullmatch(value)):
            return value
        from babel.dates import format_date

        return str(format_date(date.fromisoformat(value), self.say("date.short_day"), locale=self.locale))

    def error(self, error: DossierError) -> str:
        """Says what went wrong and what helps."""
        return self.say(
            f"error.{error.code}", **{name: self._shown(value) for name, value in error.params.items()}
        )

    def number(self, value: int) -> str:
        """Writes a whole number as the language does."""
        return f"{value:,}".replace(",", self._separator)

    @property
    def _separator(self) -> str:
        return str(self._sections["language"]["thousands"])

    def size(self, count: int) -> str:
        """Writes a number of bytes for people: "628 Ko", "2,1 Mo" (decimal units, IEC 80000-13)."""
        if count < 1000:
            return self.say("unit.byte", n=count)
        for unit, scale in (("kilobyte", 10**3), ("megabyte", 10**6), ("gigabyte", 10**9)):
            amount = count / scale
            if amount < 999.5 or unit == "gigabyte":
                written = f"{amount:.0f}" if amount >= 9.95 else f"{amount:.1f}"
                return self.say(
                    f"unit.{unit}", n=written.replace(".", str(self._sections["language"]["decimal"]))
                )
        raise AssertionError(count)
