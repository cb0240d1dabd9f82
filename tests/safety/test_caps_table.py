"""Every cap stands in one table, each with its reason."""

import ast
from pathlib import Path

import pytest

import dossier
from dossier.basis import limits

PACKAGE = Path(str(dossier.__file__)).parent
ROOMS = ("intake", "workers")
STEPS = {"_HASHED_AT_ONCE", "_IN_MEMORY_BYTES"}
"""How much is done at once, or held before a file is used: no caps, nothing is refused above them."""


def test_each_cap_says_why():
    lines = ast.parse(Path(str(limits.__file__)).read_text("utf-8")).body
    caps = [line.target.id for line in lines if isinstance(line, ast.AnnAssign)]
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        if isinstance(line, ast.AnnAssign) and line.target.id != "MIB":
            assert isinstance(after, ast.Expr), line.target.id
            assert str(after.value.value).endswith((".", ")"))
    assert len(caps) == len(set(caps)) > 40


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_has_a_cap_in_megabytes_of_its_own(room):
    for path in sorted((PACKAGE / room).rglob("*.py")):
        for line in ast.parse(path.read_text("utf-8")).body:
            if isinstance(line, ast.AnnAssign | ast.Assign) and line.value is not None:
                target = line.target if isinstance(line, ast.AnnAssign) else line.targets[0]
                assert "MIB" not in ast.unparse(line.value) or ast.unparse(target) in STEPS, (
                    path,
                    line.lineno,
                )


def test_no_room_has_an_allowance_of_time_of_its_own():
    # The tests lengthen those of the table, so that a busy machine is never taken for a fault.
    found = {
        ast.unparse(line.target)
        for path in sorted(PACKAGE.rglob("*.py"))
        if path != Path(str(limits.__file__))
        for line in ast.parse(path.read_text("utf-8")).body
        if isinstance(line, ast.AnnAssign) and ast.unparse(line.target).endswith("SECONDS")
        if isinstance(line.value, ast.Constant) and line.value.value >= 10
    }
    assert found == set()
