"""What must not be in the finished annex, and what it says about itself as a file."""

from collections.abc import Iterator
from typing import Final, cast
from xml.sax.saxutils import escape

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, StreamObject

from dossier.annex.archive import Claim
from dossier.annex.check_fact import Fact, hold
from dossier.annex.check_view import AnnexView
from dossier.annex.raw_catalogue import claim_words
from dossier.model.plan import PageKind, Plan
from dossier.press.sheet_writer import MARK_NAME

_PAGE_KEYS: Final = {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents", "/Annots", "/Group"}
_LINK_KEYS: Final = {"/Type", "/Subtype", "/Rect", "/Border", "/F", "/Dest"}
_ROOT_KEYS: Final = {
    "/Type",
    "/Version",
    "/Pages",
    "/Lang",
    "/PageMode",
    "/ViewerPreferences",
    "/PageLabels",
    "/Outlines",
    "/Metadata",
    "/PieceInfo",
    "/OCProperties",
    "/OutputIntents",
}
_CARRYING_KEYS: Final = {"/Names", "/AF"}
_CLAIM: Final = "pdfaid:"
"""How the metadata name a claim."""


def safety(view: AnnexView, plan: Plan) -> Iterator[Fact]:
    """Nothing acts, nothing leads outside, no form waits for an answer; what is attached: ``carried``.

    All that acts or attaches hangs on the catalogue, on a page or on what lies over a page (ISO 32000-1,
    12.6.3, 7.11.4), so these may hold nothing but what is known to be still. An action that a stranger's
    file hid elsewhere is reached by no reader.
    """
    del plan
    known = _ROOT_KEYS | (_CARRYING_KEYS if view.archive.carried else set())
    for key in view.root:
        yield hold(key in known, "foreign-key", key=key)
    for number, keys in enumerate(view.page_keys, 1):
        for key in sorted(keys):
            yield hold(key in _PAGE_KEYS, "page-key", page=number, key=key)
        for one in view.annotations(number):
            right = one.kind == "/Link" and one.keys <= _LINK_KEYS
            yield hold(right, "foreign-annotation", page=number, kind=one.kind)
    yield hold(not view.reader.is_encrypted, "encrypted")


def objects(view: AnnexView, plan: Plan) -> Iterator[Fact]:
    """No stream of the file stands in another file, and no object is left over."""
    del plan
    numbers = sorted({*view.reader.xref.get(0, {}), *view.reader.xref_objStm} - {0})
    reached: dict[int, set[int]] = {}
    for number in numbers:
        found = view.reader.get_object(number)
        if isinstance(found, StreamObject):
            yield hold("/F" not in found, "outside-file")
        reached[number] = set(_references(found))
        # Every stream would stay in memory otherwise.
        view.reader.resolved_objects.clear()
    left = set(numbers) - _reachable(reached, set(_references(view.reader.trailer)))
    yield hold(not left, "left-over", n=len(left))
    yield hold(view.one_revision, "saved-again")


def _references(found: object) -> Iterator[int]:
    todo = [found]
    while todo:
        one = todo.pop()
        if isinstance(one, IndirectObject):
            yield one.idnum
        elif isinstance(one, DictionaryObject):
            todo.extend(one.values())
        elif isinstance(one, ArrayObject):
            todo.extend(one)


def _reachable(graph: dict[int, set[int]], begin: set[int]) -> set[int]:
    todo, seen = list(begin), set[int]()
    while todo:
        number = todo.pop()
        if number not in seen:
            seen.add(number)
            todo.extend(graph.get(number, ()))
    return seen


def fonts(view: AnnexView, plan: Plan) -> Iterator[Fact]:
    """Our own words bring their fonts: on our own pages, and in the marks of every page."""
    known: dict[int, bool] = {}
    for number, (page, planned) in enumerate(zip(view.pages, plan.pages, strict=True), 1):
        resources = cast(DictionaryObject, page["/Resources"])
        ours = [] if planned.kind is PageKind.PIECE else [resources]
        marks = cast(DictionaryObject, resources["/XObject"]).get(MARK_NAME.decode())
        if marks is not None:
            ours.append(cast(DictionaryObject, marks.get_object()["/Resources"]))
        for name, font in _fonts(ours):
            key = font.idnum if isinstance(font, IndirectObject) else 0
            if not key or key not in known:
                known[key] = _is_embedded(cast(DictionaryObject, font.get_object()))
            yield hold(known[key], "font-missing", page=number, name=name)


def _fonts(resources: list[DictionaryObject]) -> Iterator[tuple[str, PdfObject]]:
    for one in resources:
        if "/Font" in one:
            yield from cast(DictionaryObject, one["/Font"]).items()


def _is_embedded(font: DictionaryObject) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True
    inner = (
        cast(ArrayObject, font["/DescendantFonts"])[0].get_object() if "/DescendantFonts" in font else font
    )
    descriptor = inner.get("/FontDescriptor")
    return descriptor is not None and any(
        key in descriptor.get_object() for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )


def catalogue(view: AnnexView, plan: Plan) -> Iterator[Fact]:
    """Readers are told the language and the title, and show the bookmarks."""
    root = view.root
    shown = root.get("/ViewerPreferences")
    yield hold(str(root.get("/Lang")) == plan.language, "catalogue", key="/Lang")
    yield hold(root.get("/PageMode") == "/UseOutlines", "catalogue", key="/PageMode")
    titled = shown is not None and shown.get_object().get("/DisplayDocTitle") == True  # noqa: E712 - a PDF's own truth
    yield hold(titled, "catalogue", key="/DisplayDocTitle")
    yield hold("/PageLabels" in root, "catalogue", key="/PageLabels")


def metadata(view: AnnexView, plan: Plan) -> Iterator[Fact]:
    """Both places that tell title, author, program and day agree with the plan."""
    info = view.reader.metadata or DictionaryObject()
    day = f"D:{plan.day:%Y%m%d}"
    wanted = {
        "/Title": plan.title,
        "/Author": plan.author,
        "/Creator": plan.creator,
        "/Producer": plan.creator,
        "/CreationDate": day,
        "/ModDate": day,
    }
    for key, words in wanted.items():
        yield hold(str(info.get(key, "")) == words, "metadata", key=key)
    described = view.root.get("/Metadata")
    told = described.get_object().get_data().decode("utf-8", "replace") if described is not None else ""
    for words in (plan.title, plan.author, plan.creator, plan.language, plan.day.isoformat()):
        yield hold(escape(words) in told, "metadata", key="XMP")
    claim = view.archive.claim
    right = claim_words(claim) in told if claim is not Claim.NONE else _CLAIM not in told
    yield hold(right, "metadata", key="PDF/A")
