"""Which deadlines a mediator who was asked fulfils."""

from dataclasses import replace
from datetime import date

import pytest

from dossier.model.dossier import Dossier
from dossier.model.facts import Facts, KeyDate, Milestone
from dossier.model.party import Party, Role
from dossier.model.rounds import Round
from dossier.recipients.deadlines import deadlines_of
from dossier.texts.catalogue import Texts
from dossier.texts.deadlines import said_details
from dossier.texts.ics import reminders

COMPLAINED, ASKED, EARLY = date(2026, 5, 20), date(2026, 8, 3), date(2026, 6, 15)
DAY = date(2026, 11, 22)
FRENCH, BELGIAN = "D18-last", "D36"
REFERRALS = {"D18-first", FRENCH, "D26", BELGIAN}


def dossier(*, asked=None, mediator="", trader="", rounds=()):
    days = {Milestone.COMPLAINT: COMPLAINED, Milestone.MEDIATION: asked}
    dates = tuple(KeyDate(milestone=one, day=day) for one, day in days.items() if day is not None)
    seller = Party(role=Role.SELLER, name="Boutique", country=trader)
    sent = tuple(Round(day=day, recipient=recipient) for day, recipient in rounds)
    return Dossier(parties=(seller,), facts=Facts(key_dates=dates, mediator=mediator), rounds=sent)


def dues(made):
    return {due.id: due for due in deadlines_of(made, day=DAY)}


def done(made):
    return {key: due.done for key, due in dues(made).items() if due.done and key in REFERRALS}


def test_of_a_mediator_nobody_named_it_is_asked_whether_it_is_this_one():
    found = dues(dossier(asked=ASKED))
    for key in (FRENCH, BELGIAN):
        due = found[key]
        assert (due.done, due.asked, due.early, due.coming) == (None, ASKED, False, True)
        assert any("si c’est celui-ci" in line for line in said_details(due, Texts("fr")))


@pytest.mark.parametrize(
    ("words", "fulfilled", "untouched"),
    [
        ({"mediator": "cmap"}, FRENCH, BELGIAN),
        ({"mediator": "Service de médiation pour le consommateur"}, BELGIAN, FRENCH),
        ({"mediator": "Médiation du bâtiment", "trader": "FR"}, FRENCH, None),
        ({"mediator": "Médiation du bâtiment", "trader": "BE"}, BELGIAN, None),
        ({"rounds": [(ASKED, "smc-be")]}, BELGIAN, FRENCH),
    ],
)
def test_a_referral_closes_the_deadlines_of_the_mediator_that_it_concerns(words, fulfilled, untouched):
    found = dues(dossier(asked=ASKED, **words))
    assert (found[fulfilled].done, found[fulfilled].coming) == (ASKED, False)
    if untouched is not None:
        assert (found[untouched].done, found[untouched].asked, found[untouched].coming) == (None, None, True)


def test_what_was_sent_to_a_mediator_is_a_referral_without_its_day_among_the_facts():
    assert done(dossier(rounds=[(ASKED, "cmap")])).keys() == {"D18-first", FRENCH, "D26"}
    assert done(dossier(rounds=[(ASKED, "court-fr"), (ASKED, "gone")])) == {}
    assert done(dossier(rounds=[(ASKED, "cmap"), (ASKED, "court-fr")], asked=ASKED)).keys() == REFERRALS - {
        BELGIAN
    }


def test_a_step_before_the_first_day_fulfils_nothing_and_is_a_warning():
    early = dues(dossier(asked=EARLY, mediator="cmap"))
    for key in ("D18-first", FRENCH):
        assert (early[key].done, early[key].asked, early[key].early) == (None, EARLY, True)
        assert any("avant le premier jour" in line for line in said_details(early[key], Texts("fr")))
    made = dossier(asked=EARLY, mediator="Médiation du bâtiment", trader="FR")
    assert done(made) == {}
    answer = KeyDate(milestone=Milestone.ANSWER, day=EARLY)
    answered = replace(made, facts=replace(made.facts, key_dates=(*made.facts.key_dates, answer)))
    assert done(answered)[FRENCH] == EARLY


def test_a_reminder_stays_while_it_is_not_known_who_was_asked():
    def calendar(made):
        return reminders(deadlines_of(made, day=DAY), title="", day=DAY, texts=Texts("fr"))

    assert b"20270519" in calendar(dossier(asked=ASKED, trader="FR"))
    assert b"20270519" in calendar(dossier(asked=EARLY, trader="FR", mediator="cmap"))
    assert b"20270519" not in calendar(dossier(asked=ASKED, trader="FR", mediator="cmap"))
