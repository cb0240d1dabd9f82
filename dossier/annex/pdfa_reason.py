"""Why a sheet does not allow PDF/A, in few kinds that a person understands."""

from enum import StrEnum


class Reason(StrEnum):
    """Kinds of obstacles."""

    FONT = "font"
    """It does not bring its letters along."""
    GLYPH = "glyph"
    """A letter that it shows has no shape, or another width than it says."""
    COLOUR = "colour"
    """Its colours are those of a printing press."""
    PICTURE = "picture"
    """A picture is coded in a way that is not for keeping."""
    DRAWING = "drawing"
    """It is drawn with means that are not for keeping."""
    UNSURE = "unsure"
    """It is built in a way that we cannot vouch for."""


class ObstacleError(Exception):
    """A sheet does not allow PDF/A.

    Attributes:
        reason: The kind.
        where: What was met, for logs and tests.
    """

    def __init__(self, reason: Reason, where: str) -> None:
        super().__init__(f"{reason}: {where}")
        self.reason = reason
        self.where = where


def require(holds: object, reason: Reason, where: str) -> None:
    """Raises when something does not hold.

    Raises:
        ObstacleError: It does not.
    """
    if not holds:
        raise ObstacleError(reason, where)


def names(words: str) -> frozenset[str]:
    """Gives names as PDF writes them: "/Type"."""
    return frozenset(f"/{word}" for word in words.split())
