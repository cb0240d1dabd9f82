"""Reads Word documents: the text as it stands, and what was said and changed in it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from dossier.intake.office.box import OfficeBox, Relation
from dossier.intake.office.flow import FlowMaker
from dossier.intake.office.lists import Lists, WordStyle, level_of, resolved, whole
from dossier.intake.office.review import Act, Remark, written_clock
from dossier.intake.office.xml import Mark, Token
from dossier.model.flow import Style

_QUOTED_CHARS: Final = 400
_OFF: Final = frozenset({"0", "false", "off"})
_SILENT: Final = frozenset({"instrText", "delInstrText", "Fallback", "pPrChange", "rPrChange", "sectPr"})
"""Elements whose words are not the document's: field codes, the same once more, what a style was."""

_CHANGES: Final = {"ins": Act.INSERTED, "del": Act.DELETED, "moveFrom": Act.MOVED}
_OBJECTS: Final = frozenset({"chart", "relIds", "OLEObject", "imagedata"})


@dataclass(slots=True)
class _Line:
    """What holds of the paragraph being read."""

    style: str = ""
    level: int = 0
    list_id: str = ""
    list_level: int = -1


@dataclass(slots=True)
class _Change:
    act: Act
    author: str
    at: str
    text: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment as its part says it."""

    author: str
    at: str
    text: str


class WordText:
    """Reads the tokens of one part of a Word document.

    Attributes:
        changes: Tracked changes, in the order of the text.
        quoted: The words that each comment is about, by its id, in the order of the text.
        notes: Ids of the footnotes and endnotes that are referred to.
    """

    def __init__(
        self,
        flow: FlowMaker,
        box: OfficeBox,
        *,
        styles: Mapping[str, WordStyle],
        lists: Lists,
        relations: Mapping[str, Relation],
        style: Style = Style.BODY,
    ) -> None:
        self.changes: list[Remark] = []
        self.quoted: dict[str, list[str]] = {}
        self.notes: list[str] = []
        self._flow = flow
        self._box = box
        self._styles = styles
        self._lists = lists
        self._relations = relations
        self._style = style
        self._lines: list[_Line] = []
        self._open_changes: list[_Change] = []
        self._commented: set[str] = set()
        self._silent = 0
        self._in_words = False
        self._hidden = False
        self._in_run = False
        self._span = 1
        self._head = False
        self._openers: Mapping[str, Callable[[Mapping[str, str]], None]] = {
            "p": self._open_paragraph,
            "r": self._open_run,
            "t": self._open_words,
            "delText": self._open_words,
            "tab": lambda _: self._sign("\t"),
            "br": lambda _: self._sign("\n"),
            "cr": lambda _: self._sign("\n"),
            "noBreakHyphen": lambda _: self._sign("\u2011"),
            "sym": self._symbol,
            "vanish": self._vanish,
            "pStyle": self._named_style,
            "outlineLvl": self._outline,
            "numId": self._listed,
            "ilvl": self._listed_at,
            "tbl": lambda _: self._flow.open_table(),
            "tc": self._open_cell,
            "gridSpan": self._spanned,
            "tblHeader": self._headed,
            "blip": self._picture,
            "commentRangeStart": self._comment_begins,
            "commentRangeEnd": self._comment_ends,
            "commentReference": self._comment_here,
            "footnoteReference": self._note,
            "endnoteReference": self._note,
            "ins": lambda said: self._open_change("ins", said),
            "del": lambda said: self._open_change("del", said),
            "moveFrom": lambda said: self._open_change("moveFrom", said),
        }

    def read(self, tokens: Iterable[Token]) -> None:
        """Reads until the end or until enough is read."""
        for mark, name, said in tokens:
            if mark is Mark.TEXT:
                if self._in_words:
                    self._words(name)
            elif mark is Mark.OPEN:
                self._open(name, said)
            else:
                self._close(name)
            if self._flow.full:
                self._flow.cut = True
                break

    def _open(self, name: str, said: Mapping[str, str]) -> None:
        if self._silent or name in _SILENT:
            self._silent += 1
        elif name in self._openers:
            self._openers[name](said)
        elif name in _OBJECTS:
            self._object(name, said)

    def _close(self, name: str) -> None:
        if self._silent:
            self._silent -= 1
            return
        match name:
            case "t" | "delText":
                self._in_words = False
            case "r":
                self._in_run = self._hidden = False
            case "p":
                self._close_paragraph()
            case "tc":
                self._flow.close_cell(span=self._span)
                self._span = 1
            case "tr":
                self._flow.close_row()
            case "tbl":
                self._flow.close_table(head=self._head)
                self._head = False
            case "ins" | "del" | "moveFrom":
                self._close_change()

    def _open_paragraph(self, _: Mapping[str, str]) -> None:
        self._lines.append(_Line())
        self._flow.open_line()

    def _close_paragraph(self) -> None:
        line = self._lines.pop() if self._lines else _Line()
        style = resolved(self._styles, line.style)
        list_id = line.list_id or style.list_id
        depth = line.list_level if line.list_level >= 0 else style.list_level
        level = line.level or style.level
        prefix = self._lists.prefix(list_id, depth)
        self._flow.close_line(level=level, prefix=prefix, style=self._style)

    def _open_run(self, _: Mapping[str, str]) -> None:
        self._in_run, self._hidden = True, False

    def _open_words(self, _: Mapping[str, str]) -> None:
        self._in_words = self._in_run

    def _vanish(self, said: Mapping[str, str]) -> None:
        self._hidden = self._in_run and said.get("val", "") not in _OFF

    def _sign(self, sign: str) -> None:
        # The same name stands for a tab stop among a paragraph's properties.
        if self._in_run:
            self._words(sign)

    def _symbol(self, said: Mapping[str, str]) -> None:
        code = said.get("char", "")
        if len(code) == 4 and code.isalnum() and code.isascii():
            try:
                self._sign(chr(int(code, 16) & 0xFFF if code[0] in "fF" else int(code, 16)))
            except ValueError:
                self._sign("\ufffd")

    def _words(self, text: str) -> None:
        if self._silent or self._hidden:
            return
        change = self._open_changes[-1] if self._open_changes else None
        if change:
            change.text.append(text)
        if change is None or change.act is Act.INSERTED:
            self._flow.add(text)
        for one in self._commented:
            kept = self.quoted[one]
            if sum(map(len, kept)) < _QUOTED_CHARS:
                kept.append(text)

    def _named_style(self, said: Mapping[str, str]) -> None:
        if self._lines:
            self._lines[-1].style = said.get("val", "")

    def _outline(self, said: Mapping[str, str]) -> None:
        if self._lines:
            self._lines[-1].level = level_of(said.get("val", ""))

    def _listed(self, said: Mapping[str, str]) -> None:
        if self._lines:
            self._lines[-1].list_id = said.get("val", "")

    def _listed_at(self, said: Mapping[str, str]) -> None:
        if self._lines:
            self._lines[-1].list_level = whole(said.get("val", ""))

    def _open_cell(self, _: Mapping[str, str]) -> None:
        self._span = 1

    def _spanned(self, said: Mapping[str, str]) -> None:
        self._span = max(whole(said.get("val", "")), 1)

    def _headed(self, said: Mapping[str, str]) -> None:
        self._head = said.get("val", "") not in _OFF

    def _picture(self, said: Mapping[str, str]) -> None:
        relation = self._relations.get(said.get("r:embed", ""))
        if relation is None or relation.outside:
            self._flow.notice("object-not-reproduced")
        else:
            self._flow.picture(self._box.media(relation.target))

    def _object(self, name: str, said: Mapping[str, str]) -> None:
        if name == "imagedata":
            relation = self._relations.get(said.get("r:id", ""))
            self._flow.picture(self._box.media(relation.target) if relation and not relation.outside else b"")
        else:
            self._flow.notice("object-not-reproduced")

    def _comment_begins(self, said: Mapping[str, str]) -> None:
        self._comment_here(said)
        self._commented.add(said.get("id", ""))

    def _comment_ends(self, said: Mapping[str, str]) -> None:
        self._commented.discard(said.get("id", ""))

    def _comment_here(self, said: Mapping[str, str]) -> None:
        self.quoted.setdefault(said.get("id", ""), [])

    def _note(self, said: Mapping[str, str]) -> None:
        self.notes.append(said.get("id", ""))
        self._flow.add(f"[{len(self.notes)}]")

    def _open_change(self, name: str, said: Mapping[str, str]) -> None:
        self._open_changes.append(_Change(_CHANGES[name], said.get("author", ""), said.get("date", "")))

    def _close_change(self) -> None:
        if not self._open_changes:
            return
        change = self._open_changes.pop()
        text = "".join(change.text)
        if text:
            self.changes.append(
                Remark(act=change.act, author=change.author, at=written_clock(change.at), text=text)
            )


def read_comments(box: OfficeBox, part: str) -> dict[str, Comment]:
    """Reads the comments of a Word document, by their ids (ECMA-376, part 1, 17.13.4)."""
    found: dict[str, Comment] = {}
    which, author, at = "", "", ""
    words: list[str] = []
    in_words = False
    for mark, name, said in box.tokens(part):
        if mark is Mark.TEXT:
            words.extend([name] if in_words else [])
        elif mark is Mark.OPEN and name == "comment":
            which, author, at = said.get("id", ""), said.get("author", ""), said.get("date", "")
            words = []
        elif name == "t":
            in_words = mark is Mark.OPEN
        elif mark is Mark.CLOSE and name == "p":
            words.append("\n")
        elif mark is Mark.CLOSE and name == "comment":
            found[which] = Comment(author, at, "".join(words).strip())
    return found
