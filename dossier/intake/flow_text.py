"""Plain text to a flow: paragraphs, quoted history, nothing lost."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.codec import to_json
from dossier.model.body import FlowBody
from dossier.model.flow import Block, Flow, Paragraph, Style

SHOWN_CHARS: Final = 5 * limits.TEXT_CHARS
"""Characters of one text that are laid out: some 700 pages; a longer one is a log, not a letter."""

_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_ENDS: Final = re.compile(r"\r\n?|\f|\u2028|\u2029|\x85")


def tidy(text: str) -> str:
    """Makes line ends one kind and takes out what cannot be printed."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)).removeprefix("\ufeff")


def keep_flow(blocks: Iterable[Block], assets: Assets) -> FlowBody:
    """Keeps blocks as a flow."""
    return FlowBody(asset=assets.put(to_json(Flow(blocks=tuple(blocks)))))


def paragraphs(text: str, *, quotes: bool = False) -> tuple[Paragraph, ...]:
    """Cuts tidy text at its blank lines and nowhere else, however long a paragraph is.

    Args:
        text: The text; what is longer than ``SHOWN_CHARS`` is the caller's to tell.
        quotes: Whether lines that begin with ">" are somebody's earlier words.
    """
    lines = text[:SHOWN_CHARS].split("\n")
    made: list[Paragraph] = []
    for quoted, group in groupby(lines, key=lambda line: quotes and line.startswith(">")):
        plain = [_unquoted(line) if quoted else line for line in group]
        style = Style.QUOTE if quoted else Style.BODY
        made.extend(Paragraph(text=part, style=style) for part in _parts(plain))
    return tuple(made)


def _unquoted(line: str) -> str:
    return line[1:].removeprefix(" ")


def _parts(lines: Iterable[str]) -> Iterator[str]:
    for blank, group in groupby(lines, key=lambda line: not line.strip()):
        if not blank:
            yield "\n".join(line.rstrip() for line in group)
