"""What a file's words say by themselves, weighed in the worker that read them.

A stranger's words are long and many; weighed there they keep no other thread of the program waiting.
"""

from dataclasses import dataclass

from dossier.intake.dates.settle import said_dates
from dossier.intake.dates.text import TextDates
from dossier.intake.reader import ReadTask, read_file
from dossier.model.draft import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One file, read.

    Attributes:
        draft: What its reader made of it.
        said: The dates that the draft's words say.
    """

    draft: Draft
    said: TextDates


def read_and_weigh(task: ReadTask) -> Weighed:
    """Reads one file and weighs its words."""
    draft = read_file(task)
    return Weighed(draft=draft, said=said_dates(draft))
