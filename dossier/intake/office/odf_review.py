"""Comments and tracked changes of OpenDocument (ODF 1.3, part 3, 5.5 and 14.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from dossier.intake.office.review import Act, Remark, written_clock
from dossier.intake.office.xml import Mark

_QUOTED_CHARS: Final = 400
_ACTS: Final = {
    "insertion": Act.INSERTED,
    "deletion": Act.DELETED,
    "format-change": Act.FORMATTED,
}


@dataclass(slots=True)
class _Said:
    """Somebody's words being gathered, with who and when."""

    name: str = ""
    act: Act = Act.COMMENT
    place: str = ""
    author: list[str] = field(default_factory=list)
    at: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)

    def remark(self) -> Remark:
        return Remark(
            act=self.act,
            author="".join(self.author),
            at=written_clock("".join(self.at)),
            place=self.place,
            quoted="".join(self.quoted),
            text="".join(self.text).strip("\n"),
        )


@dataclass(slots=True)
class Annotations:
    """Takes comments out of the run of tokens.

    Attributes:
        place: Where the next one stands: a cell, a slide; "" in running text.
    """

    place: str = ""
    _all: list[_Said] = field(default_factory=list)
    _open: _Said | None = None
    _depth: int = 0
    _inside: str = ""
    _quoting: dict[str, _Said] = field(default_factory=dict)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """All comments, in the order of the document."""
        return tuple(said.remark() for said in self._all)

    def takes(self, mark: Mark, name: str, said: Mapping[str, str]) -> bool:
        """Takes a token when it belongs to a comment."""
        if self._open is None:
            return self._begins(mark, name, said)
        if mark is Mark.TEXT:
            kept = {"creator": self._open.author, "date": self._open.at}.get(self._inside, self._open.text)
            if self._inside:
                kept.append(name)
        elif mark is Mark.OPEN:
            self._depth += 1
            self._inside = name if name in {"creator", "date", "p"} else self._inside
        else:
            self._depth -= 1
            if name == "p":
                self._open.text.append("\n")
            self._inside = "" if name in {"creator", "date", "p"} else self._inside
            if not self._depth:
                self._open = None
        return True

    def _begins(self, mark: Mark, name: str, said: Mapping[str, str]) -> bool:
        if mark is Mark.OPEN and name == "annotation":
            self._open = _Said(name=said.get("name", ""), place=self.place)
            self._depth, self._inside = 1, ""
            self._all.append(self._open)
            if self._open.name:
                self._quoting[self._open.name] = self._open
            return True
        if name == "annotation-end":
            self._quoting.pop(said.get("name", ""), None)
            return True
        return False

    def quote(self, text: str) -> None:
        """Notes words of the document while comments are about them."""
        for one in self._quoting.values():
            if sum(map(len, one.quoted)) < _QUOTED_CHARS:
                one.quoted.append(text)


@dataclass(slots=True)
class Changes:
    """Takes the list of tracked changes out of the run of tokens, and finds the words put in."""

    _all: dict[str, _Said] = field(default_factory=dict)
    _region: _Said | None = None
    _depth: int = 0
    _inside: str = ""
    _inserting: dict[str, _Said] = field(default_factory=dict)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """All changes, in their order."""
        return tuple(said.remark() for said in self._all.values())

    def takes(self, mark: Mark, name: str, said: Mapping[str, str]) -> bool:
        """Takes a token when it belongs to the list of changes, or marks one in the text."""
        if self._depth:
            self._listed(mark, name, said)
            return True
        if mark is Mark.OPEN and name == "tracked-changes":
            self._depth = 1
            return True
        if name == "change-start" and mark is Mark.OPEN:
            which = said.get("change-id", "")
            found = self._all.get(which)
            if found and found.act is Act.INSERTED:
                self._inserting[which] = found
        elif name == "change-end":
            self._inserting.pop(said.get("change-id", ""), None)
        return name in {"change-start", "change-end", "change"}

    def _listed(self, mark: Mark, name: str, said: Mapping[str, str]) -> None:
        region = self._region
        if mark is Mark.TEXT:
            if region and self._inside:
                kept = {"creator": region.author, "date": region.at}.get(self._inside, region.text)
                kept.append(name)
        elif mark is Mark.OPEN:
            self._depth += 1
            self._opened(name, said)
        else:
            self._depth -= 1
            if name in {"creator", "date"}:
                self._inside = ""
            elif name in {"p", "h"} and region:
                region.text.append("\n")
                self._inside = ""

    def _opened(self, name: str, said: Mapping[str, str]) -> None:
        if name == "changed-region":
            which = said.get("id", "")
            self._region = self._all.setdefault(which, _Said(name=which))
        elif name in _ACTS and self._region:
            self._region.act = _ACTS[name]
        elif name in {"creator", "date"}:
            self._inside = name
        elif name in {"p", "h"} and self._region and self._region.act is Act.DELETED:
            self._inside = "p"

    def insert(self, text: str) -> None:
        """Notes words of the document that were put in."""
        for one in self._inserting.values():
            one.text.append(text)

    def end_line(self) -> None:
        """Notes that a line ends among the words put in."""
        self.insert("\n")
