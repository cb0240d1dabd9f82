"""The set-up: what it checks, what it says when it cannot go on, and that it never shows a traceback."""

import ast
import errno
import json
import os
import shutil
import string
import subprocess
import sys
import tomllib
from pathlib import Path

import environment
import linux
import pins
import pytest
import start
import tasks
import words

ROOT = Path(__file__).resolve().parents[2]
FILES = [ROOT / "packaging" / f"{name}.py" for name in ("start", "words", "tasks", "environment", "linux")]


@pytest.fixture(autouse=True)
def _french(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def checkout_at(folder):
    """Makes the part of a checkout that the set-up reads, in a folder with spaces and accents."""
    root = folder / "Mes dossiers à trier"
    shutil.copytree(ROOT / "packaging", root / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def started(root, *arguments, **variables):
    return subprocess.run(
        [sys.executable, str(root / "packaging" / "start.py"), *arguments],
        cwd=root.parent,
        env={**os.environ, "PYTHONUTF8": "1", **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def refusal(call, *arguments, **named):
    with pytest.raises(words.Refusal) as caught:
        call(*arguments, **named)
    return caught.value


def test_an_old_python_can_read_far_enough_to_say_that_it_is_too_old():
    for path in FILES[:2]:
        ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_the_set_up_needs_the_standard_library_only():
    own = {path.stem for path in FILES}
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
        }
        names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert {name.split(".")[0] for name in names} - own <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("version", [(2, 7), (3, 8), (3, 10), (3, 15), (4, 0)])
def test_a_python_out_of_range_is_refused_by_its_name(version):
    params = refusal(start.check_python, version).params
    assert params == {"oldest": "3.11", "newest": "3.14", "found": ".".join(map(str, version))}


def test_the_range_is_the_one_that_the_project_declares():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=" + ".".join(map(str, start.OLDEST))
    start.check_python(start.OLDEST)
    start.check_python(start.NEWEST)


def test_a_python_that_lacks_a_part_is_refused(monkeypatch):
    monkeypatch.setattr(start, "NEEDED_MODULES", ("ssl", "no_such_module"))
    assert refusal(start.check_python, start.OLDEST).params == {"names": "no_such_module"}


@pytest.mark.parametrize("code", words.SENTENCES)
def test_a_sentence_names_the_same_things_in_both_languages(code):
    french, english = (
        {field for _, field, _, _ in string.Formatter().parse(text) if field}
        for text in words.SENTENCES[code]
    )
    assert french == english


def test_french_unless_the_system_speaks_english():
    assert not words.speaks_english({})
    assert not words.speaks_english({"LANG": "C.UTF-8"})
    assert not words.speaks_english({"LC_ALL": "fr_BE.UTF-8", "LANG": "en_GB.UTF-8"})
    assert words.speaks_english({"LC_ALL": "", "LANG": "en_GB.UTF-8"})


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "no-room"),
        (errno.EROFS, "not-writable"),
        (errno.EACCES, "not-writable"),
        (errno.EMFILE, "system-error"),
    ],
)
def test_what_the_system_refuses_has_a_sentence(number, code):
    found = start.refusal_of(OSError(number, os.strerror(number), "/somewhere"))
    assert found.code == code
    assert words.sentence(found.code, **found.params)


@pytest.mark.parametrize(
    ("output", "code"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "no-room",
        ),
        ("OSError: [Errno 30] Read-only file system: '/x'\nERROR: x", "not-writable"),
        ("WARNING: Retrying after connection broken by 'NewConnectionError('<p…", "no-network"),
        ("WARNING: …NewConnectionError…\nERROR: No matching distribution found for hatchling", "no-network"),
        ("ERROR: No matching distribution found for pyside6<6.12,>=6.11.3", "no-library"),
        ("ERROR: Exception:\nKeyError: 'x'", None),
    ],
)
def test_why_pip_failed_is_read_from_its_words(output, code):
    assert environment.reason_of(output) == code


def test_the_last_error_of_pip_is_told():
    output = "ERROR: first\nERROR: second\n\n[notice] a new release of pip\n"
    assert environment.last_error(output) == "second"
    assert environment.last_error("") == "?"


def test_the_fingerprint_follows_what_is_installed_and_nothing_else(tmp_path):
    root = checkout_at(tmp_path)
    project, pinned = root / "pyproject.toml", root / "packaging" / "constraints.txt"
    first = environment.fingerprint(root)
    project.write_text(project.read_text("utf-8").replace("line-length = 110", "line-length = 90"), "utf-8")
    assert environment.fingerprint(root) == first
    project.write_text(project.read_text("utf-8").replace('"babel>=2.16"', '"babel>=2.17"'), "utf-8")
    second = environment.fingerprint(root)
    pinned.write_text(pinned.read_text("utf-8").replace("reportlab==", "reportlab==1"), "utf-8")
    assert len({first, second, environment.fingerprint(root)}) == 3


