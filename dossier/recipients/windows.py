"""When a recipient may be asked."""

from collections.abc import Mapping
from datetime import date

from dossier.model.calendar import first_day, safe_day
from dossier.model.checklist import CheckedWindow
from dossier.model.facts import Facts, Milestone
from dossier.model.span import Span
from dossier.recipients.profile import Window
from dossier.recipients.source import Source
from dossier.recipients.telling import told


def checked_window(window: Window, facts: Facts, sources: Mapping[str, Source]) -> CheckedWindow:
    """Counts a window's days from the day of its milestone, as far as that is known."""
    reached = facts.key_date(window.milestone)
    start = reached.day if reached else None
    return CheckedWindow(
        milestone=window.milestone,
        start=start,
        opens=_opens(window, start, facts),
        closes=safe_day(start, Span.read(window.latest)) if start and window.latest else None,
        told=told(window, sources),
    )


def _opens(window: Window, start: date | None, facts: Facts) -> date | None:
    """Gives the first day: when the wait is wholly over, or the trader answered in the meantime."""
    if start is None or not window.after:
        return None
    waited = first_day(start, Span.read(window.after))
    answer = facts.key_date(Milestone.ANSWER)
    if window.answer_ends and answer is not None and answer.day >= start:
        return min(waited, answer.day)
    return waited
