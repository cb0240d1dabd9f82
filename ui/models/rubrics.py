"""The model of the rubrics: which cuts through the dossier there are, and how many pieces each has."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt

from dossier.model.dossier import Dossier
from dossier.model.ids import RubricId
from dossier.model.rubric import OTHER
from dossier.texts.catalogue import Texts
from ui.models.arranged import EVERYTHING, filed
from ui.models.piece_rows import tooltip_of
from ui.models.roles import Chip, Cut, CutKind, Role
from ui.models.row_model import AnyIndex, RowModel
from ui.theme import Tone

_FIELDS: Final = {
    Qt.ItemDataRole.DisplayRole: "title",
    Qt.ItemDataRole.ToolTipRole: "tooltip",
    Qt.ItemDataRole.AccessibleTextRole: "spoken",
    Role.TITLE: "title",
    Role.RUBRIC: "rubric",
    Role.COUNT: "count",
    Role.CHIPS: "chips",
    Role.MUTED: "muted",
    Role.CUT: "cut",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricRow:
    """A cut through the dossier; names as in ``roles.Role``, ``rubric`` is None of all and of the bin."""

    key: str
    cut: Cut
    rubric: RubricId | None
    title: str
    count: int
    chips: tuple[Chip, ...]
    tooltip: str
    spoken: str

    @property
    def muted(self) -> bool:
        """Whether it holds nothing."""
        return self.count == 0


class RubricsModel(RowModel):
    """All pieces, each rubric in the order of the annex, and the bin when something lies in it."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__({int(role): name for role, name in _FIELDS.items()}, parent)
        self._texts = texts

    def set_dossier(self, dossier: Dossier) -> None:
        """Shows another state of the dossier."""
        self.show_rows(list(self._made(dossier)))

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Lets a cut be chosen, and pieces be dropped on rubrics and the bin."""
        flags = super().flags(index)
        all_pieces = index.isValid() and index.data(Role.CUT) == EVERYTHING
        return flags if all_pieces else flags | Qt.ItemFlag.ItemIsDropEnabled

    def _made(self, dossier: Dossier) -> Iterator[RubricRow]:
        places = list(filed(dossier, EVERYTHING))
        counts = Counter(rubric for _, rubric in places)
        yield self._row(EVERYTHING, self._texts.say("window.rubrics_all"), count=len(places))
        for rubric in dossier.rubrics:
            cut = Cut(kind=CutKind.RUBRIC, rubric=rubric.id)
            unsorted = rubric.id == OTHER and any(place == OTHER and piece.shown for piece, place in places)
            yield self._row(
                cut,
                rubric.name(self._texts.language),
                count=counts[rubric.id],
                rubric=rubric.id,
                ask=unsorted,
            )
        cut = Cut(kind=CutKind.BIN)
        if binned := len(list(filed(dossier, cut))):
            yield self._row(cut, self._texts.say("window.rubrics_bin"), count=binned)

    def _row(
        self, cut: Cut, title: str, *, count: int, rubric: RubricId | None = None, ask: bool = False
    ) -> RubricRow:
        chip = Chip(text=self._texts.say("window.rubrics_unsorted"), tone=Tone.LOOK)
        counted = self._texts.say("annex.pieces", n=count)
        asked = (chip.text,) if ask else ()
        return RubricRow(
            key=f"{cut.kind} {cut.rubric}",
            cut=cut,
            rubric=rubric,
            title=title,
            count=count,
            chips=(chip,) if ask else (),
            tooltip=tooltip_of((title, counted, *asked)),
            spoken=", ".join((title, counted, *asked)) + ".",
        )
