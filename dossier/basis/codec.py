"""Values to JSON and back, checked by their types, with the path of what is wrong.

Made on cattrs, because a value crosses a process border and rests in files: nothing that a worker
or a file says is believed before it has the declared type.
"""

import dataclasses
import json
from datetime import date
from functools import cache
from types import GenericAlias
from typing import Any, TypeVar, get_args, get_origin

from cattrs import Converter, transform_error
from cattrs.preconf.json import make_converter

from dossier.basis.errors import DossierError

T = TypeVar("T")

TAG = "is"


def _is_union_of_values(kind: object) -> bool:
    members = [m for m in get_args(kind) if m is not type(None)]
    return len(members) > 1 and all(dataclasses.is_dataclass(m) for m in members)


def _union_structurer(converter: Converter, kind: Any) -> Any:
    members = {m.__name__: m for m in get_args(kind) if m is not type(None)}

    def structure(plain: Any, _: object) -> Any:
        if plain is None and type(None) in get_args(kind):
            return None
        name = plain.get(TAG) if isinstance(plain, dict) else None
        if name not in members:
            message = f"{TAG} must be one of {sorted(members)}, is {name!r}"
            raise ValueError(message)
        return converter.structure({k: v for k, v in plain.items() if k != TAG}, members[name])

    return structure


def _union_unstructurer(converter: Converter) -> Any:
    def unstructure(value: Any) -> Any:
        if value is None:
            return None
        return {TAG: type(value).__name__, **converter.unstructure(value, type(value))}

    return unstructure


def _is_run(kind: object) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[1:] == (...,)


def _run_structurer(converter: Converter, kind: Any) -> Any:
    """Takes a run from a list only: a word is none, though its letters are."""
    items = GenericAlias(list, get_args(kind)[:1])
    structured = converter.get_structure_hook(items)

    def structure(plain: Any, _: object) -> Any:
        if not isinstance(plain, list | tuple):
            message = f"must be a list, is {type(plain).__name__}"
            raise ValueError(message)
        return tuple(structured(plain, items))

    return structure


@cache
def _converter() -> Converter:
    converter = make_converter(forbid_extra_keys=True)
    converter.register_structure_hook(date, lambda plain, _: date.fromisoformat(plain))
    converter.register_unstructure_hook(date, lambda day: day.isoformat())
    converter.register_structure_hook_factory(_is_run, lambda kind: _run_structurer(converter, kind))
    converter.register_structure_hook_factory(
        _is_union_of_values, lambda kind: _union_structurer(converter, kind)
    )
    converter.register_unstructure_hook_factory(_is_union_of_values, lambda _: _union_unstructurer(converter))
    return converter


def to_plain(value: object, kind: Any = None) -> Any:
    """Turns a value into what JSON knows.

    Args:
        value: A dataclass, or anything made of them.
        kind: Its declared type, needed where the value is one member of a union.
    """
    return _converter().unstructure(value, unstructure_as=kind)


def from_plain(kind: type[T], plain: Any) -> T:
    """Turns plain data into a value of a type.

    Raises:
        DossierError: ``malformed``; ``where`` holds the paths and the reasons, joined by "; ".
    """
    try:
        return _converter().structure(plain, kind)
    except Exception as error:  # cattrs groups every kind of error that a field can raise
        raise DossierError("malformed", where="; ".join(transform_error(error))) from error


def to_json(value: object, kind: Any = None) -> bytes:
    """Turns a value into UTF-8 JSON, always the same bytes for the same value."""
    words = json.dumps(to_plain(value, kind), ensure_ascii=False, separators=(",", ":"))
    # Half characters, as in names on old disks, become JSON's own escapes and come back as they were.
    return words.encode("utf-8", "backslashreplace")


def from_json(kind: type[T], data: bytes) -> T:
    """Turns UTF-8 JSON into a value of a type.

    Raises:
        DossierError: ``malformed``, as ``from_plain``, or when the bytes are not JSON.
    """
    try:
        plain = json.loads(data)
    except ValueError as error:
        raise DossierError("malformed", where=str(error)) from error
    return from_plain(kind, plain)
