"""Lets go, in a fragment made with pikepdf, of every resource that nothing in it uses."""

import logging
from collections.abc import Iterable, Iterator

from pikepdf import Array, Dictionary, Object, Pdf, Stream

from dossier.press.pdf_content import Said, key_of
from dossier.press.pdf_node import Identity, Node
from dossier.press.pdf_pike import PikeNode
from dossier.press.pdf_strip import left_out
from dossier.press.pdf_used import Usage, draws, is_drawn_font, is_layer

log = logging.getLogger(__name__)


def keep_used(made: Pdf) -> frozenset[int]:
    """Leaves to every stream that draws only the resources that it names.

    What nothing refers to any more is not written when the fragment is saved.

    Args:
        made: The fragment; its pages paint forms of a source.

    Returns:
        Places of the pages that use what cannot be read; they are left empty.
    """
    usage = Usage()
    refused = frozenset(index for index, page in enumerate(made.pages) if not _explored(page.obj, usage))
    for index in refused:
        made.pages[index].obj.Resources = Dictionary()
    _prune_below([page.obj for page in made.pages], usage)
    return refused


def _explored(page: Object, usage: Usage) -> bool:
    forms = PikeNode(page).get("/Resources").get("/XObject")
    try:
        for name in forms.names():
            form = forms.get(name)
            usage.explore(usage.said(form), form.get("/Resources"))
    except Exception as error:  # noqa: BLE001 – the decoders raise anything on damaged content
        log.info("a page uses what cannot be read: %r", error)
        return False
    return True


def _prune_below(waiting: list[object], usage: Usage) -> None:
    seen: set[Identity] = set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, Object) and value.is_indirect:
            if value.objgen in seen:
                continue
            seen.add(value.objgen)
        _prune(value, usage)
        waiting += _entries(value)


def _prune(value: object, usage: Usage) -> None:
    if not isinstance(value, Dictionary | Stream):
        return
    node = PikeNode(value)
    if is_drawn_font(node):
        procs = node.get("/CharProcs")
        own = node.get("/Resources")
        said = usage.said_by_glyphs(node)
        value.CharProcs = _named(procs, usage.glyphs(node))
        if own.is_dictionary:
            value.Resources = _resources(own, said, usage)
    elif draws(node) and not _is_page(node):
        value.Resources = _resources(node.get("/Resources"), [usage.said_if_readable(node)], usage)
    elif "/Resources" in value and not _is_page(node):
        del value["/Resources"]
    for key in left_out(node).intersection(value.keys()) - {"/Length"}:
        del value[key]


def _is_page(node: Node) -> bool:
    return node.get("/Type").name == "/Page"


def _resources(resources: Node, said: Iterable[Said], usage: Usage) -> Dictionary:
    made = Dictionary()
    for kind, names in usage.kept(resources, said).items():
        values = _named(resources.get(kind), names)
        if kind == "/Properties":
            _undescribe(values)
        made[kind] = values
    return made


def _named(values: Node, names: Iterable[str]) -> Dictionary:
    made = Dictionary()
    for name in names:
        found = values.get(name)
        assert isinstance(found, PikeNode)
        made[key_of(name)] = found.value
    return made


def _undescribe(properties: Dictionary) -> None:
    """Empties the property lists that only describe: they may tell of other pages."""
    for name, value in tuple(properties.items()):
        if not is_layer(PikeNode(value)):
            properties[key_of(name)] = Dictionary()


def _entries(value: object) -> Iterator[object]:
    if isinstance(value, Dictionary | Stream):
        yield from (entry for key, entry in value.items() if key != "/Parent")
    elif isinstance(value, Array):
        yield from value
