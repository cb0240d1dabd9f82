"""Writes ``constraints.txt`` from the environment it runs in: ``.venv/bin/python packaging/pins.py``.

Names and versions only. What another system or a newer Python would need on top of this one
(``colorama`` on Windows) is found by its marker, and keeps the version that stands in the file.
"""

import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "packaging" / "constraints.txt"
HEADER = "# Every library, direct or not, at the release it was tried with. Made by packaging/pins.py.\n"
# Every kind of system that we install on, as the markers of requirements see it.
SYSTEMS = tuple(
    {"sys_platform": platform, "platform_system": system, "os_name": name, "python_version": version}
    | {"python_full_version": f"{version}.0", "platform_python_implementation": "CPython"}
    for platform, system, name in (
        ("linux", "Linux", "posix"),
        ("darwin", "Darwin", "posix"),
        ("win32", "Windows", "nt"),
    )
    for version in ("3.11", "3.12", "3.13", "3.14")
)


def declared(project: Mapping[str, object]) -> list[str]:
    """Lists what ``pyproject.toml`` asks for by name: to build, to run and to check."""
    match project:
        case {
            "build-system": {"requires": [*build]},
            "project": {"dependencies": [*run], "optional-dependencies": {"test": [*check]}},
        }:
            return [str(requirement) for requirement in (*build, *run, *check)]
        case _:
            raise ValueError("pyproject.toml does not declare what it needs")


def needed(requirements: list[str]) -> Iterator[str]:
    """Walks from the declared libraries to all that they need on any of our systems, by name."""
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        requirement = waiting.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        yield name
        waiting += [found for found in _asked_by(name) if _applies(found, extras)]


def pinned(text: str) -> dict[str, str]:
    """Reads a constraints file: name -> version."""
    lines = (line.split(";")[0].strip() for line in text.splitlines() if line and not line.startswith("#"))
    return {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines)}


def _asked_by(name: str) -> list[Requirement]:
    try:
        return [Requirement(text) for text in metadata.requires(name) or ()]
    except metadata.PackageNotFoundError:
        return []  # another system's: its own needs show when it is installed there


def _applies(requirement: Requirement, extras: frozenset[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(
        marker.evaluate(system | {"extra": extra}) for system in SYSTEMS for extra in extras | {""}
    )


def _version(name: str, kept: Mapping[str, str]) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return kept.get(name, "")


def main() -> int:
    """Writes the pins; ends with 1 where a version must be added by hand."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    kept = pinned(PINS.read_text(encoding="utf-8")) if PINS.exists() else {}
    versions = {name: _version(name, kept) for name in sorted(set(needed(declared(project))))}
    PINS.write_text(
        HEADER + "".join(f"{name}=={version}\n" for name, version in versions.items() if version),
        encoding="utf-8",
    )
    unknown = [name for name, version in versions.items() if not version]
    print(f"{PINS}: {len(versions) - len(unknown)}", *(f"\nno version known: {name}" for name in unknown))
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
