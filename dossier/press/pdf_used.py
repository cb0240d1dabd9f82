"""Which resources the shown pages use, so that nothing else travels with them.

Pages may share one dictionary of resources, and forms may refer to it again: what only a page that is
not shown draws would come along with it. So every stream that draws keeps just the names that it
says, and those said by the streams that live on its resources for want of their own.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from dossier.press.pdf_content import KINDS, Said, Use, read_content
from dossier.press.pdf_node import Identity, Node

log = logging.getLogger(__name__)

IMPLIED: Final = frozenset(("/ColorSpace", name) for name in ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK"))
"""Used without being named (ISO 32000-1, 8.6.5.6)."""

CATEGORIES: Final = frozenset(KINDS.values())

Glyphs = Callable[[Node], tuple[str, ...]]

UNDONE: Final = frozenset(
    {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"}
    | {"/RunLengthDecode", "/RL", "/Crypt"}
)
"""The filters that a content stream can be under."""

NOTHING: Final = Said(uses=frozenset(), codes=frozenset())


class Usage:
    """Knows what the streams of one source say; each is read once.

    Attributes:
        codes: The bytes of every text met while exploring.
    """

    def __init__(self) -> None:
        self.codes: set[int] = set()
        self._said: dict[Identity, Said] = {}
        self._explored: set[tuple[Identity | None, object]] = set()

    def said(self, stream: Node) -> Said:
        """Tells what a stream says; raises whatever its reader raises on damage.

        A stream under a filter that no viewer undoes draws nothing, so it says nothing.
        """
        if not UNDONE.issuperset(_filters(stream)):
            return NOTHING
        identity = stream.identity
        if identity is None:
            return read_content(stream.content())
        if identity not in self._said:
            self._said[identity] = read_content(stream.content())
        return self._said[identity]

    def explore(self, said: Said, resources: Node) -> None:
        """Follows what is said into all that is drawn by it, for the characters that are written.

        Raises whatever is raised on a stream that cannot be read: of what it uses nobody can tell.

        Args:
            said: What a page or an annotation's picture says.
            resources: Where its names are looked up.
        """
        waiting: list[tuple[Said, Node, object]] = [(said, resources, object())]
        met: set[tuple[Identity | None, object]] = set()
        while waiting:
            said, resources, host = waiting.pop()
            self.codes |= said.codes
            for kind, name in said.uses:
                for stream, own in _drawn_by(resources.get(kind).get(name)):
                    key = (stream.identity, None if own.is_dictionary else host)
                    if key in met or key in self._explored:
                        continue
                    met.add(key)
                    inner = own if own.is_dictionary else resources
                    waiting.append((self.said(stream), inner, key if own.is_dictionary else host))
        # Only now: another page that uses what could not be read must be refused as well.
        self._explored |= met

    def kept(self, resources: Node, said: Iterable[Said]) -> dict[str, tuple[str, ...]]:
        """Lists the names that are used of a dictionary of resources, by their kind.

        Args:
            resources: The dictionary.
            said: What is said by the streams that it belongs to.
        """
        uses: set[Use] = set(IMPLIED)
        waiting = list(said)
        while waiting:
            new = waiting.pop().uses - uses
            uses |= new
            for kind, name in new:
                waiting += self._guests(resources.get(kind).get(name))
        found = {
            kind: tuple(name for name in resources.get(kind).names() if (kind, name) in uses)
            for kind in resources.names()
            if kind in CATEGORIES
        }
        return {kind: names for kind, names in found.items() if names}

    def glyphs(self, font: Node) -> tuple[str, ...]:
        """Lists the glyphs of a Type 3 font that the texts met may show (ISO 32000-1, 9.6.5)."""
        encoding = font.get("/Encoding")
        names = font.get("/CharProcs").names()
        if encoding.name or encoding.get("/BaseEncoding").name:
            return names
        shown: set[str] = set()
        code = 0
        for entry in encoding.get("/Differences").entries():
            if entry.number is not None:
                code = int(entry.number)
                continue
            if code in self.codes:
                shown.add(entry.name)
            code += 1
        return tuple(name for name in names if name in shown)

    def said_by_glyphs(self, font: Node) -> list[Said]:
        """Tells what the glyphs say that may be shown."""
        return [self.said_if_readable(font.get("/CharProcs").get(name)) for name in self.glyphs(font)]

    def _guests(self, value: Node) -> Iterator[Said]:
        """What is said by the streams of a resource that have no resources of their own."""
        for stream, own in _drawn_by(value, glyphs=self.glyphs):
            if not own.is_dictionary:
                yield self.said_if_readable(stream)

    def said_if_readable(self, stream: Node) -> Said:
        """Tells what a stream says; nothing when it cannot be read. Exploring has refused what is shown."""
        try:
            return self.said(stream)
        except Exception as error:  # noqa: BLE001 – the decoders raise anything; the picture tells
            log.info("a content stream cannot be read: %r", error)
            return NOTHING


def _filters(stream: Node) -> frozenset[str]:
    filters = stream.get("/Filter")
    return frozenset(entry.name for entry in filters.entries() or ((filters,) if filters.name else ()))


def draws(node: Node) -> bool:
    """Tells whether a stream draws with resources of its own: a form, a pattern, a glyph."""
    return node.is_stream and node.get("/Resources").is_dictionary and node.get("/Subtype").name != "/Image"


def is_drawn_font(node: Node) -> bool:
    """Tells whether it is a font whose glyphs are drawn by streams."""
    return not node.is_stream and node.get("/Subtype").name == "/Type3"


def is_layer(node: Node) -> bool:
    """Tells whether a property list says when something is shown; others only describe it."""
    return node.get("/Type").name in ("/OCG", "/OCMD")


def _glyphs_of(font: Node) -> tuple[str, ...]:
    return font.get("/CharProcs").names()


def _drawn_by(value: Node, *, glyphs: Glyphs = _glyphs_of) -> Iterator[tuple[Node, Node]]:
    """Gives every stream that draws a resource, with that stream's own resources."""
    if value.is_stream:
        if value.get("/Subtype").name != "/Image":
            yield value, value.get("/Resources")
        return
    if is_drawn_font(value):
        procs, own = value.get("/CharProcs"), value.get("/Resources")
        for name in glyphs(value):
            glyph = procs.get(name)
            if glyph.is_stream:
                yield glyph, glyph.get("/Resources") if draws(glyph) else own
        return
    mask = value.get("/SMask").get("/G")
    if mask.is_stream:
        yield mask, mask.get("/Resources")
    for font in value.get("/Font").entries()[:1]:
        if is_drawn_font(font):
            yield from _drawn_by(font, glyphs=glyphs)
