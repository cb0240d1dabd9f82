"""Whatever a person does in whatever order, the models tell their views exactly what changed."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from dossier.texts.catalogue import Texts
from tests.model.test_commands_any_order import PICK, PICKS, Acts
from tests.support.ui_follow import Follower
from ui.models.findings import FindingsModel
from ui.models.pieces import PiecesModel
from ui.models.roles import Cut, CutKind, Role
from ui.models.rubrics import RubricsModel

FRENCH = Texts("fr")
ROLES = (
    int(Qt.ItemDataRole.DisplayRole),
    int(Qt.ItemDataRole.ToolTipRole),
    int(Qt.ItemDataRole.AccessibleTextRole),
    *(int(role) for role in Role if role is not Role.THUMBNAIL),
)


class Shown(Acts):
    """A person at work, with a window open."""

    def __init__(self):
        super().__init__()
        self.choice = {"cut": Cut(), "by_rubric": True, "found": None}
        self.models = (PiecesModel(FRENCH), RubricsModel(FRENCH), FindingsModel(FRENCH))
        self.testers = [QAbstractItemModelTester(model) for model in self.models]
        self.followers = [Follower(model, ROLES) for model in self.models]

    @rule(kind=st.sampled_from(CutKind), rubric=PICK)
    def cut(self, kind, rubric):
        self.choice["cut"] = Cut(kind=kind, rubric=self.rubric(rubric) if kind is CutKind.RUBRIC else "")

    @rule(by_rubric=st.booleans())
    def order(self, by_rubric):
        self.choice["by_rubric"] = by_rubric

    @rule(picks=st.none() | PICKS)
    def search(self, picks):
        self.choice["found"] = None if picks is None else frozenset(self.piece(pick) for pick in picks)

    @invariant()
    def views_know_what_changed(self):
        self.show(*self.models)
        for follower in self.followers:
            follower.check()
        self.a_model_built_afresh_shows_the_same()
        self.each_piece_stands_in_one_row_at_most_and_nowhere_only_when_it_was_not_chosen()
        self.numbers_rise_down_the_list_by_rubric()

    def a_model_built_afresh_shows_the_same(self):
        fresh = (PiecesModel(FRENCH), RubricsModel(FRENCH), FindingsModel(FRENCH))
        self.show(*fresh)
        for follower, other in zip(self.followers, fresh, strict=True):
            assert follower.rows == Follower(other, ROLES).rows

    def each_piece_stands_in_one_row_at_most_and_nowhere_only_when_it_was_not_chosen(self):
        rows = [row[Role.PIECE] for row in self.followers[0].rows if row[Role.PIECE]]
        assert len(rows) == len(set(rows))
        if self.choice["cut"].kind is not CutKind.RUBRIC and self.choice["found"] is None:
            binned = self.choice["cut"].kind is CutKind.BIN
            assert set(rows) == {piece.id for piece in self.now.pieces if piece.binned is binned}

    def numbers_rise_down_the_list_by_rubric(self):
        if self.choice["by_rubric"]:
            numbers = [row[Role.NUMBER] for row in self.followers[0].rows if row[Role.NUMBER]]
            assert numbers == sorted(numbers, key=lambda number: [int(part) for part in number.split(".")])

    def show(self, pieces, rubrics, findings):
        pieces.set_dossier(self.now)
        pieces.set_cut(self.choice["cut"])
        pieces.set_by_rubric(self.choice["by_rubric"])
        pieces.set_found(self.choice["found"])
        rubrics.set_dossier(self.now)
        findings.set_findings(self.now)


@pytest.mark.usefixtures("qapp")
def test_the_models_follow_every_act_without_a_reset(qtlog):
    class Heard(Shown):
        @invariant()
        def qt_finds_nothing_wrong(self):
            assert [record.message for record in qtlog.records] == []

    run_state_machine_as_test(Heard, settings=settings(max_examples=60, stateful_step_count=30))
