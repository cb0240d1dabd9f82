"""The list to choose from: everything that nothing speaks against is open, the best fit first."""

from dataclasses import replace
from datetime import date

import pytest

from dossier.model.checklist import Verdict
from dossier.model.dossier import Dossier
from dossier.model.facts import Dispute, Payment, Question
from dossier.recipients.check import check
from dossier.recipients.choose import every_profile, openings
from dossier.recipients.conditions import CONDITIONS
from dossier.recipients.needs import load_needs
from dossier.texts.catalogue import Texts, language_codes
from dossier.texts.checklist import said_condition, said_step, said_window
from tests.support.checklists import (
    COMPLAINED,
    READ,
    books,
    condition,
    consumer,
    dispute,
    profile,
    seller,
    window,
    with_facts,
)

FRENCH = profile(key="fr", country="FR", conditions=(condition("consumer-country", "FR"),))
BELGIAN = profile(key="be", country="BE", conditions=(condition("consumer-country", "BE"),))
ANYBODY = profile(key="anybody")
WAITING = profile(key="waiting", windows=(window("P1Y"),))


def chosen(dossier, *profiles, day=READ):
    return openings(dossier, day=day, profiles=profiles, books=books())


def real(dossier, day=READ):
    return {one.recipient: one for one in openings(dossier, day=day)}


def closing(opening):
    return [one.check for one in opening.conditions if one.verdict is Verdict.MISSING]


def test_of_an_empty_dossier_everything_is_open():
    assert all(one.open for one in openings(Dossier(), day=READ))


def test_what_is_known_to_fit_comes_first_and_what_is_closed_last():
    found = chosen(dispute(), BELGIAN, WAITING, ANYBODY, FRENCH)
    assert [(one.recipient, one.open) for one in found] == [
        ("fr", True),
        ("anybody", True),
        ("waiting", False),
        ("be", False),
    ]
    assert closing(found[-1]) == ["consumer-country"]


def test_a_recipient_of_another_country_stands_behind_those_of_ones_own():
    abroad = profile(key="abroad", country="BE")
    home = profile(key="home", country="FR", conditions=(condition("answered-yes", "distance"),))
    nobody_knows = with_facts(dispute(), answers={})
    assert [one.recipient for one in chosen(nobody_knows, abroad, home)] == ["home", "abroad"]
    assert [one.recipient for one in chosen(Dossier(), home, abroad)] == ["abroad", "home"]


def test_what_closes_is_told_before_what_is_asked_and_what_holds():
    asking = profile(
        conditions=(
            condition("cross-border"),
            condition("answered-no", "court"),
            condition("trader-country", "BE"),
        )
    )
    (found,) = chosen(with_facts(dispute(), answers={}), asking)
    assert [one.verdict for one in found.conditions] == [Verdict.MISSING, Verdict.UNKNOWN, Verdict.MET]
    assert not found.asks


def test_the_european_centre_of_france_waits_three_weeks_and_takes_no_french_trader():
    assert real(dispute())["ecc-fr"].open
    assert not real(dispute(), COMPLAINED)["ecc-fr"].open
    national = replace(dispute(), parties=(consumer("FR"), seller("FR")))
    assert closing(real(national)["ecc-fr"])
    assert closing(real(dispute())["ecc-be"])


def test_the_european_centre_of_belgium_wants_the_account_to_be_refunded():
    belgian = replace(dispute(), parties=(consumer("BE"), seller("FR")))
    (found,) = [one for one in every_profile() if one.id == "ecc-be"]
    assert real(belgian)["ecc-be"].open
    asked = check(belgian, found, day=READ)
    assert "iban" in {one.need for one in asked.needs if one.verdict is Verdict.MISSING}
    assert {one.code for one in asked.findings if one.level == "warning"} >= {"iban-missing"}


def test_the_court_of_small_claims_ends_at_five_thousand_euros():
    line = dispute().facts.claim[0]
    dear = with_facts(dispute(), claim=(replace(line, cents=500_001),))
    assert "claim-at-most" in closing(real(dear)["court-fr"])
    assert "claim-at-most" not in closing(real(dispute())["court-fr"])
    assert closing(real(with_facts(dispute(), dispute=Dispute.FLIGHT))["court-fr"])


def test_a_chargeback_is_for_cards():
    assert real(with_facts(dispute(), payment=Payment.CARD))["chargeback"].open
    assert closing(real(with_facts(dispute(), payment=Payment.CASH))["chargeback"]) == ["payment-by"]


def test_a_mediator_is_closed_where_a_court_has_the_case():
    seized = with_facts(dispute(), answers={Question.COURT: True})
    assert "answered-no" in closing(real(seized)["cmap"])


@pytest.mark.parametrize("asked", every_profile(), ids=lambda one: one.id)
def test_every_real_recipient_is_checked_and_said(asked):
    assert {one.check for one in asked.conditions} <= set(CONDITIONS)
    assert {one.id for one in asked.needs} <= set(load_needs())
    for dossier in (Dossier(), dispute(), replace(dispute(), parties=(consumer("CN"), seller("CN")))):
        found = check(dossier, asked, day=READ)
        assert found.next is not None
        for texts in map(Texts, language_codes()):
            said = [said_condition(texts, one) for one in found.conditions]
            said += [said_window(texts, one) for one in found.windows]
            said += [texts.say(f"notice_to.{one.code}") for one in found.notices]
            said += [*map(texts.finding, found.findings), said_step(texts, found.next)]
            assert [one for one in said if not one or "{" in one] == []


