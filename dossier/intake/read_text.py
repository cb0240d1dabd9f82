"""Reads plain text, whatever it calls itself (Markdown, CSV, logs): as it was typed."""

import re
from typing import Final

from dossier.basis import limits
from dossier.intake.charsets import decode
from dossier.intake.flow_text import SHOWN_CHARS, keep_flow, paragraphs, tidy
from dossier.intake.reader import Source
from dossier.model.draft import Draft
from dossier.model.finding import note, warning
from dossier.model.piece import FileKind, State

_SUBJECT_CHARS: Final = 120
_MARKUP: Final = re.compile(r"^[#=*_>\s]+|[#=*_\s]+$")
_WORD: Final = re.compile(r"[^\W\d_]{3}")


def read_text(source: Source) -> Draft:
    """Reads one text.

    Raises:
        OSError: The file cannot be read.
    """
    text = tidy(decode(source.path.read_bytes()))
    if not text.strip():
        told = note("text-empty", file=source.name)
        return Draft(kind=FileKind.TEXT, state=State.PLACEHOLDER, findings=(told,))
    too_long = len(text) > SHOWN_CHARS
    return Draft(
        kind=FileKind.TEXT,
        bodies=(keep_flow(paragraphs(text), source.assets),),
        text=text[: limits.TEXT_CHARS],
        subject=_first_line(text),
        findings=(warning("text-cut", file=source.name),) if too_long else (),
        state=State.PARTIAL if too_long else State.OK,
    )


def _first_line(text: str) -> str:
    """Gives the first line when it can be a heading: short, and of words."""
    first = next((line for line in text.split("\n") if _MARKUP.sub("", line)), "")
    heading = " ".join(_MARKUP.sub("", first).split())
    return heading if len(heading) <= _SUBJECT_CHARS and _WORD.search(heading) else ""
