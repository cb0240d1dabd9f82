"""What the annex says about itself as a file: outline, page labels, metadata, its own plan.

Everything comes from the plan; there is no clock. ISO 32000-1, 7.7.2, 12.3.3, 12.4.2, 14.3, 14.5; what
its colours mean and what it claims: ISO 19005-2, 6.2.3 and 6.6.4.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final
from xml.sax.saxutils import escape

from dossier.annex.archive import Claim
from dossier.annex.raw_tokens import dictionary
from dossier.annex.raw_write import RawWriter
from dossier.annex.srgb import NAME, srgb_profile
from dossier.model.plan import Bookmark, Plan

_KIDS: Final = 64
"""Children of one node of the page tree; viewers find a page in few steps."""

_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
{author}<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{day}</xmp:CreateDate>
<xmp:ModifyDate>{day}</xmp:ModifyDate>
<pdf:Producer>{creator}</pdf:Producer>
{claim}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

_XMP_CLAIM: Final = """<pdfaid:part xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">{part}</pdfaid:part>
<pdfaid:conformance xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">B</pdfaid:conformance>
"""

_XMP_AUTHOR: Final = "<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n"


def text_string(words: str) -> bytes:
    """Writes words as a PDF text string (ISO 32000-1, 7.9.2.2)."""
    if words.isascii() and words.isprintable():
        quoted = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return b"(" + quoted.encode() + b")"
    return b"<FEFF" + words.encode("utf-16-be").hex().upper().encode() + b">"


def destination(page: int) -> bytes:
    """Writes an explicit destination: the page's object, the reader's place and zoom kept."""
    return b"[%d 0 R /XYZ null null null]" % page


def put_page_tree(writer: RawWriter, pages: Sequence[int]) -> tuple[int, dict[int, int]]:
    """Writes the nodes of a balanced page tree.

    Args:
        writer: Where to.
        pages: The objects of the pages in order, which are put by somebody else.

    Returns:
        The root, and the parent of each page.
    """
    parents: dict[int, int] = {}
    level = [(page, 1) for page in pages]
    bodies: list[tuple[int, list[tuple[int, int]]]] = []
    while len(level) > 1 or not bodies:
        groups = [level[i : i + _KIDS] for i in range(0, len(level), _KIDS)]
        nodes = [(writer.new(), group) for group in groups]
        for node, group in nodes:
            parents.update((kid, node) for kid, _ in group)
        bodies.extend(nodes)
        level = [(node, sum(count for _, count in group)) for node, group in nodes]
    for node, group in bodies:
        values = {
            b"/Type": b"/Pages",
            b"/Count": b"%d" % sum(count for _, count in group),
            b"/Kids": b"[" + b" ".join(b"%d 0 R" % kid for kid, _ in group) + b"]",
        }
        if node in parents:
            values[b"/Parent"] = b"%d 0 R" % parents[node]
        writer.put(node, dictionary(values))
    return level[0][0], {page: parents[page] for page in pages}


def put_outline(writer: RawWriter, marks: Sequence[Bookmark], pages: Sequence[int]) -> int:
    """Writes the outline, closed below its outermost lines.

    Args:
        writer: Where to.
        marks: From top to bottom.
        pages: The objects of the pages in order.

    Returns:
        The object of its root.
    """
    root = writer.new()
    children: dict[int, list[int]] = {root: []}
    parents: dict[int, int] = {}
    above = [root]
    for mark in marks:
        del above[mark.depth + 1 :]
        number = writer.new()
        parents[number] = above[-1]
        children[above[-1]].append(number)
        children[number] = []
        above.append(number)
    near = _neighbours(children.values())
    for mark, (number, parent) in zip(marks, parents.items(), strict=True):
        values = {
            b"/Title": text_string(mark.title),
            b"/Parent": b"%d 0 R" % parent,
            b"/Dest": destination(pages[mark.page - 1]),
            **near[number],
            **_family(children[number], sign=-1),
        }
        writer.put(number, dictionary(values))
    writer.put(root, dictionary({b"/Type": b"/Outlines", **_family(children[root], sign=1)}))
    return root


def _neighbours(families: Iterable[Sequence[int]]) -> dict[int, dict[bytes, bytes]]:
    near: dict[int, dict[bytes, bytes]] = {}
    for family in families:
        for number in family:
            near[number] = {}
        for one, other in pairwise(family):
            near[one][b"/Next"] = b"%d 0 R" % other
            near[other][b"/Prev"] = b"%d 0 R" % one
    return near


def _family(children: Sequence[int], *, sign: int) -> dict[bytes, bytes]:
    """Names the first and last child; a negative count keeps the line closed."""
    if not children:
        return {}
    return {
        b"/First": b"%d 0 R" % children[0],
        b"/Last": b"%d 0 R" % children[-1],
        b"/Count": b"%d" % (sign * len(children)),
    }


def put_info(writer: RawWriter, plan: Plan) -> int:
    """Writes the document information; the day is the plan's and has no hour.

    Returns:
        Its object.
    """
    day = b"(D:%s)" % plan.day.strftime("%Y%m%d").encode()
    values = {
        b"/Title": text_string(plan.title),
        b"/Creator": text_string(plan.creator),
        b"/Producer": text_string(plan.creator),
        b"/CreationDate": day,
        b"/ModDate": day,
    }
    if plan.author:
        values[b"/Author"] = text_string(plan.author)
    number = writer.new()
    writer.put(number, dictionary(values))
    return number


def claim_words(claim: Claim) -> str:
    """Writes in the metadata's own form what a file claims; "" without a claim."""
    return _XMP_CLAIM.format(part=claim.part) if claim else ""


