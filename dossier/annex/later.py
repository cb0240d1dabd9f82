"""What a later sending says of itself: that it adds to one or sums up, and how it is to be sent."""

from datetime import date

from dossier.annex.pages.cover import PLAIN_FRONT, Front
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, blocker, note, warning
from dossier.model.ids import PieceId
from dossier.model.numbering import frozen_numbers, parts_of
from dossier.model.rounds import Scope, sent_numbers
from dossier.recipients.profile import Profile
from dossier.texts.catalogue import Texts
from dossier.texts.dates import long_day


def front_of(dossier: Dossier, profile: Profile, *, scope: Scope, texts: Texts, day: date) -> Front:
    """Says it on the cover; nothing for somebody who has got nothing yet."""
    mine = (one for one in dossier.rounds if one.recipient == profile.id)
    sent = sorted(mine, key=lambda one: one.day)
    if not sent:
        return PLAIN_FRONT
    if scope is Scope.ALL:
        return Front(kicker=texts.say("annex.kicker_whole", day=long_day(texts, day)))
    number = dossier.case_number or next((one.case_number for one in reversed(sent) if one.case_number), "")
    kicker = texts.say("annex.kicker_more")
    if number:
        kicker = texts.say("annex.kicker_more_case", number=number)
    notes = [texts.say("annex.more_new", day=long_day(texts, sent[-1].day))]
    if any(way.reply for way in profile.sending):
        notes.append(texts.say("annex.more_reply"))
    return Front(kicker=kicker, notes=tuple(notes))


def got_before(dossier: Dossier, profile: Profile) -> dict[PieceId, str]:
    """Gives the numbers of what somebody has got, as far as it is still shown to them."""
    shown = {piece.id for piece in dossier.pieces if piece.shown}
    got = sent_numbers(dossier.rounds, profile.id)
    return {piece: number for piece, number in got.items() if piece in shown}


def nothing_yet(dossier: Dossier, profile: Profile, *, scope: Scope) -> tuple[Finding, ...]:
    """Says that somebody who is to get only what is new has got nothing yet."""
    if scope is not Scope.NEW or _has_got(dossier, profile):
        return ()
    return (note("nothing-sent-yet"),)


def left_out(dossier: Dossier, profile: Profile, *, scope: Scope) -> tuple[Finding, ...]:
    """Says which numbers that were given are missing, because their pieces are not included any more."""
    shown = {piece.id for piece in dossier.pieces if piece.shown}
    frozen = frozen_numbers(dossier, profile.id)
    gaps = sorted((number for piece, number in frozen.items() if piece not in shown), key=parts_of)
    if scope is Scope.NEW or not gaps:
        return ()
    return (warning("left-out-gap", n=len(gaps), numbers=", ".join(gaps)),)


def why_empty(dossier: Dossier, profile: Profile, *, scope: Scope) -> Finding:
    """Says why there is no piece in an annex."""
    return blocker("nothing-new" if scope is Scope.NEW and _has_got(dossier, profile) else "no-piece")


def _has_got(dossier: Dossier, profile: Profile) -> bool:
    return any(one.recipient == profile.id for one in dossier.rounds)
