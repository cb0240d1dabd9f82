"""A need is met by the pieces that this recipient gets, by proved days, by facts."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.basis.digest import Digest
from dossier.model.checklist import Verdict
from dossier.model.dossier import Dossier
from dossier.model.facts import ClaimLine, Dispute, Milestone, Question, Reference, ReferenceKind
from dossier.model.ids import PieceId
from dossier.model.piece import Event, FileKind, MailHeader, Original, Rendering
from dossier.recipients.check import check, shown_to
from dossier.recipients.conditions import OUTCOMES
from dossier.recipients.needs import Met, load_needs, meet
from dossier.texts.catalogue import Texts, language_codes
from tests.support.checklists import (
    COMPLAINED,
    READ,
    books,
    consumer,
    dispute,
    need,
    profile,
    seller,
    with_day,
    with_facts,
    with_piece,
)
from tests.support.dossiers import on, piece

MET, MISSING, UNKNOWN, NOT_NEEDED = Verdict.MET, Verdict.MISSING, Verdict.UNKNOWN, Verdict.NOT_NEEDED
NEEDS = load_needs()


def met(key, dossier):
    return meet(NEEDS[key], shown_to(dossier, profile()))


def verdict(key, dossier):
    return met(key, dossier).verdict


@pytest.mark.parametrize("key", sorted(NEEDS))
def test_nothing_meets_a_need_of_an_empty_dossier_and_what_would_is_told(key):
    found = met(key, Dossier())
    assert found.verdict is not MET
    assert found.pieces == ()
    assert (found.ask == "") is (found.verdict is NOT_NEEDED)


@pytest.mark.parametrize("language", language_codes())
def test_every_need_has_its_name(language):
    assert [key for key in NEEDS if not Texts(language).has(f"need.{key}")] == []


@pytest.mark.parametrize(
    ("key", "pieces"),
    [
        ("order", ["invoice", "order"]),
        ("terms", ["terms"]),
        ("complaint", ["claim"]),
        ("correspondence", ["claim", "early", "late", "note"]),
        ("loss", ["invoice"]),
        ("bills", ["invoice"]),
        ("parties", []),
        ("head-office", []),
        ("demand", []),
        ("story", []),
    ],
)
def test_pieces_and_facts_meet_needs(key, pieces):
    found = met(key, dispute())
    assert found.verdict is MET
    assert sorted(found.pieces) == pieces


@pytest.mark.parametrize("key", ["payment", "delivery", "return", "registration", "references", "iban"])
def test_what_is_not_there_is_missing(key):
    assert verdict(key, dispute()) is MISSING


def test_a_piece_that_is_held_back_left_out_or_binned_meets_nothing():
    order = dispute().piece(PieceId("order"))
    for change in (
        {"held_back": ("invented",)},
        {"included": False},
        {"binned": True},
    ):
        hidden = replace(order, **change)
        invoice = replace(dispute().piece(PieceId("invoice")), **change)
        others = tuple(one for one in dispute().pieces if one.id not in ("order", "invoice"))
        assert verdict("order", replace(dispute(), pieces=(*others, hidden, invoice))) is MISSING


def test_a_piece_held_back_from_another_recipient_still_counts():
    order = replace(dispute().piece(PieceId("order")), held_back=("somebody-else",))
    others = tuple(one for one in dispute().pieces if one.id != "order")
    assert "order" in met("order", replace(dispute(), pieces=(*others, order))).pieces


def test_a_day_meets_a_need_by_a_piece_that_proves_it_even_through_its_repeat():
    bare = with_day(dispute(), Milestone.COMPLAINT_RECEIVED, date(2026, 6, 12))
    assert verdict("complaint-receipt", bare) is MISSING
    repeat = replace(piece("again", "correspondence"), duplicate_of=PieceId("late"))
    proved = with_day(with_piece(dispute(), repeat), Milestone.COMPLAINT_RECEIVED, date(2026, 6, 12), "again")
    assert met("complaint-receipt", proved).pieces == (PieceId("late"),)


def test_a_call_noted_down_is_correspondence_and_no_complaint():
    call = replace(piece("call", "complaint", title="Appel"), event=Event(who="SAV", what="Refus"))
    dossier = with_piece(Dossier(rubrics=dispute().rubrics), call)
    assert verdict("complaint", dossier) is MISSING
    assert verdict("correspondence", dossier) is MET


def test_a_piece_of_the_right_rubric_but_another_title_is_for_the_person_to_judge():
    assert verdict("notice", dispute()) is UNKNOWN
    notice = with_piece(dispute(), piece("formal", "complaint", title="Lettre de MISE EN DEMEURE"))
    assert met("notice", notice).pieces == (PieceId("formal"),)
    assert verdict("mandate", with_piece(dispute(), piece("card", "mandates", title="Carte"))) is UNKNOWN
    assert verdict("mandate", dispute()) is MISSING


def test_mandates_of_travellers_are_needed_when_there_are_some():
    assert verdict("traveller-mandates", dispute()) is NOT_NEEDED
    two = replace(dispute(), parties=(consumer(), consumer(), seller()))
    assert verdict("traveller-mandates", two) is MISSING


def test_what_only_the_person_can_add_is_never_found_missing():
    assert met("identity", dispute()).ask == "hand"
    assert {verdict(key, dispute()) for key in ("identity", "form", "membership")} == {UNKNOWN}
    member = with_facts(dispute(), answers_for={"member:invented": True})
    assert verdict("membership", member) is MET


def test_facts_of_parties_and_references_meet_needs():
    known = replace(
        dispute(),
        parties=(
            replace(consumer(), iban="BE68539007547034", bic="NICABEBB"),
            replace(seller(), vat="DE136695976"),
        ),
    )
    assert verdict("iban", known) is MET
    assert verdict("registration", known) is MET
    order = with_facts(known, references=(Reference(kind=ReferenceKind.ORDER, value="118"),))
    assert [verdict(key, order) for key in ("references", "client-reference")] == [MET, MISSING]
    assert verdict("mediator-named", with_facts(known, mediator="CMAP")) is MET


def test_a_translation_stands_for_itself_and_none_is_for_the_person_to_judge():
    assert verdict("translation", dispute()) is UNKNOWN
    translated = replace(piece("fr", "correspondence", parent="late"), rendering=Rendering.TRANSLATION)
    assert met("translation", with_piece(dispute(), translated)).pieces == (PieceId("fr"),)


@pytest.mark.parametrize(
    ("kind", "wanted"), [(Dispute.FLIGHT, MISSING), (Dispute.DEFECT, NOT_NEEDED), (None, UNKNOWN)]
)
def test_what_another_kind_of_dispute_needs_is_not_asked_for(kind, wanted):
    asking = profile(needs=(need("delivery", disputes=(Dispute.FLIGHT,)),))
    found = check(with_facts(dispute(), dispute=kind), asking, day=READ, books=books()).needs[0]
    assert found.verdict is wanted
    assert found.ask == {MISSING: "rubric:delivery", UNKNOWN: "dispute", NOT_NEEDED: ""}[wanted]


ADDITIONS = {
    "party": lambda was: replace(was, parties=(*was.parties, consumer("BE"))),
    "trader": lambda was: replace(was, parties=(*was.parties, replace(seller("CN"), postal=""))),
    "claim": lambda was: with_facts(was, claim=(*was.facts.claim, ClaimLine(words="Frais", cents=100))),
    "reference": lambda was: with_facts(
        was,
        references=(*was.facts.references, Reference(kind=ReferenceKind.PARCEL, value="X")),
    ),
    "answer": lambda was: with_facts(was, answers={**was.facts.answers, Question.REPRESENTED: True}),
    "day": lambda was: with_day(was, Milestone.ANSWER, date(2026, 6, 20)),
    "proved": lambda was: with_day(was, Milestone.COMPLAINT, COMPLAINED, "claim", "late"),
    "piece": lambda was: with_piece(was, piece(f"more{len(was.pieces)}", "complaint", title="Autre")),
    "attached": lambda was: with_piece(was, piece(f"part{len(was.pieces)}", "loss", parent="claim")),
    "dispute": lambda was: with_facts(was, dispute=was.facts.dispute or Dispute.FLIGHT),
}


@given(
    start=st.sampled_from([Dossier(rubrics=dispute().rubrics), dispute()]),
    names=st.lists(st.sampled_from(sorted(ADDITIONS)), max_size=6),
)
def test_adding_a_fact_never_makes_a_met_need_missing(start, names):
    asking = profile(needs=tuple(need(key) for key in NEEDS))
    before, dossier = set(), start
    for name in names:
        dossier = ADDITIONS[name](dossier)
        needs = check(dossier, asking, day=READ, books=books()).needs
        assert not before & {one.need for one in needs if one.verdict is MISSING}
        before |= {one.need for one in needs if one.verdict is MET}


def test_a_payment_is_sure_when_a_piece_names_the_price():
    statement = replace(piece("statement", "payment"), text="03/03 CARTE BRUME 1 528,00")
    unnamed = with_piece(dispute(), statement)
    assert verdict("payment", unnamed) is MET
    assert verdict("payment", with_facts(unnamed, price_cents=152_800)) is MET
    assert verdict("payment", with_facts(unnamed, price_cents=52_900)) is UNKNOWN
    assert verdict("payment", with_facts(unnamed, price_cents=152_801)) is UNKNOWN


def test_what_was_said_to_friends_is_no_exchange_with_the_trader():
    bare = replace(dispute(), pieces=())
    friend = MailHeader(sender="Tom <tom@mail.example>", to="Léa <lea@mail.example>")
    trader = MailHeader(sender="Léa <lea@mail.example>", to="SAV Atelier Brume <x@brume.example>")
    chat = Original(digest=Digest("0" * 64), name="chat.txt", size=1, kind=FileKind.CHAT)
    said = piece("chat", "correspondence", title="Conversation avec Tom")
    said = replace(said, originals=(chat,), text="Tom: Atelier Brume répond ?")
    for one in (replace(piece("mail", "correspondence"), preface=friend), said):
        assert verdict("correspondence", with_piece(bare, one)) is UNKNOWN
        assert verdict("correspondence", with_piece(replace(bare, parties=()), one)) is MET
    both = with_piece(with_piece(bare, said), replace(piece("mail", "correspondence"), preface=trader))
    assert met("correspondence", both).pieces == ("mail",)


def test_the_first_complaint_is_one_piece():
    later = with_piece(dispute(), piece("notice", "complaint", title="Mise en demeure"))
    assert met("complaint", later).pieces == ("claim",)
    assert len(met("complaint", with_facts(later, key_dates=())).pieces) == 1


@pytest.mark.parametrize("needed", [True, False])
def test_terms_younger_than_the_order_are_for_the_person_to_judge_and_that_is_said(needed):
    asking = profile(needs=(need("terms"), need("order")) if needed else (need("order"),))
    late = with_day(dispute(), Milestone.CONTRACT, date(2026, 1, 2))
    terms = late.piece(PieceId("terms"))
    young = replace(terms, moment=on(6, 7))
    others = tuple(one for one in late.pieces if one.id != "terms")
    late = replace(late, pieces=(*others, young))
    found = check(late, asking, day=READ, books=books())
    warned = [(one.code, one.piece) for one in found.findings if one.code.startswith("terms-")]
    assert met("terms", late) == Met(verdict=UNKNOWN, ask="rubric:terms")
    assert warned == ([("terms-after-order", "terms")] if needed else [])
    why = replace(young, note="Les mêmes qu’en janvier.")
    for better in (
        replace(late, pieces=(*others, why)),
        with_piece(late, piece("attached", "terms", parent="order", moment=on(6, 8))),
    ):
        assert verdict("terms", better) is MET
        assert "terms" not in {one.piece for one in check(better, asking, day=READ, books=books()).findings}


def test_older_terms_that_the_recipient_does_not_get_speak_for_nothing():
    late = with_piece(dispute(), replace(piece("old", "terms", moment=on(1, 1)), held_back=("invented",)))
    young = replace(late.piece(PieceId("terms")), moment=on(6, 7))
    late = replace(late, pieces=(*(one for one in late.pieces if one.id != "terms"), young))
    assert verdict("terms", late) is UNKNOWN
    assert meet(NEEDS["terms"], shown_to(late, profile(key="somebody-else"))).verdict is MET


def test_a_complaint_without_a_date_is_for_the_person_to_judge():
    bare = with_facts(replace(dispute(), pieces=()), key_dates=())
    undated = with_piece(bare, piece("letter", "complaint"))
    assert verdict("complaint", undated) is UNKNOWN
    assert met("complaint", with_piece(undated, piece("mail", "complaint", moment=on(6, 9)))).pieces == (
        "mail",
    )
    assert met("complaint", with_day(undated, Milestone.COMPLAINT, COMPLAINED, "letter")).pieces == (
        "letter",
    )


def test_what_is_not_asked_for_keeps_its_pieces():
    asking = profile(needs=(need("order", disputes=(Dispute.FLIGHT,)),))
    (found,) = check(dispute(), asking, day=READ, books=books()).needs
    assert (found.verdict, bool(found.pieces)) == (NOT_NEEDED, True)


def test_a_request_for_mediation_proves_no_attempt():
    asked = with_piece(dispute(), piece("m", "amicable", title="Demande de médiation"))
    assert verdict("amicable-proof", with_day(asked, Milestone.MEDIATION, READ, "m")) is UNKNOWN
    failed = with_piece(asked, piece("n", "amicable", title="Constat d’échec"))
    assert met("amicable-proof", failed).pieces == ("n",)
    assert NEEDS["amicable-proof"].titles == OUTCOMES


def test_only_what_lacks_of_a_need_about_the_parties_is_asked():
    wanted = profile(needs=(need("parties"), need("iban")))

    def lacks(*parties):
        told = check(Dossier(parties=parties), wanted, day=READ, books=books())
        return [(one.ask, one.lacks) for one in told.needs]

    nobody, named = (
        replace(consumer(), name="", postal=""),
        replace(consumer(), postal="", iban="FR76", bic=""),
    )
    trader = replace(seller(), name="Brume")
    assert lacks() == [
        ("party:consumer", ("consumer.name", "consumer.postal", "seller.name")),
        ("party:consumer", ("consumer.iban", "consumer.bic")),
    ]
    assert lacks(named, trader) == [
        ("party:consumer", ("consumer.postal",)),
        ("party:consumer", ("consumer.bic",)),
    ]
    living = replace(named, name="Ana", postal="Rue 1", bic="X")
    assert lacks(nobody, living) == [("party:trader", ("seller.name",)), ("", ())]
