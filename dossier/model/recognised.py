"""Words that were recognised in pictures: where each stands, so that a finished page can be searched."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word, upright as the page is looked at before any turn of the person's.

    Attributes:
        text: As it was read.
        left: Left edge, as a share of the page's width, 0 to 1.
        top: Top edge, as a share of the page's height from above, 0 to 1.
        width: Share of the page's width.
        height: Share of the page's height.
    """

    text: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedPage:
    """The words of one page or picture, line by line.

    Attributes:
        number: Of the page in its file, from 1; 1 for a picture.
        lines: Its lines from top to bottom, each with its words from left to right.
    """

    number: int
    lines: tuple[tuple[Word, ...], ...]

    @property
    def text(self) -> str:
        """Its words, line by line."""
        return "\n".join(" ".join(word.text for word in line) for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What was recognised in one body; kept as an asset in JSON.

    Attributes:
        pages: Those on which anything was looked for, rising; a page without words has no lines.
    """

    pages: tuple[RecognisedPage, ...]
