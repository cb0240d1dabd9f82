"""Where the files that travel with the program stand."""

from functools import cache
from pathlib import Path


@cache
def resources_folder() -> Path:
    """Finds the resources: inside the installed package, else at the top of the checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"