def test_a_finished_set_up_is_left_alone_and_starts_nothing(tmp_path, capsys, monkeypatch):
    root = checkout_at(tmp_path)
    home = root / ".venv"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    python.parent.mkdir(parents=True)
    python.touch()
    finished = {"project": environment.fingerprint(root), "extra": "test"}
    (home / "dossier-setup.json").write_text(json.dumps(finished), encoding="utf-8")
    monkeypatch.delattr(subprocess, "Popen")
    assert environment.prepare(root) == environment.prepare(root, extra="test") == python
    assert capsys.readouterr().out == ""


def test_the_set_up_of_the_program_does_not_do_for_the_checks(tmp_path):
    stamp = tmp_path / "stamp.json"
    wanted = {"project": "x", "extra": "test"}
    assert not environment.serves(stamp, wanted)
    for text in ("", "{", '{"project": "x", "extra": ""}', '{"project": "y", "extra": "test"}'):
        stamp.write_text(text, encoding="utf-8")
        assert not environment.serves(stamp, wanted)


def test_a_disk_without_room_is_told_before_anything_is_made(tmp_path, monkeypatch):
    root = checkout_at(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9 - 5, 5))
    assert refusal(environment.prepare, root).code == "no-room"
    assert not (root / ".venv").exists()


def test_a_set_up_without_a_network_ends_with_one_sentence(tmp_path):
    root = checkout_at(tmp_path)
    # Nothing listens on the port named discard: every connection is refused at once.
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1"}
    clean = {"PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": "", "PIP_EXTRA_INDEX_URL": ""}
    done = started(root, "demo", **clean, **nowhere)
    assert done.returncode == 3
    assert "vérifiez la connexion" in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert not (root / ".venv" / "dossier-setup.json").exists()


def test_a_file_where_the_environment_should_be_is_told(tmp_path):
    root = checkout_at(tmp_path)
    (root / ".venv").touch()
    done = started(root, "cli", "--version")
    assert done.returncode == 3
    assert ".venv" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [[], ["dmeo"], ["--help"]])
def test_a_wrong_command_gets_the_right_ones(arguments, capsys):
    assert start.main(arguments) == 2
    assert "demo [--no-window] | test | cli" in capsys.readouterr().err


@pytest.fixture
def _here(monkeypatch):
    """Runs commands with the Python of the tests, whatever the checkout's environment is."""
    monkeypatch.setattr(linux, "provide", lambda *, window=False: None)
    monkeypatch.setattr(environment, "prepare", lambda root, *, extra="": Path(sys.executable))


@pytest.mark.usefixtures("_here")
def test_the_command_line_runs_where_the_person_stands_with_its_exit_code(monkeypatch, tmp_path, capfd):
    program = "import os, sys; print(os.getcwd(), *sys.argv[1:], sep='|'); sys.exit(7)"
    monkeypatch.setattr(tasks, "COMMAND_LINE", ("-c", program))
    monkeypatch.chdir(tmp_path)
    assert start.main(["cli", "build", "a b", "--no-window"]) == 7
    assert start.main(["demo", "--no-window"]) == 7
    assert capfd.readouterr().out == f"{tmp_path}|build|a b|--no-window\n{tmp_path}|demo\n"


@pytest.mark.usefixtures("_here")
def test_the_window_opens_on_a_file_and_the_demonstration_where_there_is_a_display(monkeypatch, capfd):
    monkeypatch.setattr(tasks, "WINDOW", ("-c", "import sys; print('window', *sys.argv[1:], sep='|')"))
    monkeypatch.setattr(
        tasks, "COMMAND_LINE", ("-c", "import sys; print('terminal', *sys.argv[1:], sep='|')")
    )
    assert start.main(["app", "a b.dossier"]) == 0
    for display in (True, False):
        monkeypatch.setattr(linux, "has_display", lambda there=display: there)
        assert start.main(["demo"]) == start.main(["demo", "--no-window"]) == 0
    assert capfd.readouterr().out.split() == [
        *("window|a", "b.dossier"),
        *("window|--example", "terminal|demo"),
        *("terminal|demo", "terminal|demo"),
    ]


