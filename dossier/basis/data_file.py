"""Data that travels with the program as TOML: made into values, or refused by the name of its file."""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from dossier.basis.errors import DossierError

T = TypeVar("T")


def read_data(path: Path, make: Callable[[dict[str, Any]], T]) -> T:
    """Makes a value of a data file.

    Args:
        path: A TOML file.
        make: Makes the value of its tables; what these lack or say wrongly it need not look for.

    Raises:
        DossierError: As ``blaming``.
    """
    with blaming(path):
        return make(tomllib.loads(path.read_text("utf-8")))


@contextmanager
def blaming(path: Path) -> Iterator[None]:
    """Makes one refusal of whatever goes wrong with a data file.

    It may be no TOML, be written in another encoding, lack a key, or hold something else under it.

    Raises:
        DossierError: ``malformed``; ``where`` names the file and what is wrong in it.
    """
    try:
        yield
    except DossierError as error:
        raise _malformed(path, error.params.get("where", error)) from error
    except (LookupError, TypeError, AttributeError, ValueError, OSError) as error:
        raise _malformed(path, repr(error)) from error


def _malformed(path: Path, where: object) -> DossierError:
    return DossierError("malformed", where=f"{path.name}: {where}")
