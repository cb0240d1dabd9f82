"""The rubrics by the names that the window shows."""

from dossier.model.dossier import Dossier
from dossier.model.ids import RubricId
from dossier.texts.catalogue import Texts


def rubric_names(dossier: Dossier, texts: Texts) -> tuple[tuple[RubricId, str], ...]:
    """Lists the rubrics in the order of the annex, each with its name."""
    return tuple((rubric.id, rubric.name(texts.language)) for rubric in dossier.rubrics)
