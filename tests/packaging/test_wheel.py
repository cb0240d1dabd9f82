"""The wheel: what is in it, and that it works where no checkout is near."""

import hashlib
import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-11-22"


def run(*command, cwd):
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        command, cwd=cwd, env=surroundings, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    # hatchling itself: what pip would call, without fetching it into an environment of its own.
    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def scripts(wheel, tmp_path_factory):
    """The scripts folder of a fresh environment that holds the wheel, and sees the other libraries."""
    home = tmp_path_factory.mktemp("environment")
    assert run(sys.executable, "-m", "venv", "--without-pip", str(home), cwd=home).returncode == 0
    folders = sysconfig.get_paths("venv", vars={"base": str(home), "platbase": str(home)})
    # A folder named in a .pth file is searched, but its own .pth files are not read: the checkout that
    # may be installed there as editable stays out of sight.
    pth = Path(folders["purelib"]) / "libraries.pth"
    pth.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    python = Path(folders["scripts"]) / Path(sys.executable).name
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index"]
    installed = run(*pip, "--disable-pip-version-check", str(wheel), cwd=home)
    assert installed.returncode == 0, installed.stderr
    return python.parent


def test_the_wheel_holds_the_packages_and_the_resources_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    inside = {name.split("/")[0] for name in names}
    assert {name for name in inside if not name.endswith(".dist-info")} == {"dossier", "ui"}
    resources = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "resources").rglob("*") if path.is_file()
    }
    assert {f"dossier/{name}" for name in resources} == {
        n for n in names if n.startswith("dossier/resources/")
    }
    code = [name for name in names if not name.startswith("dossier/resources/")]
    assert [name for name in code if name.endswith((".pyc", "conftest.py")) or "/test" in name] == []
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_program_is_the_wheel_and_not_the_checkout(scripts, tmp_path):
    python = scripts / Path(sys.executable).name
    told = run(str(python), "-P", "-c", "import dossier; print(dossier.__file__)", cwd=tmp_path)
    assert scripts.parent.resolve() in Path(told.stdout.strip()).resolve().parents, told.stderr


def test_the_installed_program_builds_the_sample(scripts, tmp_path):
    sample = next(scripts.parent.rglob("dossier/resources/sample"))
    annex, report = tmp_path / "annexe.pdf", tmp_path / "report.json"
    words = ["build", str(sample), "-o", str(annex), "--date", DAY, "--json", str(report)]
    done = run(str(scripts / "dossier"), *words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    told = json.loads(report.read_text(encoding="utf-8"))
    files = sum(path.is_file() for path in sample.rglob("*"))
    assert files >= 14
    assert len({file["sha256"] for piece in told["pieces"] for file in piece["files"]}) >= 14
    (made,) = told["annexes"]
    content = annex.read_bytes()
    assert content.startswith(b"%PDF-")
    assert (made["bytes"], made["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
