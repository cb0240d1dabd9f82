"""Progress and cancellation are one call: who reports learns whether to go on."""

from typing import Protocol


class Progress(Protocol):
    """Told about long work; raises ``CancelledError`` when the person asked to stop."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Reports.

        Args:
            stage: Key of the stage's name, ``[stage]`` in the language files.
            done: Steps finished so far, 0-based count.
            total: Steps in all; 0 when not known yet.

        Raises:
            CancelledError: The person asked to stop.
        """
        ...


def silent(stage: str, done: int, total: int) -> None:
    """Reports to nobody and never cancels."""
    del stage, done, total
