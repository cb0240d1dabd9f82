"""The finished annex carries the originals that were promised, and no other file."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Final, cast

from pypdf.generic import ArrayObject, DictionaryObject, EncodedStreamObject, StreamObject

from dossier.annex.check_fact import Fact, hold
from dossier.annex.check_view import AnnexView
from dossier.model.plan import Plan

_SPEC_KEYS: Final = {"/Type", "/F", "/UF", "/AFRelationship", "/EF"}
_BYTES_KEYS: Final = {"/Type", "/Subtype", "/Params", "/Length", "/Filter", "/DecodeParms"}
"""The last two stand where another program packed the bytes that we left as they are."""


def carried(view: AnnexView, plan: Plan) -> Iterator[Fact]:
    """Every file inside of the annex is one that was promised, with its name and its very bytes."""
    wanted = {one.name: one for one in view.archive.carried}
    named = dict(_named(view.root))
    known = {number for piece in plan.pieces for number in (piece.number,)}
    for name in sorted(named.keys() - wanted.keys()):
        yield hold(False, "carried-foreign", name=name)
    for name, one in wanted.items():
        spec = named.get(name)
        yield hold(spec is not None and _agrees(spec, one.digest), "carried-missing", name=name)
        yield hold(one.number in known, "carried-foreign", name=name)
    listed = [one.get_object() for one in _array(view.root.get("/AF"))]
    same = len(listed) == len(named) and all(any(one is spec for spec in named.values()) for one in listed)
    yield hold(same, "foreign-key", key="/AF")


def _named(root: DictionaryObject) -> Iterator[tuple[str, DictionaryObject]]:
    """Gives the files of the tree of names; one in another form than ours has names that nobody promised."""
    names = root.get("/Names")
    if names is None:
        return
    tree = cast(DictionaryObject, names.get_object())
    for key in tree.keys() - {"/EmbeddedFiles"}:
        yield str(key), DictionaryObject()
    files = cast(DictionaryObject, cast(DictionaryObject, tree.get("/EmbeddedFiles", {})).get_object())
    for key in files.keys() - {"/Names"}:
        yield str(key), DictionaryObject()
    rows = _array(files.get("/Names"))
    for name, spec in zip(rows[::2], rows[1::2], strict=False):
        yield str(name), cast(DictionaryObject, spec.get_object())


def _array(found: object) -> ArrayObject:
    inner = found.get_object() if hasattr(found, "get_object") else found
    return inner if isinstance(inner, ArrayObject) else ArrayObject()


def _agrees(spec: DictionaryObject, digest: str) -> bool:
    if spec.keys() != _SPEC_KEYS or spec.get("/AFRelationship") != "/Source":
        return False
    files = cast(DictionaryObject, spec["/EF"])
    streams = [one.get_object() for one in files.values()]
    if files.keys() != {"/F", "/UF"} or streams[0] is not streams[1]:
        return False
    stream = streams[0]
    if not isinstance(stream, StreamObject) or not stream.keys() <= _BYTES_KEYS:
        return False
    # Packed by another program perhaps; what we left as it is, is not to be decoded.
    data = stream.get_data() if isinstance(stream, EncodedStreamObject) else stream._data
    return sha256(data).hexdigest() == digest
