"""The next step towards a recipient, and its day."""

from collections.abc import Sequence
from datetime import date

from dossier.model.checklist import CheckedCondition, CheckedNeed, CheckedWindow, NextStep, Verdict
from dossier.model.finding import Finding, Level


def next_step(
    conditions: Sequence[CheckedCondition],
    windows: Sequence[CheckedWindow],
    needs: Sequence[CheckedNeed],
    findings: Sequence[Finding],
    *,
    day: date,
) -> NextStep:
    """Names the first thing that stands between the person and sending; sending when nothing does."""
    if any(one.verdict is Verdict.MISSING for one in conditions):
        return NextStep(code="choose-another", params={})
    if gone := [one.closes for one in windows if one.closes and one.is_late(day)]:
        return NextStep(code="gone", params={"last": min(gone).isoformat()}, day=min(gone))
    last = min((one.closes for one in windows if one.closes), default=None)
    if waits := [one.opens for one in windows if one.opens and one.is_early(day)]:
        return _dated("wait", first=max(waits), last=last)
    unknown = next((one.milestone for one in windows if one.start is None), None)
    if unknown is not None:
        return NextStep(code="tell-day", params={"milestone": str(unknown)})
    if asked := sum(one.verdict is Verdict.UNKNOWN for one in conditions):
        return NextStep(code="answer", params={"n": asked})
    if missing := [one.need for one in needs if one.must and one.verdict is Verdict.MISSING]:
        return _dated("complete", last=last, needs=" ".join(missing))
    if any(one.level is Level.BLOCKER for one in findings):
        return _dated("settle", last=last)
    return _dated("send", last=last)


def _dated(code: str, *, last: date | None, first: date | None = None, **params: str) -> NextStep:
    """Makes a step with the days it has; one with a last day has a sentence of its own."""
    days = {name: day.isoformat() for name, day in (("first", first), ("last", last)) if day is not None}
    return NextStep(code=f"{code}-before" if last else code, params={**params, **days}, day=first)
