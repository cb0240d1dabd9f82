"""Codes become words here and nowhere else."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dossier.basis.data_file import blaming
from dossier.basis.errors import DossierError, Param, UsageError
from dossier.basis.resources import resources_folder

if TYPE_CHECKING:
    from babel import Locale

    from dossier.model.finding import Finding

Sentence = str | dict[str, str]

_TABLE = re.compile(r"^\[(\w+)\]$", re.MULTILINE)
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the reading of what follows: in a file's name they make a sentence of ours say another."""

_NAMES = frozenset({"file", "first_file", "folder", "name", "names", "number", "title", "words"})
"""Parameters that quote: a file may be called as a day is written."""

_ISO_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_ISO_INSTANT = re.compile(rf"{_ISO_DAY.pattern}T(\d\d:\d\d)([+-]\d\d:\d\d)")


def language_codes(folder: Path | None = None) -> tuple[str, ...]:
    """Lists the languages there are, by their files."""
    place = folder or resources_folder() / "languages"
    return tuple(sorted(path.stem for path in place.glob("*.toml")))


class Tables(Mapping[str, Mapping[str, Sentence]]):
    """The tables of a language file, each read when it is first asked for.

    The window's first paint needs three of the twenty; reading them all would take it 5 ms longer.
    """

    def __init__(self, path: Path) -> None:
        """Takes a TOML file of plain tables (``[name]`` alone on a line).

        Raises:
            DossierError: ``malformed``; it cannot be read.
        """
        self._path = path
        with blaming(path):
            head, *parts = _TABLE.split(path.read_text("utf-8"))
            tomllib.loads(head)  # wrong words before the first table are refused now, not when first said
        self._written = dict(zip(parts[::2], parts[1::2], strict=True))
        self._read: dict[str, Mapping[str, Sentence]] = {}

    def __getitem__(self, name: str) -> Mapping[str, Sentence]:
        """Gives a table.

        Raises:
            KeyError: There is none of that name.
            DossierError: ``malformed``; it is not TOML.
        """
        if name not in self._read:
            written = self._written[name]
            with blaming(self._path):
                self._read[name] = tomllib.loads(written)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        """Names the tables."""
        return iter(self._written)

    def __len__(self) -> int:
        """Counts the tables."""
        return len(self._written)


