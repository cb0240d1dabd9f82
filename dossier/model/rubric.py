"""Named, ordered sections of the dossier."""

from dataclasses import dataclass

from dossier.model.ids import RubricId

OTHER = RubricId("other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """One section.

    Attributes:
        id: Stable key ("order"), never shown.
        names: Language code to the name on screen and paper.
    """

    id: RubricId
    names: dict[str, str]

    def name(self, language: str) -> str:
        """Gives its name in a language, else in French, else the one it has: a person's own has only one."""
        return self.names.get(language) or self.names.get("fr") or next(iter(self.names.values()), self.id)
