"""Reads OpenDocument text and slides: the words as they stand, and what was said and changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from dossier.intake.office.box import OfficeBox
from dossier.intake.office.flow import FlowMaker
from dossier.intake.office.lists import INDENT, whole, written
from dossier.intake.office.odf_review import Annotations, Changes
from dossier.intake.office.slides import Slides
from dossier.intake.office.xml import NOTHING, Mark, Token
from dossier.model.flow import Style

SILENT: Final = frozenset(
    {
        *("desc", "title", "ruby-text", "hidden-text", "hidden-paragraph", "script", "event-listeners"),
        *("forms", "sequence-decls", "variable-decls", "user-field-decls", "header-decl", "footer-decl"),
        *("date-time-decl", "settings", "object", "object-ole", "math", "note-citation"),
    }
)
"""Elements whose words are not seen on the page."""

_TITLE_PLACES: Final = frozenset({"title"})


@dataclass(slots=True)
class _List:
    style: str
    kind: str = ""
    count: int = 0
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class ListStyles:
    """How the levels of each list are numbered: "" is a bullet."""

    kinds: Mapping[tuple[str, int], str]

    @classmethod
    def read(cls, box: OfficeBox, parts: Iterable[str]) -> "ListStyles":
        """Reads them (ODF 1.3, part 3, 16.30)."""
        kinds: dict[tuple[str, int], str] = {}
        style = ""
        for part in parts:
            for mark, name, said in box.tokens(part):
                if mark is not Mark.OPEN:
                    continue
                if name == "list-style":
                    style = said.get("name", "")
                elif name == "list-level-style-number":
                    kinds[style, whole(said.get("level", ""))] = said.get("num-format", "")
                elif name == "body":
                    break
        return cls(kinds)


@dataclass(slots=True)
class OdfText:
    """Reads the tokens of a part's body.

    Attributes:
        annotations: Comments, and the words that they are about.
        changes: Tracked changes.
        notes: Footnotes, in the order of the text.
        noted: How many slides have a speaker's notes.
    """

    flow: FlowMaker
    box: OfficeBox
    lists: ListStyles
    slides: Slides | None = None
    style: Style = Style.BODY
    annotations: Annotations = field(default_factory=Annotations)
    changes: Changes = field(default_factory=Changes)
    notes: list[str] = field(default_factory=list)
    noted: int = 0
    _levels: list[int] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _silent: int = 0
    _note: list[str] | None = None
    _speaker: list[str] | None = None
    _title: list[str] | None = None
    _span: int = 1
    _head: bool = False

    def read(self, tokens: Iterable[Token]) -> None:
        """Reads until the end or until enough is read."""
        for mark, name, said in tokens:
            if self.annotations.takes(mark, name, said) or self.changes.takes(mark, name, said):
                continue
            if mark is Mark.TEXT:
                self._words(name)
            elif mark is Mark.OPEN:
                self._open(name, said)
            else:
                self._close(name)
            if self.flow.full:
                self.flow.cut = True
                break

    def _words(self, text: str) -> None:
        if self._silent:
            return
        self.annotations.quote(text)
        self.changes.insert(text)
        beside = self._note if self._note is not None else self._speaker
        if beside is not None:
            beside.append(text)
        elif self._title is not None:
            self._title.append(text)
        else:
            self.flow.add(text)

    def _open(self, name: str, said: Mapping[str, str]) -> None:
        if self._silent or name in SILENT:
            self._silent += 1
            return
        match name:
            case "p" | "h":
                self._open_line(whole(said.get("outline-level", "1")) if name == "h" else 0)
            case "s":
                self._words(" " * min(max(whole(said.get("c", "1")), 1), 100))
            case "tab":
                self._words("\t")
            case "line-break":
                self._words("\n")
            case "list" | "list-item":
                self._open_list(name, said)
            case "table" | "table-cell" | "table-header-rows":
                self._open_table(name, said)
            case "image":
                self._picture(said.get("href", ""))
            case _:
                self._open_rare(name, said)

    def _open_rare(self, name: str, said: Mapping[str, str]) -> None:
        match name:
            case "note-body":
                self._note = []
            case "notes":
                self._speaker = []
            case "page" if self.slides:
                self.slides.begin()
            case "frame" if self.slides and said.get("class") in _TITLE_PLACES:
                self._title = []

    def _close(self, name: str) -> None:
        if self._silent:
            self._silent -= 1
            return
        match name:
            case "p" | "h":
                self._close_line()
            case "list" if self._lists:
                self._lists.pop()
            case "table-cell":
                self.flow.close_cell(span=self._span)
                self._span = 1
            case "table-row":
                self.flow.close_row()
            case "table":
                self.flow.close_table(head=self._head)
                self._head = False
            case _:
                self._close_rare(name)

    def _close_rare(self, name: str) -> None:
        match name:
            case "note-body" if self._note is not None:
                self.notes.append(" ".join("".join(self._note).split()))
                self._note = None
                self.flow.add(f"[{len(self.notes)}]")
            case "notes" if self._speaker is not None:
                self.noted += bool("".join(self._speaker).strip())
                self._speaker = None
            case "frame" if self._title is not None and self.slides:
                self.slides.titled("".join(self._title))
                self._title = None
            case "page" if self.slides:
                self.slides.end()

    def _open_line(self, level: int) -> None:
        self._levels.append(level)
        if self._note is None:
            self.flow.open_line()

    def _close_line(self) -> None:
        level = self._levels.pop() if self._levels else 0
        if self._note is not None:
            self._note.append("\n")
        else:
            self.flow.close_line(level=level, prefix=self._prefix(), style=self.style)
        self.changes.end_line()

    def _prefix(self) -> str:
        if not self._lists:
            return ""
        depth, item = len(self._lists) - 1, self._lists[-1]
        indent = INDENT * min(depth, 8)
        if not item.waiting:
            return indent
        item.waiting = False
        return f"{indent}{written(item.count, item.kind)}. " if item.kind else f"{indent}• "

    def _open_list(self, name: str, said: Mapping[str, str]) -> None:
        if name == "list":
            style = said.get("style-name", "") or (self._lists[-1].style if self._lists else "")
            kind = self.lists.kinds.get((style, len(self._lists) + 1), "")
            self._lists.append(_List(style, kind))
        elif self._lists:
            self._lists[-1].count += 1
            self._lists[-1].waiting = True

    def _open_table(self, name: str, said: Mapping[str, str]) -> None:
        if name == "table":
            self.flow.open_table()
        elif name == "table-cell":
            self._span = max(whole(said.get("number-columns-spanned", "1")), 1)
        else:
            self._head = True

    def _picture(self, href: str) -> None:
        place = href.removeprefix("./")
        self.flow.picture(self.box.media(place) if "://" not in place else b"")


def skip_to_body(tokens: Iterable[Token], name: str) -> Iterable[Token]:
    """Passes over what stands before an element and gives what stands inside it."""
    inside = 0
    for mark, found, said in tokens:
        if mark is Mark.OPEN and (inside or found == name):
            inside += 1
            if inside == 1:
                continue
        elif mark is Mark.CLOSE and inside:
            inside -= 1
        if inside:
            yield mark, found, said if said else NOTHING
