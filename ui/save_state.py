"""Whether what is shown is on disk."""

from enum import StrEnum


class SaveState(StrEnum):
    """What the window says about saving, which happens by itself."""

    SAVED = "saved"
    SAVING = "saving"
    READ_ONLY = "read_only"
    UNSAVED = "unsaved"
