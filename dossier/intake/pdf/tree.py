"""Walks in a PDF's trees that no loop, no depth and no length can make endless."""

from collections.abc import Iterator
from typing import Final

from pikepdf import Array, Dictionary, Object, Pdf, Stream

_DEEPEST: Final = 64
"""Levels of a tree; honest ones are far flatter."""

_NODES: Final = 20_000
"""Nodes of one tree that are looked at."""

_PAGES: Final = 2_000
"""Pages whose annotations are looked at; as many are drawn at most."""


def entry(node: object, key: str) -> Object | None:
    """Gives an entry of a dictionary or stream, None when there is none."""
    return node.get(key) if isinstance(node, Dictionary | Stream) else None


def entries(node: object) -> Iterator[Object]:
    """Gives the entries of an array, as many as are looked at."""
    if isinstance(node, Array):
        for at in range(min(len(node), _NODES)):
            yield node[at]


def inside(root: object, kids: str) -> Iterator[Dictionary]:
    """Goes through a tree from its root, each node once, in the order of a reader.

    Args:
        root: Where it begins.
        kids: The key under which a node names those below it.
    """
    met: set[tuple[int, int]] = set()
    waiting: list[tuple[object, int]] = [(root, 0)]
    for _ in range(_NODES):
        if not waiting:
            return
        node, depth = waiting.pop()
        if not isinstance(node, Dictionary) or depth > _DEEPEST or _known(node, met):
            continue
        yield node
        if len(waiting) < _NODES:
            waiting.extend((kid, depth + 1) for kid in reversed(list(entries(entry(node, kids)))))


def pages(document: Pdf) -> Iterator[Dictionary]:
    """Goes through the pages, without having the library gather them all."""
    seen = 0
    for node in inside(entry(document.Root, "/Pages"), "/Kids"):
        if not isinstance(entry(node, "/Kids"), Array):
            yield node
            seen += 1
        if seen >= _PAGES:
            return


def _known(node: Object, met: set[tuple[int, int]]) -> bool:
    """Tells whether a node was met before; one that has no number of its own cannot be met again."""
    if not node.is_indirect:
        return False
    known = node.objgen in met
    met.add(node.objgen)
    return known
