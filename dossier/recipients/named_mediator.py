"""How long the mediator whom the terms name wants to be waited for."""

from dataclasses import replace
from functools import cache

from dossier.model.facts import Milestone
from dossier.recipients.deadline_rules import DeadlineRule, DeadlineTable
from dossier.recipients.folding import has_words
from dossier.recipients.profile import Kind, Profile, Window, load_profile, profile_ids


def waiting_for(mediator: str, table: DeadlineTable) -> DeadlineTable:
    """Gives the deadlines with the wait that a mediator sets itself; the same table for one that sets none.

    Args:
        mediator: As the facts name it: a recipient's id, or words of the general terms.
        table: The deadlines with the usual wait.
    """
    window = wait_of(mediator)
    if window is None:
        return table
    return replace(
        table,
        deadline=tuple(_waiting(rule, window) if rule.by_mediator else rule for rule in table.deadline),
    )


def wait_of(mediator: str) -> Window | None:
    """Finds the wait of the French mediator that is named; None when it is not known or names none."""
    named = [
        one
        for one in mediators_named(mediator)
        if one.country == "FR" and any(condition.check == "mediator-is" for condition in one.conditions)
    ]
    waits = [window for one in named for window in one.windows if window.after]
    return waits[0] if len(named) == 1 and waits else None


def names_of(profile: Profile) -> tuple[str, ...]:
    """Gives what a mediator is called: in its conditions, by its id, by its names."""
    called = (one.values for one in profile.conditions if one.check == "mediator-is")
    return (*(value for values in called for value in values), profile.id, *profile.names.values())


def mediators_named(words: str) -> tuple[Profile, ...]:
    """Finds the mediators that words name; none in no words."""
    if not words.strip():
        return ()
    return tuple(one for one in _mediators() if has_words(words, names_of(one)))


@cache
def _mediators() -> tuple[Profile, ...]:
    """Loads them once: every look at the deadlines asks."""
    profiles = (load_profile(one) for one in profile_ids())
    return tuple(one for one in profiles if one.kind is Kind.MEDIATOR)


def _waiting(rule: DeadlineRule, window: Window) -> DeadlineRule:
    return replace(
        rule,
        length=window.after,
        ended_by=Milestone.ANSWER if window.answer_ends else None,
        sources=window.sources,
        mark=window.mark,
    )
