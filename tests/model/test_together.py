"""Several acts at once, and the parties said anew."""

import pytest

from dossier.basis.errors import UsageError
from dossier.model.commands.edit import exclude_pieces, set_note, set_title
from dossier.model.commands.facts import set_parties
from dossier.model.commands.together import edit_together
from dossier.model.history import History, do, undo
from dossier.model.ids import PieceId
from dossier.model.party import Party, Role
from tests.support.dossiers import small_dossier

CLAIM = PieceId("claim")
BEFORE = small_dossier()


def entitle(dossier):
    return set_title(dossier, CLAIM, title="Neuf")


def annotate(dossier):
    return set_note(dossier, CLAIM, note="à voir")


def hide(dossier):
    return exclude_pieces(dossier, [CLAIM])


def test_several_acts_are_one_step_under_a_name_of_its_own():
    done = edit_together(BEFORE, [entitle, annotate, hide], title="Réclamation")
    piece = done.dossier.piece(CLAIM)
    assert (piece.title, piece.note, piece.included) == ("Neuf", "à voir", False)
    assert (done.act.code, done.act.params) == ("edit", {"title": "Réclamation"})
    history = do(History(present=BEFORE), done)
    assert len(history.past) == 1
    assert undo(history).present == BEFORE


def test_one_act_keeps_its_name():
    assert edit_together(BEFORE, [entitle], title="x") == entitle(BEFORE)


def test_none_is_refused_and_one_that_is_refused_refuses_all():
    with pytest.raises(UsageError, match="nothing-to-do"):
        edit_together(BEFORE, [], title="x")
    with pytest.raises(UsageError, match="title-empty"):
        edit_together(BEFORE, [annotate, lambda now: set_title(now, CLAIM, title=" ")], title="x")


def test_the_second_act_stands_on_the_first():
    twice = [entitle, lambda now: set_title(now, CLAIM, title=now.piece(CLAIM).title + " !")]
    assert edit_together(BEFORE, twice, title="x").dossier.piece(CLAIM).title == "Neuf !"


def test_parties_are_said_anew_and_each_has_a_name():
    parties = [Party(role=Role.BANK, name="Banque"), Party(role=Role.CONSUMER, name="Léa")]
    done = set_parties(BEFORE, parties)
    assert done.dossier.parties == tuple(parties)
    assert done.act.code == "set-parties"
    assert set_parties(done.dossier, []).dossier.parties == ()
    with pytest.raises(UsageError, match="party-unnamed"):
        set_parties(BEFORE, [parties[0], Party(role=Role.SELLER, name=" ")])
