"""What can go wrong, as codes; the sentences live in ``resources/languages``.

One class for each thing a person can do about it. A code and its parameters travel through the
engine, the worker processes and the window; ``texts`` alone turns them into words.
"""

from collections.abc import Mapping

Param = str | int


class DossierError(Exception):
    """The root of every refusal that we foresaw.

    Attributes:
        code: Key of the sentence, ``[error]`` in every language file.
        params: What the sentence names: a file, a size, a password's owner. Never a sentence.
        exit_code: What the command line ends with.
    """

    exit_code = 3

    def __init__(self, code: str, **params: Param) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, Param] = params

    def __str__(self) -> str:
        """Names the code and its parameters, for logs only."""
        return f"{self.code} {dict(self.params)}" if self.params else self.code

    def __reduce__(self) -> tuple[object, ...]:
        """Keeps the parameters when the error is copied or pickled."""
        return _rebuild, (type(self), self.code, dict(self.params))


def _rebuild(kind: type[DossierError], code: str, params: dict[str, Param]) -> DossierError:
    return kind(code, **params)


class UsageError(DossierError):
    """The person asked for something that cannot be meant; asking otherwise helps."""

    exit_code = 2


class UnreadableError(DossierError):
    """The bytes of one proof cannot be read; the proof is kept and the rest goes on."""


class PlaceError(DossierError):
    """A folder, disk or permission is in the way; another place helps."""


class WorkerError(DossierError):
    """A worker process crashed, ran out of time or of memory on one job; the rest goes on."""


class PrinterMissingError(WorkerError):
    """The web engine does not start on this computer: it concerns every page, not one."""


class CheckError(DossierError):
    """The finished annex does not agree with its plan: our fault, never handed over."""


class CancelledError(DossierError):
    """The person asked to stop."""

    def __init__(self) -> None:
        super().__init__("cancelled")

    def __reduce__(self) -> tuple[object, ...]:
        """Has no parameters to keep."""
        return CancelledError, ()
