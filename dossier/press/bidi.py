"""Which way letters run: the Unicode bidirectional algorithm without its invisible controls.

Unicode Standard Annex #9, rules P2, W1 to W7, N1, N2, I1, I2 and L2 for one line. Embedding marks are
never reached: they are dropped before, because they can make a page say what the file does not.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import TypeVar
from unicodedata import bidirectional

T = TypeVar("T")

# Hebrew, Arabic and their neighbours, their presentation forms, and the right-to-left plane.
LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_STRONG = frozenset({"L", "R", "AL"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN", "ES", "ET", "CS", ""})


def runs_leftward(text: str) -> bool:
    """Tells whether the first letter that has a direction runs to the left (P2, P3)."""
    return next((bidirectional(c) for c in text if bidirectional(c) in _STRONG), "L") != "L"


def levels(text: str) -> list[int]:
    """Gives each character's level: even runs to the right, odd to the left."""
    if not LEFTWARD.search(text):
        return [0] * len(text)
    base = int(runs_leftward(text))
    outer = "R" if base else "L"
    types = _neutral(_weak([bidirectional(c) or "L" for c in text], outer), outer)
    raised = [base + _above(kind, base) for kind in types]
    for i in range(len(text) - 1, -1, -1):  # L1: what trails is blank and stays at the line's end
        if not text[i].isspace():
            break
        raised[i] = base
    return raised


def visual(items: Sequence[T], item_levels: Sequence[int]) -> list[T]:
    """Puts items of one line in the order in which they stand from left to right (L2)."""
    order = list(range(len(items)))
    for level in range(max(item_levels, default=0), 0, -1):
        turned: list[int] = []
        for above, group in groupby(order, key=[at >= level for at in item_levels].__getitem__):
            same = list(group)
            turned += reversed(same) if above else same
        order = turned
    return [items[i] for i in order]


def _above(kind: str, base: int) -> int:
    if base:
        return 0 if kind == "R" else 1
    return {"L": 0, "R": 1}.get(kind, 2)


def _weak(types: list[str], outer: str) -> list[str]:
    """Gives marks, numbers and their signs a direction (W1 to W7)."""
    strong = before = outer
    for i, found in enumerate(types):
        kind = before if found == "NSM" else found
        if kind in _STRONG:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kind = "AN"
        types[i] = before = kind
    types = ["R" if kind == "AL" else kind for kind in types]
    _join_separators(types)
    _join_signs(types)
    strong = outer
    for i, kind in enumerate(types):
        if kind in _STRONG:
            strong = kind
        elif kind == "EN" and strong == "L":
            types[i] = "L"
    return types


def _join_separators(types: list[str]) -> None:
    """Lets a point or hyphen between two numbers belong to them (W4)."""
    for i in range(1, len(types) - 1):
        left, kind, right = types[i - 1 : i + 2]
        if left == right and (kind, left) in (("CS", "EN"), ("CS", "AN"), ("ES", "EN")):
            types[i] = left


def _join_signs(types: list[str]) -> None:
    """Lets a currency or per cent sign beside a number belong to it (W5)."""
    start = 0
    for kind, group in groupby(list(types)):
        end = start + len(list(group))
        near = types[start - 1 : start] + types[end : end + 1]
        if kind == "ET" and "EN" in near:
            types[start:end] = ["EN"] * (end - start)
        start = end


def _neutral(types: list[str], outer: str) -> list[str]:
    """Gives what has no direction the one around it (N1, N2)."""
    settled: list[str] = []
    sides = [_side(kind) for kind in types]
    start = 0
    for blank, group in groupby(types, key=_NEUTRAL.__contains__):
        kinds = list(group)
        end = start + len(kinds)
        left = sides[start - 1] if start else outer
        right = sides[end] if end < len(sides) else outer
        settled += [left if left == right else outer] * len(kinds) if blank else kinds
        start = end
    return settled


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"
