"""Where a letter was written, beside its day: "Bruxelles, le", "Berlin, den", "Madrid, a", "à Lyon"."""

import re
from collections.abc import Collection
from typing import Final

from dossier.intake.dates.cues import FILLER, NOTHING
from dossier.intake.dates.papers import names_a_paper

# "Bruxelles, le", "Fait à Lyon, le", "Berlin, den", "Gent,": a place, a comma, nothing else before the date.
_PLACE: Final = re.compile(rf"\W*(?:fait a |te |in |en |a )?[a-z][a-z'/ .-]{{1,40}},(?:\s*a(?= ))?{FILLER}")
_PLACE_NAME: Final = re.compile(
    r"\W*(?:[Ff]ait à |[Tt]e |[Ii]n |[Ee]n |[ÀAà] )?"
    r"(?:[A-ZÀ-Ý][\w'’./-]*(?: (?:[A-ZÀ-Ý][\w'’./-]*|d[eui]|del|des|las?|les?|"
    r"lès|en|sur|sous|aux?|"
    r"am|an|der|bei|op|aan|den|of|on))*,)",
)
"""A place as it stands: "Vu le voisin," is none."""
_NO_PLACE: Final = re.compile(
    r"\W*(?:en |in |a )?(?:retard|ensuite|enfin|puis|finalement|alors|hier|apres|avant|depuis|ainsi|aussi|"
    r"donc|bref|toutefois|cependant|pourtant|helas|resultat|surprise|bilan|conclusion|constat|bonjour|madame|"
    r"mesdames|monsieur|messieurs|merci|cordialement|vu|lu|recu|signe|rappel|suite|fin|debut|resume|date|"
    r"premier|deuxieme|dernier|signature|then|finally|later|afterwards|before|after|yesterday|but|however|"
    r"hello|dear|thanks|dann|danach|nach|vor|schliesslich|gestern|spater|aber|jedoch|hallo|guten|danke|"
    r"unterschrift|dan|daarna|toen|gisteren|uiteindelijk|eindelijk|maar|bedankt|handtekening|poi|infine|ieri|"
    r"dopo|quindi|finora|grazie|firma|luego|despues|ayer|entonces|gracias|hola)(?!\w)"
)
"""Words that go on with a story, or that greet: "Ensuite, le 20 mars 2026" names no place."""
_SHOW_PLACE: Final = re.compile(rf"\W*(?!fait a )[a-z][a-z'/ .-]{{1,40}},(?!\s*(?:le|den)\b){FILLER}")
"""The same without "le" or "den": also how a ticket says where and when."""
_BEHIND: Final = re.compile(r", à [A-ZÀ-Ý][\w'’-]+(?:[ -][A-ZÀ-Ý]?[\w'’-]+){0,3}\s*[.,]?\s*")
"""The other way round: "Le 12 mars 2026, à Lyon"."""
_SENT_FROM: Final = re.compile(
    r"\W*(?:lettre|courrier|recommande|envoi|par (?:lettre|courrier|courriel|mail|email)|registered|"
    r"einschreiben|aangetekend)[^,.]{0,80}(?<! a)(?<! to)(?<! an)(?<! au)(?<! de)(?<! du)(?<! par)(?<! aan)"
    rf"(?<! von)(?<! chez)(?<! from) (?P<town>[a-z][a-z'-]{{1,30}}), (?:le|den)\b{FILLER}"
)
"""How a letter was sent, with its place on the same line."""
_WITHOUT_COMMA: Final = re.compile(rf"\W*(?:a |te )?(?P<town>[a-z][a-z'/ -]{{1,40}}?){FILLER}")

_GOES_ON: Final = re.compile(
    r"(?!\W*(?:fait|signee?|etablie?|redigee?|done|signed|made|gedaan|opgemaakt|ondertekend|ausgestellt|"
    r"unterschrieben|fatto|firmat[oa]|hecho|firmad[oa])(?!\w)).*"
    r"(?<!\w)(?:de|du|des|d'|a|au|aux|chez|dans|en|vers|sur|par|pour|et|ou|la|les?|nomme|"
    r"of|in|at|to|from|the|and|near|by|van|te|aan|bij|naar|uit|het|een|voor|von|vom|zu|zur|zum|aus|nach|bei|im|"
    r"der|den|dem|und|di|da|del|della|al|alla|nel|nella|e|ed|y|el|los|las|desde|hacia)\s*"
)
"""A line that goes on with the next: "à la boutique de", below which a place is a story's."""
_CLOSED: Final = re.compile(
    r".*(?:[.!?,:;)]|cordialement|salutations?(?: distinguees?)?|regards|sincerely|faithfully|grussen?|"
    r"groet(?:en)?|saluti|saludos)\s*"
)
"""A line that ends a sentence or a letter."""


def goes_on(above: str, *, bare: bool) -> bool:
    """Tells whether a place continues the line above it; without a comma, wherever that does not end."""
    return bool(_GOES_ON.fullmatch(above)) or (bare and bool(above) and not _CLOSED.fullmatch(above))


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
    if (sent := _SENT_FROM.match(before)) is not None:
        return raw[sent.start("town")].isupper()
    if _NO_PLACE.match(before) or names_a_paper(before):
        return False
    if _PLACE.match(before) and _PLACE_NAME.match(raw) and not (show and _SHOW_PLACE.match(before)):
        return True
    bare = _WITHOUT_COMMA.match(before)
    if bare is None or show or bare["town"].strip() not in towns:
        return False
    return raw[bare.start("town")].isupper()
