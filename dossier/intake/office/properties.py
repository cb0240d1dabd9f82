"""What an office document says about itself: title, author, and when it was made and saved."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dossier.intake.mail.words import one_line
from dossier.intake.office.box import OfficeBox
from dossier.intake.office.xml import Mark
from dossier.model.moment import Moment, Precision
from dossier.model.moment import Source as DateSource

_CHARS: Final = 200
_NAMES: Final = frozenset(
    {"title", "creator", "initial-creator", "lastModifiedBy", "created", "creation-date", "modified", "date"}
)
"""Elements of core.xml (ECMA-376, part 2, 8) and meta.xml (ODF 1.3, part 3, 4.3)."""

_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?")
_OFFSET: Final = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """A document's own account; "" for what it does not say.

    Attributes:
        title: Its title.
        author: Who began it.
        changed_by: Who saved it last.
        moments: When it was made and saved last, as its program noted it.
    """

    title: str = ""
    author: str = ""
    changed_by: str = ""
    moments: tuple[Moment, ...] = ()

    @property
    def facts(self) -> dict[str, str]:
        """What is known, by name."""
        known = {"title": self.title, "author": self.author, "changed_by": self.changed_by}
        return {name: said for name, said in known.items() if said}


def read_properties(box: OfficeBox) -> Properties:
    """Reads what an OOXML or ODF package says about itself."""
    said: dict[str, str] = {}
    for part in ("docProps/core.xml", "meta.xml"):
        _collect(box, part, said)
    # In ODF, "creator" is who saved it last, if somebody else began it.
    author, last = said.get("initial-creator") or said.get("creator", ""), said.get("lastModifiedBy", "")
    if "initial-creator" in said:
        last = said.get("creator", "")
    return Properties(
        title=said.get("title", ""),
        author=author,
        changed_by=last if last != author else "",
        moments=_moments(said),
    )


def _collect(box: OfficeBox, part: str, said: dict[str, str]) -> None:
    inside = ""
    for mark, name, _ in box.tokens(part):
        if mark is Mark.OPEN:
            inside = name if name in _NAMES else ""
        elif mark is Mark.CLOSE:
            inside = ""
        elif inside:
            said[inside] = one_line(said.get(inside, "") + name)[:_CHARS]


def _moments(said: Mapping[str, str]) -> tuple[Moment, ...]:
    named = (
        ("created", "created"),
        ("creation-date", "created"),
        ("modified", "modified"),
        ("date", "modified"),
    )
    found = [_moment(said[name], label) for name, label in named if name in said]
    return tuple(moment for moment in found if moment)


def _moment(raw: str, label: str) -> Moment | None:
    """Reads one instant; programs that write no offset mean their own clock."""
    written = _INSTANT.match(raw)
    if not written:
        return None
    offset = _OFFSET.search(raw[written.end() :]) if "T" in written[0] else None
    try:
        at = datetime.fromisoformat(written[0] + (offset[0] if offset else ""))
    except ValueError:
        return None
    if not at.year > 1900:
        return None
    return Moment(
        precision=Precision.SECOND if "T" in written[0] else Precision.DAY,
        at=at,
        source=DateSource.OFFICE_METADATA,
        evidence=f"{label}: {raw[:40]}",
    )
