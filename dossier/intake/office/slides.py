"""Slides as pages of words: a heading for each, with its number."""

from dossier.intake.office.flow import FlowMaker
from dossier.model.flow import Heading


class Slides:
    """Gathers slides one after the other.

    Attributes:
        count: How many were begun.
    """

    def __init__(self, flow: FlowMaker) -> None:
        self.count = 0
        self._flow = flow
        self._begin = 0
        self._title = ""

    def begin(self) -> None:
        """Begins a slide."""
        self._flow.end()
        self.count += 1
        self._begin, self._title = len(self._flow.blocks), ""

    def titled(self, text: str) -> None:
        """Says the title of the slide, or another line of it."""
        self._title = " ".join(f"{self._title} {text}".split())[:300]

    def end(self) -> None:
        """Puts the heading above what was gathered."""
        self._flow.end()
        self._flow.first_heading = self._flow.first_heading or self._title
        heading = f"{self.count}. {self._title}" if self._title else f"{self.count}."
        self._flow.blocks.insert(self._begin, Heading(text=heading, level=2))
