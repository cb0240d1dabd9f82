"""Office documents of every kind, small, made by code: one maker for each format."""

from xml.sax.saxutils import escape

from tests.support.make_office_excel import make_xlsx
from tests.support.make_office_open import make_odp, make_ods, make_odt
from tests.support.make_office_parts import DRAW, HEAD, REL, SLIDES, begins, core, packed, relations, types
from tests.support.make_office_word import make_docx

__all__ = [
    "make_csv",
    "make_doc",
    "make_docx",
    "make_encrypted",
    "make_odp",
    "make_ods",
    "make_odt",
    "make_ppt",
    "make_pptx",
    "make_rtf",
    "make_xls",
    "make_xlsx",
]


def shape(*lines: str, place: str = "") -> str:
    """Writes a shape of a slide; ``place`` is "title", "body" …"""
    held = f'<p:ph type="{place}"/>' if place else ""
    words = "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in lines)
    return f"<p:sp><p:nvSpPr><p:nvPr>{held}</p:nvPr></p:nvSpPr><p:txBody>{words}</p:txBody></p:sp>"


def slide(*shapes: str, hidden: bool = False) -> str:
    """Writes a slide."""
    shown = ' show="0"' if hidden else ""
    return (
        f'{HEAD}<p:sld xmlns:p="{SLIDES}" xmlns:a="{DRAW}" xmlns:r="{REL}"{shown}>'
        f"<p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld></p:sld>"
    )


def make_pptx() -> bytes:
    """Makes three slides, one hidden; notes and a comment."""
    slides = (
        slide(shape("Visite du logement", place="ctrTitle"), shape("État des lieux", "Photos jointes")),
        slide(shape("Cachée", place="title"), hidden=True),
        slide(shape("Défauts", place="title"), shape("Fuite sous l’évier", place="body")),
    )
    numbered = {f"ppt/slides/slide{at}.xml": xml for at, xml in enumerate(slides, 1)}
    ids = "".join(f'<p:sldId id="{255 + at}" r:id="d{at}"/>' for at in (1, 2, 3))
    rows = tuple((f"d{at}", "slide", f"slides/slide{at}.xml") for at in (1, 2, 3))
    return packed(
        {
            "[Content_Types].xml": types(ppt__presentation="presentationml.presentation.main"),
            "_rels/.rels": begins("ppt/presentation.xml"),
            "docProps/core.xml": core("Visite"),
            "ppt/presentation.xml": (
                f'{HEAD}<p:presentation xmlns:p="{SLIDES}" xmlns:r="{REL}"><p:sldIdLst>{ids}</p:sldIdLst>'
                "</p:presentation>"
            ),
            "ppt/_rels/presentation.xml.rels": relations(
                *rows, ("a1", "commentAuthors", "commentAuthors.xml")
            ),
            "ppt/commentAuthors.xml": (
                f'{HEAD}<p:cmAuthorLst xmlns:p="{SLIDES}"><p:cmAuthor id="0" name="Lou Perrin"/>'
                f"</p:cmAuthorLst>"
            ),
            **numbered,
            "ppt/slides/_rels/slide3.xml.rels": relations(
                ("n1", "notesSlide", "../notesSlides/n3.xml"), ("c1", "comments", "../comments/c3.xml")
            ),
            "ppt/notesSlides/n3.xml": slide(shape("À dire au propriétaire", place="body")),
            "ppt/comments/c3.xml": (
                f'{HEAD}<p:cmLst xmlns:p="{SLIDES}"><p:cm authorId="0" dt="2026-03-15T09:00:00.000">'
                "<p:text>Depuis janvier.</p:text></p:cm></p:cmLst>"
            ),
        }
    )


def make_rtf() -> bytes:
    """Makes rich text with accents in its own manner and the day it was made."""
    return (
        rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\info{\creatim\yr2026\mo3\dy2\hr9\min15}}"
        rb"\f0 Mise en demeure\par Le colis n\rquote est pas arriv\'e9.\par}"
    )


def make_csv(*, rows: int = 4) -> bytes:
    """Makes a bank's list as French spreadsheets write it: semicolons, commas, Windows' charset."""
    lines = ["Date;Libellé;Débit;Crédit"]
    lines += [f"{1 + at % 28:02}/03/2026;Achat n° {at};{at},90;" for at in range(1, rows + 1)]
    return ("\r\n".join(lines) + "\r\n").encode("cp1252")


def make_ole(*streams: str) -> bytes:
    """Makes the beginning of an OLE file: its header and a directory that names streams."""
    header = bytearray(512)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    header[30:32] = (9).to_bytes(2, "little")
    entries = [_entry("Root Entry"), *(_entry(name) for name in streams)]
    return bytes(header) + b"".join(entries).ljust(4096, b"\0")


def _entry(name: str) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    return written.ljust(64, b"\0") + len(written).to_bytes(2, "little") + bytes(62)


def make_encrypted() -> bytes:
    """Makes what Word writes for a document with a password ([MS-OFFCRYPTO])."""
    return make_ole("EncryptionInfo", "EncryptedPackage")


def make_doc() -> bytes:
    """Makes the beginning of a document of Word 97."""
    return make_ole("WordDocument", "1Table")


def make_xls() -> bytes:
    """Makes the beginning of a workbook of Excel 97."""
    return make_ole("Workbook")


def make_ppt() -> bytes:
    """Makes the beginning of a presentation of PowerPoint 97."""
    return make_ole("PowerPoint Document")
