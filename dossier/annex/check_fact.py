"""A fact of the finished annex: it holds, or it is a failure with a name."""

from collections.abc import Callable, Iterator

from dossier.annex.check_view import AnnexView
from dossier.model.check import Failure
from dossier.model.plan import Plan

Fact = Failure | None
"""None when it holds."""

Check = Callable[[AnnexView, Plan], Iterator[Fact]]


def hold(truth: object, code: str, /, **params: str | int) -> Fact:
    """Makes a fact.

    Args:
        truth: Whether it holds.
        code: Key of the sentence that says that it does not, ``[check]`` in the language files.
        params: What the sentence names.
    """
    return None if truth else Failure(code=code, params=params)
