"""In which order pieces stand in an annex, and which of them."""

from dataclasses import dataclass
from enum import StrEnum

from dossier.model.ids import RubricId
from dossier.model.rounds import Scope


class OrderBy(StrEnum):
    """What decides the order."""

    RUBRIC = "rubric"
    CHRONOLOGICAL = "chronological"
    ROUNDS = "rounds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """What a recipient's annex holds and how it is ordered.

    Attributes:
        by: What decides the order before anything was sent; afterwards numbers do.
        correspondence: Rubrics whose pieces make one chronological run, in the place of the first of
            them; empty leaves each rubric to itself.
        recipient: Id of the recipient from whom pieces may be held back.
        scope: Whether everything is wanted or what is new to the recipient.
    """

    by: OrderBy = OrderBy.RUBRIC
    correspondence: tuple[RubricId, ...] = ()
    recipient: str = ""
    scope: Scope = Scope.ALL

    def follows_dates(self, rubric: RubricId) -> bool:
        """Tells whether the pieces of a rubric stand by their dates, whatever a hand did."""
        return self.by is OrderBy.CHRONOLOGICAL or rubric in self.correspondence


PLAIN = Arrangement()
"""As it is kept: for nobody in particular, rubric by rubric."""
