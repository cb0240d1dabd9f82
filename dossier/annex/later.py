"""What a later sending says of itself: that it adds to one, and how it is to be sent."""

from dossier.annex.pages.cover import PLAIN_FRONT, Front
from dossier.model.dossier import Dossier
from dossier.model.finding import Finding, note
from dossier.model.rounds import Scope
from dossier.recipients.profile import Profile
from dossier.texts.catalogue import Texts
from dossier.texts.dates import long_day


def front_of(dossier: Dossier, profile: Profile, *, scope: Scope, texts: Texts) -> Front:
    """Says it for a sending that holds only what is new; nothing for one that holds everything."""
    mine = (one for one in dossier.rounds if one.recipient == profile.id)
    sent = sorted(mine, key=lambda one: one.day)
    if scope is not Scope.NEW or not sent:
        return PLAIN_FRONT
    number = dossier.case_number or next((one.case_number for one in reversed(sent) if one.case_number), "")
    kicker = texts.say("annex.kicker_more")
    if number:
        kicker = texts.say("annex.kicker_more_case", number=number)
    notes = [texts.say("annex.more_new", day=long_day(texts, sent[-1].day))]
    if any(way.reply for way in profile.sending):
        notes.append(texts.say("annex.more_reply"))
    return Front(kicker=kicker, notes=tuple(notes))


def nothing_yet(dossier: Dossier, profile: Profile, *, scope: Scope) -> tuple[Finding, ...]:
    """Says that somebody who is to get only what is new has got nothing yet."""
    if scope is not Scope.NEW or any(one.recipient == profile.id for one in dossier.rounds):
        return ()
    return (note("nothing-sent-yet"),)
