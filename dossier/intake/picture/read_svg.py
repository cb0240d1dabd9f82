"""Reads a drawing (SVG): printed by the web engine as a picture, which runs no script and loads nothing.

As the source of an ``<img>`` a drawing is in secure static mode (SVG 2, 2.2.6): no script, no link, no
file from anywhere.
"""

import base64
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from dossier.basis import limits
from dossier.basis.errors import UnreadableError
from dossier.intake.reader import Source
from dossier.model.draft import Draft, HtmlBody
from dossier.model.piece import FileKind

_SILENT = frozenset({"script", "style", "metadata", "title", "desc"})
_PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body style="margin:0">'
    '<img alt="" style="display:block;margin:0 auto;max-width:100%;max-height:24cm" '
    'src="data:image/svg+xml;base64,{}"></body></html>'
)


def read_svg(source: Source) -> Draft:
    """Reads a drawing and the words in it.

    Raises:
        UnreadableError: ``damaged``; it is no XML, too large, or declares entities, as bombs do.
    """
    data = source.path.read_bytes()
    if len(data) > limits.SVG_BYTES:
        raise UnreadableError("damaged", file=source.name)
    try:
        root = fromstring(data)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise UnreadableError("damaged", file=source.name) from error
    page = _PAGE.format(base64.b64encode(data).decode("ascii"))
    return Draft(
        kind=FileKind.IMAGE,
        bodies=(HtmlBody(asset=source.assets.put(page.encode())),),
        text=_words(root)[: limits.TEXT_CHARS],
        subject=_title(root),
    )


def _words(root: Element) -> str:
    """Gives what is written in the drawing, in the order of the file."""
    silent: set[Element] = set()
    words: list[str] = []
    for element in root.iter():
        if element in silent or _name(element) in _SILENT:
            silent.update(element)
        elif element.text and element.text.strip():
            words.append(element.text)
        if element.tail and element.tail.strip():
            words.append(element.tail)
    return " ".join(" ".join(words).split())


def _title(root: Element) -> str:
    found = (child.text or "" for child in root if _name(child) == "title")
    return " ".join(next(found, "").split())[:200]


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
