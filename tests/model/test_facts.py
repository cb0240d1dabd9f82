"""The dispute's facts: what is refused, and what follows the pieces that prove them."""

from dataclasses import replace
from datetime import date

import pytest

from dossier.basis.codec import from_json, to_json
from dossier.basis.errors import UsageError
from dossier.model.commands import bin as binned
from dossier.model.commands import group
from dossier.model.commands.facts import set_facts
from dossier.model.dossier import Dossier
from dossier.model.facts import (
    ClaimLine,
    Dispute,
    Facts,
    KeyDate,
    Milestone,
    Payment,
    Question,
    Reference,
    ReferenceKind,
)
from dossier.model.ids import PieceId, RubricId
from dossier.model.piece import Piece

ORDER, MAIL = PieceId("order"), PieceId("mail")
FULL = Facts(
    dispute=Dispute.NON_DELIVERY,
    references=(Reference(kind=ReferenceKind.ORDER, value="CH-260302-4471"),),
    price_cents=38990,
    payment=Payment.CARD,
    claim=(ClaimLine(words="Prix du bureau", cents=34900, proofs=(ORDER,)),),
    asked="Le remboursement",
    happened="Rien n’est arrivé.",
    tried="Deux réclamations.",
    key_dates=(KeyDate(milestone=Milestone.COMPLAINT, day=date(2026, 3, 16), proofs=(MAIL, ORDER)),),
    answers={Question.PRIVATE: True, Question.COURT: False},
    mediator="cm2c",
    mediator_proofs=(MAIL,),
)


def dossier() -> Dossier:
    rubric = RubricId("order")
    return Dossier(pieces=tuple(Piece(id=one, title=one, rubric=rubric) for one in (ORDER, MAIL)))


def test_facts_are_kept_and_come_back_from_json():
    after = set_facts(dossier(), FULL).dossier
    assert after.facts == FULL
    assert from_json(Dossier, to_json(after)) == after
    assert after.facts.claimed_cents == 34900


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"key_dates": FULL.key_dates * 2}, "milestone-twice"),
        ({"currency": "euro"}, "currency-unknown"),
        ({"price_cents": -1}, "amount-negative"),
        ({"claim": (ClaimLine(words="x", cents=-5),)}, "amount-negative"),
        ({"mediator_proofs": (PieceId("gone"),)}, "no-such-piece"),
    ],
)
def test_what_cannot_be_is_refused(wrong, code):
    with pytest.raises(UsageError, match=code):
        set_facts(dossier(), replace(FULL, **wrong))


def test_a_proof_that_is_grouped_is_the_groups_and_one_that_is_erased_is_none():
    before = set_facts(dossier(), FULL).dossier
    whole = group.group_pieces(before, [MAIL, ORDER]).dossier
    assert whole.facts.proofs == {MAIL}
    assert whole.facts.key_dates[0].proofs == (MAIL,)
    gone = binned.erase_pieces(binned.remove_pieces(before, [MAIL]).dossier, [MAIL]).dossier
    assert gone.facts.proofs == {ORDER}
    assert gone.facts.mediator_proofs == ()


def test_what_a_repeat_proves_is_proved_by_the_piece_that_stands_for_it():
    before = set_facts(dossier(), FULL).dossier
    twins = tuple(replace(one, duplicate_of=ORDER if one.id == MAIL else None) for one in before.pieces)
    after = replace(before, pieces=twins)
    assert after.proved.proofs == {ORDER}
    assert after.facts == FULL
    assert before.proved == FULL
