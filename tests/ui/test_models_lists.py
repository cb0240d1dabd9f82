"""The lists of rubrics and of remarks."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from dossier.model.commands.bin import remove_pieces
from dossier.model.commands.edit import exclude_pieces, set_date, set_rubric
from dossier.model.commands.rubrics import reorder_rubrics
from dossier.model.dossier import Dossier
from dossier.model.finding import Level, blocker, note, warning
from dossier.model.ids import PieceId, RubricId
from dossier.texts.catalogue import Texts
from tests.support.dossiers import on, small_dossier
from tests.support.ui_follow import Follower
from ui.models.findings import FindingsModel
from ui.models.roles import Cut, CutKind, Role
from ui.models.rubrics import RubricsModel

pytestmark = pytest.mark.usefixtures("qapp")
FRENCH = Texts("fr")
NOTE = PieceId("note")


def rubrics(dossier):
    model = RubricsModel(FRENCH)
    model.set_dossier(dossier)
    return model


def findings(dossier):
    model = FindingsModel(FRENCH)
    model.set_findings(dossier)
    return model


def column(model, role):
    return [model.index(row).data(role) for row in range(model.rowCount())]


def test_all_pieces_come_first_then_each_rubric_with_its_count():
    dossier = small_dossier()
    model = rubrics(dossier)
    names = [rubric.name("fr") for rubric in dossier.rubrics]
    assert column(model, Role.TITLE) == ["Toutes les pièces", *names]
    counts = dict(zip(column(model, Role.RUBRIC), column(model, Role.COUNT), strict=True))
    assert (counts[None], counts["order"], counts["correspondence"], counts["payment"]) == (7, 2, 3, 0)
    muted = dict(zip(column(model, Role.RUBRIC), column(model, Role.MUTED), strict=True))
    assert (muted[None], muted["order"], muted["payment"]) == (False, False, True)
    assert column(model, Role.CUT)[:2] == [Cut(), Cut(kind=CutKind.RUBRIC, rubric=dossier.rubrics[0].id)]


def test_the_bin_comes_last_and_only_when_something_lies_in_it():
    model = rubrics(small_dossier())
    follower = Follower(model, (int(Role.CUT), int(Role.COUNT)))
    binned = Cut(kind=CutKind.BIN)
    assert binned not in column(model, Role.CUT)
    model.set_dossier(remove_pieces(small_dossier(), [PieceId("order")]).dossier)
    assert (column(model, Role.CUT)[-1], column(model, Role.COUNT)[-1]) == (binned, 2)
    follower.check()
    model.set_dossier(small_dossier())
    assert binned not in column(model, Role.CUT)
    follower.check()


def test_what_is_not_sorted_asks_to_be_until_it_is_left_out():
    dossier = set_rubric(small_dossier(), [NOTE], rubric=RubricId("other")).dossier
    assert [chip.text for chip in column(rubrics(dossier), Role.CHIPS)[-1]] == ["à classer"]
    dossier = exclude_pieces(dossier, [NOTE]).dossier
    assert column(rubrics(dossier), Role.CHIPS)[-1] == ()


def test_pieces_drop_on_rubrics_but_not_on_all_pieces():
    model = rubrics(small_dossier())
    drops = [bool(model.flags(model.index(row)) & Qt.ItemFlag.ItemIsDropEnabled) for row in (0, 1)]
    assert drops == [False, True]


def test_another_order_of_rubrics_moves_their_rows():
    model = rubrics(small_dossier())
    follower = Follower(model, (int(Role.RUBRIC),))
    order = [rubric.id for rubric in small_dossier().rubrics]
    moves = []
    model.rowsMoved.connect(lambda *_: moves.append(1))
    model.set_dossier(reorder_rubrics(small_dossier(), [*order[1:], order[0]]).dossier)
    follower.check()
    assert moves == [1]


def noticed():
    said = (
        note("gps-removed", file="a.jpg").of(PieceId("claim")),
        warning("undated", file="note.eml").of(NOTE),
        blocker("locked", file="b.pdf"),
    )
    return replace(small_dossier(), findings=said)


def test_the_gravest_remark_comes_first_with_its_piece_and_the_one_act_that_helps():
    model = findings(noticed())
    assert column(model, Role.LEVEL) == [Level.BLOCKER, Level.WARNING, Level.NOTE]
    assert column(model, Role.ACTION) == ["replace", "date", ""]  # of no piece nothing can be read again
    assert column(model, Role.PIECE) == [None, "note", "claim"]
    assert column(model, Role.DETAIL) == [
        "",
        "Pièce 4 · Note manuscrite",
        "Pièce 5 · Réclamation – bureau fendu",
    ]
    assert "b.pdf" in column(model, Role.TITLE)[0]
    spoken = column(model, Qt.ItemDataRole.AccessibleTextRole)[1]
    assert spoken.startswith("À voir")
    assert spoken.endswith("Note manuscrite. Proposé\u00a0: Dater.")


def test_a_remark_that_is_settled_goes_and_the_others_stay_where_they_are():
    model = findings(noticed())
    follower = Follower(model, (int(Role.TITLE), int(Role.DETAIL)))
    model.set_findings(set_date(noticed(), NOTE, moment=on(6, 3)).dossier)
    follower.check()
    assert column(model, Role.PIECE) == [None, "claim"]


def test_the_models_hold_what_they_promise(qtmodeltester):
    for model in (rubrics(small_dossier()), rubrics(Dossier()), findings(noticed()), findings(Dossier())):
        qtmodeltester.check(model)