def _put_intent(writer: RawWriter) -> int:
    """Writes what the colours of the pages mean: those of screens (ISO 32000-1, 14.11.5)."""
    profile, intent = writer.new(), writer.new()
    values = {b"/N": b"3", b"/Filter": b"/FlateDecode"}
    writer.put_data(profile, values, zlib.compress(srgb_profile(), 9))
    name = text_string(NAME)
    values = {
        b"/Type": b"/OutputIntent",
        b"/S": b"/GTS_PDFA1",
        b"/OutputConditionIdentifier": name,
        b"/Info": name,
        b"/DestOutputProfile": b"%d 0 R" % profile,
    }
    writer.put(intent, dictionary(values))
    return intent


def _put_metadata(writer: RawWriter, plan: Plan, claim: Claim) -> int:
    words = {
        "title": escape(plan.title),
        "language": escape(plan.language),
        "creator": escape(plan.creator),
        "day": plan.day.isoformat(),
        "claim": claim_words(claim),
        "author": _XMP_AUTHOR.format(author=escape(plan.author)) if plan.author else "",
    }
    number = writer.new()
    # Not compressed, so that tools that know nothing of PDF find it (ISO 16684-1).
    writer.put_data(number, {b"/Type": b"/Metadata", b"/Subtype": b"/XML"}, _XMP.format(**words).encode())
    return number


def put_catalogue(
    writer: RawWriter,
    plan: Plan,
    *,
    tree: int,
    pages: Sequence[int],
    stored: bytes,
    claim: Claim,
    further: Mapping[bytes, bytes],
) -> int:
    """Writes the catalogue and what only it refers to.

    Args:
        writer: Where to.
        plan: The annex.
        tree: The root of the page tree.
        pages: The objects of the pages in order.
        stored: What ``verify`` reads later.
        claim: What the file says it keeps to.
        further: Entries that others made: its layers, what it carries.

    Returns:
        Its object.
    """
    own = writer.new()
    writer.put_data(own, {b"/Filter": b"/FlateDecode"}, zlib.compress(stored, 9))
    day = plan.day.strftime("%Y%m%d").encode()
    values = {
        b"/Type": b"/Catalog",
        b"/Version": b"/1.7",
        b"/Pages": b"%d 0 R" % tree,
        b"/Lang": text_string(plan.language),
        b"/PageMode": b"/UseOutlines",
        b"/ViewerPreferences": b"<< /DisplayDocTitle true >>",
        b"/PageLabels": b"<< /Nums [0 << /S /D >>] >>",
        b"/Outlines": b"%d 0 R" % put_outline(writer, plan.bookmarks, pages),
        b"/Metadata": b"%d 0 R" % _put_metadata(writer, plan, claim),
        b"/OutputIntents": b"[%d 0 R]" % _put_intent(writer),
        b"/PieceInfo": b"<< /Dossier << /LastModified (D:%s) /Private %d 0 R >> >>"
        % (day, own),  # stored.PLACE
    }
    number = writer.new()
    writer.put(number, dictionary({**values, **further}))
    return number
