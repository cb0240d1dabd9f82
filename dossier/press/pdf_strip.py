"""What of a source's objects is never taken along, whichever step copies them."""

from dossier.press.pdf_node import Node

NEVER_COPIED = frozenset(
    {"/Length", "/Metadata", "/PieceInfo", "/StructParent", "/StructParents", "/OPI", "/Ref", "/Alternates"}
    | {"/AF", "/F", "/FFilter", "/FDecodeParms", "/LastModified", "/DL"}
)
"""Keys of a stream that say nothing about how it looks, or point outside the file."""

NEVER_KEPT = frozenset({"/Metadata", "/PieceInfo", "/AF", "/LastModified"})
"""Keys of a font, a pattern or any other dictionary that tells its kind."""

FORM_KEYS = frozenset(
    {"/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Group", "/OC"}
    | {"/Filter", "/DecodeParms"}
)
IMAGE_KEYS = frozenset(
    {"/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent", "/ImageMask"}
    | {
        "/Mask",
        "/Decode",
        "/Interpolate",
        "/SMask",
        "/SMaskInData",
        "/Matte",
        "/OC",
        "/Filter",
        "/DecodeParms",
    }
)
PATTERN_KEYS = frozenset(
    {"/Type", "/PatternType", "/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep", "/Resources"}
    | {"/Matrix", "/Filter", "/DecodeParms"}
)
"""All that a form, a picture or a pattern needs; any other key may lead to what no shown page shows."""

NEVER_REACHED = frozenset(
    {"/Page", "/Pages", "/Catalog", "/Annot", "/Action", "/Filespec", "/EmbeddedFile", "/StructElem"}
    | {"/Metadata", "/Sound", "/Movie", "/3D", "/U3D", "/PRC", "/Rendition", "/MediaClip", "/ObjStm", "/XRef"}
    | {"/RichMedia", "/RichMediaContent", "/RichMediaInstance", "/RichMediaConfiguration"}
)
"""Kinds of object that no picture needs; a reference to one becomes null."""

MEDIA = frozenset({"/3D", "/U3D", "/PRC", "/XML", "/Sound", "/Movie", "/RichMedia"})
"""Subtypes of such objects that do not tell their kind, which they need not."""

FILE_NAMES = frozenset({"/F", "/UF", "/DOS", "/Mac", "/Unix"})

GROUP_KEPT = ("/Type", "/S", "/CS", "/I")
"""Not /K: a page's group knocks nothing out; as a form's group MuPDF would obey it."""


def never_reached(node: Node) -> bool:
    """Tells whether an object is one that no picture needs: a file, a sound, a page, an action."""
    if not node.is_dictionary:
        return False
    kind = node.get("/Subtype").name
    return (
        node.get("/Type").name in NEVER_REACHED
        or kind in MEDIA
        or "/" in kind[1:]  # the type of an attached file: /text#2Fplain (ISO 32000-1, table 45)
        or (node.is_stream and node.get("/Params").is_dictionary)
        or _names_a_file(node)
    )


def left_out(node: Node) -> frozenset[str]:
    """Lists the keys of an object that are not taken along."""
    if node.is_stream:
        return NEVER_COPIED | _needless(node)
    # In a dictionary of names, "/Metadata" can be what somebody called a font.
    return NEVER_KEPT if node.get("/Type").name or node.get("/Subtype").name else frozenset()


def _needless(stream: Node) -> frozenset[str]:
    match stream.get("/Subtype").name:
        case "/Form":
            return frozenset(stream.names()) - FORM_KEYS
        case "/Image":
            return frozenset(stream.names()) - IMAGE_KEYS
        case _ if stream.get("/PatternType").there:
            return frozenset(stream.names()) - PATTERN_KEYS
        case _:
            return frozenset()


def _names_a_file(node: Node) -> bool:
    """Tells whether it is a file specification that holds its file (ISO 32000-1, 7.11.3)."""
    held = node.get("/EF")
    return not held.is_stream and bool(held.names()) and FILE_NAMES.issuperset(held.names())
