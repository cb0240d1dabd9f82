"""Packages of office documents: parts, what they refer to, and what they say about themselves."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
DRAW = "http://schemas.openxmlformats.org/drawingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OPEN_XML = "application/vnd.openxmlformats-officedocument"
CREATED, MODIFIED = "2026-03-02T09:15:00Z", "2026-03-16T17:40:00Z"

Parts = Mapping[str, str | bytes]


def packed(parts: Parts) -> bytes:
    """Packs parts into a ZIP, always the same bytes for the same parts; a "mimetype" is not packed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in parts.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info = zipfile.ZipInfo(name, (2026, 3, 16, 12, 0, 0))
            info.compress_type = method
            box.writestr(info, data)
    return made.getvalue()


def parts_of(data: bytes) -> dict[str, str | bytes]:
    """Unpacks a package, so that a test can change one part."""
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        return {name: box.read(name) for name in box.namelist()}


def changed(data: bytes, **parts: str | bytes) -> bytes:
    """Gives a package with other or further parts; "__" stands for "/" and "_dot_" for "." in names."""
    named = {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()}
    return packed({**parts_of(data), **named})


def relations(*rows: tuple[str, str, str]) -> str:
    """Writes relations: id, last word of the type, target (one with "://" lies outside)."""
    lines = "".join(
        f'<Relationship Id="{which}" Type="{REL}/{kind}" Target={quoteattr(target)}'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for which, kind, target in rows
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def types(**parts: str) -> str:
    """Writes what each part is."""
    over = "".join(
        f'<Override PartName="/{name.replace("__", "/")}.xml" ContentType="{OPEN_XML}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{over}</Types>'
    )


def core(title: str) -> str:
    """Writes what a document says about itself."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>Camille Roche</dc:creator>"
        f"<cp:lastModifiedBy>Service clients</cp:lastModifiedBy><dcterms:created>{CREATED}</dcterms:created>"
        f"<dcterms:modified>{MODIFIED}</dcterms:modified></cp:coreProperties>"
    )


def begins(main: str) -> str:
    """Writes with which part a package begins."""
    return (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{REL}/officeDocument" Target="{main}"/>'
        f'<Relationship Id="r2" Type="{PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>'
    )
