"""Reads the words that stand on our own pages of a finished file, with another library than its writer."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pypdfium2

from dossier.annex.making import FileMade


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWordsTask:
    """A finished file; ``pages`` are the numbers of our own pages, from 1."""

    path: str
    pages: tuple[int, ...]


def task_of(file: FileMade) -> OwnWordsTask:
    """Says which pages of a file are ours."""
    own = (number for number, page in enumerate(file.plan.pages, 1) if page.piece is None)
    return OwnWordsTask(path=str(file.path), pages=tuple(own))


def run_own_words(task: OwnWordsTask) -> dict[int, str]:
    """Gives the words of each of our pages; the pool's job."""
    with closing(pypdfium2.PdfDocument(task.path)) as pdf:
        return dict(_words(pdf, task.pages))


def _words(pdf: pypdfium2.PdfDocument, pages: tuple[int, ...]) -> Iterator[tuple[int, str]]:
    for number in pages:
        with closing(pdf[number - 1]) as page, closing(page.get_textpage()) as text:
            yield number, text.get_text_range()
