"""Reads PowerPoint presentations: the words of each slide, and what was said about them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dossier.intake.office.box import OfficeBox, Relation
from dossier.intake.office.flow import FlowMaker
from dossier.intake.office.lists import INDENT, whole
from dossier.intake.office.review import Act, Remark, written_clock
from dossier.intake.office.slides import Slides
from dossier.intake.office.xml import Mark

_TITLES = frozenset({"title", "ctrTitle"})
_SMALL = frozenset({"sldNum", "dt", "ftr"})
_OBJECTS = frozenset({"chart", "relIds", "oleObj", "videoFile", "audioFile"})


@dataclass(slots=True)
class Presentation:
    """What was found besides the words.

    Attributes:
        hidden: How many slides are not shown when it is given.
        noted: How many have a speaker's notes.
        remarks: Comments.
    """

    hidden: int = 0
    noted: int = 0
    remarks: list[Remark] = field(default_factory=list)


def read_slides(
    box: OfficeBox, part: str, relations: Mapping[str, Relation], flow: FlowMaker
) -> Presentation:
    """Reads all slides in their order (ECMA-376, part 1, 19.3)."""
    found = Presentation()
    slides = Slides(flow)
    authors = _authors(box, relations)
    for target in _order(box, part, relations):
        own = box.relations(target)
        if _hidden(box, target):
            found.hidden += 1
        else:
            slides.begin()
            _SlideText(flow, box, slides, own).read(target)
            slides.end()
        for one in own.values():
            if one.kind == "notesSlide" and _says_something(box, one.target):
                found.noted += 1
            elif one.kind == "comments":
                found.remarks.extend(_comments(box, one.target, authors, place=str(slides.count)))
        if flow.full:
            flow.cut = True
            break
    return found


def _order(box: OfficeBox, part: str, relations: Mapping[str, Relation]) -> Iterator[str]:
    for mark, name, said in box.tokens(part):
        relation = relations.get(said.get("r:id", "")) if mark is Mark.OPEN and name == "sldId" else None
        if relation and not relation.outside:
            yield relation.target


def _hidden(box: OfficeBox, part: str) -> bool:
    first = next((said for mark, name, said in box.tokens(part) if name == "sld"), {})
    return first.get("show", "1") in {"0", "false"}


class _SlideText:
    """Reads the words of one slide."""

    def __init__(
        self, flow: FlowMaker, box: OfficeBox, slides: Slides, relations: Mapping[str, Relation]
    ) -> None:
        self._flow = flow
        self._box = box
        self._slides = slides
        self._relations = relations
        self._place = ""
        self._depth = 0
        self._in_words = False
        self._title: list[str] = []
        self._silent = 0
        self._span = 1

    def read(self, part: str) -> None:
        for mark, name, said in self._box.tokens(part):
            if mark is Mark.TEXT:
                if self._in_words and not self._silent:
                    self._words(name)
            elif mark is Mark.OPEN:
                self._open(name, said)
            else:
                self._close(name)

    def _words(self, text: str) -> None:
        if self._place in _TITLES:
            self._title.append(text)
        elif self._place not in _SMALL:
            self._flow.add(text)

    def _open(self, name: str, said: Mapping[str, str]) -> None:
        if self._silent or name == "Fallback":
            self._silent += 1
            return
        match name:
            case "sp" | "pic" | "graphicFrame":
                self._place = ""
            case "ph":
                self._place = said.get("type", "body")
            case "p":
                self._depth = 0
                self._flow.open_line()
            case "pPr":
                self._depth = whole(said.get("lvl", ""))
            case "t":
                self._in_words = True
            case "br":
                self._words("\n")
            case "tbl":
                self._flow.open_table()
            case "tc":
                self._span = max(whole(said.get("gridSpan", "")), 1)
            case _:
                self._object(name, said)

    def _object(self, name: str, said: Mapping[str, str]) -> None:
        if name == "blip":
            relation = self._relations.get(said.get("r:embed", ""))
            data = self._box.media(relation.target) if relation and not relation.outside else b""
            self._flow.picture(data)
        elif name in _OBJECTS:
            self._flow.notice("object-not-reproduced")

    def _close(self, name: str) -> None:
        if self._silent:
            self._silent -= 1
            return
        match name:
            case "t":
                self._in_words = False
            case "p":
                self._flow.close_line(prefix=INDENT * min(self._depth, 8))
            case "sp" if self._title:
                self._slides.titled("".join(self._title))
                self._title = []
            case "tc":
                # What a merged cell covers stands in the file as an empty one.
                self._flow.close_cell()
            case "tr":
                self._flow.close_row()
            case "tbl":
                self._flow.close_table()


def _says_something(box: OfficeBox, part: str) -> bool:
    """Tells whether somebody wrote notes, besides the slide's number."""
    place, in_words = "", False
    for mark, name, said in box.tokens(part):
        if mark is Mark.TEXT:
            if in_words and place == "body" and name.strip():
                return True
        elif name == "t":
            in_words = mark is Mark.OPEN
        elif name == "ph" and mark is Mark.OPEN:
            place = said.get("type", "body")
        elif name == "sp":
            place = ""
    return False


def _authors(box: OfficeBox, relations: Mapping[str, Relation]) -> dict[str, str]:
    found = {}
    for one in relations.values():
        if one.kind in {"commentAuthors", "authors"} and not one.outside:
            for mark, name, said in box.tokens(one.target):
                if mark is Mark.OPEN and name in {"cmAuthor", "author"}:
                    found[said.get("id", "")] = said.get("name", "")
    return found


def _comments(box: OfficeBox, part: str, authors: Mapping[str, str], *, place: str) -> Iterator[Remark]:
    """Reads comments of both kinds: those before 2021 and the threads since ([MS-PPTX] 2.6.1)."""
    open_ones: list[tuple[Act, Mapping[str, str], list[str]]] = []
    answers: list[Remark] = []
    inside = False
    for mark, name, said in box.tokens(part):
        if mark is Mark.TEXT:
            if inside and open_ones:
                open_ones[-1][2].append(name)
        elif name in {"text", "t"}:
            inside = mark is Mark.OPEN
        elif name in {"cm", "reply"} and mark is Mark.OPEN:
            open_ones.append((Act.ANSWER if open_ones else Act.COMMENT, said, []))
        elif name in {"cm", "reply"} and open_ones:
            act, held, words = open_ones.pop()
            answers.append(_remark(act, held, "".join(words), authors, place))
            if not open_ones:
                # Its answers stand before its own words.
                yield answers.pop()
                yield from answers
                answers.clear()


def _remark(act: Act, said: Mapping[str, str], text: str, authors: Mapping[str, str], place: str) -> Remark:
    return Remark(
        act=act,
        author=authors.get(said.get("authorId", ""), ""),
        at=written_clock(said.get("dt") or said.get("created", "")),
        place=place,
        text=text,
    )
