"""Which recipients are open for a dossier, what fits the person best first."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from dossier.model.checklist import Opening, Verdict
from dossier.model.dossier import Dossier
from dossier.recipients.check import Books, conditions_of, is_open, the_books, windows_of
from dossier.recipients.conditions import consumers, traders
from dossier.recipients.profile import Profile, load_profile, profile_ids

_URGENCY: Final = (Verdict.MISSING, Verdict.UNKNOWN, Verdict.MET, Verdict.NOT_NEEDED)

_LOUDER: Final = 2

_KIND: Final = ("dispute-among", "dispute-not", "not-flight")
"""Checks that leave a recipient open without speaking for it: whom it is there for says its matter."""

_Rank = tuple[bool, int, bool, int, str]


def every_profile() -> tuple[Profile, ...]:
    """Loads all recipients that travel with the program.

    Raises:
        DossierError: ``malformed``.
    """
    return tuple(load_profile(one) for one in profile_ids())


def openings(
    dossier: Dossier,
    *,
    day: date,
    profiles: Sequence[Profile] | None = None,
    books: Books | None = None,
) -> tuple[Opening, ...]:
    """Says of every recipient whether it is open on a day, and why.

    Args:
        dossier: The dossier; an empty one closes nothing.
        day: The day on which it would be asked.
        profiles: Which recipients; None for all that travel with the program.
        books: What is looked up; None for what travels with the program.

    Returns:
        What a condition closes last. Of the others first what works in the consumer's or the trader's
        country and is there for this kind of dispute; while these are not known, what works anywhere and
        for any. Of these what is open before what only the day closes, then what more conditions are
        known to hold for and fewer are to be answered.
    """
    books = books or the_books()
    ranked = [
        (_rank(opening, profile, dossier), opening)
        for profile in (every_profile() if profiles is None else profiles)
        for opening in (_opening(dossier, profile, day=day, books=books),)
    ]
    return tuple(opening for _, opening in sorted(ranked, key=lambda one: one[0]))


def _opening(dossier: Dossier, profile: Profile, *, day: date, books: Books) -> Opening:
    conditions = conditions_of(dossier, profile, books)
    windows = windows_of(dossier, profile, books)
    return Opening(
        recipient=profile.id,
        names=profile.names,
        kind=str(profile.kind),
        country=profile.country,
        formats=profile.formats.suffixes if profile.formats else (),
        colour=str(profile.colour),
        open=is_open(conditions, windows, day),
        conditions=tuple(sorted(conditions, key=lambda one: _URGENCY.index(one.verdict))),
        windows=windows,
    )


def _rank(opening: Opening, profile: Profile, dossier: Dossier) -> _Rank:
    known = {party.country for party in (*consumers(dossier), *traders(dossier))}
    elsewhere = bool(profile.country) and profile.country not in known
    beside = bool(profile.matter) and dossier.facts.dispute not in profile.matter
    verdicts = [one.verdict for one in opening.conditions]
    closed = Verdict.MISSING in verdicts
    asked = verdicts.count(Verdict.UNKNOWN) + any(one.start is None for one in opening.windows)
    # What is known to fit speaks louder than what is still to be asked.
    met = sum(one.verdict is Verdict.MET and one.check not in _KIND for one in opening.conditions)
    return closed, elsewhere + beside, not opening.open, asked - _LOUDER * met, opening.recipient
