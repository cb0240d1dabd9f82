"""Which recipients are open for a dossier, what fits the person best first."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from dossier.model.checklist import Opening, Verdict
from dossier.model.dossier import Dossier
from dossier.recipients.check import Books, conditions_of, is_open, the_books, windows_of
from dossier.recipients.conditions import consumers
from dossier.recipients.profile import Profile, load_profile, profile_ids

_URGENCY: Final = (Verdict.MISSING, Verdict.UNKNOWN, Verdict.MET, Verdict.NOT_NEEDED)

_LOUDER: Final = 2

_Rank = tuple[bool, bool, bool, int, str]


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
        What is open first, then what only the day closes. Of these first what works in the consumer's
        country, then what more conditions are known to hold for and fewer are to be answered.
    """
    books = books or the_books()
    ranked = [
        (_rank(opening, dossier), opening)
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
        open=is_open(conditions, windows, day),
        conditions=tuple(sorted(conditions, key=lambda one: _URGENCY.index(one.verdict))),
        windows=windows,
    )


def _rank(opening: Opening, dossier: Dossier) -> _Rank:
    homes = {party.country for party in consumers(dossier) if party.country}
    elsewhere = bool(homes and opening.country) and opening.country not in homes
    verdicts = [one.verdict for one in opening.conditions]
    closed = Verdict.MISSING in verdicts
    asked = verdicts.count(Verdict.UNKNOWN) + any(one.start is None for one in opening.windows)
    # What is known to fit speaks louder than what is still to be asked.
    fitting = _LOUDER * verdicts.count(Verdict.MET) - asked
    return closed, not opening.open, elsewhere, -fitting, opening.recipient
