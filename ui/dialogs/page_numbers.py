"""Page numbers as people write them: "1-3, 5"."""

import re
from collections.abc import Sequence

from dossier.texts.catalogue import Texts

_PART = re.compile(r"(\d{1,6})(?:\s*[-–—]\s*(\d{1,6}))?")


class PagesUnclearError(ValueError):
    """What is written names no pages; its text is a sentence for the person."""


def read_pages(text: str, *, last: int, texts: Texts) -> tuple[int, ...]:
    """Reads page numbers and ranges, separated by commas, semicolons or spaces.

    Args:
        text: As written.
        last: How many pages there are.
        texts: For the sentence that says what is wrong.

    Returns:
        The pages, from 1, rising, each once; never empty.

    Raises:
        PagesUnclearError: Something is not understood, does not exist or goes backwards, or nothing is
            written.
    """
    joined = re.sub(r"\s*([-–—])\s*", r"\1", text.strip())
    pages: set[int] = set()
    for part in filter(None, re.split(r"[,;\s]+", joined)):
        pages.update(_read_part(part, last=last, texts=texts))
    if not pages:
        raise PagesUnclearError(texts.say("window.dialog_pages_missing"))
    return tuple(sorted(pages))


def _read_part(part: str, *, last: int, texts: Texts) -> range:
    found = _PART.fullmatch(part)
    if found is None:
        raise PagesUnclearError(texts.say("window.dialog_pages_unclear", part=part))
    first = int(found[1])
    end = int(found[2] or first)
    for page in (first, end):
        if not 1 <= page <= last:
            raise PagesUnclearError(texts.say("window.dialog_pages_beyond", page=page, last=last))
    if end < first:
        raise PagesUnclearError(texts.say("window.dialog_pages_backwards", part=part))
    return range(first, end + 1)


def write_pages(pages: Sequence[int]) -> str:
    """Writes rising page numbers shortly: "1-3, 5"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
