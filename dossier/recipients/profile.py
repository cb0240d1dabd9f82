"""A recipient's profile: one TOML file, checked when it is loaded."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from dossier.basis.codec import from_plain
from dossier.basis.errors import UsageError
from dossier.basis.resources import resources_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What one recipient asks for.

    Attributes:
        id: Stable key, the file's name.
        names: Language code to its name.
        piece_label: Language code to the words on the marks, with ``{number}``.
    """

    id: str
    names: dict[str, str]
    piece_label: dict[str, str]

    def label(self, number: str, language: str) -> str:
        """Gives the words on a piece's marks: "Pièce n° 4"."""
        return self.piece_label.get(language, self.piece_label["fr"]).format(number=number)


def profile_ids(folder: Path | None = None) -> tuple[str, ...]:
    """Lists the recipients there are, by their files."""
    place = folder or resources_folder() / "recipients"
    return tuple(sorted(path.stem for path in place.glob("*.toml")))


def load_profile(wanted: str, *, folder: Path | None = None) -> Profile:
    """Loads a profile.

    Raises:
        UsageError: ``unknown-recipient``; there is no file of that name.
        DossierError: ``malformed``; the file does not say what a profile must.
    """
    place = folder or resources_folder() / "recipients"
    if wanted not in profile_ids(place):
        raise UsageError("unknown-recipient", recipient=wanted, known=", ".join(profile_ids(place)))
    path = place / f"{wanted}.toml"
    return from_plain(Profile, {"id": wanted, **tomllib.loads(path.read_text("utf-8"))})
