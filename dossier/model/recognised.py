"""Words that were recognised in pictures: where each stands, so that a finished page can be searched."""

from dataclasses import dataclass
from typing import Final

from dossier.basis.codec import to_json
from dossier.basis.digest import Digest, digest_of


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word, where it stands on the page that was read.

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
        turn: Quarter turns clockwise that the page was given before it was read, 0 to 3; its words stand
            where they are seen then.
    """

    number: int
    lines: tuple[tuple[Word, ...], ...]
    turn: int = 0

    @property
    def text(self) -> str:
        """Its words, line by line."""
        return "\n".join(" ".join(word.text for word in line) for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What was recognised in one body; kept as an asset in JSON.

    Attributes:
        pages: Those that have words, rising.
    """

    pages: tuple[RecognisedPage, ...]


NO_WORDS: Final[Digest] = digest_of(to_json(Recognised(pages=())))
"""Names the asset that says that something was looked through and has no words: a photograph."""
