"""What of a source's objects is never taken along, whichever step copies them."""

NEVER_COPIED = frozenset(
    {"/Length", "/Metadata", "/PieceInfo", "/StructParent", "/StructParents", "/OPI", "/Ref", "/Alternates"}
    | {"/AF", "/F", "/FFilter", "/FDecodeParms", "/LastModified", "/DL"}
)
"""Keys of a stream that say nothing about how it looks, or point outside the file."""

NEVER_REACHED = frozenset(
    {"/Page", "/Pages", "/Catalog", "/Annot", "/Action", "/Filespec", "/EmbeddedFile", "/StructElem"}
)
"""Kinds of object that no picture needs; a reference to one becomes null."""

GROUP_NOT_COPIED = frozenset({"/K"})
"""A page's group knocks nothing out; as a form's group MuPDF would obey it."""
