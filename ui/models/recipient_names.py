"""What recipients are called."""

from dossier.recipients.known import profile_of


def recipient_name(recipient: str, language: str) -> str:
    """Names a recipient; by its id when it is not known."""
    profile = profile_of(recipient)
    return profile.name(language) if profile.id == recipient else recipient
