"""How a note of a call or a conversation begins, with its day."""

import re
from typing import Final

from dossier.intake.dates.cues import FILLER

_TALKED: Final = (
    r"(?:appel telephonique|coup de (?:fil|telephone)|conversation(?: telephonique)?|gebeld|telefoongesprek|"
    r"chatgesprek|telefonat|anruf|angerufen|gesprach|(?:phone )?call(?:ed)?|chat)"
)
_ABOUT: Final = (
    r"(?<!\w)(?:pour|sur|sujet|propos|concernant|suite|rendez|rdv|promis|over|omtrent|betreffende|afspraak|"
    r"wegen|uber|zu|termin|about|regarding|for|appointment)(?!\w)"
)
"""With what a talk was about another day may follow: "wegen der Rechnung vom"."""
TALK: Final = re.compile(
    rf"^\W*(?:{_TALKED}|(?:{_TALKED}|appel) "
    r"(?:avec|with|met|mit|bei|naar|aux? (?:service|sav|support|standard|numero|magasin|vendeur|conseiller|"
    rf"transporteur|fournisseur|operateur|syndic|garage|\d+))(?!\w)(?:(?!{_ABOUT})[^.,:;]){{0,60}}(?<!\w)) ?"
    rf"(?<!\w)(?:le|du|op|van|am|vom|on|of){FILLER}"
)
"""How a note of a call begins, with whom or at once with its day: "Gebeld met Telvora op", "Anruf vom"."""
