"""Whom a dossier is prepared for, whatever its file says."""

from functools import lru_cache
from typing import Final

from dossier.basis.clock import zone_named
from dossier.basis.errors import UsageError
from dossier.model.dossier import Dossier
from dossier.model.numbering import Numbered, numbered
from dossier.recipients.profile import Profile, load_profile

ANYBODY: Final = "generic"
"""Who is taken for a recipient that this version does not know."""


@lru_cache(maxsize=64)  # there are some fifty
def profile_of(recipient: str) -> Profile:
    """Loads a recipient, once; one that is not known any more is taken for anybody.

    Raises:
        DossierError: ``malformed``; a recipient that cannot be read is not anybody.
    """
    try:
        return load_profile(recipient or ANYBODY)
    except UsageError:
        return load_profile(ANYBODY)


def recipient_name(recipient: str, language: str) -> str:
    """Names a recipient; by its id when it is not known any more."""
    profile = profile_of(recipient)
    return profile.name(language) if profile.id == recipient else recipient


def rows_for(dossier: Dossier) -> tuple[Numbered, ...]:
    """Gives the rows of the annex that the chosen recipient will get."""
    arrangement = profile_of(dossier.recipient).arrangement()
    return numbered(dossier, zone_named(dossier.zone), arrangement=arrangement)
