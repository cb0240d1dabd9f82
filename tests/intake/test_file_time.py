"""A file's time says when it was made, or only when it was copied."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from dossier.intake.dates.file_time import believable_time

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("modified", "believed"),
    [
        (datetime(2026, 3, 10, 12, tzinfo=UTC), True),
        (datetime(2026, 3, 10, 22, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 10, 23, 0, tzinfo=UTC), False),  # midnight in Paris: the day before already
        (datetime(2026, 3, 12, 8, tzinfo=UTC), False),
        (datetime(2027, 1, 1, tzinfo=UTC), False),
        (datetime(2026, 3, 10, 23, 59), True),
        (datetime(2026, 3, 11, 0, 0), False),
    ],
)
def test_what_was_written_just_before_the_annex_was_copied_for_it(modified, believed):
    assert believable_time(modified, day=DAY, zone=PARIS) == (modified if believed else None)


def test_no_time_stays_none():
    assert believable_time(None, day=DAY, zone=PARIS) is None