@pytest.mark.parametrize(
    ("platform", "environment", "seen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_display_is_found(monkeypatch, platform, environment, seen):
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert linux.has_display() is seen


@pytest.mark.usefixtures("_here")
def test_the_sandbox_is_given_up_for_root_alone(monkeypatch, capfd):
    monkeypatch.setattr(
        tasks, "COMMAND_LINE", ("-c", "import os; print('QTWEBENGINE_DISABLE_SANDBOX' in os.environ)")
    )
    monkeypatch.delenv("QTWEBENGINE_DISABLE_SANDBOX", raising=False)
    for root in (True, False):
        monkeypatch.setattr(linux, "is_root", lambda root=root: root)
        assert start.main(["cli"]) == 0
    assert capfd.readouterr().out == "True\nFalse\n"


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize(("last", "code"), [("pass", 0), ("raise SystemExit('untidy')", 1)])
def test_every_check_runs_and_the_line_of_the_tests_closes(monkeypatch, capfd, last, code):
    tests = "print('.....'); print('== 5 passed =='); print()"
    monkeypatch.setattr(tasks, "CHECKS", (("first", ("-c", last)), ("second", ("-c", "pass"))))
    monkeypatch.setattr(tasks, "TESTS", ("-c", tests))
    assert start.main(["test"]) == code
    lines = capfd.readouterr().out.splitlines()
    assert lines[-1] == "== 5 passed =="
    assert any(line.startswith("réussi") and "second" in line for line in lines)
    assert ("untidy" in lines) == bool(code)
    # Told again beside the closing line, where it cannot be missed.
    assert lines[-2].startswith("EN ÉCHEC" if code else ".....")


@pytest.mark.usefixtures("_here")
def test_the_tests_need_not_compile_the_program_each_time_that_they_start_it(monkeypatch, capfd):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(tasks, "CHECKS", ())
    monkeypatch.setattr(tasks, "TESTS", ("-c", "import sys; print('kept', not sys.dont_write_bytecode)"))
    assert start.main(["test"]) == 0
    assert "kept True" in capfd.readouterr().out


@pytest.mark.usefixtures("_here")
def test_tests_that_fail_fail_the_whole(monkeypatch):
    monkeypatch.setattr(tasks, "CHECKS", ())
    monkeypatch.setattr(tasks, "TESTS", ("-c", "raise SystemExit(5)"))
    assert start.main(["test"]) == 1


def test_packages_are_named_as_the_system_knows_them():
    needs = [need for need in linux.LIBRARIES if len(need.packages) > 1]
    assert linux.packages_of(needs, lambda name: True) == ["libglib2.0-0t64", "libasound2t64"]
    assert linux.packages_of(needs, lambda name: not name.endswith("t64")) == ["libglib2.0-0", "libasound2"]
    assert linux.packages_of(needs, lambda name: False) == ["libglib2.0-0", "libasound2"]


@pytest.fixture
def _bare(monkeypatch):
    """A Linux without one library."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(linux, "LIBRARIES", (linux.Need("libnothing.so.9", ("libnothing9",)),))
    monkeypatch.setattr(linux, "FONT_FOLDERS", ())
    monkeypatch.setattr(linux, "_apt_knows", lambda package: True)


@pytest.mark.usefixtures("_bare")
@pytest.mark.parametrize(
    ("apt", "code", "names"),
    [
        ("/usr/bin/apt-get", "ask-apt", "libnothing9 fonts-dejavu-core fonts-noto-color-emoji"),
        (None, "ask-system", "libnothing.so.9, DejaVu Sans, Noto Color Emoji"),
    ],
)
def test_a_person_without_rights_gets_the_line_to_run(monkeypatch, apt, code, names):
    monkeypatch.setattr(linux, "is_root", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda name: apt)
    found = refusal(linux.provide)
    assert (found.code, found.params) == (code, {"names": names})


@pytest.mark.usefixtures("_bare")
def test_root_is_told_what_will_be_installed_and_then_it_is(monkeypatch, tmp_path, capsys):
    log = tmp_path / "asked"
    apt = tmp_path / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$DEBIAN_FRONTEND $*" >> {log}\n', encoding="utf-8")
    apt.chmod(0o755)
    monkeypatch.setattr(linux, "is_root", lambda: True)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    # The false apt-get brings nothing, and that is noticed too.
    assert refusal(linux.provide).code == "system-failed"
    asked = log.read_text(encoding="utf-8").splitlines()
    assert asked[0] == "noninteractive --quiet update"
    assert asked[1].endswith("libnothing9 fonts-dejavu-core fonts-noto-color-emoji")
    assert "--yes --no-install-recommends" in asked[1]
    assert "libnothing9" in capsys.readouterr().out


@pytest.mark.usefixtures("_bare")
def test_why_apt_failed_is_told(monkeypatch, tmp_path):
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\necho 'E: Unable to reach the archive'\nexit 100\n", encoding="utf-8")
    apt.chmod(0o755)
    monkeypatch.setattr(linux, "is_root", lambda: True)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert refusal(linux.provide).params == {"reason": "Unable to reach the archive"}


def test_every_library_that_is_needed_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = pins.pinned((ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8"))
    needed = set(pins.needed(pins.declared(project)))
    assert {"pyside6-essentials", "tzdata", "hatchling", "colorama"} <= needed
    assert sorted(needed - set(pinned)) == []
    assert sorted(set(pinned) - needed) == []


def test_an_environment_that_lies_elsewhere_is_refused_and_left_alone(tmp_path):
    root, other = checkout_at(tmp_path), tmp_path / "somebody else's"
    other.mkdir()
    (root / ".venv").symlink_to(other, target_is_directory=True)
    found = refusal(environment.prepare, root)
    assert (found.code, found.params["place"]) == ("not-own", other.resolve())
    assert "mène hors" in words.sentence(found.code, **found.params)
    assert list(other.iterdir()) == []
