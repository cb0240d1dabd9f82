"""Which date counts: each row of the table of sources, and what is never believed by itself."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dossier.intake.dates import settle as dates
from dossier.intake.dates.settle import OFFERED, TRUST, date_findings, settle
from dossier.model.draft import Draft
from dossier.model.finding import Level
from dossier.model.moment import UNKNOWN, Moment, Precision, Source, day
from dossier.model.piece import FileKind
from dossier.texts.catalogue import Texts

NAMED = "Screenshot_20260312-121803.png"
IN_NAME = datetime(2026, 3, 12, 12, 18, 3)
MODIFIED = datetime(2026, 7, 1, 8, 0, 0, 123, tzinfo=UTC)


def at(number, source):
    return day(2026, 1, number, source=source, evidence=f"{source} {number}")


def chosen(draft, name="x", modified=None):
    return settle(draft, name=name, modified=modified)[0]


FOUND_BY_READERS = [
    (FileKind.EMAIL, Source.MAIL_DATE),
    (FileKind.EMAIL, Source.MAIL_RECEIVED),
    (FileKind.CHAT, Source.CHAT),
    (FileKind.WEB, Source.WEB_CAPTURE),
    (FileKind.IMAGE, Source.EXIF),
]


@pytest.mark.parametrize(("kind", "source"), FOUND_BY_READERS)
def test_what_a_reader_found_dates_its_kind_before_the_name_does(kind, source):
    draft = Draft(kind=kind, moments=(at(5, source),))
    assert chosen(draft, NAMED, MODIFIED) == at(5, source)


@pytest.mark.parametrize("kind", [FileKind.PDF, FileKind.OFFICE, FileKind.TEXT])
def test_the_words_of_a_paper_date_it_before_its_name_does(kind):
    moment = chosen(Draft(kind=kind, text="Date de facture : 05/01/2026"), NAMED)
    assert (moment.at, moment.source) == (datetime(2026, 1, 5), Source.PAGE_TEXT)


@pytest.mark.parametrize("kind", [kind for kind in FileKind if kind is not FileKind.CHAT])
def test_the_name_dates_what_nothing_better_dates(kind):
    moment = chosen(Draft(kind=kind), NAMED, MODIFIED)
    assert (moment.at, moment.source) == (IN_NAME, Source.FILE_NAME)


def test_the_name_of_an_export_never_dates_a_chat():
    assert settle(Draft(kind=FileKind.CHAT), name=NAMED, modified=None) == (UNKNOWN,)


def test_the_sending_date_comes_before_the_receiving_one_in_any_order_of_finding():
    sent, received = at(5, Source.MAIL_DATE), at(4, Source.MAIL_RECEIVED)
    draft = Draft(kind=FileKind.EMAIL, moments=(received, sent))
    assert settle(draft, name="x.eml", modified=None) == (sent, received)


@pytest.mark.parametrize("kind", FileKind)
def test_metadata_and_the_disk_are_offered_and_never_chosen(kind):
    made = at(5, Source.PDF_METADATA)
    settled = settle(Draft(kind=kind, moments=(made,)), name="x", modified=MODIFIED)
    assert settled[0] == UNKNOWN
    assert [moment.source for moment in settled[1:]] == [Source.PDF_METADATA, Source.FILE_TIME]
    assert settled[2].at == MODIFIED.replace(microsecond=0)


def test_the_words_of_a_web_page_are_offered_and_never_chosen():
    settled = settle(Draft(kind=FileKind.WEB, text="Émis le 05/01/2026"), name="x.html", modified=None)
    assert settled[0] == UNKNOWN
    assert settled[1].at == datetime(2026, 1, 5)


def test_a_picture_date_that_is_not_the_shutters_is_offered_and_never_chosen():
    about = replace(at(5, Source.EXIF), precision=Precision.ABOUT)
    settled = settle(Draft(kind=FileKind.IMAGE, moments=(about,)), name="x.jpg", modified=None)
    assert settled == (UNKNOWN, about)


def test_the_instant_of_receipt_says_more_than_a_day_without_its_zone():
    received = Moment(
        precision=Precision.SECOND, at=datetime(2026, 3, 12, 8, tzinfo=UTC), source=Source.MAIL_RECEIVED
    )
    draft = Draft(kind=FileKind.EMAIL, moments=(at(12, Source.MAIL_DATE), received))
    assert chosen(draft, NAMED) == received
    assert chosen(Draft(kind=FileKind.EMAIL, moments=(at(12, Source.MAIL_DATE),)), NAMED).at.day == 12


def test_a_chat_that_can_be_read_two_ways_has_no_date_and_offers_both():
    both = (at(4, Source.CHAT), at(1, Source.CHAT))
    settled = settle(Draft(kind=FileKind.CHAT, moments=both), name="x.txt", modified=None)
    assert settled == (UNKNOWN, *both)


def test_competing_words_leave_the_name_to_decide():
    draft = Draft(kind=FileKind.PDF, text="Émis le 05/01/2026\nÉmis le 06/01/2026")
    settled = settle(draft, name="2026-01-06 facture.pdf", modified=None)
    assert (settled[0].at, settled[0].source) == (datetime(2026, 1, 6), Source.FILE_NAME)
    assert datetime(2026, 1, 5) in [moment.at for moment in settled[1:]]


@pytest.mark.parametrize("year", [1970, 1980, 2106])
def test_a_year_out_of_all_reason_is_not_believed_even_from_a_mail(year):
    odd = Moment(precision=Precision.SECOND, at=datetime(year, 1, 1, tzinfo=UTC), source=Source.MAIL_DATE)
    received = at(4, Source.MAIL_RECEIVED)
    settled = settle(Draft(kind=FileKind.EMAIL, moments=(odd, received)), name="x.eml", modified=None)
    assert settled[0] == received


def test_no_date_is_said_twice():
    one = at(5, Source.MAIL_DATE)
    assert settle(Draft(kind=FileKind.EMAIL, moments=(one, one)), name="x", modified=None) == (one,)


def test_the_table_names_every_kind_and_trusts_neither_metadata_nor_disk():
    assert set(TRUST) == set(FileKind)
    trusted = {source for row in TRUST.values() for source in row}
    assert not trusted & {Source.PDF_METADATA, Source.FILE_TIME, Source.NONE}
    assert {Source.PDF_METADATA, Source.FILE_TIME} <= set(OFFERED)


@pytest.mark.parametrize("source", [one for one in Source if one is not Source.NONE])
def test_the_table_of_the_sources_tells_of_every_one(source):
    rows = [line.split()[0] for line in dates.__doc__.splitlines() if line.strip()]
    assert source in rows


@pytest.mark.parametrize("source", [Source.PDF_METADATA, Source.OFFICE_METADATA, Source.FILE_TIME])
@pytest.mark.parametrize("kind", FileKind)
def test_what_stands_beside_a_proof_never_dates_it(source, kind):
    assert source not in TRUST[kind]
    assert settle(Draft(kind=kind, moments=(at(5, source),)), name="x", modified=None)[0] == UNKNOWN


UNDATED = [
    (Draft(kind=FileKind.IMAGE), None, "undated"),
    (Draft(kind=FileKind.PDF, moments=(at(5, Source.PDF_METADATA),)), MODIFIED, "undated-but-metadata"),
    (Draft(kind=FileKind.IMAGE), MODIFIED, "undated-but-file-time"),
    (Draft(kind=FileKind.PDF, text="Vol du 14 mai 2026"), MODIFIED, "undated-but"),
    (Draft(kind=FileKind.PDF, text="Vol du 14 mai 2026\nRetour le 16/05/2026"), None, "undated-but-several"),
]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("draft", "modified", "code"), UNDATED)
def test_a_piece_without_date_asks_and_says_what_could_be_confirmed(draft, modified, code, language):
    (found,) = date_findings(settle(draft, name="x", modified=modified), name="pièce.pdf")
    assert (found.code, found.level) == (code, Level.WARNING)
    said = Texts(language).finding(found)
    assert "pièce.pdf" in said
    assert code == "undated" or f"{date.fromisoformat(found.params['day']):%d/%m/%Y}" in said


def test_the_one_day_that_a_text_says_is_named_and_the_disk_is_not_counted():
    draft = Draft(kind=FileKind.TEXT, text="Vu le voisin, 16 janvier 2026.")
    (found,) = date_findings(settle(draft, name="x.txt", modified=MODIFIED), name="x.txt")
    said = Texts("fr").finding(found)
    assert "16/01/2026" in said
    assert "Vu le voisin, 16 janvier 2026." in said
    assert "dates possibles" not in said


def test_two_days_of_a_text_are_both_named():
    draft = Draft(kind=FileKind.TEXT, text="Vu le 16/01/2026.\nRevu le 18/01/2026.")
    (found,) = date_findings(settle(draft, name="x.txt", modified=MODIFIED), name="x.txt")
    said = Texts("fr").finding(found)
    assert all(words in said for words in ("2 dates", "16/01/2026", "18/01/2026", "Revu le"))


@pytest.mark.parametrize(("days", "told"), [(0, False), (1, False), (2, True)])
def test_a_photo_and_its_name_that_disagree_by_more_than_a_day_are_told(days, told):
    taken = Moment(
        precision=Precision.SECOND, at=IN_NAME + timedelta(days=days), source=Source.EXIF, evidence="e"
    )
    draft = Draft(kind=FileKind.IMAGE, moments=(taken,))
    settled = settle(draft, name=NAMED, modified=None)
    assert settled[0] == taken
    found = date_findings(settled, name=NAMED)
    assert [one.code for one in found] == (["dates-disagree"] if told else [])
    assert all(Texts("fr").finding(one) for one in found)
