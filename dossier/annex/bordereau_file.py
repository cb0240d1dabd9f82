"""The bordereau by itself, as a text document or a table: for who wants to write on it or sort it."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from dossier.model.ids import RubricId
from dossier.model.plan import Plan
from dossier.texts.catalogue import Texts
from dossier.texts.dates import long_day

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a table program would calculate instead of showing it."""

_ZIP_DAY: Final = (1980, 1, 1, 0, 0, 0)
_WIDTHS_CM: Final = (1.6, 2.6, 8.8, 2.0, 2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One piece.

    Attributes:
        number: "4" or "4.1".
        day: As printed.
        title: As printed.
        rubric: Its rubric's name.
        file: Which of several files it stands in, by its label; "" when there is one.
        first: Its first page there.
        last: Its last page there.
        fingerprints: SHA-256 of its originals.
    """

    number: str
    day: str
    title: str
    rubric: str
    file: str
    first: int
    last: int
    fingerprints: tuple[str, ...]


def lines_of(
    plans: Sequence[Plan], labels: Sequence[str], *, rubrics: Mapping[RubricId, str]
) -> tuple[Line, ...]:
    """Lists what stands in the files of an annex, in its order."""
    return tuple(_lines(plans, labels, rubrics))


def _lines(plans: Sequence[Plan], labels: Sequence[str], rubrics: Mapping[RubricId, str]) -> Iterator[Line]:
    for plan, label in zip(plans, labels, strict=True):
        for piece in plan.pieces:
            yield Line(
                number=piece.number,
                day=piece.day,
                title=piece.title,
                rubric=rubrics.get(piece.rubric, ""),
                file=label if len(plans) > 1 else "",
                first=piece.first,
                last=piece.last,
                fingerprints=piece.fingerprints,
            )


def bordereau_csv(lines: Sequence[Line], texts: Texts) -> bytes:
    """Writes a table that French and Belgian table programs open: semicolons, UTF-8 with its mark."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    several = any(line.file for line in lines)
    names = ["number", "date", "piece", "rubric", *(["in_file"] if several else []), "page", "last_page"]
    writer.writerow([*(texts.say(f"annex.column_{name}") for name in names), "SHA-256"])
    for line in lines:
        cells = [line.number, line.day, line.title, line.rubric, *([line.file] if several else [])]
        pages = [str(line.first), str(line.last)]
        writer.writerow([_harmless(cell) for cell in (*cells, *pages, " ".join(line.fingerprints))])
    return ("\ufeff" + stream.getvalue()).encode("utf-8")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def bordereau_docx(lines: Sequence[Line], texts: Texts, *, title: str, day: date) -> bytes:
    """Writes a text document with one table; the same bytes for the same lines and day.

    Args:
        lines: What stands in the annex.
        texts: The annex's language.
        title: The dispute in one line.
        day: The day of the annex.
    """
    from docx import Document

    document = Document()
    _fill(document, lines, texts, title=title, day=day)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.created = properties.modified = datetime(day.year, day.month, day.day)
    stream = io.BytesIO()
    document.save(stream)
    return _timeless(stream.getvalue())


def _fill(document: "Document", lines: Sequence[Line], texts: Texts, *, title: str, day: date) -> None:
    from docx.shared import Cm

    document.add_heading(texts.say("annex.bordereau"), level=1)
    document.add_paragraph(f"{title}\n{texts.say('annex.fact_day')} {long_day(texts, day)}")
    several = any(line.file for line in lines)
    names = ("number", "date", "piece", *(("in_file",) if several else ()), "page")
    table = document.add_table(rows=1, cols=len(names))
    table.style = "Light Grid Accent 1"
    table.autofit = False
    for cell, name in zip(table.rows[0].cells, names, strict=True):
        cell.text = texts.say(f"annex.column_{name}")
    rubric = ""
    for line in lines:
        if line.rubric != rubric:
            rubric = line.rubric
            cells = table.add_row().cells
            _bold(cells[0].merge(cells[-1]), rubric)
        words = (line.number, line.day, line.title, *((line.file,) if several else ()), str(line.first))
        for cell, word in zip(table.add_row().cells, words, strict=True):
            cell.text = _sayable(word)
    widths = _WIDTHS_CM if several else (*_WIDTHS_CM[:2], sum(_WIDTHS_CM[2:4]), _WIDTHS_CM[4])
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def _bold(cell: "_Cell", words: str) -> None:
    cell.text = ""
    cell.paragraphs[0].add_run(_sayable(words)).bold = True


def _sayable(words: str) -> str:
    """Drops what XML cannot hold."""
    return "".join(c for c in words if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff"))


def _timeless(data: bytes) -> bytes:
    """Packs a document again without the clock of the machine."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            member = zipfile.ZipInfo(name, date_time=_ZIP_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return stream.getvalue()
