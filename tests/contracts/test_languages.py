"""Every code that the engine can utter has its sentence in every language, with the same places."""

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest

from dossier.texts.catalogue import Texts, language_codes

ROOT = Path(__file__).resolve().parents[2]
ERRORS = {
    "DossierError",
    "UsageError",
    "UnreadableError",
    "PlaceError",
    "WorkerError",
    "CheckError",
}
CODE = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
FINDINGS = {"blocker", "warning", "note"}
ALLOWED_EXTRA = {"file"}  # an error's own words may name the file where a caller adds it


@cache
def uttered():
    """Lists (where, section, code, names of the parameters or None when they are spread)."""
    return tuple(_uttered())


def _uttered():
    for path in sorted((ROOT / "dossier").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            first = node.args[0]
            if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
                continue
            names = {word.arg for word in node.keywords}
            params = None if None in names else names
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            if name in ERRORS:
                yield where, "error", first.value, params
            elif name in FINDINGS and CODE.fullmatch(first.value):
                yield where, "finding", first.value, params


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_there_are_french_and_english():
    assert {"fr", "en"} <= set(language_codes())


@pytest.mark.parametrize("language", language_codes())
def test_all_languages_have_the_same_keys_and_places(language):
    french, other = Texts("fr"), Texts(language)
    assert other.keys() == french.keys()
    for key in french.keys() - {"language.name", "language.locale"}:
        wanted = set().union(*(places(sentence) for sentence in french.forms(key)))
        assert set().union(*(places(sentence) for sentence in other.forms(key))) == wanted, key


@pytest.mark.parametrize("language", language_codes())
def test_every_uttered_code_has_a_sentence_whose_places_are_filled(language):
    texts = Texts(language)
    missing = []
    for where, section, code, params in uttered():
        if section == "finding" and not texts.has(f"finding.{code}"):
            section = "error"  # a refusal that stopped one file only
        if not texts.has(f"{section}.{code}"):
            missing.append(f"{where}: [{section}] {code}")
            continue
        wanted = set().union(*(places(sentence) for sentence in texts.forms(f"{section}.{code}")))
        if params is not None and not wanted - ALLOWED_EXTRA <= params:
            missing.append(f"{where}: [{section}] {code} needs {sorted(wanted)}, gets {sorted(params)}")
    assert missing == []


def test_french_never_breaks_a_line_inside_its_guillemets_or_before_high_punctuation():
    french = Texts("fr")
    broken = [
        f"{key}: {form}"
        for key in sorted(french.keys())
        for form in french.forms(key)
        if re.search(r"« | »| [:;?!](?=\s|$)", form)
    ]
    assert broken == []


@cache
def written_codes():
    """Gives what stands in the code as a string, whole, and the shapes of codes that are put together."""
    whole, shapes = set(), set()
    for path in sorted(path for room in ("dossier", "ui") for path in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [part.value if isinstance(part, ast.Constant) else "" for part in node.values]
                if re.fullmatch("[a-z0-9-]{4,}", "".join(parts)):
                    shapes.add("[a-z0-9-]+".join(parts))
    return whole, shapes


@pytest.mark.parametrize("section", ["finding", "error", "notice", "field", "reason"])
def test_every_sentence_can_be_uttered(section):
    whole, shapes = written_codes()
    made = re.compile("|".join(sorted(shapes)))
    dead = []
    for key in sorted(Texts("fr").keys()):
        place, _, name = key.partition(".")
        if place == section and not {key, name} & whole and not made.fullmatch(name):
            dead.append(name)
    assert dead == []
