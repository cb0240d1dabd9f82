"""What stands where: the top level, the wheel's neighbours, and sizes that a reader can hold."""

import ast
import fnmatch
import re
import tomllib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
TOP_LEVEL = {"dossier", "ui", "resources", "packaging", "tests", "pyproject.toml", "README.md", "LICENSE"}
CODE = sorted(path for room in ("dossier", "ui", "packaging") for path in (ROOT / room).rglob("*.py"))
MOST_LINES_OF_A_FILE = 350
MOST_LINES_OF_A_FUNCTION = 60


def ignored(name):
    patterns = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    return any(fnmatch.fnmatch(name, pattern.rstrip("/")) for pattern in patterns)


def named(path):
    return path.relative_to(ROOT).as_posix()


def test_the_top_level_holds_what_the_design_allows_and_nothing_else():
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert {name for name in found if not ignored(name)} == TOP_LEVEL


def test_the_folder_packaging_does_not_shadow_the_library_of_that_name():
    import packaging.requirements

    assert not (ROOT / "packaging" / "__init__.py").exists()
    assert ROOT not in Path(packaging.requirements.__file__).parents or ".venv" in packaging.__file__


def test_every_room_of_the_engine_is_a_package():
    rooms = {path.parent for path in CODE if ROOT / "packaging" not in path.parents}
    assert [named(room) for room in sorted(rooms) if not (room / "__init__.py").exists()] == []


def test_nothing_of_the_resources_is_inside_the_package_of_the_checkout():
    # resources_folder() would take it for an installed wheel's.
    assert not (ROOT / "dossier" / "resources").exists()


@pytest.mark.parametrize("path", CODE, ids=named)
def test_a_file_and_its_functions_can_be_read_at_one_go(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MOST_LINES_OF_A_FILE
    functions = (
        n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    sizes = {node.name: (node.end_lineno or node.lineno) - node.lineno + 1 for node in functions}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES_OF_A_FUNCTION} == {}


def test_fonts_travel_with_their_licences():
    folder = ROOT / "resources" / "fonts"
    told = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in folder.glob("*.txt"))
    names = [TTFont(path)["name"] for path in sorted(folder.glob("*.[to]tf"))]
    families = [name.getBestFamilyName() for name in names]
    assert families
    assert [family for family in families if not family or family not in told] == []


def test_licences_travel_with_the_wheel():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    for pattern in project["license-files"]:
        assert list(ROOT.glob(pattern)), pattern


def test_pins_are_names_and_versions_without_addresses():
    lines = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert pins
    assert [line for line in pins if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*==[0-9][0-9a-z.]*", line)] == []
    locks = [path for room in sorted(TOP_LEVEL) for path in (ROOT / room).rglob("*lock*") if path.is_file()]
    assert [named(path) for path in locks if path.name.endswith((".lock", "-lock.json", "-lock.yaml"))] == []


def test_the_checks_have_one_door():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = [line for line in script.splitlines() if line and not line.startswith(("#", "set", "cd"))]
    assert commands == ["python3 packaging/start.py test"]
    assert script.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in script
