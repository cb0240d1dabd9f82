"""Second step: the same form of a page, read and written by pikepdf (qpdf).

It mends what pypdf cannot read: broken cross-references, comments before ``stream``, names with
bytes of no charset. It refuses content streams whose compression is damaged.
"""

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from dossier.press.pdf_geometry import written
from dossier.press.pdf_layers import Layers
from dossier.press.pdf_node import Node, inherited
from dossier.press.pdf_photos import Photos
from dossier.press.pdf_pike import PikeDocument, PikeNode
from dossier.press.pdf_pike_used import keep_used
from dossier.press.pdf_strip import GROUP_KEPT, left_out, never_reached
from dossier.press.pdf_survey import SurveyedPage
from dossier.press.sheet_page import FORM_NAME, PageDrawing, content_of, uses_of

log = logging.getLogger(__name__)

OUR_OWN = frozenset({"/Page", "/Pages", "/Catalog"})
"""Kinds that a fragment has of its own."""

SHOWN, HIDDEN = "dossier-shown", "dossier-hidden"


def press_with_pike(
    document: PikeDocument,
    target: Path,
    *,
    pages: Mapping[int, SurveyedPage],
    layers: Layers,
    photos: Photos,
) -> dict[int, PageDrawing]:
    """Makes a fragment of some pages.

    Args:
        document: The source, opened; its layers are overwritten in memory.
        target: Where to write the fragment.
        pages: Which pages, and how each is looked at.
        layers: The settled layers.
        photos: Takes the metadata out of pictures.

    Returns:
        The pages that could be made, by their place in the source.
    """
    _bake(document.pdf, layers)
    drawings: dict[int, PageDrawing] = {}
    with Pdf.new() as made:
        for index, page in pages.items():
            try:
                forms = [made.copy_foreign(form) for form in _forms(document, index, page)]
            except Exception as error:  # noqa: BLE001 – pikepdf raises anything on damaged content
                log.info("page %d is not for pikepdf: %r", index + 1, error)
                continue
            uses = uses_of(page.place, (shown.matrix for shown in page.annotations.shown))
            at = len(drawings)
            drawings[index] = PageDrawing(fragment=target, index=at, place=page.place, forms=uses)
            made.add_blank_page()
            paint_forms(made, made.pages[at].obj, forms, drawings[index])
        refused = save_fragment(made, target, photos)
    return {index: drawing for index, drawing in drawings.items() if drawing.index not in refused}


def _bake(pdf: Pdf, layers: Layers) -> None:
    for identity in layers.groups:
        group = pdf.get_object(identity)
        if isinstance(group, Dictionary):
            _empty(group)
            group.Type = Name.OCG
            group.Name = pikepdf.String(HIDDEN if identity in layers.hidden else SHOWN)


def _forms(document: PikeDocument, index: int, surveyed: SurveyedPage) -> list[Object]:
    node = document.pages[index]
    resources = _raw(inherited(node, "/Resources"))
    content = _content_form(document.pdf.pages[index], node, surveyed)
    return [content, *(_picture(_raw(shown.stream), resources) for shown in surveyed.annotations.shown)]


def _content_form(page: pikepdf.Page, node: Node, surveyed: SurveyedPage) -> Object:
    form = page.as_form_xobject(handle_transformations=False)
    box = surveyed.shape.box
    form.BBox = Object.parse(b"[%s]" % written((box.left, box.bottom, box.right, box.top)))
    if "/Resources" not in form:
        form.Resources = Dictionary()
    group = node.get("/Group")
    if group.is_dictionary:
        kept = [key for key in group.names() if key in GROUP_KEPT]
        form.Group = Dictionary({key: _raw(group)[key] for key in kept})
    return form


def _picture(stream: Object, resources: Object) -> Object:
    """Gives an annotation's picture as a form that stands for itself."""
    stream.Type, stream.Subtype = Name.XObject, Name.Form
    if not isinstance(stream.get("/Resources"), Dictionary):
        stream.Resources = resources
    return stream


def _raw(node: Node) -> Object:
    assert isinstance(node, PikeNode)
    value = node.value
    return value if isinstance(value, Object) else Dictionary()


def paint_forms(made: Pdf, page: Object, forms: Sequence[Object], drawing: PageDrawing) -> None:
    """Makes a page of a fragment paint forms and nothing else.

    Args:
        made: The fragment.
        page: A page of it; all that it holds is dropped.
        forms: Already in the fragment.
        drawing: Where they are painted.
    """
    frame = drawing.place.frame
    parent = page.get("/Parent")
    _empty(page)
    if parent is not None:
        page.Parent = parent
    page.Type = Name.Page
    page.MediaBox = Object.parse(b"[0 0 %s]" % written((frame.page_width_pt, frame.page_height_pt)))
    names = {f"{FORM_NAME}{at}": form for at, form in enumerate(forms)}
    page.Resources = Dictionary(XObject=Dictionary(names))
    page.Contents = made.make_stream(content_of(drawing.forms))


def save_fragment(made: Pdf, target: Path, photos: Photos) -> frozenset[int]:
    """Writes a fragment in the form that ``sheet_fragment`` reads, without what is never taken along.

    Every layer left is listed: hidden when it bears the name of our hidden one, else shown.

    Returns:
        Places of the pages that are left empty, because nobody can tell what they use.
    """
    refused = keep_used(made)
    for number in range(1, len(made.objects) + 1):
        _clean(made.get_object((number, 0)), photos)
    groups = [each for each in made.objects if isinstance(each, Dictionary) and each.get("/Type") == Name.OCG]
    off = [group for group in groups if str(group.get("/Name")) == HIDDEN]
    made.Root.OCProperties = Dictionary(OCGs=Array(groups), D=Dictionary(OFF=Array(off), Order=Array()))
    made.save(
        target,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=True,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return refused


def _clean(value: object, photos: Photos) -> None:
    """Empties what is never taken along: keys, and objects of certain kinds, however deep."""
    node = PikeNode(value)
    if isinstance(value, Stream):
        _bare(value, photos)
    if isinstance(value, Dictionary) and never_reached(node) and node.get("/Type").name not in OUR_OWN:
        _empty(value)
    if isinstance(value, Dictionary | Stream):
        for key in left_out(node).intersection(value.keys()) - {"/Length"}:
            del value[key]
    _forget_streams(value)
    for inner in _direct_entries(value):
        _clean(inner, photos)


def _bare(stream: Stream, photos: Photos) -> None:
    photo = photos.bare(PikeNode(stream), stream.read_raw_bytes)
    if photo:
        params = _raw(photo.params) if photo.params else None
        assert params is None or isinstance(params, Dictionary)
        stream.write(photo.data, filter=Name(photo.filter), decode_parms=params)


def _forget_streams(value: object) -> None:
    """Refers no more to streams that are never taken along; what nothing refers to is not written."""
    if isinstance(value, Dictionary | Stream):
        for key in [key for key, entry in value.items() if _is_unwanted(entry)]:
            del value[key]
    if isinstance(value, Array):
        for at in [at for at, entry in enumerate(value) if _is_unwanted(entry)]:
            value[at] = None


def _is_unwanted(entry: object) -> bool:
    return isinstance(entry, Stream) and never_reached(PikeNode(entry))


def _direct_entries(value: object) -> list[object]:
    found = [entry for _, entry in value.items()] if isinstance(value, Dictionary | Stream) else []
    found += list(value) if isinstance(value, Array) else []
    return [entry for entry in found if not (isinstance(entry, Object) and entry.is_indirect)]


def _empty(dictionary: Object) -> None:
    for key in tuple(dictionary.keys()):
        del dictionary[key]
