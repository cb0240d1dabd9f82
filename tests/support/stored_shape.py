"""What a project file holds, told by the names and kinds of its fields: what an older program must know."""

import dataclasses
from enum import Enum
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from dossier.annex.stored import Stored
from dossier.model.dossier import Dossier
from dossier.model.flow import Flow
from dossier.model.recognised import Recognised
from dossier.store.journal import Entry
from dossier.workspace.awaited import Awaited

ROOTS: Final = (Dossier, Entry, Awaited, Flow, Recognised, Stored)


def stored_shape() -> dict[str, Any]:
    """Gives the fields of every value, and the words of every enumeration, that a file may hold."""
    shape: dict[str, Any] = {}
    waiting: list[Any] = list(ROOTS)
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and kind.__name__ not in shape:
            if issubclass(kind, Enum):
                shape[kind.__name__] = sorted(str(one.value) for one in kind)
            elif dataclasses.is_dataclass(kind):
                hints = get_type_hints(kind)
                stored = {field.name: hints[field.name] for field in dataclasses.fields(kind) if field.init}
                shape[kind.__name__] = {name: _said(hint) for name, hint in stored.items()}
                waiting.extend(stored.values())
        waiting.extend(get_args(kind))
    return dict(sorted(shape.items()))


def _said(hint: Any) -> str:
    """Names a type as it is written, without the rooms where its parts live."""
    inner = [_said(one) for one in get_args(hint)]
    if get_origin(hint) in (Union, UnionType):
        return " | ".join(inner)
    name = getattr(hint, "__name__", str(hint)).rpartition(".")[2]
    return f"{name}[{', '.join(inner)}]" if inner else name
