"""Where a letter was written, beside its day: "Bruxelles, le", "Berlin, den", "Madrid, a", "à Lyon"."""

import re
from collections.abc import Collection
from typing import Final

from dossier.intake.dates.cues import FILLER, NOTHING

# "Bruxelles, le", "Fait à Lyon, le", "Berlin, den", "Gent,": a place, a comma, nothing else before the date.
_PLACE: Final = re.compile(rf"\W*(?:fait a |te |in |en |a )?[a-z][a-z'/ .-]{{1,40}},(?:\s*a(?= ))?{FILLER}")
_PLACE_NAME: Final = re.compile(
    r"\W*(?:[Ff]ait à |[Tt]e |[Ii]n |[EeÀA]n? |à )?"
    r"(?:[A-ZÀ-Ý][\w'’./-]*(?: (?:[A-ZÀ-Ý][\w'’./-]*|d[eui]|del|des|las?|les?|"
    r"lès|en|sur|sous|aux?|"
    r"am|an|der|bei|op|aan|den|of|on))*,|[a-zà-ÿ'’-]+,\s*(?:le|den)\b)",
)
"""A place as it stands: "Vu le voisin," is none."""
_SHOW_PLACE: Final = re.compile(rf"\W*(?!fait a )[a-z][a-z'/ .-]{{1,40}},(?!\s*(?:le|den)\b){FILLER}")
"""The same without "le" or "den": also how a ticket says where and when."""
_BEHIND: Final = re.compile(r",? à [A-ZÀ-Ý][\w'’-]+(?:[ -][A-ZÀ-Ý]?[\w'’-]+){0,3}\s*[.,]?\s*")
"""The other way round: "Le 12 mars 2026, à Lyon"."""
_SENT_FROM: Final = re.compile(
    r"\W*(?:lettre|courrier|recommande|envoi|par (?:lettre|courrier|courriel|mail|email)|registered|"
    rf"einschreiben|aangetekend)[^,.]{{0,80}} [a-z][a-z'-]{{1,30}}, (?:le|den)\b{FILLER}"
)
"""How a letter was sent, with its place on the same line."""
_WITHOUT_COMMA: Final = re.compile(rf"\W*(?:a |te )?(?P<town>[a-z][a-z'/ -]{{1,40}}?){FILLER}")


def is_placed(before: str, raw: str, after: str, *, show: bool, towns: Collection[str]) -> bool:
    """Tells whether a date stands beside the place where a letter was written, and beside nothing else.

    Args:
        before: The words before it, folded.
        raw: The same as they stand.
        after: Those behind it, as they stand.
        show: Whether a place with a day may be where something happens.
        towns: Those of the letter's addresses: one of them needs no comma, "Tours le 20 mars 2026".
    """
    if NOTHING.match(before) and _BEHIND.fullmatch(after):
        return not show
    if after.strip(" .,"):
        return False
    if _PLACE.match(before) and _PLACE_NAME.match(raw) and not (show and _SHOW_PLACE.match(before)):
        return True
    bare = _WITHOUT_COMMA.match(before)
    return bool(bare and not show and bare["town"].strip() in towns) or bool(_SENT_FROM.match(before))
