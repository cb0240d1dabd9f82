"""A file's time says when it was made, or only when it was copied."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from dossier.intake.dates.file_time import believable_time
from dossier.intake.dates.settle import settle
from dossier.model.draft import Draft
from dossier.model.moment import UNKNOWN, Moment, Precision, Source
from dossier.model.piece import FileKind

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
        (datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC), False),  # no clock at all, or one never set
        (datetime(1979, 12, 31, 23, 0, tzinfo=UTC), False),  # the first day of FAT, in Paris
        (datetime(1980, 1, 1), False),
        (datetime(1981, 1, 1, 1, 1, 2), False),
        (datetime(2000, 1, 1, tzinfo=UTC), False),
        (datetime(2000, 1, 2, tzinfo=UTC), True),
        (datetime(2107, 12, 31, 23, 59, 58), False),
        (datetime.max.replace(tzinfo=UTC), False),
        (datetime.min.replace(tzinfo=UTC), False),
    ],
)
def test_what_was_written_just_before_the_annex_was_copied_for_it(modified, believed):
    assert believable_time(modified, day=DAY, zone=PARIS) == (modified if believed else None)


@pytest.mark.parametrize("source", [Source.PDF_METADATA, Source.OFFICE_METADATA, Source.MEDIA_METADATA])
@pytest.mark.parametrize(
    "at", [datetime(1970, 1, 1), datetime(1601, 1, 1), datetime(2000, 1, 1), datetime(2098, 1, 1, tzinfo=UTC)]
)
def test_the_nonsense_of_a_program_is_never_offered(source, at):
    told = Moment(precision=Precision.SECOND, at=at, source=source)
    draft = Draft(kind=FileKind.PDF, moments=(told,))
    assert settle(draft, name="x.pdf", modified=None, latest=DAY, zone=PARIS) == (UNKNOWN,)


def test_no_time_stays_none():
    assert believable_time(None, day=DAY, zone=PARIS) is None
