"""What stands in the way of sending to a recipient, and what to think of: each with one thing to do."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from dossier.model.checklist import CheckedCondition, CheckedNeed, CheckedWindow, Verdict
from dossier.model.detail import Detail
from dossier.model.facts import Facts
from dossier.model.finding import Finding, blocker, note, warning
from dossier.model.ids import PieceId
from dossier.model.piece import Piece, Private
from dossier.model.watching import TERMS, terms_after_order
from dossier.recipients.bank import shows_bank
from dossier.recipients.conditions import consumers
from dossier.recipients.needs import Shown
from dossier.recipients.profile import Kind, Limited, Profile
from dossier.recipients.secret import mediation_talks

_ACCOUNT: Final = "iban"


def about_opening(
    conditions: Sequence[CheckedCondition], windows: Sequence[CheckedWindow], day: date
) -> Iterator[Finding]:
    """Says why it cannot be asked on that day, and what is not known of that."""
    verdicts = [one.verdict for one in conditions]
    if closed := verdicts.count(Verdict.MISSING):
        yield blocker("recipient-closed", n=closed)
    for window in windows:
        if window.is_late(day) and window.closes:
            yield blocker("too-late", last=window.closes.isoformat())
        elif window.closes and day > window.closes:
            yield warning("last-day", last=window.closes.isoformat())
        elif window.is_early(day) and window.opens:
            yield blocker("too-early", first=window.opens.isoformat())
    if asked := verdicts.count(Verdict.UNKNOWN):
        yield note("conditions-unknown", n=asked)


def about_days(facts: Facts, day: date) -> Iterator[Finding]:
    """Says which days lie ahead of the day on which it would be asked."""
    for one in facts.key_dates:
        if one.is_ahead(day):
            yield note("key-date-ahead", day=one.day.isoformat(), milestone=str(one.milestone))


def about_needs(profile: Profile, shown: Shown, needs: Iterable[CheckedNeed]) -> Iterator[Finding]:
    """Says what it insists on and does not find; of what the person hides from it only that it is hidden."""
    absent = [one for one in needs if one.verdict is Verdict.MISSING]
    missing = [one for one in absent if not _is_hidden(one, shown)]
    account = [one for one in missing if one.need == _ACCOUNT and _ACCOUNT in profile.wants]
    if account:
        given = any(party.iban for party in consumers(shown.dossier))
        yield warning("bic-missing" if given else "iban-missing")
    if held := len(absent) - len(missing):
        yield warning("needs-held", n=held)
    if musts := [one for one in missing if one.must and one not in account]:
        yield warning("needs-missing", n=len(musts))


def _is_hidden(need: CheckedNeed, shown: Shown) -> bool:
    return need.ask.startswith("held:") or (need.need == _ACCOUNT and Detail.IBAN in shown.held)


def about_pieces(profile: Profile, shown: Shown) -> Iterator[Finding]:
    """Says which pieces tell what must stay between others."""
    if profile.kind is Kind.COURT:
        yield from mediation_talks(shown.pieces)


def about_terms(shown: Shown, needs: Iterable[CheckedNeed]) -> Iterator[Finding]:
    """Says which general terms may not be those that hold, where they are asked for."""
    if any(one.need == TERMS and one.verdict is Verdict.UNKNOWN for one in needs):
        yield from terms_after_order(shown.dossier, [one for one in shown.pieces if one.rubric == TERMS])


def _forbidden(private: Private, piece: Piece) -> Finding:
    return blocker(f"forbidden-{private}", file=piece.title).of(piece.id)


def about_private(
    profile: Profile,
    pieces: Iterable[Piece],
    numbers: Mapping[PieceId, str],
    *,
    seen: Callable[[Piece], str] = lambda _: "",
) -> Iterator[Finding]:
    """Says which pieces it must not get, and which seem to show an account or a card.

    Args:
        profile: The recipient.
        pieces: What it gets.
        numbers: Under which number.
        seen: Gives the words recognised in a piece's pictures.
    """
    if not profile.forbids:
        return
    bank = Private.BANK in profile.forbids
    for piece in pieces:
        yield from (_forbidden(one, piece) for one in piece.private if one in profile.forbids)
        if bank and Private.BANK not in piece.private and (shows_bank(piece.text) or shows_bank(seen(piece))):
            yield warning("bank-inside", file=piece.title, numbers=numbers[piece.id]).of(piece.id)


def about_story(profile: Profile, story: str) -> Iterator[Finding]:
    """Says that what happened is told in more words than its form takes."""
    longest = profile.limit(Limited.DESCRIPTION_CHARS)
    if longest is not None and len(story) > longest:
        yield warning("description-too-long", chars=len(story), longest=longest)
