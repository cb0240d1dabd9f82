"""The bordereau by itself, as a text document or a table: for who wants to write on it or sort it."""

import csv
import io
import logging
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from dossier.basis.digest import digest_of
from dossier.model.ids import RubricId
from dossier.model.plan import Plan
from dossier.texts.catalogue import Texts
from dossier.texts.dates import long_day

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

_log = logging.getLogger(__name__)

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a table program would calculate instead of showing it."""

_FEWEST_CELLS: Final = 7
"""Of a row of a table of ours."""

_ZIP_DAY: Final = (1980, 1, 1, 0, 0, 0)
_PROPERTY_CHARS: Final = 255
"""Of one core property, as the library and Word take it."""

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


def is_untouched_csv(data: bytes, plans: Sequence[Plan], names: Collection[str], texts: Texts) -> bool:
    """Tells whether a table is the one of known files, and nobody has written on it since.

    Args:
        data: The table's bytes.
        plans: What is in the files.
        names: The rubrics' names.
        texts: The annex's language.
    """
    lines = lines_of(plans, [""] * len(plans), rubrics={})
    wanted = {
        _core(row)
        for row in csv.reader(io.StringIO(bordereau_csv(lines, texts).decode("utf-8-sig")), delimiter=";")
    }
    try:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    except (UnicodeDecodeError, csv.Error) as error:
        _log.info("no bordereau of ours: %r", error)
        return False
    if not rows or any(len(row) != len(rows[0]) or len(row) < _FEWEST_CELLS for row in rows):
        return False
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows(rows)
    known = {_harmless(name) for name in ("", *names)}
    return (
        data == ("\ufeff" + stream.getvalue()).encode("utf-8")
        and {_core(row) for row in rows} == wanted
        and all(row[3] in known for row in rows[1:])
    )


def _core(row: Sequence[str]) -> tuple[str, ...]:
    """Gives what a table's row says of a piece: neither its rubric nor its file, which may be renamed."""
    return (*row[:3], *row[-3:])


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
    properties.title = _sayable(title)[:_PROPERTY_CHARS]
    properties.author, properties.comments = "", ""
    properties.identifier = digest_of(document.part.blob)
    properties.created = properties.modified = datetime(day.year, day.month, day.day)
    stream = io.BytesIO()
    document.save(stream)
    return _timeless(stream.getvalue())


def is_untouched_docx(data: bytes) -> bool:
    """Tells whether a text document is one of ours that nobody has written on since."""
    from docx import Document

    try:
        told = Document(io.BytesIO(data)).core_properties.identifier
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            written = archive.read("word/document.xml")
    except Exception as error:  # noqa: BLE001 - untrusted bytes: what cannot be read is not ours
        _log.info("no bordereau of ours: %r", error)
        return False
    return bool(told == digest_of(written))


def _fill(document: "Document", lines: Sequence[Line], texts: Texts, *, title: str, day: date) -> None:
    from docx.shared import Cm

    document.add_heading(texts.say("annex.bordereau"), level=1)
    document.add_paragraph(f"{_sayable(title)}\n{texts.say('annex.fact_day')} {long_day(texts, day)}")
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
    """Drops what XML cannot hold (XML 1.0, 2.2)."""
    return "".join(
        c
        for c in words
        if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )


def _timeless(data: bytes) -> bytes:
    """Packs a document again without the clock of the machine."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            member = zipfile.ZipInfo(name, date_time=_ZIP_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return stream.getvalue()
