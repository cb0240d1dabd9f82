"""What recipients are called, read once each."""

from functools import lru_cache

from dossier.basis.errors import DossierError
from dossier.recipients.profile import Profile, load_profile

ANYBODY = "generic"
"""Who is taken for a recipient that this version does not know."""


def profile_of(recipient: str) -> Profile:
    """Loads a recipient; one that is not known any more is taken for anybody."""
    try:
        return load_profile(recipient or ANYBODY)
    except DossierError:
        return load_profile(ANYBODY)


@lru_cache(maxsize=64)  # there are some fifty
def recipient_name(recipient: str, language: str) -> str:
    """Names a recipient; by its id when it is not known."""
    profile = profile_of(recipient)
    return profile.name(language) if profile.id == recipient else recipient
