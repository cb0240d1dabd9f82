"""What stands in the way of sending to a recipient, and what to think of: each with one thing to do."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from dossier.model.checklist import CheckedCondition, CheckedNeed, CheckedWindow, Verdict
from dossier.model.finding import Finding, blocker, note, warning
from dossier.model.piece import Piece, Private
from dossier.recipients.needs import Shown
from dossier.recipients.profile import Kind, Profile
from dossier.recipients.secret import mediation_talks


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


def about_needs(profile: Profile, needs: Iterable[CheckedNeed]) -> Iterator[Finding]:
    """Says what it insists on and does not find."""
    missing = [one for one in needs if one.verdict is Verdict.MISSING]
    account = [one for one in missing if one.need == "iban" and "iban" in profile.wants]
    if account:
        yield warning("iban-missing")
    if musts := [one for one in missing if one.must and one not in account]:
        yield warning("needs-missing", n=len(musts))


def about_pieces(profile: Profile, shown: Shown) -> Iterator[Finding]:
    """Says which pieces it must not get."""
    for piece in shown.pieces:
        for private in piece.private:
            if private in profile.forbids:
                yield _forbidden(private, piece)
    if profile.kind is Kind.COURT:
        yield from mediation_talks(shown.pieces)


def _forbidden(private: Private, piece: Piece) -> Finding:
    return blocker(f"forbidden-{private}", file=piece.title).of(piece.id)