def test_a_mediator_takes_a_complaint_of_the_last_year_only():
    member = with_facts(dispute(), answers_for={"scheme:cmap": True})
    assert real(member, date(2027, 6, 10))["cmap"].open
    assert not real(member, date(2027, 6, 11))["cmap"].open


def test_belonging_to_one_scheme_says_nothing_of_another():
    """Whoever is in the list of FEVAD is not therefore in that of MTV."""
    said = with_facts(dispute(), answers_for={"scheme:fevad": True, "scheme:mtv": False})
    found = real(said, date(2026, 9, 1))

    def scheme(recipient):
        (one,) = (one for one in found[recipient].conditions if one.params.get("question") == "scheme")
        return one.verdict

    assert [scheme(one) for one in ("fevad", "mtv", "cmap")] == [
        Verdict.MET,
        Verdict.MISSING,
        Verdict.UNKNOWN,
    ]


def order_of(dossier):
    return [one.recipient for one in openings(dossier, day=READ)]


def in_country(mine, theirs, **facts):
    return replace(with_facts(dispute(), **facts), parties=(consumer(mine), seller(theirs)))


def test_while_no_country_is_known_what_works_anywhere_comes_first():
    countries = [one.country for one in openings(Dossier(), day=READ)]
    assert countries == sorted(countries, key=bool)
    assert order_of(Dossier())[0] == "generic"


@pytest.mark.parametrize(
    ("mine", "theirs", "kind", "fitting", "astray"),
    [
        (
            "FR",
            "FR",
            Dispute.DEFECT,
            "mediator court-fr conciliator signalconso",
            "cwape telecom-mediator-fr sncf",
        ),
        ("BE", "BE", Dispute.DEFECT, "consumerconnect smc-be", "court-fr cwape telecom-ombudsman-be"),
        ("FR", "DE", Dispute.NON_DELIVERY, "ecc-fr court-fr la-poste", "test-achats cwape sncf fbf"),
        ("FR", "FR", Dispute.SUBSCRIPTION, "telecom-mediator-fr energy-mediator-fr", "cwape mtv sncf"),
        ("FR", "FR", Dispute.OTHER, "court-fr mediator conciliator generic", "telecom-mediator-fr la-poste"),
        ("FR", "FR", Dispute.TRAVEL, "mtv sncf mediator", "fbf la-poste travel-disputes-be"),
    ],
)
def test_what_is_of_another_country_or_matter_comes_behind_what_fits(mine, theirs, kind, fitting, astray):
    found = order_of(in_country(mine, theirs, dispute=kind))
    assert max(map(found.index, fitting.split())) < min(map(found.index, astray.split()))


def test_the_administrations_court_is_never_the_first_thing_to_think_of():
    for facts in ({}, {"key_dates": (), "claim": (), "answers": {}}):
        assert order_of(in_country("FR", "FR", dispute=Dispute.OTHER, **facts))[0] != "telerecours"


def test_what_must_be_waited_for_stands_before_what_is_open_elsewhere():
    abroad = profile(key="abroad", country="BE")
    waiting = profile(key="waiting", country="FR", windows=(window("P1Y"),))
    found = chosen(dispute(), abroad, waiting)
    assert [(one.recipient, one.open) for one in found] == [("waiting", False), ("abroad", True)]


def test_of_two_kinds_the_one_for_the_dispute_comes_first():
    energy = replace(profile(key="energy"), matter=(Dispute.SUBSCRIPTION,))
    others = profile(key="others")
    found = [chosen(with_facts(dispute(), dispute=kind), energy, others)[0].recipient for kind in Dispute]
    assert found == ["energy" if kind is Dispute.SUBSCRIPTION else "others" for kind in Dispute]
    assert chosen(Dossier(), energy, others)[0].recipient == "others"


def test_the_energy_mediator_closes_only_for_flights_travel_and_another_mediator():
    bill = in_country("FR", "FR", dispute=Dispute.DEFECT)
    assert real(bill)["energy-mediator-fr"].asks
    named = with_facts(bill, mediator="Médiateur national de l’énergie")
    assert [one.verdict for one in real(named)["energy-mediator-fr"].conditions] == [Verdict.MET] * 3
    assert closing(real(with_facts(bill, mediator="cmap"))["energy-mediator-fr"]) == ["mediator-is"]
    assert closing(real(with_facts(bill, dispute=Dispute.TRAVEL))["energy-mediator-fr"]) == ["dispute-not"]


@pytest.mark.parametrize("recipient", ["smc-be", "mediator-lu"])
def test_who_wants_the_trader_asked_first_does_not_insist_on_a_letter(recipient):
    (asked,) = (one for one in every_profile() if one.id == recipient)
    assert "trader-asked" in {one.check for one in asked.conditions}
    assert "complaint-written" not in {one.check for one in asked.conditions}
    assert "complaint" not in {one.id for one in asked.needs if one.importance == "must"}


def test_the_centre_of_luxembourg_is_for_a_trader_there_as_well():
    for mine, theirs, closed in (("LU", "FR", False), ("FR", "LU", False), ("FR", "DE", True)):
        found = real(in_country(mine, theirs))["ecc-lu"]
        assert ("either-country" in closing(found)) is closed


def test_having_asked_every_service_of_one_operator_says_nothing_of_another():
    said = with_facts(dispute(), answers_for={"remedies:telecom-mediator-fr": True})
    found = real(said)

    def remedies(recipient):
        (one,) = (one for one in found[recipient].conditions if one.params.get("question") == "remedies")
        return one.verdict

    assert [remedies(one) for one in ("telecom-mediator-fr", "la-poste")] == [Verdict.MET, Verdict.UNKNOWN]
