"""Python 3.11.2, which Debian 12 ships, matches possessive groups wrongly (python/cpython#106052)."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+(?![\"' ]*(?:\+|$))|\(\?>")


def test_no_group_is_possessive():
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for place in ("dossier", "ui", "packaging")
        for path in sorted((ROOT / place).rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if POSSESSIVE_GROUP.search(line)
    ]
    assert found == []
