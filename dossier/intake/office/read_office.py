"""Reads office documents: printed by LibreOffice when it is there, else their content alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from dossier.basis.digest import Digest
from dossier.basis.errors import UnreadableError
from dossier.intake.office.box import OfficeBox, Relation
from dossier.intake.office.docx import WordText, read_comments
from dossier.intake.office.draft import package_draft
from dossier.intake.office.flow import FlowMaker
from dossier.intake.office.lists import Lists, WordStyle, read_styles
from dossier.intake.office.review import Act, Remark, written_clock
from dossier.intake.reader import Source
from dossier.model.draft import Draft, OfficeBody
from dossier.model.flow import Style
from dossier.model.piece import FileKind

_ON_EVERY_PAGE: Final = frozenset({"header", "footer"})


def read_docx(source: Source) -> Draft:
    """Reads a Word document (ECMA-376).

    Raises:
        UnreadableError: ``damaged``, ``locked`` or ``office-too-large``.
    """
    with OfficeBox(source.path, name=source.name) as box:
        part = main_part(box, "word/document.xml")
        relations = box.relations(part)
        flow = FlowMaker(source.assets)
        remarks = _word_document(flow, box, part, relations)
        flow.end()
        pointed = tuple(relations.values())
        return package_draft(source, box, flow, suffix="docx", remarks=remarks, relations=pointed)


def main_part(box: OfficeBox, usual: str) -> str:
    """Finds the part that the package begins with; most name it alike."""
    begun = (one.target for one in box.relations("").values() if one.kind == "officeDocument")
    return next(begun, usual)


@dataclass(frozen=True, slots=True)
class _Word:
    """A Word document being read: what all its parts share."""

    flow: FlowMaker
    box: OfficeBox
    styles: Mapping[str, WordStyle]
    lists: Lists

    def read(self, part: str, relations: Mapping[str, Relation], *, style: Style = Style.SOFT) -> WordText:
        """Reads one part."""
        text = WordText(
            self.flow, self.box, styles=self.styles, lists=self.lists, relations=relations, style=style
        )
        text.read(self.box.tokens(part))
        self.flow.end()
        return text


def _word_document(
    flow: FlowMaker, box: OfficeBox, part: str, relations: Mapping[str, Relation]
) -> tuple[Remark, ...]:
    """Reads letterhead, text, notes and feet; gives comments and changes."""
    parts = _by_kind(relations.values())
    lists = Lists.read(box, _first(parts, "numbering"))
    word = _Word(flow, box, read_styles(box, _first(parts, "styles")), lists)
    _read_around(word, parts, ("header",))
    main = word.read(part, relations, style=Style.BODY)
    _read_around(word, parts, ("footnotes", "endnotes", "footer"))
    return (*_comments(main, box, _first(parts, "comments")), *main.changes)


def _read_around(word: _Word, parts: Mapping[str, list[str]], kinds: Iterable[str]) -> None:
    """Reads what stands around the text; letterheads of first, even and other pages often say the same."""
    for kind in kinds:
        for name in parts.get(kind, ()):
            blocks, begin = word.flow.blocks, len(word.flow.blocks)
            word.read(name, word.box.relations(name))
            if kind in _ON_EVERY_PAGE:
                blocks[begin:] = [block for block in blocks[begin:] if block not in blocks[:begin]]


def _comments(text: WordText, box: OfficeBox, part: str) -> Iterable[Remark]:
    """Gives the comments in the order of the text; those that stand nowhere in it come last."""
    comments = read_comments(box, part)
    for which in (*text.quoted, *(one for one in comments if one not in text.quoted)):
        comment = comments.get(which)
        if comment:
            yield Remark(
                act=Act.COMMENT,
                author=comment.author,
                at=written_clock(comment.at),
                quoted="".join(text.quoted.get(which, ())),
                text=comment.text,
            )


def _by_kind(relations: Iterable[Relation]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in relations:
        if not one.outside:
            found.setdefault(one.kind, []).append(one.target)
    return found


def _first(parts: Mapping[str, list[str]], kind: str) -> str:
    return next(iter(parts.get(kind, ())), "")


def read_old(suffix: str, source: Source) -> Draft:
    """Reads a document of a kind that LibreOffice alone knows (Word 97 and its like)."""
    body = OfficeBody(asset=Digest(source.path.name), suffix=suffix, instead=())
    return Draft(kind=FileKind.OFFICE, bodies=(body,))


def read_doc(source: Source) -> Draft:
    """Reads a document of Word 97 to 2003."""
    return read_old("doc", source)


def read_xls(source: Source) -> Draft:
    """Reads a workbook of Excel 97 to 2003."""
    return read_old("xls", source)


def read_ppt(source: Source) -> Draft:
    """Reads a presentation of PowerPoint 97 to 2003."""
    return read_old("ppt", source)


def read_locked(source: Source) -> Draft:
    """Refuses a document whose package is encrypted ([MS-OFFCRYPTO] 2.3.4).

    Raises:
        UnreadableError: ``locked``.
    """
    raise UnreadableError("locked", file=source.name)
