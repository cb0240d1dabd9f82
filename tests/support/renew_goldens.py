"""Writes what every reader says of its sample anew, to be looked at before it is kept.

    python -m tests.support.renew_goldens [KEY ...]

writes tests/golden/drafts/<key>.json for the keys that are named, or for all; files of keys that no longer
exist are removed. ``git diff tests/golden`` shows what changed: each line is a change that a person sees.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from tests.support.drafts import told
from tests.support.formats import FORMATS

FOLDER: Final = Path(__file__).resolve().parents[1] / "golden" / "drafts"


def golden(key: str) -> Path:
    """Tells where a format's golden draft stands."""
    return FOLDER / f"{key}.json"


def written(plain: dict[str, Any]) -> str:
    """Writes a draft as the goldens have it."""
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def main(keys: list[str]) -> int:
    """Renews some goldens, or all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.json"):
        if old.stem not in FORMATS:
            old.unlink()
    for key in keys or FORMATS:
        with tempfile.TemporaryDirectory() as scratch:
            golden(key).write_text(written(told(FORMATS[key], Path(scratch))), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
