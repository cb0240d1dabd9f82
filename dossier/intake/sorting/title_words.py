"""What a title says better than its file does: short forms in full, a bare "Note" with its first words."""

import re
from typing import Final

from dossier.intake.sorting.rubrics import plain
from dossier.intake.sorting.title_cut import cut
from dossier.intake.sorting.title_grammar import title_words
from dossier.model.plan import one_line

_READ_CHARS: Final = 2000
_LONGEST_ABOUT: Final = 70
_FEWEST_WORDS: Final = 2
_SHORT_FORM: Final = re.compile(r"[^\W\d_]{2,5}\.?(?![\w'’.-])")


def in_full(words: str) -> str:
    """Writes the short forms of everyday papers in full, capitals kept: "Rdv", "Fact. 118"."""
    forms = title_words().short_forms

    def full(match: re.Match[str]) -> str:
        whole = forms.get(match[0].rstrip(".").casefold(), match[0])
        return whole[:1].upper() + whole[1:] if match[0][0].isupper() and not match.start() else whole

    return _SHORT_FORM.sub(full, words)


def without_stop(heading: str) -> str:
    """Takes the full stop off a heading that is one sentence: "Note sans date."."""
    bare = heading[:-1]
    return bare if heading.endswith(".") and not re.search(r"\.|\b\w{1,3}$", bare) else heading


def says_nothing(heading: str) -> bool:
    """Tells a heading that only says what sort of thing it is: "Note", "Note sans date"."""
    return plain(heading).strip() in title_words().bare


def first_words(text: str, heading: str) -> str:
    """Gives the first line below a heading that says something, without its full stop; "" when none does."""
    own = plain(heading)
    for line in text[:_READ_CHARS].splitlines():
        said = one_line(line).strip(" -–—•*#=_")
        words = [word for word in plain(said).split() if word.isalpha()]
        if plain(said) != own and len(words) >= _FEWEST_WORDS:
            return cut(without_stop(said), _LONGEST_ABOUT)
    return ""