class Texts:
    """The words of one language.

    A sentence is a string with ``{named}`` places, or a table of plural forms (CLDR categories
    "one", "other" …) chosen by the parameter ``n``.
    """

    def __init__(self, language: str, *, folder: Path | None = None) -> None:
        """Loads a language.

        Raises:
            UsageError: ``unknown-language``; there is no file of that name.
            DossierError: ``malformed``; it cannot be read, or does not say how numbers and days are written.
        """
        place = folder or resources_folder() / "languages"
        path = place / f"{language}.toml"
        if not path.is_file():
            raise UsageError("unknown-language", language=language)
        self.language = language
        self._sections = Tables(path)
        with blaming(path):
            own = self._sections["language"]
            self._locale, self._separator, self._point = (
                str(own[name]) for name in ("locale", "thousands", "decimal")
            )

    @cached_property
    def locale(self) -> "Locale":
        """The CLDR locale, for plurals, months and numbers."""
        from babel import Locale  # the window is painted before the first plural is needed

        return Locale.parse(self._locale)

    def say(self, key: str, /, **params: Param) -> str:
        """Gives a sentence.

        Args:
            key: "section.name", as in the language file.
            params: What its places name; ``n`` also chooses the plural form, and is written in groups.

        Raises:
            KeyError: The language file lacks the key or the call lacks a parameter: our fault.
        """
        section, _, name = key.partition(".")
        sentence: Any = self._sections[section][name]
        if isinstance(sentence, dict):
            sentence = sentence.get(self._form(int(params["n"])), sentence["other"])
        n = params.get("n")
        if isinstance(n, int):
            params["n"] = self.number(n)
        return str(sentence.format(**params))

    def _form(self, n: int) -> str:
        """Chooses the plural form of a number of things.

        The rule of a language that has only two stands in its file, as the numbers that are "one"; any
        other rule is asked of Babel, whose loading would take half the time to the window's first paint.
        """
        ones = self._sections["language"].get("ones")
        if ones is None:
            return self.locale.plural_form(n)
        return "one" if str(n) in str(ones).split() else "other"

    def has(self, key: str) -> bool:
        """Tells whether there is a sentence of that key."""
        section, _, name = key.partition(".")
        return section in self._sections and name in self._sections[section]

    def forms(self, key: str) -> tuple[str, ...]:
        """Gives a sentence as it stands in the file, each of its plural forms."""
        section, _, name = key.partition(".")
        sentence = self._sections[section][name]
        return tuple(sentence.values()) if isinstance(sentence, dict) else (str(sentence),)

    def keys(self) -> frozenset[str]:
        """Lists every key, for the test that all languages have the same."""
        return frozenset(f"{section}.{name}" for section, names in self._sections.items() for name in names)

    def finding(self, finding: "Finding", *, first: str = "finding") -> str:
        """Says what was noticed, and always about which file when it is known.

        A refusal that stopped one file only is a finding too; its sentence stands under ``[error]``.

        Args:
            finding: What was noticed.
            first: The table whose sentence is preferred where it has one: of another place than the window.
        """
        tables = (first, "finding", "error")
        key = next(key for table in tables if self.has(key := f"{table}.{finding.code}"))
        said = self.say(key, **{name: self._named(name, value) for name, value in finding.params.items()})
        file = str(self._shown("file", str(finding.params.get("file", ""))))
        if not file or file in said:
            return said
        return self.say("annex.about_file", file=file, said=said[:1].lower() + said[1:])

    def _named(self, name: str, value: Param) -> Param:
        """Calls a format by the name that people know, says a reason in words, and writes bytes as sizes."""
        if name.endswith("_bytes") and isinstance(value, int):
            return self.size(value)
        table = {"format": "format", "reason": "not_carried"}.get(name)
        if table and self.has(f"{table}.{value}"):
            return self.say(f"{table}.{value}")
        if name == "milestone" and self.has(f"milestone.{value}"):
            return self.say(f"milestone.{value}")
        if name == "details":
            return ", ".join(self.say(f"detail.{one}") for one in str(value).split())
        return self._shown(name, value)

    def _shown(self, name: str, value: Param) -> Param:
        """Writes days and instants among parameters as the language does; a name stays what it is.

        They stand there as ISO 8601: "2026-03-12", "2026-03-12T21:47+01:00".
        """
        if name in _NAMES and isinstance(value, str):
            return _TURNING.sub("", value)
        if not isinstance(value, str):
            return value
        if _ISO_DAY.fullmatch(value):
            return self._day(value) or value
        instant = _ISO_INSTANT.fullmatch(value)
        day = self._day(value[: len("2026-03-12")]) if instant else ""
        if instant is None or not day:
            return value
        return self.say("date.instant_offset", day=day, clock=instant[3], offset=instant[4])

    def _day(self, written: str) -> str:
        """Writes a day of ISO 8601; "" when there is no such day, as somebody may have typed it."""
        from babel.dates import format_date

        try:
            day = date.fromisoformat(written)
        except ValueError:
            return ""
        return str(format_date(day, self.say("date.short_day"), locale=self.locale))

    def error(self, error: DossierError) -> str:
        """Says what went wrong and what helps."""
        return self.say(
            f"error.{error.code}", **{name: self._shown(name, value) for name, value in error.params.items()}
        )

    def number(self, value: int) -> str:
        """Writes a whole number as the language does."""
        return f"{value:,}".replace(",", self._separator)

    def size(self, count: int) -> str:
        """Writes a number of bytes for people: "628 Ko", "2,1 Mo" (decimal units, IEC 80000-13)."""
        if count < 1000:
            return self.say("unit.byte", n=count)
        for unit, scale in (("kilobyte", 10**3), ("megabyte", 10**6), ("gigabyte", 10**9)):
            amount = count / scale
            if amount < 999.5 or unit == "gigabyte":
                written = f"{amount:.0f}" if amount >= 9.95 else f"{amount:.1f}"
                return self.say(f"unit.{unit}", n=written.replace(".", self._point))
        raise AssertionError(count)
