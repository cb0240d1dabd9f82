"""First step: pypdf reads, and each page becomes one Form XObject of ours.

Why a form and not a copied page: patterns keep their place, unbalanced graphics states stay inside,
and nothing can come along that was not asked for: no action, annotation, name or structure.
"""

import logging
import zlib
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from pypdf.generic import DictionaryObject

from dossier.press.pdf_content import Said, read_content
from dossier.press.pdf_copy import Composed, Copier, Entries, bytes_of, directly, joined, raw
from dossier.press.pdf_damage import flate_breaks_off
from dossier.press.pdf_geometry import Rect, written
from dossier.press.pdf_layers import Layers
from dossier.press.pdf_node import Node, inherited
from dossier.press.pdf_photos import Photos
from dossier.press.pdf_pypdf import PypdfDocument, PypdfNode
from dossier.press.pdf_strip import GROUP_KEPT, left_out
from dossier.press.pdf_survey import SurveyedPage
from dossier.press.pdf_used import Usage
from dossier.press.sheet_file import SheetFile
from dossier.press.sheet_page import PageDrawing, uses_of

log = logging.getLogger(__name__)

FLATE_LEVEL = 6

PLAIN_FLATE: Entries = [("/Filter", b"/FlateDecode")]
APPEARANCE_NOT_COPIED = frozenset({"/Type", "/Subtype", "/Resources"})
"""Written anew."""

FORM_ENTRIES: Entries = [("/Type", b"/XObject"), ("/Subtype", b"/Form")]


def press_with_pypdf(
    document: PypdfDocument,
    target: Path,
    *,
    pages: Mapping[int, SurveyedPage],
    layers: Layers,
    photos: Photos,
) -> dict[int, PageDrawing]:
    """Makes a fragment of some pages.

    Args:
        document: The source, opened.
        target: Where to write the fragment.
        pages: Which pages, and how each is looked at.
        layers: The settled layers.
        photos: Takes the metadata out of pictures.

    Returns:
        The pages that could be made, by their place in the source.
    """
    forms: dict[int, _PageForms] = {}
    usage = Usage()
    for index, page in pages.items():
        try:
            forms[index] = _PageForms(document.pages[index], page, usage)
        except Exception as error:  # noqa: BLE001 – pypdf raises anything on damaged content
            log.info("page %d is not for pypdf: %r", index + 1, error)
    with target.open("wb") as stream:
        file = SheetFile(stream, pages=len(forms))
        copier = Copier(file, document, layers, photos, usage=usage)
        for at, (index, form) in enumerate(forms.items()):
            numbers = form.wait(copier)
            file.page(at, place=pages[index].place, forms=list(zip(numbers, form.uses, strict=True)))
        copier.finish()
    return {
        index: PageDrawing(
            fragment=target, index=at, place=pages[index].place, forms=form.uses, torn=form.torn
        )
        for at, (index, form) in enumerate(forms.items())
    }


class _PageForms:
    """What one page becomes: a form of its content, and its annotations' pictures."""

    def __init__(self, page: Node, surveyed: SurveyedPage, usage: Usage) -> None:
        resources = inherited(page, "/Resources")
        self.resources = resources if resources.is_dictionary else PypdfNode(DictionaryObject())
        self.group = page.get("/Group")
        self.box = surveyed.shape.box
        self.filters, self.data, self.said = _content(page.get("/Contents"), usage)
        self.torn = _is_torn(page.get("/Contents"))
        shown = surveyed.annotations.shown
        self.appearances = [appearance.stream for appearance in shown]
        self.uses = uses_of(surveyed.place, (appearance.matrix for appearance in shown))
        self._explore(usage)

    def _explore(self, usage: Usage) -> None:
        usage.explore(self.said, self.resources)
        for stream in self.appearances:
            own = stream.get("/Resources")
            usage.explore(usage.said(stream), own if own.is_dictionary else self.resources)

    def wait(self, copier: Copier) -> list[int]:
        """Gives the numbers that the forms will have."""
        numbers = [copier.later(partial(self._content, copier))]
        return numbers + [copier.later(partial(self._appearance, copier, one)) for one in self.appearances]

    def _content(self, copier: Copier) -> Composed:
        entries = [
            *FORM_ENTRIES,
            ("/BBox", _box(self.box)),
            ("/Resources", copier.resources(self.resources, [self.said])),
            *self.filters,
        ]
        if self.group.is_dictionary:
            kept = copier.entries(self.group, leave_out=frozenset(self.group.names()).difference(GROUP_KEPT))
            entries.append(("/Group", b"<< " + joined(kept) + b">>"))
        return entries, self.data

    def _appearance(self, copier: Copier, stream: Node) -> Composed:
        own = stream.get("/Resources")
        # A reference to nothing is no resources either.
        resources = own if own.is_dictionary else self.resources
        kept = copier.entries(stream, leave_out=APPEARANCE_NOT_COPIED | left_out(stream))
        said = [copier.usage.said(stream)]
        entries = [*FORM_ENTRIES, *kept, ("/Resources", copier.resources(resources, said))]
        return entries, bytes_of(raw(stream))


def _content(contents: Node, usage: Usage) -> tuple[Entries, bytes, Said]:
    """Gives a page's content, the filters it is under, and what it says; one stream keeps its very bytes."""
    if contents.is_stream:
        return *_raw(contents), usage.said(contents)
    parts = [part for part in contents.entries() if part.is_stream]
    if len(parts) == 1:
        return *_raw(parts[0]), usage.said(parts[0])
    joined = b"\n".join(part.content() for part in parts)
    return PLAIN_FLATE, zlib.compress(joined, FLATE_LEVEL), read_content(joined)


def _raw(stream: Node) -> tuple[Entries, bytes]:
    kept = [(key, stream.get(key)) for key in ("/Filter", "/DecodeParms")]
    return [(key, directly(node)) for key, node in kept if node.there], bytes_of(raw(stream))


def _is_torn(contents: Node) -> bool:
    """Tells whether a part of a page's content is missing or breaks off."""
    parts = contents.entries() or ((contents,) if contents.is_stream else ())
    return any(not part.is_stream or _breaks_off(part) for part in parts)


def _breaks_off(stream: Node) -> bool:
    filters, data = _raw(stream)
    return filters in (PLAIN_FLATE, [("/Filter", b"[/FlateDecode]")]) and flate_breaks_off(data)


def _box(rect: Rect) -> bytes:
    return b"[" + written((rect.left, rect.bottom, rect.right, rect.top)) + b"]"
