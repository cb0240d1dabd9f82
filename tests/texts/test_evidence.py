"""What says a date is shown as a person understands it, never as a machine wrote it."""

from datetime import datetime, timedelta, timezone

import pytest

from dossier.model.moment import Moment, Precision, Source
from dossier.texts.catalogue import Texts
from dossier.texts.evidence import evidence_field, evidence_figures

FRENCH = Texts("fr")
SUMMER = timezone(timedelta(hours=2))


def found(source, evidence, *, offset=None, until=None):
    at = datetime(2026, 5, 14, 10, 22, 31, tzinfo=offset)
    return Moment(precision=Precision.SECOND, at=at, until=until, source=source, evidence=evidence)


@pytest.mark.parametrize("source", [Source.EXIF, Source.USER])
def test_a_field_of_a_picture_is_named_and_its_clock_written_out(source):
    moment = found(source, "DateTimeOriginal 2026:05:14 10:22:31")
    assert evidence_field(FRENCH, moment) == "Date de prise de vue (EXIF)"
    assert evidence_figures(FRENCH, moment) == "14/05/2026 10:22:31"


@pytest.mark.parametrize("source", [Source.MAIL_DATE, Source.USER])
def test_a_header_is_written_with_its_own_offset(source):
    moment = found(source, "Date: Thu, 14 May 2026 10:22:31 +0200", offset=SUMMER)
    assert evidence_figures(FRENCH, moment) == "14/05/2026 10:22:31 (+02:00)"
    assert evidence_field(FRENCH, moment) == ""


def test_the_milliseconds_of_a_backup_are_written_as_its_first_and_last_clock():
    last = datetime(2026, 5, 15, 8, 0, 0, tzinfo=SUMMER)
    moment = found(Source.CHAT, 'date="1778747000000" … date="1778825000000"', offset=SUMMER, until=last)
    said = evidence_figures(FRENCH, moment)
    assert said == "14/05/2026 10:22:31 (+02:00) – 15/05/2026 08:00:00 (+02:00)"


@pytest.mark.parametrize("source", [Source.PAGE_TEXT, Source.FILE_NAME, Source.USER])
def test_the_words_of_people_stay_words(source):
    moment = found(source, "Émis le 14 mai 2026 à 10:22:31")
    assert evidence_figures(FRENCH, moment) == ""
    assert evidence_field(FRENCH, moment) == ""


def test_a_day_alone_claims_no_clock():
    moment = Moment(
        precision=Precision.DAY, at=datetime(2026, 5, 14), source=Source.MAIL_DATE, evidence="Date: 14 May"
    )
    assert evidence_figures(FRENCH, moment) == ""
